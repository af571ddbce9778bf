// Depth is no fault: documents, raw bodies, free JSON and replies nest as deep as they like.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { body, choose, fill, open, part, problems, send, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { catalogued } from '../lib/site.mjs';
import { world } from '../lib/test.mjs';

const deep = (depth) => '['.repeat(depth) + ']'.repeat(depth);
const document = (depth, fault) => `{"openapi":"3.1.0","info":{"title":"Deep","version":"1"},"servers":[{"url":"https://api.example.test"}],
  "paths":{"/hooks":{"post":{"operationId":"send","requestBody":{"content":{"application/json":{
    "schema":{"type":"object","properties":{"free":{}}},"examples":{"deep":{"value":{"free":${deep(depth)}}}}}}},
    "responses":{"200":{"description":"OK","content":{"application/json":{"schema":{}}}}}
    ${fault}}}},"webhooks":{"none":null,"text":"x","list":{"post":[]},"sound":{"post":{"responses":{}}}}}`;

const ids = { deep: document(200, ''), deeper: document(100_000, '') };
const entries = Object.keys(ids).map((id) => ({ id, title: id, summary: '', operations: [] }));
const w = world({ change: catalogued(entries, ids) });

for (const id of Object.keys(ids)) {
  test(`the document “${id}” opens`, () =>
    w.visit(async (page) => {
      await open(page, w.site, `${id}/send`);
      await choose(page, 'example', 'deep');
      assert.match(await body(page), /\[\[\[/);
      assert.deepEqual(page.errors, []);
    }));
}

test('a body of 100,000 levels is JSON', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'deep/send');
    for (const depth of [128, 1000, 100_000]) {
      const raw = `{"free":${deep(depth)}}`;
      await part(page, 'raw').fill(raw);
      assert.deepEqual(await problems(page), []);
      assert.equal(Number.parseInt(await text(page, 'body-length'), 10), raw.length);
      assert.match(await send(page), /200/);
    }
    await part(page, 'clear').click();
    await fill(page, 'body:/free', deep(100_000));
    assert.deepEqual(await problems(page), []);
    await fill(page, 'body:/free', '['.repeat(100_000));
    assert.deepEqual(await problems(page), [{ code: 'json', at: 'body:/free', severity: 'error' }]);
    assert.deepEqual(page.errors, []);
  }));

test('a reply of 1,000 levels is JSON', () =>
  w.visit(async (page) => {
    const receiver = await receive(() => ({ status: 200, body: deep(1000), headers: { 'content-type': 'application/json' } }));
    try {
      await open(page, w.site, 'deep/send');
      await fill(page, 'server:url', receiver.url);
      assert.match(await send(page, 'direct'), /200/);
      assert.doesNotMatch(await text(page, 'reply-verdict'), /not JSON/);
      assert.deepEqual(page.errors, []);
    } finally {
      await receiver.close();
    }
  }));

test('a delivery whose entry is no object says so', () =>
  w.visit(async (page) => {
    await open(page, w.site, 'deep/send');
    for (const [name, why] of [['none', /is null/], ['text', /is a string/], ['list', /Its post is an array in the document/]]) {
      await page.locator(`[data-operation="deep/${name}"], a[href$="/deep/${name}"]`).first().click();
      const notice = page.locator('.notices [role=alert]');
      await notice.filter({ hasText: name }).waitFor();
      assert.match(await notice.filter({ hasText: name }).textContent(), why);
    }
    await page.locator('a[href$="/deep/sound"]').first().click();
    await page.waitForFunction(() => !document.querySelector('.notices [role=alert]'));
    assert.deepEqual(page.errors, []);
  }));
