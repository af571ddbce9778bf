// What divides the items of a list is told apart from what the items hold (RFC 6570; OpenAPI 3.1.1, appendix C).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { document, input, listed, taking } from '../lib/cases.mjs';
import { body, fill, open, part, problems, send, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const FORM = 'application/x-www-form-urlencoded';
const list = { type: 'array', items: { type: 'string' } };
const nested = { type: 'object', properties: { name: { type: 'string' }, owner: { type: 'object', properties: { id: { type: 'integer' }, tags: list } } } };
const parameter = (place, name, schema, more = {}) => ({ in: place, name, schema, ...more });
const b02 = input('B02');
const bodies = document(taking(
  { type: 'object', properties: { comma: list, space: list, pipe: list, deep: nested } }, FORM,
  { encoding: {
    comma: { explode: false, allowReserved: true }, space: { style: 'spaceDelimited', explode: false },
    pipe: { style: 'pipeDelimited', explode: false }, deep: { style: 'deepObject', explode: true },
  } },
));
const places = document({
  parameters: [
    parameter('query', 'form', list, { explode: false }),
    parameter('query', 'pipe', list, { style: 'pipeDelimited', explode: false }),
    parameter('query', 'deep', nested, { style: 'deepObject' }),
    parameter('header', 'X-List', list),
    parameter('cookie', 'crumbs', list, { explode: false }),
  ],
});
const here = world({ change: listed({ b02: b02.document, bodies, places }) });

const warned = async (page) => (await problems(page)).filter((p) => p.code === 'form' && p.severity === 'warning').map((p) => p.at);
const items = (raw) => raw.split(',').map((item) => decodeURIComponent(item.replaceAll('+', ' ')));
// Python's reader of forms, with what PHP and Express make of brackets left to the test.
const python = (form) => JSON.parse(execFileSync('python3', ['-c', 'import json, sys, urllib.parse as u; print(json.dumps(u.parse_qsl(sys.argv[1], strict_parsing=True)))', form]).toString());

async function choose(page, name, values) {
  for (const [index, value] of values.entries()) await fill(page, `${name}/${index}`, value);
}

test('case B02: a comma within an item is encoded, one between items is not', () => here.visit(async (page) => {
  await open(page, here.site, 'b02/send');
  await choose(page, 'body:/color', b02.values.color);
  const sent = await body(page);
  assert.ok(['color=a%2Cb,c%20d', 'color=a%2Cb,c+d'].includes(sent), sent);
  assert.deepEqual(items(sent.slice('color='.length)), b02.values.color);
  assert.deepEqual(await warned(page), []);
  assert.equal(await send(page), '204 No Content');
  await part(page, 'form-variant').selectOption('rfc3986');
  assert.equal(await body(page), 'color=a%2Cb,c%20d');
}));

test('what the form writes is what the form reads from raw text', () => here.visit(async (page) => {
  await open(page, here.site, 'bodies/send');
  await part(page, 'raw').fill('comma=a%2Cb,c%3Ad&pipe=x%7Cy&deep%5Bowner%5D%5Bid%5D=7');
  await fill(page, 'body:/deep/name', 'n');
  assert.equal(await body(page), 'comma=a%2Cb,c:d&pipe=x%7Cy&deep%5Bname%5D=n&deep%5Bowner%5D%5Bid%5D=7');
}));

test('a mark that looks the same in an item and between items is warned of at the item', () => here.visit(async (page) => {
  await open(page, here.site, 'bodies/send');
  await choose(page, 'body:/comma', ['a,b', 'c:d']);
  await choose(page, 'body:/space', ['a b', 'c,d']);
  await choose(page, 'body:/pipe', ['a,b', 'c|d']);
  assert.equal(await body(page), 'comma=a%2Cb,c:d&space=a+b+c%2Cd&pipe=a%2Cb%7Cc%7Cd');
  assert.deepEqual(await warned(page), ['body:/space/0', 'body:/pipe/1']);
  assert.deepEqual(python(await body(page)), [['comma', 'a,b,c:d'], ['space', 'a b c,d'], ['pipe', 'a,b|c|d']]);
}));

test('a second level of deepObject is sent in brackets, and is warned of', () => here.visit(async (page) => {
  for (const [id, root, read] of [['bodies', 'body:/deep', body], ['places', 'query:deep', async (p) => (await text(p, 'url')).split('?')[1]]]) {
    await open(page, here.site, `${id}/send`);
    await fill(page, `${root}/name`, 'n,m');
    assert.deepEqual(await warned(page), []);
    await fill(page, `${root}/owner/id`, '7');
    await choose(page, `${root}/owner/tags`, ['a', 'b']);
    assert.deepEqual(await warned(page), [`${root}/owner`]);
    assert.deepEqual(python(await read(page)), [
      ['deep[name]', 'n,m'], ['deep[owner][id]', '7'], ['deep[owner][tags][0]', 'a'], ['deep[owner][tags][1]', 'b'],
    ]);
    assert.equal(await send(page), '204 No Content', 'the sandbox reads it so');
  }
}));

test('parameters keep a comma within an item apart, and warn where they cannot', () => here.visit(async (page) => {
  await open(page, here.site, 'places/send');
  await choose(page, 'query:form', ['a,b', 'c d']);
  await choose(page, 'cookie:crumbs', ['a,b', 'c']);
  assert.ok((await text(page, 'url')).endsWith('?form=a%2Cb,c%20d'));
  assert.match(await text(page, 'wire'), /\r\nCookie: crumbs=a%2Cb,c\r\n/);
  assert.deepEqual(await warned(page), []);
  await choose(page, 'header:X-List', ['a,b', 'c']);
  await choose(page, 'query:pipe', ['a', 'b|c']);
  assert.match(await text(page, 'wire'), /\r\nX-List: a,b,c\r\n/);
  assert.deepEqual((await warned(page)).sort(), ['header:X-List/0', 'query:pipe/1']);
  assert.deepEqual(page.errors, []);
}));
