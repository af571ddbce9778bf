// The published site on its host: a strict policy, a sub-path, and files that are missing, damaged or late.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { nginx } from '../lib/nginx.mjs';
import { body, field, fill, open, part, send } from '../lib/page.mjs';
import { dist, world } from '../lib/test.mjs';
import { cause, hex } from '../lib/verify.mjs';

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src *";
const site = world();
let host;
before(async () => { host = await nginx(dist, { 'Content-Security-Policy': POLICY }); });
after(() => host?.close());

const published = fs.readdirSync(dist);
const glue = published.find((file) => /^signpost-page-[^_]*\.js$/.test(file));
const program = published.find((file) => /^signpost-page-.*_bg\.wasm$/.test(file));
const pages = ['', '#/keyauth/webhook', '#/genauth/createWebhook', '#/aggregate-intelligence/createWebhook', '#/superoffice/postWebhook', '#/verify', '#/proof', '#/handshakes'];

for (const [at, where] of ['the root', 'a sub-path'].entries()) {
  test(`under a strict policy, at ${where} of nginx, every page works and violates nothing`, () => site.visit(async (page) => {
    const url = host.urls[at];
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (e) => window.violations.push(`${e.violatedDirective}: ${e.blockedURI} ${e.sample}`));
    });
    for (const hash of pages) {
      await page.goto(url + hash);
      await page.reload();
      await page.locator('main').first().waitFor();
      assert.deepEqual(await page.evaluate(() => window.violations), [], hash);
      // With its styles: a page without them is as wide as its text.
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).margin), '8px', hash);
    }
    await open(page, { url }, 'superoffice/postWebhook');
    await fill(page, 'body:/Name', 'kept');
    await field(page, 'body:/Name').hover();
    const lit = part(page, 'body').locator('[data-span="body:/Name"]');
    assert.notEqual(await lit.evaluate((e) => getComputedStyle(e).backgroundColor), 'rgba(0, 0, 0, 0)', 'a field lights up its bytes');
    await send(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    // The worker runs too.
    await page.goto(`${url}#/verify`);
    await part(page, 'verify-raw').fill(`POST / HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=${hex('mysecret', '{"a":1}')}\n\n{ "a": 1 }`);
    await part(page, 'verify-secret').fill('mysecret');
    await cause(page, 'found');
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    assert.deepEqual(page.errors, []);
  }));
}

test('nothing is inline in the published page', () => {
  const html = fs.readFileSync(path.join(dist, 'index.html'), 'utf8');
  assert.deepEqual(html.match(/<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=|\sstyle=/g), null);
});

// Replaces one import of the program by a name that the glue does not know.
const renamed = (text) => text.replace(/(__wbg_[a-zA-Z]+_)([0-9a-f]{16})/, '$1ffffffffffffffff');
const faults = {
  'is not there': (route) => route.fulfill({ status: 404, body: 'not found' }),
  'is truncated': async (route) => {
    const response = await route.fetch();
    const whole = await response.body();
    await route.fulfill({ response, body: whole.subarray(0, whole.length / 2) });
  },
  'is a web page': (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Home</title>' }),
  'cannot be reached': (route) => route.abort(),
};
for (const [what, file] of [['program', program], ['glue', glue]]) {
  for (const [how, answer] of Object.entries(faults)) {
    test(`a ${what} that ${how} is reported with what to do next`, () => site.visit(async (page) => {
      await page.route(`**/${file}`, answer);
      await page.goto(site.site.url);
      const alert = page.getByRole('alert');
      await alert.waitFor();
      const said = await alert.textContent();
      assert.match(said, /^Signpost could not start\. /);
      assert.ok(said.includes(file), said);
      assert.match(said, /Reload the page/);
    }));
  }
}

test('a glue of another build than the program is reported', () => site.visit(async (page) => {
  await page.route(`**/${glue}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: renamed(await response.text()), headers: { 'content-type': 'text/javascript' } });
  });
  // The integrity of the preload link would refuse it before; hosts that rewrite index.html drop that.
  await page.route(site.site.url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/ integrity="[^"]*"/g, '') });
  });
  await page.goto(site.site.url);
  assert.match(await page.getByRole('alert').textContent(), /belongs to another version of Signpost\. Reload the page/);
}));

for (const [what, file] of [['program', program], ['glue', glue]]) {
  test(`a ${what} that does not arrive is reported, and the page goes on when it does`, () => site.visit(async (page) => {
    let arrive;
    const late = new Promise((done) => { arrive = done; });
    await page.clock.install();
    await page.route(`**/${file}`, async (route) => { await late; await route.continue(); });
    await page.goto(site.site.url, { waitUntil: 'commit' });
    await page.getByText('Loading Signpost').waitFor();
    await page.clock.runFor(15_000);
    await page.getByText(/still loading: .*after 15 seconds\. Wait a little longer/).waitFor();
    arrive();
    await page.locator('main.start-page').waitFor();
    assert.equal(await page.getByText(/still loading/).count(), 0);
    assert.deepEqual(page.errors, []);
  }));
}

for (const [file, hash, subject] of [['catalog/superoffice.openapi.json', '#/superoffice/postWebhook', /The document “superoffice”/], ['catalog/index.json', '', /list of documents/]]) {
  for (const [how, answer] of Object.entries({ ...faults, 'never arrives': () => {} })) {
    test(`${file} that ${how} is reported, and the page lives`, () => site.visit(async (page) => {
      // The page's patience of 30 seconds passes in 300 ms. Playwright's own clock does not serve: the ids
      // of its timers are larger than the 32 bits that a page in Rust keeps of them.
      await page.addInitScript(() => {
        const real = window.setTimeout;
        window.setTimeout = (run, delay, ...rest) => real(run, delay / 100, ...rest);
      });
      await page.route(`**/${file}`, answer);
      await page.goto(site.site.url + hash, { waitUntil: 'commit' });
      if (how === 'never arrives') await page.getByText(/has not arrived after 30 seconds/).first().waitFor();
      await page.getByRole('alert').filter({ hasText: subject }).waitFor();
      await page.unroute(`**/${file}`);
      await page.locator('a[href="#/verify"]').first().click();
      await part(page, 'verify-raw').waitFor();
      assert.deepEqual(page.errors, []);
    }));
  }
}

test('where the start script itself is missing, the page says what to do', () => site.visit(async (page) => {
  await page.route('**/start.js', (route) => route.fulfill({ status: 404, body: 'not found' }));
  await page.goto(site.site.url);
  const shown = () => page.locator('#start').evaluate((e) => getComputedStyle(e, '::after').visibility);
  assert.equal(await shown(), 'hidden');
  await page.locator('#start').evaluate((e) => e.getAnimations({ subtree: true }).forEach((animation) => animation.finish()));
  assert.equal(await shown(), 'visible');
}));

test('a fault of the running program is reported', () => site.visit(async (page) => {
  await open(page, site.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'typed');
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
  assert.match(await page.getByRole('alert').first().textContent(), /Signpost stopped because of a fault in it\. Reload the page/);
  // What is typed is still there to be read and copied.
  assert.match(await body(page), /typed/);
}));
