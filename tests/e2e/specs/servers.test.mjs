// Where a request goes when the document's servers have variables without a default, or are relative.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { document, input, listed } from '../lib/cases.mjs';
import { aim, field, fill, open, part, problems, reach, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const c14 = input('C14');
const served = (url, variables) => document({}, { servers: [{ url, ...(variables && { variables }) }] });
const documents = {
  c14: { ...c14.document, $self: c14.opened_from },
  copied: c14.document,
  none: served('https://{region}.example.test', { region: { description: 'Where you are' } }),
  unnamed: served('https://{region}.example.test/v1'),
  empty: served('https://{region}.example.test', { region: { default: '' } }),
  unclosed: served('https://h.example.test/{unclosed'),
  port: served('https://example.test:{port}/v{version}', { port: { default: 8443 }, version: { enum: [1, 2], default: 2 } }),
};
const here = world({ change: listed(documents) });
const at = async (page, name) => (await problems(page)).filter((p) => p.at === name).map((p) => `${p.severity} ${p.code}`);

test('case C14: the first of the enum stands in for a default, and that is said', () => here.visit(async (page) => {
  await open(page, here.site, 'c14/send');
  assert.equal(await text(page, 'url'), 'https://us.example.test/api/v2/hooks');
  assert.deepEqual(await at(page, 'server:region'), ['warning default']);
  assert.deepEqual(await field(page, 'server:region').locator('option').evaluateAll((all) => all.map((e) => e.value)), ['', 'us', 'eu']);
  await fill(page, 'server:region', 'eu');
  assert.equal(await text(page, 'url'), 'https://eu.example.test/api/v2/hooks');
  assert.deepEqual(await at(page, 'server:region'), []);
  await fill(page, 'server:base', 'v3/');
  assert.equal(await text(page, 'url'), 'https://eu.example.testv3/hooks', 'a variable is put in as it is');
}));

test('case C14: a relative server is read against where the document came from', () => here.visit(async (page) => {
  await open(page, here.site, 'c14/send');
  await fill(page, 'server:', '1');
  assert.equal(await text(page, 'url'), 'https://docs.example.test/apis/v1/hooks');
  await aim(page, 'direct');
  assert.deepEqual(await at(page, 'server:url'), []);
  await open(page, here.site, 'copied/send');
  await fill(page, 'server:', '1');
  assert.match(await text(page, 'url'), /^https:\/\/copied\.invalid\/v1\/hooks$/, 'nobody knows where a copy came from');
}));

for (const id of ['none', 'unnamed']) {
  test(`a variable without a value keeps the request from being sent direct (${id})`, () => here.visit(async (page) => {
    await open(page, here.site, `${id}/send`);
    assert.match(await text(page, 'url'), new RegExp(`^https://${id}\\.invalid/`));
    assert.deepEqual(await at(page, 'server:region'), ['error url']);
    const control = field(page, 'server:region');
    // The field says so once it was left.
    await control.focus();
    await control.blur();
    await page.locator('[data-field="server:region"][aria-invalid="true"]').waitFor();
    await aim(page, 'direct');
    assert.deepEqual(await at(page, 'server:region'), ['blocks url']);
    let asked = 0;
    await page.route('**/*example.test/**', (route) => { asked += 1; return route.abort(); });
    await part(page, 'send').click({ force: true });
    assert.equal(asked, 0);
    assert.equal(await (await reach(page, 'status')).count(), 0);
    await fill(page, 'server:region', ' ');
    assert.deepEqual(await at(page, 'server:region'), ['blocks url'], 'blanks are no value');
    await fill(page, 'server:region', 'eu');
    assert.equal(await text(page, 'url'), id === 'none' ? 'https://eu.example.test/hooks' : 'https://eu.example.test/v1/hooks');
    assert.deepEqual((await problems(page)).filter((p) => p.at.startsWith('server:')), []);
  }));
}

test('an address with an empty label in its host is not sent to', () => here.visit(async (page) => {
  await open(page, here.site, 'empty/send');
  await aim(page, 'direct');
  assert.match(await text(page, 'url'), /\.invalid\//);
  assert.deepEqual(await at(page, 'server:url'), ['blocks url']);
  await fill(page, 'server:url', 'https://a..example.test');
  assert.deepEqual(await at(page, 'server:url'), ['blocks url']);
  await fill(page, 'server:region', 'eu');
  await fill(page, 'server:url', '');
  assert.equal(await text(page, 'url'), 'https://eu.example.test/hooks');
}));

test('a brace that is not closed is sent, and warned of', () => here.visit(async (page) => {
  await open(page, here.site, 'unclosed/send');
  assert.equal(await text(page, 'url'), 'https://h.example.test/%7Bunclosed/hooks');
  assert.deepEqual(await at(page, 'server:url'), ['warning url']);
}));

test('a default that is a number is taken as its text', () => here.visit(async (page) => {
  await open(page, here.site, 'port/send');
  assert.equal(await text(page, 'url'), 'https://example.test:8443/v2/hooks');
  await fill(page, 'server:version', '1');
  assert.equal(await text(page, 'url'), 'https://example.test:8443/v1/hooks');
}));
