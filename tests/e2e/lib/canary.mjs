// Where a text that is a secret can be seen, heard or found on the page, by every way to look at one.
import assert from 'node:assert/strict';
import { tab } from './page.mjs';

// A secret may hide behind an encoding; within longer base64 it begins at any of three places.
export function holds(where, secret) {
  const within = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(secret)]);
    // Characters that also carry bits of what is around are left out.
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  });
  const hex = Buffer.from(secret).toString('hex');
  const spaced = hex.match(/../g).join(' ');
  const plain = [secret, encodeURIComponent(secret), hex, spaced].map((form) => form.toLowerCase());
  return plain.some((form) => where.toLowerCase().includes(form)) || within.some((form) => where.includes(form));
}

// Every piece of text on the page with how it is painted: text nodes, attributes, values of controls.
function painted() {
  const found = [];
  const covered = (element) => getComputedStyle(element).webkitTextSecurity !== 'none';
  const unheard = (element) => element.closest('[aria-hidden="true"]') !== null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      const parent = node.parentElement;
      if (['TEXTAREA', 'STYLE', 'SCRIPT'].includes(parent.tagName)) continue;
      found.push({ at: parent.closest('[data-part]')?.dataset.part ?? parent.tagName, text: node.data, covered: covered(parent) && unheard(parent) });
      continue;
    }
    for (const { name, value } of node.attributes) found.push({ at: `${node.tagName} ${name}`, text: value, covered: false });
    if (!('value' in node) || node.tagName === 'BUTTON') continue;
    // A text box is covered as a whole, or left transparent over what is painted behind it.
    const { color } = getComputedStyle(node);
    const transparent = /, 0\)$/.test(color) && unheard(node);
    found.push({ at: node.dataset.field ?? node.dataset.part ?? node.tagName, text: String(node.value), covered: covered(node) || transparent });
  }
  return found;
}

// Runs of text that are painted beside each other may make up a secret that none of them holds alone.
function uncovered(pieces) {
  const parts = new Map();
  for (const { at, text, covered } of pieces) parts.set(at, (parts.get(at) ?? '') + (covered ? '\u0000' : text));
  return [...parts];
}

// Everything that assistive technology is given. What a person typed into a covered text box is that box's
// own value, and left out: a browser gives it as it is. Only Chromium lets a program see it.
async function heard(page) {
  if (process.env.BROWSER === 'firefox') return '';
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  const own = (node) => node.role?.value === 'textbox';
  return nodes.filter((node) => !node.ignored).map((node) => [node.name, own(node) ? null : node.value, node.description].map((v) => v?.value ?? '').join('\n')).join('\n');
}

// Fails where the secret is in sight; `what` says when.
export async function unseen(page, secret, what) {
  // A browser gives the text box that has the focus to assistive technology whatever the page says.
  await page.evaluate(() => document.activeElement.blur());
  const pieces = await page.evaluate(painted);
  for (const [at, text] of uncovered(pieces)) assert.ok(!holds(text, secret), `${what}: ${at} shows it: ${around(text, secret)}`);
  const seen = await page.evaluate(() => document.body.innerText);
  assert.ok(!holds(seen, secret), `${what}: the page's text shows it: ${around(seen, secret)}`);
  const told = await heard(page);
  assert.ok(!holds(told, secret), `${what}: the accessibility tree has it: ${around(told, secret)}`);
  assert.ok(!holds(page.url(), secret), `${what}: the address has it`);
  assert.deepEqual(page.logged.filter((line) => holds(line, secret)), [], `${what}: the console has it`);
  return pieces;
}

const around = (text, secret) => {
  const at = text.indexOf(secret);
  return at < 0 ? '(encoded)' : text.slice(Math.max(0, at - 60), at + 60);
};

// Shows each tab of the inspector with each of its views, and has it looked at.
export async function panes(page, look) {
  for (const name of ['request', 'code', 'reply', 'docs']) {
    await tab(page, name);
    await views(page, (view) => look([name, view].join(' ')));
  }
  await tab(page, 'request');
}

// Has each view of what is in sight looked at, and what has no views as it is; the first is shown then.
export async function views(page, look) {
  const all = await page.locator('[data-part$="-view"]:is([type="radio"])').evaluateAll((all) => all.map((e) => [e.dataset.part, e.value]));
  const show = ([name, value]) => page.locator(`[data-part="${name}"][value="${value}"]`).check({ force: true });
  if (!all.length) return look('');
  for (const view of all) {
    await show(view);
    await look(view.join(' '));
  }
  await show(all[0]);
}

// Opens all that is folded in what is in sight.
export async function details(page, within) {
  const folded = page.locator(`${within} details:not([open]) > summary:visible`);
  while (await folded.count()) await folded.first().click();
}

// What each button in sight that copies copies, by its accessible name.
export async function copies(page) {
  const all = new Map();
  const buttons = page.locator('button[aria-label^="Copy "]:visible');
  // A panel that closes takes its buttons with it.
  for (let i = 0; i < (await buttons.count()); i++) {
    const button = buttons.nth(i);
    let name = await button.getAttribute('aria-label');
    while (all.has(name)) name += ' (another)';
    // The word that it was copied goes as soon as the text is another one, as a signature's time makes it.
    await page.evaluate(() => navigator.clipboard.writeText('nothing was copied yet'));
    await button.click();
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== 'nothing was copied yet');
    all.set(name, await page.evaluate(() => navigator.clipboard.readText()));
  }
  return all;
}
