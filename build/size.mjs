// The sizes of the published files, and what a first visit fetches of them, brotli.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const dist = process.argv[2] ?? 'dist';

const files = fs.readdirSync(dist, { recursive: true }).map(String).filter((f) => fs.statSync(path.join(dist, f)).isFile());
const rows = files.map((file) => {
  const bytes = fs.readFileSync(path.join(dist, file));
  const br = zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  return { file, raw: bytes.length, br, document: file.endsWith('.openapi.json') };
});
// One document is fetched, the one that is opened: the largest counts. The data of other pages is
// fetched when they are opened, and the worker when it is first needed.
const largest = rows.filter((r) => r.document).sort((a, b) => b.br - a.br)[0];
const isFirst = (r) => !/^((proof|verify)\/|(start-)?worker)/.test(r.file) && (!r.document || r === largest);
for (const row of rows.sort((a, b) => b.br - a.br)) {
  const { file, raw, br } = row;
  console.log(`${String(br).padStart(8)} brotli ${String(raw).padStart(9)} raw  ${isFirst(row) ? 'first visit' : 'later      '}  ${file}`);
}
console.log(`${rows.filter(isFirst).reduce((sum, r) => sum + r.br, 0)} bytes brotli in a first visit`);
