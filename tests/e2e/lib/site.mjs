// A static host for the built site, as plain as the ones people use: files, types, brotli.
import http from 'node:http';
import https from 'node:https';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css',
  '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png',
};

// A `change` for `serve`: the catalog's index lists `entries` too, and the documents of `texts` are served
// by their ids (null: not found).
export function catalogued(entries, texts) {
  return (file, bytes) => {
    if (file === 'catalog/index.json') {
      const index = JSON.parse(bytes);
      index.documents.push(...entries);
      return Buffer.from(JSON.stringify(index));
    }
    const id = /^catalog\/(.+)\.openapi\.json$/.exec(file)?.[1];
    return Object.hasOwn(texts, id) ? texts[id] : bytes;
  };
}

// Serves `folders` (later ones over earlier ones) under `base`; gives {url, close}.
// `change(file, bytes)` may replace what is sent (null: not found); `quality` is brotli's, 11 the smallest.
// With a key and a certificate as `tls`, over https.
export async function serve(folders, { base = '/', change = (file, bytes) => bytes, quality = 11, tls } = {}) {
  const packed = new Map();
  const answer = (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    if (!name.startsWith(base)) return response.writeHead(404).end();
    const file = name.slice(base.length) || 'index.html';
    const found = [...folders].reverse().map((folder) => path.join(folder, file)).find((f) => fs.existsSync(f) && fs.statSync(f).isFile());
    const bytes = change(file, found ? fs.readFileSync(found) : null);
    if (!bytes) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    const headers = { 'content-type': types[path.extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-store' };
    if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return response.writeHead(200, headers).end(bytes);
    const key = `${file}\0${bytes.length}`;
    if (!packed.has(key)) packed.set(key, zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: quality } }));
    response.writeHead(200, { ...headers, 'content-encoding': 'br' }).end(packed.get(key));
  };
  const server = tls ? https.createServer(tls, answer) : http.createServer(answer);
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}${base}`,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}
