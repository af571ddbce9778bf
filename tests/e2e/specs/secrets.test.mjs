// A canary in every secret field is found in no store, no hash, no console line and no redacted snippet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unseen } from '../lib/canary.mjs';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { body, choose, deliver, field, fill, offers, open, part, ready, send, text } from '../lib/page.mjs';
import { stores } from '../lib/stores.mjs';
import { world } from '../lib/test.mjs';

const CANARY = 'canary7f3a';
const here = world();

// The controls that hold a secret: signing inputs, credentials, and what the documents call secret.
const SECRET_FIELDS = ['body:/sessionid', 'query:sessionid', 'body:/secret', 'body:/Secret', 'body:/token', 'body:/password'];

// Of each form a value that is none, and is stored.
const PLAIN = {
  'keyauth/webhook': 'tést & co',
  'keyauth/webhookGet': 'te st~*',
  'genauth/createWebhook': 'User creation event',
  'aggregate-intelligence/createWebhook': 'https://example.com/webhook',
  'superoffice/postWebhook': 'Howell Group',
};

for (const job of jobs) {
  test(`${job.hash}: secrets stay in memory`, () => here.visit(async (page) => {
    await open(page, here.site, job.hash);
    await fillJob(page, job, `${CANARY}auth`);
    const planted = new Set(job.auth ? [`${CANARY}auth`] : []);
    for (const [i, name] of SECRET_FIELDS.entries()) {
      if (await page.locator(`[data-field="${name}"]`).count()) {
        await fill(page, name, `${CANARY}${i}`);
        planted.add(`${CANARY}${i}`);
      }
    }
    for (const scheme of ['keyauth', 'plain', 'standard-webhooks', 'authing', 'superoffice']) {
      await choose(page, 'scheme', scheme);
      await part(page, 'secret').fill(`${CANARY}main`);
      for (const input of await page.locator('[data-part^="secret:"]').all()) await input.fill(`${CANARY}named`);
    }
    await send(page, 'sandbox');
    await redacted(page);
    // The raw editor holds the secrets as well once it is typed in.
    const raw = await text(page, 'raw');
    await part(page, 'raw').fill(`${raw} `);
    await goneAfterReload(page, job.hash, PLAIN[job.hash]);
    assert.ok(planted.size > 0 || job.hash.startsWith('keyauth'));
  }));
}

test('superoffice: each way to authenticate keeps its credentials in memory', () => here.visit(async (page) => {
  const job = jobs.find((j) => j.hash.startsWith('superoffice'));
  await open(page, here.site, job.hash);
  await fillJob(page, { ...job, auth: false });
  const ways = await part(page, 'auth').locator('option').evaluateAll((l) => l.map((o) => o.value));
  assert.ok(ways.length >= 4, `${ways}`);
  const planted = new Set();
  for (const way of ways) {
    await part(page, 'auth').selectOption(way);
    for (const input of await page.locator('[data-field^="auth:"]').all()) {
      planted.add(await input.getAttribute('data-field'));
      await input.fill(`${CANARY}${planted.size}`);
    }
    await redacted(page);
    await send(page, 'sandbox');
    await goneAfterReload(page, job.hash, PLAIN[job.hash]);
  }
  assert.deepEqual([...planted].sort(), ['auth:basic/password', 'auth:basic/username', 'auth:bearer', 'auth:soAppToken', 'auth:soTicket', 'auth:xsrf']);
}));

test('aggregate-intelligence: the password of basic deliveries stays in memory, also on the delivery\'s page', () => here.visit(async (page) => {
  const hash = 'aggregate-intelligence/createWebhook';
  await open(page, here.site, hash);
  await fill(page, 'auth:bearer', `${CANARY}0`);
  await fill(page, 'body:/endpoint', 'https://example.com/webhook');
  await fill(page, 'body:/authType', 'basic');
  await fill(page, 'body:/userName', 'admin');
  await fill(page, 'body:/password', `${CANARY}1`);
  await redacted(page);
  await deliver(page, hash);
  const pair = Buffer.from(`admin:${CANARY}1`).toString('base64');
  assert.ok((await text(page, 'wire')).includes(`Authorization: Basic ${pair}`), 'the delivery carries it');
  await redacted(page);
  await send(page, 'sandbox');
  await goneAfterReload(page, hash, 'https://example.com/webhook');
  await page.goto(`${here.site.url}#/${hash}`);
  await field(page, 'body:/endpoint').waitFor();
  assert.ok(!holds(await stores(page), CANARY));
}));

for (const [hash, fields] of [
  ['superoffice/postWebhook', { 'body:/Name': 'n', 'body:/Events/0': 'contact.created', 'body:/TargetUrl': 'https://example.com/hook', 'body:/Secret': `${CANARY}2` }],
  ['genauth/createWebhook', {
    'body:/contentType': 'application/json', 'body:/events/0': 'login', 'body:/url': 'https://example.com/hook', 'body:/name': 'n', 'body:/secret': `${CANARY}3`,
  }],
]) {
  test(`${hash}: the secret of the registration signs the delivery and stays in memory there`, () => here.visit(async (page) => {
    await open(page, here.site, hash);
    for (const [name, value] of Object.entries(fields)) await fill(page, name, value);
    await deliver(page, hash);
    assert.ok((await part(page, 'secret').inputValue()).startsWith(CANARY), 'it came along');
    await redacted(page);
    await goneAfterReload(page, hash, 'https://example.com/hook');
  }));
}

test('raw text that does not parse is in memory only, and that is said', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'query:$select', 'name,kept');
  await part(page, 'raw').fill(`{"Name": "n", "Secret": "${CANARY}4"`);
  await page.getByText(/The raw body cannot be read, so its secrets cannot be taken out/).waitFor();
  await goneAfterReload(page, 'superoffice/postWebhook', 'name,kept');
}));

async function redacted(page) {
  for (const target of await offers(page, 'snippet-target')) {
    await choose(page, 'snippet-target', target);
    const snippet = await text(page, 'snippet');
    assert.ok(!holds(snippet, CANARY), `the redacted ${target} snippet holds no secret:\n${snippet}`);
  }
}

// After a reload nothing of it is anywhere: stores, hash, history, console, controls; the draft is stored
// with a value that is no secret.
async function goneAfterReload(page, hash, plain) {
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  await page.reload();
  await ready(page);
  const kept = await stores(page);
  const draft = await page.evaluate((key) => localStorage.getItem(key), `signpost/draft/${hash}`);
  assert.ok(draft?.includes(JSON.stringify(plain)), `the draft is stored, or this shows nothing: ${draft}`);
  assert.ok(!holds(kept, CANARY), `no store holds a secret:\n${kept}`);
  assert.ok(!holds(page.url(), CANARY));
  assert.ok(!holds(await page.locator('body').innerHTML(), CANARY));
  assert.deepEqual(page.logged.filter((line) => holds(line, CANARY)), []);
  assert.deepEqual(page.errors, []);
}

// A secret may hide behind an encoding; within longer base64 it begins at any of three places.
function holds(where, secret) {
  const within = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(secret)]);
    // Characters that also carry bits of what stands around are left out.
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  });
  const plain = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex')].map((form) => form.toLowerCase());
  return plain.some((form) => where.toLowerCase().includes(form)) || within.some((form) => where.includes(form));
}

test('what is looked for is found where it is', () => {
  for (const around of ['', 'a', 'ab', 'abc', 'admin:']) {
    const pair = Buffer.from(`${around}${CANARY}${around}`);
    for (const text of [pair.toString(), pair.toString('hex'), pair.toString('base64')]) assert.ok(holds(`x${text}y`, CANARY), text);
  }
  assert.ok(!holds(Buffer.from('admin:password').toString('base64'), CANARY));
});

test('a secret that loses its name in the raw text stays masked while the text cannot be read', () => here.visit(async (page) => {
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  const whole = `{"endpoint":"https://plain.example","token":"${CANARY} 1","api_key":"${CANARY} 2"}`;
  await part(page, 'raw').fill(whole);
  await unseen(page, CANARY, 'with their names');
  const broken = whole.replace('"token"', '').replace('"api_key"', '');
  await part(page, 'raw').fill(broken);
  assert.equal(await body(page), broken, 'the bytes are the text');
  await unseen(page, CANARY, 'without their names');
  const snippet = await text(page, 'snippet');
  assert.ok(!snippet.includes(CANARY) && snippet.includes('https://plain.example'), snippet);
}));
