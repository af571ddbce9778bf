// Writes build/first-screen.txt: the functions that run until the first screen stands, for every
// documented operation, in light and dark, wide and narrow.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../tests/e2e/lib/browser.mjs';
import { serve } from '../tests/e2e/lib/site.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = process.argv[2];
const functions = JSON.parse(fs.readFileSync(path.join(dist, 'functions.json')));
const { documents } = JSON.parse(fs.readFileSync(path.join(dist, 'catalog/index.json')));
const hashes = ['', ...documents.flatMap((d) => (d.operations ?? []).map((o) => `#/${d.id}/${o.id}`))];

const site = await serve([dist]);
const browser = await launch();
const ran = new Set();
for (const hash of hashes) {
  for (const options of [{ viewport: { width: 1400, height: 1000 } }, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }]) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(site.url + hash);
    await page.locator('[data-part="wire"]').waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    // What answers the first movement runs before the second part can be there.
    for (const part of ['[data-field]', '[data-part="wire"]', '[data-part="send"]']) {
      const { x, y } = (await page.locator(part).first().boundingBox()) ?? { x: 5, y: 5 };
      await page.mouse.move(x + 5, y + 5);
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    for (const number of await page.evaluate(() => [...globalThis.ran])) ran.add(number);
    await context.close();
  }
}
await browser.close();
await site.close();
const bits = new Map();
for (const [name, start, count] of functions) {
  let set = 0n;
  for (let i = 0; i < count; i++) if (ran.has(start + i)) set |= 1n << BigInt(i);
  const key = `${name} ${count}`;
  if (set) bits.set(key, (bits.get(key) ?? 0n) | set);
}
fs.writeFileSync(path.join(here, 'first-screen.txt'), `${[...bits].map(([key, set]) => `${key} ${set.toString(16)}`).sort().join('\n')}\n`);
console.log(`${bits.size} of ${functions.length} functions run for the first screen`);
