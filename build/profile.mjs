// Which parts of the program run until the first screen stands and a person first moves: for every
// documented operation, in light and dark, wide and narrow, on a fast machine and a slow one.
import fs from 'node:fs';
import path from 'node:path';
import { launch } from '../tests/e2e/lib/browser.mjs';
import { serve } from '../tests/e2e/lib/site.mjs';

const wide = { viewport: { width: 1400, height: 1000 } };
const narrow = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' };

async function visit(browser, url, options, slower) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.goto(url);
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
  // So does what a page that is left does: a browser fetches nothing any more then.
  await page.evaluate(() => {
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    dispatchEvent(new Event('pagehide'));
  });
  const ran = await page.evaluate(() => [...globalThis.ran]);
  await context.close();
  return ran;
}

/** The numbers that the site in `dist` puts into the page's global `ran`; `change` as for `serve`. */
export async function firstScreen(dist, change) {
  const { documents } = JSON.parse(fs.readFileSync(path.join(dist, 'catalog/index.json')));
  const hashes = ['', ...documents.flatMap((d) => (d.operations ?? []).map((o) => `#/${d.id}/${o.id}`))];
  const site = await serve([dist], { change, quality: 1 });
  const browser = await launch();
  const ran = new Set();
  try {
    for (const hash of hashes) {
      for (const [options, slower] of [[wide, 1], [narrow, 6]]) {
        for (const number of await visit(browser, site.url + hash, options, slower)) ran.add(number);
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
  return ran;
}
