// Everything follows each edit: by the next animation frame, under the hash that names it, and in
// the form that was chosen for the bytes and the snippet.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { body, choose, field, fill, offers, open, part, problems, ready, tab, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const job = (hash) => jobs.find((j) => j.hash === hash);
const sha256 = (value) => crypto.createHash('sha256').update(value).digest('hex');

// Types names, and gives what the page shows one animation frame after each.
const followed = (page) => page.evaluate(async () => {
  const text = (name) => document.querySelector(`[data-part="${name}"]`)?.textContent;
  const control = document.querySelector('[data-field="body:/name"]');
  const all = [];
  for (const value of ['a', 'ab', '', 'é'.repeat(50)]) {
    control.value = value;
    control.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(done));
    all.push({
      value, body: text('body'), wire: text('wire'), sha256: text('body-sha256'), length: text('body-length'), signature: text('signature'),
      signed: text('signed-text'), snippet: text('snippet'), raw: document.querySelector('[data-part="raw"]').value,
      problems: [...document.querySelectorAll('[data-problem]')].map((e) => `${e.dataset.problem} ${e.dataset.at} ${e.dataset.severity}`),
    });
  }
  return all;
});

test('every part is up to date by the next animation frame after an input event', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  await fillJob(page, job('keyauth/webhook'));
  await choose(page, 'scheme', 'github');
  await part(page, 'secret').fill('s');
  // Each tab holds its own parts; the form and the problems are beside both.
  const seen = await followed(page);
  await tab(page, 'code');
  await part(page, 'snippet-exact').check();
  for (const [i, { snippet, problems }] of (await followed(page)).entries()) {
    assert.ok(snippet.includes(seen[i].body) && snippet.includes(seen[i].signature.split('=')[1]), seen[i].value);
    assert.deepEqual(problems, seen[i].problems);
  }
  for (const at of seen) {
    assert.equal(new URLSearchParams(at.body).get('name'), at.value || null);
    assert.equal(at.wire.split('\r\n\r\n')[1], at.body);
    assert.equal(at.raw, at.body);
    assert.ok(at.sha256.includes(sha256(at.body)));
    assert.match(at.length, new RegExp(`\\b${at.body.length}\\b`));
    assert.equal(at.signed, at.body);
    assert.equal(at.signature, `X-Hub-Signature-256: sha256=${crypto.createHmac('sha256', 's').update(at.body).digest('hex')}`);
    const expected = { '': ['required body:/name error'], [seen[3].value]: ['maxLength body:/name warning'] }[at.value] ?? [];
    assert.deepEqual(at.problems, expected, at.value);
  }
}));

// Does one input event after the other; gives what the page shows one animation frame after each, and no later.
const frameAfter = (page, edits) => page.evaluate(async (edits) => {
  const text = (name) => document.querySelector(`[data-part="${name}"]`)?.textContent;
  const all = [];
  for (const [selector, value] of edits) {
    const control = document.querySelector(selector);
    control.value = value;
    const kind = control.localName === 'select' ? new Event('change', { bubbles: true }) : new InputEvent('input', { bubbles: true });
    control.dispatchEvent(kind);
    await new Promise((done) => requestAnimationFrame(done));
    all.push({
      body: text('body'), wire: text('wire'), url: text('url'), sha256: text('body-sha256'), signature: text('signature'), signed: text('signed-text'),
      snippet: text('snippet'), raw: document.querySelector('[data-part="raw"]').value,
      hidden: !document.querySelector('[data-field="body:/token"]'),
      problems: [...document.querySelectorAll('[data-problem]')].map((e) => `${e.dataset.problem} ${e.dataset.at}`),
      fields: Object.fromEntries([...document.querySelectorAll('[data-field^="body:/"]')].map((e) => [e.dataset.field, e.value])),
    });
  }
  return all;
}, edits);

test('raw text, choices, credentials, the secret and the address are up to date by the next frame too', () => here.visit(async (page) => {
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  await choose(page, 'scheme', 'github');
  const field = (name) => `[data-field="${name}"]`;
  const edits = [
    [field('body:/authType'), 'bearer'], [field('auth:bearer'), 'token-1'], ['[data-part="secret"]', 'key'],
    ['[data-part="raw"]', '{"endpoint":"https://example.com/raw", "authType":"none"}'], ['[data-part="raw"]', '{"endpoint" 1'],
    [field('server:url'), 'http://127.0.0.1:8099/base'],
  ];
  const shown = await frameAfter(page, edits);
  // The same once more, with the tab of the code.
  await part(page, 'clear').click();
  await choose(page, 'scheme', 'github');
  await tab(page, 'code');
  await part(page, 'snippet-exact').check();
  const code = await frameAfter(page, edits);
  const [chosen, typed, signed, raw, broken, address] = shown.map((at, i) => {
    assert.deepEqual([code[i].url, code[i].raw, code[i].problems, code[i].fields], [at.url, at.raw, at.problems, at.fields]);
    return { ...at, snippet: code[i].snippet };
  });
  const ends = (at) => {
    assert.equal(at.wire.split('\r\n\r\n')[1], at.body);
    assert.ok(at.sha256.includes(sha256(at.body)));
    assert.equal(at.raw, at.body);
    assert.ok(at.snippet.includes(at.body.replaceAll("'", "'\\''")));
  };
  const mac = (at) => `X-Hub-Signature-256: sha256=${crypto.createHmac('sha256', 'key').update(at.body).digest('hex')}`;
  [chosen, typed, signed, raw, broken, address].forEach(ends);
  assert.equal(chosen.body, '{"authType":"bearer"}');
  assert.deepEqual([chosen.hidden, 'body:/userName' in chosen.fields], [false, false], 'what may not be given went');
  assert.ok(chosen.problems.includes('required body:/token') && chosen.problems.includes('required auth:bearer'));
  assert.match(typed.wire, /\r\nAuthorization: Bearer token-1\r\n/);
  assert.ok(!typed.problems.includes('required auth:bearer'));
  assert.equal(signed.signature, mac(signed));
  assert.equal(raw.body, '{"endpoint":"https://example.com/raw", "authType":"none"}');
  assert.equal(raw.fields['body:/endpoint'], 'https://example.com/raw', 'what parses flows into the form');
  assert.deepEqual([raw.problems, raw.signature, raw.hidden], [[], mac(raw), true]);
  assert.equal(broken.body, '{"endpoint" 1');
  assert.deepEqual([broken.problems, broken.signature], [['json body:'], mac(broken)]);
  assert.equal(address.url, 'http://127.0.0.1:8099/base/webhooks');
  assert.ok(address.wire.startsWith('POST /base/webhooks HTTP/1.1\r\nHost: 127.0.0.1:8099\r\n'));
  assert.ok(address.snippet.includes('http://127.0.0.1:8099/base/webhooks'));
}));

test('the SuperOffice form is up to date by the next frame, from its very first input event on', () => here.visit(async (page) => {
  await page.goto(`${here.site.url}#/superoffice/postWebhook`);
  await ready(page);
  const field = (name) => `[data-field="${name}"]`;
  const [name, state, select, language, type, indented] = await frameAfter(page, [
    [field('body:/Name'), 'Näme'], [field('body:/State'), 'Stopped'], [field('query:$select'), 'Name'], [field('header:SO-Language'), 'swe'],
    ['[data-part="media-type"]', 'application/xml'], ['[data-part="media-type"]', 'application/json'],
  ]);
  for (const at of [name, state, select, language, type, indented]) {
    assert.equal(at.wire.split('\r\n\r\n')[1], at.body);
    assert.ok(at.sha256.includes(sha256(at.body)));
  }
  assert.equal(name.body, '{"Name":"Näme"}');
  assert.equal(state.body, '{"Name":"Näme","State":"Stopped"}');
  assert.ok(select.wire.startsWith('POST /api/v1/Webhook?$select=Name HTTP/1.1'));
  assert.match(language.wire, /\r\nSO-Language: swe\r\n/);
  assert.ok(language.problems.includes('pattern header:SO-Language'));
  assert.ok(type.body.includes('<Name>Näme</Name>') && type.wire.includes('Content-Type: application/xml'));
  assert.equal(indented.body, state.body);
}));

test('the wire is there only when the form is', () => here.visit(async (page) => {
  await page.addInitScript(() => {
    window.apart = 0;
    new MutationObserver(() => {
      const [wire, form] = ['[data-part="wire"]', '[data-field^="body:/"]'].map((s) => Boolean(document.querySelector(s)));
      if (wire && !form) window.apart += 1;
    }).observe(document, { childList: true, subtree: true });
  });
  await open(page, here.site, 'superoffice/postWebhook');
  assert.equal(await page.evaluate(() => window.apart), 0);
  await page.goto(`${here.site.url}#/superoffice/nothing`);
  await part(page, 'wire').waitFor({ state: 'detached' });
}));

test('the hash names what is open, back and forth', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  await fill(page, 'body:/name', 'kept');
  for (const { hash } of jobs) {
    await page.evaluate((hash) => { location.hash = `#/${hash}`; }, hash);
    await page.locator(`#nav a[aria-current="page"][href="#/${hash}"]`).waitFor();
    const method = await text(page, 'method');
    assert.ok((await text(page, 'wire')).startsWith(`${method} /`));
  }
  await page.goBack();
  await page.locator('#nav a[aria-current="page"][href="#/aggregate-intelligence/createWebhook"]').waitFor();
  await page.locator('a[href="#/keyauth/webhook"]').first().click();
  await page.locator('#nav a[aria-current="page"][href="#/keyauth/webhook"]').waitFor();
  assert.equal(await field(page, 'body:/name').inputValue(), 'kept', 'the draft waited');
  assert.match(page.url(), /#\/keyauth\/webhook$/);
}));

test('the layout of JSON, the variant of forms and the media type are what is sent', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fill(page, 'body:/Name', 'a ~*\'é');
  await fill(page, 'body:/Type', 'webhook');
  const value = { Name: 'a ~*\'é', Type: 'webhook' };
  assert.equal(await body(page), JSON.stringify(value));
  await part(page, 'json-style').selectOption('indented');
  assert.equal(await body(page), JSON.stringify(value, null, 2));
  await part(page, 'json-style').selectOption('compact');
  const types = await part(page, 'media-type').locator('option').evaluateAll((l) => l.map((o) => o.value));
  assert.equal(types.length, 7);
  const contentType = async () => /^Content-Type: (.*)$/im.exec((await text(page, 'wire')).replaceAll('\r', ''))[1];
  for (const type of types) {
    await part(page, 'media-type').selectOption(type);
    assert.ok((await contentType()).startsWith(type), `${await contentType()} is ${type}`);
    const sent = await body(page);
    if (type.includes('json')) assert.deepEqual(JSON.parse(sent), value, type);
    if (type.includes('xml')) {
      const [root, name, faulty] = await page.evaluate((xml) => {
        const parsed = new DOMParser().parseFromString(xml, 'application/xml');
        return [parsed.documentElement.localName, parsed.getElementsByTagName('Name')[0]?.textContent, parsed.getElementsByTagName('parsererror').length];
      }, sent);
      assert.deepEqual([Boolean(root), name, faulty], [true, value.Name, 0], sent);
    }
    if (type.includes('urlencoded')) {
      assert.equal(sent, 'Name=a+%7E*%27%C3%A9&Type=webhook');
      await part(page, 'form-variant').selectOption('rfc3986');
      assert.equal(await body(page), 'Name=a%20~%2A%27%C3%A9&Type=webhook');
      await part(page, 'form-variant').selectOption('whatwg');
    }
  }
}));

test('each byte range of the body names its field', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fillJob(page, job('superoffice/postWebhook'));
  const spans = await part(page, 'body').locator('[data-span]').evaluateAll((l) => l.map((e) => [e.dataset.span, e.textContent]));
  const of = Object.fromEntries(spans);
  assert.ok(of['body:/Name'].includes('Howell Group'));
  assert.ok(of['body:/Events/1'].includes('sale.changed'));
  assert.ok(of['body:/Headers/@0'].includes('laborum'));
  assert.ok(of['body:/RegisteredAssociate/AssociateId'].includes('999'));
}));

const AWKWARD = '\'"$(echo no) `x` \\ @file\u0007\u00e9 %41\nsecond';

test('snippets: redacted by default, exact on request; curl sends the shown bytes', () => here.visit(async (page) => {
  const receiver = await receive();
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  await fill(page, 'server:url', receiver.url);
  await fill(page, 'body:/endpoint', 'https://example.com/webhook');
  await fill(page, 'body:/authType', 'basic');
  await fill(page, 'body:/userName', AWKWARD);
  await fill(page, 'body:/password', 'canary-7f3a');
  await fill(page, 'auth:bearer', 'token-7f3a');
  await choose(page, 'scheme', 'plain');
  await part(page, 'secret').fill('key-7f3a');
  const targets = await offers(page, 'snippet-target');
  for (const target of targets) {
    await choose(page, 'snippet-target', target);
    assert.doesNotMatch(await text(page, 'snippet'), /7f3a/, `${target} is redacted`);
    await part(page, 'snippet-exact').check();
    assert.match(await text(page, 'snippet'), /token-7f3a/);
    assert.doesNotMatch(await text(page, 'snippet'), /key-7f3a/, 'the key itself is never sent');
    if (target === 'http') assert.equal(await text(page, 'snippet'), await text(page, 'wire'));
    if (target === 'curl') {
      await promisify(execFile)('sh', ['-c', await text(page, 'snippet')]);
      const arrived = receiver.requests.at(-1);
      assert.equal(arrived.body.toString(), await body(page));
      assert.ok(arrived.headers.some(([n, v]) => n === 'x-signature' && v === crypto.createHmac('sha256', 'key-7f3a').update(arrived.body).digest('hex')));
    }
    if (target === 'fetch') {
      const next = receiver.next();
      await page.evaluate(`(async () => { ${await text(page, 'snippet')} })()`);
      const arrived = await next;
      assert.match(arrived.headers.find(([n]) => n === 'user-agent')[1], /Chrome/);
      assert.equal(arrived.body.toString(), await body(page));
    }
    await part(page, 'snippet-exact').uncheck();
  }
  await receiver.close();
}));

test('all cells of authType: what must not be given is hidden until it has a value, and then bears the problem', () => here.visit(async (page) => {
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  await fill(page, 'auth:bearer', 't');
  await fill(page, 'body:/endpoint', 'https://example.com/webhook');
  const fields = ['userName', 'password', 'token'];
  const forbidden = { none: fields, basic: ['token'] };
  for (const type of ['none', 'basic', 'querystring', 'authheader', 'header', 'bearer']) {
    await fill(page, 'body:/authType', type);
    const not = forbidden[type] ?? ['userName', 'password'];
    for (const name of fields) assert.equal(await field(page, `body:/${name}`).count(), not.includes(name) ? 0 : 1, `${type} ${name}`);
    const required = fields.filter((name) => !not.includes(name)).map((name) => `required body:/${name}`);
    assert.deepEqual((await problems(page)).map((p) => `${p.code} ${p.at}`).sort(), required.sort(), type);
    await part(page, 'show-all').check();
    for (const name of not) {
      await fill(page, `body:/${name}`, 'x');
      assert.ok((await problems(page)).some((p) => p.code === 'false' && p.at === `body:/${name}` && p.severity === 'error'), `${type} ${name}`);
      assert.ok(JSON.parse(await body(page))[name] === 'x', 'it is sent');
    }
    await part(page, 'show-all').uncheck();
    for (const name of not) {
      assert.equal(await field(page, `body:/${name}`).count(), 1, 'with a value it stays');
      await fill(page, `body:/${name}`, '');
      assert.equal(await field(page, `body:/${name}`).count(), 0);
    }
  }
}));

test('opening an operation after another blocks the page at no time', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  await page.evaluate(() => {
    window.tasks = [];
    window.watching = new PerformanceObserver((all) => window.tasks.push(...all.getEntries().map((entry) => entry.duration)));
    window.watching.observe({ type: 'longtask' });
  });
  await page.locator('#nav a[href="#/superoffice/postWebhook"]').click();
  await field(page, 'body:/TargetUrl').waitFor();
  await part(page, 'wire').waitFor();
  const tasks = await page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return [...window.tasks, ...window.watching.takeRecords().map((entry) => entry.duration)];
  });
  assert.deepEqual(tasks, [], 'no task of more than 50 ms');
}));
