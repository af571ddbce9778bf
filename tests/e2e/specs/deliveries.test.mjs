// Each document's delivery, from the registration that is filled in to a receiver on loopback, which
// verifies it by itself: Node's crypto, and a comparison of what each vendor says stands in the request.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { body, cases, choose, deliver, fill, open, part, ready, send, tab, tamper, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const field = (request, name) => request.headers.find(([n]) => n === name)?.[1];

// Sends direct; gives the request that arrived, whose body is the one that is shown.
async function arrived(page, receiver) {
  const next = receiver.next();
  assert.match(await send(page, 'direct'), /^200/);
  const request = await next;
  assert.equal(request.body.toString(), await body(page));
  return request;
}

const signature = (secret, bytes) => crypto.createHmac('sha256', secret).update(bytes).digest('base64');

test('SuperOffice: signed with the Secret, with the Headers and the Properties of the registration', () => here.visit(async (page) => {
  const receiver = await receive();
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'Ümlaut');
  await fill(page, 'body:/Events/0', 'contact.deleted');
  await fill(page, 'body:/TargetUrl', `${receiver.url}/hook/?tenant=7`);
  await fill(page, 'body:/Secret', 'Something Super Secret');
  await page.locator('[data-add="body:/Headers"]').click();
  await page.locator('[data-key="body:/Headers/@0"]').fill('X-Tenant');
  await page.locator('[data-field="body:/Headers/@0"]').fill('Cust1234');
  await deliver(page, 'superoffice/postWebhook');
  const first = await arrived(page, receiver);
  assert.equal(first.method, 'POST');
  assert.equal(first.target, '/hook/?tenant=7');
  assert.equal(field(first, 'content-type'), 'application/json; charset=utf-8');
  assert.equal(field(first, 'x-tenant'), 'Cust1234');
  assert.equal(field(first, 'x-superoffice-event'), 'contact.deleted');
  assert.equal(field(first, 'x-superoffice-signature'), signature('Something Super Secret', first.body));
  assert.equal(JSON.parse(first.body).WebhookName, 'Ümlaut');

  const again = receiver.next();
  await part(page, 'repeat').click();
  const retry = await again;
  assert.equal(field(retry, 'x-superoffice-retry'), '1');
  assert.equal(field(retry, 'x-superoffice-eventid'), field(first, 'x-superoffice-eventid'));
  assert.equal(field(retry, 'x-superoffice-signature'), field(first, 'x-superoffice-signature'));

  for (const [spoil, is] of [
    ['wrong-secret', (r) => field(r, 'x-superoffice-signature') !== signature('Something Super Secret', r.body)],
    ['altered', (r) => field(r, 'x-superoffice-signature') !== signature('Something Super Secret', r.body)],
    ['unsigned', (r) => field(r, 'x-superoffice-signature') === undefined],
    ['', (r) => field(r, 'x-superoffice-signature') === signature('Something Super Secret', r.body)],
  ]) {
    await tamper(page, spoil);
    const request = await arrived(page, receiver);
    assert.ok(is(request), spoil);
    const marks = page.locator('[data-part="body"] .altered');
    if (spoil !== 'altered') assert.equal(await marks.count(), 0, spoil);
    else {
      // What is marked is where this body and that of the first delivery differ.
      const before = await marks.evaluate((mark) => {
        const range = document.createRange();
        range.setStart(mark.closest('[data-part="body"]'), 0);
        range.setEndBefore(mark);
        return range.toString();
      });
      const sent = request.body.toString();
      assert.equal(await marks.textContent(), sent[before.length]);
      assert.equal(before, sent.slice(0, before.length));
      assert.notEqual(sent[before.length], first.body.toString()[before.length]);
    }
  }

  // After a reload all is there but the secret, and the delivery is then not signed.
  await page.reload();
  await ready(page);
  assert.match(await text(page, 'wire'), /^POST \/hook\/\?tenant=7 /);
  assert.doesNotMatch(await text(page, 'wire'), /X-SuperOffice-Signature/);
  await receiver.close();
}));

// A receiver of Standard Webhooks, by Node's crypto alone: a list of signatures, five minutes either way, and
// an id is acted on once.
function standard(secret) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const acted = [];
  const answer = (request) => {
    const [id, time, list] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => field(request, name));
    if (!id || !list) return { status: 401 };
    const own = crypto.createHmac('sha256', key).update(`${id}.${time}.`).update(request.body).digest('base64');
    if (!list.split(' ').includes(`v1,${own}`)) return { status: 403 };
    if (Math.abs(Date.now() / 1000 - Number(time)) > 300) return { status: 400 };
    if (!acted.includes(id)) acted.push(id);
    return { status: 204 };
  };
  return { answer, acted };
}

test('each spoiled delivery is answered by a receiver of its own as is said', () => here.visit(async (page) => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const { answer, acted } = standard(secret);
  const receiver = await receive(answer);
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/TargetUrl', `${receiver.url}/hook`);
  await deliver(page, 'superoffice/postWebhook');
  await choose(page, 'scheme', 'standard-webhooks');
  await part(page, 'secret').fill(secret);
  const pressed = async () => {
    const chosen = await (await cases(page)).locator('[aria-pressed="true"]').evaluateAll((all) => all.map((e) => e.dataset.spoil));
    await page.keyboard.press('Escape');
    return chosen;
  };
  assert.deepEqual(await pressed(), ['']);
  assert.match(await send(page, 'direct'), /^204/);
  assert.equal(acted.length, 1);

  // The keyboard does it too.
  await part(page, 'case').press('Enter');
  await page.locator('[data-spoil="wrong-secret"]').press('Enter');
  assert.deepEqual(await pressed(), ['wrong-secret']);
  assert.match(await text(page, 'due'), /^Wrong secret\. The receiver must refuse this/);
  assert.match(await send(page, 'direct'), /^403/);
  for (const [spoil, due, status] of [
    ['stale', /must refuse.*10 minutes ago/, /^400/],
    ['future', /must refuse.*10 minutes ahead/, /^400/],
    ['altered', /must refuse/, /^403/],
    ['unsigned', /must refuse/, /^401/],
    ['rotation', /must accept/, /^204/],
  ]) {
    await tamper(page, spoil);
    assert.deepEqual(await pressed(), [spoil]);
    assert.match(await text(page, 'due'), due);
    assert.match(await send(page, 'direct'), status, spoil);
  }
  const rotated = receiver.requests.at(-1);
  assert.equal(field(rotated, 'webhook-signature').split(' ').length, 2);

  // Pressed again, it is sent as its sender sends it; the very same again is accepted, and acted on once.
  await tamper(page, 'rotation');
  assert.deepEqual(await pressed(), ['']);
  assert.match(await send(page, 'direct'), /^204/);
  const done = acted.length;
  await tamper(page, 'duplicate');
  assert.match(await text(page, 'due'), /must accept.*act on it once/);
  for (let times = 0; times < 2; times++) assert.match(await send(page, 'direct'), /^204/);
  const ids = receiver.requests.slice(-3).map((request) => field(request, 'webhook-id'));
  assert.equal(new Set(ids).size, 1, ids.join());
  assert.equal(acted.length, done);
  assert.deepEqual(page.errors, []);
  await receiver.close();
}));

for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
  test(`GenAuth: the secret as it is, as ${type}`, () => here.visit(async (page) => {
    const receiver = await receive();
    await open(page, here.site, 'genauth/createWebhook');
    await fill(page, 'body:/contentType', type);
    await fill(page, 'body:/events/0', 'mfa:verified');
    await fill(page, 'body:/url', `${receiver.url}/callback`);
    await fill(page, 'body:/secret', 'xxxxxxxxxxxx');
    await deliver(page, 'genauth/createWebhook');
    const request = await arrived(page, receiver);
    assert.equal(request.target, '/callback');
    assert.equal(field(request, 'content-type'), type);
    assert.equal(field(request, 'x-authing-webhook-secret'), 'xxxxxxxxxxxx');
    const name = type.endsWith('json')
      ? JSON.parse(request.body).eventName
      : new URLSearchParams(request.body.toString()).get('eventName');
    assert.equal(name, 'mfa:verified');
    await receiver.close();
  }));
}

const kinds = {
  none: { is: (r) => field(r, 'authorization') === undefined && r.target === '/hook' },
  basic: {
    fields: { userName: 'admin', password: 'pa:ss' },
    is: (r) => field(r, 'authorization') === `Basic ${Buffer.from('admin:pa:ss').toString('base64')}`,
  },
  querystring: { fields: { token: 't-1' }, is: (r) => new URL(r.target, 'http://x').searchParams.get('token') === 't-1' },
  authheader: { fields: { token: 't-1' }, is: (r) => field(r, 'authorization') === 't-1' },
  header: { fields: { token: 't-1' }, is: (r) => field(r, 'x-api-key') === 't-1' },
  bearer: { fields: { token: 't-1' }, is: (r) => field(r, 'authorization') === 'Bearer t-1' },
};
for (const [kind, { fields = {}, is }] of Object.entries(kinds)) {
  test(`Aggregate Intelligence: the credentials of authType ${kind}`, () => here.visit(async (page) => {
    const receiver = await receive();
    await open(page, here.site, 'aggregate-intelligence/createWebhook');
    await fill(page, 'body:/endpoint', `${receiver.url}/hook`);
    await fill(page, 'body:/authType', kind);
    for (const [name, value] of Object.entries(fields)) await fill(page, `body:/${name}`, value);
    await deliver(page, 'aggregate-intelligence/createWebhook');
    // Notices mark what is not documented as an assumption.
    await tab(page, 'docs');
    await page.getByText(/^Notes on this operation/).click();
    await page.getByText(/are not documented anywhere. The place of the token here is an assumption/).first().waitFor();
    await page.getByRole('button', { name: 'About the body', exact: true }).click();
    await page.getByText(/The payload is not documented. The shape here is an assumption/).first().waitFor();
    assert.ok(is(await arrived(page, receiver)), kind);
    await receiver.close();
  }));
}

for (const [hash, place] of [['keyauth/webhook', 'body:/'], ['keyauth/webhookGet', 'query:']]) {
  test(`${hash}: what KeyAuth's server asks of the base link`, () => here.visit(async (page) => {
    const receiver = await receive();
    await open(page, here.site, hash);
    await fill(page, `${place}webid`, 'Sh1j25S5iX');
    await fill(page, `${place}params`, '?ok%3Dyes%26no%3Dok');
    await deliver(page, hash);
    await fill(page, 'server:baseLink', `${receiver.url}/base`);
    const got = receiver.next();
    assert.match(await send(page, 'direct'), /^200/);
    assert.deepEqual([(await got).method, (await got).target], ['GET', '/base?ok=yes&no=ok']);

    await page.locator(`a.operation[href="#/${hash}"]`).click();
    await fill(page, `${place}body`, '{"a": "b"}\nend');
    await fill(page, `${place}conttype`, 'application/json');
    await deliver(page, hash);
    const posted = await arrived(page, receiver);
    assert.deepEqual([posted.method, posted.target], ['POST', '/base?ok=yes&no=ok']);
    assert.equal(field(posted, 'content-type'), 'application/json');
    assert.equal(posted.body.toString(), '{"a": "b"}\nend');
    await receiver.close();
  }));
}
