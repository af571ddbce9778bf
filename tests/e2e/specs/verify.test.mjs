// Verify: valid, late, explained or not; kept while the page is open, and never stored.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fits, serious } from '../lib/axe.mjs';
import { choose, chosen, part, ready, text } from '../lib/page.mjs';
import { stores } from '../lib/stores.mjs';
import { world } from '../lib/test.mjs';
import { cause, hex, openVerify, verdict } from '../lib/verify.mjs';

const here = world();
const SECRET = 'canary7f3a secret';

function github(body, secret = SECRET, more = '') {
  return `POST /hook HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=${hex(secret, body)}\n${more}\n`;
}

function stripe(body, time) {
  return `POST /hook HTTP/1.1\nHost: example.com\nStripe-Signature: t=${time},v1=${hex(SECRET, `${time}.`, body)}\n\n${body}`;
}

test('a valid GitHub delivery: recognised, with the bytes that were signed and both digests', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = '{"zen":"Ünïcode é","n":1}';
  await part(page, 'verify-raw').fill(github(body) + body);
  await verdict(page, 'secret');
  assert.equal(await chosen(page, 'verify-scheme'), 'github');
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  assert.equal(await text(page, 'verify-text'), body);
  assert.equal(await text(page, 'verify-digest'), hex(SECRET, body));
  assert.equal(await text(page, 'verify-found'), hex(SECRET, body));
  assert.equal(await part(page, 'verify-clock').count(), 0, 'GitHub signs no time');
  assert.equal(await part(page, 'verify-cause').count(), 0);
  assert.doesNotMatch(await text(page, 'verify-notes'), /LF/, 'nothing hangs on how its head ends lines');
  assert.equal(await page.title(), 'Verify a delivery – Signpost');
  assert.deepEqual(page.errors, []);
}));

test('a late Stripe delivery is sound and refused, and says how late it is', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = '{"id":"evt_1"}';
  const late = Math.floor(Date.now() / 1000) - 7260;
  await part(page, 'verify-raw').fill(stripe(body, late));
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  assert.match(await text(page, 'verify-verdict'), /but a receiver refuses its time/);
  assert.equal(await part(page, 'verify-clock').getAttribute('data-clock'), 'too-old');
  assert.match(await text(page, 'verify-clock'), /2 hours.*5 minutes/);
  assert.equal(await text(page, 'verify-text'), `${late}.${body}`);
  await part(page, 'verify-raw').fill(stripe(body, Math.floor(Date.now() / 1000)));
  await page.locator('[data-part="verify-clock"][data-clock="in-time"]').waitFor();
}));

test('a body that was written again is explained, with the fix of a framework', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const sent = { action: 'opened', list: [1, 2], nested: { b: 'x', a: null } };
  await part(page, 'verify-raw').fill(github(JSON.stringify(sent)) + JSON.stringify(sent, null, 2));
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'mismatch');
  await cause(page, 'found');
  assert.match(await text(page, 'verify-cause'), /without spaces/);
  await part(page, 'verify-fix').waitFor();
  assert.match(await text(page, 'verify-fix'), /express\.json/);
  await part(page, 'verify-framework').selectOption('django');
  assert.match(await text(page, 'verify-fix'), /request\.body/);
  assert.doesNotMatch(await text(page, 'verify-fix'), /express\.json/);
}));

test('two schemes at once are said, and either is verified', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = '{"a":1}';
  const time = Math.floor(Date.now() / 1000);
  await part(page, 'verify-raw').fill(github(body, SECRET, `Stripe-Signature: t=${time},v1=${hex('other', `${time}.`, body)}\n`) + body);
  await part(page, 'verify-secret').fill(SECRET);
  assert.match(await text(page, 'verify-notes'), /signatures of two schemes/);
  await choose(page, 'verify-scheme', 'github');
  await verdict(page, 'valid');
  await choose(page, 'verify-scheme', 'stripe');
  await verdict(page, 'mismatch');
  await part(page, 'verify-secret').fill('other');
  await verdict(page, 'valid');
}));

test('nothing matches: it says what was ruled out and what to check next, the secret among it, in short tasks', () => here.visit(async (page) => {
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
  });
  await openVerify(page, here.site);
  const body = JSON.stringify({ items: Array.from({ length: 8 }, (_, i) => ({ id: i, name: `item ${i}`, price: i * 1.5 })) });
  await part(page, 'verify-raw').fill(github(body, 'quite another') + body);
  await page.evaluate(() => { window.longTasks = []; });
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'mismatch');
  await cause(page, 'nothing');
  assert.match(await text(page, 'verify-cause'), /candidates/);
  assert.match(await text(page, 'verify-cause'), /secret/);
  assert.equal(await part(page, 'verify-fix').count(), 0);
  assert.deepEqual(await page.evaluate(() => window.longTasks), []);
}));

test('the search shows how far it is, and stops', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = JSON.stringify({ items: Array.from({ length: 1500 }, (_, i) => ({ id: i, name: `item é ${i}`, price: i * 1.5 })) });
  assert.ok(body.length > 50_000);
  await part(page, 'verify-raw').fill(github(body, 'quite another') + body);
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
  });
  await part(page, 'verify-secret').fill(SECRET);
  await page.waitForFunction(() => Number(document.querySelector('[data-part="verify-progress"]')?.getAttribute('value')) > 0);
  const first = Number(await part(page, 'verify-progress').getAttribute('value'));
  await page.waitForFunction((first) => Number(document.querySelector('[data-part="verify-progress"]')?.getAttribute('value')) > first, first);
  assert.equal(await part(page, 'verify-progress').getAttribute('aria-label'), 'Search for the cause');
  await part(page, 'verify-stop').focus();
  await page.keyboard.press('Enter');
  await cause(page, 'stopped');
  assert.match(await text(page, 'verify-cause'), /^.?Stopped after [\d,]+ candidates/);
  assert.equal(await part(page, 'verify-progress').count(), 0);
  assert.ok(await page.evaluate(() => document.activeElement?.dataset.part === 'verify-retry'), 'the focus stays on the button');
  await page.keyboard.press('Enter');
  await part(page, 'verify-progress').waitFor();
  await page.keyboard.press('Enter');
  await cause(page, 'stopped');
  // It says so once and for all: nothing goes on behind it.
  const busy = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await busy();
  assert.equal(await part(page, 'verify-cause').getAttribute('data-cause'), 'stopped');
  assert.deepEqual(await page.evaluate(() => window.longTasks.filter((ms) => ms > 50)), []);
}));

test('a body that is not UTF-8 comes as a file, and its bytes are shown', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0xe9, 0x7d, 0x0d, 0x0a, 0x00]);
  await page.getByRole('button', { name: 'Headers and body' }).click();
  await part(page, 'verify-headers').fill(`X-Hub-Signature-256: sha256=${hex(SECRET, body)}`);
  await part(page, 'verify-body').fill('typed before');
  await part(page, 'verify-file').setInputFiles({ name: 'body.bin', mimeType: 'application/octet-stream', buffer: body });
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  const names = await part(page, 'verify-text').locator('[data-name]').evaluateAll((l) => l.map((e) => e.dataset.name));
  assert.deepEqual(names, ['BOM', '0xE9', 'CR LF', 'NUL']);
  await page.getByRole('button', { name: 'Signed content in hex' }).click();
  assert.match(await text(page, 'verify-text'), /^00000000 {2}ef bb bf 7b e9 7d 0d 0a {2}00/);
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  assert.equal(await text(page, 'verify-body'), 'typed before');
  await verdict(page, 'mismatch');
}));

test('a whole request is dropped as a file', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = '{"a":1}\r\n';
  const raw = github(body).replaceAll('\n', '\r\n') + body;
  await page.evaluate((raw) => {
    const data = new DataTransfer();
    data.items.add(new File([raw], 'request.http'));
    document.querySelector('[data-part="verify-raw"]').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, raw);
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  assert.equal(await text(page, 'verify-text'), body);
}));

test('what is pasted keeps its CR LF', () => here.visit(async (page, profile) => {
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openVerify(page, here.site);
  const body = '{\r\n  "a": 1\r\n}\r\n';
  await page.evaluate((raw) => navigator.clipboard.writeText(raw), github(body).replaceAll('\n', '\r\n') + body);
  await part(page, 'verify-raw').focus();
  await page.keyboard.press('Control+V');
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  assert.equal(await text(page, 'verify-text'), body);
}));

test('the secret is in no store, no hash and no console, and goes with the page', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = '{"a":1}';
  await part(page, 'verify-raw').fill(github(body) + body);
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  const style = await part(page, 'verify-secret').evaluate((e) => getComputedStyle(e).webkitTextSecurity);
  assert.equal(style, 'disc', 'it is painted over');
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  const holds = (where) => [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('hex'), Buffer.from(SECRET).toString('base64')].some((s) => where.includes(s));
  assert.ok(!holds(await stores(page)));
  assert.ok(!holds(page.url()));
  assert.deepEqual(page.logged.filter(holds), []);
  await page.locator('a[href="#/proof"]').click();
  await part(page, 'proof-summary').waitFor();
  await page.locator('a[href="#/verify"]').click();
  // It stays in memory while the page is open.
  await verdict(page, 'valid');
  assert.equal(await text(page, 'verify-raw'), github(body) + body);
  assert.equal(await text(page, 'verify-secret'), SECRET);
  await page.reload();
  await part(page, 'verify-raw').waitFor();
  assert.equal(await text(page, 'verify-raw'), '');
  await choose(page, 'verify-scheme', 'github');
  assert.equal(await text(page, 'verify-secret'), '');
}));

test('leaving by a link keeps the input and the result, beside those of Handshakes', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  await part(page, 'verify-raw').fill(github('{"a":1}', 'quite another') + '{"a":1}');
  await part(page, 'verify-secret').fill(SECRET);
  await cause(page, 'nothing');
  const said = await text(page, 'verify-cause');
  await page.locator('header a[href="#/handshakes"]').click();
  await page.locator('[data-field="server:url"]').fill('http://localhost:1/in');
  await page.locator('header a[href="#/verify"]').click();
  await part(page, 'verify-raw').waitFor();
  assert.equal(await text(page, 'verify-cause'), said, 'nothing is searched again');
  assert.equal(await part(page, 'verify-progress').count(), 0);
  await page.locator('header a[href="#/handshakes"]').click();
  assert.equal(await page.locator('[data-field="server:url"]').inputValue(), 'http://localhost:1/in');
}));

test('an example of each kind, and a way to clear everything', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const show = async (id, word) => {
    await page.locator(`[data-example="${id}"]`).click();
    await verdict(page, word);
    assert.ok(await page.evaluate((id) => document.activeElement?.dataset.example === id, id), 'the focus stays');
  };
  await show('valid', 'valid');
  await show('changed-body', 'mismatch');
  await cause(page, 'found');
  await show('wrong-secret', 'mismatch');
  await cause(page, 'nothing');
  await show('old-time', 'valid');
  await page.locator('[data-clock="too-old"]').waitFor();
  await part(page, 'verify-time').fill(String(Math.floor(Date.now() / 1000) - 7200));
  await page.locator('[data-clock="in-time"]').waitFor();
  await part(page, 'verify-clear').click();
  assert.equal(await text(page, 'verify-raw'), '');
  assert.ok(await page.evaluate(() => document.activeElement?.dataset.part === 'verify-raw'));
}));

test('a curl command and the event of a cloud function are read as requests', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = '{"a":1}';
  await part(page, 'verify-raw').fill(`curl https://example.com/in -H 'X-Hub-Signature-256: sha256=${hex(SECRET, body)}' -H 'Content-Type: application/json' --data-raw '${body}'`);
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  assert.match(await text(page, 'verify-paste'), /Read from a curl command: POST https:\/\/example\.com\/in, 2 headers, a body of 7 bytes/);
  await part(page, 'verify-raw').fill(JSON.stringify({ httpMethod: 'POST', path: '/in', headers: { 'X-Hub-Signature-256': `sha256=${hex(SECRET, body)}` }, body }));
  await verdict(page, 'valid');
  assert.match(await text(page, 'verify-paste'), /JSON event/);
}));

test('a request whose secrets are hidden is edited by keyboard, and the focus is never lost', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  await part(page, 'verify-raw').fill('POST / HTTP/1.1\nHost: a.b\nX-Gitlab-Token: hidden-token-1\n\n{}');
  const lost = () => page.evaluate(() => document.activeElement === document.body);
  await part(page, 'verify-raw-edit').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  assert.match(await text(page, 'verify-raw'), /\{\} $/);
  await part(page, 'reveal').focus();
  await page.keyboard.press('Space');
  assert.ok(!(await lost()), 'Show secrets');
  await part(page, 'verify-file').setInputFiles({ name: 'r.http', mimeType: 'text/plain', buffer: Buffer.from('A: b\n\nc') });
  await part(page, 'verify-remove-file').focus();
  await page.keyboard.press('Enter');
  await part(page, 'verify-raw').waitFor();
  assert.ok(!(await lost()), 'Remove');
}));

test('what is open on the workbench is there again, and its keys do nothing meanwhile', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/superoffice/postWebhook`);
  await ready(page);
  await page.locator('[data-field="body:/Name"]').fill('kept');
  await page.locator('a[href="#/verify"]').click();
  await part(page, 'verify-raw').focus();
  await page.keyboard.press('Control+Enter');
  await page.goBack();
  await ready(page);
  assert.equal(await page.locator('[data-field="body:/Name"]').inputValue(), 'kept');
  assert.equal(await part(page, 'status').count(), 0, 'nothing was sent from behind');
}));

test('bad input is answered in words', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const say = async (raw, word) => {
    await part(page, 'verify-raw').fill(raw);
    await verdict(page, word);
    return `${await text(page, 'verify-verdict')}\n${(await part(page, 'verify-notes').count()) ? await text(page, 'verify-notes') : ''}`;
  };
  assert.match(await say('just some text', 'unknown'), /No header of the request/);
  assert.match(await say('X-Hub-Signature-256: nonsense\n\n{}', 'malformed'), /Expected/);
  assert.match(await say('Stripe-Signature: t=soon,v1=00\n\n', 'secret'), /body is empty/);
  assert.match(await say('POST / HTTP/1.1\nX-Hub-Signature-256: sha256=00\nContent-Length: 9\n\n{}', 'secret'), /Content-Length/);
  await choose(page, 'verify-scheme', 'slack');
  assert.match(await say('POST / HTTP/1.1\nX-Hub-Signature-256: sha256=00\n\n{}', 'missing'), /X-Slack/);
  await page.getByRole('button', { name: 'Use GitHub' }).click();
  await verdict(page, 'secret');
  assert.deepEqual(page.errors, []);
}));

test('Ed25519 is verified by the browser', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  const body = '{"type":1}';
  const time = String(Math.floor(Date.now() / 1000));
  const signature = crypto.sign(null, Buffer.from(time + body), privateKey).toString('hex');
  const request = (body) => `POST / HTTP/1.1\nX-Signature-Ed25519: ${signature}\nX-Signature-Timestamp: ${time}\n\n${body}`;
  await part(page, 'verify-raw').fill(request(body));
  await part(page, 'verify-secret').fill(raw);
  await verdict(page, 'valid');
  assert.equal(await text(page, 'verify-text'), time + body);
  await part(page, 'verify-raw').fill(request('{"type":2}'));
  await verdict(page, 'mismatch');
}));

test('a private key\'s signature is held to the clock rule too', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
  const key = `whpk_${publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')}`;
  const request = (time) => {
    const signature = crypto.sign(null, Buffer.from(`msg_1.${time}.{}`), privateKey).toString('base64');
    return `POST / HTTP/1.1\nwebhook-id: msg_1\nwebhook-timestamp: ${time}\nwebhook-signature: v1a,${signature}\n\n{}`;
  };
  const now = Math.floor(Date.now() / 1000);
  await part(page, 'verify-raw').fill(request(now));
  await part(page, 'verify-secret').fill(key);
  await verdict(page, 'valid');
  assert.match(await text(page, 'verify-verdict'), /Valid.*The Standard Webhooks v1a signature/);
  assert.equal(await part(page, 'verify-clock').getAttribute('data-clock'), 'in-time');
  await part(page, 'verify-raw').fill(request(now - 365 * 86_400));
  await page.locator('[data-clock="too-old"]').waitFor();
  await page.getByText(/matches this body and public key, but a receiver refuses its time/).waitFor();
  assert.match(await text(page, 'verify-clock'), /365 days ago.*5 minutes.*stale/);
  assert.deepEqual(page.errors, []);
}));

test('a plain HMAC is chosen, and copied to set what it is made of', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  await part(page, 'verify-raw').fill(`POST / HTTP/1.1\nX-Signature: ${hex(SECRET, '{}')}\n\n{}`);
  await verdict(page, 'unknown');
  await choose(page, 'verify-scheme', 'plain');
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  await page.getByText(/Copy and change it to set another header/).waitFor();
}));

test('a body of 20 MB stays usable', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = Buffer.alloc(20 << 20, '0123456789abcde\n');
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'signpost-')), 'large.http');
  fs.writeFileSync(file, Buffer.concat([Buffer.from(github(body)), body]));
  await part(page, 'verify-file').setInputFiles(file);
  await part(page, 'verify-secret').waitFor();
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  const start = Date.now();
  await page.getByRole('button', { name: 'End', exact: true }).first().click();
  await page.getByText(/to 20,971,520 of 20,971,520/).first().waitFor();
  assert.ok(Date.now() - start < 3000, 'its end is shown at once');
  fs.rmSync(path.dirname(file), { recursive: true });
}));

test('a delivery is verified, explained and its search stopped by keyboard alone', () => here.visit(async (page, profile) => {
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openVerify(page, here.site);
  const at = (selector) => page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);
  const tabTo = async (selector) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      if (await at(selector)) return i + 1;
    }
    return assert.fail(`Tab does not reach ${selector}`);
  };
  const named = (name) => `[data-part="${name}"]`;
  const paste = async (text) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+V');
  };
  const sent = { action: 'opened', list: [1, 2] };
  await tabTo(named('verify-raw'));
  await paste(github(JSON.stringify(sent)) + JSON.stringify(sent, null, 2));
  await verdict(page, 'secret');
  // The scheme is recognised; it is chosen all the same.
  await tabTo(named('verify-scheme'));
  await page.keyboard.type('GitHub');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await part(page, 'verify-scheme').inputValue(), 'GitHub');
  assert.match(await page.locator('.field', { has: part(page, 'verify-scheme') }).textContent(), /The headers agree/);
  assert.ok((await tabTo(named('verify-secret'))) <= 2, 'the secret is next');
  await page.keyboard.type(SECRET);
  await verdict(page, 'mismatch');
  await cause(page, 'found');
  const announced = await page.locator('[role="status"]').allTextContents();
  assert.ok(announced.some((said) => /Invalid/.test(said)) && announced.some((said) => /without spaces/.test(said)), announced);
  await tabTo(named('verify-framework'));
  await page.keyboard.type('Django');
  await page.waitForFunction(() => /request\.body/.test(document.querySelector('[data-part="verify-fix"]').textContent));
  await tabTo('[aria-label="Copy the fix"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(async () => /request\.body/.test(await navigator.clipboard.readText()));
  await tabTo(named('verify-code-open'));
  await page.keyboard.press('Enter');
  await part(page, 'verify-code').waitFor();
  assert.equal(await part(page, 'verify-code-open').getAttribute('aria-expanded'), 'true');
  // Everything that scrolls is reached, so that it can be read with the arrow keys.
  const out = await page.evaluate(() => [...document.querySelectorAll('.own *')].filter((e) => {
    const over = getComputedStyle(e).overflowY;
    return /auto|scroll/.test(over) && e.scrollHeight > e.clientHeight + 1 && e.tabIndex < 0 && !e.querySelector('a, button, input, select, textarea, [tabindex="0"]');
  }).map((e) => e.className));
  assert.deepEqual(out, []);

  // A search that goes on for a while, stopped.
  await page.reload();
  await part(page, 'verify-raw').waitFor();
  const body = JSON.stringify({ items: Array.from({ length: 1500 }, (_, i) => ({ id: i, name: `item é ${i}`, price: i * 1.5 })) });
  await tabTo(named('verify-raw'));
  await paste(github(body, 'quite another') + body);
  await tabTo(named('verify-secret'));
  await page.keyboard.type(SECRET);
  await part(page, 'verify-stop').waitFor();
  await tabTo(named('verify-stop'));
  await page.keyboard.press('Enter');
  await cause(page, 'stopped');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement?.closest('.own-result') !== null), 'Tab goes on where the button was');
  assert.deepEqual(page.errors, []);
}));

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 1400, height: 1000 }, { width: 390, height: 844 }]) {
    test(`axe: ${colorScheme}, ${viewport.width} px`, () => here.visit(async (page) => {
      await openVerify(page, here.site);
      const empty = await serious(page);
      await page.locator('[data-example="changed-body"]').click();
      await part(page, 'verify-fix').waitFor();
      await part(page, 'verify-code-open').click();
      await part(page, 'verify-code').waitFor();
      assert.deepEqual([...empty, ...(await serious(page))], []);
      await fits(page);
    }, { viewport, colorScheme }));
  }
}
