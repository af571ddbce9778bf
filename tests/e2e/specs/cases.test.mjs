// All cases of a delivery in one run, in the sandbox and against a receiver on loopback that verifies with
// Node's crypto; the way of a delivery to the page that verifies and back; and how few clicks it takes.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { aim, body, cases, choose, fill, open, part, problems, send, text, unfold } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { catalogued } from '../lib/site.mjs';
import { stores } from '../lib/stores.mjs';
import { world } from '../lib/test.mjs';
import { verdict } from '../lib/verify.mjs';

// A webhook whose documented scheme gives every case something to change.
const orders = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  webhooks: {
    order: {
      post: {
        summary: 'An order was placed',
        requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } } },
        responses: { 204: { description: 'Received' } },
        'x-signpost-signature': { scheme: 'standard-webhooks' },
      },
    },
  },
};
const here = world({ change: catalogued([{ id: 'orders', title: 'Orders' }], { orders: Buffer.from(JSON.stringify(orders)) }) });
const DELIVERY = 'superoffice/postWebhook/delivery';
const SECRET = `whsec_${Buffer.from('canary of the secret 123').toString('base64')}`;
const ALL = ['', 'wrong-secret', 'stale', 'future', 'altered', 'unsigned', 'rotation', 'duplicate'];
const field = (request, name) => request.headers.find(([n]) => n === name)?.[1];

// A receiver of Standard Webhooks, as its specification has it.
function careful({ headers, body: bytes }) {
  const [id, time, list] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => field({ headers }, name));
  const key = Buffer.from(SECRET.replace('whsec_', ''), 'base64');
  const own = crypto.createHmac('sha256', key).update(`${id}.${time}.`).update(bytes).digest('base64');
  if (!list?.split(' ').includes(`v1,${own}`)) return { status: 401 };
  return { status: Math.abs(Date.now() / 1000 - Number(time)) > 300 ? 400 : 200 };
}

// SuperOffice's delivery, signed by Standard Webhooks, in which every case changes something.
async function standard(page, url) {
  await open(page, here.site, DELIVERY);
  await fill(page, 'server:url', url);
  await choose(page, 'scheme', 'standard-webhooks');
  await part(page, 'secret').fill(SECRET);
}

// The rows of the table: what they are of, their state, and their cells.
const rows = (page) => part(page, 'cases').locator('tbody tr').evaluateAll((all) => all.map((row) => ({
  spoil: row.dataset.case,
  result: row.dataset.result,
  title: row.querySelector('th').firstChild.textContent,
  reason: row.querySelector('.case-reason')?.textContent ?? '',
  cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent),
})));

async function runAll(page) {
  await part(page, 'run-cases').click();
  await page.locator('[data-part="cases"][aria-busy="false"]').waitFor();
  return rows(page);
}

test('in the sandbox the cases follow the scheme that was chosen', () => here.visit(async (page) => {
  await standard(page, 'https://example.com/hook');
  const found = await runAll(page);
  assert.deepEqual(found.map((row) => row.result), ALL.map(() => 'as-expected'), JSON.stringify(found));
}));

test('in the sandbox every case is answered as it must be, and the table says so', () => here.visit(async (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page, here.site, 'orders/order');
  await fill(page, 'body:/id', 'o-1');
  await fill(page, 'server:url', 'https://example.com/hook');
  await part(page, 'secret').fill(SECRET);
  await page.waitForLoadState('networkidle');
  const before = asked.length;
  const found = await runAll(page);
  assert.deepEqual(found.map((row) => row.spoil), ALL);
  assert.deepEqual(found.map((row) => row.result), ALL.map(() => 'as-expected'), JSON.stringify(found));
  for (const { spoil, cells: [expected, actual, said] } of found) {
    const accepted = ['', 'rotation', 'duplicate'].includes(spoil);
    assert.equal(expected, accepted ? 'Accepted (2xx)' : 'Refused (4xx)', spoil);
    assert.match(actual, accepted ? /^2\d\d / : /^4\d\d /, spoil);
    assert.equal(said, '✓ As expected', spoil);
  }
  await page.getByText('8 as expected, 0 not as expected', { exact: true }).waitFor();
  const announced = await page.locator('[role="status"]').allTextContents();
  assert.ok(announced.includes('All cases are done: 8 as expected, 0 not as expected'), announced.join('|'));
  assert.deepEqual(asked.slice(before), [], 'the sandbox is in the page');
  // The run is not the reply to a request that was sent by itself.
  assert.equal(await part(page, 'status').count(), 0);
  await fill(page, 'body:/id', 'o-2');
  await page.getByText('The delivery has changed since.').waitFor();
  await part(page, 'close-cases').click();
  assert.equal(await part(page, 'cases').count(), 0);
  assert.deepEqual(page.errors, []);
}));

test('a receiver gets each case, and is shown where it does what it must not', () => here.visit(async (page) => {
  let answer = careful;
  const receiver = await receive((request) => answer(request));
  await standard(page, `${receiver.url}/hook`);
  await aim(page, 'direct');
  assert.deepEqual((await runAll(page)).map((row) => row.result), ALL.map(() => 'as-expected'));
  const sent = receiver.requests;
  assert.equal(sent.length, ALL.length);
  assert.ok(sent.every(({ method, target }) => method === 'POST' && target === '/hook'));
  const [valid, wrong, stale, future, altered, unsigned, rotation, duplicate] = sent;
  assert.deepEqual([careful(valid), careful(rotation), careful(duplicate)].map((a) => a.status), [200, 200, 200]);
  for (const one of [wrong, altered, unsigned]) assert.equal(careful(one).status, 401);
  for (const one of [stale, future]) assert.equal(careful(one).status, 400);
  assert.equal(field(unsigned, 'webhook-signature'), undefined);
  assert.equal(field(rotation, 'webhook-signature').split(' ').length, 2);
  assert.equal(field(duplicate, 'webhook-id'), field(valid, 'webhook-id'), 'a duplicate repeats the valid one');
  assert.equal(new Set(sent.slice(0, -1).map((one) => field(one, 'webhook-id'))).size, ALL.length - 1);
  assert.equal(valid.body.toString(), await body(page), 'the draft itself is left as it is');
  await page.getByText(`Sent to ${receiver.url}/hook.`).waitFor();

  // One that accepts everything.
  answer = () => ({ status: 200 });
  const careless = await runAll(page);
  const must = ['wrong-secret', 'stale', 'future', 'altered', 'unsigned'];
  assert.deepEqual(careless.filter((row) => row.result === 'not-as-expected').map((row) => row.spoil), must);
  for (const row of careless.filter(({ spoil }) => must.includes(spoil))) {
    assert.deepEqual(row.cells, ['Refused (4xx)', '200 OK', '✕ Not as expected'], row.spoil);
    assert.notEqual(row.reason, '', `${row.spoil} says why`);
  }
  await page.getByText('3 as expected, 5 not as expected', { exact: true }).waitFor();

  // One that is not there any more.
  await receiver.close();
  assert.deepEqual((await runAll(page)).map((row) => row.result), ALL.map(() => 'failed'));
  assert.deepEqual(page.errors, []);
}));

test('a run can be stopped by keyboard, and nothing is sent after that', () => here.visit(async (page) => {
  let release;
  const held = new Promise((done) => { release = done; });
  const receiver = await receive(() => ({ ...(receiver.requests.length > 2 ? { hold: held } : {}), status: 200 }));
  await standard(page, `${receiver.url}/hook`);
  await aim(page, 'direct');
  await part(page, 'run-cases').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-part="cases"] [data-case="stale"][data-result="sending"]').waitFor();
  assert.equal(await part(page, 'cases').getAttribute('aria-busy'), 'true');
  assert.equal(await text(page, 'run-cases'), 'Stop');
  assert.ok(await part(page, 'run-cases').evaluate((e) => e === document.activeElement), 'the focus stays');
  await page.keyboard.press('Enter');
  await page.locator('[data-part="cases"][aria-busy="false"]').waitFor();
  const [valid, wrong, ...others] = await rows(page);
  assert.deepEqual([valid.result, wrong.result], ['as-expected', 'not-as-expected'], 'what came before stays');
  assert.deepEqual(others.map((row) => row.result), others.map(() => 'stopped'));
  assert.equal(await text(page, 'run-cases'), 'Run all cases');
  const announced = await page.locator('[role="status"]').allTextContents();
  assert.ok(announced.includes('Stopped'), announced.join('|'));
  release();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  assert.ok(receiver.requests.length <= 3, 'nothing is sent any more');
  assert.deepEqual((await rows(page)).map((row) => row.result).slice(2), others.map(() => 'stopped'));
  // It begins again from the first case.
  assert.ok((await runAll(page)).every((row) => ['as-expected', 'not-as-expected'].includes(row.result)));
  await receiver.close();
}));

test('the table is copied as Markdown', () => here.visit(async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, here.site, DELIVERY);
  await part(page, 'secret').fill('canary of the secret');
  const shown = await runAll(page);
  await page.getByRole('button', { name: 'Copy the table as Markdown' }).click();
  await page.locator('.case-run').getByText('Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [head, rule, ...lines] = copied.trimEnd().split('\n').map((line) => line.slice(2, -2).split(' | '));
  assert.deepEqual(head, ['Case', 'Expected', 'Actual', 'Verdict', 'Note']);
  assert.ok(rule.every((cell) => cell === '---') && rule.length === head.length);
  assert.deepEqual(
    lines.map((cells) => cells.slice(0, 4)),
    shown.map(({ title, cells: [expected, actual, said] }) => [title, expected, actual, said.replace(/^\W+ /, '')]),
  );
  for (const [i, row] of shown.entries()) if (row.reason) assert.equal(lines[i][4], row.reason);
  assert.ok(!copied.includes('canary'), 'without the secret');
}));

test('a case that changes nothing says why, in the menu and in the table, and cannot be chosen', () => here.visit(async (page) => {
  await open(page, here.site, DELIVERY);
  await part(page, 'secret').fill('s');
  // SuperOffice signs no time, has one signature, and nothing tells two deliveries apart.
  const out = ['stale', 'future', 'rotation', 'duplicate'];
  const listed = await (await cases(page)).locator('[data-spoil]').evaluateAll((all) => all.map((e) => ({
    spoil: e.dataset.spoil,
    disabled: e.getAttribute('aria-disabled') === 'true',
    why: document.getElementById(e.getAttribute('aria-describedby'))?.textContent ?? '',
  })));
  assert.deepEqual(listed.map((one) => one.spoil), ALL);
  assert.deepEqual(listed.filter((one) => one.disabled).map((one) => one.spoil), out);
  assert.match(listed.find((one) => one.spoil === 'stale').why, /signs no time/);
  assert.match(listed.find((one) => one.spoil === 'rotation').why, /one signature only/);
  const before = await text(page, 'wire');
  await page.locator('[data-spoil="stale"]').click({ force: true });
  assert.equal(await text(page, 'wire'), before);
  assert.equal(await part(page, 'due').count(), 0);
  const found = await runAll(page);
  for (const { spoil, result, reason, cells } of found) {
    assert.equal(result, out.includes(spoil) ? 'inapplicable' : 'as-expected', spoil);
    if (!out.includes(spoil)) continue;
    assert.deepEqual(cells, ['', 'Not sent', 'Does not apply']);
    assert.equal(reason, listed.find((one) => one.spoil === spoil).why, spoil);
  }
  await page.getByText('4 as expected, 0 not as expected, 4 not applicable', { exact: true }).waitFor();
}));

test('Open in Verify takes the message and the secret along, and its link leads back', () => here.visit(async (page) => {
  const receiver = await receive(careful);
  await standard(page, `${receiver.url}/hook?tenant=7`);
  await fill(page, 'body:/WebhookName', 'Zoë');
  const message = (await text(page, 'wire')).replaceAll('\r\n', '\n');
  const bytes = await body(page);
  await part(page, 'open-in-verify').click();
  await verdict(page, 'valid');
  assert.equal(new URL(page.url()).hash, '#/verify');
  assert.equal(await part(page, 'verify-raw').inputValue(), message);
  assert.ok(message.endsWith(bytes));
  assert.equal(await part(page, 'verify-secret').inputValue(), SECRET);
  assert.equal(await part(page, 'verify-scheme').evaluate((e) => e.dataset.value), 'standard-webhooks');
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  assert.ok(!(await stores(page)).includes(SECRET.slice(6)), 'the secret is not stored on its way');

  await part(page, 'send-again').click();
  await part(page, 'run-cases').waitFor();
  assert.equal(new URL(page.url()).hash, `#/${DELIVERY}`);
  await unfold(page);
  assert.equal(await body(page), bytes);
  assert.equal(await part(page, 'secret').inputValue(), SECRET);
  assert.match(await send(page, 'direct'), /^200/);
  assert.equal(receiver.requests.at(-1).body.toString(), bytes);
  assert.equal(receiver.requests.at(-1).target, '/hook?tenant=7');

  // A case that is spoiled is found to be so there.
  await (await cases(page)).locator('[data-spoil="altered"]').click();
  await part(page, 'open-in-verify').click();
  await verdict(page, 'mismatch');
  assert.deepEqual(page.errors, []);
  await receiver.close();
}));

// A page whose presses are counted.
async function counted(page) {
  let clicks = 0;
  await page.goto(here.site.url);
  await page.locator('.way').first().waitFor();
  return { count: () => clicks, click: (locator) => { clicks += 1; return locator.click(); } };
}
const way = (page, title) => page.locator('.way', { hasText: title });

test('one click from the start page to a signed request that the sandbox accepts, filled and free of problems', () => here.visit(async (page) => {
  for (const title of ['Build a request', 'Send a signed delivery']) {
    const { count, click } = await counted(page);
    await click(way(page, title));
    await part(page, 'wire').waitFor();
    assert.deepEqual(await problems(page), [], title);
    assert.equal(await page.locator('[data-part="target"]:checked').inputValue(), 'sandbox');
    const signature = title.includes('signed') ? /^X-SuperOffice-Signature: / : /^authorization: authing sandbox-credential:/m;
    assert.match(await text(page, 'signature'), signature);
    assert.equal(count(), 1);
    // What is left is Send itself, which a key does too.
    await page.keyboard.press('Control+Enter');
    await part(page, 'outcome').waitFor();
    assert.match(await part(page, 'outcome').getAttribute('data-outcome'), /^(accepted|as-expected)$/, title);
    assert.equal(count(), 1);
  }
}));

test('one click sends the signed delivery of a link to the sandbox', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/${DELIVERY}`);
  await part(page, 'send').click();
  await part(page, 'outcome').waitFor();
  assert.equal(await part(page, 'outcome').getAttribute('data-outcome'), 'as-expected');
  assert.equal(await text(page, 'status'), '200 OK');
}));

test('three clicks from the start page to a signed delivery at a receiver of one\'s own', () => here.visit(async (page) => {
  const receiver = await receive(() => ({ status: 200 }));
  const { count, click } = await counted(page);
  await click(way(page, 'Send a signed delivery'));
  // The example's address has the focus: another one is typed over it without a click.
  await page.waitForFunction(() => document.activeElement?.dataset.field === 'server:url');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(`${receiver.url}/mine`);
  await click(page.locator('.segmented label', { hasText: 'Direct' }));
  const next = receiver.next();
  await click(part(page, 'send'));
  const request = await next;
  assert.equal(count(), 3);
  assert.equal(request.target, '/mine');
  await part(page, 'status').waitFor();
  assert.equal(await part(page, 'outcome').getAttribute('data-outcome'), 'as-expected');
  await unfold(page);
  const secret = await part(page, 'secret').inputValue();
  assert.equal(field(request, 'x-superoffice-signature'), crypto.createHmac('sha256', secret).update(request.body).digest('base64'));
  await receiver.close();
}));
