// A scheme is copied, changed, saved, used and brought back; the signatures are computed here, by Node.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { test } from 'node:test';
import { fits, serious } from '../lib/axe.mjs';
import { body, choose, chosen, open, part, problems, ready, text } from '../lib/page.mjs';
import { stores } from '../lib/stores.mjs';
import { world } from '../lib/test.mjs';
import { hex, openVerify, schemes, verdict } from '../lib/verify.mjs';

const here = world();
const SECRET = 'canary7f3a secret';
const KEY = 'signpost/schemes';
const now = () => Math.floor(Date.now() / 1000);
const said = (page, words) => page.locator('[data-part="scheme-said"]', { hasText: words }).waitFor();
const title = (page) => part(page, 'scheme-title');
const json = async (page) => JSON.parse(await text(page, 'scheme-text'));
// The scheme's JSON with other members.
const change = async (page, members) => part(page, 'scheme-text').fill(JSON.stringify({ ...await json(page), ...members }, null, 2));
const options = (page, name) => part(page, name).locator('option').evaluateAll((l) => l.map((o) => o.value));

// A delivery in the layout of the scheme that these tests make of Stripe's.
function acme(payload, time, name = 'Acme-Signature') {
  return `POST /hook HTTP/1.1\nHost: example.com\nContent-Type: application/json\n${name}: t=${time},v1=${hex(SECRET, `${time}.`, payload)}\n\n${payload}`;
}

// Makes the scheme on the page that verifies.
async function make(page) {
  await openVerify(page, here.site);
  await choose(page, 'verify-scheme', 'stripe');
  await part(page, 'scheme-copy').click();
  await title(page).fill('Acme');
  await change(page, { headers: { 'Acme-Signature': 't={timestamp},v1={signature}' }, tolerance: { seconds: 60, future: false } });
  await part(page, 'scheme-save').click();
  await said(page, '“Acme” is saved');
}

test('Stripe is copied, its header and tolerance changed, saved, and verifies and signs what Node signs', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const payload = '{"id":"evt_1","name":"Zoë"}';
  const time = now() - 100;
  await part(page, 'verify-raw').fill(acme(payload, time));
  await choose(page, 'verify-scheme', 'stripe');
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'missing');
  await part(page, 'scheme-copy').click();
  // The scheme as changed is tried at once.
  await title(page).fill('Acme');
  const copied = await text(page, 'scheme-text');
  assert.match(copied, /"title": "Acme"/);
  await part(page, 'scheme-text').fill(copied.replace('Stripe-Signature', 'Acme-Signature'));
  await verdict(page, 'valid');
  assert.match(await text(page, 'scheme-tried'), /Valid\. The Acme signature/);
  assert.equal(await part(page, 'verify-clock').getAttribute('data-clock'), 'in-time');
  await part(page, 'scheme-text').fill((await text(page, 'scheme-text')).replace('"seconds": 300', '"seconds": 60'));
  await page.locator('[data-part="verify-clock"][data-clock="too-old"]').waitFor();
  assert.match(await text(page, 'scheme-text'), /"Acme-Signature": "t=\{timestamp\},v1=\{signature\}"/);
  await part(page, 'scheme-save').click();
  await said(page, '“Acme” is saved');
  assert.equal(await chosen(page, 'verify-scheme'), 'own-acme');

  await page.reload();
  await part(page, 'verify-raw').waitFor();
  await part(page, 'verify-raw').fill(acme(payload, now()));
  assert.equal(await chosen(page, 'verify-scheme'), 'own-acme', 'it is recognised by its header field');
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  assert.equal(await part(page, 'verify-clock').getAttribute('data-clock'), 'in-time');
  await part(page, 'verify-code-open').click();
  assert.match(await text(page, 'verify-code'), /acme-signature/i);
  assert.match(await text(page, 'verify-code'), /\b60\b/);
  await part(page, 'verify-raw').fill(acme(`${payload} `, now()).replace(/ $/, ''));
  await verdict(page, 'mismatch');

  await open(page, here.site, 'superoffice/postWebhook');
  await choose(page, 'scheme', 'own-acme');
  await part(page, 'secret').fill(SECRET);
  await part(page, 'signing-time').fill('1700000000');
  for (const name of ['one', 'twö']) {
    await page.locator('[data-field="body:/Name"]').fill(name);
    assert.equal(await text(page, 'signature'), `Acme-Signature: t=1700000000,v1=${hex(SECRET, '1700000000.', await body(page))}`);
  }
  await part(page, 'secret').waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  await page.reload();
  await ready(page);
  assert.equal(await chosen(page, 'scheme'), 'own-acme', 'the draft names it');
  const kept = await stores(page);
  const holds = (where) => [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('hex'), Buffer.from(SECRET).toString('base64')].some((s) => where.includes(s));
  assert.ok(kept.includes('Acme-Signature'), 'the scheme is stored, or this test shows nothing');
  assert.ok(!holds(kept) && !holds(page.url()));
  assert.deepEqual(page.logged.filter(holds), []);
  assert.deepEqual(page.errors, []);
}));

test('on the workbench a scheme is changed while the request is signed by it', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  assert.equal(await part(page, 'scheme-copy').count(), 0, 'nothing to copy, and nothing more to draw');
  await choose(page, 'scheme', 'github');
  await part(page, 'secret').fill(SECRET);
  await page.locator('[data-field="body:/Name"]').fill('x');
  await part(page, 'scheme-copy').click();
  await change(page, { content: '{timestamp}{body}', headers: { 'X-Hub-Signature-256': 'sig={signature}', 'X-Time': '{timestamp}' } });
  await part(page, 'signing-time').fill('1700000000');
  const expected = `X-Hub-Signature-256: sig=${hex(SECRET, '1700000000', await body(page))}\nX-Time: 1700000000`;
  assert.equal(await text(page, 'signature'), expected);
  assert.match(await text(page, 'scheme-tried'), /sig=/);
  // Into the body, before the one buffer is made.
  await change(page, { headers: { 'X-Time': '{timestamp}' }, members: { '/sig': '{signature}' } });
  const sent = JSON.parse(await body(page));
  const { sig, ...rest } = sent;
  assert.equal(sig, hex(SECRET, '1700000000', JSON.stringify(rest)));
  // A fault is said at its place in the text, and the last sound scheme goes on.
  const before = await text(page, 'signature');
  const faulty = (await text(page, 'scheme-text')).replace('{timestamp}{body}', '{timestmp}{body}');
  await part(page, 'scheme-text').fill(faulty);
  assert.equal(await part(page, 'scheme-text').getAttribute('aria-invalid'), 'true');
  const line = faulty.split('\n').findIndex((words) => words.includes('timestmp'));
  const column = faulty.split('\n')[line].indexOf('"{timestmp}') + 1;
  assert.match(await text(page, 'scheme-faults'), new RegExp(`Line ${line + 1}, column ${column}: \\{timestmp\\} .*did you mean \\{timestamp\\}`));
  assert.match(await text(page, 'scheme-tried'), /1 error\. The last scheme without errors is tried/);
  assert.equal(await text(page, 'signature'), before);
  await part(page, 'scheme-save').click();
  await said(page, 'Correct the error below first');
  await part(page, 'scheme-close').click();
  await said(page, 'Closed without saving');
  assert.equal(await chosen(page, 'scheme'), 'github');
  assert.equal(await text(page, 'signature'), `X-Hub-Signature-256: sha256=${hex(SECRET, await body(page))}`);
  await part(page, 'scheme-undo').click();
  assert.equal(await part(page, 'scheme-text').inputValue(), faulty);
  assert.deepEqual(page.errors, []);
}));

test('the plain scheme as it is set on the page is saved under a name', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await choose(page, 'scheme', 'plain');
  await part(page, 'secret').fill('00ff');
  await part(page, 'algorithm').selectOption('SHA-512');
  await part(page, 'secret-encoding').selectOption('hex');
  await part(page, 'digest').selectOption('base64');
  await part(page, 'signing-content').fill('{method} {body}');
  await part(page, 'signing-header').fill('X-Mine');
  await part(page, 'signing-value').fill('v={signature}');
  await part(page, 'scheme-copy').click();
  const { description, ...scheme } = await json(page);
  assert.deepEqual(scheme, {
    title: 'Plain HMAC copy', algorithm: 'SHA-512', digest: 'base64', key: { encoding: 'hex' }, content: '{method} {body}', headers: { 'X-Mine': 'v={signature}' },
  });
  await title(page).fill('Mine');
  await part(page, 'scheme-save').click();
  await said(page, '“Mine” is saved');
  assert.equal(await chosen(page, 'scheme'), 'own-mine');
  const signed = async () => crypto.createHmac('sha512', Buffer.from('00ff', 'hex')).update(`POST ${await body(page)}`).digest('base64');
  assert.equal(await text(page, 'signature'), `X-Mine: v=${await signed()}`);
}));

test('every fault is said at its line and column; a text that does not read stays, and its name with it', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  await choose(page, 'verify-scheme', 'plain').catch(() => choose(page, 'verify-scheme', 'github'));
  await part(page, 'scheme-copy').click();
  const scheme = await json(page);
  // The name is a member of the text, wherever it is typed.
  await title(page).fill('Named');
  assert.equal((await json(page)).title, 'Named');
  await change(page, { title: 'Typed', algorithm: 'SHA-512', colour: 'red', digest: 'b64' });
  assert.equal(await title(page).inputValue(), 'Typed');
  const faults = await text(page, 'scheme-faults');
  assert.match(faults, /Line \d+, column \d+: A scheme has no member colour\./);
  assert.match(faults, /Line \d+, column \d+: digest cannot be b64\. Choose hex, base64 or base64url\./);
  assert.equal(await part(page, 'scheme-faults').locator('li.error').count(), 2);
  await title(page).fill('Named again');
  const both = await json(page);
  assert.deepEqual([both.title, both.algorithm, both.digest, both.colour], ['Named again', 'SHA-512', 'b64', 'red']);
  await part(page, 'scheme-text').fill(JSON.stringify(scheme));
  assert.equal(await part(page, 'scheme-faults').locator('li.error').count(), 0);
  assert.equal(await part(page, 'scheme-text').getAttribute('aria-invalid'), null);
  // What the members and the placeholders mean is beside it.
  await part(page, 'scheme-editor').getByText('Scheme reference').click();
  await part(page, 'scheme-editor').getByText('the header fields that carry the signature:').waitFor();
  await part(page, 'scheme-editor').getByText('Placeholders of its texts').click();
  await part(page, 'scheme-editor').getByText('the body’s bytes as they are').waitFor();
  const rubbish = '{\n  "title": "x",\n  oops\n}';
  await part(page, 'scheme-text').fill(rubbish);
  assert.match(await text(page, 'scheme-faults'), /Line 3, column 3/);
  assert.equal(await title(page).isDisabled(), true);
  assert.equal(await part(page, 'scheme-text').getAttribute('aria-invalid'), 'true');
  assert.equal(await part(page, 'scheme-text').inputValue(), rubbish);
  await page.getByRole('button', { name: 'Line 3, column 3' }).click();
  const at = await part(page, 'scheme-text').evaluate((e) => [document.activeElement === e, e.value.slice(e.selectionStart, e.selectionEnd)]);
  assert.deepEqual(at, [true, 'o']);
}));

test('a scheme comes in by pasting or as a file, and a name that is there is not written over', () => here.visit(async (page, profile) => {
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  await make(page);
  await part(page, 'scheme-copy').click();
  const wrapped = { 'x-signpost-signature': { scheme: { title: 'acme', headers: { 'X-Other': '{signature}' } } } };
  await part(page, 'scheme-file').setInputFiles({ name: 'acme.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(wrapped)) });
  await page.waitForFunction(() => document.querySelector('[data-part="scheme-title"]').value === 'acme');
  await part(page, 'scheme-save').click();
  await said(page, 'A scheme named “Acme” is saved already');
  assert.deepEqual((await page.evaluate((key) => JSON.parse(localStorage[key]).schemes, KEY)).map((s) => s.title), ['Acme']);
  await title(page).fill('Acme 2');
  assert.equal(await part(page, 'scheme-replace').count(), 0);
  await title(page).fill('ACME');
  await part(page, 'scheme-save').click();
  await part(page, 'scheme-replace').click();
  await said(page, '“ACME” is saved');
  const stored = await page.evaluate((key) => JSON.parse(localStorage[key]).schemes, KEY);
  assert.deepEqual(stored.map((s) => [s.id, s.title, Object.keys(s.headers)]), [['own-acme', 'ACME', ['X-Other']]]);
  // Dropped, and no text at all.
  await part(page, 'scheme-change').click();
  const drop = (bytes, name) => page.evaluate(([bytes, name]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name));
    document.querySelector('[data-part="scheme-text"]').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [[...bytes], name]);
  await drop(Buffer.from([0xff, 0xfe]), 'image.png');
  await said(page, 'The file image.png is no text');
  const before = await text(page, 'scheme-text');
  await drop(Buffer.from('not a scheme'), 'notes.txt');
  await page.locator('[data-part="scheme-faults"]', { hasText: 'Line 1, column 1' }).waitFor();
  await drop(Buffer.from(before), 'again.json');
  await page.waitForFunction((text) => document.querySelector('[data-part="scheme-text"]').value === text, before);
  // What is copied and downloaded is what is shown.
  await page.getByRole('button', { name: 'Copy the scheme’s JSON' }).click();
  await page.waitForFunction(async (text) => (await navigator.clipboard.readText()) === text, before);
  const [download] = await Promise.all([page.waitForEvent('download'), part(page, 'scheme-download').click()]);
  assert.equal(download.suggestedFilename(), 'acme.scheme.json');
  assert.equal(fs.readFileSync(await download.path(), 'utf8'), before);
}));

test('a header field of no known scheme is where a scheme of one’s own begins', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const payload = '{"a":1}';
  const signature = crypto.createHmac('sha512', Buffer.from('00ff', 'hex')).update(`POST /hook ${payload}`).digest('base64');
  await part(page, 'verify-raw').fill(`POST /hook?x=1 HTTP/1.1\nHost: example.com\nX-Own-Signature: v=${signature}\n\n${payload}`);
  await verdict(page, 'unknown');
  // Said once, where something can be done with it.
  await page.getByRole('region', { name: 'Received request' }).getByText('describe it as a custom scheme').waitFor();
  assert.equal(await page.getByText('looks like a signature, but its scheme is not known').count(), 1);
  await part(page, 'scheme-new').click();
  // What its value tells is there already.
  assert.deepEqual(await json(page), { title: 'New scheme', algorithm: 'SHA-512', digest: 'base64', headers: { 'X-Own-Signature': 'v={signature}' } });
  await change(page, { key: { encoding: 'hex', prefix: 'key_' }, content: '{method} {path} {body}' });
  await part(page, 'verify-secret').fill('key_00ff');
  await verdict(page, 'valid');
  assert.equal(await text(page, 'verify-text'), `POST /hook ${payload}`);
  await part(page, 'scheme-save').click();
  await said(page, '“New scheme” is saved');
  await verdict(page, 'valid');
}));

test('a deleted scheme comes back; a draft that names it says that it is gone, and keeps what was typed', () => here.visit(async (page) => {
  await make(page);
  await open(page, here.site, 'superoffice/postWebhook');
  await choose(page, 'scheme', 'own-acme');
  await page.locator('[data-field="body:/Name"]').fill('kept');
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  await part(page, 'scheme-delete').click();
  await said(page, '“Acme” is deleted');
  const gone = async () => (await problems(page)).filter((p) => p.at === 'scheme').map((p) => p.severity);
  assert.deepEqual(await gone(), ['error']);
  assert.match(await text(page, 'problems'), /The saved scheme acme is no longer in this browser/);
  assert.equal(await chosen(page, 'scheme'), 'own-acme');
  assert.deepEqual(await page.evaluate((key) => JSON.parse(localStorage[key]).schemes, KEY), []);
  await page.reload();
  await ready(page);
  assert.deepEqual(await gone(), ['error']);
  assert.equal(await page.locator('[data-field="body:/Name"]').inputValue(), 'kept');
  assert.equal(await chosen(page, 'scheme'), 'own-acme');
  assert.match(await part(page, 'scheme').inputValue(), /not saved here/);
  assert.equal(await text(page, 'signature'), '');

  await make(page);
  await part(page, 'scheme-delete').click();
  await said(page, '“Acme” is deleted');
  assert.ok(!(await schemes(page)).includes('own-acme'));
  await part(page, 'scheme-undo').click();
  await said(page, '“Acme” is there again');
  assert.ok((await schemes(page)).includes('own-acme'));
  await page.goto(`${here.site.url}#/superoffice/postWebhook`);
  await ready(page);
  assert.deepEqual(await gone(), []);
}));

test('storage that is damaged, full or forbidden is answered in words, and nothing is lost', async () => {
  await here.visit(async (page, profile) => {
    await profile.addInitScript((key) => { if (!localStorage[key]) localStorage[key] = 'rubbish'; }, KEY);
    await make(page).catch(() => {});
    await part(page, 'scheme-kept').waitFor();
    assert.match(await text(page, 'scheme-kept'), /damaged/);
    assert.ok((await schemes(page)).includes('own-acme'), 'it is there for now');
    assert.equal(await page.evaluate((key) => localStorage[key], KEY), 'rubbish');
    await part(page, 'scheme-discard').click();
    await said(page, 'discarded');
    assert.match(await page.evaluate((key) => localStorage[key], KEY), /own-acme/);
  });
  await here.visit(async (page, profile) => {
    await profile.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
    await make(page);
    assert.match(await text(page, 'scheme-kept'), /storage is full/);
    assert.ok((await schemes(page)).includes('own-acme'));
    assert.deepEqual(page.errors, []);
  });
  await here.visit(async (page, profile) => {
    await profile.addInitScript(() => { Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }); });
    await make(page);
    assert.match(await text(page, 'scheme-kept'), /does not allow storage/);
    assert.deepEqual(page.errors, []);
  });
});

test('a scheme is copied, changed, saved and deleted by keyboard alone', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const tabTo = async (selector, back = false) => {
    for (let i = 0; i < 120; i++) {
      if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
      await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  const named = (name) => `[data-part="${name}"]`;
  await tabTo(named('verify-scheme'));
  await page.keyboard.type('Stripe');
  await tabTo(named('scheme-copy'));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.dataset.part === 'scheme-title');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Keys');
  await tabTo(named('scheme-text'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('{"title": "Keys", "headers": {"X-Keys": "{signature}"}}');
  await tabTo(named('scheme-save'), true);
  await page.keyboard.press('Enter');
  await said(page, '“Keys” is saved');
  await page.waitForFunction(() => document.activeElement?.dataset.part === 'verify-scheme');
  await tabTo(named('scheme-delete'));
  await page.keyboard.press('Enter');
  await said(page, '“Keys” is deleted');
  await tabTo(named('scheme-undo'));
  await page.keyboard.press('Enter');
  await said(page, '“Keys” is there again');
  assert.ok((await schemes(page)).includes('own-keys'));
  const announced = await page.locator('[role="status"]').allTextContents();
  assert.ok(announced.includes('“Keys” is there again'));
}));

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 1400, height: 1000 }, { width: 390, height: 844 }]) {
    test(`axe: ${colorScheme}, ${viewport.width} px`, () => here.visit(async (page) => {
      await openVerify(page, here.site);
      await choose(page, 'verify-scheme', 'rfc9421');
      await part(page, 'scheme-copy').click();
      for (const details of await part(page, 'scheme-editor').locator('summary').all()) await details.click();
      await change(page, { colour: 'red', content: '{bdy}' });
      await part(page, 'scheme-save').click();
      await said(page, 'Correct the errors below first');
      const open = await serious(page);
      await part(page, 'scheme-text').fill('{');
      const broken = await serious(page);
      await fits(page);
      await part(page, 'scheme-close').click();
      assert.deepEqual([...open, ...broken, ...(await serious(page))], []);
    }, { viewport, colorScheme }));
  }
}
