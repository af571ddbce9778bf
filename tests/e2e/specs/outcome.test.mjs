// The heading of a reply follows what it means for the person, whatever the status code.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { closed } from '../lib/faulty.mjs';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { deliver, fill, open, part, send, tamper, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const outcome = (page) => part(page, 'outcome').getAttribute('data-outcome');
const color = (page, name) => part(page, name).evaluate((e) => getComputedStyle(e).color);
const json = { 'content-type': 'application/json; charset=utf-8' };

test('KeyAuth: a refusal with 200 OK is a refusal, and its colour that of one', () => here.visit(async (page) => {
  await open(page, here.site, jobs[0].hash);
  await fillJob(page, jobs[0]);
  assert.match(await send(page), /^200/);
  assert.equal(await outcome(page), 'accepted');
  const good = await color(page, 'outcome');
  const plain = await color(page, 'status');
  await fill(page, 'body:/webid', 'unknown');
  assert.match(await send(page), /^200 OK/);
  assert.equal(await outcome(page), 'refused');
  assert.notEqual(await color(page, 'outcome'), good);
  assert.equal(await color(page, 'status'), plain, 'the status code is no verdict');
  assert.notEqual(plain, good);
}));

test('replies of a server: by the documented outcome, else by the status', () => here.visit(async (page) => {
  let answer;
  const receiver = await receive(() => answer);
  await open(page, here.site, jobs[0].hash);
  await fillJob(page, jobs[0]);
  await fill(page, 'server:url', receiver.url);
  for (const [wanted, given] of [
    ['refused', { status: 200, headers: json, body: '{"success":false,"message":"no"}' }],
    ['accepted', { status: 200, headers: json, body: '{"success":true,"message":"yes","response":"","nonce":""}' }],
    ['unknown', { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Moved</p>' }],
    ['unknown', { status: 200, headers: json, body: '' }],
    ['unknown', { status: 200, headers: json, body: Buffer.from([0, 255, 254, 128]) }],
    ['refused', { status: 503, headers: { 'content-type': 'text/html' }, body: '<p>Busy</p>' }],
  ]) {
    answer = given;
    await send(page, 'direct');
    assert.equal(await outcome(page), wanted, JSON.stringify(given));
  }
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  await fill(page, 'server:url', receiver.url);
  for (const [wanted, status] of [['accepted', 201], ['refused', 400], ['refused', 500], ['unknown', 304]]) {
    answer = { status, headers: { ...json, 'set-cookie': ['a=1', 'b=2'], 'x-twice': ['1', '2'] } };
    await send(page, 'direct');
    assert.equal(await outcome(page), wanted, String(status));
  }
  await fill(page, 'server:url', await closed());
  await part(page, 'send').click();
  await page.locator('[data-failure]').waitFor();
  assert.equal(await outcome(page), 'failed');
  await receiver.close();
}));

// Verifies SuperOffice's signature by Node's crypto; `careless` accepts everything.
const careful = (secret) => ({ headers, body }) => {
  const sent = headers.find(([name]) => name === 'x-superoffice-signature')?.[1];
  const own = crypto.createHmac('sha256', secret).update(body).digest('base64');
  return { status: sent === own ? 200 : 401 };
};
const careless = () => ({ status: 200 });

test('a delivery is as expected when the receiver does what it must, and red when it does not', () => here.visit(async (page) => {
  let verify = careful('shared');
  const receiver = await receive((request) => verify(request));
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/TargetUrl', `${receiver.url}/hook`);
  await fill(page, 'body:/Secret', 'shared');
  await deliver(page, 'superoffice/postWebhook');
  assert.match(await send(page, 'direct'), /^200/);
  assert.equal(await outcome(page), 'as-expected');
  const good = await color(page, 'outcome');
  for (const spoil of ['wrong-secret', 'altered', 'unsigned']) {
    await tamper(page, spoil);
    verify = careful('shared');
    assert.match(await send(page, 'direct'), /^401/);
    assert.equal(await outcome(page), 'as-expected', spoil);
    assert.equal(await color(page, 'outcome'), good);
    assert.doesNotMatch(await text(page, 'reply-verdict'), /not documented/);
    verify = careless;
    assert.match(await send(page, 'direct'), /^200/);
    assert.equal(await outcome(page), 'not-as-expected', spoil);
    assert.notEqual(await color(page, 'outcome'), good);
  }
  // The sound one, accepted with a status that the documentation does not have.
  await tamper(page, '');
  verify = () => ({ status: 204 });
  assert.match(await send(page, 'direct'), /^204/);
  assert.match(await text(page, 'reply-verdict'), /204 is not documented/);
  assert.equal(await outcome(page), 'as-expected');
  assert.match(await text(page, 'outcome'), /^Accepted, with a status that is not documented$/);
  assert.notEqual(await color(page, 'outcome'), good);
  // And to a receiver with another secret.
  verify = careful('another');
  assert.match(await send(page, 'direct'), /^401/);
  assert.equal(await outcome(page), 'not-as-expected');
  await receiver.close();
}));

test('the sandbox refuses a spoiled delivery as a correct receiver does', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/TargetUrl', 'https://example.com/hook');
  await fill(page, 'body:/Secret', 'shared');
  await deliver(page, 'superoffice/postWebhook');
  await send(page);
  assert.equal(await outcome(page), 'as-expected');
  await tamper(page, 'altered');
  await send(page);
  assert.equal(await outcome(page), 'as-expected');
}));
