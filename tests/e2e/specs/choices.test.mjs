// Closed choices: every documented value can be chosen, and is sent with its own type.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { document, input, listed, taking } from '../lib/cases.mjs';
import { body, choose, field, fill, open, part, problems, ready, send, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const c15 = input('C15');
const VALUES = ['1', '1.0', '"1"', 'true', '"true"', '""', 'null', '{"a":[1]}', '"{\\"a\\":[1]}"', '[]', '"é"'];
const typed = document(taking({ type: 'object', properties: { v: { enum: VALUES.map(JSON.parse) }, n: { type: 'string' } } }));
// 1.0 is a number that `JSON.stringify` cannot write.
const typedText = JSON.stringify(typed).replace('"enum":[1,1,', '"enum":[1,1.0,');
const narrowed = document(taking({
  type: 'object',
  properties: { level: { type: 'string', enum: ['low', 'mid', 'high', 'none'] } },
  allOf: [{ properties: { level: { enum: ['mid', 'high', 'none'] } } }, { $ref: '#/components/schemas/Some' }],
}), { components: { schemas: { Some: { properties: { level: { not: { const: 'none' } } } } } } });
// What an `allOf` says beside a pattern: readable, inverted, and none that can be read.
const patterned = document(taking({
  type: 'object',
  properties: {
    plain: { enum: ['a', 'b', 'c'], allOf: [{ pattern: '^[ab]$' }, { not: { enum: ['a'] } }] },
    inverted: { enum: ['a', 'b', 'c'], allOf: [{ not: { pattern: '^[ab]$' } }] },
    other: { enum: ['a', 1, null], allOf: [{ pattern: '^b' }] },
    unreadable: { enum: ['a', 'b'], allOf: [{ pattern: 'a**' }] },
    hostile: { enum: ['a'.repeat(40) + '!', 'a'], allOf: [{ pattern: '^(a+)+$' }] },
  },
}));
const examples = document(taking(
  c15.document.paths['/hooks'].post.requestBody.content['application/json'].schema, 'application/json',
  { examples: { number: { value: { any: 3 } }, text: { value: { any: '3' } }, word: { value: { any: 'null' } }, null: { value: { any: null } }, other: { value: { phases: '3' } } } },
));
const here = world({
  change: (file, bytes) => {
    const changed = listed({ c15: c15.document, typed, narrowed, patterned, examples })(file, bytes);
    return file === 'catalog/typed.openapi.json' ? Buffer.from(typedText) : changed;
  },
});
const options = (page, name) => field(page, name).locator('option').evaluateAll((all) => all.map((e) => ({ value: e.value, label: e.textContent })));
const pick = (page, name, index) => field(page, name).selectOption({ index });

test('case C15: 3, "3", null and "null" are chosen and sent with their own types', () => here.visit(async (page) => {
  await open(page, here.site, 'c15/send');
  await pick(page, 'body:/phases', 3);
  await pick(page, 'body:/land', 2);
  assert.match((await options(page, 'body:/land'))[2].label, /Frankreich/);
  const bodies = [
    '{"phases":3,"any":3,"land":20}',
    '{"phases":3,"any":"3","land":20}',
    '{"phases":3,"any":null,"land":20}',
    '{"phases":3,"any":"null","land":20}',
    '{"phases":3,"any":true,"land":20}',
  ];
  for (const [index, expected] of bodies.entries()) {
    await pick(page, 'body:/any', index + 1);
    assert.equal(await body(page), expected);
    assert.equal(await field(page, 'body:/any').evaluate((e) => e.selectedIndex), index + 1, 'and is the one that is shown');
    assert.deepEqual(await problems(page), []);
  }
  assert.equal(await send(page), '204 No Content');
  const shown = await options(page, 'body:/any');
  assert.deepEqual(shown.map((o) => o.value), ['', '3', '"3"', 'null', '"null"', 'true']);
  assert.equal(new Set(shown.map((o) => o.label)).size, shown.length, 'no two look alike');
  await pick(page, 'body:/any', 0);
  assert.equal(await body(page), '{"phases":3,"land":20}');
}));

test('every kind of value is chosen, stored, undone and read back with its type', () => here.visit(async (page) => {
  await open(page, here.site, 'typed/send');
  assert.equal((await options(page, 'body:/v')).length, VALUES.length + 1);
  for (const [index, json] of VALUES.entries()) {
    await pick(page, 'body:/v', index + 1);
    assert.equal(await body(page), `{"v":${json}}`);
    assert.deepEqual(await problems(page), [], json);
    await page.reload();
    await ready(page);
    assert.equal(await body(page), `{"v":${json}}`, 'after a reload');
    // What the raw text says is what the form holds.
    await part(page, 'raw').fill(`{"v": ${json}}`);
    await fill(page, 'body:/n', 'x');
    assert.equal(await body(page), `{"v":${json},"n":"x"}`, 'from raw text');
    assert.equal(await field(page, 'body:/v').evaluate((e) => e.selectedIndex), index + 1);
    await part(page, 'clear').click();
    await part(page, 'undo').click();
    assert.equal(await body(page), `{"v":${json},"n":"x"}`, 'undone');
    await part(page, 'clear').click();
  }
}));

test('an example is loaded with its types', () => here.visit(async (page) => {
  await open(page, here.site, 'examples/send');
  for (const [name, json] of [['number', '3'], ['text', '"3"'], ['word', '"null"'], ['null', 'null']]) {
    await choose(page, 'example', name);
    assert.equal(await body(page), `{"any":${json}}`);
  }
  await choose(page, 'example', 'other');
  assert.equal(await body(page), '{"phases":"3"}', 'a text that is not among the numbers stays a text');
  assert.ok((await problems(page)).some((p) => p.at === 'body:/phases'));
}));

test('what an allOf forbids is not offered', () => here.visit(async (page) => {
  await open(page, here.site, 'narrowed/send');
  assert.deepEqual((await options(page, 'body:/level')).map((o) => o.value), ['', 'mid', 'high']);
  await fill(page, 'body:/level', 'high');
  assert.equal(await body(page), '{"level":"high"}');
  assert.deepEqual(await problems(page), []);
  // What is there all the same stays, and is told.
  await part(page, 'raw').fill('{"level":"low"}');
  assert.equal(await body(page), '{"level":"low"}');
  assert.ok((await problems(page)).some((p) => p.at === 'body:/level'));
  assert.equal(await text(page, 'raw'), '{"level":"low"}');
}));

test('what a pattern of an allOf forbids is not offered', () => here.visit(async (page) => {
  await open(page, here.site, 'patterned/send');
  for (const [name, values] of Object.entries({
    plain: ['b'], inverted: ['c'], other: ['1', 'null'], unreadable: ['a', 'b'], hostile: ['a'],
  })) {
    const offered = (await options(page, `body:/${name}`)).map((o) => o.value);
    assert.deepEqual(offered.filter((value) => value !== ''), values, name);
  }
  await fill(page, 'body:/plain', 'b');
  assert.equal(await body(page), '{"plain":"b"}');
  assert.deepEqual(await problems(page), []);
}));
