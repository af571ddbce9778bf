// A file as the raw body: its bytes are what is shown, signed, sent and put into snippets, whatever they are.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { aim, body, choose, field, fill, open, part, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { world } from '../lib/test.mjs';

const here = world();
// A byte order mark, no UTF-8, CR LF, and NUL: nothing that a text box holds.
const BINARY = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0xe9, 0x7d, 0x0d, 0x0a, 0x00]);
const file = (buffer, name = 'pay load.bin') => ({ name, mimeType: 'application/octet-stream', buffer });
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');

const load = (page, chosen) => part(page, 'raw-file').setInputFiles(chosen);
const hex = (page) => page.getByRole('button', { name: 'Body in hex', exact: true });

test('a file that is no text is signed and sent byte for byte', () => here.visit(async (page) => {
  const receiver = await receive();
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'before');
  const before = await body(page);
  await choose(page, 'scheme', 'github');
  await part(page, 'secret').fill('hush');
  await load(page, file(BINARY));
  await part(page, 'raw-loaded').waitFor();
  assert.match(await text(page, 'raw-loaded'), /pay load\.bin.*9 bytes/);
  assert.match(await page.locator('.raw-in-force').textContent(), /The file pay load\.bin is the body/);
  assert.equal(await part(page, 'raw').count(), 0, 'no text box shows it as something else');
  assert.match(await text(page, 'raw-bytes'), /^00000000 {2}ef bb bf 7b e9 7d 0d 0a {2}00/);
  assert.equal(await text(page, 'body-length'), '9 bytes');
  assert.equal(await text(page, 'body-sha256'), sha256(BINARY));
  const signature = `sha256=${crypto.createHmac('sha256', 'hush').update(BINARY).digest('hex')}`;
  assert.equal(await text(page, 'signature'), `X-Hub-Signature-256: ${signature}`);
  await choose(page, 'snippet-target', 'curl');
  const snippet = await text(page, 'snippet');
  assert.match(snippet, /--data-binary '@pay load\.bin'$/m);

  await fill(page, 'server:url', receiver.url);
  await aim(page, 'direct');
  const arrived = receiver.next();
  await part(page, 'send').click();
  const { body: sent, headers } = await arrived;
  assert.deepEqual(sent, BINARY);
  assert.equal(headers.find(([name]) => name === 'x-hub-signature-256')[1], signature);
  await receiver.close();

  await hex(page).click();
  const names = await part(page, 'raw-bytes').locator('[data-name]').evaluateAll((l) => l.map((e) => e.dataset.name));
  assert.deepEqual(names, ['BOM', '0xE9', 'CR LF', 'NUL']);
  await part(page, 'raw-remove').click();
  assert.equal(await body(page), before, 'the form is the body again');
  await part(page, 'undo').click();
  assert.equal(await text(page, 'body-sha256'), sha256(BINARY));
  await part(page, 'undo').click();
  assert.equal(await field(page, 'server:url').inputValue(), '');
  await part(page, 'undo').click();
  assert.equal(await body(page), before);
  assert.deepEqual(page.errors, []);
}));

test('a file of text is raw text; one with CR LF stays as it is and fills the form all the same', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  const plain = '{ "Name" : "Zoë" }\n';
  await load(page, file(Buffer.from(plain), 'a.json'));
  await page.waitForFunction(() => document.querySelector('[data-part="raw"]').value.includes('Zoë'));
  assert.equal(await body(page), plain);
  assert.equal(await field(page, 'body:/Name').inputValue(), 'Zoë');
  const lines = '{\r\n  "Name": "two"\r\n}\r\n';
  await load(page, file(Buffer.from(lines), 'b.json'));
  await part(page, 'raw-loaded').waitFor();
  assert.equal(await text(page, 'body-sha256'), sha256(lines));
  assert.equal(await field(page, 'body:/Name').inputValue(), 'two');
  await fill(page, 'body:/Name', 'three');
  assert.equal(await part(page, 'raw-loaded').count(), 0);
  assert.match(await body(page), /"three"/);
}));

test('a file of 20 MB is signed and sent whole, and the page goes on', () => here.visit(async (page) => {
  const large = Buffer.alloc(20 << 20, 'Zo\u00eb \u2013 0123456789abcdef\r\n');
  const signature = `sha256=${crypto.createHmac('sha256', 'hush').update(large).digest('hex')}`;
  const chosen = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'signpost-')), 'large.json');
  fs.writeFileSync(chosen, large);
  const receiver = await receive();
  await open(page, here.site, 'superoffice/postWebhook');
  await choose(page, 'scheme', 'github');
  await part(page, 'secret').fill('hush');
  await load(page, chosen);
  await part(page, 'raw-loaded').waitFor();
  assert.match(await text(page, 'body-length'), /^20.?971.?520 bytes$/);
  assert.equal(await text(page, 'body-sha256'), sha256(large));
  assert.equal(await text(page, 'signature'), `X-Hub-Signature-256: ${signature}`);
  await fill(page, 'server:url', `${receiver.url}/large`);
  await aim(page, 'direct');
  const arrived = receiver.next();
  await part(page, 'send').click();
  const { target, headers, body: sent } = await arrived;
  assert.equal(target, '/large/api/v1/Webhook');
  assert.ok(sent.equals(large), `${sent.length} bytes`);
  assert.equal(headers.find(([name]) => name === 'x-hub-signature-256')[1], signature);
  assert.deepEqual(page.errors, []);
  await receiver.close();
}));

test('a dropped file is the body; a file dropped beside it does not open in place of the page', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  const drop = (selector) => page.evaluate(([selector, bytes]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], 'dropped.bin'));
    const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector(selector).dispatchEvent(event);
    return event.defaultPrevented;
  }, [selector, [...BINARY]]);
  assert.equal(await drop('[data-part="wire"]'), true);
  assert.equal(await part(page, 'raw-loaded').count(), 0);
  assert.equal(await drop('[data-part="raw-bytes"]'), true);
  await part(page, 'raw-loaded').waitFor();
  assert.equal(await text(page, 'body-sha256'), sha256(BINARY));
}));

test('a loaded file is not stored, and the page says so', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await load(page, file(BINARY, 'canary.bin'));
  await page.getByText(/The file that is the body is not stored/).waitFor();
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!stored.includes('canary'), stored);
}));

test('the bytes of any body can be looked at', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  const more = page.locator('[data-more="body"]');
  await more.click();
  assert.equal(await part(page, 'raw-bytes').count(), 0);
  await more.click();
  await part(page, 'raw').fill('{"a": "b\u00a0\u200b"}\n');
  const names = await part(page, 'raw-bytes').locator('[data-name]').evaluateAll((l) => l.map((e) => e.dataset.name));
  assert.equal(names.length, 3, names.join());
  await hex(page).click();
  assert.match(await text(page, 'raw-bytes'), /c2 a0/);
  await more.click();
  assert.equal(await part(page, 'raw-bytes').count(), 0);
}));
