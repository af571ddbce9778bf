// OpenAPI 3.1 `webhooks` in the page, and their signature as each tool's extension tells it: opened, filled,
// signed and sent to a receiver on loopback, which verifies with Node's crypto.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { body, choose, fill, open, part, problems, send, tamper, text } from '../lib/page.mjs';
import { receive } from '../lib/receiver.mjs';
import { catalogued } from '../lib/site.mjs';
import { world } from '../lib/test.mjs';

const SECRET = 'It\'s a Secret to Everybody';
const field = (request, name) => request.headers.find(([n]) => n === name)?.[1];
const hmac = (encoding, ...content) =>
  content.reduce((h, c) => h.update(c), crypto.createHmac('sha256', SECRET)).digest(encoding);

// A document with one webhook, and what a tool adds to the whole or to the operation.
const document = (root, operation = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  ...root,
  webhooks: {
    order: {
      post: {
        summary: 'An order was placed',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['id'],
                properties: { id: { type: 'string', pattern: '^o-' }, total: { type: 'number' }, name: { type: 'string' } },
              },
              examples: { placed: { value: { id: 'o-1', total: 12.5 } }, named: { value: { id: 'o-2', name: 'Zoë' } } },
            },
          },
        },
        responses: { 204: { description: 'Received' } },
        ...operation,
      },
    },
  },
});

const documents = {
  ours: {
    text: document({}, { 'x-signpost-signature': { scheme: 'github' } }),
    is: (r) => field(r, 'x-hub-signature-256') === `sha256=${hmac('hex', r.body)}`,
  },
  fern: {
    text: document({}, {
      'x-fern-webhook-signature': {
        type: 'hmac', header: 'x-acme-signature', algorithm: 'sha256', encoding: 'hex',
        'payload-format': { components: ['timestamp', 'body'], delimiter: '.' },
        timestamp: { header: 'x-acme-timestamp', format: 'unix-seconds', tolerance: 300 },
      },
    }),
    is: (r) => field(r, 'x-acme-signature') === hmac('hex', `${field(r, 'x-acme-timestamp')}.`, r.body),
  },
  speakeasy: {
    text: document({
      'x-speakeasy-webhooks': { security: { type: 'signature', headerName: 'x-acme-signature', signatureTextEncoding: 'base64', algorithm: 'hmac-sha256' } },
    }),
    is: (r) => field(r, 'x-acme-signature') === hmac('base64', r.body),
  },
  apimatic: {
    text: document({
      'x-webhooks': { payloadVerification: { algorithm: 'HMAC-SHA256', signatureHeader: 'x-acme-signature', digestEncoding: 'hex', signatureValueTemplate: 'sha256={digest}' } },
    }),
    is: (r) => field(r, 'x-acme-signature') === `sha256=${hmac('hex', r.body)}`,
  },
};

const texts = Object.entries(documents).map(([id, { text }]) => [id, Buffer.from(JSON.stringify(text))]);
const here = world({
  change: catalogued(Object.keys(documents).map((id) => ({ id, title: `Orders of ${id}` })), Object.fromEntries(texts)),
});

for (const [id, { is }] of Object.entries(documents)) {
  test(`a webhook of a document is filled, signed as \`${id}\` tells it, and sent`, () => here.visit(async (page) => {
    const receiver = await receive((request) => ({ status: is(request) ? 204 : 401 }));
    await open(page, here.site, `${id}/order`);
    await choose(page, 'example', 'named');
    assert.equal(await body(page), '{"id":"o-2","name":"Zoë"}');
    await fill(page, 'body:/id', 'order');
    assert.deepEqual((await problems(page)).filter((p) => p.at.startsWith('body:')).map((p) => `${p.code} ${p.at}`), ['pattern body:/id']);
    await fill(page, 'body:/id', 'o-é');
    await fill(page, 'body:/total', '1.50');
    await fill(page, 'server:url', `${receiver.url}/in?tenant=7`);
    await part(page, 'secret').fill(SECRET);
    assert.match(await send(page, 'direct'), /^204/);
    const sent = receiver.requests.at(-1);
    assert.deepEqual([sent.method, sent.target], ['POST', '/in?tenant=7']);
    assert.equal(sent.body.toString(), await body(page));
    assert.equal(sent.body.toString(), '{"id":"o-é","total":1.50,"name":"Zoë"}');
    await tamper(page, 'altered');
    assert.match(await text(page, 'due'), /must refuse/);
    assert.match(await send(page, 'direct'), /^401/);
    assert.deepEqual(page.errors, []);
    await receiver.close();
  }));
}
