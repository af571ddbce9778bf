// The size of a first visit: everything the first screen fetches, brotli. Fails above the budget.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const BUDGET = 150 * 1000;
const dist = process.argv[2] ?? 'dist';

const files = fs.readdirSync(dist, { recursive: true }).map(String).filter((f) => fs.statSync(path.join(dist, f)).isFile());
const rows = files.map((file) => {
  const bytes = fs.readFileSync(path.join(dist, file));
  const br = zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  return { file, raw: bytes.length, br, document: file.endsWith('.openapi.json') };
});
// One document is fetched, the one that is opened: the largest counts.
const largest = rows.filter((r) => r.document).sort((a, b) => b.br - a.br)[0];
// The later part of the program is fetched at a person's first movement, the data of other pages when
// they are opened.
const first = rows.filter((r) => !r.file.endsWith('_later.wasm') && !/^(proof|verify)./.test(r.file) && (!r.document || r === largest)).sort((a, b) => b.br - a.br);
for (const { file, raw, br } of first) console.log(`${String(br).padStart(8)} brotli ${String(raw).padStart(9)} raw  ${file}`);
const total = first.reduce((sum, r) => sum + r.br, 0);
console.log(`${String(total).padStart(8)} brotli in all; the budget is ${BUDGET}`);
if (total > BUDGET) {
  console.error(`The first visit is ${total - BUDGET} bytes over its budget of ${BUDGET}`);
  process.exit(1);
}
