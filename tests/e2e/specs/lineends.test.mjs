// Line ends that a text box cannot show: they are kept, sent and told, wherever a text is put in.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { document, input, listed, taking } from '../lib/cases.mjs';
import { body, field, fill, open, part, problems, ready, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const b09 = input('B09');
const texts = document({
  ...taking({ type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } }),
  parameters: [{ in: 'header', name: 'X-Text', schema: { type: 'string' } }],
});
const here = world({ change: listed({ b09: b09.document, texts }) });
const note = (page, within) => page.locator(`${within} [data-line-ends]`);
const held = async (page) => JSON.parse(await body(page)).a;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

async function paste(page, control, text) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await control.focus();
  await page.keyboard.press('Control+V');
}

async function pasteOver(page, control, text) {
  await control.focus();
  await page.keyboard.press('Control+A');
  await paste(page, control, text);
}

// As a person drops a text from elsewhere.
async function drop(page, control, text) {
  await control.scrollIntoViewIfNeeded();
  const { x, y, height } = await control.boundingBox();
  const session = await page.context().newCDPSession(page);
  const data = { items: [{ mimeType: 'text/plain', data: text }], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, x: x + 8, y: y + height / 2, data });
  }
}

test('case B09: what is put into form fields is encoded with its line ends', () => here.visit(async (page) => {
  await open(page, here.site, 'b09/send');
  for (const [name, value] of Object.entries(b09.values)) await fill(page, `body:/${name}`, value);
  const sent = await body(page);
  assert.equal(sent, 'foo=bar%0Abaz&t=x%0D%0A');
  assert.deepEqual(Object.fromEntries(new URLSearchParams(sent)), b09.values, 'as another reader has it');
  assert.match(await note(page, '[data-for="body:/t"]').textContent(), /CR LF line ends: 1\./);
  assert.equal(await note(page, '[data-for="body:/foo"]').count(), 0, 'LF needs no word');
  const described = (await field(page, 'body:/t').getAttribute('aria-describedby')).split(' ');
  assert.ok(described.includes(await note(page, '[data-for="body:/t"]').getAttribute('id')), 'the note is tied to the control');
}));

const EVERY = 'one\r\ntwo\rthree\nfour\0\r\r\n';
for (const [how, put] of Object.entries({ pasted: paste, dropped: drop, 'set by a program': (page, control, text) => control.fill(text) })) {
  test(`a text that is ${how} keeps every line end, in the raw editor and in a field`, () => here.visit(async (page) => {
    await open(page, here.site, 'texts/send');
    await put(page, field(page, 'body:/a'), EVERY);
    assert.equal(await held(page), EVERY);
    assert.match(await note(page, '[data-for="body:/a"]').textContent(), /CR LF line ends: 2, CR line ends: 2\./);
    await part(page, 'raw').fill('');
    const raw = `{\r\n\t"a": "x"\r\n}\r`;
    await put(page, part(page, 'raw'), raw);
    assert.equal(await body(page), raw);
    assert.ok((await text(page, 'body-sha256')).includes(sha256(raw)));
    assert.ok((await text(page, 'wire')).endsWith(`\r\n\r\n${raw}`));
    assert.match(await note(page, '.raw-body').textContent(), /CR LF line ends: 2, CR line ends: 1\./);
  }));
}

test('edits elsewhere in the text keep its line ends', () => here.visit(async (page) => {
  await open(page, here.site, 'texts/send');
  const control = field(page, 'body:/a');
  await paste(page, control, 'a\r\nb\rc\r\n');
  await page.keyboard.type('d');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  assert.equal(await held(page), 'a\r\nb\rc\r\n\nd');
  await control.evaluate((area) => area.setSelectionRange(2, 2));
  await page.keyboard.press('Backspace');
  assert.equal(await held(page), 'ab\rc\r\n\nd', 'the line end that is deleted is gone, and no other');
  await control.evaluate((area) => area.setSelectionRange(1, 3));
  await paste(page, control, 'é\r');
  assert.equal(await held(page), 'aé\rc\r\n\nd');
  assert.equal(await control.inputValue(), 'aé\nc\n\nd');
}));

test('undo and redo, of the page and of the browser, bring line ends back', () => here.visit(async (page) => {
  await open(page, here.site, 'texts/send');
  const control = field(page, 'body:/a');
  await paste(page, control, 'x\r\ny');
  await page.keyboard.press('Control+Z');
  assert.equal(await body(page), '{}');
  await page.keyboard.press('Control+Shift+Z');
  assert.equal(await held(page), 'x\r\ny');
  await field(page, 'body:/b').fill('other');
  await control.fill('plain\n');
  assert.equal(await held(page), 'plain\n');
  await part(page, 'undo').click();
  assert.equal(await held(page), 'x\r\ny');
  await part(page, 'redo').click();
  assert.equal(await held(page), 'plain\n');
  assert.equal(await note(page, '[data-for="body:/a"]').count(), 0);
}));

test('line ends are there again after a reload, and change to LF when asked', () => here.visit(async (page) => {
  await open(page, here.site, 'texts/send');
  await fill(page, 'body:/a', 'x\r\ny\r');
  await page.reload();
  await ready(page);
  assert.equal(await held(page), 'x\r\ny\r');
  await field(page, 'body:/a').press('Control+End');
  await page.keyboard.type('z');
  assert.equal(await held(page), 'x\r\ny\rz');
  const raw = '{"a":\r\n"x"}';
  await part(page, 'raw').fill(raw);
  await page.reload();
  await ready(page);
  assert.equal(await body(page), raw);
  await page.locator('.raw-body').getByRole('button', { name: 'Change them to LF' }).click();
  assert.equal(await body(page), '{"a":\n"x"}');
  assert.equal(await text(page, 'raw'), '{"a":\n"x"}');
  assert.equal(await note(page, '.raw-body').count(), 0);
}));

test('a header field that is given a CR is refused, and says where', () => here.visit(async (page) => {
  await open(page, here.site, 'texts/send');
  await fill(page, 'header:X-Text', 'a\r\nX-Other: b');
  const found = await problems(page);
  assert.ok(found.some((p) => p.code === 'header-value' && p.at === 'header:X-Text' && p.severity === 'blocks'), JSON.stringify(found));
}));

test('20 MB with CR LF that are pasted at once keep every byte', () => here.visit(async (page) => {
  const lines = 'a line of text\r\n'.repeat(1_250_000);
  await open(page, here.site, 'texts/send');
  await pasteOver(page, part(page, 'raw'), lines);
  await page.waitForFunction((digest) => document.querySelector('[data-part="body-sha256"]')?.textContent.includes(digest), sha256(lines), { timeout: 120_000 });
  assert.deepEqual(page.errors, []);
}));
