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

// The ids of the schemes that there are to choose from.
export async function schemes(page) {
  await part(page, 'verify-scheme').click();
  const ids = await page.locator('#verify-scheme-list [role="option"]').evaluateAll((all) => all.map((option) => option.dataset.value));
  await part(page, 'verify-scheme').blur();
  return ids;
}

// HMAC-SHA256 in hex, by Node: what many vendors sign with.
export const hex = (secret, ...content) => content.reduce((h, c) => h.update(c), crypto.createHmac('sha256', secret)).digest('hex');
