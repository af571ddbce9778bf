// The Web Worker: fetched when it is first needed, and what is said where it cannot start or stops.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { part, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';
import { cause, hex, openVerify } from '../lib/verify.mjs';

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
    assert.match(await text(page, 'verify-cause'), /^.The search for the cause cannot run\. .+\.Try again$/);
    await page.context().unroute(`**/${file}`);
    await part(page, 'verify-retry').click();
    await cause(page, 'found');
    assert.equal(await part(page, 'verify-raw').inputValue(), delivery);
  }));
}

test('a worker of another build is refused', () => here.visit(async (page) => {
  const posts = `postMessage([JSON.stringify({ Ready: { build: 'another' } }), null]);`;
  await page.context().route('**/start-worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: posts }));
  await paste(page);
  await cause(page, 'failed');
  assert.match(await text(page, 'verify-cause'), /another version of Signpost: reload the page/);
}));

test('a worker that stops because of a fault is reported', () => here.visit(async (page) => {
  const program = `postMessage([JSON.stringify({ Failed: 'Its program stopped because of a fault in it: x' }), null]); setTimeout(() => { throw new Error('later'); });`;
  await page.context().route('**/start-worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: program }));
  await paste(page);
  await cause(page, 'failed');
  assert.match(await text(page, 'verify-cause'), /stopped because of a fault in it: x\./);
}));
