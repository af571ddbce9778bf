// Deliveries of vendors that name a certificate: verified with it by the browser, and whose it is said.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chosen, part, text } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';
import { openVerify, verdict } from '../lib/verify.mjs';

const here = world();
const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../static/proof/vectors.json');
const { vectors } = JSON.parse(fs.readFileSync(file, 'utf8'));
const first = (scheme) => vectors.find((vector) => vector.scheme === scheme);
const raw = ({ headers, body }, change = (x) => x) =>
  change(`POST /hook HTTP/1.1\n${headers.map(([name, value]) => `${name}: ${value}\n`).join('')}\n${body}`);

test('a delivery that PayPal signed is valid by its certificate, once the webhook’s id is given', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  const vector = first('paypal');
  await part(page, 'verify-raw').fill(raw(vector));
  assert.equal(await chosen(page, 'verify-scheme'), 'paypal');
  await verdict(page, 'secret');
  assert.match(await text(page, 'verify-verdict'), /Certificate/);
  assert.match(await text(page, 'verify-notes'), /certs\/CERT-360caa42-fca2a594-a5cafa77.*https address of PayPal/);
  await part(page, 'verify-secret').fill(vector.secrets.secret);
  await page.getByText('Enter “Webhook ID”').waitFor();
  await part(page, 'verify-secret:webhookId').fill(vector.secrets['secret:webhookId']);
  await verdict(page, 'valid');
  assert.equal(
    await text(page, 'verify-text'),
    'dfb3be50-fd74-11e4-8bf3-77339302725b|2015-05-18T15:45:13Z|4JH86294D6297924G|2771810304',
  );
  await part(page, 'verify-code-open').click();
  assert.match(await text(page, 'verify-code'), /PAYPAL-CERT-URL has the address of the certificate/);
  await part(page, 'verify-raw').fill(raw(vector, (text) => text.replace('"20.00"', '"20.01"')));
  await verdict(page, 'mismatch');
  assert.deepEqual(page.errors, []);
}));

// Each verdict that is shown from now on, in order.
async function follow(page) {
  await page.evaluate(() => {
    window.verdicts = [];
    new MutationObserver(() => {
      const word = document.querySelector('[data-part="verify-verdict"]')?.dataset.verdict;
      if (word !== window.verdicts.at(-1)) window.verdicts.push(word);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  return () => page.evaluate(() => window.verdicts.splice(0));
}

test('both versions of Amazon’s signature are valid, and a certificate from elsewhere is told', () => here.visit(async (page) => {
  await openVerify(page, here.site);
  for (const scheme of ['aws-sns', 'aws-sns-v1']) {
    const vector = first(scheme);
    await part(page, 'verify-raw').fill(raw(vector));
    assert.equal(await chosen(page, 'verify-scheme'), scheme);
    await part(page, 'verify-secret').fill(vector.secrets.secret);
    await verdict(page, 'valid');
  }
  // The verdict on what was there before does not stand beside other bytes.
  const shown = await follow(page);
  const elsewhere = (text) => text.replace('sns.us-west-2.amazonaws.com/Simple', 'sns.us-west-2.amazonaws.com.example/Simple');
  // At once; `fill` types line by line.
  await part(page, 'verify-raw').evaluate((area, text) => {
    area.value = text;
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, raw(first('aws-sns'), elsewhere));
  await verdict(page, 'valid');
  assert.deepEqual(await shown(), ['running', 'valid']);
  assert.match(await text(page, 'verify-notes'), /not an https address of Amazon SNS.*Do not fetch it/);
  await part(page, 'verify-secret').fill('-----BEGIN CERTIFICATE-----\nMIIB');
  await verdict(page, 'unusable');
  assert.match(await text(page, 'verify-verdict'), /the certificate cannot be read; copy it whole/);
  assert.deepEqual(page.errors, []);
}));
