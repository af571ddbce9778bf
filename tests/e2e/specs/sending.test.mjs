// Sending direct: progress and stopping, the time limit, and failures that say what may be wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { field, fill, open, part, problems, send, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const job = jobs.find((j) => j.hash.startsWith('aggregate'));

test('a request in flight can be stopped', () => here.visit(async (page) => {
  let release;
  const receiver = await receive(() => ({ hold: new Promise((done) => { release = done; }) }));
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  await fill(page, 'server:url', receiver.url);
  await part(page, 'target').selectOption('direct');
  await part(page, 'send').click();
  await page.waitForFunction(() => { const stop = document.querySelector('[data-part="stop"]'); return !stop.disabled && stop.getAttribute('aria-disabled') !== 'true'; });
  await part(page, 'stop').click();
  await page.getByText(/stopped/i).first().waitFor();
  assert.equal(await part(page, 'status').count(), 0, 'there is no reply');
  release?.();
  await receiver.close();
}));

test('a refused connection lists every cause not ruled out and what to do', () => here.visit(async (page) => {
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  await fill(page, 'server:url', 'http://127.0.0.1:9');
  await part(page, 'target').selectOption('direct');
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
  await part(page, 'target').selectOption('direct');
  await part(page, 'send').click();
  await page.locator('[role="alert"]').filter({ hasText: /CORS|Access-Control-Allow-Origin/ }).waitFor();
}));

test('an address that nothing can carry blocks sending direct, and says why', () => here.visit(async (page) => {
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  const ofAddress = async () => (await problems(page)).filter((p) => p.at.startsWith('server:'));
  const blocks = [{ code: 'url', at: 'server:url', severity: 'blocks' }];
  assert.deepEqual(await ofAddress(), [], 'the sandbox needs no address');
  await part(page, 'target').selectOption('direct');
  assert.deepEqual(await ofAddress(), blocks);
  const control = field(page, 'server:url');
  assert.equal(await control.getAttribute('aria-invalid'), 'true');
  const described = (await control.getAttribute('aria-describedby')).split(' ');
  const beside = await page.evaluate((ids) => ids.map((id) => document.getElementById(id)?.textContent).join('\n'), described);
  assert.match(beside, /no address is documented/);
  assert.equal(await text(page, 'send'), 'Cannot be sent');
  assert.match(await page.locator('#refusal').textContent(), /no address is documented; write yours/);
  await part(page, 'send').click({ force: true });
  assert.equal(await part(page, 'status').count(), 0);
  await fill(page, 'server:url', 'localhost:8080/x');
  assert.deepEqual(await ofAddress(), blocks);
  await fill(page, 'server:url', 'https://api.example.com');
  assert.deepEqual(await ofAddress(), []);
  assert.match(await text(page, 'send'), /^Send/);
}));

test('an address that is none does not stop the sandbox', () => here.visit(async (page) => {
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  await fill(page, 'server:url', 'nonsense');
  assert.deepEqual((await problems(page)).filter((p) => p.at.startsWith('server:')), [{ code: 'url', at: 'server:url', severity: 'error' }]);
  assert.match(await send(page, 'sandbox'), /^201/);
}));

test('what the browser will change or ask is said before a direct send', () => here.visit(async (page) => {
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  await fill(page, 'server:url', 'https://api.example.com');
  await part(page, 'target').selectOption('direct');
  await page.getByText(/preflight/i).first().waitFor();
}));

test('sending works in one click whatever the problems', () => here.visit(async (page) => {
  await open(page, here.site, job.hash);
  assert.match(await text(page, 'send'), /Send anyway \(\d+ problems?\)/);
  assert.match(await send(page, 'sandbox'), /^401/);
}));

test('a reply is shown with its time, size, fields and body, raw and pretty', () => here.visit(async (page) => {
  const receiver = await receive(() => ({ status: 201, headers: { 'content-type': 'application/json', 'x-own': 'yes' }, body: '{"message":"Webhook created successfully"}' }));
  await open(page, here.site, job.hash);
  await fillJob(page, job);
  await fill(page, 'server:url', receiver.url);
  assert.match(await send(page, 'direct'), /^201/);
  assert.match(await text(page, 'reply-headers'), /x-own: yes/);
  assert.match(await text(page, 'reply-body'), /Webhook created successfully/);
  assert.match(await text(page, 'reply-verdict'), /Webhook created successfully|documented/);
  await receiver.close();
}));
