// Two tabs on one operation: neither overwrites the other's draft without a word.
import assert from 'node:assert/strict';
import test from 'node:test';
import { field, fill, open, part } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const HASH = 'genauth/createWebhook';
const NAME = 'body:/name';
const stored = (page) => page.evaluate(() => localStorage.getItem('signpost/draft/genauth/createWebhook') ?? '');
const untilStored = (page, text) => page.waitForFunction((text) => (localStorage.getItem('signpost/draft/genauth/createWebhook') ?? '').includes(text), text);

// Both tabs with the same draft; everything in the form is there.
const both = (body) => here.visit(async (one, profile) => {
  await open(one, here.site, HASH);
  await fill(one, NAME, 'the first');
  await untilStored(one, 'the first');
  const two = await profile.newPage();
  await open(two, here.site, HASH);
  assert.equal(await field(two, NAME).inputValue(), 'the first');
  await body(one, two);
});

test('a tab without changes offers the newer draft and loads it', () => both(async (one, two) => {
  await fill(one, NAME, 'the second');
  await part(two, 'changed-elsewhere').waitFor();
  assert.equal(await field(two, NAME).inputValue(), 'the first');
  assert.equal(await part(two, 'keep-mine').count(), 0);
  await part(two, 'load-stored').click();
  await part(two, 'changed-elsewhere').waitFor({ state: 'detached' });
  assert.equal(await field(two, NAME).inputValue(), 'the second');
  assert.notEqual(await two.evaluate(() => document.activeElement.tagName), 'BODY');
  // Loading is a step like any other, and what is typed afterwards is stored again.
  await part(two, 'undo').click();
  assert.equal(await field(two, NAME).inputValue(), 'the first');
  await part(two, 'redo').click();
  await fill(two, NAME, 'the third');
  await untilStored(two, 'the third');
  await part(one, 'changed-elsewhere').waitFor();
}));

test('a tab that was changed too asks, and stores nothing until it is answered', () => both(async (one, two) => {
  await fill(one, NAME, 'the second');
  await part(two, 'changed-elsewhere').waitFor();
  await fill(two, NAME, 'mine');
  await part(two, 'keep-mine').waitFor();
  // Leaving the tab is when a draft is stored at the latest.
  await two.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  assert.match(await stored(two), /the second/);
  await part(two, 'keep-mine').click();
  await untilStored(two, 'mine');
  assert.equal(await field(two, NAME).inputValue(), 'mine');
  await part(one, 'changed-elsewhere').waitFor();
  assert.equal(await field(one, NAME).inputValue(), 'the second');
}));

test('what another tab changed while another operation was open is asked about on return', () => both(async (one, two) => {
  await two.goto(`${here.site.url}#/verify`);
  await two.goto(`${here.site.url}#/superoffice/postWebhook`);
  await part(two, 'wire').waitFor();
  await fill(one, NAME, 'the second');
  await untilStored(two, 'the second');
  await two.goto(`${here.site.url}#/${HASH}`);
  await part(two, 'changed-elsewhere').waitFor();
  assert.equal(await field(two, NAME).inputValue(), 'the first');
  await part(two, 'load-stored').click();
  await two.waitForFunction(() => document.querySelector('[data-field="body:/name"]')?.value === 'the second');
}));
