// The composer of a text that the server decodes once more: what a person means is what arrives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { body, field, open, part, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();

// What KeyAuth's server (PHP) appends, after the form's own decoding: tags and ends go, then urldecode.
const appended = (value) => {
  const trimmed = value.replace(/<[^>]*>?/g, '').replace(/^[ \t\n\r\0\v]+|[ \t\n\r\0\v]+$/g, '');
  return decodeURIComponent(trimmed.replaceAll('+', ' '));
};

const MEANT = [['ok', 'yes'], ['a b', 'c&d=e+f%41'], ['tag', ' <b>bold</b> '], ['é', '?#/']];

for (const [hash, root, sent] of [
  ['keyauth/webhook', 'body:/params', async (page) => new URLSearchParams(await body(page)).get('params')],
  ['keyauth/webhookGet', 'query:params', async (page) => new URL(await text(page, 'url')).searchParams.get('params')],
]) {
  test(`${hash}: parameters that are composed arrive as meant`, () => here.visit(async (page) => {
    await open(page, here.site, hash);
    for (const [i, [name, value]] of MEANT.entries()) {
      await part(page, `compose-name-${i}`).fill(name);
      await part(page, `compose-value-${i}`).fill(value);
    }
    const arrives = appended(await sent(page));
    assert.deepEqual([...new URLSearchParams(arrives.slice(1))], MEANT);
    assert.equal(arrives[0], '?');
    assert.equal(await text(page, 'compose-received'), arrives, 'and that is what the page says of it');
    assert.equal(await field(page, root).inputValue(), await sent(page), 'the field holds the value that is sent');
    // The field itself says the same to the composer.
    await field(page, root).fill('?one=1%26two=2');
    assert.equal(await part(page, 'compose-name-0').inputValue(), 'one');
    assert.equal(await text(page, 'compose-received'), '?one=1&two=2');
    assert.equal(appended(await sent(page)), '?one=1&two=2');
    await field(page, root).fill('');
    assert.equal(await text(page, 'compose-received'), '');
  }));
}
