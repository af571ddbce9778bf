// A box of free JSON: each fault in it has its own place, and all are told at the box.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, fill, open, part, problems } from '../lib/page.mjs';
import { catalogued } from '../lib/site.mjs';
import { world } from '../lib/test.mjs';

const document = {
  openapi: '3.1.0', info: { title: 'Boxes', version: '1' }, servers: [{ url: 'https://api.example.test' }],
  paths: { '/hooks': { post: {
    operationId: 'send', responses: { 204: { description: 'ok' } },
    parameters: [{ name: 'filter', in: 'query', content: { 'application/json': { schema: { $ref: '#/components/schemas/Meta' } } } }],
    requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' }, meta: { $ref: '#/components/schemas/Meta' } } } } } },
  } } },
  components: { schemas: { Meta: { type: ['object', 'array'], required: ['b'], properties: { a: { type: 'array', items: { type: 'integer' } } } } } },
};
const w = world({
  change: catalogued([{ id: 'boxes', title: 'Boxes', summary: '', operations: [] }], { boxes: JSON.stringify(document) }),
});

test('every fault is at its own place, in the form and in the raw body', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'boxes/send');
    const due = [
      { code: 'required', at: 'body:/meta/b', severity: 'error' },
      { code: 'type', at: 'body:/meta/a/0', severity: 'error' },
      { code: 'type', at: 'body:/meta/a/2', severity: 'error' },
    ];
    await fill(page, 'body:/meta', '{"a":["x",1,"y"]}');
    assert.deepEqual(await problems(page), due);
    // All are told at the box too once it is left, with the place within it.
    await field(page, 'body:/meta').blur();
    await page.locator('[data-for="body:/meta"] .field-problems').waitFor();
    const shown = await page.locator('[data-for="body:/meta"] .field-problems li').allTextContents();
    assert.equal(shown.length, 3);
    assert.match(shown[1], /meta\.a\[0\] is not an integer/);
    assert.equal(await field(page, 'body:/meta').getAttribute('aria-invalid'), 'true');
    // Each leads to the box.
    await part(page, 'problem-count').click();
    await page.locator('[data-at="body:/meta/a/2"] button').click();
    assert.equal(await page.evaluate(() => document.activeElement.dataset.field), 'body:/meta');

    await part(page, 'raw').fill('{"meta":{"a":["x",1,"y"]},"more":{"t":"\\ud800"}}');
    assert.deepEqual(await problems(page), [...due, { code: 'encoding', at: 'body:/more/t', severity: 'warning' }]);
    await part(page, 'clear').click();
    await fill(page, 'query:filter', '{"b":1,"a":[1.5]}');
    assert.deepEqual(await problems(page), [{ code: 'type', at: 'query:filter/a/0', severity: 'error' }]);
  }));

test('a box that is no JSON has that one fault', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'boxes/send');
    await fill(page, 'body:/meta', '{"a":[');
    assert.deepEqual((await problems(page)).filter((p) => p.code === 'json'), [{ code: 'json', at: 'body:/meta', severity: 'error' }]);
    await fill(page, 'body:/meta', '{"b":1}');
    assert.deepEqual(await problems(page), []);
  }));
