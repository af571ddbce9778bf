// The Web Worker: fetched when it is first needed, and what is said where it cannot start or stops.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drop } from '../lib/hunt.mjs';
import { part, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';
import { cause, hex, openVerify, verdict } from '../lib/verify.mjs';

const here = world();
const SECRET = 'a secret';
const delivery = `POST / HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=${hex(SECRET, '{"a":1}')}\n\n{ "a": 1 }`;

async function paste(page) {
  await openVerify(page, here.site);
  await part(page, 'verify-raw').fill(delivery);
  await part(page, 'verify-secret').fill(SECRET);
}

test('the worker is fetched only when it is needed', () => here.visit(async (page) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await openVerify(page, here.site);
  assert.deepEqual(fetched.filter((path) => path.includes('worker')), []);
  await paste(page);
  await cause(page, 'found');
  assert.ok(fetched.some((path) => path.endsWith('start-worker.js')), `${fetched}`);
}));

const faults = {
  'its loader is not there': ['start-worker.js', (route) => route.fulfill({ status: 404, body: 'not found' })],
  'its glue is not there': ['worker.js', (route) => route.fulfill({ status: 404, body: 'not found' })],
  'its program is not there': ['worker_bg.wasm', (route) => route.fulfill({ status: 404, body: 'not found' })],
  'its program is a web page': ['worker_bg.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })],
  'its loader is cut short': ['start-worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'try {' })],
};
for (const [what, [file, answer]] of Object.entries(faults)) {
  test(`where ${what}, the page says so, keeps what was pasted and tries again when asked`, () => here.visit(async (page) => {
    await page.context().route(`**/${file}`, answer);
    await paste(page);
    await cause(page, 'failed');
    assert.match(await text(page, 'verify-cause'), /^.The search for the cause cannot run\. .+\.$/);
    await page.context().unroute(`**/${file}`);
    await part(page, 'verify-retry').click();
    await cause(page, 'found');
    assert.equal(await part(page, 'verify-raw').inputValue(), delivery);
  }));
}

test('where a large request cannot be verified, the page says so and tries again when asked', () => here.visit(async (page) => {
  await page.context().route('**/worker_bg.wasm', (route) => route.fulfill({ status: 404, body: 'not found' }));
  await openVerify(page, here.site);
  const body = 'a line\n'.repeat(100_000);
  await drop(page, `POST / HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=${hex(SECRET, body)}\n\n${body}`);
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'failed');
  assert.match(await text(page, 'verify-verdict'), /could not be verified\. ./);
  await page.context().unroute('**/worker_bg.wasm');
  await part(page, 'verify-retry').click();
  await verdict(page, 'valid');
  assert.equal(await part(page, 'verify-digest').textContent(), hex(SECRET, body));
}));

test('a change while a large request is verified starts it again, with what is there then', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const body = 'a line\n'.repeat(1_000_000);
  await drop(page, `POST / HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=${hex(SECRET, body)}\n\n${body}`);
  await part(page, 'verify-secret').fill('another');
  await verdict(page, 'running');
  await part(page, 'verify-stop').waitFor();
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  assert.deepEqual(page.errors, []);
}));

test('a worker whose file never comes is said to hang, and is tried again when asked', () => here.visit(async (page) => {
  const held = [];
  await page.context().route('**/worker_bg.wasm', (route) => { held.push(route); });
  await paste(page);
  await page.locator('[data-part="verify-retry"]').waitFor();
  assert.match(await page.locator('.cause').textContent(), /still loading/);
  await page.context().unroute('**/worker_bg.wasm');
  await part(page, 'verify-retry').focus();
  await page.keyboard.press('Enter');
  // A browser fetches an address once at a time.
  for (const route of held) await route.abort().catch(() => {});
  await cause(page, 'found');
  assert.ok(await page.evaluate(() => document.activeElement !== document.body), 'the focus is not lost');
}));

test('a worker of another build is refused', () => here.visit(async (page) => {
  const posts = `postMessage([JSON.stringify({ Ready: { build: 'another' } }), null]);`;
  await page.context().route('**/start-worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: posts }));
  await paste(page);
  await cause(page, 'failed');
  assert.match(await text(page, 'verify-cause'), /another version of Signpost: reload the page/);
}));

test('a worker that stops because of a fault is reported', () => here.visit(async (page) => {
  const program = `postMessage([JSON.stringify({ Failed: 'Its program stopped because of an error: x' }), null]); setTimeout(() => { throw new Error('later'); });`;
  await page.context().route('**/start-worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: program }));
  await paste(page);
  await cause(page, 'failed');
  assert.match(await text(page, 'verify-cause'), /stopped because of an error: x\./);
}));
