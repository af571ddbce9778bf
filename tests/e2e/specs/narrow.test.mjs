// A narrow page: one column, each part one tap away. And the theme, chosen and kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aim, open, part, ready, send, tamper } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const viewport = { width: 390, height: 844 };

test('in a narrow page the wire is one tap away, and so is each other part', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  const tab = (name) => page.getByRole('tab', { name });
  const form = page.getByRole('button', { name: 'Form', exact: true });
  const apis = page.getByRole('button', { name: 'APIs' });
  const seen = (selector) => page.waitForFunction((selector) => {
    const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
    return top < innerHeight - 100 && bottom > 100;
  }, selector);
  for (const [button, selector] of [
    [form, '[data-field="body:/Name"]'], [tab('Code'), '[data-part="snippet"]'], [tab('Reply'), '#inspector-panel'], [tab('Docs'), '#inspector-panel'],
    [tab('Request'), '[data-part="wire"]'], [form, 'h1'],
  ]) {
    await button.tap();
    await seen(selector);
    assert.equal(await page.locator('#request-pane').isVisible(), button === form, 'one pane at a time');
  }
  await apis.tap();
  await seen('#nav a[href="#/keyauth/webhook"]');
  await page.keyboard.press('Escape');
  await page.locator('#nav').waitFor({ state: 'hidden' });
  assert.equal(await apis.evaluate((e) => e === document.activeElement), true, 'the focus comes back');
  await apis.tap();
  await page.locator('#nav a[href="#/keyauth/webhook"]').tap();
  await page.locator('#nav').waitFor({ state: 'hidden' });
  await page.waitForFunction(() => location.hash === '#/keyauth/webhook');
  await tab('Request').tap();
  await seen('[data-part="wire"]');
  const wire = await part(page, 'wire').boundingBox();
  assert.ok(wire.x >= 0 && wire.x + wire.width <= viewport.width, 'it fits the window');
}, { viewport, hasTouch: true, isMobile: true }));

test('a wide page needs no such bar', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  for (const name of ['Form', 'APIs']) assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name);
  for (const selector of ['#nav', '#request-pane', '[data-part="wire"]']) assert.equal(await page.locator(selector).isVisible(), true, selector);
}));

test('the panes are resized by keyboard and by mouse, and stay so', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  const panes = { 'Width of the navigation': '#nav', 'Width of the request pane': '#request-pane' };
  const width = async (selector) => Math.round((await page.locator(selector).boundingBox()).width);
  const left = {};
  for (const [name, selector] of Object.entries(panes)) {
    const splitter = page.getByRole('separator', { name });
    const before = await width(selector);
    await splitter.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(([selector, before]) => document.querySelector(selector).getBoundingClientRect().width > before + 5, [selector, before]);
    await page.keyboard.press('Home');
    assert.equal(await splitter.getAttribute('aria-valuenow'), await splitter.getAttribute('aria-valuemin'));
    const { x, y } = await splitter.boundingBox();
    const least = await width(selector);
    await page.mouse.move(x, y + 200);
    await page.mouse.down();
    await page.mouse.move(x + 150, y + 200, { steps: 3 });
    await page.mouse.up();
    left[selector] = await width(selector);
    assert.ok(Math.abs(left[selector] - least - 150) < 20, `${name}: ${least} to ${left[selector]}`);
  }
  await page.reload();
  await ready(page);
  for (const selector of Object.values(panes)) assert.equal(await width(selector), left[selector], selector);
}));

for (const colorScheme of ['light', 'dark']) {
  test(`the theme is the system's (${colorScheme}) until another is chosen, which is kept`, () => here.visit(async (page) => {
    const brightness = () => page.evaluate(() => {
      // A colour in whatever notation, as the bytes that a canvas draws.
      const context = document.createElement('canvas').getContext('2d');
      context.fillStyle = getComputedStyle(document.body).backgroundColor;
      context.fillRect(0, 0, 1, 1);
      return context.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((a, b) => a + b) / 3;
    });
    await open(page, here.site, 'keyauth/webhook');
    const dark = async () => (await brightness()) < 100;
    assert.equal(await dark(), colorScheme === 'dark');
    const other = colorScheme === 'dark' ? 'light' : 'dark';
    await part(page, 'theme').selectOption(other);
    assert.equal(await dark(), other === 'dark');
    await page.reload();
    await ready(page);
    assert.equal(await dark(), other === 'dark', 'it is kept');
    await part(page, 'theme').selectOption('');
    assert.equal(await dark(), colorScheme === 'dark', 'back to the system\'s');
  }, { colorScheme }));
}

// A wide page at 200 and 400 %, and phones.
for (const [width, height] of [[720, 450], [640, 512], [320, 640], [400, 800], [320, 256], [900, 600]]) {
  test(`the send bar fits ${width} x ${height}: a delivery sent direct, with a case`, () => here.visit(async (page) => {
    await open(page, here.site, 'superoffice/postWebhook/delivery');
    await tamper(page, 'altered');
    await aim(page, 'direct');
    await part(page, 'browser-notes').waitFor();
    const shown = ['send', 'case', 'problem-count', 'browser-notes'];
    const boxes = await page.evaluate((shown) => {
      const all = [...shown.map((name) => `[data-part="${name}"]`), '.send-bar .segmented', '.send-bar .method', '.send-bar .url'];
      return all.map((selector) => {
        const { left, right, top, bottom } = document.querySelector(selector).getBoundingClientRect();
        return { selector, left, right, top, bottom };
      }).filter(({ left, right }) => right > left);
    }, shown);
    for (const a of boxes) {
      assert.ok(a.left >= 0 && a.right <= width && a.top >= 0 && a.bottom <= height, `${a.selector} is in view: ${JSON.stringify(a)}`);
      assert.ok(a.right - a.left >= 24, `${a.selector} can be pressed`);
      for (const b of boxes) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        assert.ok(a === b || apart, `${a.selector} is over ${b.selector}`);
      }
    }
    assert.equal(boxes.filter(({ selector }) => selector.startsWith('[')).length, shown.length, 'all of them are shown');
    assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
    for (const name of ['Case: Body altered after signing', 'No problems', /^(Browser notes|The browser will refuse)$/]) {
      assert.equal(await page.getByRole('button', { name, exact: true }).count(), 1, `${name} is heard`);
    }
  }, { viewport: { width, height } }));
}

test('in a narrow page another operation begins with its form', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await send(page);
  assert.equal(await page.locator('#request-pane').isVisible(), false);
  await page.getByRole('button', { name: 'APIs' }).tap();
  await page.locator('#nav a[href="#/keyauth/webhook"]').tap();
  await page.locator('[data-field="body:/name"]').waitFor();
  assert.equal(await page.locator('#request-pane').isVisible(), true);
}, { viewport, hasTouch: true, isMobile: true }));

test('a narrow header shows every page and the theme', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  for (const link of await page.locator('.pages a').all()) {
    const box = await link.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, await link.textContent());
  }
  assert.equal(await part(page, 'theme').isVisible(), true);
}, { viewport: { width: 320, height: 640 } }));

test('a list opens within the window, and Enter takes the only value that fits', () => here.visit(async (page) => {
  await open(page, here.site, 'genauth/createWebhook');
  const scheme = part(page, 'scheme');
  // At the lower end of the pane.
  await scheme.evaluate((e) => e.scrollIntoView({ block: 'end' }));
  await scheme.click();
  const list = page.locator(`#${await scheme.getAttribute('aria-controls')}`);
  await page.waitForFunction((list) => list.getBoundingClientRect().bottom <= innerHeight, await list.elementHandle());
  assert.ok((await scheme.boundingBox()).y >= 0, 'with its input');
  await scheme.fill('stri');
  assert.deepEqual(await list.locator('[role="option"]').evaluateAll((all) => all.map((e) => e.dataset.value)), ['stripe']);
  await scheme.press('Enter');
  await list.waitFor({ state: 'detached' });
  assert.equal(await scheme.getAttribute('data-value'), 'stripe');
  // Of several values none is taken.
  await scheme.fill('s');
  assert.ok((await list.locator('[role="option"]').count()) > 1);
  await scheme.press('Enter');
  assert.equal(await scheme.getAttribute('data-value'), 'stripe');
}, { viewport: { width: 1440, height: 900 } }));

test('the offer to undo leaves by itself, but not from under the pointer', () => here.visit(async (page) => {
  await page.clock.install();
  await open(page, here.site, 'keyauth/webhook');
  const offer = part(page, 'undoable');
  const clear = async () => {
    await page.locator('[data-field="body:/name"]').fill('x');
    await part(page, 'clear').click();
    await offer.waitFor();
  };
  await clear();
  await page.clock.runFor(5000);
  assert.equal(await offer.count(), 1, 'it can be read');
  await page.clock.runFor(4000);
  await offer.waitFor({ state: 'detached' });
  await clear();
  await offer.hover();
  await page.clock.runFor(30_000);
  assert.equal(await offer.count(), 1, 'it is held');
  await part(page, 'send').hover();
  await page.clock.runFor(9000);
  await offer.waitFor({ state: 'detached' });
}));
