// Makes what is text in the published site small: white space that nobody reads, long local names.
//
//   node build/compact.mjs dist
//
// Documents keep every character of their values: only white space between tokens goes.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const dist = process.argv[2];
const minify = (text, ...options) => execFileSync('esbuild', ['--minify', ...options], { input: text, maxBuffer: 1 << 28 }).toString().trim();
const change = (file, by) => fs.writeFileSync(file, by(fs.readFileSync(file, 'utf8')));

const json = (text) => text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (token) => (token[0] === '"' ? token : ''));
// What Trunk tells scripts of a page that has some; this one has none.
const untold = (js) => js.replace(', * as bindings', '').replace('const wasm = ', '').replace(/window\.wasmBindings = [^;]*;/, '').replace(/dispatchEvent\(new CustomEvent\([^;]*;/, '');
const page = (text) => text
  .replace(/(<style>)([^]*?)(<\/style>)/g, (_, open, css, close) => open + minify(css, '--loader=css') + close)
  .replace(/(<script type="module">)([^]*?)(<\/script>)/g, (_, open, js, close) => open + minify(untold(js), '--loader=js', '--format=esm') + close)
  .replace(/>\s+</g, '><')
  .replaceAll('</style><style>', '');

for (const file of fs.readdirSync(dist, { recursive: true }).map(String)) {
  const full = path.join(dist, file);
  if (file.endsWith('.json')) change(full, json);
  else if (file === 'index.html') change(full, page);
  else if (file.endsWith('.js')) change(full, (text) => minify(text, '--loader=js', '--format=esm', '--tree-shaking=true'));
}
