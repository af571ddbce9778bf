// `unevaluatedProperties` sees the members of all parts, `additionalProperties: false` does not, and says so.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { field, open, part, problems, text } from '../lib/page.mjs';
import { catalogued } from '../lib/site.mjs';
import { world } from '../lib/test.mjs';

const given = JSON.parse(fs.readFileSync(new URL('../fixtures/cases/c02.json', import.meta.url)));
const w = world({
  change: catalogued([{ id: 'rest', title: 't', summary: '', operations: [] }], { rest: JSON.stringify(given.document) }),
});

test('each value gives the problems that JSON Schema gives', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'rest/send');
    const due = [
      [],
      [{ code: 'unevaluatedProperties', at: 'body:/u/boom', severity: 'error' }],
      [{ code: 'additionalProperties', at: 'body:/a/bar', severity: 'error' }],
    ];
    for (const [index, value] of given.values.entries()) {
      await part(page, 'raw').fill(JSON.stringify(value));
      assert.deepEqual(await problems(page), due[index]);
    }
    assert.match(await text(page, 'problems'), /forbids all members that it does not list itself.* no object but \{\} fits/);
  }));

test('the form offers the members of all parts', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'rest/send');
    for (const object of ['u', 'a']) await page.locator(`[data-add="body:/${object}"]`).click();
    for (const name of ['u/foo', 'u/bar', 'a/bar']) assert.equal(await field(page, `body:/${name}`).count(), 1, name);
    assert.equal(await field(page, 'body:/a/foo').count(), 0);
  }));
