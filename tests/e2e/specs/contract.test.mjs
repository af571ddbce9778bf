// What every operation offers, one documented step away: each named part of the page, and each top-level
// field that its document has, found here from the document alone.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { aim, body, choose, chosen, field, fill, offers, open, part, problems, tab, text, unfold } from '../lib/page.mjs';
import { dist, world } from '../lib/test.mjs';

const here = world();
const viewport = { width: 1280, height: 1000 };
const read = (id) => JSON.parse(fs.readFileSync(path.join(dist, `catalog/${id}.openapi.json`)));
const operations = ['keyauth/webhook', 'keyauth/webhookGet', 'genauth/createWebhook', 'aggregate-intelligence/createWebhook', 'superoffice/postWebhook'];

// By the tab of the inspector that they are in; the others are always there.
const CONTROLS = {
  select: ['auth', 'algorithm', 'secret-encoding'],
  textarea: ['raw', 'secret', 'signing-id', 'signing-time'],
  input: ['example', 'scheme'],
  button: ['send', 'undo', 'redo', 'reset', 'clear'],
};
const CODE = { input: ['snippet-target', 'snippet-exact'], pre: ['snippet'] };
const SHOWN = ['method', 'url', 'wire', 'body', 'body-length', 'body-sha256', 'signature', 'signed-text'];
const SECTIONS = ['body', 'signature', 'authorization', 'parameters', 'server'];
const TABS = ['request', 'code', 'reply', 'docs'];
const AFTER_A_REPLY = ['status', 'outcome', 'reply-headers', 'reply-body', 'reply-signature', 'reply-verdict'];
// What has nothing to do before there is something to take back.
const IDLE = ['undo', 'redo'];

// The documented operation, and the names of its top-level fields with whether each is a closed choice.
function documented(hash) {
  const [id, operationId] = hash.split('/');
  const api = read(id);
  const resolve = (o) => (o?.$ref ? resolve(o.$ref.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], api)) : o);
  const operation = Object.values(api.paths).flatMap((item) => Object.values(item)).find((o) => o.operationId === operationId);
  const one = (name, schema) => ({ name, schema: resolve(schema) });
  const parameters = (operation.parameters ?? []).map(resolve).map((p) => one(`${p.in}:${p.name}`, p.schema));
  const media = Object.values(resolve(operation.requestBody)?.content ?? {})[0];
  const members = Object.entries(resolve(media?.schema)?.properties ?? {}).map(([name, schema]) => one(`body:/${name}`, schema));
  const security = operation.security ?? api.security ?? [{}];
  const types = Object.keys(resolve(operation.requestBody)?.content ?? {});
  return { api, operation, fields: [...parameters, ...members], security, resolve, types };
}

// The values of a closed set, however the document says it.
const closedSet = ({ type, const: only, enum: closed, oneOf = [], allOf = [] }) => {
  if (type === 'boolean') return ['true', 'false'];
  if (only !== undefined) return [String(only)];
  if (oneOf.length && oneOf.every((s) => 'const' in s)) return oneOf.map((s) => String(s.const));
  // What only warns is known from elsewhere, and closes nothing.
  return closed?.map(String) ?? allOf.filter((s) => s['x-signpost-severity'] !== 'warning').map(closedSet).find(Boolean);
};
const kindOf = (schema) => {
  if (closedSet(schema)) return 'choice';
  const { type, properties, items } = schema;
  return type === 'object' || type === 'array' || properties || items ? 'container' : 'typed';
};

for (const hash of operations) {
  test(`${hash}: every part and every documented field is there once its section is open, and can be used`, () => here.visit(async (page) => {
    const { api, fields, security, types } = documented(hash);
    await open(page, here.site, hash);
    // A scheme that has a secret, an id and a time.
    await choose(page, 'scheme', 'standard-webhooks');
    await part(page, 'secret').fill('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    await unfold(page);
    const missing = [];
    const see = async (name, locator, tag) => {
      const found = await locator.count();
      if (found !== 1) return missing.push(`${name} is there ${found} times`);
      if (!(await locator.isVisible()) && !(await locator.evaluate((e) => e.textContent === ''))) missing.push(`${name} cannot be seen`);
      if (!tag) return undefined;
      const [is, disabled] = await locator.evaluate((e) => [e.localName, e.disabled]);
      if (!tag.split('|').includes(is)) missing.push(`${name} is a ${is}`);
      if (!disabled) await locator.click({ trial: true, timeout: 2000 }).catch((error) => missing.push(`${name} cannot be clicked: ${error.message}`));
      else if (!IDLE.includes(name)) missing.push(`${name} is disabled`);
      return undefined;
    };
    const seeAll = async (parts) => {
      for (const [tag, names] of Object.entries(parts)) for (const name of names) await see(name, part(page, name), tag);
    };
    await seeAll(CONTROLS);
    for (const name of SHOWN) await see(name, part(page, name));
    // Those of the body are there when they apply.
    const first = types[0] ?? '';
    const apply = { 'media-type': types.length > 1, 'json-style': first.includes('json'), 'form-variant': first.includes('urlencoded') };
    for (const [name, applies] of Object.entries(apply)) {
      if (applies) await see(name, part(page, name), 'select');
      else assert.equal(await part(page, name).count(), 0, `${name} does not apply`);
    }
    assert.equal(await part(page, 'problems').count(), 1, 'the list of problems is in the page');
    await part(page, 'problem-count').click();
    await see('problems', part(page, 'problems'));
    await part(page, 'problem-count').click();
    const targets = await part(page, 'target').evaluateAll((list) => list.map((e) => [e.type, e.value, e.checked]));
    assert.deepEqual(targets, [['radio', 'sandbox', true], ['radio', 'direct', false]]);
    for (const name of AFTER_A_REPLY) assert.equal(await part(page, name).count(), 0, `${name} only once there is a reply`);
    assert.equal(await part(page, 'body').evaluate((e) => e.localName), 'pre');
    const control = (name) => page.locator(`[data-field="${name}"]`);
    await see('server:url', control('server:url'), 'textarea|input');
    for (const name of Object.keys(api.servers[0].variables ?? {})) await see(`server:${name}`, control(`server:${name}`), 'textarea|input|select');
    for (const scheme of Object.keys(security[0])) {
      const basic = api.components.securitySchemes[scheme].scheme === 'basic';
      for (const end of basic ? ['/username', '/password'] : ['']) await see(`auth:${scheme}${end}`, control(`auth:${scheme}${end}`), 'textarea|input');
    }
    for (const { name, schema } of fields) {
      const kind = kindOf(schema);
      if (kind === 'container') {
        await see(`the button that opens ${name}`, page.locator(`[data-add="${name}"]`), 'button');
        continue;
      }
      await see(name, control(name), kind === 'choice' ? 'select' : 'textarea|input');
      if (kind !== 'choice') continue;
      const values = await control(name).locator('option').evaluateAll((list) => list.map((o) => o.value));
      assert.deepEqual([...values].sort(), ['', ...closedSet(schema)].sort(), `the choices of ${name}`);
    }
    await tab(page, 'code');
    await seeAll(CODE);
    assert.deepEqual(missing, []);
    const refused = await page.locator('input[type]').evaluateAll((list) => list.map((e) => e.type).filter((t) => ['number', 'url', 'date', 'datetime-local'].includes(t)));
    assert.deepEqual(refused, [], 'no control changes or refuses what is typed');
    assert.doesNotMatch(await part(page, 'url').textContent(), /\{/, 'the address holds no template');
  }, { viewport }));

  test(`${hash}: lists, maps and optional objects open by their buttons, and what is in them goes by its own`, () => here.visit(async (page) => {
    const { fields, resolve } = documented(hash);
    await open(page, here.site, hash);
    for (const { name, schema } of fields.filter((f) => kindOf(f.schema) === 'container')) {
      const add = page.locator(`[data-add="${name}"]`);
      await add.click();
      if (schema.properties) {
        const [first] = Object.keys(schema.properties);
        await field(page, `${name}/${first}`).waitFor();
        await page.locator(`[data-remove="${name}"]`).click();
        assert.equal(await field(page, `${name}/${first}`).count(), 0);
        await add.waitFor();
        continue;
      }
      const steps = schema.type === 'array' ? ['0', '1'] : ['@0', '@1'];
      await add.click();
      for (const step of steps) assert.equal(await page.locator(`[data-remove="${name}/${step}"]`).count(), 1, `${name}/${step} can go`);
      const value = page.locator(`[data-field="${name}/${steps[1]}"]`);
      const simple = ['string', 'integer'].includes(resolve(schema.items ?? schema.additionalProperties)?.type);
      if (simple) await value.fill('second');
      if (schema.type !== 'array') {
        await page.locator(`[data-key="${name}/@0"]`).fill('one');
        await page.locator(`[data-key="${name}/@1"]`).fill('two');
      }
      await page.locator(`[data-remove="${name}/${steps[0]}"]`).click();
      assert.equal(await page.locator(`[data-remove="${name}/${steps[1]}"]`).count(), 0);
      if (simple) assert.equal(await page.locator(`[data-field="${name}/${steps[0]}"]`).inputValue(), 'second', 'what follows moves up');
      if (schema.type !== 'array') assert.equal(await page.locator(`[data-key="${name}/@0"]`).inputValue(), 'two');
    }
  }, { viewport }));

  test(`${hash}: the security alternatives are a choice, each with its inputs`, () => here.visit(async (page) => {
    const { api, security } = documented(hash);
    await open(page, here.site, hash);
    const values = await part(page, 'auth').locator('option').evaluateAll((list) => list.map((o) => o.value));
    assert.equal(values.length, security.length);
    for (const [i, alternative] of security.entries()) {
      await part(page, 'auth').selectOption(values[i]);
      const expected = Object.keys(alternative).flatMap((name) => {
        const { type, scheme } = api.components.securitySchemes[name];
        if (type === 'http' && scheme === 'basic') return [`auth:${name}/username`, `auth:${name}/password`];
        return scheme === 'authing' ? [] : [`auth:${name}`];
      });
      const inputs = await page.locator('[data-field^="auth:"]').evaluateAll((list) => list.map((e) => e.dataset.field));
      assert.deepEqual(inputs, expected);
    }
  }, { viewport }));

  test(`${hash}: each documented example gives exactly the problems that it is listed with`, () => here.visit(async (page) => {
    const { operation, resolve } = documented(hash);
    const media = Object.values(resolve(operation.requestBody)?.content ?? {});
    const whole = operation['x-signpost-examples'] ?? {};
    const named = new Set([
      ...media.flatMap((m) => Object.keys(m.examples ?? {})),
      ...(operation.parameters ?? []).map(resolve).flatMap((p) => Object.keys(p.examples ?? {})),
      ...Object.keys(whole),
    ]);
    await open(page, here.site, hash);
    const offered = await offers(page, 'example');
    assert.deepEqual([...offered].sort(), [...named].sort());
    for (const name of named) {
      await choose(page, 'example', name);
      // Credentials are no part of most examples.
      for (const input of await page.locator('[data-field^="auth:"]').all()) if (!(await input.inputValue())) await input.fill('token-1234');
      const said = await part(page, 'problems').locator('[data-problem]').evaluateAll((list) => list.map((e) => `${e.dataset.problem} ${e.dataset.at} ${e.dataset.severity}`));
      const inline = media.map((m) => resolve(m.examples?.[name])?.['x-signpost-problems']).find(Boolean);
      const listed = (whole[name]?.problems ?? inline ?? []).map((p) => `${p.code} ${p.at} ${p.severity ?? 'error'}`);
      assert.deepEqual(said.sort(), listed.sort(), name);
    }
  }, { viewport }));
}

test('an address of one\'s own replaces the documented server, whose variables fill its template', () => here.visit(async (page) => {
  const url = () => part(page, 'url').textContent();
  await open(page, here.site, 'superoffice/postWebhook');
  assert.match(await url(), /^https:\/\/superoffice\.invalid\/api\/v1\/Webhook/);
  await fill(page, 'server:host', 'crm.example.com/so');
  assert.equal(await url(), 'https://crm.example.com/so/api/v1/Webhook');
  await fill(page, 'server:url', 'https://api.example.com/base/');
  assert.equal(await url(), 'https://api.example.com/base/api/v1/Webhook');
  assert.match(await part(page, 'wire').textContent(), /^POST \/base\/api\/v1\/Webhook HTTP\/1\.1\r\nHost: api\.example\.com\r\n/i);
  await fill(page, 'server:url', '');
  assert.equal(await url(), 'https://crm.example.com/so/api/v1/Webhook');
  await page.locator('[data-field="server:"]').selectOption('1');
  assert.equal(await url(), 'https://sod.superoffice.com/Cust00000/api/v1/Webhook');
  await fill(page, 'server:env', 'online');
  await fill(page, 'server:tenant', 'Cust12345');
  assert.equal(await url(), 'https://online.superoffice.com/Cust12345/api/v1/Webhook');
}, { viewport }));

const expanded = (page, kind) => page.locator(`[data-${kind}]`).evaluateAll((list, kind) =>
  Object.fromEntries(list.map((e) => [e.dataset[kind], e.getAttribute('aria-expanded')])), kind);

for (const hash of [...operations, 'superoffice/postWebhook/delivery']) {
  test(`${hash}: sections and rows open and close by their buttons, which say so`, () => here.visit(async (page) => {
    await page.goto(`${here.site.url}#/${hash}`);
    await part(page, 'clear').waitFor();
    const first = await expanded(page, 'section');
    // A delivery begins with its receiver, so its sections have another order.
    assert.deepEqual(Object.keys(first).filter((name) => name !== 'signature-advanced').sort(), [...SECTIONS].sort());
    assert.ok(Object.values(first).includes('true'), 'what is filled in first is open');
    await unfold(page);
    const all = await expanded(page, 'section');
    assert.deepEqual(Object.keys(all).sort(), [...SECTIONS, 'signature-advanced'].sort());
    const rows = await expanded(page, 'more');
    assert.ok(Object.keys(rows).every((name) => SECTIONS.includes(name)), `${Object.keys(rows)}`);
    const contents = { body: '[data-part="body-mode"][value="raw"]', signature: '[data-part="scheme"]', authorization: '[data-part="auth"]', server: '[data-field="server:url"]', 'signature-advanced': '[data-part="algorithm"]' };
    for (const [kind, names] of [['more', Object.keys(rows)], ['section', ['signature-advanced', ...SECTIONS]]]) {
      for (const name of names) {
        const button = page.locator(`button[data-${kind}="${name}"]`);
        assert.equal(await button.count(), 1, `${kind} ${name}`);
        if (kind === 'section' && contents[name]) assert.equal(await page.locator(contents[name]).count(), 1, `${name} holds its part`);
        await button.press('Enter');
        assert.equal(await button.getAttribute('aria-expanded'), 'false', `${kind} ${name}`);
        if (kind === 'section' && contents[name]) assert.equal(await page.locator(contents[name]).count(), 0, `${name} is folded`);
        assert.equal(await button.evaluate((e) => e === document.activeElement), true, `${kind} ${name} keeps the focus`);
      }
    }
    assert.deepEqual([...new Set(Object.values(await expanded(page, 'section')))], ['false']);
    await page.locator('[data-section="server"]').press('Space');
    await field(page, 'server:url').waitFor();
  }, { viewport }));
}

test('the inspector has four tabs, of which one is selected, by pointer and by keys', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  const tabs = () => page.locator('[role="tab"][data-tab]').evaluateAll((list) => list.map((e) => [e.dataset.tab, e.getAttribute('aria-selected')]));
  const only = (name) => TABS.map((tab) => [tab, String(tab === name)]);
  assert.deepEqual(await tabs(), only('request'));
  const held = { request: ['wire', 'body', 'body-length', 'body-sha256', 'signature', 'signed-text'], code: ['snippet', 'snippet-target', 'snippet-exact'], reply: [], docs: [] };
  const seen = async (name) => {
    assert.deepEqual(await tabs(), only(name));
    for (const [tab, parts] of Object.entries(held)) {
      for (const one of parts) assert.equal(await part(page, one).count(), tab === name ? 1 : 0, `${one} in the tab ${name}`);
    }
    const panel = page.getByRole('tabpanel');
    assert.equal(await panel.getAttribute('aria-labelledby'), await page.locator(`[data-tab="${name}"]`).getAttribute('id'));
  };
  for (const name of TABS) {
    await page.locator(`[data-tab="${name}"]`).click();
    await seen(name);
  }
  for (const [key, name] of [['ArrowRight', 'request'], ['ArrowLeft', 'docs'], ['Home', 'request'], ['ArrowRight', 'code'], ['End', 'docs']]) {
    await page.keyboard.press(key);
    await seen(name);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.tab), name, 'the focus goes along');
  }
  await part(page, 'send').click();
  await part(page, 'status').waitFor();
  await seen('reply');
  for (const name of AFTER_A_REPLY) assert.equal(await part(page, name).count(), 1, `${name} is there with the reply`);
}, { viewport }));

test('clear empties the operation: no example, no draft, no secrets; undo brings them back', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/aggregate-intelligence/createWebhook`);
  await part(page, 'clear').waitFor();
  assert.notEqual(await chosen(page, 'example'), '', 'an operation begins with its example');
  await unfold(page);
  await fill(page, 'auth:bearer', 'token');
  await choose(page, 'scheme', 'github');
  await part(page, 'secret').fill('key');
  await fill(page, 'server:url', 'http://127.0.0.1:9');
  const before = await text(page, 'wire');
  await part(page, 'clear').click();
  assert.equal(await chosen(page, 'example'), '');
  assert.equal(await chosen(page, 'scheme'), 'none');
  assert.equal(await body(page), '{}');
  const held = await page.locator('.request-pane').locator('[data-field]:is(input,textarea,select)').evaluateAll((all) =>
    all.filter((e) => e.dataset.field !== 'auth' && e.value !== '').map((e) => `${e.dataset.field} ${e.value}`));
  // Accept is one of the responses' media types, and a server's variables have their defaults.
  assert.deepEqual(held.filter((one) => !/^(server:(?!url)|header:Accept )/.test(one)), [], 'nothing is left in the form');
  assert.ok((await problems(page)).some((p) => p.code === 'required' && p.at === 'auth:bearer'));
  await part(page, 'undo').click();
  assert.equal(await text(page, 'wire'), before);
  assert.equal(await part(page, 'secret').inputValue(), 'key');
}, { viewport }));

test('where the request goes is a group of two radio buttons; while it is on its way, Stop takes the place of Send', () => here.visit(async (page) => {
  await page.route('http://127.0.0.1:9/**', () => {});
  await open(page, here.site, 'keyauth/webhook');
  await fill(page, 'server:url', 'http://127.0.0.1:9');
  const group = page.getByRole('radiogroup', { name: 'Send to' });
  assert.equal(await group.getByRole('radio').count(), 2);
  await group.getByRole('radio', { name: 'Sandbox' }).focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await group.getByRole('radio', { name: 'Direct' }).isChecked(), true);
  await part(page, 'send').press('Enter');
  await part(page, 'stop').waitFor();
  assert.equal(await part(page, 'send').count(), 0);
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'BODY', 'the focus is not lost');
  await part(page, 'stop').press('Enter');
  await part(page, 'send').waitFor();
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'BODY', 'the focus is not lost');
  await aim(page, 'sandbox');
  assert.equal(await group.getByRole('radio', { name: 'Sandbox' }).isChecked(), true);
}, { viewport }));

for (const hash of ['', '#', '#/']) {
  test(`the start page is at “${hash}”, with its ways in`, () => here.visit(async (page) => {
    await page.goto(here.site.url + hash);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await part(page, 'wire').count(), 0);
    await page.locator('.start-apis').waitFor();
    const links = await page.locator('main a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    const ways = ['#/genauth/createWebhook', '#/superoffice/postWebhook/delivery', '#/verify'];
    assert.deepEqual(links, [...ways, '#/keyauth', '#/genauth', '#/aggregate-intelligence', '#/superoffice']);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('signpost/draft/'))), []);
    for (const [href, there] of [[ways[0], 'wire'], [ways[1], 'send'], [ways[2], 'verify-raw']]) {
      await page.locator(`main a[href="${href}"]`).click();
      await part(page, there).waitFor();
      await page.getByRole('link', { name: 'Signpost' }).click();
      await page.locator('main.start-page').waitFor();
      assert.equal(new URL(page.url()).hash, '#/');
    }
    assert.deepEqual(page.errors, []);
  }, { viewport }));
}
