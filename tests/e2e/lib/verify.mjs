// The page that verifies a received delivery, as a person uses it.
import crypto from 'node:crypto';
import { part } from './page.mjs';

// Opens it, with nothing pasted yet.
export async function openVerify(page, site) {
  await page.goto(`${site.url}#/verify`);
  await part(page, 'verify-raw').waitFor();
}

// Wait until the verdict, or the cause of a mismatch, is the one that the word names.
export const verdict = (page, word, options) => page.locator(`[data-part="verify-verdict"][data-verdict="${word}"]`).waitFor(options);
export const cause = (page, word, options) => page.locator(`[data-part="verify-cause"][data-cause="${word}"]`).waitFor(options);

// Chooses a scheme by its id, which is the choice once it is typed in full.
export async function chooseScheme(page, id) {
  await part(page, 'verify-scheme').fill(id);
  await part(page, 'verify-scheme').blur();
}

// The ids of the schemes that there are to choose from, or of the chosen one.
export async function schemes(page, which = '[role="option"]') {
  await part(page, 'verify-scheme').click();
  const ids = await page.locator(`#verify-scheme-list ${which}`).evaluateAll((all) => all.map((option) => option.dataset.value));
  await part(page, 'verify-scheme').blur();
  return ids;
}
export const schemeId = async (page) => (await schemes(page, '[aria-selected="true"]'))[0];

// HMAC-SHA256 in hex, by Node: what many vendors sign with.
export const hex = (secret, ...content) => content.reduce((h, c) => h.update(c), crypto.createHmac('sha256', secret)).digest('hex');
