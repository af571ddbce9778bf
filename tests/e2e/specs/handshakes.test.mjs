// Handshakes: a real receiver, with crypto of its own, answers each one right and wrong, and the page says which rule and why.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { fits, serious } from '../lib/axe.mjs';
import { browserNotes, part, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const SECRET = 'canary9b secret é';
const hmac = (text, { key = SECRET, algorithm = 'sha256', digest = 'hex' } = {}) => crypto.createHmac(algorithm, key).update(text).digest(digest);
const plain = (body, more = {}) => ({ headers: { 'content-type': 'text/plain', ...more }, body });
const json = (value) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
const html = (body) => ({ headers: { 'content-type': 'text/html; charset=utf-8' }, body });
const refused = { status: 401, ...plain('Unauthorized') };

// Whether a request is signed as Zoom and Slack do, and not long ago.
function signed(request, prefix) {
  const time = request.headers[`${prefix}-request-timestamp`];
  return Math.abs(Date.now() / 1000 - time) < 300 && request.headers[`${prefix}-signature`] === `v0=${hmac(`v0:${time}:${request.body}`)}`;
}

function zoom(request, answer) {
  const { event, payload } = JSON.parse(request.body);
  assert.equal(event, 'endpoint.url_validation');
  return answer(payload.plainToken);
}
const both = (token, encryptedToken) => json({ plainToken: token, encryptedToken });
const slack = (request) => JSON.parse(request.body).challenge;
const nosniff = { 'x-content-type-options': 'nosniff' };
const consent = (request) => ({ 'webhook-allowed-origin': request.headers['webhook-request-origin'], 'webhook-allowed-rate': request.headers['webhook-request-rate'], allow: 'OPTIONS, POST' });

// What each path does with a request.
const receivers = {
  '/zoom/right': (r) => (signed(r, 'x-zm') ? zoom(r, (t) => both(t, hmac(t))) : refused),
  '/zoom/unverified': (r) => zoom(r, (t) => both(t, hmac(t))),
  '/zoom/wrong-key': (r) => zoom(r, (t) => both(t, hmac(t, { key: 'another' }))),
  '/zoom/upper': (r) => zoom(r, (t) => both(t, hmac(t).toUpperCase())),
  '/zoom/base64': (r) => zoom(r, (t) => both(t, hmac(t, { digest: 'base64' }))),
  '/zoom/body': (r) => zoom(r, (t) => both(t, hmac(r.body))),
  '/zoom/no-plain': (r) => zoom(r, (t) => json({ encryptedToken: hmac(t) })),
  '/zoom/nothing': () => ({ status: 204 }),
  '/slack/text': (r) => (signed(r, 'x-slack') ? plain(slack(r)) : refused),
  '/slack/json': (r) => (signed(r, 'x-slack') ? json({ challenge: slack(r) }) : refused),
  '/slack/form': (r) => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `challenge=${slack(r)}` }),
  '/slack/quoted': (r) => json(slack(r)),
  '/slack/line-end': (r) => plain(`${slack(r)}\n`),
  '/meta/right': (r) => (r.query.get('hub.mode') === 'subscribe' && r.query.get('hub.verify_token') === SECRET ? html(r.query.get('hub.challenge')) : { status: 403 }),
  '/meta/any-token': (r) => html(r.query.get('hub.challenge')),
  '/meta/says-error': (r) => (r.query.get('hub.verify_token') === SECRET ? html(r.query.get('hub.challenge')) : html('Error, wrong validation token')),
  '/meta/token': (r) => html(r.query.get('hub.verify_token')),
  '/dropbox/right': (r) => plain(r.query.get('challenge'), nosniff),
  '/dropbox/html': (r) => html(r.query.get('challenge')),
  '/dropbox/nothing': () => ({ status: 204 }),
  '/dropbox/moved': (r) => ({ status: 302, headers: { location: `/dropbox/right?${r.query}` } }),
  '/graph/right': (r) => plain(r.query.get('validationToken')),
  '/graph/raw': (r) => plain(r.raw.split('validationToken=')[1]),
  '/graph/plus': (r) => plain(decodeURIComponent(r.raw.split('validationToken=')[1])),
  '/graph/quoted': (r) => json(r.query.get('validationToken')),
  '/graph/accepted': (r) => ({ status: 202, ...plain(r.query.get('validationToken')) }),
  '/cloudevents/right': (r) => ({ status: 204, headers: consent(r) }),
  '/cloudevents/all': () => ({ status: 200, headers: { 'webhook-allowed-origin': '*', 'webhook-allowed-rate': '*', allow: 'POST' } }),
  '/cloudevents/hidden': (r) => ({ status: 204, headers: { ...consent(r), 'access-control-expose-headers': 'x-none' } }),
  '/cloudevents/none': () => ({ status: 200 }),
  '/superoffice/right': (r) => (r.headers['x-superoffice-signature'] === hmac(r.body, { digest: 'base64' }) && JSON.parse(r.body).Event === 'test' && r.headers['x-hook-test'] === 'true' ? { status: 200 } : { status: 403 }),
  '/superoffice/accepted': () => ({ status: 202 }),
};

let receiver;
let arrived = [];
before(async () => {
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const silent = request.url.startsWith('/silent');
      const cors = silent ? {} : {
        'access-control-allow-origin': '*', 'access-control-allow-methods': '*', 'access-control-expose-headers': '*',
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      };
      // A preflight asks for a method; a handshake by OPTIONS does not.
      if (request.headers['access-control-request-method']) return response.writeHead(204, cors).end();
      const url = new URL(request.url.replace(/^\/silent/, ''), 'http://x');
      const seen = { method: request.method, headers: request.headers, body: Buffer.concat(chunks).toString(), raw: request.url, query: url.searchParams };
      arrived.push(seen);
      if (url.pathname === '/holds') return;
      const { status = 200, headers = {}, body } = receivers[url.pathname]?.(seen) ?? { status: 404 };
      response.writeHead(status, { ...cors, ...headers }).end(body);
    });
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  server.unref();
  receiver = { url: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); } };
});
after(() => receiver?.close());

const box = (page, at) => page.locator(`[data-field="${at}"]`);

async function open(page, id, inputs = {}) {
  await page.goto(`${here.site.url}#/handshakes/${id}`);
  await part(page, 'handshake').waitFor();
  assert.equal(await text(page, 'handshake'), id);
  for (const [at, value] of Object.entries(inputs)) await box(page, at).fill(value);
}

// Asks a path, and gives the verdict and what each finding says.
async function ask(page, path, probe = '') {
  await box(page, 'server:url').fill(receiver.url + path);
  if (await part(page, 'probe').count()) await part(page, 'probe').selectOption(probe);
  arrived = [];
  const before = await page.locator('[data-reply]').getAttribute('data-reply');
  await part(page, 'send').click();
  await page.waitForFunction((before) => document.querySelector('[data-reply]').dataset.reply !== before, before);
  await part(page, 'handshake-verdict').waitFor();
  return judged(page);
}

async function judged(page) {
  const verdict = await part(page, 'handshake-verdict').getAttribute('data-verdict');
  const list = await page.locator('[data-finding]').evaluateAll((all) => all.map((e) => [e.dataset.finding, e.dataset.standing, e.textContent]));
  const words = (word) => list.filter((f) => f[0] === word).map((f) => `${f[1]}: ${f[2]}`).join('\n');
  const broken = list.filter((f) => f[1] === 'broken').map((f) => f[0]);
  return { verdict, broken, words };
}

test('Zoom: a signed token, hashed with the right key; and the usual slips by their names', () => here.visit(async (page) => {
  await open(page, 'zoom', { secret: SECRET });
  let said = await ask(page, '/zoom/right');
  assert.equal(said.verdict, 'passed', said.words('digest'));
  assert.equal(await text(page, 'body'), arrived[0].body, 'what is shown is what arrived');
  assert.match(said.words('https'), /advised/);
  assert.deepEqual((await ask(page, '/zoom/wrong-key')).broken, ['digest']);
  assert.match((await judged(page)).words('digest'), /None of \d+ other ways to compute it gives this value/);
  said = await ask(page, '/zoom/upper');
  assert.equal(said.verdict, 'passed');
  assert.match(said.words('digest'), /^advised: .*upper-case hex/);
  assert.match((await ask(page, '/zoom/base64')).words('digest'), /^broken: .*in base64/);
  assert.match((await ask(page, '/zoom/body')).words('digest'), /the whole body of the request/);
  assert.match((await ask(page, '/zoom/no-plain')).words('member'), /^broken: .*no \/plainToken/);
  said = await ask(page, '/zoom/nothing');
  assert.deepEqual(said.broken, ['status', 'member']);
  assert.match(said.words('status'), /204 has no body/);
  assert.equal((await ask(page, '/zoom/right', 'wrong-secret')).verdict, 'passed');
  assert.equal((await ask(page, '/zoom/right', 'unsigned')).verdict, 'passed');
  assert.equal(arrived[0].headers['x-zm-signature'], undefined);
  assert.deepEqual((await ask(page, '/zoom/unverified', 'wrong-secret')).broken, ['withheld']);
  // The right secret after the reply: it is judged again, and nothing is sent.
  await ask(page, '/zoom/unverified');
  await box(page, 'secret').fill('another');
  await page.locator('[data-finding="digest"][data-standing="broken"]').waitFor();
  assert.deepEqual(page.errors, []);
}));

test('Slack: the challenge in three forms, quoted, and with a line end', () => here.visit(async (page) => {
  await open(page, 'slack', { secret: SECRET });
  for (const form of ['text', 'json', 'form']) {
    const said = await ask(page, `/slack/${form}`);
    assert.equal(said.verdict, 'passed', form);
    assert.match(said.words('body'), /^met: /);
  }
  assert.match((await ask(page, '/slack/quoted')).words('body'), /^broken: .*quotation marks/);
  assert.match((await ask(page, '/slack/line-end')).words('body'), /^broken: .*a line end follows it/);
  assert.equal((await ask(page, '/slack/text', 'wrong-secret')).verdict, 'passed');
  assert.deepEqual((await ask(page, '/slack/form', 'wrong-secret')).broken, ['silent']);
}));

test('Meta: the challenge for the right token, and a refusal for another', () => here.visit(async (page) => {
  await open(page, 'meta', { 'handshake:verify_token': SECRET });
  assert.equal((await ask(page, '/meta/right')).verdict, 'passed');
  assert.equal(arrived[0].method, 'GET');
  assert.match((await ask(page, '/meta/token')).words('body'), /^broken: .*it is the verify token/);
  let said = await ask(page, '/meta/right', 'wrong-token');
  assert.equal(said.verdict, 'passed');
  assert.notEqual(arrived[0].query.get('hub.verify_token'), SECRET);
  assert.match(await text(page, 'due'), /must refuse/);
  assert.deepEqual((await ask(page, '/meta/any-token', 'wrong-token')).broken, ['refusal', 'silent']);
  assert.deepEqual((await ask(page, '/meta/says-error', 'wrong-token')).broken, ['refusal']);
  // What is not there does not stand a probe either.
  assert.equal((await ask(page, '/meta/nowhere', 'wrong-token')).verdict, 'unclear');
  await box(page, 'handshake:verify_token').fill('another');
  said = await ask(page, '/meta/right');
  assert.match(said.words('status'), /403.*compare its verify token/);
}));

test('Dropbox: plain text and no sniffing, a redirect, and markup that comes back', () => here.visit(async (page) => {
  await open(page, 'dropbox');
  assert.equal((await ask(page, '/dropbox/right')).verdict, 'passed');
  let said = await ask(page, '/dropbox/html');
  assert.deepEqual(said.broken, ['type', 'field']);
  assert.match(said.words('type'), /cross-site scripting/);
  assert.deepEqual((await ask(page, '/dropbox/nothing')).broken, ['body', 'type', 'field']);
  said = await ask(page, '/dropbox/moved');
  assert.deepEqual(said.broken, ['redirect']);
  assert.match(said.words('redirect'), /\/dropbox\/right/);
  assert.equal((await ask(page, '/dropbox/right', 'markup')).verdict, 'passed');
  assert.deepEqual((await ask(page, '/dropbox/html', 'markup')).broken, ['inert']);
}));

test('Microsoft Graph: the token decoded, not as it stood in the address', () => here.visit(async (page) => {
  await open(page, 'graph');
  assert.equal((await ask(page, '/graph/right')).verdict, 'passed');
  assert.equal(arrived[0].method, 'POST');
  assert.match(arrived[0].query.get('validationToken'), /^Validation: Testing client application/);
  assert.match((await ask(page, '/graph/raw')).words('body'), /^broken: .*percent-encoded still/);
  assert.match((await ask(page, '/graph/plus')).words('body'), /^broken: .*each space came back as \+/);
  assert.deepEqual((await ask(page, '/graph/quoted')).broken, ['type', 'body']);
  assert.deepEqual((await ask(page, '/graph/accepted')).broken, ['status']);
}));

test('CloudEvents: consent in the header fields, which a browser may hide', () => here.visit(async (page) => {
  await open(page, 'cloudevents');
  assert.equal(await part(page, 'probe').count(), 0);
  assert.equal((await ask(page, '/cloudevents/right')).verdict, 'passed');
  assert.equal(arrived[0].method, 'OPTIONS');
  assert.equal(arrived[0].headers['webhook-request-rate'], '120');
  assert.equal((await ask(page, '/cloudevents/all')).verdict, 'passed');
  const said = await ask(page, '/cloudevents/hidden');
  assert.equal(said.verdict, 'unclear');
  assert.match(said.words('field'), /unknown: .*CORS hides it/);
  assert.deepEqual((await ask(page, '/cloudevents/none')).broken, ['field', 'field']);
}));

test('SuperOffice: 200 for the test event, and nothing else', () => here.visit(async (page) => {
  await open(page, 'superoffice', { secret: SECRET });
  assert.equal((await ask(page, '/superoffice/right')).verdict, 'passed');
  assert.deepEqual((await ask(page, '/superoffice/accepted')).broken, ['status']);
  assert.equal((await ask(page, '/superoffice/right', 'wrong-secret')).verdict, 'passed');
  await box(page, 'secret').fill('');
  await ask(page, '/superoffice/accepted');
  assert.equal(arrived[0].headers['x-superoffice-signature'], undefined, 'unsigned without a Secret, as SuperOffice does');
}));

test('a reply that the page may not read is pasted, as curl prints it', () => here.visit(async (page) => {
  await open(page, 'dropbox');
  await box(page, 'server:url').fill(`${receiver.url}/silent/dropbox/right`);
  await part(page, 'send').click();
  await page.locator('.failure').waitFor();
  assert.match(await page.locator('.failure').textContent(), /CORS: the reply may not be read/);
  // Not in step: the receiver that curl asks runs in this very process.
  const curl = async () => (await promisify(execFile)('sh', ['-c', (await text(page, 'snippet')).replace('curl ', 'curl --silent --include ')])).stdout;
  await part(page, 'paste-reply').fill(await curl());
  await page.locator('[data-verdict="passed"]').waitFor();
  assert.match(await text(page, 'status'), /^200 OK/);
  await part(page, 'new-challenge').click();
  assert.equal(await part(page, 'handshake-verdict').count(), 0, 'it answered another challenge');
  await box(page, 'server:url').fill(`${receiver.url}/silent/dropbox/html`);
  await part(page, 'paste-reply').fill(await curl());
  assert.deepEqual((await judged(page)).broken, ['type', 'field']);
  await part(page, 'paste-reply').fill('something else');
  assert.match((await judged(page)).words('type'), /unknown: .*--include/);
}));

test('a request is stopped, and what cannot be sent says why', () => here.visit(async (page) => {
  await open(page, 'zoom');
  assert.match(await page.locator('#refusal').textContent(), /URL is required\. Secret token is required\./);
  await part(page, 'send').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.sending').count(), 0);
  await box(page, 'secret').fill(SECRET);
  await box(page, 'server:url').fill(`${receiver.url}/holds`);
  arrived = [];
  await part(page, 'send').click();
  await page.locator('.sending').waitFor();
  await part(page, 'stop').click();
  await page.locator('.failure[data-failure="stopped"]').waitFor();
  assert.match(await page.locator('.failure').textContent(), /You stopped the request/);
}));

test('nothing is fetched before, and nothing is kept', () => here.visit(async (page) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(here.site.url);
  await page.locator('.start-page').waitFor();
  assert.ok(!fetched.some((name) => /handshakes/.test(name)));
  await page.locator('header a[href="#/verify"]').click();
  await page.locator('main a[href="#/handshakes"]').click();
  await part(page, 'handshake').waitFor();
  assert.ok(fetched.some((name) => name.endsWith('/verify/handshakes.json')));
  assert.equal(await page.title(), 'Handshakes – Signpost');
  await box(page, 'secret').fill(SECRET);
  await part(page, 'handshake').selectOption('slack');
  assert.equal(new URL(page.url()).hash, '#/handshakes/slack');
  assert.equal(await box(page, 'secret').inputValue(), '', 'each handshake has a secret of its own');
  await part(page, 'handshake').selectOption('zoom');
  assert.equal(await box(page, 'secret').inputValue(), SECRET);
  await ask(page, '/zoom/right');
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie + location.href);
  assert.ok(!stored.includes('canary9b'));
  assert.ok(!page.logged.join().includes('canary9b'));
}));

test('Dropbox by keyboard alone', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/handshakes`);
  await part(page, 'handshake').waitFor();
  const tabTo = async (selector) => {
    for (let i = 0; i < 100; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  await tabTo('[data-part="handshake"]');
  await page.keyboard.type('Dropbox');
  await tabTo('[data-field="server:url"]');
  await page.keyboard.type(`${receiver.url}/dropbox/right`);
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-verdict="passed"]').waitFor();
  const announced = await page.locator('[role="status"]').allTextContents();
  assert.ok(announced.some((said) => /Passed: the reply is what Dropbox asks for/.test(said)), announced.join());
  await tabTo('[data-part="probe"]');
  await page.keyboard.type('A challenge');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-finding="inert"][data-standing="met"]').waitFor();
}));

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 1400, height: 1000 }, { width: 390, height: 844 }]) {
    test(`axe: ${colorScheme}, ${viewport.width} px`, () => here.visit(async (page) => {
      await open(page, 'graph');
      const empty = await serious(page);
      await ask(page, '/graph/raw');
      await browserNotes(page);
      assert.deepEqual([...empty, ...(await serious(page))], []);
      await fits(page);
    }, { viewport, colorScheme }));
  }
}

const lost = world({ change: (name, bytes) => (name === 'verify/handshakes.json' ? null : bytes) });

test('handshakes that cannot be had are said', () => lost.visit(async (page) => {
  await page.goto(`${lost.site.url}#/handshakes`);
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').textContent(), /The handshakes could not be loaded: the server answered 404/);
}));
