// A document that says nothing of secrets: values are secret by their names, the field says so, and the
// person or the document may say otherwise.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { holds, unseen } from '../lib/canary.mjs';
import { body, choose, field, fill, offers, open, part, problems, ready, text } from '../lib/page.mjs';
import { catalogued } from '../lib/site.mjs';
import { stores } from '../lib/stores.mjs';
import { world } from '../lib/test.mjs';

const document = fs.readFileSync(new URL('../fixtures/names.openapi.json', import.meta.url));
// A secret by one of several media types alone, and by a branch of its schema alone.
const kinds = Buffer.from(JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Kinds', version: '1' },
  servers: [{ url: 'https://example.com' }],
  paths: {
    '/hooks': {
      post: {
        operationId: 'create',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { name: { type: 'string' }, iban: { type: 'string', format: 'password' }, note: { type: 'string' }, number: { type: 'string' } },
                if: { properties: { name: { const: 'open' } } },
                then: { properties: { number: { format: 'password' } } },
              },
            },
            'text/plain': { schema: { type: 'string' } },
            'application/vnd.x+json': { schema: {} },
            'application/octet-stream': { schema: {} },
          },
        },
        responses: { 200: { description: 'Created' } },
      },
    },
  },
}));
const here = world({ change: catalogued([{ id: 'names', title: 'Names' }, { id: 'kinds', title: 'Kinds' }], { names: document, kinds }) });
const HASH = 'names/create';
const CANARY = 'canary7f3a';

// By name, or by the document's own word; the rest is none.
const BY_NAME = ['header:token', 'query:user_token', 'body:/secret', 'body:/api_key', 'body:/client_secret', 'body:/password', 'body:/privateKey', 'body:/account/passphrase', 'body:/access_tokens/0'];
const SAID = ['body:/signature', 'body:/iban'];
const PLAIN = ['query:session_token', 'query:page_token', 'body:/account/user', 'body:/token_type', 'body:/secret_name', 'body:/next_page_token', 'body:/idempotency_key', 'body:/public_key', 'body:/refresh_token'];

const masked = (page, name) => field(page, name).evaluate((e) => getComputedStyle(e).webkitTextSecurity !== 'none');
// Opens the menu of a field, and gives its switch and what that says.
async function note(page, name) {
  const note = page.locator(`[data-mark="${name}"]`);
  const menu = page.locator(`[data-for="${name}"] [data-part="field-menu"]`);
  if (!(await note.count()) && (await menu.count())) {
    // One that is open lies over others.
    const other = page.locator('[data-part="field-menu"][aria-expanded="true"]');
    if (await other.count()) await other.click();
    await menu.click();
  }
  return note;
}
const secrets = Object.fromEntries([...BY_NAME, ...SAID].map((name, i) => [name, `${CANARY}${i}`]));

async function plant(page) {
  await open(page, here.site, HASH);
  for (const name of PLAIN) await fill(page, name, `plain ${name}`);
  for (const [name, value] of Object.entries(secrets)) await fill(page, name, name === 'body:/privateKey' ? JSON.stringify(value) : value);
}

async function stored(page, hash = HASH) {
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  return page.evaluate((key) => localStorage.getItem(key), `signpost/draft/${hash}`);
}

test('in a box of free JSON the secrets alone are covered, in sight and for assistive technology', () => here.visit(async (page) => {
  await open(page, here.site, HASH);
  const box = field(page, 'body:/meta');
  const veil = page.locator('[data-for="body:/meta"] .veil');
  const covered = () => veil.evaluate((e) => [...e.querySelectorAll('.secret')].map((s) => s.textContent));
  // Typed letter by letter, so that it is covered before it can be read.
  await box.click();
  await page.keyboard.type(`{"a":"b","list":[{"api_key":"${CANARY}`);
  await unseen(page, CANARY, 'before it reads');
  await box.click();
  await page.keyboard.press('Control+End');
  const rest = `0"}],"pin":"${CANARY}1","page_secret":"plain"}`;
  await page.keyboard.type(rest);
  const typed = `{"a":"b","list":[{"api_key":"${CANARY}${rest}`;
  assert.equal(await box.inputValue(), typed);
  assert.deepEqual(await covered(), [`"${CANARY}0"`, `"${CANARY}1"`], 'by name and by the document');
  assert.equal(await veil.evaluate((e) => e.textContent), typed);
  await unseen(page, CANARY, 'typed');
  assert.equal(await body(page), `{"meta":${typed}}`);
  // A member that is not documented has such a box too.
  await part(page, 'raw').fill(`{"extra":{"token":"${CANARY}2","refresh_token":"${CANARY}3"}}`);
  await field(page, 'body:/extra').waitFor();
  await unseen(page, CANARY, 'a member that is not documented');
  // Shown when asked for, and edited in sight.
  await page.locator('[data-for="body:/extra"]').getByRole('button', { name: 'Show secrets' }).click();
  assert.equal(await page.locator('.veil').count(), 0);
  assert.equal(await field(page, 'body:/extra').inputValue(), `{"token":"${CANARY}2","refresh_token":"${CANARY}3"}`);
}));

test('secrets by name are covered, say why, and are left out of snippets and stored drafts', () => here.visit(async (page) => {
  await plant(page);
  for (const name of BY_NAME) {
    assert.ok(await masked(page, name), `${name} is covered`);
    assert.match(await (await note(page, name)).textContent(), /This value is a secret because of its name/, name);
  }
  for (const name of SAID) {
    assert.ok(await masked(page, name), `${name} is covered`);
    assert.equal(await (await note(page, name)).count(), 0, `${name} is one by the document's word`);
  }
  for (const name of PLAIN) {
    assert.ok(!(await masked(page, name)), `${name} is in sight`);
    assert.doesNotMatch(await (await note(page, name)).textContent(), /is a secret because of its name|marked it as a secret/, name);
  }
  await unseen(page, CANARY, 'filled in');
  assert.ok((await text(page, 'wire')).includes(secrets['header:token']), 'the message is exact');
  for (const target of await offers(page, 'snippet-target')) {
    await choose(page, 'snippet-target', target);
    const snippet = await text(page, 'snippet');
    assert.ok(!holds(snippet, CANARY), snippet);
    assert.ok(snippet.includes('plain body:/refresh_token'), 'what is none is there');
  }
  // A value that breaks a rule is not quoted.
  assert.ok((await problems(page)).some((p) => p.at === 'body:/password' && p.code === 'minLength'));
  const draft = await stored(page);
  for (const name of PLAIN) assert.ok(draft.includes(JSON.stringify(`plain ${name}`)), `${name} is stored`);
  assert.ok(!holds(await stores(page), CANARY), draft);
  await page.reload();
  await ready(page);
  assert.equal(await field(page, 'body:/token_type').inputValue(), 'plain body:/token_type');
  for (const name of BY_NAME.filter((n) => !n.includes('/0') && !n.includes('account'))) assert.equal(await field(page, name).inputValue(), '', name);
  assert.deepEqual(page.errors, []);
}));

test('a person may say that it is none: it is then shown, stored and copied, until that is taken back', () => here.visit(async (page) => {
  await plant(page);
  for (const name of ['body:/secret', 'header:token', 'body:/account/passphrase', 'body:/access_tokens/0']) {
    const box = (await note(page, name)).locator('input');
    assert.match(await box.getAttribute('aria-label'), /^Treat .+ as a secret$/);
    await box.uncheck();
    assert.ok(!(await masked(page, name)), `${name} is in sight`);
    assert.match(await (await note(page, name)).textContent(), /This value is visible and is stored with the draft/);
    assert.equal(await field(page, name).inputValue(), secrets[name], 'what was typed stays');
    assert.ok((await text(page, 'snippet')).includes(secrets[name]), `${name} is in the snippet`);
    assert.ok((await stored(page)).includes(secrets[name]), `${name} is stored`);
  }
  assert.ok(await masked(page, 'body:/api_key'), 'the others stay secret');
  await page.reload();
  await ready(page);
  assert.equal(await field(page, 'body:/secret').inputValue(), secrets['body:/secret'], 'it is back after a reload');
  assert.ok(!(await (await note(page, 'body:/secret')).locator('input').isChecked()));
  await (await note(page, 'body:/secret')).locator('input').check();
  assert.ok(await masked(page, 'body:/secret'));
  assert.ok(!(await stored(page)).includes(secrets['body:/secret']), 'it is no longer stored');
  await part(page, 'undo').click();
  assert.ok(!(await masked(page, 'body:/secret')), 'which can be undone');
  await part(page, 'clear').click();
  assert.ok(await (await note(page, 'body:/secret')).locator('input').isChecked(), 'a fresh form treats it as one again');
}));

test('a person may mark an ordinary field: it is then masked, kept out of the store and out of redacted copies', () => here.visit(async (page) => {
  await open(page, here.site, HASH);
  const marked = ['query:page_token', 'body:/account/user', 'body:/token_type', 'body:/passwordResetUrl', 'body:/refresh_token'];
  // One is no URL, and its problem would quote it.
  const value = (name) => `${name.endsWith('Url') ? 'no url ' : ''}${CANARY}-${marked.indexOf(name)}`;
  const mark = async (name) => (await note(page, name)).locator('input');
  for (const name of marked) await fill(page, name, value(name));
  await fill(page, 'body:/secret_name', 'plain');
  for (const name of ['body:/tokens', 'body:/token', 'body:/credentials', 'body:/iban']) assert.equal(await (await mark(name)).count(), 0, name);
  for (const name of marked) {
    // By keyboard, from the control to the menu beside it and into that.
    await field(page, name).focus();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'field-menu', `${name} has its menu beside it`);
    await page.keyboard.press('Enter');
    const box = await mark(name);
    const reached = () => box.evaluate((e) => e === document.activeElement);
    for (let i = 0; i < 3 && !(await reached()); i++) await page.keyboard.press('Tab');
    assert.ok(await reached(), `${name} has its switch in it`);
    assert.match(await box.getAttribute('aria-label'), /^Treat .+ as a secret$/);
    await page.keyboard.press('Space');
    assert.ok(await masked(page, name), `${name} is covered`);
    assert.ok(await reached(), 'the focus stays');
    assert.match(await (await note(page, name)).textContent(), /You marked this value as a secret/);
    assert.equal(await field(page, name).inputValue(), value(name), 'what was typed stays');
  }
  assert.ok((await problems(page)).some((p) => p.at === 'body:/passwordResetUrl'));
  await unseen(page, CANARY, 'marked');
  assert.ok((await text(page, 'wire')).includes(value('body:/token_type')), 'the message is exact');
  assert.ok(!holds(await text(page, 'snippet'), CANARY));
  const draft = await stored(page);
  assert.ok(!holds(await stores(page), CANARY) && draft.includes('plain'), draft);
  await page.reload();
  await ready(page);
  assert.equal(await field(page, 'body:/token_type').inputValue(), '');
  assert.ok(await (await mark('body:/token_type')).isChecked(), 'the mark is kept, the value is not');
  await fill(page, 'body:/token_type', value('body:/token_type'));
  await unseen(page, CANARY, 'typed again');
  await (await mark('body:/token_type')).uncheck();
  assert.ok(!(await masked(page, 'body:/token_type')));
  assert.ok((await stored(page)).includes(value('body:/token_type')), 'and it can be taken back');
  await part(page, 'undo').click();
  assert.ok(await masked(page, 'body:/token_type'), 'which can be undone');
  assert.ok(!holds(await stored(page), CANARY));
  assert.deepEqual(page.errors, []);
}));

test('a variable of the server may be marked too: a token in the host is then masked there', () => here.visit(async (page) => {
  await open(page, here.site, HASH);
  await fill(page, 'server:tenant', CANARY);
  await (await note(page, 'server:tenant')).locator('input').check();
  assert.ok(await masked(page, 'server:tenant'));
  await unseen(page, CANARY, 'the host');
  assert.equal(await text(page, 'url'), `https://${CANARY}.example.com/hooks`, 'the address is exact');
  assert.ok(!holds(await text(page, 'snippet'), CANARY));
  await stored(page);
  assert.ok(!holds(await stores(page), CANARY));
}));

test('names that a person gives are heeded too: entries of a map, and members that are not documented', () => here.visit(async (page) => {
  await open(page, here.site, HASH);
  await fill(page, 'body:/secret_name', 'plain');
  for (const [i, [name, value]] of [['X-Kind', 'kind'], ['Authorization', `${CANARY}1`]].entries()) {
    await page.locator('[data-add="body:/headers"]').click();
    await page.locator(`[data-key="body:/headers/@${i}"]`).fill(name);
    await page.locator(`[data-field="body:/headers/@${i}"]`).fill(value);
  }
  await unseen(page, CANARY, 'an entry');
  assert.ok(!holds(await text(page, 'snippet'), CANARY));
  assert.ok(!holds(await stored(page), CANARY) && (await stored(page)).includes('kind'));
  const raw = `{"secret_name":"plain","extra":{"a":1},"api_secret":"${CANARY}2"}`;
  await part(page, 'raw').fill(raw);
  assert.equal(await body(page), raw);
  await unseen(page, CANARY, 'a member');
  assert.ok(!holds(await text(page, 'snippet'), CANARY));
  await stored(page);
  assert.ok(!holds(await stores(page), CANARY));
}));

test('what one media type or a branch calls secret is one in every media type, in sight, in copies and in the store', () => here.visit(async (page) => {
  await open(page, here.site, 'kinds/create');
  await fill(page, 'body:/name', 'open');
  await fill(page, 'body:/iban', `${CANARY}1`);
  await fill(page, 'body:/note', `${CANARY}2`);
  await fill(page, 'body:/number', `${CANARY}3`);
  await (await note(page, 'body:/note')).locator('input').check();
  for (const name of ['body:/iban', 'body:/note', 'body:/number']) assert.ok(await masked(page, name), `${name} is covered`);
  const hidden = async (what) => {
    await unseen(page, CANARY, what);
    assert.ok((await text(page, 'wire')).includes(`${CANARY}1`), 'the message is exact');
    const snippet = await text(page, 'snippet');
    assert.ok(!holds(snippet, CANARY) && snippet.includes('open'), `${what}: ${snippet}`);
    const draft = await stored(page, 'kinds/create');
    assert.ok(!holds(await stores(page), CANARY), `${what}: ${draft}`);
  };
  await hidden('as JSON');
  for (const media of ['text/plain', 'application/vnd.x+json', 'application/octet-stream']) {
    await part(page, 'media-type').selectOption(media);
    await hidden(media);
  }
  // Typed on as text: whole, and as it does not read.
  for (const media of ['text/plain', 'application/octet-stream']) {
    await part(page, 'media-type').selectOption(media);
    const raw = `{"name":"open","iban":"${CANARY}1","note":"${CANARY}2","number":"${CANARY}3"}`;
    for (const typed of [`${raw} `, raw.slice(0, -1)]) {
      await part(page, 'raw').fill(typed);
      assert.equal(await body(page), typed, 'the body stays exact');
      await hidden(`${media}, raw`);
    }
  }
  assert.deepEqual(page.errors, []);
}));

test('a secret in a typed address, a list, a pair and a text of JSON is covered, in copies too, and not stored', () => here.visit(async (page) => {
  const hidden = async (what) => {
    await unseen(page, CANARY, what);
    assert.ok((await text(page, 'wire')).includes(CANARY), 'the message is exact');
    assert.ok(!holds(await text(page, 'snippet'), CANARY), what);
    await stored(page, 'kinds/create');
    assert.ok(!holds(await stores(page), CANARY), what);
  };
  await open(page, here.site, 'kinds/create');
  await fill(page, 'server:url', `https://example.com/hook?token=${CANARY}&x=1`);
  await hidden('a parameter of the address');
  assert.match(await text(page, 'url'), /x=1$/);
  await fill(page, 'server:url', '');
  for (const [what, raw] of [
    ['a list', { password: [CANARY] }],
    ['a member of a secret', { password: { value: CANARY } }],
    ['a pair', { headers: [{ name: 'Authorization', value: CANARY }] }],
    ['JSON in a text', { name: JSON.stringify({ password: CANARY }) }],
  ]) {
    await part(page, 'raw').fill(JSON.stringify(raw));
    await hidden(what);
  }
}));
