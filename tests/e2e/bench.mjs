// design.md's budgets, measured in one run beside Swagger UI in the same Chromium.
// Figures are medians; only ratios between the two columns mean something on a noisy machine.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './lib/browser.mjs';
import { SECRET, drop, rich, watch } from './lib/hunt.mjs';
import { part } from './lib/page.mjs';
import { serve } from './lib/site.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.resolve(here, '../../dist');
const swagger = path.join(here, 'node_modules/swagger-ui-dist');
const ROUNDS = Number(process.env.ROUNDS ?? 9);
const KEYS = 60;

const swaggerPage = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="swagger-ui.css">
<div id="ui"></div><script src="swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({url: 'document.json', dom_id: '#ui', docExpansion: 'full', tryItOutEnabled: true, validatorUrl: null});</script>`;
const barePage = '<!doctype html><meta charset="utf-8"><title>bare</title><textarea rows="3" cols="60"></textarea>';

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function fresh(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask', buffered: true });
  });
  const cdp = await context.newCDPSession(page);
  return { context, page, cdp };
}

// Milliseconds from navigation until `isReady` holds, looked at in every frame; and what was fetched.
async function load(browser, url, isReady) {
  const { context, page, cdp } = await fresh(browser);
  let bytes = 0;
  await cdp.send('Network.enable');
  // Contents as they were sent; what a host says around them differs from host to host.
  cdp.on('Network.dataReceived', (e) => { bytes += e.encodedDataLength; });
  await page.addInitScript(`window.readyAt = 0; (function look() {
    if ((${isReady})()) window.readyAt = performance.now(); else requestAnimationFrame(look);
  })()`);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.readyAt > 0, null, { timeout: 60000 });
  const readyAt = await page.evaluate(() => window.readyAt);
  await page.waitForLoadState('networkidle');
  const longest = await page.evaluate(() => Math.max(0, ...window.longTasks));
  await context.close();
  return { readyAt, longest, bytes };
}

// Main-thread milliseconds for one keystroke: all tasks, from the event to the painted frame, in
// the thread's own processor time, so that other programs' work does not count.
async function keystroke(browser, url, selector, prepare = async () => {}) {
  const { context, page, cdp } = await fresh(browser);
  await page.goto(url);
  await page.locator(selector).first().waitFor();
  await prepare(page);
  await page.locator(selector).first().click();
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await cdp.send('Performance.getMetrics')).metrics.find((m) => m.name === 'TaskDuration').value * 1000;
  const frame = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const type = async (count) => {
    for (let i = 0; i < count; i++) {
      await page.keyboard.press('abcdefghij'[i % 10]);
      await frame();
    }
  };
  await type(15);
  await frame();
  const before = await busy();
  await type(KEYS);
  const spent = (await busy()) - before;
  // What the measuring itself costs: the same frames without a key.
  const idleBefore = await busy();
  for (let i = 0; i < KEYS; i++) await frame();
  const idle = (await busy()) - idleBefore;
  await context.close();
  return { key: (spent - idle) / KEYS };
}

// Our page as it stands, without its program: what typing into such a page costs by itself.
async function lifeless(browser, url, prepare) {
  const { context, page } = await fresh(browser);
  await page.goto(url);
  await prepare(page);
  const html = await page.evaluate(() => {
    document.querySelectorAll('script, link[rel$=preload]').forEach((element) => element.remove());
    return document.documentElement.outerHTML;
  });
  await context.close();
  return serve([dist], { change: (file, bytes) => (file === 'index.html' ? Buffer.from(`<!doctype html>${html}`) : bytes) });
}

// The search for a cause over 100 KB: how many candidates, how long, and its longest task in the
// thread's own processor time.
async function search(browser, url) {
  const { context, page } = await fresh(browser);
  await page.goto(`${url}#/verify`);
  await part(page, 'verify-raw').waitFor();
  const end = await watch(page);
  await drop(page, rich(100_000));
  await part(page, 'verify-secret').fill(SECRET);
  const start = Date.now();
  const said = page.locator('[data-part="verify-cause"][data-cause="nothing"]');
  await said.waitFor({ timeout: 300_000 });
  const time = Date.now() - start;
  const candidates = Number((await said.textContent()).match(/None of ([\d,]+) candidates/)[1].replaceAll(',', ''));
  const { tasks } = await end();
  await context.close();
  return { candidates, time, longest: Math.max(...tasks) };
}

const ours = await serve([dist]);
const document = fs.readFileSync(path.join(dist, 'catalog/superoffice.openapi.json'));
const theirs = await serve([swagger], {
  change: (file, bytes) => ({ 'index.html': Buffer.from(swaggerPage), 'document.json': document })[file] ?? bytes,
});
const bare = await serve([], { change: () => Buffer.from(barePage) });
const browser = await launch();

const ourReady = `() => document.querySelector('[data-part="wire"]')?.textContent.startsWith('POST /api/v1/Webhook') && document.querySelector('[data-field="body:/Name"]')`;
const theirReady = `() => document.querySelector('.opblock-body textarea.body-param__text, .opblock-body .body-param textarea') && document.querySelector('.execute')`;

const rows = { signpost: [], swagger: [] };
for (let round = 0; round <= ROUNDS; round++) {
  const a = await load(browser, `${ours.url}#/superoffice/postWebhook`, ourReady);
  const b = await load(browser, theirs.url, theirReady);
  // The first round warms the machine's caches and is not counted.
  if (round) { rows.signpost.push(a); rows.swagger.push(b); }
}
const form = `${ours.url}#/superoffice/postWebhook`;
const name = '[data-field="body:/Name"]';
async function sign(page) {
  await page.locator('[data-part="scheme"]').selectOption('superoffice');
  await page.locator('[data-part="secret"]').fill('Something Super Secret');
}
const still = await lifeless(browser, form, sign);
const keys = { signpost: [], still: [], bare: [] };
for (let round = 0; round < 5; round++) {
  keys.signpost.push(await keystroke(browser, form, name, sign));
  keys.still.push(await keystroke(browser, still.url, name));
  keys.bare.push(await keystroke(browser, bare.url, 'textarea'));
}
const hunt = await search(browser, ours.url);
await browser.close();
await Promise.all([ours, theirs, still, bare].map((site) => site.close()));

const of = (list, name) => median(list.map((r) => r[name]));
const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const [ready, theirReadyAt] = [of(rows.signpost, 'readyAt'), of(rows.swagger, 'readyAt')];
const pairs = rows.signpost.map((row, i) => row.readyAt / rows.swagger[i].readyAt);
const longest = of(rows.signpost, 'longest');
const [key, stillKey, bareKey] = [keys.signpost, keys.still, keys.bare].map((list) => of(list, 'key'));
const times = (other) => median(keys.signpost.map((k, i) => k.key / other[i].key));
const byBare = times(keys.bare);
const bytes = of(rows.signpost, 'bytes');

const table = [
  ['First visit, brotli', kb(bytes), `Swagger UI ${kb(of(rows.swagger, 'bytes'))}`, `${(bytes / of(rows.swagger, 'bytes')).toFixed(2)}`, '≤ 150 KB', bytes <= 150000],
  ['Ready, SuperOffice form', ms(ready), `Swagger UI ${ms(theirReadyAt)}`, median(pairs).toFixed(2), '≤ 0.25', median(pairs) <= 0.25],
  ['Longest task while loading', ms(longest), `Swagger UI ${ms(of(rows.swagger, 'longest'))}`, '', '≤ 50 ms', longest <= 50],
  ['Search over 100 KB, longest task', ms(hunt.longest), `${hunt.candidates} candidates in ${(hunt.time / 1000).toFixed(1)} s`, '', '≤ 50 ms', hunt.longest <= 50 && hunt.candidates >= 10000],
  ['Keystroke, main thread', ms(key), `bare text area ${ms(bareKey)}`, byBare.toFixed(2), '≤ 2', byBare <= 2],
  ['of which behind it', ms(key - stillKey), `the same page without a program ${ms(stillKey)}`, times(keys.still).toFixed(2), '', null],
];
console.log('| what | Signpost | beside it | ratio | budget | met |\n|---|---|---|---|---|---|');
for (const [what, a, b, ratio, budget, met] of table) console.log(`| ${what} | ${a} | ${b} | ${ratio} | ${budget} | ${{ true: 'yes', false: 'no' }[met] ?? ''} |`);
if (table.some((row) => row[5] === false)) process.exitCode = 1;
