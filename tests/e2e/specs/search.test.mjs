// The search for a cause, and verifying, over large bodies: no long task, progress, and a way to stop.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { SECRET, drop, rich, watch } from '../lib/hunt.mjs';
import { choose, chosen, part, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';
import { cause as causeOf, hex, openVerify, verdict as verdictOf } from '../lib/verify.mjs';

const here = world();
const LONGEST = 50;
const LARGE = 20 << 20;

const verdict = (page, word) => verdictOf(page, word, { timeout: 120_000 });
const cause = (page, word) => causeOf(page, word, { timeout: 300_000 });

function short(tasks) {
  assert.ok(tasks.length > 20);
  assert.deepEqual(tasks.filter((ms) => ms > LONGEST), []);
}

function grows(list) {
  assert.ok(list.length >= 2, `shown: ${list}`);
  assert.deepEqual(list, [...list].sort((a, b) => a - b));
}

// A request with 20 MB of lines, made in the page before anything is measured, and dropped.
async function large(page, head, { line = LINE, size = LARGE, tail = '' } = {}) {
  await page.evaluate(([head, line, size, tail]) => {
    window.file = new File([head, line.repeat(Math.ceil(size / line.length)).slice(0, size), tail], 'large.http');
  }, [head, line, size, tail]);
  const end = await watch(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(window.file);
    document.querySelector('[data-part="verify-file"]').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  return end;
}

const LINE = '{"a":"0123456789 é"}\n';
const body = Buffer.from(LINE.repeat(Math.ceil(LARGE / LINE.length)).slice(0, LARGE));
const github = (signature) => `POST /hook HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=${signature}\n\n`;

test('10,000 candidates over 100 KB, in short tasks, with progress', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const end = await watch(page);
  await drop(page, rich(100_000));
  assert.equal(await chosen(page, 'verify-scheme'), 'hubspot-v3');
  await part(page, 'verify-secret').fill(SECRET);
  await cause(page, 'nothing');
  const said = await text(page, 'verify-cause');
  const tried = Number(said.match(/None of ([\d,]+) candidates/)[1].replaceAll(',', ''));
  assert.ok(tried >= 10_000, said);
  const { tasks, shown } = await end();
  grows(shown);
  short(tasks);
}));

test('a search over 100 KB is stopped, and nothing goes on behind it', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const end = await watch(page);
  await drop(page, rich(100_000));
  await part(page, 'verify-secret').fill(SECRET);
  await part(page, 'verify-stop').click();
  await cause(page, 'stopped');
  const shown = await page.evaluate(() => window.shown.slice());
  await page.evaluate(async () => {
    for (let i = 0; i < 20; i++) await new Promise(requestAnimationFrame);
  });
  assert.deepEqual(await page.evaluate(() => window.shown), shown);
  assert.equal(await part(page, 'verify-progress').count(), 0);
  short((await end()).tasks);
}));

// A SuperOffice delivery whose members a proxy sorted: the documented order is the one that was signed.
const sorted = (at) => {
  const signed = { EventId: `8337ae4a-${at}`, Timestamp: '2018-04-24T07:50:50Z', Changes: ['name'], Event: 'contact.changed',
    PrimaryKey: at, Entity: 'contact', ContextIdentifier: 'Cust1234', ChangedByAssociateId: 316, WebhookName: 'Mine' };
  const here = JSON.stringify(Object.fromEntries(Object.entries(signed).sort(([a], [b]) => (a < b ? -1 : 1))));
  const signature = crypto.createHmac('sha256', SECRET).update(JSON.stringify(signed)).digest('base64');
  return `POST /hook HTTP/1.1\nHost: example.com\nX-SuperOffice-Signature: ${signature}\n\n${here}`;
};

test('what is documented decides also where it comes late, and is asked for once', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  let asked = 0;
  let answer;
  const late = new Promise((done) => { answer = done; });
  await page.route('**/catalog/index.json', async (route) => {
    asked += 1;
    await late;
    await route.continue();
  });
  await part(page, 'verify-raw').fill(sorted(1));
  await part(page, 'verify-secret').fill(SECRET);
  await cause(page, 'nothing');
  answer();
  await cause(page, 'found');
  assert.match(await text(page, 'verify-cause'), /keys in the order of a documented delivery/);
  await part(page, 'verify-raw').fill(sorted(2));
  await page.locator('[data-part="verify-cause"]').waitFor({ state: 'detached' });
  await cause(page, 'found');
  assert.equal(asked, 1);
}));

test('nothing is run while what is documented is waited for', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const asked = page.waitForRequest('**/catalog/index.json');
  await page.route('**/catalog/index.json', () => {});
  await page.evaluate(() => {
    window.messages = 0;
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (...all) { window.messages += 1; return post.apply(this, all); };
  });
  await part(page, 'verify-raw').fill(sorted(1));
  await part(page, 'verify-secret').fill(SECRET);
  await asked;
  const waiting = await page.evaluate(() => new Promise((done) => { setTimeout(() => done(window.messages), 100); }));
  assert.equal(waiting, 0);
  await cause(page, 'nothing');
}));

test('20 MB are verified in short tasks', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const end = await large(page, github(hex(SECRET, body)));
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  const { tasks } = await end();
  assert.equal(await part(page, 'verify-digest').textContent(), hex(SECRET, body));
  assert.ok((await text(page, 'verify-text')).length < 100_000, 'a page of it is drawn');
  short(tasks);
}));

test('verifying 20 MB shows its progress', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const end = await large(page, github(hex(SECRET, body)));
  // However fast the machine is, several reports are due.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 8 });
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  grows((await end()).shown);
}));

test('a scheme that signs a hash of the body reads 20 MB in short tasks', () => here.visit(async (page) => {
  const digest = `sha-256=:${crypto.createHash('sha256').update(body).digest('base64')}:`;
  const params = '("content-digest");created=1700000000';
  const signature = crypto.createHmac('sha256', SECRET).update(`"content-digest": ${digest}\n"@signature-params": ${params}`).digest('base64');
  await openVerify(page, here.site);
  const end = await large(page, `POST / HTTP/1.1\nContent-Digest: ${digest}\nSignature-Input: a=${params}\nSignature: a=:${signature}:\n\n`);
  await part(page, 'verify-secret').fill(Buffer.from(SECRET).toString('base64'));
  await verdict(page, 'valid');
  short((await end()).tasks);
}));

test('a scheme that signs members of the body finds them in 20 MB in short tasks', () => here.visit(async (page) => {
  const token = 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0';
  const signature = crypto.createHmac('sha256', SECRET).update(`1529006854${token}`).digest('hex');
  const tail = `0],"signature":{"token":"${token}","timestamp":"1529006854","signature":"${signature}"}}`;
  await openVerify(page, here.site);
  const line = '{"a":"0123456789 é","b":[12.5,null]},';
  const size = Math.floor(LARGE / line.length) * line.length;
  const end = await large(page, 'POST / HTTP/1.1\nHost: example.com\n\n{"event-data":[', { line, size, tail });
  await choose(page, 'verify-scheme', 'mailgun');
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  short((await end()).tasks);
}));

test('a scheme that signs the fields of a form reads one of 20 MB in short tasks', () => here.visit(async (page) => {
  const line = 'x%C3%A9+'.repeat(1 << 17);
  const value = 'xé '.repeat((1 << 17) * (LARGE / line.length));
  const signature = crypto.createHmac('sha1', SECRET).update(`https://example.com/hooka1b${value}`).digest('base64');
  await openVerify(page, here.site);
  const end = await large(page, `POST /hook HTTP/1.1\nHost: example.com\nContent-Type: application/x-www-form-urlencoded\nX-Twilio-Signature: ${signature}\n\na=1&b=`, { line });
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'valid');
  short((await end()).tasks);
}));

test('verifying 20 MB is stopped', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  await large(page, github(hex(SECRET, body)));
  // Until then a worker reads the request without a secret, which can be stopped too.
  await verdict(page, 'secret');
  // It may be done sooner than a hand can be moved to the button.
  await page.evaluate(() => new MutationObserver((_, self) => {
    const stop = document.querySelector('[data-part="verify-stop"]');
    if (!stop) return;
    self.disconnect();
    stop.click();
  }).observe(document.body, { childList: true, subtree: true }));
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'stopped');
  await part(page, 'verify-secret').fill(`${SECRET} `);
  await verdict(page, 'running');
}));

test('the cause is found in 20 MB, in short tasks', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const end = await large(page, github(hex(SECRET, body, '\n')));
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'mismatch');
  await cause(page, 'found');
  assert.match(await text(page, 'verify-cause'), /with a newline \(LF\) after it/);
  short((await end()).tasks);
}));

test('a search over 20 MB goes on in short tasks, and is stopped', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const end = await large(page, github(hex('another', body)));
  await part(page, 'verify-secret').fill(SECRET);
  await verdict(page, 'mismatch');
  await page.waitForFunction(() => Number(document.querySelector('[data-part="verify-progress"]')?.getAttribute('value')) > 30, null, { timeout: 120_000 });
  await part(page, 'verify-stop').click();
  await cause(page, 'stopped');
  short((await end()).tasks);
}));
