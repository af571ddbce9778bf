// A canary in every input that holds a secret is seen in no pane, heard by no screen reader, copied by no
// button and kept in no store, while nothing else is covered and every text stays exact.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copies, holds, unseen } from '../lib/canary.mjs';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { body, choose, deliver, fill, open, part, send, text } from '../lib/page.mjs';
import { stores } from '../lib/stores.mjs';
import { world } from '../lib/test.mjs';
import { openVerify, verdict } from '../lib/verify.mjs';

const CANARY = 'canary7f3a';
const here = world();
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

// What the documents call secret.
const SECRET_FIELDS = ['body:/sessionid', 'query:sessionid', 'body:/secret', 'body:/Secret', 'body:/token', 'body:/password'];
// A shared token, a secret that is signed with, one of several inputs, a free scheme.
const SCHEMES = ['gitlab', 'standard-webhooks', 'keyauth', 'authing', 'superoffice', 'plain'];

// The page with everything open that shows bytes.
async function clean(page, what) {
  await unseen(page, CANARY, what);
  for (const [name, copied] of await copies(page)) {
    assert.ok(!holds(copied, CANARY), `${what}: ${name} copies it:\n${copied}`);
    if (/message|snippet/.test(name)) assert.match(name, copied.includes('<') ? /^Copy redacted: / : /./, `${what}: ${name} says so`);
  }
}

for (const job of jobs) {
  test(`${job.hash}: with secrets in every input, none is in sight, heard, copied or kept`, () => here.visit(async (page) => {
    await open(page, here.site, job.hash);
    await fillJob(page, job);
    for (const input of await page.locator('[data-field^="auth:"].masked').all()) await input.fill(`${CANARY}auth`);
    for (const name of SECRET_FIELDS) if (await page.locator(`[data-field="${name}"]`).count()) await fill(page, name, `${CANARY}-${name}`);
    await part(page, 'raw-tools').click();
    for (const scheme of SCHEMES) {
      await choose(page, 'scheme', scheme);
      await part(page, 'secret').fill(`${CANARY}main`);
      for (const input of await page.locator('[data-part^="secret:"]').all()) {
        // Some inputs of a scheme are no secret, such as the id of a key.
        const masked = await input.evaluate((e) => e.classList.contains('masked'));
        await input.fill(masked ? `${CANARY}named` : 'open');
      }
      await send(page, 'sandbox');
      await clean(page, `${job.hash} with ${scheme}`);
    }
    for (const target of await part(page, 'snippet-target').locator('option').evaluateAll((l) => l.map((o) => o.value))) {
      await choose(page, 'snippet-target', target);
      await clean(page, `the ${target} snippet`);
    }
    const raw = await text(page, 'raw');
    if (raw) {
      await page.getByRole('button', { name: 'Body in hex' }).click();
      await clean(page, 'in hex');
    }
    // The body typed as text, as it reads and as it does not.
    for (const typed of raw ? [`${raw} `, raw.slice(0, -1)] : []) {
      await part(page, 'raw').fill(typed);
      assert.equal(await body(page), typed, 'the body stays exact');
      await part(page, 'raw').hover();
      await clean(page, 'raw text');
    }
    const kept = await stores(page);
    assert.ok(!holds(kept, CANARY), `no store holds it:\n${kept}`);
    assert.deepEqual(page.errors, []);
  }, clipboard));
}

test('every way to authenticate is covered by its own span alone', () => here.visit(async (page) => {
  const job = jobs.find((j) => j.hash.startsWith('superoffice'));
  await open(page, here.site, job.hash);
  await fillJob(page, { ...job, auth: false });
  for (const way of await part(page, 'auth').locator('option').evaluateAll((l) => l.map((o) => o.value))) {
    await part(page, 'auth').selectOption(way);
    // The name of a user is no secret.
    for (const input of await page.locator('[data-field^="auth:"].masked').all()) await input.fill(`${CANARY}-credential`);
    await clean(page, way);
    const message = await text(page, 'wire');
    assert.ok(holds(message, CANARY) || way === 'none', `${way}: the message stays exact`);
  }
}, clipboard));

test('one secret covers its own span and nothing else, in the wire, the signed text, the raw body and the bytes', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'Howell a');
  await fill(page, 'body:/Secret', 'a');
  await choose(page, 'scheme', 'plain');
  await part(page, 'secret').fill('key');
  await part(page, 'raw-tools').click();
  const covered = (root) => page.locator(root).evaluate((e) => [...e.querySelectorAll('*')].filter((s) => getComputedStyle(s).webkitTextSecurity !== 'none' && getComputedStyle(s.parentElement).webkitTextSecurity === 'none').map((s) => s.textContent));
  assert.equal(await body(page), '{"Name":"Howell a","Secret":"a"}');
  for (const name of ['body', 'signed-text', 'raw-bytes']) assert.deepEqual(await covered(`[data-part="${name}"]`), ['"a"'], name);
  assert.deepEqual(await covered('.veil'), ['"a"'], 'what is painted of the raw text');
  assert.equal(await text(page, 'signed-text'), '{"Name":"Howell a","Secret":"a"}');
  await page.getByRole('button', { name: 'Body in hex' }).click();
  assert.deepEqual(await covered('[data-part="raw-bytes"]'), ['22 61 22', '"a"']);
  // Shown when asked for.
  await page.locator('[data-part="reveal"]').check();
  for (const name of ['body', 'signed-text', 'raw-bytes', 'wire']) assert.deepEqual(await covered(`[data-part="${name}"]`), [], name);
  assert.equal(await page.locator('.veil').count(), 0);
}));

test('the raw text with a secret can be edited where it is, and nothing is shown by pointing at it', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'n');
  await fill(page, 'body:/Secret', CANARY);
  const raw = part(page, 'raw');
  await raw.hover();
  assert.equal(await raw.evaluate((e) => getComputedStyle(e).color), 'rgba(0, 0, 0, 0)');
  await raw.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  assert.equal(await body(page), `{"Name":"n","Secret":"${CANARY}"} `);
  assert.equal(await page.locator('.veil').evaluate((e) => e.textContent), `{"Name":"n","Secret":"${CANARY}"} `);
  const [own, behind] = await page.evaluate(() => ['[data-part="raw"]', '.veil'].map((s) => {
    const { font, padding, lineHeight, letterSpacing } = getComputedStyle(document.querySelector(s));
    return { font, padding, lineHeight, letterSpacing, width: document.querySelector(s).clientWidth };
  }));
  assert.deepEqual(own, behind, 'the caret is where the painted text is');
}));

test('copying says what it copies, and copies secrets only when they are shown', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'n');
  const message = page.getByRole('button', { name: /^Copy.* the message$/ });
  assert.equal(await message.textContent(), 'Copy');
  assert.equal((await copies(page)).get('Copy the message'), await text(page, 'wire'));
  await fill(page, 'body:/Secret', CANARY);
  assert.equal(await message.textContent(), 'Copy redacted');
  const redacted = (await copies(page)).get('Copy redacted: the message');
  assert.match(redacted, /"Secret":"<SECRET>"/);
  assert.match(await message.locator('xpath=following-sibling::*[1]').textContent(), /not the exact bytes/);
  await page.locator('[data-part="reveal"]').check();
  assert.equal(await message.textContent(), 'Copy with secrets');
  assert.equal((await copies(page)).get('Copy with secrets: the message'), await text(page, 'wire'));
  await part(page, 'snippet-exact').check();
  assert.ok((await copies(page)).get('Copy with secrets: the snippet').includes(CANARY));
}, clipboard));

test('a secret that is repeated in a field that is none is in no redacted copy', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', `x ${CANARY}`);
  await choose(page, 'scheme', 'superoffice');
  await part(page, 'secret').fill(CANARY);
  for (const [name, copied] of await copies(page)) assert.ok(!holds(copied, CANARY), `${name}: ${copied}`);
  assert.match((await copies(page)).get('Copy redacted: the message'), /"Name":"x <SECRET>"/);
  assert.match((await copies(page)).get('Copy redacted: the snippet'), /"Name":"x <SECRET>"/);
  await part(page, 'snippet-exact').check();
  assert.ok((await copies(page)).get('Copy with secrets: the snippet').includes(`x ${CANARY}`));
}, clipboard));

test('on Verify, a token or a credential in a header field is covered before a secret is entered', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  await part(page, 'verify-raw').fill(`POST /hook HTTP/1.1\nHost: example.com\nX-Gitlab-Event: Push Hook\nX-Gitlab-Token: ${CANARY}4\nAuthorization: Bearer ${CANARY}5\n\n{"a":1}`);
  await page.locator('.veil').first().waitFor();
  await clean(page, 'no secret entered');
}, clipboard));

test('on Verify, what the request shows by name is covered: in its address, cookies and members', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const head = (type, address = `/h?token=${CANARY}1&page=2&api_key=${CANARY}2`) =>
    `POST ${address} HTTP/1.1\nHost: example.com\nCookie: theme=dark; session_token=${CANARY}3\nX-Api-Key: ${CANARY}4\nX-Hub-Signature-256: sha256=${'0'.repeat(64)}\nContent-Type: ${type}\n\n`;
  const requests = [
    head('application/json') + `{"a":"open","password":"${CANARY}5","list":[{"api_key":"${CANARY}6"}],"passwords":["${CANARY}7"]}`,
    head('application/json') + `{"a":"open","password":"${CANARY}5`,
    head('application/x-www-form-urlencoded') + `a=open&password=${CANARY}5&api_key=${CANARY}%206`,
    head('application/xml') + `<a><b>open</b><password>${CANARY}5</password><c api_key="${CANARY}6"/></a>`,
    head('application/json', `https://user:${CANARY}8@example.com/h?token=${CANARY}1`) + '{"a":"open"}',
  ];
  for (const request of requests) {
    await part(page, 'verify-raw').fill(request);
    await page.locator('.veil').first().waitFor();
    const bytes = page.locator('.body-bytes:not([open]) > summary');
    if (await bytes.count()) await bytes.click();
    if (await part(page, 'verify-code-open').getAttribute('aria-expanded') !== 'true') await part(page, 'verify-code-open').click();
    await part(page, 'verify-code').waitFor();
    await clean(page, request);
    assert.ok((await text(page, 'verify-body-bytes')).includes('open'), 'the rest is in sight');
  }
  await part(page, 'verify-raw').fill(requests[0]);
  await page.getByRole('button', { name: 'Copy redacted: the receiver code' }).waitFor();
}, clipboard));

test('a secret with quotes, backslashes and line ends is covered where it is escaped twice, and in hex', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const secret = `"${CANARY}\\a`;
  const echo = JSON.stringify({ echo: JSON.stringify({ a: secret }), hex: Buffer.from(secret).toString('hex'), upper: Buffer.from(secret).toString('hex').toUpperCase() });
  await part(page, 'verify-raw').fill(`POST /hook HTTP/1.1\nHost: example.com\nX-Gitlab-Event: Push Hook\nX-Gitlab-Token: x\nContent-Type: application/json\n\n${echo}`);
  await choose(page, 'verify-scheme', 'gitlab');
  await part(page, 'verify-secret').fill(secret);
  await verdict(page, 'mismatch');
  await page.locator('.body-bytes summary').click();
  await clean(page, 'escaped twice');
}, clipboard));

test('on a delivery and on Verify', () => here.visit(async (page) => {
  const hash = 'superoffice/postWebhook';
  await open(page, here.site, hash);
  for (const [name, value] of [['Name', 'n'], ['Events/0', 'contact.created'], ['TargetUrl', 'https://example.com/hook'], ['Secret', `${CANARY}2`]]) await fill(page, `body:/${name}`, value);
  await deliver(page, hash);
  await send(page, 'sandbox');
  await clean(page, 'the delivery');
  await openVerify(page, here.site);
  await part(page, 'verify-raw').fill(`POST /hook HTTP/1.1\nHost: example.com\nX-Gitlab-Event: Push Hook\nX-Gitlab-Token: ${CANARY}3\nContent-Type: application/json\n\n{"secret":"${CANARY}3","a":1}`);
  await choose(page, 'verify-scheme', 'gitlab');
  await part(page, 'verify-secret').fill(`${CANARY}3`);
  await verdict(page, 'valid');
  await page.locator('.body-bytes summary').click();
  await clean(page, 'a valid delivery');
  await part(page, 'verify-secret').fill(`${CANARY}`);
  await verdict(page, 'mismatch');
  await clean(page, 'another token');
}, clipboard));

test('what is looked for is found where it is', async () => {
  for (const around of ['', 'a', 'ab', 'abc', 'admin:']) {
    const pair = Buffer.from(`${around}${CANARY}${around}`);
    for (const form of [pair.toString(), pair.toString('hex'), pair.toString('base64'), pair.toString('hex').match(/../g).join(' ')]) assert.ok(holds(`x${form}y`, CANARY), form);
  }
  await here.visit(async (page) => {
    for (const html of [`<p>${CANARY}</p>`, `<p title="${CANARY}"></p>`, `<p style="-webkit-text-security: disc">${CANARY}</p>`, `<textarea>${CANARY}</textarea>`, `<p>can<b>ary7f3a</b></p>`]) {
      // On a page without the program, which would draw over it.
      await page.setContent(html);
      await assert.rejects(unseen(page, CANARY, 'it'), undefined, html);
    }
  });
});
