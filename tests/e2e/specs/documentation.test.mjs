// What the page shows of the documentation itself: every example of a response, the notices, and the
// words beside closed choices.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { choose, field, open, part, send, tab, text } from '../lib/page.mjs';
import { dist, world } from '../lib/test.mjs';

const here = world();
const operations = ['keyauth/webhook', 'keyauth/webhookGet', 'genauth/createWebhook', 'aggregate-intelligence/createWebhook', 'superoffice/postWebhook'];

// Status, media type, words and text of each example of a response, by the document alone.
function examples(hash) {
  const [id, operationId] = hash.split('/');
  const api = JSON.parse(fs.readFileSync(path.join(dist, `catalog/${id}.openapi.json`)));
  const resolve = (o) => (o?.$ref ? resolve(o.$ref.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], api)) : o);
  const operation = Object.values(api.paths).flatMap((item) => Object.values(item)).find((o) => o.operationId === operationId);
  return Object.entries(operation.responses).flatMap(([status, response]) =>
    Object.entries(resolve(response).content ?? {}).flatMap(([type, media]) =>
      Object.entries(media.examples ?? {}).map(([name, example]) => ({ status, type, name, ...resolve(example) }))));
}

for (const hash of operations) {
  test(`${hash}: each documented response is shown as it is documented, one click away`, () => here.visit(async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const all = examples(hash);
    assert.ok(all.length > 1);
    await open(page, here.site, hash);
    await tab(page, 'docs');
    for (const response of await page.locator('.response > details > summary').all()) await response.click();
    const shown = page.locator('.response .examples > li');
    assert.deepEqual(await shown.locator('h3').allTextContents(), all.map((e) => e.summary ?? e.name));
    for (const [i, example] of all.entries()) {
      const entry = shown.nth(i);
      const status = await entry.evaluate((e) => e.closest('.response').querySelector('.status-chip').textContent);
      assert.equal(status, example.status, example.name);
      assert.equal(await entry.locator('.block-note').textContent(), example.type);
      const text = await entry.locator('.code').textContent();
      const raw = example['x-signpost-raw'];
      if (raw !== undefined) assert.equal(text, raw);
      else if (typeof example.value === 'string') assert.equal(text, example.value);
      else assert.deepEqual(JSON.parse(text), example.value, example.name);
      await entry.getByRole('button', { name: 'Copy the example' }).click();
      await entry.getByText('Copied').waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    }
    // The tab with the reply has none: nothing was sent.
    await tab(page, 'reply');
    assert.equal(await part(page, 'status').count(), 0);
  }));
}

test('restrictions and meanings stand where they are needed', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await tab(page, 'docs');
  await page.getByText(/^Notes on this operation/).click();
  await page.getByText('Online Restricted: The Webhook agent is not available in Online by default.').first().waitFor();
  const states = await field(page, 'body:/State').locator('option').evaluateAll((list) => list.map((o) => [o.value, o.textContent]));
  assert.deepEqual(states.slice(1, 4), [['Active', 'Active – 1 = Active'], ['Stopped', 'Stopped – 2 = Stopped'], ['TooManyErrors', 'TooManyErrors – 3 = TooManyErrors']]);
}));

// The Accept field is chosen among the documented types, and the sandbox answers in the chosen one.
test('each documented type of reply can be asked for', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await choose(page, 'example', 'minimal');
  for (const input of await page.locator('[data-field^="auth:"]').all()) await input.fill('x');
  const accept = field(page, 'header:Accept');
  const types = (await accept.locator('option').evaluateAll((list) => list.map((o) => o.value))).filter(Boolean);
  assert.deepEqual(types, ['application/json', 'text/json', 'application/xml', 'text/xml', 'application/json-patch+json', 'application/merge-patch+json']);
  for (const type of types) {
    await accept.selectOption(type);
    assert.match(await text(page, 'wire'), new RegExp(`\\r\\nAccept: ${type.replace('+', '\\+')}\\r\\n`));
    assert.match(await send(page), /^200/);
    assert.ok((await text(page, 'reply-headers')).includes(`content-type: ${type}`), await text(page, 'reply-headers'));
    assert.ok((await text(page, 'reply-body')).startsWith(type.includes('xml') ? '<' : '{'));
  }
}));
