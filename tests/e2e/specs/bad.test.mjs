// Bad input, as a person meets it: a clear message at the field, and nothing typed is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { body, field, fill, open, part, problems } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();

// The problem in the list, and the same words tied to a control that shows where it is.
async function told(page, { code, at, severity = 'error', words, beside }) {
  const found = await problems(page);
  assert.ok(found.some((p) => p.code === code && p.at === at && p.severity === severity), `${code} ${at} ${severity} is in ${JSON.stringify(found)}`);
  assert.match(await part(page, 'problems').textContent(), words);
  const control = beside ?? field(page, at);
  // A field shows its problems once it was left, and a moment later.
  await control.focus();
  await control.blur();
  await control.and(page.locator('[aria-invalid="true"]')).waitFor({ timeout: 5000 }).catch(() => {});
  assert.equal(await control.getAttribute('aria-invalid'), 'true', `${at} is marked`);
  const said = await control.evaluate((e) => (e.getAttribute('aria-describedby') ?? '').split(/\s+/).map((id) => document.getElementById(id)?.textContent).join('\n'));
  assert.match(said, words, 'the message is tied to the control');
}

test('a name that stands twice in a map', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  for (const i of [0, 1]) {
    await page.locator('[data-add="body:/Headers"]').click();
    await page.locator(`[data-key="body:/Headers/@${i}"]`).fill('X-Twice');
    await page.locator(`[data-field="body:/Headers/@${i}"]`).fill(`v${i}`);
  }
  await told(page, { code: 'duplicate', at: 'body:/Headers/@1', words: /X-Twice/ });
  assert.equal(await body(page), '{"Headers":{"X-Twice":"v0","X-Twice":"v1"}}', 'both are kept');
}));

test('a name that stands twice in raw JSON', () => here.visit(async (page) => {
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  const twice = '{"endpoint":"https://example.com/a","authType":"none","endpoint":"https://example.com/b"}';
  await part(page, 'raw').fill(twice);
  assert.ok((await problems(page)).some((p) => p.code === 'duplicate' && p.at === 'body:/endpoint'), JSON.stringify(await problems(page)));
  assert.equal(await body(page), twice);
}));

test('text that XML cannot carry', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await part(page, 'media-type').selectOption('application/xml');
  await fill(page, 'body:/Name', 'bell \u0007 rings');
  await told(page, { code: 'xml', at: 'body:/Name', words: /\(U\+0007\) at character 6, which XML cannot carry/ });
  assert.ok((await body(page)).includes('bell \uFFFD rings'), 'what is sent instead is shown');
  assert.equal(await field(page, 'body:/Name').inputValue(), 'bell \u0007 rings');
  await part(page, 'media-type').selectOption('application/json');
  assert.equal(await body(page), '{"Name":"bell \\u0007 rings"}', 'JSON can');
  assert.deepEqual((await problems(page)).filter((p) => p.code === 'xml'), []);
}));

test('half a surrogate pair, and NUL', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  const raw = '{"Name":"half \\ud83d","Type":"webhook","Secret":"nul \\u0000"}';
  await part(page, 'raw').fill(raw);
  assert.equal(await body(page), raw, 'raw text is sent unchanged');
  await told(page, { code: 'encoding', at: 'body:/Name', severity: 'warning', words: /half of a surrogate pair, which many readers of JSON refuse; it is sent unchanged/ });
  await told(page, { code: 'encoding', at: 'body:/Secret', severity: 'warning', words: /has a NUL character \(U\+0000\)/ });
  await part(page, 'media-type').selectOption('application/x-www-form-urlencoded');
  await fill(page, 'body:/Type', 'crmscript');
  await told(page, { code: 'encoding', at: 'body:/Name', words: /half of a surrogate pair, which UTF-8 cannot carry; U\+FFFD is sent in its place/ });
  assert.match(await body(page), /Name=half\+%EF%BF%BD&Secret=nul\+%00&Type=crmscript/);
  await part(page, 'media-type').selectOption('application/json');
  assert.equal(JSON.parse(await body(page)).Name, 'half \ud83d', 'what was loaded is kept');
}));

for (const [hash, at] of [['superoffice/postWebhook', 'body:/Name'], ['keyauth/webhook', 'body:/name'], ['keyauth/webhookGet', 'query:name']]) {
  test(`half a surrogate pair and NUL, typed into ${at}`, () => here.visit(async (page) => {
    await open(page, here.site, hash);
    await fill(page, at, 'nul \u0000 here');
    await told(page, { code: 'encoding', at, severity: 'warning', words: /has a NUL character \(U\+0000\)/ });
    assert.equal(await field(page, at).inputValue(), 'nul \u0000 here');
    // Playwright's own protocol cannot carry half a pair.
    await field(page, at).evaluate((control) => {
      control.value = `half \ud83d pair`;
      control.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await told(page, { code: 'encoding', at, severity: 'warning', words: /has U\+FFFD, which a browser puts in place of half a surrogate pair/ });
    assert.equal(await field(page, at).evaluate((control) => control.value.charCodeAt(5)), 0xd83d, 'what was typed stays');
    await fill(page, at, 'whole 😀');
    assert.deepEqual((await problems(page)).filter((p) => p.at === at), []);
  }));
}

for (const [what, at, value, words] of [
  ['beyond Latin-1', 'header:SO-TimeZone', 'łódź', /beyond U\+00FF/],
  ['a control character', 'header:SO-TimeZone', 'a\u0007b', /HTTP does not allow a control character \(U\+0007\) at character 2/],
  // A field with suggestions is an input, which holds one line.
  ['a line end', 'auth:xsrf', 'a\nb', /would end the field/],
]) {
  test(`a header value that HTTP cannot carry: ${what}`, () => here.visit(async (page) => {
    await open(page, here.site, 'superoffice/postWebhook');
    if (at === 'auth:xsrf') await part(page, 'auth').selectOption('xsrf');
    await fill(page, at, value);
    await told(page, { code: 'header-value', at, severity: 'blocks', words });
    assert.equal(await part(page, 'send').getAttribute('aria-disabled'), 'true');
    const refusal = await part(page, 'send').evaluate((e) => document.getElementById(e.getAttribute('aria-describedby')).textContent);
    assert.match(refusal, /^Cannot be sent: /);
    assert.equal(await field(page, at).inputValue(), value);
    await fill(page, at, 'NO');
    assert.equal(await part(page, 'send').getAttribute('aria-disabled'), 'false');
  }));
}

test('a date-time, an integer and a URL that are none', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  for (const [at, value, code, words] of [
    ['body:/Registered', '2024-02-30T10:00:00Z', 'format', /is not a date-time: 2024-02-30T10:00:00Z has the day 30, which 2024-02 does not have/],
    ['body:/WebhookId', '2147483648', 'format', /must be a 32-bit integer/], ['body:/WebhookId', 'many', 'type', /is not an integer/],
  ]) {
    await fill(page, at, value);
    await told(page, { code, at, words });
    assert.equal(await field(page, at).inputValue(), value);
  }
  await fill(page, 'body:/Type', 'webhook');
  await fill(page, 'body:/TargetUrl', 'example.com/hook');
  await told(page, { code: 'format', at: 'body:/TargetUrl', words: /[Hh]as no scheme/ });
  await fill(page, 'body:/TargetUrl', 'localhost:8080/hook');
  await told(page, { code: 'pattern', at: 'body:/TargetUrl', severity: 'warning', words: /be HTTPS/ });
}));
