// A canary in every input that holds a secret is seen in no pane, heard by no screen reader, copied by no
// button and kept in no store, while nothing else is covered and every text stays exact.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copies, details, holds, panes, unseen, views } from '../lib/canary.mjs';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { aim, body, choose, deliver, field, fill, offers, open, part, reach, send, tab, text, unfold } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
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

// All that is in sight, and what can be copied from it.
async function clean(page, what) {
  await unseen(page, CANARY, what);
  for (const [name, copied] of await copies(page)) {
    assert.ok(!holds(copied, CANARY), `${what}: ${name} copies it:\n${copied}`);
    if (/message|snippet/.test(name)) assert.match(name, copied.includes('<') ? /^Copy redacted: / : /./, `${what}: ${name} says so`);
  }
}

// Every pane of the inspector, beside the form.
const everywhere = (page, what) => panes(page, (pane) => clean(page, `${what}, ${pane}`));
const edit = (page, mode) => page.locator(`[data-part="body-mode"][value="${mode}"]`).check({ force: true });
const hex = (page) => page.getByRole('button', { name: 'Body in hex', exact: true });

for (const job of jobs) {
  test(`${job.hash}: with secrets in every input, none is in sight, heard, copied or kept`, () => here.visit(async (page) => {
    await open(page, here.site, job.hash);
    await fillJob(page, job);
    for (const input of await page.locator('[data-field^="auth:"].masked').all()) await input.fill(`${CANARY}auth`);
    for (const name of SECRET_FIELDS) if (await page.locator(`[data-field="${name}"]`).count()) await fill(page, name, `${CANARY}-${name}`);
    for (const scheme of SCHEMES) {
      await choose(page, 'scheme', scheme);
      await part(page, 'secret').fill(`${CANARY}main`);
      for (const input of await page.locator('[data-part^="secret:"]').all()) {
        // Some inputs of a scheme are no secret, such as the id of a key.
        const masked = await input.evaluate((e) => e.classList.contains('masked'));
        await input.fill(masked ? `${CANARY}named` : 'open');
      }
      await send(page, 'sandbox');
      await everywhere(page, `${job.hash} with ${scheme}`);
    }
    for (const target of await offers(page, 'snippet-target')) {
      await choose(page, 'snippet-target', target);
      await clean(page, `the ${target} snippet`);
    }
    // The documentation with all that it folds, and the form folded to its headings.
    await tab(page, 'docs');
    await details(page, '#inspector-panel');
    await clean(page, 'the documentation');
    const unfolded = page.locator('[data-section][aria-expanded="true"]');
    while (await unfolded.count()) await unfolded.last().click();
    await clean(page, 'the folded form');
    await unfold(page);
    const raw = await text(page, 'raw');
    if (raw) {
      await hex(page).click();
      await clean(page, 'in hex');
    }
    // The body typed as text, as it reads and as it does not.
    for (const typed of raw ? [`${raw} `, raw.slice(0, -1)] : []) {
      await part(page, 'raw').fill(typed);
      assert.equal(await body(page), typed, 'the body stays exact');
      await part(page, 'raw').hover();
      await everywhere(page, 'raw text');
      for (const mode of ['raw', 'file', 'fields']) {
        await edit(page, mode);
        await clean(page, `raw text, edited as ${mode}`);
      }
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
    await everywhere(page, way);
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
  const covered = (root) => page.locator(root).evaluate((e) => [...e.querySelectorAll('*')].filter((s) => getComputedStyle(s).webkitTextSecurity !== 'none' && getComputedStyle(s.parentElement).webkitTextSecurity === 'none').map((s) => s.textContent));
  assert.equal(await body(page), '{"Name":"Howell a","Secret":"a"}');
  for (const name of ['body', 'signed-text', 'raw-bytes']) assert.deepEqual(await covered(`[data-part="${name}"]`), ['"a"'], name);
  assert.deepEqual(await covered('.veil'), ['"a"'], 'what is painted of the raw text');
  assert.equal(await text(page, 'signed-text'), '{"Name":"Howell a","Secret":"a"}');
  await hex(page).click();
  assert.deepEqual(await covered('[data-part="raw-bytes"]'), ['22 61 22', '"a"']);
  // Shown when asked for.
  await (await reach(page, 'reveal')).check();
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

test('a secret stays covered in raw text that does not read, after its name was deleted there', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  for (const typed of [`{"Name":"open","Secret":"${CANARY}"`, `{"Name":"open","${CANARY}"`, `{"Name":"open",${CANARY}`]) {
    await part(page, 'raw').fill(typed);
    assert.equal(await body(page), typed, 'the body stays exact');
    await clean(page, typed);
    assert.match(await page.locator('.veil').evaluate((e) => e.innerText), /open/);
  }
  // Letter by letter.
  const rest = `":"${CANARY}"`;
  await part(page, 'raw').fill(`{"Name":"open","Secret${rest}`);
  await part(page, 'raw').press('Control+End');
  for (const _ of rest) await page.keyboard.press('ArrowLeft');
  for (const _ of '"Secret') await page.keyboard.press('Backspace');
  assert.equal(await body(page), `{"Name":"open",${rest}`);
  await clean(page, 'letter by letter');
  assert.ok(!holds(await stores(page), CANARY));
}, clipboard));

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
  await (await reach(page, 'reveal')).check();
  assert.equal(await message.textContent(), 'Copy with secrets');
  assert.equal((await copies(page)).get('Copy with secrets: the message'), await text(page, 'wire'));
  await (await reach(page, 'snippet-exact')).check();
  assert.ok((await copies(page)).get('Copy with secrets: the snippet').includes(CANARY));
}, clipboard));

test('a secret that is repeated in a field that is none is in no redacted copy', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', `x ${CANARY}`);
  await choose(page, 'scheme', 'superoffice');
  await part(page, 'secret').fill(CANARY);
  await panes(page, async (pane) => {
    for (const [name, copied] of await copies(page)) assert.ok(!holds(copied, CANARY), `${pane}, ${name}: ${copied}`);
  });
  assert.match((await copies(page)).get('Copy redacted: the message'), /"Name":"x <SECRET>"/);
  await tab(page, 'code');
  assert.match((await copies(page)).get('Copy redacted: the snippet'), /"Name":"x <SECRET>"/);
  await (await reach(page, 'snippet-exact')).check();
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
  const formPart = (name, value) => `--x\nContent-Disposition: form-data; name="${name}"\n\n${value}\n`;
  const requests = [
    head('application/json') + `{"a":"open","password":"${CANARY}5","list":[{"api_key":"${CANARY}6"}],"passwords":["${CANARY}7"]}`,
    head('application/json') + `{"a":"open","password":"${CANARY}5`,
    head('application/x-www-form-urlencoded') + `a=open&password=${CANARY}5&api_key=${CANARY}%206`,
    head('application/xml') + `<a><b>open</b><password>${CANARY}5</password><c api_key="${CANARY}6"/></a>`,
    head('application/json', `https://user:${CANARY}8@example.com/h?token=${CANARY}1`) + '{"a":"open"}',
    head('multipart/form-data; boundary=x') + formPart('a', 'open') + formPart('password', `${CANARY}5`) + formPart('meta', `{"token":"${CANARY}6"}`) + '--x--\n',
    head('application/json') + JSON.stringify({ a: 'open', b: JSON.stringify({ c: JSON.stringify({ password: `"${CANARY}/5` }) }) }),
    head('application/x-www-form-urlencoded') + `a=open&payload=${[1, 2, 3].reduce((text) => encodeURIComponent(text), `{"password":"${CANARY}/5 6"}`)}`,
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

test('on Verify, what a large body shows by name is covered to its end, whether it is a file or pasted', () => here.visit(async (page) => {
  const request = (size) => `POST /h HTTP/1.1\nHost: example.com\nX-Hub-Signature-256: sha256=${'0'.repeat(64)}\n\n[${'"open",\n'.repeat(size / 8)}{"password":"${CANARY}1"}]`;
  const looked = async (what) => {
    const bytes = page.locator('.body-bytes:not([open]) > summary');
    if (await bytes.count()) await bytes.click();
    for (const end of await page.locator('button:not([aria-disabled="true"])').filter({ hasText: /^End$/ }).all()) await end.click();
    if (await part(page, 'verify-code-open').getAttribute('aria-expanded') !== 'true') await part(page, 'verify-code-open').click();
    await page.locator('[data-part="verify-code"], .receiver-code [role="status"]').first().waitFor();
    if (await part(page, 'show-all').count()) await part(page, 'show-all').first().click();
    await unseen(page, CANARY, what);
  };
  const found = () => page.locator('[data-part="verify-body-bytes"] .secret').evaluateAll((all) => all.map((e) => e.textContent));
  await openVerify(page, here.site);
  await part(page, 'verify-file').setInputFiles({ name: 'request.http', mimeType: 'application/octet-stream', buffer: Buffer.from(request(2 << 20)) });
  await page.locator('.body-bytes').waitFor();
  await looked('before the search ends, or after');
  await page.waitForFunction((canary) => document.querySelector('[data-part="verify-body-bytes"] .secret')?.textContent === canary, `${CANARY}1`);
  await looked('a file');
  assert.deepEqual(await found(), [`${CANARY}1`], 'the rest is in sight');
  await page.reload();
  await part(page, 'verify-raw').fill(request(300 << 10));
  await looked('pasted');
  await page.waitForFunction((canary) => document.querySelector('[data-part="verify-body-bytes"] .secret')?.textContent === canary, `${CANARY}1`);
  await looked('pasted and searched');
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
  await everywhere(page, 'the delivery');
  // All cases, with the table that they give.
  await part(page, 'run-cases').click();
  await page.locator('[data-part="cases"][aria-busy="false"]').waitFor();
  await clean(page, 'the table of the cases');
  await part(page, 'close-cases').click();
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

test('a receiver that repeats a secret is shown and copied without it, in its reply and in the table of the cases', () => here.visit(async (page) => {
  const receiver = await receive(({ headers }) => ({ status: 400, headers: { 'content-type': 'application/json', 'x-echo': CANARY, 'access-control-expose-headers': '*' }, body: JSON.stringify({ error: `no ${CANARY}`, headers }) }));
  try {
    const hash = 'superoffice/postWebhook';
    await open(page, here.site, hash);
    for (const [name, value] of [['Name', 'n'], ['Events/0', 'contact.created'], ['TargetUrl', receiver.url], ['Secret', CANARY]]) await fill(page, `body:/${name}`, value);
    await fill(page, 'server:url', receiver.url);
    await send(page, 'direct');
    await everywhere(page, 'the reply');
    await tab(page, 'reply');
    assert.ok((await text(page, 'reply-body')).includes(CANARY), 'the reply stays exact');
    await deliver(page, hash);
    await send(page, 'direct');
    await everywhere(page, 'the reply to the delivery');
    await part(page, 'run-cases').click();
    await page.locator('[data-part="cases"][aria-busy="false"]').waitFor();
    await clean(page, 'the table of the cases');
  } finally {
    await receiver.close();
  }
}, clipboard));

test('the send bar, its notes, its problems and the search show no secret', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhookGet');
  await fill(page, 'query:sessionid', `${CANARY} not an id`);
  await clean(page, 'the send bar');
  assert.ok((await text(page, 'url')).includes(CANARY), 'the address is exact');
  await aim(page, 'direct');
  for (const name of ['browser-notes', 'problem-count']) {
    await part(page, name).click();
    await clean(page, name);
  }
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'n');
  await fill(page, 'body:/Secret', CANARY);
  await choose(page, 'scheme', 'superoffice');
  await part(page, 'secret').fill(CANARY);
  await page.keyboard.press('Control+k');
  for (const typed of ['', 'secret', 'n', 'copy']) {
    await part(page, 'palette-input').fill(typed);
    await unseen(page, CANARY, `the search for “${typed}”`);
    await part(page, 'palette-input').focus();
  }
}, clipboard));

test('on Handshakes, the secret is in no pane of the request, the reply and the result', () => here.visit(async (page) => {
  const receiver = await receive(() => ({ status: 400, headers: { 'x-echo': CANARY }, body: `no ${CANARY}` }));
  try {
    await page.goto(`${here.site.url}#/handshakes`);
    for (const kind of await part(page, 'handshake').locator('option').evaluateAll((all) => all.map((o) => o.value))) {
      await part(page, 'handshake').selectOption(kind);
      await field(page, 'server:url').fill(receiver.url);
      if (await field(page, 'secret').count()) await field(page, 'secret').fill(CANARY);
      const before = await page.locator('[data-reply]').getAttribute('data-reply');
      await views(page, (view) => clean(page, `${kind}, ${view}`));
      await part(page, 'send').click();
      await page.waitForFunction((before) => document.querySelector('[data-reply]').dataset.reply !== before, before);
      if (await field(page, 'secret').count()) await views(page, (view) => clean(page, `${kind}, answered, ${view}`));
    }
    assert.ok(!holds(await stores(page), CANARY));
  } finally {
    await receiver.close();
  }
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
