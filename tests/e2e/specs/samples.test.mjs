// What the sandbox answers with a documented sample bears the request's values and names the rest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { fill, open, part, send, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const samples = (page) => page.locator('[data-sample]').evaluateAll((all) => all.map((e) => e.dataset.sample));
const reply = async (page) => JSON.parse(await text(page, 'reply-body'));

test('SuperOffice: what was sent comes back, and what the server would set is a sample', () => here.visit(async (page) => {
  const job = jobs.find((j) => j.hash.startsWith('superoffice'));
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  await fill(page, 'body:/Name', 'Our own name');
  assert.match(await send(page), job.sandbox);
  const body = await reply(page);
  assert.equal(body.Name, 'Our own name');
  assert.deepEqual(body.Events, ['contact.created', 'sale.changed']);
  const named = await samples(page);
  assert.ok(named.includes('/WebhookId'), named.join());
  assert.ok(!named.includes('/Name') && !named.includes('/Events') && !named.includes(''), named.join());
  assert.match(await part(page, 'reply-sample').textContent(), /Sample values from the documentation/);
}));

test('GenAuth: the values go where the reply holds them, the secret does not', () => here.visit(async (page) => {
  const job = jobs.find((j) => j.hash.startsWith('genauth'));
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  await fill(page, 'body:/name', 'Our own name');
  await fill(page, 'body:/secret', 'canary-of-the-secret');
  assert.match(await send(page), job.sandbox);
  const { data, ...rest } = await reply(page);
  assert.equal(data.name, 'Our own name');
  assert.deepEqual(data.events, ['user:created', 'login']);
  assert.equal(rest.statusCode, 200);
  assert.ok(!(await text(page, 'reply-body')).includes('canary'));
  const named = await samples(page);
  for (const place of ['/requestId', '/data/webhookId', '/data/createdAt']) assert.ok(named.includes(place), named.join());
  assert.ok(!named.includes('/data/name') && !named.includes('/data'), named.join());
}));

test('a refusal stays the documented one, and is a sample as a whole', () => here.visit(async (page) => {
  await open(page, here.site, 'genauth/createWebhook');
  await send(page);
  assert.equal((await reply(page)).statusCode, 401);
  assert.deepEqual(await samples(page), ['']);
  assert.equal(await part(page, 'outcome').getAttribute('data-outcome'), 'refused');
}));
