// The main jobs, short enough to be run in every browser, and what browsers do each in their own way.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { after, before, test } from 'node:test';
import { fits, serious } from '../lib/axe.mjs';
import { holds, unseen } from '../lib/canary.mjs';
import { nginx } from '../lib/nginx.mjs';
import { aim, choose, field, fill, open, part, reach, tab, text, unfold } from '../lib/page.mjs';
import { stores } from '../lib/stores.mjs';
import { dist, world } from '../lib/test.mjs';
import { cause, hex, verdict } from '../lib/verify.mjs';

const here = world();
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src *";
const REWRITTEN = `POST / HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=${hex('mysecret', '{"a":1}')}\n\n{ "a": 1 }`;
let host;
before(async () => { host = await nginx(dist, { 'Content-Security-Policy': POLICY }); });
after(() => host?.close());

const focused = (page, selector) => page.evaluate((selector) => document.activeElement?.matches(selector), selector);

// Only onwards: beyond the last control, Firefox goes on to its own bars, and the page has no focus then.
async function tabTo(page, selector) {
  for (let i = 0; i < 200 && !(await focused(page, selector)); i++) await page.keyboard.press('Tab');
  assert.ok(await focused(page, selector), `Tab reaches ${selector}`);
}

test('under a strict policy every page opens, the worker starts, and nothing is reported', () => here.visit(async (page) => {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (e) => window.violations.push(`${e.violatedDirective}: ${e.blockedURI}`));
  });
  for (const hash of ['', '#/keyauth/webhook', '#/superoffice/postWebhook/delivery', '#/handshakes', '#/proof', '#/verify']) {
    await page.goto(host.urls[1] + hash);
    await page.locator('main').first().waitFor();
  }
  await part(page, 'verify-raw').fill(REWRITTEN);
  await part(page, 'verify-secret').fill('mysecret');
  await cause(page, 'found');
  await part(page, 'verify-fix').waitFor();
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual([page.errors, page.logged], [[], []]);
}));

test('from the start page to an accepted request, undone and done again, by keyboard alone', () => here.visit(async (page) => {
  await page.goto(here.site.url);
  await page.locator('main.start-page').waitFor();
  await tabTo(page, 'main a[href="#/genauth/createWebhook"]');
  await page.keyboard.press('Enter');
  await part(page, 'wire').waitFor();
  const before = await field(page, 'body:/name').inputValue();
  await tabTo(page, '[data-field="body:/name"]');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Zoë 🙂');
  assert.match(await text(page, 'body'), /"name":"Zoë 🙂"/);
  for (let i = 0; i < 20 && (await field(page, 'body:/name').inputValue()) !== before; i++) await page.keyboard.press('Control+Z');
  assert.equal(await field(page, 'body:/name').inputValue(), before);
  assert.ok((await text(page, 'body')).includes(JSON.stringify(before)), 'the request follows');
  await page.keyboard.press('Control+Enter');
  await part(page, 'status').waitFor();
  assert.equal(await part(page, 'outcome').getAttribute('data-outcome'), 'accepted');
  assert.deepEqual(page.errors, []);
}));

test('a text that is pasted is sent and signed with its line ends and characters', () => here.visit(async (page, profile) => {
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, here.site, 'genauth/createWebhook');
  await choose(page, 'scheme', 'github');
  await part(page, 'secret').fill('hush');
  const pasted = 'Zoë\r\n🙂\r';
  await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
  await field(page, 'body:/name').focus();
  await page.keyboard.press('Control+V');
  await page.locator('[data-for="body:/name"] [data-line-ends]').waitFor();
  const bytes = await text(page, 'body');
  assert.equal(JSON.parse(bytes).name, pasted);
  assert.equal(await text(page, 'body-sha256'), crypto.createHash('sha256').update(bytes).digest('hex'));
  assert.equal(await text(page, 'signature'), `X-Hub-Signature-256: sha256=${hex('hush', bytes)}`);
}));

// What a pane looks like while the request has this secret.
async function picture(page, pane, secret) {
  await fill(page, 'body:/Secret', secret);
  await page.evaluate(() => document.activeElement.blur());
  const shown = await reach(page, pane);
  assert.ok((await text(page, pane)).includes(secret), `${pane} holds the secret`);
  // Two alike, so that no highlight is still going.
  let last;
  for (;;) {
    const picture = Buffer.from(await shown.screenshot()).toString('base64');
    if (picture === last) return picture;
    last = picture;
  }
}

test('a covered secret looks like any other of its length, and is stored nowhere', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'plain');
  for (const pane of ['wire', 'body', 'raw']) {
    // A browser may draw a pixel at an edge in another way once; what shows a secret never looks alike.
    let one;
    let alike = false;
    for (let tries = 0; tries < 5 && !alike; tries++) {
      one = await picture(page, pane, 'canary7f3a of mine');
      alike = one === (await picture(page, pane, 'WWWWWWWW.iiiiiiiii'));
    }
    assert.ok(alike, `${pane} shows the secret`);
    const longer = await picture(page, pane, 'canary7f3a of mine, longer');
    assert.ok(one !== longer, 'a picture shows what is there');
  }
  await fill(page, 'body:/Secret', 'canary7f3a of mine');
  await unseen(page, 'canary7f3a', 'in the form');
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  const kept = await stores(page);
  assert.ok(kept.includes('plain') && !holds(kept, 'canary7f3a'), kept);
}));

test('a receiver without CORS is explained, and what is copied is what is shown', () => here.visit(async (page, profile) => {
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, here.site, 'keyauth/webhook');
  await choose(page, 'snippet-target', 'curl');
  await page.locator('button[aria-label^="Copy "]:not([aria-label*="link"])').first().click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) === document.querySelector('[data-part="snippet"]').textContent);
  await fill(page, 'server:url', `${here.site.url}nothing-that-answers-post`.replace('127.0.0.1', 'localhost'));
  await aim(page, 'direct');
  await part(page, 'send').click();
  const alert = page.locator('[role="alert"]').filter({ hasText: /CORS|Access-Control-Allow-Origin/ });
  await alert.waitFor();
  assert.doesNotMatch(await alert.textContent(), /Failed to fetch|NetworkError/, 'in no browser\'s own words');
}));

for (const [width, theme] of [[1440, 'light'], [400, 'dark']]) {
  test(`axe finds nothing serious, and all fits: ${width} px, ${theme}`, () => here.visit(async (page) => {
    const found = [];
    const look = async (words) => {
      found.push(...(await serious(page)).map((finding) => `${words}: ${finding}`));
      await fits(page);
    };
    await page.goto(here.site.url);
    await page.evaluate((theme) => localStorage.setItem('signpost/page', theme), theme);
    await page.reload();
    await page.locator('main.start-page').waitFor();
    await look('the start page');
    await page.goto(`${here.site.url}#/superoffice/postWebhook`);
    await part(page, 'wire').waitFor({ state: 'attached' });
    await look('an operation');
    if (width < 900) await part(page, 'show-form').click();
    await unfold(page);
    await look('its form');
    await tab(page, 'docs');
    await look('its documentation');
    await page.goto(`${here.site.url}#/verify`);
    await part(page, 'verify-raw').fill(REWRITTEN);
    await part(page, 'verify-secret').fill('mysecret');
    await verdict(page, 'mismatch');
    await part(page, 'verify-fix').waitFor();
    await look('Verify, a cause');
    assert.deepEqual(found, []);
  }, { viewport: { width, height: 844 } }));
}
