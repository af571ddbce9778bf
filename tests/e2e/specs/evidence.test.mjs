// What a delivery itself shows of why it does not match: reported deliveries, and siblings of each kind.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { choose, chosen, part, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';
import { hex, openVerify, verdict } from '../lib/verify.mjs';

const here = world();
const SECRET = 'gh-test-secret';
const DONE = { timeout: 120_000 };

const reported = (id) => JSON.parse(fs.readFileSync(new URL(`../fixtures/cases/${id}.json`, import.meta.url)));

// Gives the page a delivery byte for byte, as a file, with its scheme and secret.
async function give(page, raw, { scheme, secret = SECRET, url, received_at: time } = {}) {
  // A page that was left keeps nothing.
  await page.goto('about:blank');
  await openVerify(page, here.site);
  await part(page, 'verify-file').setInputFiles({ name: 'request.http', mimeType: 'application/octet-stream', buffer: Buffer.from(raw) });
  await page.locator('[data-part="verify-verdict"]').waitFor();
  if (scheme) await choose(page, 'verify-scheme', scheme.startsWith('plain') ? 'plain' : scheme);
  await part(page, 'verify-secret').waitFor();
  await part(page, 'verify-secret').fill(secret);
  if (url && await part(page, 'verify-url').count()) await part(page, 'verify-url').fill(url);
  if (time && await part(page, 'verify-time').count()) await part(page, 'verify-time').fill(String(time));
}

async function given(page, id) {
  const input = reported(id);
  await give(page, input.raw_http ?? Buffer.from(input.raw_http_base64, 'base64'), input);
}

// All that is said beside the code, once no search runs any more.
async function answer(page) {
  await page.waitForFunction(() => {
    const verdict = document.querySelector('[data-part="verify-verdict"]')?.dataset.verdict;
    const wrong = ['mismatch', 'differs', 'malformed', 'missing', 'unusable'].includes(verdict);
    const searching = document.querySelector('[data-part="verify-progress"]');
    return verdict !== 'running' && !searching && (!wrong || document.querySelector('[data-part="verify-cause"]'));
  }, null, DONE);
  return page.evaluate(() => {
    const of = (name) => document.querySelector(`[data-part="${name}"]`);
    return {
      verdict: of('verify-verdict').dataset.verdict,
      said: of('verify-verdict').textContent,
      cause: of('verify-cause')?.dataset.cause,
      why: of('verify-cause')?.textContent ?? '',
      notes: of('verify-notes')?.textContent ?? '',
      evidence: [...document.querySelectorAll('[data-evidence]')].map((e) => e.dataset.evidence),
      text: of('verify-text')?.textContent,
      sentences: [...document.querySelectorAll('.own-result .sentence')].map((e) => e.textContent),
      all: document.querySelector('.own-result').textContent,
    };
  });
}

// No sentence takes the secret, which is right, for the cause; where something else is evident, none but
// the verdict names it.
function unblamed({ sentences, evidence, why }) {
  for (const said of sentences) assert.doesNotMatch(said, /secret.*(likely|wrong|itself)|likely.*secret/is);
  if (evidence.some((code) => code !== 'digest-fits')) assert.doesNotMatch(why, /secret/i);
}

const request = (fields, body) => Buffer.concat([
  Buffer.from(`POST /hooks HTTP/1.1\r\nHost: hooks.example.test\r\n${fields.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
const github = (signed, body, ...fields) => request([`X-Hub-Signature-256: sha256=${hex(SECRET, signed)}`, ...fields], body);

for (const [id, expected] of Object.entries({
  A06: { verdict: 'mismatch', cause: 'nothing', evidence: ['replacement'], why: [/`?\/pull_request\/title/, /character of 4 bytes/, /two chunks/, /bytes/] },
  A12: { verdict: 'mismatch', cause: 'found', evidence: [], why: [/before each colon/] },
  A14: { verdict: 'differs', cause: 'nothing', evidence: ['digest'], why: [/Content-Digest/] },
  A18: { verdict: 'mismatch', cause: 'found', evidence: [], why: [/after decompression/, /Decompress the received bytes/],
    text: '{"type":"message.new","message":{"id":"m18","text":"héllo 👋"},"created_at":"2026-01-01T00:00:00Z"}' },
  A24: { verdict: 'mismatch', cause: 'nothing', evidence: ['number', 'length'], why: [/\/item\/id/, /\/item\/seq/, /JavaScript/, /raw body/, /Without the white space/] },
})) {
  test(`the reported delivery ${id}`, () => here.visit(async (page) => {
    await given(page, id);
    const said = await answer(page);
    assert.deepEqual([said.verdict, said.cause, said.evidence], [expected.verdict, expected.cause, expected.evidence], said.all);
    for (const words of expected.why) assert.match(said.why, words);
    if (expected.text) assert.equal(said.text, expected.text);
    unblamed(said);
    assert.doesNotMatch(said.notes, /address was taken|No cause|alphabetical/);
    assert.deepEqual(page.errors, []);
  }));
}

test('a right signature over the digest of another body is to be refused, and nothing is searched for', () => here.visit(async (page) => {
  await given(page, 'A14');
  const said = await answer(page);
  assert.match(said.said, /Invalid.*signature is correct.*Content-Digest.*changed or rewritten after signing. Refuse/s);
  assert.doesNotMatch(said.why, /candidates/);
  assert.match(said.text, /^"@method": POST\n"@authority": hooks\.example\.test\n"@path": \/in\n"@query": \?\n"content-type": application\/json\n/);
  assert.equal(await page.getByText('Signed content', { exact: true }).count(), 1);
}));

test('a token is right whatever the body is, and the verdict says no more', () => here.visit(async (page) => {
  const { raw_http: raw, secret } = reported('A16');
  for (const body of [raw, raw.replace('"project_id":16', '"project_id":61')]) {
    await give(page, body, { secret });
    const said = await answer(page);
    assert.equal(said.verdict, 'valid');
    assert.equal(await chosen(page, 'verify-scheme'), 'gitlab');
    assert.match(said.said, /token.*who sent.*nothing about the body/s);
    assert.doesNotMatch(said.all, /this body|webhook-signature|No cause|address was taken/);
    assert.deepEqual([said.cause, said.text], [undefined, undefined]);
    // It is the secret, and no digest of anything.
    assert.equal(await part(page, 'verify-digest').count(), 0);
  }
  await part(page, 'verify-secret').fill('another');
  await verdict(page, 'mismatch');
  assert.match(await text(page, 'verify-verdict'), /token in the request is not the secret/);
}));

test('what is contrary to a right signature or token is shown beside it', () => here.visit(async (page) => {
  const digest = 'Content-Digest: sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:';
  const token = (body, ...fields) => request([`X-Gitlab-Token: ${SECRET}`, 'X-Gitlab-Event: Push Hook', ...fields], body);
  for (const [raw, codes] of [
    [github('{}', '{}', digest), 'digest'],
    [token('{}', digest), 'digest'],
    [token('{"a":"Ship \uFFFD', 'Content-Type: application/json'), 'replacement cut'],
  ]) {
    await give(page, raw);
    await page.locator('[data-evidence]').first().waitFor();
    const said = await answer(page);
    assert.deepEqual([said.verdict, said.cause, said.evidence.join(' ')], ['valid', undefined, codes], said.all);
  }
}));

test('no later case is answered with a false sentence either', () => here.visit(async (page) => {
  for (const id of ['A01', 'A02', 'A03', 'A04', 'A05', 'A07', 'A09', 'A20', 'A25']) {
    await given(page, id);
    const said = await answer(page);
    assert.notEqual(said.verdict, 'valid', id);
    unblamed(said);
    assert.doesNotMatch(said.all, /secret's encoding|No cause is searched/, id);
    if (id !== 'A09') assert.doesNotMatch(said.notes, /address was taken/, id);
    if (id === 'A04') assert.match(said.why, /base64, and decoded/);
    if (id === 'A05') assert.match(said.why, /form/);
  }
}));

const cut = '{"title":"Ship it 👍 now"}';
const halves = Buffer.from(cut).length;
const siblings = {
  'a character of three bytes cut in two': [github('{"a":"了"}', '{"a":"\uFFFD\uFFFD"}', 'Content-Length: 11'), 'replacement'],
  'U+FFFD written as an escape': [github(cut, '{"title":"Ship it \\ufffd now"}'), 'replacement'],
  'Latin-1 read as UTF-8': [github(Buffer.from('{"a":"é"}', 'latin1'), '{"a":"\uFFFD"}', 'Content-Length: 9'), 'replacement'],
  'a number that JavaScript rounded': [github('{"a":{"b":[9007199254740993]}}', '{"a":{"b":[9007199254740992]}}'), 'number'],
  'U+FFFD in a form': [github('a=%E9', 'a=%EF%BF%BD', 'Content-Type: application/x-www-form-urlencoded'), 'replacement'],
  'U+FFFD in JSON in a form': [github('a=%E9', 'payload=%7B%22a%22%3A%22%5Cufffd%22%7D', 'Content-Type: application/x-www-form-urlencoded'), 'replacement'],
  'U+FFFD as a hexadecimal reference': [github('<a>é</a>', '<a>&#xFFFD;</a>', 'Content-Type: application/xml'), 'replacement'],
  'U+FFFD as a decimal reference': [github('<a>é</a>', '<a>&#65533;</a>', 'Content-Type: application/xml'), 'replacement'],
  'gzip without its field': [github('{"b":2}', zlib.gzipSync('{"a":1}')), 'coding'],
  'a decoded body under the field of gzip': [github(zlib.gzipSync('{"a":1}'), '{"a":1}', 'Content-Encoding: gzip', 'Content-Length: 27'), 'coding'],
  'gzip that was read as text': [github(zlib.gzipSync('{"a":1}'), zlib.gzipSync('{"a":1}').toString(), 'Content-Encoding: gzip', 'Content-Length: 27'), 'coding'],
  'a form type over JSON': [github('payload=x', '{"b":1}', 'Content-Type: application/x-www-form-urlencoded'), 'media-type'],
  'a JSON type over a form': [github('{"b":"c"}x', 'b=c', 'Content-Type: application/json'), 'media-type'],
  'another boundary': [github('x', '--y\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--y--\r\n', 'Content-Type: multipart/form-data; boundary=x'), 'media-type'],
  'a multipart type without a boundary': [github('x', '--y\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--y--\r\n', 'Content-Type: multipart/form-data'), 'media-type'],
  'a multipart body without a delimiter': [github('x', 'hello', 'Content-Type: multipart/form-data; boundary=x'), 'media-type'],
  'an XML type over text': [github('x', 'hello', 'Content-Type: application/xml'), 'media-type'],
  'a charset that the bytes are not': [github('x', Buffer.from([0x7b, 0xe9, 0x7d]), 'Content-Type: application/json; charset=utf-8'), 'charset'],
  'a body that was cut': [github('{"a":[1,2,3]}', '{"a":[1,2', 'Content-Length: 13'), 'cut length'],
  'a body with its chunks': [github('{"a":11}x', '8\r\n{"a":11}\r\n0\r\n\r\n'), 'chunks'],
  'a masked member': [github('{"token":"abc"}', '{"token":"***"}'), 'masked'],
  'a digest of another body': [github('{"a":1}', '{"a":2}', `Content-MD5: ${crypto.createHash('md5').update('{"a":1}').digest('base64')}`), 'digest'],
  'an older digest': [github('{"a":1}', '{"a":2}', `Digest: SHA-256=${crypto.createHash('sha256').update('{"a":1}').digest('base64')}`), 'digest'],
};

test('each sibling shows its evidence', () => here.visit(async (page) => {
  for (const [name, [raw, codes]] of Object.entries(siblings)) {
    await give(page, raw, { scheme: 'github' });
    const said = await answer(page);
    assert.deepEqual([said.verdict, said.cause, said.evidence.join(' ')], ['mismatch', 'nothing', codes], `${name}: ${said.why}`);
    unblamed(said);
    assert.doesNotMatch(said.why, /some of it is missing/, name);
  }
}));

test('where nothing is evident the secret is one possibility among others', () => here.visit(async (page) => {
  await give(page, github('{"a":1}', '{"a":2}', 'Content-Length: 7'));
  const said = await answer(page);
  assert.deepEqual([said.cause, said.evidence], ['nothing', []]);
  assert.match(said.why, /raw body, byte for byte.*sender uses GitHub.*secret is the one of this endpoint/s);
  assert.doesNotMatch(said.why, /the address is/);
  unblamed(said);
  assert.equal(await page.getByText('Checked content', { exact: true }).count(), 1);
}));

test('a digest that holds shows that the body is whole', () => here.visit(async (page) => {
  const digest = crypto.createHash('sha256').update('{"a":2}').digest('base64');
  await give(page, github('{"a":1}', '{"a":2}', `Content-Digest: sha-256=:${digest}:`));
  const said = await answer(page);
  assert.deepEqual(said.evidence, ['digest-fits']);
  assert.doesNotMatch(said.why, /byte for byte/);
}));

test('digests that contradict each other are said to, and not that the body was changed', () => here.visit(async (page) => {
  const digest = (name, of) => crypto.createHash(name).update(of).digest('base64');
  for (const field of ['Content-Digest', 'Repr-Digest']) {
    await give(page, github('{"a":1}', '{"a":2}', `${field}: sha-256=:${digest('sha256', '{"a":2}')}:, sha-512=:${digest('sha512', '{"a":1}')}:`));
    const said = await answer(page);
    assert.deepEqual([said.cause, said.evidence], ['nothing', ['digest']]);
    assert.match(said.why, /contradicts itself: its sha-256 is that of this body, and its sha-512 is not/);
    assert.doesNotMatch(said.why, /was(?: not)? changed/);
    unblamed(said);
  }
}));

test('a signed digest that fits shows that the body is unchanged, though another is wrong', () => here.visit(async (page) => {
  const [body, other, params] = ['{"a":2}', '{"a":1}', '("content-digest");created=1700000000'];
  const digest = (name, of) => `${name}=:${crypto.createHash(name.replace('-', '')).update(of).digest('base64')}:`;
  for (const [right, wrong] of [['sha-256', 'sha-512'], ['sha-512', 'sha-256']]) {
    const all = `${digest(right, body)}, ${digest(wrong, other)}`;
    const signature = crypto.createHmac('sha256', SECRET).update(`"content-digest": ${all}\n"@signature-params": ${params}`).digest('base64');
    await give(page, request([`Content-Digest: ${all}`, `Signature-Input: a=${params}`, `Signature: a=:${signature}:`], body), { secret: Buffer.from(SECRET).toString('base64') });
    const said = await answer(page);
    assert.deepEqual([said.verdict, said.evidence], ['differs', ['digest']], said.all);
    assert.match(said.said, new RegExp(`signature is correct, but the ${wrong} digest in .*Content-Digest.* is wrong; its ${right} digest matches the body, so the body is unchanged`));
    assert.doesNotMatch(said.all, /not the body|was(?: not)? changed|Not valid|Invalid/);
    unblamed(said);
  }
}));

test('where a digest shows that the body was changed, nothing is said of candidates, and how it was is found', () => here.visit(async (page) => {
  for (const field of ['Content-Digest', 'Repr-Digest']) {
    const digest = `${field}: sha-256=:${crypto.createHash('sha256').update('{"a":1}').digest('base64')}:`;
    await give(page, github('{"a":1}', '{"a":2}', digest));
    const said = await answer(page);
    assert.deepEqual([said.cause, said.evidence], ['nothing', ['digest']]);
    assert.match(said.why, /is not the digest of this body.*Correct this first/s);
    assert.doesNotMatch(said.why, /candidates|Ruled out/);
    unblamed(said);
    await give(page, github('{"a":1}', '{ "a": 1 }', digest));
    assert.equal((await answer(page)).cause, 'found');
  }
}));

test('a public key\'s signature is answered with evidence too', () => here.visit(async (page) => {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  const time = String(Math.floor(Date.now() / 1000));
  const signature = crypto.sign(null, Buffer.from(`${time}${cut}`), privateKey).toString('hex');
  const fields = [`X-Signature-Ed25519: ${signature}`, `X-Signature-Timestamp: ${time}`, `Content-Length: ${halves}`];
  await give(page, request(fields, cut.replace('👍', '\uFFFD\uFFFD\uFFFD')), { secret: key });
  let said = await answer(page);
  assert.deepEqual([said.verdict, said.cause, said.evidence], ['mismatch', 'nothing', ['replacement']], said.all);
  await give(page, request(fields, cut), { secret: key });
  said = await answer(page);
  assert.deepEqual([said.verdict, said.cause, said.evidence], ['valid', undefined, []]);
  assert.doesNotMatch(said.all, /No cause|No other form/);
}));

test('a signature that covers no body says so', () => here.visit(async (page) => {
  const secret = 'mailgun-key';
  const body = JSON.stringify({ signature: { timestamp: '1767225600', token: 't'.repeat(50), signature: hex(secret, `1767225600${'t'.repeat(50)}`) }, 'event-data': {} });
  await give(page, request(['Content-Type: application/json'], body), { secret });
  const said = await answer(page);
  assert.equal(said.verdict, 'valid');
  assert.doesNotMatch(said.said, /matches this body/);
  assert.match(said.said, /nothing else of it/);
}));

test('empty, binary and repeated input is answered', () => here.visit(async (page) => {
  for (const raw of [
    github('x', ''),
    github('x', crypto.randomBytes(4096)),
    github('x', '{}', 'Content-Length: 1', 'Content-Length: 2', 'Content-Digest:', 'Content-Digest: sha-256=::', 'Content-Encoding:', 'Content-Type:'),
    github('x', '\0'.repeat(100), 'Content-Type: application/json; charset=', 'Digest: sha-256', 'Content-MD5: ='),
  ]) {
    await give(page, raw);
    const said = await answer(page);
    assert.equal(said.verdict, 'mismatch');
    unblamed(said);
  }
  assert.deepEqual(page.errors, []);
}));
