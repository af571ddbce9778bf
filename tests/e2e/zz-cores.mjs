import { launch } from './lib/browser.mjs'; import { serve } from './lib/site.mjs';
import { SECRET, drop, rich, watch } from './lib/hunt.mjs'; import { part } from './lib/page.mjs';
const site = await serve([process.env.DIST]); const browser = await launch();
for (const cores of [1,2,1,2]) {
  const context = await browser.newContext(); const page = await context.newPage();
  await page.addInitScript((n) => Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => n }), cores);
  await page.goto(`${site.url}#/verify`); await part(page, 'verify-raw').waitFor();
  await drop(page, rich(Number(process.env.SIZE ?? 100000)));
  const end = await watch(page);
  await part(page, 'verify-secret').fill(SECRET); const start = Date.now();
  const said = page.locator('[data-part="verify-cause"][data-cause="nothing"]'); await said.waitFor({ timeout: 300000 });
  const t = Date.now() - start; const { tasks } = await end();
  console.log(cores, t, 'ms', (await said.textContent()).slice(0, 60), 'longest', Math.max(...tasks).toFixed(0));
  await context.close();
}
await browser.close(); await site.close();
