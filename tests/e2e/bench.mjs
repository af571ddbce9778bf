// The budgets, measured in one run beside Swagger UI in the same Chromium, on a fast line and on a slow one.
// Figures are medians; only ratios between the two columns mean something on a noisy machine.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './lib/browser.mjs';
import { SECRET, drop, rich, watch } from './lib/hunt.mjs';
import { choose, part } from './lib/page.mjs';
import { serve } from './lib/site.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.resolve(here, '../..', process.env.SITE ?? 'dist');
const swagger = path.join(here, 'node_modules/swagger-ui-dist');
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const KEYS = 60;
// "Fast 3G" as Chromium's developer tools have it, and a processor of a quarter of the speed.
const SLOW = { latency: 562.5, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 };
const SLOWER = 4;

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

// One visit: the milliseconds from navigation until `isReady` holds, looked at in every frame; and, where
// `edit` says in which field, until a character typed there at once is shown among its bytes in `[data-part="wire"]`. Also what was
// fetched, the longest task, and the longest gap between frames from the first paint to the answered edit.
async function load(browser, url, isReady, { slow = false, edit = null, bytes = null } = {}) {
  const { context, page, cdp } = await fresh(browser);
  let fetched = 0;
  await cdp.send('Network.enable');
  if (slow) {
    await cdp.send('Network.emulateNetworkConditions', { offline: false, ...SLOW });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  }
  // Contents as they were sent; what a host says around them differs from host to host.
  cdp.on('Network.dataReceived', (e) => { fetched += e.encodedDataLength; });
  await page.addInitScript(`window.seen = { frames: [], readyAt: 0, editedAt: 0 }; (function look() {
    const { seen } = window;
    seen.frames.push(performance.now());
    if (!seen.readyAt) {
      if ((${isReady})()) {
        seen.readyAt = performance.now();
        const edit = ${JSON.stringify(edit)};
        if (edit) {
          document.querySelector(edit).focus();
          document.execCommand('insertText', false, 'Z');
        }
      }
    } else if (document.querySelector(${JSON.stringify(bytes)})?.textContent.includes('Z')) {
      seen.editedAt = performance.now();
      return;
    }
    requestAnimationFrame(look);
  })()`);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction((edit) => window.seen.readyAt > 0 && (!edit || window.seen.editedAt > 0), edit, { timeout: 120000 });
  const seen = await page.evaluate(() => ({
    ...window.seen,
    painted: performance.getEntriesByName('first-paint')[0]?.startTime ?? 0,
    longest: Math.max(0, ...window.longTasks),
  }));
  await page.waitForLoadState('networkidle');
  await context.close();
  const frames = seen.frames.filter((at) => at >= seen.painted && at <= (seen.editedAt || seen.readyAt));
  const gap = Math.max(...frames.map((at, i) => at - (frames[i - 1] ?? seen.painted)));
  return { readyAt: seen.readyAt, editedAt: seen.editedAt, longest: seen.longest, bytes: fetched, gap };
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

const name = '[data-field="body:/Name"]';
const bytes = '[data-part="wire"] [data-span="body:/Name"]';
const [fast, slow] = [false, true].map((slow) => ({ slow, signpost: [], swagger: [] }));
for (const line of [fast, slow]) {
  for (let round = 0; round <= ROUNDS; round++) {
    const a = await load(browser, `${ours.url}#/superoffice/postWebhook`, ourReady, { slow: line.slow, edit: name, bytes });
    const b = await load(browser, theirs.url, theirReady, { slow: line.slow });
    // The first round warms the machine's caches and is not counted.
    if (round) { line.signpost.push(a); line.swagger.push(b); }
  }
}
const form = `${ours.url}#/superoffice/postWebhook`;
async function sign(page) {
  await page.locator('[data-section="signature"]').click();
  await choose(page, 'scheme', 'superoffice');
  await part(page, 'secret').fill('Something Super Secret');
}
const still = await lifeless(browser, form, sign);
const keys = { signpost: [], still: [], bare: [], swagger: [] };
for (let round = 0; round < ROUNDS; round++) {
  keys.signpost.push(await keystroke(browser, form, name, sign));
  keys.still.push(await keystroke(browser, still.url, name));
  keys.bare.push(await keystroke(browser, bare.url, 'textarea'));
  keys.swagger.push(await keystroke(browser, theirs.url, '.opblock-body textarea'));
}
const hunt = await search(browser, ours.url);
await browser.close();
await Promise.all([ours, theirs, still, bare].map((site) => site.close()));

const of = (list, name) => median(list.map((r) => r[name]));
const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
// The ratio round by round: both sides of a round met the same machine.
const ratio = (line, ours, theirs) => median(line.signpost.map((row, i) => row[ours] / line.swagger[i][theirs]));
const times = (other) => median(keys.signpost.map((k, i) => k.key / other[i].key));
const key = (list) => ms(of(list, 'key'));
const swaggerUi = (line, what, unit = ms) => `Swagger UI ${unit(of(line.swagger, what))}`;

const edit = ratio(slow, 'editedAt', 'readyAt');
const gap = of(slow.signpost, 'gap');
const ready = ratio(fast, 'readyAt', 'readyAt');
const visit = ratio(fast, 'bytes', 'bytes');
const longest = of(fast.signpost, 'longest');
const [byBare, bySwagger] = [times(keys.bare), times(keys.swagger)];
const table = [
  ['First answered edit, slow line', ms(of(slow.signpost, 'editedAt')), `${swaggerUi(slow, 'readyAt')} to ready`, edit.toFixed(2), '≤ 0.6', edit <= 0.6],
  ['Longest gap between frames until then', ms(gap), swaggerUi(slow, 'gap'), '', '≤ 100 ms', gap <= 100],
  ['First answered edit, fast line', ms(of(fast.signpost, 'editedAt')), `${swaggerUi(fast, 'readyAt')} to ready`, ratio(fast, 'editedAt', 'readyAt').toFixed(2), '', null],
  ['Ready, fast line', ms(of(fast.signpost, 'readyAt')), swaggerUi(fast, 'readyAt'), ready.toFixed(2), '≤ 0.30', ready <= 0.3],
  ['First visit, brotli', kb(of(fast.signpost, 'bytes')), swaggerUi(fast, 'bytes', kb), visit.toFixed(2), '≤ 1', visit <= 1],
  ['Longest task while loading', ms(longest), swaggerUi(fast, 'longest'), '', '', null],
  ['Search over 100 KB, longest task', ms(hunt.longest), `${hunt.candidates} candidates in ${(hunt.time / 1000).toFixed(1)} s`, '', '≤ 50 ms', hunt.longest <= 50 && hunt.candidates >= 10000],
  ['Keystroke, main thread', key(keys.signpost), `bare text area ${key(keys.bare)}`, byBare.toFixed(2), '≤ 3', byBare <= 3],
  ['', '', `Swagger UI ${key(keys.swagger)}`, bySwagger.toFixed(2), '≤ 1', bySwagger <= 1],
  ['', '', `the same page without a program ${key(keys.still)}`, times(keys.still).toFixed(2), '', null],
];
console.log('| what | Signpost | beside it | ratio | budget | met |\n|---|---|---|---|---|---|');
for (const [what, a, b, ratio, budget, met] of table) console.log(`| ${what} | ${a} | ${b} | ${ratio} | ${budget} | ${{ true: 'yes', false: 'no' }[met] ?? ''} |`);
if (table.some((row) => row[5] === false)) process.exitCode = 1;
