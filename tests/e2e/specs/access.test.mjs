// Accessible: axe finds nothing serious in the four forms, and the main job works by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fits, serious } from '../lib/axe.mjs';
import { jobs, fillJob } from '../lib/jobs.mjs';
import { body, open, part, problems, ready, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 1400, height: 1000 }, { width: 390, height: 844 }]) {
    for (const job of jobs) {
      test(`axe: ${job.hash}, ${colorScheme}, ${viewport.width} px`, () => here.visit(async (page) => {
        await open(page, here.site, job.hash);
        const empty = await serious(page);
        if (viewport.width > 1000) {
          await fillJob(page, job);
          await part(page, 'send').click();
          await part(page, 'status').waitFor();
        }
        assert.deepEqual([...empty, ...(await serious(page))], []);
        await fits(page);
        assert.deepEqual(await page.evaluate(spilling), [], 'nothing stands outside of its box');
      }, { viewport, colorScheme }));
    }
  }
}

// In the page: boxes of bytes that are too low for what they hold, and do not scroll.
function spilling() {
  const spills = (e) => e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY === 'visible';
  return [...document.querySelectorAll('.code')].filter(spills).map((e) => e.getAttribute('aria-label'));
}

test('the main job by keyboard alone', () => here.visit(async (page) => {
  await page.goto(here.site.url);
  await ready(page);
  const tabTo = async (selector) => {
    for (let i = 0; i < 400; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  await tabTo('a[href="#/aggregate-intelligence/createWebhook"]');
  await page.keyboard.press('Enter');
  await page.locator('[data-field="body:/endpoint"]').waitFor();
  await tabTo('[data-field="auth:bearer"], [data-field^="auth:"]');
  await page.keyboard.type('token-1234');
  await tabTo('[data-field="body:/endpoint"]');
  await page.keyboard.type('https://example.com/webhook');
  await tabTo('[data-field="body:/authType"]');
  await page.keyboard.type('bearer');
  await tabTo('[data-field="body:/token"]');
  await page.keyboard.type('secret');
  assert.deepEqual((await problems(page)).filter((p) => p.severity !== 'warning'), []);
  assert.equal(await body(page), '{"endpoint":"https://example.com/webhook","authType":"bearer","token":"secret"}');
  await page.keyboard.press('Control+Enter');
  await part(page, 'status').waitFor();
  assert.match(await text(page, 'status'), /^201/);
  const announced = await page.locator('[aria-live], [role="status"], [role="alert"]').allTextContents();
  assert.ok(announced.some((said) => /201/.test(said)), `the reply is announced: ${announced}`);
}));

test('a control is named as documented, and its problem is tied to it', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  const control = page.locator('[data-field="body:/WebhookId"]');
  await control.fill('many');
  assert.equal(await control.getAttribute('aria-invalid'), 'true');
  const described = await control.evaluate((e) => (e.getAttribute('aria-describedby') ?? '').split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(' '));
  assert.match(described, /integer/);
  const name = await page.evaluate(() => {
    const control = document.querySelector('[data-field="body:/WebhookId"]');
    return control.getAttribute('aria-label') ?? [...control.labels].map((l) => l.textContent).join(' ');
  });
  assert.match(name, /WebhookId/);
}));

test('each control bears its documented name and no other', () => here.visit(async (page) => {
  for (const { hash } of jobs) {
    await open(page, here.site, hash);
    await part(page, 'show-all').check();
    const fields = await page.locator('[data-field]:is(input,textarea,select)').evaluateAll((all) =>
      all.map((e) => ({ at: e.dataset.field, role: e.localName === 'select' ? 'combobox' : 'textbox' })));
    const documented = fields.filter(({ at }) => /^(body:\/|query:|header:|path:)/.test(at));
    assert.ok(documented.length > 5, hash);
    for (const { at, role } of documented) {
      const name = at.replace(/^body:\//, '').replace(/^\w+:/, '');
      // A text control with suggestions is a combobox too.
      const named = [role, 'combobox'].map((role) => page.getByRole(role, { name, exact: true }));
      const found = (await Promise.all(named.map((l) => l.evaluateAll((all) => all.map((e) => e.dataset.field))))).flat();
      assert.ok(found.includes(at), `${hash}: ${at} has the accessible name ${name}; of that name are ${found}`);
    }
  }
}));

test('problems are announced as they come and go', () => here.visit(async (page) => {
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  const said = () => page.locator('[aria-live="polite"], [role="status"]').allTextContents();
  await page.locator('[data-field="body:/endpoint"]').fill('https://example.com/webhook');
  assert.ok((await said()).includes('2 problems'), `${await said()}`);
  await page.locator('[data-field="body:/authType"]').selectOption('none');
  assert.ok((await said()).includes('1 problem'), `${await said()}`);
  await page.locator('[data-field="auth:bearer"]').fill('t');
  assert.ok((await said()).includes('No problems'), `${await said()}`);
}));
