// The main job for each of the four documents: fill the form, send it to the sandbox, then
// direct to a real receiver; what arrives is what was shown, byte for byte.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { body, choose, fill, open, part, problems, send, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { world } from '../lib/test.mjs';

// The header fields that browsers add by themselves, each tolerated by name.
const ADDED_BY_BROWSER = new Set([
  'host', 'connection', 'content-length', 'user-agent', 'origin', 'accept-encoding', 'accept-language', 'accept', 'cache-control', 'pragma', 'priority',
  'sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest',
]);
const SECRET = "It's a Secret to Everybody";
const here = world();

for (const job of jobs) {
  test(`${job.hash}: filled, sent to the sandbox and direct`, () => here.visit(async (page) => {
    const receiver = await receive(() => ({ status: 202, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' }));
    try {
      await open(page, here.site, job.hash);
      await fillJob(page, job);
      assert.deepEqual((await problems(page)).filter((p) => p.severity !== 'warning'), [], 'a sound request has no problems');
      assert.match(await send(page, 'sandbox'), job.sandbox);

      await fill(page, 'server:url', receiver.url);
      await choose(page, 'scheme', 'github');
      await part(page, 'secret').fill(SECRET);
      const shown = { body: await bodyBytes(page), wire: await text(page, 'wire'), length: await text(page, 'body-length'), sha256: await text(page, 'body-sha256') };
      assert.match(await send(page, 'direct'), /^202/);
      compare(shown, receiver.requests.at(-1));
      assert.deepEqual(page.errors, []);
    } finally {
      await receiver.close();
    }
  }));
}

for (const way of ['basic', 'soTicket + soAppToken', 'bearer', 'xsrf']) {
  test(`superoffice, ${way}: each header field that can be set arrives as it is shown`, () => here.visit(async (page) => {
    const receiver = await receive(() => ({ status: 200, body: '{}' }));
    const job = jobs.find((j) => j.hash.startsWith('superoffice'));
    await open(page, here.site, job.hash);
    await fillJob(page, { ...job, auth: false });
    const ways = await part(page, 'auth').locator('option').evaluateAll((l) => l.map((o) => o.value));
    assert.ok(ways.includes(way), `${ways}`);
    await part(page, 'auth').selectOption(way);
    for (const input of await page.locator('[data-field^="auth:"]').all()) await input.fill('7T:cr3d=');
    for (const [name, value] of [['SO-Culture', 'nb-no'], ['SO-TimeZone', 'NO, includeTZOffset'], ['Accept', 'application/xml']]) await fill(page, `header:${name}`, value);
    await fill(page, 'server:url', receiver.url);
    await choose(page, 'scheme', 'github');
    await part(page, 'secret').fill(SECRET);
    const shown = { body: await bodyBytes(page), wire: await text(page, 'wire'), length: await text(page, 'body-length'), sha256: await text(page, 'body-sha256') };
    const set = { basic: ['Authorization: Basic N1Q6Y3IzZD06N1Q6Y3IzZD0='], 'soTicket + soAppToken': ['Authorization: SOTicket 7T:cr3d=', 'SO-AppToken: 7T:cr3d='], bearer: ['Authorization: Bearer 7T:cr3d='], xsrf: ['X-XSRF-TOKEN: 7T:cr3d='] };
    for (const line of [...set[way], 'SO-Culture: nb-no', 'SO-TimeZone: NO, includeTZOffset', 'SO-Language: sv', 'Accept: application/xml']) assert.ok(shown.wire.includes(`\r\n${line}\r\n`), `${line} is in ${shown.wire}`);
    assert.match(await send(page, 'direct'), /^200/);
    compare(shown, receiver.requests.at(-1));
    await receiver.close();
  }));
}

// The sandbox's word for a refusal: an HTTP status, or the member that decides when that is always 200.
const refused = (hash, status, reply) => {
  if (hash.startsWith('keyauth')) return reply.startsWith('{"success":false');
  if (hash.startsWith('genauth')) return JSON.parse(reply).statusCode === 400;
  return status.startsWith('400');
};

for (const job of jobs.filter((j) => j.required.length)) {
  test(`${job.hash}: the sandbox refuses a request without any one of its required fields`, () => here.visit(async (page) => {
    await open(page, here.site, job.hash);
    await fillJob(page, job);
    for (const name of job.required) {
      const before = await page.locator(`[data-field="${name}"]`).inputValue();
      await fill(page, name, '');
      assert.ok((await problems(page)).some((p) => p.code === 'required' && p.at === name && p.severity === 'error'), `${name} is missed`);
      const status = await send(page, 'sandbox');
      assert.ok(refused(job.hash, status, await text(page, 'reply-body')), `without ${name}: ${status} ${await text(page, 'reply-body')}`);
      await fill(page, name, before);
    }
    assert.match(await send(page, 'sandbox'), job.sandbox, 'whole again it is taken');
  }));
}

// An operation without a body may leave the part empty.
async function bodyBytes(page) {
  return Buffer.from(await body(page));
}

function compare(shown, arrived) {
  assert.equal(arrived.body.toString('latin1'), shown.body.toString('latin1'), 'the received body is the shown one');
  assert.match(shown.length, new RegExp(`\\b${arrived.body.length}\\b`));
  assert.ok(shown.sha256.includes(crypto.createHash('sha256').update(arrived.body).digest('hex')));
  const at = shown.wire.indexOf('\r\n\r\n');
  assert.equal(shown.wire.slice(at + 4), shown.body.toString());
  const [requestLine, ...fields] = shown.wire.slice(0, at).split('\r\n');
  assert.equal(requestLine, `${arrived.method} ${arrived.target} HTTP/1.1`);
  const set = new Set();
  for (const line of fields) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    set.add(name);
    const values = arrived.headers.filter(([n]) => n === name).map(([, v]) => v);
    assert.ok(values.includes(value), `${name}: ${value} arrives, not ${values}`);
  }
  const extra = arrived.headers.map(([name]) => name).filter((name) => !set.has(name) && !ADDED_BY_BROWSER.has(name));
  assert.deepEqual(extra, [], 'only fields that browsers add by themselves come on top');
  const signature = arrived.headers.find(([name]) => name === 'x-hub-signature-256')?.[1];
  assert.equal(signature, `sha256=${crypto.createHmac('sha256', SECRET).update(arrived.body).digest('hex')}`);
}
