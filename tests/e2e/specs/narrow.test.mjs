// A narrow page: one column, each part one tap away. And the theme, chosen and kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, part, ready } from '../lib/page.mjs';
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
