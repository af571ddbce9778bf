// Mutants of the four documents: each opens, with every operation that it still has, without a fault
// of the program and without a blank page.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { dist, world } from '../lib/test.mjs';

const COUNT = 300;
const catalog = path.join(dist, 'catalog');
const sources = fs.readdirSync(catalog).filter((file) => file.endsWith('.openapi.json')).map((file) => fs.readFileSync(path.join(catalog, file), 'utf8'));
const mutants = Array.from({ length: COUNT }, (_, seed) => mutant(sources[seed % sources.length], seed));
const here = world({
  change: (file, bytes) => {
    const number = /^catalog\/m(\d+)\.openapi\.json$/.exec(file)?.[1];
    return number === undefined ? bytes : Buffer.from(JSON.stringify(mutants[number]));
  },
});

// A document with one to four changes, each at a place drawn from all its members and items.
function mutant(source, seed) {
  let state = seed * 2654435761 + 1;
  const random = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const pick = (list) => list[random(list.length)];
  const document = JSON.parse(source);
  const places = () => {
    const found = [];
    const walk = (node) => {
      for (const key of Object.keys(node)) {
        found.push([node, key]);
        if (node[key] && typeof node[key] === 'object') walk(node[key]);
      }
    };
    walk(document);
    return found;
  };
  const values = [null, true, 0, -1, 1e308, '', 'a', '\ud83d', '{x}', '#/components/schemas/None', '#', [], [null], {}, { $ref: '#' }, { type: 'object', properties: { a: { $ref: '#/paths' } } }];
  const changes = [
    ([node, key]) => { delete node[key]; },
    ([node, key]) => { node[key] = structuredClone(pick(values)); },
    ([node, key]) => { node[key] = structuredClone(pick(places()).reduce((parent, at) => parent[at])); },
    ([node, key]) => { node[key] = [node[key]]; },
    ([node, key]) => { if (!Array.isArray(node)) { node[`x${key}/~%{}`] = node[key]; delete node[key]; } },
    ([node]) => { if (!Array.isArray(node)) Object.defineProperty(node, '__proto__', { value: 1, enumerable: true, configurable: true, writable: true }); },
    ([node]) => { if (!Array.isArray(node)) node.$ref = pick(['#', '#/components', '#/paths/~1', 'other.json#/a', '']); },
    ([node]) => { if (!Array.isArray(node)) Object.assign(node, structuredClone(pick([{ allOf: [{ $ref: '#' }] }, { oneOf: [] }, { enum: [] }, { pattern: '(' }, { minimum: 'a' }, { required: 1 }, { type: 'none' }]))); },
  ];
  for (let count = 1 + random(4); count; count--) pick(changes)(pick(places()));
  return document;
}

test(`${COUNT} mutants open`, () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/keyauth/webhook`);
  await page.locator('[data-part="wire"]').waitFor();
  let operations = 0;
  for (const number of mutants.keys()) {
    if (process.env.VERBOSE) console.log(number);
    await page.evaluate((id) => { location.hash = `#/${id}`; }, `m${number}`);
    // Its first operation is opened, or a notice says why none is.
    await page.waitForFunction((id) => {
      const open = location.hash.startsWith(`#/${id}/`) && document.querySelector('[data-part="wire"]');
      return open || document.querySelector('.notices .notice');
    }, `m${number}`);
    const links = await page.locator(`a[href^="#/m${number}/"]`).evaluateAll((list) => list.map((link) => link.getAttribute('href')));
    for (const link of links) {
      await page.evaluate((link) => { location.hash = link; }, link);
      await page.waitForFunction((link) => location.hash === link && document.querySelector('main')?.innerText.length > 20, link);
      operations++;
    }
    assert.ok((await page.locator('body').innerText()).length > 100, `m${number} is blank`);
    assert.deepEqual(page.errors, [], `m${number}: ${JSON.stringify(mutants[number]).slice(0, 300)}`);
  }
  console.log(`${operations} operations of ${COUNT} mutants opened`);
  assert.ok(operations > COUNT / 2, `only ${operations} operations opened`);
}));
