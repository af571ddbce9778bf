// Accessible: axe finds nothing serious in any page, section, tab and dialog, and the main jobs work by
// keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fits, serious } from '../lib/axe.mjs';
import { jobs, fillJob } from '../lib/jobs.mjs';
import { body, field, open, part, problems, tab, text, unfold } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';
import { cause, hex, verdict } from '../lib/verify.mjs';

const here = world();
const TABS = ['request', 'code', 'reply', 'docs'];
const DELIVERY = `POST / HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=${hex('mysecret', '{"a":1}')}\n\n`;

// What axe finds here, under the words for what is shown.
async function look(page, found, words) {
  found.push(...(await serious(page)).map((finding) => `${words}: ${finding}`));
  await fits(page).catch((error) => found.push(`${words}: ${error.message}`));
}

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 1440, height: 1000 }, { width: 400, height: 844 }]) {
    const narrow = viewport.width < 900;
    const form = async (page) => { if (narrow) await part(page, 'show-form').click(); };
    for (const job of [...jobs, { hash: 'superoffice/postWebhook/delivery' }]) {
      test(`axe: ${job.hash}, ${colorScheme}, ${viewport.width} px`, () => here.visit(async (page) => {
        const found = [];
        await page.goto(`${here.site.url}#/${job.hash}`);
        await part(page, 'clear').waitFor();
        await look(page, found, 'the example');
        await open(page, here.site, job.hash);
        await form(page);
        await look(page, found, 'every section, empty');
        if (job.values) await fillJob(page, job);
        await part(page, 'problem-count').click();
        await look(page, found, 'the list of problems');
        await part(page, 'problem-count').click();
        if (!job.values) {
          await part(page, 'case').click();
          await look(page, found, 'the menu of cases');
          await page.keyboard.press('Escape');
          await part(page, 'run-cases').click();
          await page.locator('[data-part="cases"][aria-busy="false"]').waitFor();
          await look(page, found, 'the table of cases');
        }
        await part(page, 'send').click();
        await part(page, 'status').waitFor();
        for (const name of TABS) {
          await tab(page, name);
          await look(page, found, `the tab ${name}`);
          assert.deepEqual(await page.evaluate(spilling), [], `${name}: nothing is outside of its box`);
        }
        await form(page);
        await look(page, found, 'the form, sent');
        assert.deepEqual(found, []);
      }, { viewport, colorScheme }));
    }

    test(`axe: the other pages and the dialogs, ${colorScheme}, ${viewport.width} px`, () => here.visit(async (page) => {
      const found = [];
      await page.goto(here.site.url);
      await page.locator('main.start-page').waitFor();
      await look(page, found, 'the start page');
      await part(page, 'search').click();
      await part(page, 'palette-input').fill('s');
      await look(page, found, 'the palette');
      await part(page, 'palette-input').fill('nothing is named so');
      await look(page, found, 'the palette, nothing found');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await part(page, 'shortcuts').waitFor();
      await look(page, found, 'the shortcuts');
      await page.keyboard.press('Escape');
      await page.goto(`${here.site.url}#/verify`);
      await part(page, 'verify-raw').waitFor();
      await look(page, found, 'Verify, empty');
      await part(page, 'verify-raw').fill(`${DELIVERY}{ "a": 1 }`);
      await part(page, 'verify-secret').fill('mysecret');
      await cause(page, 'found');
      await look(page, found, 'Verify, a cause');
      await page.goto(`${here.site.url}#/handshakes`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(page, found, 'Handshakes');
      await page.goto(`${here.site.url}#/proof`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(page, found, 'Proof');
      assert.deepEqual(found, []);
    }, { viewport, colorScheme }));
  }
}

// In the page: boxes of bytes that are too low for what they hold, and do not scroll.
function spilling() {
  const spills = (e) => e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY === 'visible';
  return [...document.querySelectorAll('.code')].filter(spills).map((e) => e.getAttribute('aria-label'));
}

// Presses Tab until the focus is on one of a selector.
async function tabTo(page, selector) {
  for (let i = 0; i < 400; i++) {
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach ${selector}`);
}

// Follows a link or presses a button; the focus is not lost by it.
async function press(page, selector, key = 'Enter') {
  await tabTo(page, selector);
  await page.keyboard.press(key);
}
const kept = (page, words) => page.waitForFunction(() => document.activeElement !== document.body, null, { timeout: 5000 })
  .catch(() => assert.fail(`the focus is lost after ${words}`));
const announced = async (page, words) => {
  const all = await page.locator('[aria-live], [role="status"], [role="alert"]').allTextContents();
  assert.ok(all.some((said) => words.test(said)), `${words} is announced: ${all}`);
};

test('from the start page to an accepted request, by keyboard alone', () => here.visit(async (page) => {
  await page.goto(here.site.url);
  await page.locator('main.start-page').waitFor();
  await press(page, 'main a[href="#/genauth/createWebhook"]');
  await part(page, 'wire').waitFor();
  await kept(page, 'the start page');
  await press(page, '[data-part="send"]');
  await part(page, 'status').waitFor();
  assert.match(await text(page, 'status'), /^200/);
  assert.equal(await part(page, 'outcome').getAttribute('data-outcome'), 'accepted');
  await announced(page, /200/);
  await kept(page, 'sending');
}));

test('the main job by keyboard alone', () => here.visit(async (page) => {
  await page.goto(here.site.url);
  await page.locator('main.start-page').waitFor();
  await press(page, 'main a[href="#/genauth/createWebhook"]');
  await part(page, 'wire').waitFor();
  await press(page, 'a[href="#/aggregate-intelligence/createWebhook"]');
  await page.locator('[data-field="body:/endpoint"]').waitFor();
  await kept(page, 'another operation');
  await press(page, '[data-part="clear"]');
  await kept(page, 'clearing');
  await tabTo(page, '[data-field="body:/endpoint"]');
  await page.keyboard.type('https://example.com/webhook');
  await tabTo(page, '[data-field="body:/authType"]');
  await page.keyboard.type('bearer');
  await tabTo(page, '[data-field="body:/token"]');
  await page.keyboard.type('secret');
  await press(page, '[data-section="authorization"]');
  await field(page, 'auth:bearer').waitFor();
  await tabTo(page, '[data-field="auth:bearer"]');
  await page.keyboard.type('token-1234');
  assert.deepEqual((await problems(page)).filter((p) => p.severity !== 'warning'), []);
  assert.equal(await body(page), '{"endpoint":"https://example.com/webhook","authType":"bearer","token":"secret"}');
  await page.keyboard.press('Control+Enter');
  await part(page, 'status').waitFor();
  assert.match(await text(page, 'status'), /^201/);
  await announced(page, /201/);
  await kept(page, 'sending');
}));

test('a verification by keyboard alone', () => here.visit(async (page) => {
  await page.goto(here.site.url);
  await page.locator('main.start-page').waitFor();
  await press(page, 'main a[href="#/verify"]');
  await part(page, 'verify-raw').waitFor();
  await kept(page, 'the start page');
  await tabTo(page, '[data-part="verify-raw"]');
  await page.keyboard.insertText(`${DELIVERY}{"a":1}`);
  await tabTo(page, '[data-part="verify-secret"]');
  await page.keyboard.type('mysecret');
  await verdict(page, 'valid');
  await announced(page, /valid/i);
  // Its body is changed: there is a cause then.
  await page.keyboard.down('Shift');
  await tabTo(page, '[data-part="verify-raw"]');
  await page.keyboard.up('Shift');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(' ');
  await cause(page, 'found');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'verify-raw', 'the focus stays where it was');
}));

test('a run of all cases by keyboard alone', () => here.visit(async (page) => {
  await page.goto(here.site.url);
  await page.locator('main.start-page').waitFor();
  await press(page, 'main a[href="#/superoffice/postWebhook/delivery"]');
  await part(page, 'run-cases').waitFor();
  await kept(page, 'the start page');
  await press(page, '[data-part="run-cases"]');
  await page.locator('[data-part="cases"][aria-busy="false"]').waitFor();
  await kept(page, 'the run');
  const results = await page.locator('[data-part="cases"] [data-case]').evaluateAll((all) => all.map((e) => e.dataset.result));
  assert.ok(results.length > 5 && results.every((result) => ['accepted', 'refused', 'as-expected', 'inapplicable'].includes(result)), `${results}`);
  await announced(page, new RegExp(`${results.length}|cases`));
  // The table scrolls, and a case can be sent by itself.
  await press(page, '[data-part="case"]');
  await press(page, '[data-spoil]:not([data-spoil=""]):not([aria-disabled="true"])');
  await kept(page, 'choosing a case');
  await page.keyboard.press('Control+Enter');
  await part(page, 'status').waitFor();
  await announced(page, /^.*\b[24]\d\d\b/);
}));

test('a control is named as documented, and its problem is tied to it', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  const control = page.locator('[data-field="body:/WebhookId"]');
  await control.fill('many');
  // A field shows its problems once it was left, and a moment later.
  await control.blur();
  await control.and(page.locator('[aria-invalid="true"]')).waitFor();
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
    if (await part(page, 'show-all').count()) await part(page, 'show-all').check();
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
