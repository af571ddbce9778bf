// A draft survives a reload, and nothing typed is lost to undo, redo, reset or a damaged store.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { body, choose, chosen, field, fill, open, part, problems, ready, text, unfold } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const hash = 'aggregate-intelligence/createWebhook';
const typed = async (page) => field(page, 'body:/endpoint').inputValue();

test('a draft survives a reload, its secrets do not', () => here.visit(async (page) => {
  await open(page, here.site, hash);
  await fill(page, 'body:/endpoint', 'https://example.com/a');
  await fill(page, 'body:/authType', 'bearer');
  await fill(page, 'body:/token', 'not to be kept');
  await page.reload();
  await ready(page);
  assert.equal(await typed(page), 'https://example.com/a');
  assert.equal(await field(page, 'body:/authType').inputValue(), 'bearer');
  assert.equal(await field(page, 'body:/token').inputValue(), '');
}));

test('reset is one click and can be undone; undo and redo go over the whole draft', () => here.visit(async (page) => {
  await open(page, here.site, hash);
  await fill(page, 'body:/endpoint', 'https://example.com/a');
  await fill(page, 'body:/authType', 'none');
  await part(page, 'json-style').selectOption('indented');
  const before = await body(page);
  await part(page, 'clear').click();
  assert.equal(await typed(page), '');
  await part(page, 'undo').click();
  assert.equal(await body(page), before);
  await part(page, 'undo').click();
  assert.notEqual(await body(page), before, 'the layout goes back');
  await part(page, 'undo').click();
  assert.equal(await field(page, 'body:/authType').inputValue(), '');
  await part(page, 'redo').click();
  await part(page, 'redo').click();
  assert.equal(await body(page), before);
}));

test('undo, redo and reset go over credentials and secrets too', () => here.visit(async (page) => {
  await open(page, here.site, hash);
  await fill(page, 'auth:bearer', 'token');
  await choose(page, 'scheme', 'github');
  await part(page, 'secret').fill('key');
  // Without a scheme there is no field for a secret.
  const secret = async () => ((await part(page, 'secret').count()) ? part(page, 'secret').inputValue() : '');
  const given = async () => [await field(page, 'auth:bearer').inputValue(), await secret()];
  await part(page, 'undo').click();
  assert.deepEqual(await given(), ['token', '']);
  await part(page, 'redo').click();
  assert.deepEqual(await given(), ['token', 'key']);
  await part(page, 'clear').click();
  assert.deepEqual(await given(), ['', '']);
  assert.equal(await chosen(page, 'scheme'), 'none');
  await part(page, 'undo').click();
  assert.deepEqual(await given(), ['token', 'key']);
}));

for (const [what, stored] of [['damaged', '{"version":1,"roots":'], ['newer', '{"version":999,"roots":{}}'], ['of another shape', '{"version":1,"roots":[1]}']]) {
  test(`a stored draft that is ${what} is said, and the form works`, () => here.visit(async (page) => {
    await open(page, here.site, hash);
    await fill(page, 'body:/endpoint', 'https://example.com/a');
    await page.reload();
    await ready(page);
    const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('createWebhook')));
    assert.equal(keys.length, 1);
    // Written on a page of the site that has no program of its own, so that nothing overwrites it.
    await page.goto(`${here.site.url}catalog/index.json`);
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), [keys[0], stored]);
    await arrive(page);
    const said = await page.locator('main, body').first().textContent();
    assert.match(said, what === 'newer' ? /version 999/ : /damaged/);
    await fill(page, 'body:/endpoint', 'https://example.com/b');
    assert.match(await body(page), /example\.com\/b/);
    await page.getByText(/its text is kept in this browser's storage as/).waitFor();
    const aside = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('signpost/unread/')));
    assert.deepEqual(aside, [['signpost/unread/aggregate-intelligence/createWebhook', stored]], 'what cannot be read is not lost');
    await page.reload();
    await ready(page);
    assert.equal(await typed(page), 'https://example.com/b', 'what was typed since is stored as ever');
    assert.equal(await page.getByText(/saved draft/).count(), 0);
  }));
}

// Opens the operation and empties nothing: that would give up a draft that cannot be read.
async function arrive(page) {
  await page.goto(`${here.site.url}#/${hash}`);
  await part(page, 'clear').waitFor();
  await unfold(page);
}

// Stores a damaged draft, and leaves no room for a copy of it.
async function damage(page) {
  await page.goto(`${here.site.url}catalog/index.json`);
  await page.evaluate((key) => localStorage.setItem(key, '{"version":1,'), `signpost/draft/${hash}`);
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function set(key, value) {
      if (key.startsWith('signpost/unread/')) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
}

test('where a damaged draft cannot be put aside it stays, and what that means is said', () => here.visit(async (page) => {
  await damage(page);
  const stored = () => page.evaluate((key) => {
    window.dispatchEvent(new Event('pagehide'));
    return localStorage.getItem(key);
  }, `signpost/draft/${hash}`);
  const said = page.getByText(/new input is kept in memory only until you reset the form/);
  await arrive(page);
  await fill(page, 'body:/endpoint', 'https://example.com/b');
  await said.waitFor();
  assert.equal(await stored(), '{"version":1,');
  await page.locator('a[href="#/superoffice/postWebhook"]').first().click();
  await field(page, 'body:/TargetUrl').waitFor();
  await page.locator(`a[href="#/${hash}"]`).first().click();
  await field(page, 'body:/endpoint').waitFor();
  assert.equal(await typed(page), 'https://example.com/b');
  assert.equal(await stored(), '{"version":1,');
  // Reset, it gives its place up.
  await part(page, 'clear').click();
  await said.waitFor({ state: 'detached' });
  assert.doesNotMatch(await stored(), /example|^\{"version":1,$/, 'the fresh form has taken its place');
  await fill(page, 'body:/endpoint', 'https://example.com/c');
  assert.match(await stored(), /example\.com\/c/);
  await page.reload();
  await ready(page);
  assert.equal(await typed(page), 'https://example.com/c');
}));

test('where a damaged draft cannot be put aside and is discarded, what was typed takes its place', () => here.visit(async (page) => {
  await damage(page);
  await arrive(page);
  await fill(page, 'body:/endpoint', 'https://example.com/b');
  await part(page, 'discard-unread').click();
  await page.getByText(/new input is kept in memory only/).waitFor({ state: 'detached' });
  // Closed at once: nothing more was typed.
  await page.reload();
  await ready(page);
  assert.equal(await typed(page), 'https://example.com/b');
  assert.equal(await page.getByText(/saved draft/).count(), 0);
}));

for (const [what, script] of [
  ['full', () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }],
  ['forbidden', () => { Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }); }],
]) {
  test(`storage that is ${what} is said, and the form works`, () => here.visit(async (page) => {
    await page.addInitScript(script);
    await open(page, here.site, hash);
    await fill(page, 'body:/endpoint', 'https://example.com/a');
    assert.match(await body(page), /example\.com\/a/);
    await page.getByText(/kept in memory only/).first().waitFor();
    await part(page, 'dismiss-storage').click();
    await part(page, 'storage').waitFor({ state: 'detached' });
    await fill(page, 'body:/endpoint', 'https://example.com/b');
    assert.equal(await part(page, 'storage').count(), 0, 'it stays dismissed');
    assert.deepEqual(page.errors, []);
  }));
}

test('raw text flows into the form; broken text stays, is marked where it breaks, and loses nothing', () => here.visit(async (page) => {
  await open(page, here.site, hash);
  const sound = '{ "endpoint" : "https://example.com/raw",\n  "authType": "none", "extra": [1, 2.50] }';
  await part(page, 'raw').fill(sound);
  assert.equal(await body(page), sound, 'raw text is the body, byte for byte');
  assert.equal(await typed(page), 'https://example.com/raw');
  const broken = '{ "endpoint": "https://example.com/raw",\n  "authType" "none" }';
  await part(page, 'raw').fill(broken);
  assert.equal(await body(page), broken);
  assert.equal(await text(page, 'raw'), broken);
  const found = await problems(page);
  assert.ok(found.some((p) => p.code === 'json'), JSON.stringify(found));
  assert.match(await part(page, 'problems').textContent(), /line 2, column 14/);
  await part(page, 'problem-count').click();
  await part(page, 'problems').getByRole('button', { name: /line 2, column 14/ }).press('Enter');
  assert.equal(await part(page, 'raw').evaluate((area) => area === document.activeElement), true, 'the problem leads there');
  assert.equal(await typed(page), 'https://example.com/raw', 'the form keeps what it had');
  await part(page, 'raw').fill(sound);
  await fill(page, 'body:/authType', 'bearer');
  assert.equal(await body(page), '{"endpoint":"https://example.com/raw","authType":"bearer","extra":[1,2.50]}', 'an edit in the form encodes afresh, unknown members kept');
}));

const LINES = JSON.stringify({ authType: 'none', padding: Array.from({ length: 480_000 }, (_, i) => `a line of ${i}`) }, null, 2);
const LARGE = {
  'in one line': `{"endpoint":"https://example.com/large","authType":"none","padding":"${'x'.repeat(10_000_000)}"}`,
  'in many lines': LINES,
  'in many lines that break at their end': `${LINES}x`,
};

// What a person does with 10 MB, and a program: both within 5 seconds, and so the next edit.
const PUTS = {
  'pasted in': async (page, large) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate((large) => navigator.clipboard.writeText(large), large);
    await part(page, 'raw').focus();
    await page.keyboard.press('Control+A');
    return () => page.keyboard.press('Control+V');
  },
  'set by a program': async (page, large) => {
    await page.evaluate((large) => { window.large = large; }, large);
    return () => page.evaluate(() => {
      const raw = document.querySelector('[data-part="raw"]');
      raw.focus();
      raw.value = window.large;
      raw.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    });
  },
};

for (const [how, prepare] of Object.entries(PUTS)) {
  for (const [shape, large] of Object.entries(LARGE)) {
    test(`a body of 10 MB ${how}, ${shape}, is usable within 5 seconds, and kept in memory, and that is said`, () => here.visit(async (page) => {
      assert.ok(large.length >= 10_000_000, `${large.length}`);
      await open(page, here.site, hash);
      // All of the program is there, as it is when somebody has moved.
      await fill(page, 'body:/endpoint', 'https://example.com/before');
      const put = await prepare(page, large);
      const drawn = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
      const from = Date.now();
      await put();
      await drawn();
      assert.ok(Date.now() - from < 5000, `it took ${Date.now() - from} ms`);
      const digest = createHash('sha256').update(large).digest('hex');
      const held = (selector, of) => page.evaluate(async ([selector, of]) => {
        const bytes = new TextEncoder().encode(document.querySelector(selector)[of]);
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      }, [selector, of]);
      assert.equal(await held('[data-part="body"]', 'textContent'), digest, 'the body is the text');
      assert.equal(await held('[data-part="raw"]', 'value'), digest, 'nothing of it is lost');
      const next = Date.now();
      await fill(page, 'server:url', 'http://127.0.0.1:9');
      await drawn();
      assert.match(await text(page, 'url'), /127\.0\.0\.1:9/);
      assert.ok(Date.now() - next < 5000, `the next edit took ${Date.now() - next} ms`);
      await page.locator('.notices').getByText(/kept in memory only/).waitFor();
    }));
  }
}

test('a text box that leaves its text undrawn says so, and draws it when asked', () => here.visit(async (page) => {
  await open(page, here.site, hash);
  const raw = part(page, 'raw');
  const before = await raw.inputValue();
  const said = page.locator('.raw-body').getByText(/too large to be drawn in a text box/);
  const undrawn = () => raw.evaluate((area) => getComputedStyle(area).contentVisibility === 'hidden');
  const small = '{"endpoint":"https://example.com/small"}';
  await raw.fill(small);
  assert.equal(await said.count(), 0);
  // Put in at the caret: what stands around it stays.
  await raw.evaluate((area) => area.setSelectionRange(1, 1));
  await page.keyboard.insertText(`"padding":"${'x'.repeat(2_000_000)}",`);
  await said.waitFor();
  assert.ok(await undrawn());
  assert.equal(await body(page), small.replace('{', `{"padding":"${'x'.repeat(2_000_000)}",`));
  await page.locator('.raw-body').getByRole('button', { name: 'Draw it here' }).click();
  await said.waitFor({ state: 'detached' });
  assert.equal(await undrawn(), false);
  assert.equal(await raw.evaluate((area) => area === document.activeElement), true, 'it can be typed in');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Backspace');
  assert.ok((await problems(page)).some((p) => p.code === 'json'), 'the closing brace is gone');
  // Each of the three changes is one step: what was deleted, what was put in, and what was filled in first.
  for (let step = 0; step < 3; step++) await part(page, 'undo').click();
  assert.equal(await raw.inputValue(), before, 'three steps lead back');
}));

test('a text box that is not drawn is passed by on the keyboard', () => here.visit(async (page) => {
  await open(page, here.site, hash);
  const raw = part(page, 'raw');
  const draw = page.locator('.raw-body').getByRole('button', { name: 'Draw it here' });
  const onDraw = () => draw.evaluate((button) => button === document.activeElement);
  await raw.focus();
  await page.keyboard.insertText(`{"padding":"${'x'.repeat(2_000_000)}"`);
  await draw.waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await onDraw(), true, 'next after what was pasted');
  await part(page, 'problem-count').click();
  await part(page, 'problems').getByRole('button', { name: /JSON breaks at/ }).press('Enter');
  assert.equal(await onDraw(), true, 'and where its problem leads');
  await page.keyboard.press('Enter');
  await draw.waitFor({ state: 'detached' });
  assert.equal(await raw.evaluate((area) => area === document.activeElement), true);
}));

test('a paste of some hundred kilobytes leaves the caret behind it', () => here.visit(async (page) => {
  await open(page, here.site, hash);
  const raw = part(page, 'raw');
  await raw.fill('[]');
  await raw.evaluate((area) => area.setSelectionRange(1, 1));
  const large = `"${'y'.repeat(300_000)}"`;
  await page.keyboard.insertText(large);
  await page.keyboard.type(',1');
  assert.equal(await raw.inputValue(), `[${large},1]`);
  assert.equal(await body(page), `[${large},1]`);
}));

// Puts a text in the place of a draft, from a page of the site that has no program of its own.
async function plant(page, operation, text) {
  await page.goto(`${here.site.url}catalog/index.json`);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [`signpost/draft/${operation}`, text]);
}

test('a second draft that cannot be read does not take the place of the first; each can be copied and discarded', () => here.visit(async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const [first, second] = ['{"version":1,', '{"version":1,"second'];
  const aside = () => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('signpost/unread/')).sort());
  const key = `signpost/unread/${hash}`;
  for (const [text, kept] of [[first, [[key, first]]], [second, [[key, first], [`${key}/2`, second]]]]) {
    await plant(page, hash, text);
    await arrive(page);
    await page.getByText(/its text is kept in this browser's storage as/).waitFor();
    assert.deepEqual(await aside(), kept);
  }
  await page.getByRole('button', { name: 'Copy the draft that could not be read' }).click();
  await page.getByText('Copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), second);
  await part(page, 'discard-unread').click();
  await page.getByText(/its text is kept in this browser's storage as/).waitFor({ state: 'detached' });
  assert.deepEqual(await aside(), [[key, first]]);
  await page.reload();
  await ready(page);
  assert.equal(await page.getByText(/saved draft/).count(), 0, 'what stands in its place can be read');
}));

test('a delivery says that its registration cannot be read, and leaves it as it is', () => here.visit(async (page) => {
  await plant(page, 'superoffice/postWebhook', '{"version":1,');
  await page.goto(`${here.site.url}#/superoffice/postWebhook/delivery`);
  await page.getByText(/This delivery does not include the input for POST Webhook: The saved draft is damaged/).waitFor();
  assert.deepEqual(await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.includes('postWebhook'))), [['signpost/draft/superoffice/postWebhook', '{"version":1,']]);
}));

test('a copy is announced until the text is another one, or for a while', () => here.visit(async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, here.site, hash);
  const button = page.getByRole('button', { name: 'Copy the message' });
  const status = await button.locator('xpath=following-sibling::*[@role="status"]').first().elementHandle();
  const says = (words) => page.waitForFunction(([e, words]) => e.textContent === words, [status, words]);
  await says('');
  await button.click();
  await says('Copied');
  await fill(page, 'body:/endpoint', 'https://example.com/a');
  assert.equal(await status.textContent(), '', 'what is shown now was not copied');
  await button.click();
  await says('Copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await text(page, 'wire'));
  await says('');
  assert.ok(await status.evaluate((e) => e.isConnected), 'the same region announces the next one');
}));
