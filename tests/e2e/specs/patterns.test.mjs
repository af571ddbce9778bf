// Patterns that a `RegExp` backtracks over for years are decided at once, or said not to be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, fill, open, part, problems as all } from '../lib/page.mjs';
import { catalogued } from '../lib/site.mjs';
import { world } from '../lib/test.mjs';

const patterns = {
  nested: '^(a+)+$', either: '^(a|a)*$', polynomial: 'a*a*a*a*a*a*b', look: '^(?=(a+)+$)', counted: '^(a{1,50}){1,50}$',
  back: '^(a+)+\\1$', letters: '^\\p{L}+$', password: '^(?=.*[A-Z])(?=.*\\d).{8,64}$', none: '(',
};
const document = {
  openapi: '3.1.0', info: { title: 'Patterns', version: '1' }, servers: [{ url: 'https://api.example.test' }],
  paths: { '/hooks': { post: { operationId: 'send', responses: { 204: { description: 'ok' } },
    security: [{ key: [] }, {}],
    requestBody: { content: { 'application/json': { schema: { type: 'object',
      properties: Object.fromEntries(Object.entries(patterns).map(([name, pattern]) => [name, { type: 'string', pattern }])),
      patternProperties: { '^(x+)+$': { type: 'integer' } } } } } } } } },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key', 'x-signpost-pattern': '^(a+)+$' } } },
};
const w = world({
  change: catalogued([{ id: 'patterns', title: 'Patterns', summary: '', operations: [] }], { patterns: JSON.stringify(document) }),
});

const problems = async (page) => (await all(page)).filter((p) => p.at.startsWith('body:'));

// Types with the keyboard, and gives the longest time that a key took until the next frame.
async function typed(page, name, text) {
  await field(page, name).click();
  let longest = 0;
  for (const key of text) {
    const before = Date.now();
    await page.keyboard.insertText(key);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    longest = Math.max(longest, Date.now() - before);
  }
  return longest;
}

test('no keystroke waits for a pattern', { timeout: 240_000 }, () =>
  w.visit(async (page) => {
    await open(page, w.site, 'patterns/send');
    const hostile = `${'a'.repeat(40)}!`;
    for (const name of ['nested', 'either', 'polynomial', 'look', 'counted', 'back']) {
      await fill(page, `body:/${name}`, hostile.slice(0, 36));
      const longest = await typed(page, `body:/${name}`, hostile.slice(36));
      assert.ok(longest < 2000, `${name}: a key took ${longest} ms`);
      const told = (await problems(page)).filter((p) => p.at === `body:/${name}`);
      const severity = name === 'back' ? 'warning' : 'error';
      assert.deepEqual(told, [{ code: 'pattern', at: `body:/${name}`, severity }], name);
      await fill(page, `body:/${name}`, '');
    }
    await part(page, 'raw').fill(JSON.stringify({ ['x'.repeat(40) + '!']: 'y', ['x'.repeat(40)]: 'y' }));
    assert.deepEqual(await problems(page), [{ code: 'type', at: `body:/${'x'.repeat(40)}`, severity: 'error' }]);
    await part(page, 'raw').fill(JSON.stringify({ nested: 'a'.repeat(5_000_000) }));
    assert.deepEqual(await problems(page), [{ code: 'pattern', at: 'body:/nested', severity: 'warning' }], 'too long to be checked');
    // A credential's pattern is one too.
    await fill(page, 'auth:key', hostile);
    assert.ok((await all(page)).some((p) => p.at === 'auth:key' && p.severity === 'error'));
    assert.deepEqual(page.errors, []);
  }));

test('patterns mean what they meant', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'patterns/send');
    for (const [name, text, sound] of [
      ['letters', 'été', true], ['letters', 'a1', false], ['password', 'Passw0rd', true], ['password', 'password', false],
      ['nested', 'aaaa', true], ['back', 'aa', true], ['back', 'ab', false],
    ]) {
      await fill(page, `body:/${name}`, text);
      assert.equal((await problems(page)).some((p) => p.at === `body:/${name}`), !sound, `${name}: ${text}`);
      await fill(page, `body:/${name}`, '');
    }
    await fill(page, 'body:/none', 'x');
    assert.match(await part(page, 'problems').textContent(), /is not a regular expression/);
  }));
