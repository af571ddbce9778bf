// The proof page: every published vector runs in the browser, and a failing one is red and says so.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fits, serious } from '../lib/axe.mjs';
import { part, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../static/proof/vectors.json');
const { vectors } = JSON.parse(fs.readFileSync(file, 'utf8'));
const done = (page, result) => page.locator(`[data-part="proof-summary"][data-verdict="${result}"]`).waitFor();
const rows = (page) => page.locator('[data-proof]').evaluateAll((list) => list.map((row) => ({
  id: row.dataset.proof, result: row.dataset.result, text: row.textContent,
  rust: row.querySelector('[data-by="rust"]').textContent, web: row.querySelector('[data-by="webcrypto"]').textContent,
})));

test('every vector passes, in Rust and against WebCrypto', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/proof`);
  await done(page, 'pass');
  assert.match(await text(page, 'proof-summary'), new RegExp(`All ${vectors.length} vectors pass`));
  const all = await rows(page);
  assert.equal(all.length, vectors.length);
  assert.equal(new Set(all.map((row) => row.id)).size, all.length, 'each has a name of its own');
  assert.deepEqual(all.filter((row) => row.result !== 'pass'), []);
  const beside = all.filter((row) => /Same HMAC|Accepted|Refused/.test(row.web));
  assert.ok(beside.length > vectors.length * 0.8, `${beside.length} were held against WebCrypto`);
  const discord = all.filter((row) => row.id.startsWith('discord-'));
  assert.deepEqual(discord.map((row) => /Accepted|Refused/.exec(row.web)?.[0]), ['Accepted', 'Refused']);
  assert.ok((await page.locator('[data-proof] a[href^="https://"]').count()) > vectors.length / 2, 'sources are links');
  assert.deepEqual(page.errors, []);
}));

test('the vectors are not fetched before', () => here.visit(async (page) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(here.site.url);
  await page.locator('.start-page').waitFor();
  const early = fetched.filter((name) => /vectors|fixes/.test(name));
  assert.deepEqual(early, []);
  await page.locator('a[href="#/proof"]').click();
  await done(page, 'pass');
  assert.ok(fetched.some((name) => name.endsWith('/proof/vectors.json')));
}));

test('the vectors of a scheme unfold, and a filter finds them', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/proof`);
  await done(page, 'pass');
  assert.ok(!(await page.locator('[data-proof="github-1"]').isVisible()), 'only the names of schemes are in sight');
  await page.locator('summary', { hasText: /^.*GitHub/ }).first().click();
  await page.locator('[data-proof="github-1"]').waitFor();
  await part(page, 'proof-filter').fill('Discord');
  await page.locator('[data-proof="github-1"]').waitFor({ state: 'detached' });
  await page.locator('[data-proof="discord-1"]').waitFor();
}));

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 1400, height: 1000 }, { width: 390, height: 844 }]) {
    test(`axe: ${colorScheme}, ${viewport.width} px`, () => here.visit(async (page) => {
      await page.goto(`${here.site.url}#/proof`);
      await done(page, 'pass');
      assert.deepEqual(await serious(page), []);
      await fits(page);
    }, { viewport, colorScheme }));
  }
}

const spoil = (change) => ({
  change: (name, bytes) => {
    if (name !== 'proof/vectors.json') return bytes;
    const spoiled = JSON.parse(bytes);
    change(spoiled.vectors);
    return Buffer.from(JSON.stringify(spoiled));
  },
});
const failing = world(spoil((list) => {
  const github = list.find((v) => v.scheme === 'github' && v.signed);
  github.body += ' ';
  const discord = list.find((v) => v.scheme === 'discord' && v.valid);
  discord.valid = false;
}));

test('a failure is red and says so', () => failing.visit(async (page) => {
  await page.goto(`${failing.site.url}#/proof`);
  await done(page, 'fail');
  assert.match(await text(page, 'proof-summary'), new RegExp(`2 of ${vectors.length} vectors fail`));
  const failed = (await rows(page)).filter((row) => row.result === 'fail');
  assert.deepEqual(failed.map((row) => row.id), ['discord-1', 'github-1']);
  assert.match(failed[0].web, /Fails: Accepted, but it is not valid/);
  assert.match(failed[1].rust, /Fails: .*differs from the expected value/);
  const red = await page.locator('[data-proof="github-1"]').evaluate((row) => getComputedStyle(row).color);
  const plain = await page.locator('[data-proof="github-2"]').evaluate((row) => getComputedStyle(row).color);
  assert.notEqual(red, plain);
}));

const lost = world({ change: (name, bytes) => (name === 'proof/vectors.json' ? null : bytes) });

test('vectors that cannot be had are said', () => lost.visit(async (page) => {
  await page.goto(`${lost.site.url}#/proof`);
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').textContent(), /The vectors could not be loaded: the server answered 404/);
}));
