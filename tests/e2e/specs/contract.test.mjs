// What every operation offers without a click in a window of 1280 px: each named part of the page
// and each top-level field that its document has, found here from the document alone.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { choose, field, fill, open, part } from '../lib/page.mjs';
import { dist, world } from '../lib/test.mjs';

const here = world();
const viewport = { width: 1280, height: 1000 };
const read = (id) => JSON.parse(fs.readFileSync(path.join(dist, `catalog/${id}.openapi.json`)));
const operations = ['keyauth/webhook', 'keyauth/webhookGet', 'genauth/createWebhook', 'aggregate-intelligence/createWebhook', 'superoffice/postWebhook'];

const CONTROLS = {
  select: ['media-type', 'form-variant', 'json-style', 'example', 'auth', 'scheme', 'algorithm', 'secret-encoding', 'target', 'snippet-target'],
  textarea: ['raw', 'secret', 'signing-id', 'signing-time'],
  input: ['snippet-exact'],
  button: ['send', 'stop', 'undo', 'redo', 'reset'],
};
const SHOWN = ['method', 'url', 'wire', 'body', 'body-length', 'body-sha256', 'problems', 'signature', 'signed-text', 'snippet'];
const AFTER_A_REPLY = ['status', 'outcome', 'reply-headers', 'reply-body', 'reply-signature', 'reply-verdict'];
// What has nothing to do before there is something to stop or to take back.
const IDLE = ['stop', 'undo', 'redo'];

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
  return { api, operation, fields: [...parameters, ...members], security, resolve };
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
  test(`${hash}: every part and every documented field is there at once and can be used`, () => here.visit(async (page) => {
    const { api, fields, security } = documented(hash);
    await open(page, here.site, hash);
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
    for (const [tag, names] of Object.entries(CONTROLS)) for (const name of names) await see(name, part(page, name), tag);
    for (const name of SHOWN) await see(name, part(page, name));
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
    const offered = await part(page, 'example').locator('option').evaluateAll((list) => list.map((o) => o.value).filter(Boolean));
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
