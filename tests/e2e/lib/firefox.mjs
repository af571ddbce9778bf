// Firefox behind those methods of Playwright that its specs use, because Playwright itself drives only a
// Firefox that it has patched. Puppeteer drives the system's, over WebDriver BiDi.
import { execFileSync } from 'node:child_process';
import puppeteer from 'puppeteer-core';

const PATIENCE = 30_000;
const preferences = {
  // No page of ours is in the background: several tabs are tested beside each other.
  'dom.min_background_timeout_value': 4,
  'dom.timeout.enable_budget_timer_throttling': false,
  // The clipboard is read without asking, as Chromium does where it is granted.
  'dom.events.testing.asyncClipboard': true,
};

export async function launch() {
  const executablePath = process.env.FIREFOX ?? execFileSync('sh', ['-c', 'command -v firefox-esr || command -v firefox']).toString().trim();
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox: preferences });
  return { newContext: async (options) => new Profile(await browser.createBrowserContext(), options), close: () => browser.close() };
}

class Profile {
  constructor(raw, { viewport, ...more }) {
    if (Object.keys(more).length) throw new Error(`not for Firefox: ${Object.keys(more)}`);
    Object.assign(this, { raw, viewport });
  }
  async newPage() {
    const raw = await this.raw.newPage();
    await raw.setViewport(this.viewport);
    return new Page(raw, this);
  }
  // The preferences above grant them.
  async grantPermissions() {}
  close() { return this.raw.close(); }
}

// A pattern does not travel into the page, but its source does.
const sent = (words) => (words instanceof RegExp ? { source: words.source, flags: words.flags } : words);

// In the page: the elements that the steps of a locator lead to, in the state that is waited for.
function find(steps, state) {
  const normal = (text) => text.replace(/\s+/g, ' ').trim();
  const fits = (text, words, exact) => {
    if (words.source !== undefined) return new RegExp(words.source, words.flags).test(normal(text));
    return exact ? normal(text) === words : normal(text).toLowerCase().includes(words.toLowerCase());
  };
  const roles = { button: 'button, [role="button"]', link: 'a[href]', heading: 'h1, h2, h3, h4, h5, h6', radio: '[type="radio"]' };
  const name = (e) => e.getAttribute('aria-label') ?? (e.labels?.length ? [...e.labels].map((l) => l.textContent).join(' ') : e.textContent);
  const level = (e) => Number(e.localName.slice(1));
  const visible = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0 && e.getBoundingClientRect().width > 0;
  let found = [document];
  for (const [kind, value, more = {}] of steps) {
    const within = (selector) => [...new Set(found.flatMap((root) => [...root.querySelectorAll(selector)]))];
    if (kind === 'css') found = within(value);
    if (kind === 'text') {
      const all = within('body, body *').filter((e) => fits(e.textContent, value, more.exact));
      found = all.filter((e) => !all.some((other) => other !== e && e.contains(other)));
    }
    if (kind === 'role') {
      found = within(roles[value] ?? `[role="${value}"]`)
        .filter((e) => (more.name === undefined || fits(name(e), more.name, more.exact)) && (more.level === undefined || level(e) === more.level) && visible(e));
    }
    if (kind === 'has') found = found.filter((e) => fits(e.textContent, value));
    if (kind === 'nth') found = found.slice(value).slice(0, 1);
  }
  if (state === 'all') return found;
  const [first] = found;
  if (state === 'detached') return !first;
  if (state === 'hidden') return !first || !visible(first);
  if (!first || state === 'attached') return first;
  if (!visible(first) || state === 'visible') return visible(first) && first;
  // Ready to be clicked: at rest, in sight, and nothing lies over it.
  const { x, y, width, height } = first.getBoundingClientRect();
  const place = [x, y, width, height].join();
  const rests = first.lastPlace === place;
  first.lastPlace = place;
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  const open = hit && first.contains(hit);
  if (!open) first.scrollIntoView({ block: 'center', inline: 'center' });
  return rests && open && first;
}

class Locator {
  constructor(page, steps) { Object.assign(this, { page, steps }); }
  then = undefined;
  step(...step) { return new Locator(this.page, [...this.steps, step]); }
  locator(selector, { hasText } = {}) { return hasText ? this.step('css', selector).step('has', sent(hasText)) : this.step('css', selector); }
  getByText(words, more) { return this.step('text', sent(words), more); }
  getByRole(role, { name, ...more } = {}) { return this.step('role', role, { ...more, name: sent(name) }); }
  filter({ hasText }) { return this.step('has', sent(hasText)); }
  nth(at) { return this.step('nth', at); }
  first() { return this.nth(0); }
  last() { return this.nth(-1); }

  async element(state = 'attached', timeout = PATIENCE) {
    // Most are there at once, and asking costs one message in place of several.
    const now = await this.page.raw.evaluateHandle(find, this.steps, state);
    if (now.asElement()) return now.asElement();
    const waiting = this.page.raw.waitForFunction(find, { polling: 20, timeout }, this.steps, state);
    return waiting.catch((error) => { throw new Error(`${state}: ${JSON.stringify(this.steps)}: ${error.message}`); });
  }
  async evaluateAll(run, more) {
    const found = await this.page.raw.evaluateHandle(find, this.steps, 'all');
    return found.evaluate(run, more);
  }
  async evaluate(run, more) { return (await this.element()).evaluate(run, more); }
  waitFor({ state = 'visible', timeout } = {}) { return this.element(state, timeout).then(() => {}); }
  count() { return this.evaluateAll((all) => all.length); }
  async all() { return Array.from({ length: await this.count() }, (_, at) => this.nth(at)); }
  allTextContents() { return this.evaluateAll((all) => all.map((e) => e.textContent)); }
  textContent() { return this.evaluate((e) => e.textContent); }
  innerHTML() { return this.evaluate((e) => e.innerHTML); }
  inputValue() { return this.evaluate((e) => e.value); }
  isChecked() { return this.evaluate((e) => e.checked); }
  getAttribute(name) { return this.evaluate((e, name) => e.getAttribute(name), name); }
  async isVisible() { return !(await this.page.raw.evaluate(find, this.steps, 'hidden')); }
  async screenshot() { return (await this.element('visible')).screenshot(); }
  focus() { return this.evaluate((e) => e.focus()); }
  blur() { return this.evaluate((e) => e.blur()); }
  async hover() { await (await this.element('visible')).hover(); }
  async click({ force, trial, timeout } = {}) {
    if (force) return this.evaluate((e) => e.click());
    // What the page moves away while the mouse is on its way there is clicked once more.
    for (let tries = 0; tries < 5; tries++) {
      const element = await this.element('clickable', timeout);
      if (trial) return;
      await element.evaluate((e) => addEventListener('click', ({ target }) => { e.wasClicked = e.contains(target); }, { capture: true, once: true }));
      await element.click();
      if (await element.evaluate((e) => e.wasClicked)) return;
    }
    throw new Error(`cannot be clicked: ${JSON.stringify(this.steps)}`);
  }
  async check() { await this.evaluate((e) => { if (!e.checked) e.click(); }); }
  async selectOption(value) { await (await this.element()).select(value); }
  async press(key) {
    await this.focus();
    await this.page.keyboard.press(key);
  }
  // As a person pastes over what is there, so that it can be undone. Firefox itself sends no event before
  // what a program puts in.
  async fill(value) {
    await (await this.element('visible')).evaluate((e, data) => {
      e.focus();
      e.select();
      const before = new InputEvent('beforeinput', { data, inputType: 'insertFromPaste', bubbles: true, cancelable: true });
      if (!data) document.execCommand('delete');
      else if (e.dispatchEvent(before)) document.execCommand('insertText', false, data);
    }, value);
  }
  async setInputFiles(files) {
    const element = await this.element();
    if (typeof files === 'string') return element.uploadFile(files);
    await element.evaluate((e, name, type, bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      e.files = data.files;
      e.dispatchEvent(new Event('change', { bubbles: true }));
    }, files.name, files.mimeType, [...files.buffer]);
  }
}

class Page extends Locator {
  constructor(raw, profile) {
    super(null, []);
    Object.assign(this, { page: this, raw, profile });
    const { keyboard } = raw;
    this.keyboard = {
      type: (text) => keyboard.type(text),
      press: async (chord) => {
        const keys = chord.split('+');
        for (const key of keys.slice(0, -1)) await keyboard.down(key);
        await keyboard.press(keys.at(-1));
        for (const key of keys.slice(0, -1).reverse()) await keyboard.up(key);
      },
    };
  }
  context() { return this.profile; }
  // Firefox reports as an error of the page what Chromium only logs: a reply that CORS keeps back.
  on(name, listener) {
    if (name !== 'pageerror') return this.raw.on(name, listener);
    return this.raw.on(name, (error) => { if (!/^Cross-Origin Request Blocked/.test(error.message)) listener(error); });
  }
  url() { return this.raw.url(); }
  goto(url) { return this.raw.goto(url); }
  reload() { return this.raw.reload(); }
  evaluate(run, more) { return this.raw.evaluate(run, more); }
  waitForFunction(run, more, { timeout = PATIENCE } = {}) { return this.raw.waitForFunction(run, { polling: 20, timeout }, more); }
  waitForLoadState() { return this.raw.waitForNetworkIdle(); }
  addInitScript(run) { return this.raw.evaluateOnNewDocument(run); }
}
