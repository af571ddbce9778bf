// The page as a person uses it, by the names that its parts bear for tests.
import assert from 'node:assert/strict';

export const part = (page, name) => page.locator(`[data-part="${name}"]`);
export const field = (page, name) => page.locator(`[data-field="${css(name)}"]:is(input,textarea,select)`);

const css = (text) => text.replace(/["\\]/g, '\\$&');

// Opens an operation and waits until its wire is there; the address goes on naming it.
export async function open(page, site, hash) {
  await page.goto(`${site.url}#/${hash}`);
  await part(page, 'wire').waitFor();
  assert.equal(new URL(page.url()).hash, `#/${hash}`);
}

// Goes to an operation's delivery as a person does, by its entry in the list.
export async function deliver(page, hash) {
  await page.locator(`a[href="#/${hash}/delivery"]`).click();
  await page.waitForFunction((hash) => location.hash === `#/${hash}/delivery`, hash);
  await part(page, 'spoil').waitFor();
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

export const text = (page, name) => part(page, name).evaluate((e) => ('value' in e && e.tagName !== 'BUTTON' ? e.value : e.textContent));

export const body = (page) => part(page, 'body').evaluate((e) => e.textContent);

export const problems = (page) =>
  part(page, 'problems').locator('[data-problem]').evaluateAll((list) =>
    list.map((e) => ({ code: e.dataset.problem, at: e.dataset.at, severity: e.dataset.severity })));

// Sends and waits for the reply that belongs to this sending.
export async function send(page, target = 'sandbox') {
  await part(page, 'target').selectOption(target);
  const before = await page.evaluate(() => document.querySelector('[data-part="status"]')?.closest('[data-reply]')?.dataset.reply ?? '');
  await part(page, 'send').click();
  await page.waitForFunction((before) => {
    const status = document.querySelector('[data-part="status"]');
    return status && status.closest('[data-reply]')?.dataset.reply !== before;
  }, before);
  return text(page, 'status');
}
