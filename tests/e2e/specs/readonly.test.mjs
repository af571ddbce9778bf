// `readOnly` and `writeOnly`: what the server alone writes is neither asked for nor sent by default, and
// what only requests have may be missing from replies.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { body, choose, deliver, field, fill, open, part, problems, send, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { catalogued } from '../lib/site.mjs';
import { world } from '../lib/test.mjs';

const given = JSON.parse(fs.readFileSync(new URL('../fixtures/cases/c09.json', import.meta.url)));

// The case's document; its reply has a body, an example has what a copied reply has, and a delivery repeats the schema.
const document = structuredClone(given.document);
const operation = document.paths['/hooks'].post;
const media = operation.requestBody.content['application/json'];
media.examples = { copied: { value: { id: '1', name: 'Bobby', secret: 's' } } };
operation.responses = { 200: { description: 'OK', content: { 'application/json': { schema: media.schema } } } };
operation.callbacks = {
  delivery: { '{$request.body#/name}': { post: { requestBody: { content: { 'application/json': { schema: media.schema } } }, responses: { 200: { description: 'OK' } } } } },
};
// The same in other places and formats: within lists and parts, behind references, as a form and as XML.
const nested = {
  openapi: '3.1.0', info: { title: 'Nested', version: '1' }, servers: [{ url: 'https://api.example.test' }],
  paths: { '/hooks': { post: { operationId: 'send', responses: { 204: { description: 'ok' } }, requestBody: { required: true, content: {
    'application/json': { schema: { $ref: '#/components/schemas/Order' } },
    'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/Thing' } },
    'application/xml': { schema: { $ref: '#/components/schemas/Thing' } },
  } } } } },
  components: { schemas: {
    Id: { type: 'string', readOnly: true },
    Thing: { type: 'object', xml: { name: 'thing' }, required: ['id', 'name'], properties: { id: { $ref: '#/components/schemas/Id' }, name: { type: 'string' } } },
    Order: { type: 'object', required: ['number', 'things'], allOf: [{ properties: { number: { type: 'integer', readOnly: true } } }], properties: { things: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } } },
  } },
};

const entry = (id, title) => ({ id, title, summary: '', operations: [] });
const w = world({
  change: catalogued([entry('marked', 't'), entry('nested', 'Nested')], { marked: JSON.stringify(document), nested: JSON.stringify(nested) }),
});

const raw = async (page, value) => part(page, 'raw').fill(JSON.stringify(value));

test('a read-only member is not asked for, and warned of when given', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'marked/send');
    assert.equal(await field(page, 'body:/id').count(), 0, 'it is hidden while it has no value');
    await part(page, 'show-all').check();
    assert.equal(await field(page, 'body:/id').getAttribute('aria-required'), null);
    await part(page, 'show-all').uncheck();
    await fill(page, 'body:/name', 'Bobby');
    await fill(page, 'body:/secret', 's');
    assert.equal(await body(page), '{"name":"Bobby","secret":"s"}');
    assert.deepEqual(await problems(page), []);

    await raw(page, given.values[0]);
    assert.deepEqual(await problems(page), []);
    await raw(page, given.values[1]);
    assert.deepEqual(await problems(page), [{ code: 'readOnly', at: 'body:/id', severity: 'warning' }]);
    assert.equal(await field(page, 'body:/id').inputValue(), '1', 'with a value it is shown');
    assert.deepEqual(page.errors, []);
  }));

test('an example is loaded without what only the server writes', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'marked/send');
    await choose(page, 'example', 'copied');
    assert.deepEqual(JSON.parse(await body(page)), { name: 'Bobby', secret: 's' });
    assert.deepEqual(await problems(page), []);
  }));

test('the sandbox takes it, and a reply without a write-only member is sound', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'marked/send');
    await raw(page, given.values[0]);
    assert.match(await send(page), /200/);
    const sample = JSON.parse(await text(page, 'reply-body'));
    assert.equal('secret' in sample, false);
    const receiver = await receive(() => ({ status: 200, body: JSON.stringify(given.reply), headers: { 'content-type': 'application/json' } }));
    try {
      await fill(page, 'server:url', receiver.url);
      assert.match(await send(page, 'direct'), /200/);
      assert.doesNotMatch(await text(page, 'reply-verdict'), /secret/);
      assert.equal(await page.locator('[data-reply] [data-problem]').count(), 0);
    } finally {
      await receiver.close();
    }
  }));

test('a delivery is a request', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'marked/send');
    await raw(page, { name: 'https://hook.example.test/', secret: 's' });
    await deliver(page, 'marked/send');
    await fill(page, 'body:/name', 'Bobby');
    await fill(page, 'body:/secret', 's');
    const told = (await problems(page)).filter((p) => p.at.startsWith('body:'));
    assert.deepEqual(told, []);
  }));

test('lists, parts, references, forms and XML', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'nested/send');
    await raw(page, { things: [{ name: 'a' }, { id: '2', name: 'b' }] });
    assert.deepEqual(await problems(page), [{ code: 'readOnly', at: 'body:/things/1/id', severity: 'warning' }]);
    await part(page, 'clear').click();
    for (const [type, sound, warned] of [
      ['application/x-www-form-urlencoded', 'name=a', 'id=1&name=a'],
      ['application/xml', '<thing><name>a</name></thing>', '<thing><id>1</id><name>a</name></thing>'],
    ]) {
      await part(page, 'media-type').selectOption(type);
      await part(page, 'raw').fill(sound);
      assert.deepEqual(await problems(page), [], type);
      await part(page, 'raw').fill(warned);
      assert.deepEqual(await problems(page), [{ code: 'readOnly', at: 'body:/id', severity: 'warning' }], type);
    }
  }));
