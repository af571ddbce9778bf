// A field and its bytes are tied: what one of them is focused or pointed at lights the other up, in
// every format and everywhere on the wire, and a click on bytes leads to their field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { field, fill, open, part } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const job = (hash) => jobs.find((j) => j.hash === hash);
const span = (page, name) => part(page, 'wire').locator(`[data-span="${name}"]`).last();
// The names of all spans that are lit: those with a line around them.
const lit = (page) => part(page, 'wire').locator('[data-span]').evaluateAll((all) =>
  [...new Set(all.filter((e) => getComputedStyle(e).boxShadow !== 'none').map((e) => e.dataset.span))]);
const rail = (page, name) => page.locator(`[data-for="${name}"]`).first().evaluate((e) => getComputedStyle(e).getPropertyValue('--rail').trim());

// Focus, pointer and click, for one field whose bytes hold a text.
async function tied(page, name, words) {
  const bytes = span(page, name);
  assert.ok((await bytes.textContent()).includes(words), `${name} is at ${await bytes.textContent()}`);
  await page.locator('h1').click();
  assert.deepEqual(await lit(page), [], 'nothing is lit before');
  await field(page, name).focus();
  assert.deepEqual(await lit(page), [name], 'its bytes are lit, and no others');
  await page.locator('h1').click();
  const idle = await rail(page, name);
  await bytes.scrollIntoViewIfNeeded();
  await bytes.hover();
  assert.deepEqual(await lit(page), [name]);
  assert.notEqual(await rail(page, name), idle, `the field of ${name} is lit`);
  await bytes.click();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.field), name, 'a click on bytes leads to their field');
}

for (const [type, name, words] of [
  ['application/json', 'body:/Events/1', '"sale.changed"'], ['application/json', 'body:/RegisteredAssociate/AssociateId', '999'],
  ['application/xml', 'body:/Events/1', 'sale.changed'], ['application/x-www-form-urlencoded', 'body:/TargetUrl', 'https%3A%2F%2Fwww.example.com%2F'],
]) {
  test(`${type}: ${name} and its bytes light each other up`, () => here.visit(async (page) => {
    await open(page, here.site, 'superoffice/postWebhook');
    await fillJob(page, job('superoffice/postWebhook'));
    await part(page, 'media-type').selectOption(type);
    await tied(page, name, words);
  }));
}

test('parameters of the address and header fields are tied too', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fillJob(page, job('superoffice/postWebhook'));
  await tied(page, 'query:$select', 'name,department,category/id');
  await tied(page, 'header:SO-Language', 'sv');
  await fill(page, 'server:url', 'http://127.0.0.1:8099/own');
  await tied(page, 'server:url', '127.0.0.1:8099');
}));

test('a form body is tied field by field', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  await fillJob(page, job('keyauth/webhook'));
  await tied(page, 'body:/name', 't%C3%A9st+%26+co');
}));

test('raw text is tied as it is typed', () => here.visit(async (page) => {
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  await part(page, 'raw').fill('{ "authType" : "none",\n  "endpoint": "https:\\/\\/example.com/\\u0061" }');
  await tied(page, 'body:/endpoint', '"https:\\/\\/example.com/\\u0061"');
}));
