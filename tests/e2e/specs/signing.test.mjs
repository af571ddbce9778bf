// Every scheme signs the bytes that are shown: each signature is computed here once more, by Node.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { body, choose, chosen, fill, open, part, problems, send, tab, text } from '../lib/page.mjs';
import { stores } from '../lib/stores.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const job = (hash) => jobs.find((j) => j.hash === hash);
const mac = (algorithm, key, ...content) => content.reduce((h, c) => h.update(c), crypto.createHmac(algorithm.replace('-', ''), key));
const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
const TIME = '1674087231';

// The fields of the message that is shown, in order.
async function sent(page) {
  const [head] = (await text(page, 'wire')).split('\r\n\r\n');
  return head.split('\r\n').slice(1).map((line) => /^([^:]*): ?(.*)$/s.exec(line).slice(1));
}

const bytes = crypto.createHash('sha256').update('a key').digest();
const schemes = {
  none: { lines: () => [] },
  plain: { secret: 'sécret', lines: (b) => [`X-Signature: ${mac('SHA-256', 'sécret', b).digest('hex')}`] },
  'standard-webhooks': {
    secret: `whsec_${bytes.toString('base64')}`,
    lines: (b) => [`webhook-id: ${ID}`, `webhook-timestamp: ${TIME}`, `webhook-signature: v1,${mac('SHA-256', bytes, `${ID}.${TIME}.`, b).digest('base64')}`],
    content: (b) => `${ID}.${TIME}.${b}`,
  },
  github: { secret: "It's a Secret to Everybody", lines: (b) => [`X-Hub-Signature-256: sha256=${mac('SHA-256', "It's a Secret to Everybody", b).digest('hex')}`] },
  stripe: {
    secret: 'whsec_test',
    lines: (b) => [`Stripe-Signature: t=${TIME},v1=${mac('SHA-256', 'whsec_test', `${TIME}.`, b).digest('hex')}`],
    content: (b) => `${TIME}.${b}`,
  },
  slack: {
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    lines: (b) => [`X-Slack-Request-Timestamp: ${TIME}`, `X-Slack-Signature: v0=${mac('SHA-256', '8f742231b10e8888abcd99yyyzzz85a5', `v0:${TIME}:`, b).digest('hex')}`],
    content: (b) => `v0:${TIME}:${b}`,
  },
  shopify: { secret: 'hush', lines: (b) => [`X-Shopify-Hmac-Sha256: ${mac('SHA-256', 'hush', b).digest('base64')}`] },
  superoffice: { secret: 'Something Super Secret', lines: (b) => [`X-SuperOffice-Signature: ${mac('SHA-256', 'Something Super Secret', b).digest('base64')}`] },
  keyauth: { secret: 'app', inputs: { enckey: 'enc' }, lines: (b) => [`signature: ${mac('SHA-256', 'enc-app', b).digest('hex')}`] },
};

for (const hash of ['keyauth/webhook', 'superoffice/postWebhook']) {
  for (const [scheme, { secret, inputs = {}, lines, content }] of Object.entries(schemes)) {
    test(`${hash}, signed as ${scheme}: the fields, the signed text and the message agree with Node`, () => here.visit(async (page) => {
      await open(page, here.site, hash);
      await fillJob(page, job(hash));
      await choose(page, 'scheme', scheme);
      if (secret) await part(page, 'secret').fill(secret);
      for (const [name, value] of Object.entries(inputs)) await part(page, `secret:${name}`).fill(value);
      // A scheme asks for the id and the time only where it signs them.
      for (const [name, value] of [['signing-id', ID], ['signing-time', TIME]]) {
        if (await part(page, name).count()) await part(page, name).fill(value);
      }
      for (const edit of ['one', 'twö']) {
        await fill(page, hash.startsWith('keyauth') ? 'body:/name' : 'body:/Name', edit);
        const shown = await body(page);
        const expected = lines(Buffer.from(shown));
        assert.equal(await text(page, 'signature'), expected.join('\n'));
        assert.equal(await text(page, 'signed-text'), scheme === 'none' ? '' : (content ?? ((b) => b))(shown));
        const fields = (await sent(page)).map(([name, value]) => `${name}: ${value}`);
        for (const line of expected) assert.ok(fields.includes(line), `${line} is in the message`);
      }
      assert.deepEqual((await problems(page)).filter((p) => p.severity === 'blocks'), []);
    }));
  }
}

test('AK/SK signs the method, its own header fields, the path and the body\'s top-level members', () => here.visit(async (page) => {
  await open(page, here.site, 'genauth/createWebhook');
  const alternatives = await part(page, 'auth').locator('option').evaluateAll((l) => l.map((o) => o.value));
  await part(page, 'auth').selectOption(alternatives.find((name) => name.includes('ak-sk')));
  await fillJob(page, { ...job('genauth/createWebhook'), auth: false });
  await fill(page, 'header:x-authing-lang', 'en-US');
  assert.equal(await chosen(page, 'scheme'), 'authing', 'the document chooses the scheme');
  await part(page, 'secret').fill('SECRET');
  await part(page, 'secret:accessKeyId').fill('AKID');
  await part(page, 'signing-time').fill('1700000000');
  const fields = await sent(page);
  const signed = fields.map(([name, value]) => [name.toLowerCase(), value]).filter(([name]) => name.startsWith('x-authing-') || name === 'date');
  const value = (name) => signed.find(([n]) => n === name)?.[1];
  assert.equal(value('date'), 'Tue, 14 Nov 2023 22:13:20 GMT');
  assert.equal(value('x-authing-signature-method'), 'HMAC-SHA1');
  assert.match(value('x-authing-signature-nonce'), /^[0-9a-f]{32}$/);
  const members = Object.entries(JSON.parse(await body(page))).sort(([a], [b]) => (a < b ? -1 : 1));
  const query = members.map(([name, v]) => `${name}=${typeof v === 'object' ? JSON.stringify(v) : v}`).join('&');
  const content = `POST\n${signed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([n, v]) => `${n}:${v}\n`).join('')}/api/v3/create-webhook?${query}`;
  assert.equal(await text(page, 'signed-text'), content);
  const authorization = fields.find(([name]) => name.toLowerCase() === 'authorization')[1];
  assert.equal(authorization, `authing AKID:${mac('SHA-1', 'SECRET', content).digest('base64')}`);
}));

// vendors.md: what the vendor's own functions make of this request.
test('AK/SK gives the vector of the SDK; the delivery id is its nonce', () => here.visit(async (page) => {
  await open(page, here.site, 'genauth/createWebhook');
  await choose(page, 'example', 'sample-values');
  await part(page, 'auth').selectOption('ak-sk');
  await fill(page, 'header:x-authing-lang', 'en-US');
  await fill(page, 'header:x-authing-sdk-version', 'authing-node-sdk:4.0.2');
  await part(page, 'secret').fill('SECRET');
  await part(page, 'secret:accessKeyId').fill('AKID');
  const nonce = () => sent(page).then((fields) => fields.find(([name]) => name === 'x-authing-signature-nonce')[1]);
  assert.equal(await part(page, 'signing-id').inputValue(), await nonce(), 'it is shown');
  await part(page, 'signing-time').fill('1700000000');
  await part(page, 'signing-id').fill('0123456789abcdef0123456789abcdef');
  assert.equal(await nonce(), '0123456789abcdef0123456789abcdef');
  assert.match(await text(page, 'signature'), /^authorization: authing AKID:zNHwox5NtQxg2H36\+L\+SzSx6bt8=$/im);
}));

test('the free scheme takes every algorithm, key text, digest text and template', () => here.visit(async (page) => {
  await open(page, here.site, 'aggregate-intelligence/createWebhook');
  await fillJob(page, job('aggregate-intelligence/createWebhook'));
  await choose(page, 'scheme', 'plain');
  const keys = { text: 'sécret', hex: bytes.toString('hex'), base64: bytes.toString('base64') };
  for (const algorithm of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) {
    await part(page, 'algorithm').selectOption(algorithm);
    for (const [encoding, secret] of Object.entries(keys)) {
      await part(page, 'secret-encoding').selectOption(encoding);
      await part(page, 'secret').fill(secret);
      for (const digest of ['hex', 'base64', 'base64url']) {
        await part(page, 'digest').selectOption(digest);
        const key = encoding === 'text' ? secret : bytes;
        assert.equal(await text(page, 'signature'), `X-Signature: ${mac(algorithm, key, await body(page)).digest(digest)}`, `${algorithm} ${encoding} ${digest}`);
      }
    }
  }
  await part(page, 'signing-content').fill('{method} {url} {id} {timestamp} {body}');
  await part(page, 'signing-id').fill(ID);
  await part(page, 'signing-time').fill(TIME);
  await part(page, 'signing-header').fill('X-Own');
  await part(page, 'signing-value').fill('t={timestamp}; s={signature}');
  const content = `POST ${await text(page, 'url')} ${ID} ${TIME} ${await body(page)}`;
  assert.equal(await text(page, 'signed-text'), content);
  assert.equal(await text(page, 'signature'), `X-Own: t=${TIME}; s=${mac('SHA-512', bytes, content).digest('base64url')}`);
}));

test('a secret that is not the hex or base64 it claims to be is said at its control, and blocks', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  await choose(page, 'scheme', 'plain');
  for (const [encoding, secret] of [['hex', 'abc'], ['hex', 'zz'], ['base64', 'a*b=']]) {
    await part(page, 'secret-encoding').selectOption(encoding);
    await part(page, 'secret').fill(secret);
    const blocking = (await problems(page)).filter((p) => p.severity === 'blocks');
    assert.deepEqual(blocking.map((p) => p.at), ['secret'], `${secret} as ${encoding}`);
    assert.equal(await part(page, 'secret').getAttribute('aria-invalid'), 'true');
    assert.equal(await text(page, 'signature'), '', 'nothing is signed with it');
    assert.ok(!(await text(page, 'problems')).includes(secret), 'the message does not repeat a secret');
    await part(page, 'send').click({ force: true });
    assert.equal(await part(page, 'status').count(), 0, 'it is not sent');
  }
}));

test('time and id are those of each new buffer unless they stand still', () => here.visit(async (page) => {
  await open(page, here.site, 'keyauth/webhook');
  await choose(page, 'scheme', 'standard-webhooks');
  await part(page, 'secret').fill(`whsec_${bytes.toString('base64')}`);
  const now = Number(await part(page, 'signing-time').inputValue());
  assert.ok(Math.abs(now - Date.now() / 1000) < 60, 'Unix seconds of now');
  const first = await part(page, 'signing-id').inputValue();
  await fill(page, 'body:/name', 'a');
  assert.notEqual(await part(page, 'signing-id').inputValue(), first, 'a new buffer has a new id');
  await part(page, 'signing-freeze').check();
  const frozen = [await part(page, 'signing-id').inputValue(), await part(page, 'signing-time').inputValue()];
  await fill(page, 'body:/name', 'b');
  assert.deepEqual([await part(page, 'signing-id').inputValue(), await part(page, 'signing-time').inputValue()], frozen);
  assert.match(await text(page, 'signature'), new RegExp(`^webhook-id: ${frozen[0]}\nwebhook-timestamp: ${frozen[1]}\n`));
}));

for (const hash of ['keyauth/webhook', 'keyauth/webhookGet']) {
  test(`${hash}: the sandbox signs its reply as KeyAuth does, and the page verifies it`, () => here.visit(async (page) => {
    await open(page, here.site, hash);
    await fillJob(page, job(hash));
    await part(page, 'secret').fill('app');
    await part(page, 'secret:enckey').fill('enc');
    assert.match(await send(page), /^200/);
    const replied = await text(page, 'reply-body');
    const expected = mac('SHA-256', 'enc-app', replied).digest('hex');
    assert.ok((await text(page, 'reply-headers')).split('\n').includes(`signature: ${expected}`));
    assert.match(await text(page, 'reply-signature'), /belongs to these bytes/);
    await part(page, 'secret:enckey').fill('other');
    assert.match(await text(page, 'reply-signature'), /does not belong to these bytes/);
  }));
}

// Opens what a reply of KeyAuth is pasted into, its secrets typed.
async function toPaste(page) {
  await open(page, here.site, 'keyauth/webhook');
  await fillJob(page, job('keyauth/webhook'));
  await part(page, 'secret').fill('pasted-app-secret');
  await part(page, 'secret:enckey').fill('pasted-enckey');
  await tab(page, 'reply');
  await page.getByText('Verify a reply from elsewhere').click();
}

test('a reply from elsewhere is pasted with its signature and verified, and nothing of the secret is kept', () => here.visit(async (page) => {
  await toPaste(page);
  const reply = '{"success":true,"message":"Zoë\\n"}\n';
  const signature = mac('SHA-256', 'pasted-enckey-pasted-app-secret', reply).digest('hex');
  const verify = async (found, text) => {
    await part(page, 'paste-signature').fill(found);
    await part(page, 'paste-body').fill(text);
    await part(page, 'paste-verify').click();
  };
  const said = (words) => part(page, 'reply-signature').getByText(words).waitFor();
  await verify(` ${signature}\n`, reply);
  await said('The signature belongs to these bytes');
  assert.equal(await text(page, 'reply-body'), reply);
  const spoiled = reply.replace('true', 'false');
  await verify(signature, spoiled);
  await said(`does not belong to these bytes: the reply has ${signature}, but these secrets give ${mac('SHA-256', 'pasted-enckey-pasted-app-secret', spoiled).digest('hex')}`);
  await verify('', reply);
  await said('Paste the field signature too to verify the signature');
  assert.doesNotMatch(await text(page, 'reply-signature'), /The signature belongs/);
  // The verdict follows the secret.
  await verify(signature, reply);
  await said('The signature belongs to these bytes');
  await part(page, 'secret').fill('another');
  await said('does not belong to these bytes');
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  const kept = await stores(page);
  assert.match(kept, /keyauth/, 'the draft is kept');
  for (const secret of ['pasted-app-secret', 'pasted-enckey', 'another', signature]) assert.ok(!kept.includes(secret), secret);
  assert.ok(!page.url().includes('pasted'));
  assert.deepEqual([page.errors, page.logged.filter((line) => line.includes('pasted'))], [[], []]);
}));

test('a pasted reply keeps the line ends that it was pasted with', () => here.visit(async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await toPaste(page);
  const reply = '{"success":true,\r\n"message":"sent"}\r\n';
  await page.evaluate((text) => navigator.clipboard.writeText(text), reply);
  await part(page, 'paste-signature').fill(mac('SHA-256', 'pasted-enckey-pasted-app-secret', reply).digest('hex'));
  await part(page, 'paste-body').focus();
  await page.keyboard.press('Control+V');
  await part(page, 'paste-verify').click();
  await part(page, 'reply-signature').getByText('The signature belongs to these bytes').waitFor();
  // What is typed after that is the text area's own.
  await part(page, 'paste-body').press('x');
  await part(page, 'paste-verify').click();
  await part(page, 'reply-signature').getByText('does not belong to these bytes').waitFor();
}));

test('the name of the header field is a template too', () => here.visit(async (page) => {
  await open(page, here.site, 'superoffice/postWebhook');
  await fillJob(page, job('superoffice/postWebhook'));
  await choose(page, 'scheme', 'plain');
  await part(page, 'secret').fill('s');
  await part(page, 'signing-header').fill('X-Signed-{timestamp}');
  await part(page, 'signing-time').fill(TIME);
  await part(page, 'signing-value').fill('v={signature}');
  const line = `X-Signed-${TIME}: v=${mac('SHA-256', 's', await body(page)).digest('hex')}`;
  assert.equal(await text(page, 'signature'), line);
  assert.ok((await text(page, 'wire')).includes(`\r\n${line}\r\n`));
  await part(page, 'signing-header').fill('X-{nothing}');
  assert.ok((await problems(page)).some((p) => p.code === 'template' && p.at === 'signing-header' && p.severity === 'blocks'), JSON.stringify(await problems(page)));
}));
