// The published program is in two parts (build/split.mjs): what a visitor sees first must not differ
// from what the whole program shows, and must not need the second part.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { body, fill, open, part } from '../lib/page.mjs';
import { dist, world } from '../lib/test.mjs';
import { serve } from '../lib/site.mjs';

const whole = path.resolve(import.meta.dirname, '../../../target/whole');
const { documents } = JSON.parse(fs.readFileSync(path.join(dist, 'catalog/index.json'), 'utf8'));
const hashes = ['', ...documents.flatMap((d) => (d.operations ?? []).map((o) => `#/${d.id}/${o.id}`))];
const isSplit = fs.readdirSync(dist).some((file) => file.endsWith('_later.wasm'));
const site = world();

async function firstScreen(page, url) {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  // Two visits are to differ in nothing but the program.
  await page.addInitScript(() => {
    Date.now = () => 1700000000000;
    crypto.getRandomValues = (bytes) => bytes.fill(7);
  });
  await page.goto(url);
  await page.locator('[data-part="wire"]').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  return { html: await page.evaluate(() => document.body.innerHTML), asked };
}

test('the first screen is that of the whole program, in both parts of its data and code', { skip: !isSplit && 'a build for work is one program' }, async () => {
  const one = await serve([dist, whole], { base: '/some/sub/path/', quality: 1 });
  try {
    for (const hash of hashes) {
      const [split, entire] = [{}, {}];
      await site.visit(async (page) => Object.assign(split, await firstScreen(page, site.site.url + hash)));
      await site.visit(async (page) => Object.assign(entire, await firstScreen(page, one.url + hash)));
      const at = [...split.html].findIndex((c, i) => c !== entire.html[i]);
      assert.ok(split.html === entire.html, `the first screen of ${hash || 'the page itself'} differs: ${split.html.slice(at - 60, at + 60)} / ${entire.html.slice(at - 60, at + 60)}`);
      assert.deepEqual(split.asked.filter((url) => url.endsWith('_later.wasm')), [], `what ${hash || 'the page itself'} fetches before anyone has moved`);
    }
  } finally {
    await one.close();
  }
});

test('the second part is fetched once, when a person first moves', { skip: !isSplit && 'a build for work is one program' }, async () => {
  await site.visit(async (page) => {
    const { asked } = await firstScreen(page, site.site.url);
    const later = page.waitForRequest((request) => request.url().endsWith('_later.wasm'));
    await page.mouse.move(300, 300);
    await later;
    await page.mouse.move(400, 400);
    await page.keyboard.press('Tab');
    await page.waitForLoadState('networkidle');
    assert.equal(asked.filter((url) => url.endsWith('_later.wasm')).length, 1);
    assert.deepEqual(page.errors, []);
  });
});

test('a stored draft, or a page of its own, has the second part before the program starts, and never waits for it synchronously', { skip: !isSplit && 'a build for work is one program' }, async () => {
  await site.visit(async (page) => {
    const later = [];
    page.on('request', (request) => { if (request.url().endsWith('_later.wasm')) later.push(request.resourceType()); });
    await open(page, site.site, 'superoffice/postWebhook');
    await fill(page, 'body:/Name', 'kept');
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('signpost/draft/')));
    later.length = 0;
    await page.reload();
    await part(page, 'wire').waitFor();
    assert.match(await body(page), /kept/);
    assert.deepEqual(later, ['fetch']);
    assert.deepEqual(page.errors, []);
  });
  for (const hash of ['#/verify', '#/proof']) {
    await site.visit(async (page) => {
      const later = [];
      page.on('request', (request) => { if (request.url().endsWith('_later.wasm')) later.push(request.resourceType()); });
      await page.goto(site.site.url + hash);
      await page.locator('main').waitFor();
      assert.deepEqual(later, ['fetch'], hash);
    });
  }
});

test('a page that is left as it came asks for nothing and has no error', { skip: !isSplit && 'a build for work is one program' }, async () => {
  for (const hash of hashes) {
    await site.visit(async (page) => {
      const { asked } = await firstScreen(page, site.site.url + hash);
      // Really left, a browser would refuse to fetch, and the test would not hear of it.
      await page.evaluate(() => {
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
        dispatchEvent(new Event('pagehide'));
      });
      await page.close();
      assert.deepEqual(asked.filter((url) => url.endsWith('_later.wasm')), [], hash);
      assert.deepEqual(page.errors, [], hash);
    });
  }
});

for (const [what, answer] of [['cannot be reached', (route) => route.abort()], ['is not there', (route) => route.fulfill({ status: 404, body: 'not found' })]]) {
  test(`a second part that ${what} is said, and forgotten once it is there`, { skip: !isSplit && 'a build for work is one program' }, async () => {
    await site.visit(async (page) => {
      await page.route('**/*_later.wasm', answer);
      await firstScreen(page, `${site.site.url}#/superoffice/postWebhook`);
      const said = page.getByRole('alert').filter({ hasText: 'A part of this page could not be loaded, and without it nothing happens when you type or press a button. Check the connection, then reload the page' });
      await page.mouse.move(300, 300);
      await said.waitFor();
      await page.unroute('**/*_later.wasm');
      // It is asked for once more by the first call.
      await fill(page, 'body:/Name', 'typed');
      assert.match(await body(page), /typed/);
      assert.equal(await said.count(), 0);
    });
  });
}
