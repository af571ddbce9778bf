// The page as a person uses it, by the names that its parts bear for tests.
import assert from 'node:assert/strict';

export const part = (page, name) => page.locator(`[data-part="${name}"]`);
export const field = (page, name) => page.locator(`[data-field="${css(name)}"]:is(input,textarea,select)`);

const css = (text) => text.replace(/["\\]/g, '\\$&');

// The inspector's tab that a part is in.
const tabs = {
  request: ['wire', 'body', 'body-length', 'body-sha256', 'signature', 'signed-text', 'reveal'],
  code: ['snippet', 'snippet-target', 'snippet-exact'],
  reply: ['status', 'outcome', 'reply-headers', 'reply-body', 'reply-signature', 'reply-verdict'],
};

// Shows a tab of the inspector.
export async function tab(page, name) {
  const button = page.locator(`[data-tab="${name}"]`);
  if ((await button.getAttribute('aria-selected')) !== 'true') await button.click();
}

// Shows the tab that a part is in, where the part is in one.
export async function reach(page, name) {
  const found = Object.keys(tabs).find((tab) => tabs[tab].includes(name));
  if (found && (await page.locator('[data-tab]').count())) await tab(page, found);
  return part(page, name);
}

// Opens every section and every row of optional fields.
export async function unfold(page) {
  for (;;) {
    const opened = await page.evaluate(() => {
      const folded = document.querySelectorAll('[data-section][aria-expanded="false"], [data-more][aria-expanded="false"]');
      for (const button of folded) button.click();
      return new Promise((done) => requestAnimationFrame(() => done(folded.length)));
    });
    if (!opened) return;
  }
}

// Opens an operation, empty or as its draft was stored, with every section unfolded.
export async function open(page, site, hash) {
  await page.goto(`${site.url}#/${hash}`);
  await ready(page);
  assert.equal(new URL(page.url()).hash, `#/${hash}`);
}

// Waits for the operation that the hash names; its example, with which it begins, is cleared.
export async function ready(page) {
  await part(page, 'clear').waitFor();
  const example = part(page, 'example');
  if ((await example.count()) && (await example.inputValue())) await part(page, 'clear').click();
  await unfold(page);
  await tab(page, 'request');
  await part(page, 'wire').waitFor();
}

// Chooses a value by its id, in a select or by typing it into a combobox.
export async function choose(page, name, value) {
  const control = await reach(page, name);
  const isSelect = await control.evaluate((e) => e.tagName === 'SELECT');
  if (isSelect) await control.selectOption(value);
  else await control.fill(value);
}

// The id of what is chosen.
export const chosen = async (page, name) => (await reach(page, name)).evaluate((e) => e.dataset.value ?? e.value);

// The ids of the values that a combobox offers.
export async function offers(page, name) {
  const input = await reach(page, name);
  await input.click();
  const values = await page.locator(`#${await input.getAttribute('aria-controls')} [role="option"]`).evaluateAll((list) => list.map((o) => o.dataset.value));
  await input.press('Escape');
  return values.filter(Boolean);
}

// Chooses where the request goes.
export const aim = (page, target) => page.locator(`[data-part="target"][value="${target}"]`).check({ force: true });

// Opens what is said of a direct sending before it.
export async function browserNotes(page) {
  const button = part(page, 'browser-notes');
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
}

// Goes to an operation's delivery as a person does, by its entry in the list.
export async function deliver(page, hash) {
  await page.locator(`a.operation[href="#/${hash}/delivery"]`).click();
  await page.waitForFunction((hash) => location.hash === `#/${hash}/delivery`, hash);
  await part(page, 'case').waitFor();
  await unfold(page);
}

// Opens the menu of a delivery's cases.
export async function cases(page) {
  if (!(await part(page, 'spoil').count())) await part(page, 'case').click();
  return part(page, 'spoil');
}

// Chooses a case of a delivery, by its word; the menu closes.
export async function tamper(page, spoil) {
  await (await cases(page)).locator(`[data-spoil="${spoil}"]`).click();
  await part(page, 'spoil').waitFor({ state: 'detached' });
}

// Types or chooses a value; opens what has to be opened for it: lists, maps, objects.
export async function fill(page, name, value) {
  const control = field(page, name);
  if (!(await control.count())) await grow(page, name);
  const tag = await control.evaluate((e) => e.tagName);
  if (tag === 'SELECT') await control.selectOption(value);
  else await control.fill(value);
}

async function grow(page, name) {
  const steps = name.split('/');
  for (let i = 1; i < steps.length; i++) {
    const parent = steps.slice(0, i).join('/');
    const child = steps.slice(0, i + 1).join('/');
    const there = page.locator(`[data-field="${css(child)}"], [data-field^="${css(child)}/"], [data-add="${css(child)}"]`);
    const add = page.locator(`[data-add="${css(parent)}"]`);
    if (!(await there.count()) && (await add.count())) await add.click();
  }
}

export const text = async (page, name) =>
  (await reach(page, name)).evaluate((e) => ('value' in e && e.tagName !== 'BUTTON' ? e.value : e.textContent));

export const body = (page) => text(page, 'body');

export const problems = (page) =>
  part(page, 'problems').locator('[data-problem]').evaluateAll((list) =>
    list.map((e) => ({ code: e.dataset.problem, at: e.dataset.at, severity: e.dataset.severity })));

// Sends and waits for the reply that belongs to this sending.
export async function send(page, target = 'sandbox') {
  await aim(page, target);
  const before = await page.evaluate(() => document.querySelector('[data-part="status"]')?.closest('[data-reply]')?.dataset.reply ?? '');
  await part(page, 'send').click();
  await page.waitForFunction((before) => {
    const status = document.querySelector('[data-part="status"]');
    return status && status.closest('[data-reply]')?.dataset.reply !== before;
  }, before);
  return text(page, 'status');
}
