// The public cases' inputs, and documents of one's own, in the catalog of a served site.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogued } from './site.mjs';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../fixtures/cases');

// The input of a case.
export const input = (id) => JSON.parse(fs.readFileSync(path.join(folder, `${id}.json`)));

// The `change` of a site that lists these documents by their ids.
export const listed = (documents) => catalogued(
  Object.keys(documents).map((id) => ({ id, title: id })),
  Object.fromEntries(Object.entries(documents).map(([id, document]) => [id, JSON.stringify(document)])),
);

// A document with one operation, `send`.
export const document = (operation, more = {}) => ({
  openapi: '3.1.0',
  info: { title: 't', version: '1' },
  servers: [{ url: 'https://api.example.test' }],
  paths: { '/hooks': { post: { operationId: 'send', responses: { 204: { description: 'ok' } }, ...operation } } },
  ...more,
});

// A request body of one media type.
export const taking = (schema, type = 'application/json', more = {}) => ({ requestBody: { required: true, content: { [type]: { schema, ...more } } } });
