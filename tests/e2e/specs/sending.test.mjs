// Sending direct: progress and stopping, the time limit, and failures that say what may be wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { aim, body, browserNotes, choose, field, fill, open, part, problems, send, tab, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const job = jobs.find((j) => j.hash.startsWith('aggregate'));

// The form filled, to be sent to that address.
async function direct(page, url) {
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  await fill(page, 'server:url', url);
  await aim(page, 'direct');
}

// A receiver that answers nothing until it is closed.
async function silent() {
  let release;
  const receiver = await receive(() => ({ hold: new Promise((done) => { release = done; }) }));
  return { ...receiver, close: () => { release?.(); return receiver.close(); } };
}

test('a request in flight can be stopped', () => here.visit(async (page) => {
  const receiver = await silent();
  await direct(page, receiver.url);
  await part(page, 'send').click();
  await page.waitForFunction(() => { const stop = document.querySelector('[data-part="stop"]'); return !stop.disabled && stop.getAttribute('aria-disabled') !== 'true'; });
  await part(page, 'stop').click();
  await page.getByText(/stopped/i).first().waitFor();
  assert.equal(await part(page, 'status').count(), 0, 'there is no reply');
  await receiver.close();
}));

test('a refused connection lists every cause not ruled out and what to do', () => here.visit(async (page) => {
  await direct(page, 'http://127.0.0.1:9');
  await part(page, 'send').click();
  const failure = page.locator('[role="alert"]').filter({ hasText: /CORS/ });
  await failure.waitFor();
  const said = await failure.textContent();
  for (const cause of [/CORS|Access-Control/, /listen|refused/i]) assert.match(said, cause);
  assert.doesNotMatch(said, /Failed to fetch/);
  assert.doesNotMatch(said, /name (was|is) not found/i, 'an IP address needs no name');
}));

test('a receiver without CORS is sent to, and the reply that the browser keeps back is explained', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  await fillJob(page, jobs[0]);
  await fill(page, 'server:url', `${here.site.url}nothing-that-answers-post`.replace('127.0.0.1', 'localhost'));
  await aim(page, 'direct');
  await part(page, 'send').click();
  await page.locator('[role="alert"]').filter({ hasText: /CORS|Access-Control-Allow-Origin/ }).waitFor();
}));

test('an address that nothing can carry blocks sending direct, and says why', () => here.visit(async (page) => {
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  const ofAddress = async () => (await problems(page)).filter((p) => p.at.startsWith('server:'));
  const blocks = [{ code: 'url', at: 'server:url', severity: 'blocks' }];
  assert.deepEqual(await ofAddress(), [], 'the sandbox needs no address');
  await aim(page, 'direct');
  assert.deepEqual(await ofAddress(), blocks);
  assert.equal(await part(page, 'send').getAttribute('aria-disabled'), 'true');
  assert.match(await page.locator('#refusal').textContent(), /no address is documented; write yours/);
  await part(page, 'send').click({ force: true });
  assert.equal(await part(page, 'status').count(), 0);
  // From then on what is missing is said at its control too.
  const control = field(page, 'server:url');
  assert.equal(await control.getAttribute('aria-invalid'), 'true');
  const described = (await control.getAttribute('aria-describedby')).split(' ');
  const beside = await page.evaluate((ids) => ids.map((id) => document.getElementById(id)?.textContent).join('\n'), described);
  assert.match(beside, /no address is documented/);
  await fill(page, 'server:url', 'localhost:8080/x');
  assert.deepEqual(await ofAddress(), blocks);
  await fill(page, 'server:url', 'https://api.example.com');
  assert.deepEqual(await ofAddress(), []);
  assert.equal(await part(page, 'send').getAttribute('aria-disabled'), 'false');
}));

test('an address that is none does not stop the sandbox', () => here.visit(async (page) => {
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  await fill(page, 'server:url', 'nonsense');
  assert.deepEqual((await problems(page)).filter((p) => p.at.startsWith('server:')), [{ code: 'url', at: 'server:url', severity: 'error' }]);
  assert.match(await send(page, 'sandbox'), /^201/);
}));

test('what the browser will change or ask is said before a direct send', () => here.visit(async (page) => {
  await direct(page, 'https://api.example.com');
  await browserNotes(page);
  await page.getByText(/preflight/i).first().waitFor();
}));

test('sending works in one click whatever the problems', () => here.visit(async (page) => {
  await open(page, here.site, job.hash);
  assert.match(await part(page, 'problem-count').getAttribute('aria-label'), /^\d+ problems?$/);
  assert.match(await send(page, 'sandbox'), /^401/);
}));

test('a reply is shown with its time, size, fields and body, raw and pretty', () => here.visit(async (page) => {
  const receiver = await receive(() => ({ status: 201, headers: { 'content-type': 'application/json', 'x-own': 'yes' }, body: '{"message":"Webhook created successfully"}' }));
  await direct(page, receiver.url);
  assert.match(await send(page, 'direct'), /^201/);
  assert.match(await text(page, 'reply-headers'), /x-own: yes/);
  assert.match(await text(page, 'reply-body'), /Webhook created successfully/);
  assert.match(await text(page, 'reply-pretty'), /^\{\n +"message": "Webhook created successfully"\n\}$/);
  assert.match(await page.locator('[data-reply]').textContent(), /\d ms\b/, 'its time');
  assert.match(await page.locator('[data-reply]').textContent(), /42 bytes/, 'its size');
  assert.match(await text(page, 'reply-verdict'), /Webhook created successfully|documented/);
  await receiver.close();
}));

test('the other documented body is shown as it is documented, asterisks and all', () => here.visit(async (page) => {
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  await choose(page, 'example', 'none');
  await fill(page, 'auth:bearer', 'token');
  await send(page);
  assert.match(await text(page, 'reply-verdict'), /Another documented body of 201 is [^:]+: \{[^{]*"token":"\*{8}"\}/);
}));

test('the sandbox is in the page: nothing is fetched for it, and nothing ever from elsewhere', () => here.visit(async (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.clock.install();
  for (const one of jobs) {
    await open(page, here.site, one.hash);
    await fillJob(page, one);
    await page.waitForLoadState('networkidle');
    const before = asked.length;
    await page.route('**', (route) => route.abort());
    assert.match(await send(page, 'sandbox'), one.sandbox);
    // Nor is anything put off: what waits for a time is due by now.
    await page.clock.fastForward(120_000);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    assert.deepEqual(asked.slice(before), [], `${one.hash} goes to the sandbox without the network`);
    await page.unroute('**');
  }
  const site = new URL(here.site.url).origin;
  assert.ok(asked.length > 3);
  assert.deepEqual(asked.filter((url) => new URL(url).origin !== site), [], 'only the site itself is asked');
}));

test('a request without an answer is given up after a minute, and that is said', () => here.visit(async (page) => {
  await page.clock.install();
  const receiver = await silent();
  await direct(page, receiver.url);
  const there = page.waitForRequest((request) => request.url().startsWith(receiver.url) && request.method() === 'POST');
  await part(page, 'send').click();
  await there;
  await page.clock.fastForward(55_000);
  assert.equal(await part(page, 'stop').count(), 1, 'a slow answer is waited for');
  assert.equal(await part(page, 'send').count(), 0);
  await page.waitForFunction(() => /^5\d s$/.test(document.querySelector('[data-part="stop-elapsed"]').textContent));
  assert.ok((await page.locator('[role="tablist"]').boundingBox()).height < 60, 'the tabs stay one row');
  await page.clock.fastForward(6_000);
  await page.locator('[role="alert"]').filter({ hasText: /60 seconds/ }).waitFor();
  assert.equal(await part(page, 'status').count(), 0);
  assert.match(await text(page, 'send'), /^Send/, 'it can be sent again');
  await receiver.close();
}));

test('redirects are followed and said, with the body where the method stays', () => here.visit(async (page) => {
  const receiver = await receive(({ target }) => (target === '/landed?x=1' ? { status: 200, body: '{"message":"here"}', headers: { 'content-type': 'application/json' } } : { status: 307, headers: { location: '/landed?x=1' } }));
  await direct(page, receiver.url);
  assert.match(await send(page, 'direct'), /^200/);
  assert.deepEqual(receiver.requests.map((r) => `${r.method} ${r.target}`), ['POST /webhooks', 'POST /landed?x=1']);
  assert.equal(receiver.requests[1].body.toString(), await body(page));
  await tab(page, 'reply');
  const said = await page.locator('[data-reply]').textContent();
  assert.ok(said.includes(`The server redirected the request; this reply is from ${receiver.url}/landed?x=1`), said);
  await receiver.close();
}));

test('no cookie, no cached answer and no referrer goes along, even to the page\'s own site', () => here.visit(async (page, profile) => {
  const origin = new URL(here.site.url).origin;
  await profile.addCookies([{ name: 'session', value: 'of-the-site', url: origin }]);
  await open(page, here.site, 'keyauth/webhookGet');
  await fillJob(page, jobs[1]);
  await fill(page, 'server:url', origin);
  const asked = page.waitForRequest((request) => request.url().startsWith(`${origin}/api/1.2/`));
  await aim(page, 'direct');
  await part(page, 'send').click();
  const request = await asked;
  const response = await request.response();
  assert.ok(response, 'it was sent');
  const sent = await request.allHeaders();
  assert.equal(sent.cookie, undefined, 'credentials: omit');
  assert.equal(sent.referer, undefined, 'referrerPolicy: no-referrer');
  assert.equal(sent['cache-control'], 'no-cache', 'cache: no-store');
  // The site gets both when the page asks for it by itself, so that this test can fail.
  const own = page.waitForRequest((r) => r.url().endsWith('?own'));
  await page.evaluate((url) => fetch(url, { referrerPolicy: 'unsafe-url' }), `${here.site.url}catalog/index.json?own`);
  const control = await (await own).allHeaders();
  assert.equal(control.cookie, 'session=of-the-site');
  assert.ok(control.referer);
}));
