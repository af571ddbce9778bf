// What is large is shown in part and whole when asked, and the page answers meanwhile: replies, bodies,
// documents of many operations, members, values and words. Times are held against those of an eighth of
// the same in the same run: what grew with the square would take 64 times as long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aim, body, field, open, part, problems, ready, tab, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { catalogued } from '../lib/site.mjs';
import { world } from '../lib/test.mjs';

// Eight times as much may take so many times as long, or so long whatever the eighth took.
const TIMES = 20;
const LEAST = 50;

const about = (title) => ({ openapi: '3.1.1', info: { title, version: '1' }, servers: [{ url: 'https://example.com' }] });
const json = (schema) => ({ content: { 'application/json': { schema } } });
const list = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const map = (count, make) => Object.fromEntries(list(count, (i) => [`m${i}`, make(i)]));

function operations(count) {
  const paths = Object.fromEntries(list(count, (i) => [`/p${i}`, {
    post: {
      operationId: `o${i}`, summary: `Operation ${i}`, requestBody: json({ type: 'object', properties: { a: { type: 'string' } } }),
      responses: {}, callbacks: { delivery: { '{$request.body#/a}': { post: { responses: {} } } } },
    },
  }]));
  return { ...about(`${count} operations`), paths };
}

const one = (title, operation) => ({ ...about(title), paths: { '/hook': { post: { operationId: 'hook', responses: {}, ...operation } } } });
const item = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } };
const documents = {
  many: operations(10_000),
  few: operations(100),
  members: one('Members', { requestBody: json({ type: 'object', properties: map(8_000, () => ({ type: 'integer' })), required: ['m7000'] }) }),
  values: one('Values', {
    requestBody: json({ type: 'object', properties: { choice: { type: 'string', enum: list(100_000, (i) => `v${i}`) }, items: { type: 'array', items: { type: 'string' } } } }),
  }),
  words: one('Words', { description: '['.repeat(200_000) }),
  parameters: one('Parameters', { parameters: list(2_000, (i) => ({ in: 'query', name: `q${i}`, required: i % 4 === 0, schema: { type: 'string' } })) }),
  heads: {
    ...one('Heads', {
      parameters: [{ in: 'query', name: 'q', schema: { type: 'string' } }, { in: 'header', name: 'X-H', schema: { type: 'string' } }],
      security: [{ key: [] }],
    }),
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  },
  replies: one('Replies', {
    responses: {
      200: {
        description: '',
        content: {
          'application/json': { schema: {} },
          'application/problem+json': { schema: { type: 'array', items: { type: 'integer' } } },
          'application/xml': { schema: { type: 'object', properties: { a: { type: 'array', items: { type: 'integer' } } } } },
        },
      },
    },
  }),
};

const here = world({
  change: catalogued(
    Object.keys(documents).map((id) => ({ id, title: id })),
    Object.fromEntries(Object.entries(documents).map(([id, document]) => [id, Buffer.from(JSON.stringify(document))])),
  ),
});

// Begins to note long tasks; gives a function that waits for what is under way and gives the longest since.
async function watch(page) {
  await page.evaluate(() => {
    window.longest = 0;
    window.watching ??= new PerformanceObserver((all) => {
      for (const { duration } of all.getEntries()) window.longest = Math.max(window.longest, duration);
    });
    window.watching.takeRecords();
    window.watching.observe({ type: 'longtask' });
  });
  return () => page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (const { duration } of window.watching.takeRecords()) window.longest = Math.max(window.longest, duration);
    return window.longest;
  });
}

// Holds what takes so long against the same with an eighth of it.
function held(what, whole, eighth) {
  const most = TIMES * Math.max(eighth, LEAST);
  assert.ok(whole <= most, `${what}: ${whole} ms at once, and ${eighth} ms with an eighth of it`);
}

const SIZES = [1 / 8, 1];
const REPLIES = {
  'many texts': ['application/json', 50_000, (n) => JSON.stringify(list(n, (i) => `text ${i}`))],
  'many objects': ['application/json', 40_000, (n) => JSON.stringify(list(n, (i) => ({ id: i, name: 'a name' })))],
  'lists in lists': ['application/json', 30_000, (n) => '['.repeat(n) + ']'.repeat(n)],
  'many problems': ['application/problem+json', 50_000, (n) => JSON.stringify(list(n, (i) => `no number ${i}`))],
  'many elements': ['application/xml', 250_000, (n) => `<root>${'<a>1</a>'.repeat(n)}</root>`],
  'one line': ['application/json', 20 << 20, (n) => `"${'x'.repeat(n)}"`],
  'bytes that are no text': ['application/json', 5 << 20, (n) => Buffer.alloc(n, Buffer.from([0, 255, 10, 128]))],
};

for (const [name, [type, count, make]] of Object.entries(REPLIES)) {
  test(`a reply of ${name} is shown in time, and all of it`, () => here.visit(async (page) => {
    let reply;
    const receiver = await receive(() => ({ headers: { 'content-type': type }, body: reply }));
    await open(page, here.site, 'replies/hook');
    await field(page, 'server:url').fill(receiver.url);
    await aim(page, 'direct');
    await tab(page, 'reply');
    const took = [];
    for (const size of SIZES) {
      reply = make(count * size);
      const before = await page.locator('[data-reply]').getAttribute('data-reply');
      const longest = await watch(page);
      await part(page, 'send').click();
      await page.waitForFunction((before) => document.querySelector('[data-reply]').dataset.reply !== before && document.querySelector('[data-part="status"]'), before, { timeout: 120_000 });
      took.push(await longest());
    }
    held(name, took[1], took[0]);
    const whole = reply.toString();
    assert.equal(await text(page, 'reply-body'), whole);
    const shown = part(page, 'reply-body');
    if (whole.length > 128 << 10) {
      await page.locator('[data-part="reply-view"][value="raw"]').check({ force: true });
      const height = await shown.evaluate((pre) => pre.scrollHeight);
      await shown.getByRole('button', { name: /^Show all \d+ bytes$/ }).click();
      assert.ok(await shown.evaluate((pre) => pre.scrollHeight) >= height);
      assert.equal(await shown.locator('[hidden]').count(), 0);
      assert.equal(await text(page, 'reply-body'), whole, 'all of it is drawn');
    }
    assert.deepEqual(page.errors, []);
    await receiver.close();
  }));
}

test('an empty reply after a large one, and a large one again', () => here.visit(async (page) => {
  const replies = [JSON.stringify(list(50_000, (i) => i)), '', JSON.stringify(list(50_000, (i) => -i))];
  const receiver = await receive(({ method }) => ({ headers: { 'content-type': 'application/json' }, body: method === 'POST' ? replies[receiver.requests.length - 1] : '' }));
  await open(page, here.site, 'replies/hook');
  await field(page, 'server:url').fill(receiver.url);
  await aim(page, 'direct');
  await tab(page, 'reply');
  for (const reply of replies) {
    const before = await page.locator('[data-reply]').getAttribute('data-reply');
    await part(page, 'send').click();
    await page.waitForFunction((before) => document.querySelector('[data-reply]').dataset.reply !== before, before);
    assert.equal(await text(page, 'reply-body'), reply);
  }
  await receiver.close();
}));

test('a body of 20 MB is shown in part, and all of it when asked', () => here.visit(async (page) => {
  await open(page, here.site, 'replies/hook');
  const took = [];
  const make = (size) => JSON.stringify(list(size, (i) => `line ${String(i).padStart(12, '0')}`));
  for (const size of [125_000, 1_000_000]) {
    await page.evaluate((large) => { window.large = large; }, make(size));
    const longest = await watch(page);
    await page.evaluate(() => {
      const raw = document.querySelector('[data-part="raw"]');
      raw.value = window.large;
      raw.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    took.push(await longest());
  }
  held('a body', took[1], took[0]);
  assert.equal(await page.evaluate(() => document.querySelector('[data-part="body"]').textContent === window.large), true);
  const longest = await watch(page);
  await part(page, 'body').getByRole('button', { name: /^Show all/ }).click();
  assert.equal(await page.evaluate(() => document.querySelector('[data-part="body"]').textContent === window.large), true);
  held('showing all', await longest(), took[0]);
  assert.deepEqual(page.errors, []);
}));

for (const name of ['query:q', 'header:X-H', 'auth:key']) {
  test(`a head with a ${name} of 4 MB is shown in part`, () => here.visit(async (page) => {
    await open(page, here.site, 'heads/hook');
    const took = [];
    for (const size of [1 << 19, 4 << 20]) {
      const longest = await watch(page);
      await field(page, name).evaluate((box, size) => {
        box.value = 'x'.repeat(size);
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, size);
      took.push(await longest());
    }
    held(name, took[1], took[0]);
    assert.ok(await page.evaluate((size) => document.querySelector('.wire .head').textContent.includes('x'.repeat(size)), 4 << 20), 'the text is exact');
    assert.ok(await page.locator('.wire .head [data-part="show-all"]').count() === 1);
    assert.equal(await page.locator('.wire .head .block .secret').count() > 0, name === 'auth:key', 'a secret is covered');
    assert.deepEqual(page.errors, []);
  }));
}

const links = (page) => page.locator('nav [data-operation]');

test('of 10,000 operations those in sight are drawn, found and opened', () => here.visit(async (page) => {
  const took = {};
  for (const id of ['few', 'many']) {
    await page.goto(`${here.site.url}#/${id}/o0`);
    await part(page, 'wire').waitFor({ timeout: 120_000 });
    const longest = await watch(page);
    await part(page, 'filter').fill('operation 7');
    const seventh = page.locator(`nav [data-operation="o7"][href^="#/${id}/"]`);
    await seventh.waitFor();
    const filtering = await longest();
    const opening = await watch(page);
    await seventh.click();
    await page.waitForFunction(() => document.title.startsWith('Operation 7 '));
    await ready(page);
    took[id] = { filtering, opening: await opening() };
  }
  // Filtering looks at each; opening one has nothing to do with the others.
  held('filtering', took.many.filtering, took.few.filtering);
  assert.ok(took.many.opening <= 5 * Math.max(took.few.opening, LEAST), JSON.stringify(took));

  await part(page, 'filter').fill('');
  const drawn = await links(page).count();
  assert.ok(drawn < 300, `${drawn} rows`);
  const rows = page.locator('.rows').filter({ has: page.locator('[href^="#/many/"]') });
  await rows.evaluate((rows) => { rows.scrollTop = rows.scrollHeight; });
  const last = page.locator('nav [data-operation="o9999/delivery"]');
  await last.waitFor();
  assert.equal(await last.getAttribute('href'), '#/many/o9999/delivery');
  assert.equal(await last.locator('..').getAttribute('aria-posinset'), '20000');
  assert.equal(await last.locator('..').getAttribute('aria-setsize'), '20000');
  await last.click();
  await page.waitForFunction(() => location.hash === '#/many/o9999/delivery');
  assert.equal(await last.getAttribute('aria-current'), 'page');
  // On the keyboard from row to row, also past those that were drawn.
  await rows.evaluate((rows) => { rows.scrollTop = 0; });
  await page.locator('nav [href="#/many/o0"]').focus();
  for (let i = 0; i < 150; i++) await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.operation), 'o75');
  assert.deepEqual(page.errors, []);
}));

test('what is open is in sight in a long list', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/many/o5000`);
  await part(page, 'wire').waitFor({ timeout: 120_000 });
  const current = page.locator('nav [data-operation="o5000"]');
  await current.waitFor();
  assert.equal(await current.getAttribute('aria-current'), 'page');
  const inside = await current.evaluate((link) => {
    const [row, rows] = [link, link.closest('.rows')].map((e) => e.getBoundingClientRect());
    return rows.top <= row.top && row.bottom <= rows.bottom;
  });
  assert.equal(inside, true);
}));

test('of 8,000 members the form draws some, says so, and finds the others', () => here.visit(async (page) => {
  await open(page, here.site, 'members/hook');
  const fields = page.locator('[data-field^="body:/"]');
  assert.equal(await fields.count(), 200);
  assert.equal(await field(page, 'body:/m7000').count(), 1, 'what is required is drawn');
  await page.getByText('7800 more fields are not shown').waitFor();
  await page.getByRole('button', { name: 'Show 200 more' }).click();
  await page.getByText('7600 more fields are not shown').waitFor();
  assert.equal(await fields.count(), 400);
  await part(page, 'find-field').fill('m799');
  assert.deepEqual(await fields.evaluateAll((all) => all.map((e) => e.dataset.field)), list(11, (i) => `body:/m${i ? 7989 + i : 799}`));
  await field(page, 'body:/m7999').fill('5');
  assert.equal(await body(page), '{"m7999":5}');
  await part(page, 'find-field').fill('');
  assert.equal(await field(page, 'body:/m7999').inputValue(), '5', 'what is filled is drawn');
  // All of them at once, backwards.
  const took = [];
  for (const count of [1_000, 8_000]) {
    const all = JSON.stringify(Object.fromEntries(list(count, (i) => [`m${7_999 - i}`, i])));
    const longest = await watch(page);
    await part(page, 'raw').fill(all);
    took.push(await longest());
    assert.equal(await body(page), all);
  }
  held('8,000 members', took[1], took[0]);
  assert.equal((await problems(page)).filter((p) => p.at.startsWith('body:')).length, 0);
  assert.deepEqual(page.errors, []);
}));

test('a choice of 100,000 values and a list of 20,000 items', () => here.visit(async (page) => {
  await open(page, here.site, 'values/hook');
  const choice = field(page, 'body:/choice');
  await choice.click();
  const values = page.locator('[role="listbox"] [role="option"]');
  assert.ok(await values.count() <= 202);
  await choice.fill('v9999');
  assert.ok(await values.count() <= 202);
  await values.filter({ hasText: /^v99999$/ }).click();
  assert.equal(await body(page), '{"choice":"v99999"}');
  const items = JSON.stringify({ choice: 'v5', items: list(20_000, (i) => `item ${i}`) });
  await part(page, 'raw').fill(items);
  assert.equal(await body(page), items);
  assert.ok(await page.locator('[data-field^="body:/items/"]').count() <= 200);
  await page.getByText('The first 200 of 20000 items are shown').waitFor();
  assert.deepEqual(page.errors, []);
}));

test('2,000 parameters, a quarter of them required and missing', () => here.visit(async (page) => {
  await open(page, here.site, 'parameters/hook');
  const fields = page.locator('[data-field^="query:"]');
  assert.equal(await fields.count(), 200);
  assert.equal(await field(page, 'query:q4').count(), 1, 'what is required comes first');
  assert.equal(await field(page, 'query:q1').count(), 0);
  assert.match(await part(page, 'problems').textContent(), /^50[01] problems/);
  assert.ok((await problems(page)).length <= 200);
  await part(page, 'problem-count').click();
  await part(page, 'problems').getByRole('button', { name: /^Show all 50[01] problems$/ }).click();
  assert.equal((await problems(page)).filter((p) => p.code === 'required').length, 500);
  await field(page, 'query:q4').fill('a');
  assert.match(await text(page, 'url'), /\?q4=a$/);
}));

test('200,000 brackets in a description are shown in time', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/few/o0`);
  await ready(page);
  await tab(page, 'docs');
  const longest = await watch(page);
  await page.evaluate(() => { location.hash = '#/words/hook'; });
  await page.waitForFunction(() => location.hash === '#/words/hook' && /^\[+/.test(document.querySelector('.doc .prose p')?.textContent ?? ''));
  const first = await longest();
  const all = await watch(page);
  await page.locator('.doc').getByRole('button', { name: 'Show all 200000 bytes' }).click();
  await page.waitForFunction(() => document.querySelector('.doc').textContent.includes('['.repeat(200_000)));
  held('all brackets', await all(), first);
  assert.deepEqual(page.errors, []);
}));
