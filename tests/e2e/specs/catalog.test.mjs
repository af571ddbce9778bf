// The catalog is data: a fifth document beside the four works with no change in the program, and
// a document that cannot be had is said while the rest works.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { body, field, fill, open, part, problems, ready, send, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { catalogued } from '../lib/site.mjs';
import { world } from '../lib/test.mjs';

const fixtures = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../fixtures');
const faults = { missing: null, broken: Buffer.from('{"openapi": "3.1.0", '), old: Buffer.from('{"openapi":"2.0","swagger":"2.0"}') };
const fifth = fs.readFileSync(path.join(fixtures, 'fifth.openapi.json'));
// The fifth is listed as README says, by its id alone; not every entry beside it is one.
const here = world({
  change: catalogued(
    ['fifth', { id: 'acme.v1' }, { title: 'No id' }, null, ...Object.keys(faults).map((id) => ({ id, title: `The ${id} one` }))],
    { fifth, 'acme.v1': fifth, ...faults },
  ),
});

test('a fifth document gets form, problems, bytes, sandbox and reply', () => here.visit(async (page) => {
  await open(page, here.site, 'fifth/sendParcel');
  assert.deepEqual((await problems(page)).map((p) => `${p.code} ${p.at} ${p.severity}`).sort(), [
    'required auth:key error', 'required body:/weight error', 'required path:depot error',
  ]);
  assert.ok(!(await text(page, 'url')).includes('{'), 'what is not filled in yet is no template in the address');
  await fill(page, 'path:depot', 'a/b é');
  await fill(page, 'query:tags/0', 'x y').catch(async () => {
    await page.locator('[data-add="query:tags"]').click();
    await fill(page, 'query:tags/0', 'x y');
  });
  await fill(page, 'auth:key', 'k-1');
  await fill(page, 'body:/weight', 'heavy');
  assert.deepEqual((await problems(page)).map((p) => `${p.code} ${p.at}`), ['type body:/weight']);
  assert.equal(await body(page), '{"kind":"parcel","weight":"heavy"}', 'text that is no number is kept and is sent as a string');
  assert.match(await send(page, 'sandbox'), /^422/);
  assert.match(await text(page, 'reply-body'), /weight is odd/);
  await fill(page, 'body:/weight', '1e2');
  assert.equal(await body(page), '{"kind":"parcel","weight":1e2}');
  assert.equal(new URL(await text(page, 'url')).pathname, '/depots/a%2Fb%20%C3%A9/parcels');
  assert.match(await text(page, 'url'), /\?tags=x%20y$/);
  assert.match(await send(page, 'sandbox'), /^202/);
  assert.match(await text(page, 'reply-verdict'), /Taken in/);
  const receiver = await receive(() => ({ status: 202 }));
  await fill(page, 'server:url', receiver.url);
  assert.match(await send(page, 'direct'), /^202/);
  const [arrived] = receiver.requests;
  assert.equal(arrived.target, '/depots/a%2Fb%20%C3%A9/parcels?tags=x%20y');
  assert.equal(arrived.body.toString(), await body(page));
  await receiver.close();
}));

for (const [id, why] of [['missing', /404|not found|could not be loaded/i], ['broken', /cannot be read|line 1/i], ['old', /3\.1/]]) {
  test(`a document that is ${id} is said by name, and the others work`, () => here.visit(async (page) => {
    await page.goto(`${here.site.url}#/${id}/anything`);
    const alert = page.getByText(new RegExp(`${id}`)).filter({ hasText: why }).first();
    await alert.waitFor();
    await page.goto(`${here.site.url}#/keyauth/webhook`);
    await ready(page);
    await field(page, 'body:/webid').waitFor();
  }));
}

test('a document is listed by its id alone, and what is no entry is said and loses none', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/keyauth/webhook`);
  await ready(page);
  const titles = await page.locator('.api-title').allTextContents();
  const faulty = Object.keys(faults).map((id) => `The ${id} one`);
  assert.deepEqual(titles, ['KeyAuth', 'GenAuth', 'Aggregate Intelligence', 'SuperOffice', 'fifth', 'acme.v1', ...faulty]);
  const notices = await page.locator('.notices:not(:empty)').allTextContents();
  assert.match(notices.join('\n'), /^An entry of the catalog's index has no id: line 1, column \d+$/);
  await page.locator('.api-title', { hasText: 'acme.v1' }).click();
  await field(page, 'body:/weight').waitFor();
  assert.equal(new URL(page.url()).hash, '#/acme.v1/sendParcel');
}));

test('a document that cannot be had, opened from another one, loses nothing of that', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  await fill(page, 'body:/name', 'kept');
  await page.locator('.api-title', { hasText: 'The missing one' }).click();
  await page.getByText(/The document “missing” could not be loaded/).waitFor();
  assert.equal(await part(page, 'wire').count(), 0);
  await page.locator('a[href="#/keyauth/webhook"]').first().click();
  await ready(page);
  assert.equal(await field(page, 'body:/name').inputValue(), 'kept');
}));

test('an unknown operation is said, and the list stays', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/keyauth/nothing`);
  await page.getByText(/nothing named/i).first().waitFor();
  await page.locator('a[href="#/superoffice/postWebhook"]').first().click();
  await ready(page);
}));

for (const [documents, why] of [[[{ title: 'No id' }], /An entry of the catalog's index has no id: line 1, column 15/], [[], /lists no document/]]) {
  test(`an index of ${documents.length} documents and no id is said, and nothing is asked for in its name`, () => here.visit(async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.route('**/catalog/index.json', (route) => route.fulfill({ body: JSON.stringify({ documents }) }));
    await page.goto(here.site.url);
    await page.locator('.notices .notice').filter({ hasText: why }).waitFor();
    await page.locator('main.start-page').waitFor();
    assert.deepEqual(asked.filter((path) => path.endsWith('.openapi.json')), []);
    // What is named by its address is there all the same.
    await page.goto(`${here.site.url}#/superoffice/postWebhook`);
    await ready(page);
    assert.deepEqual(page.errors, []);
  }));
}

test('without its index the page still runs and says so', () => here.visit(async (page) => {
  await page.route('**/catalog/index.json', (route) => route.fulfill({ status: 500, body: 'no' }));
  await page.goto(`${here.site.url}#/superoffice/postWebhook`);
  await page.getByText(/list of documents could not be loaded/i).first().waitFor();
  await ready(page);
}));
