// A reply belongs to the request that was sent: one edit marks it as outdated, and a reset takes it away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aim, choose, deliver, fill, open, part, send, tamper } from '../lib/page.mjs';
import { closed } from '../lib/faulty.mjs';
import { world } from '../lib/test.mjs';

const here = world();

const outdated = (page) => part(page, 'outdated').count().then((count) => count === 1);

test('an edit of anything that is sent marks the reply, and undoing it unmarks it', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'a');
  await send(page);
  assert.equal(await outdated(page), false);
  const changes = {
    'a field': () => fill(page, 'body:/Name', 'ab'),
    'a header field': () => fill(page, 'header:SO-Language', 'sv'),
    'a credential': () => page.locator('[data-field^="auth:"]').first().fill('t-1'),
    'the address': () => fill(page, 'server:url', 'https://example.com'),
    'a scheme': () => choose(page, 'scheme', 'plain'),
    'an example': () => choose(page, 'example', 'sample'),
  };
  for (const [what, change] of Object.entries(changes)) {
    await change();
    assert.equal(await outdated(page), true, what);
    assert.match(await part(page, 'outdated').textContent(), /Outdated/);
    await part(page, 'undo').click();
    assert.equal(await outdated(page), false, `${what}, undone`);
  }
  await aim(page, 'direct');
  assert.equal(await outdated(page), true, 'another target');
  await aim(page, 'sandbox');
  await fill(page, 'body:/Name', 'abc');
  await send(page);
  assert.equal(await outdated(page), false, 'the new reply is that of the new request');
}));

test('a reset takes the reply away, and undo does not bring it back', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'a');
  await send(page);
  await part(page, 'clear').click();
  for (const name of ['status', 'outcome', 'reply-body', 'outdated']) assert.equal(await part(page, name).count(), 0, name);
  await part(page, 'undo').click();
  assert.equal(await part(page, 'status').count(), 0);
}));

test('a failure is outdated by an edit too', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  await fill(page, 'server:url', await closed());
  await aim(page, 'direct');
  await part(page, 'send').click();
  await page.locator('[data-failure]').waitFor();
  assert.equal(await outdated(page), false);
  await fill(page, 'body:/name', 'x');
  assert.equal(await outdated(page), true);
}));

test('tampering with a delivery outdates its reply', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/TargetUrl', 'https://example.com/hook');
  await fill(page, 'body:/Secret', 'secret');
  await deliver(page, 'superoffice/postWebhook');
  await send(page);
  assert.equal(await outdated(page), false);
  await tamper(page, 'altered');
  assert.equal(await outdated(page), true);
  await send(page);
  assert.equal(await outdated(page), false);
  await tamper(page, '');
  assert.equal(await outdated(page), true);
}));
