// Splits the page's program in two: what the first screen runs, and what it does not.
//
//   node build/split.mjs dist
//
// The whole program, as it was built, is kept in target/whole, so that it can be split again.
//
// The first visit pays for the first part only. The second is fetched at the first sign of a
// person (a pointer, a key, a focus); should a function of it be called before it is there, it is
// fetched at that moment: what goes where costs time and bytes, never correctness.
//
// How: the program's text form (wasm-dis) is taken apart function by function. A program whose functions
// tell that they ran is opened in a browser (profile.mjs), in every build, since a small change anywhere
// changes what the compiler makes one function of. In the first part a function that did not run is a
// stub that calls through a table; the second part fills that table.
// Of the functions that run, outline.mjs makes functions of the parts that do not.
// data.mjs finds the constants that only the second part needs; order.mjs and streams.mjs write what is
// left of the first so that it compresses.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cutData, neededData, neededSlots, withoutSymbols } from './data.mjs';
import { shorter } from './glue.mjs';
import { alike } from './order.mjs';
import { instrument, outline } from './outline.mjs';
import { firstScreen } from './profile.mjs';
import { reader, separateStreams } from './streams.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = process.argv[2];
const FEATURES = ['bulk-memory', 'bulk-memory-opt', 'reference-types', 'multivalue', 'sign-ext', 'mutable-globals', 'nontrapping-float-to-int'];
const enable = FEATURES.map((feature) => `--enable-${feature}`);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'split-'));
const scratchFile = (name) => path.join(scratch, name);
const run = (tool, ...args) => execFileSync(tool, args, { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'inherit'] });

const find = (ending) => path.join(dist, fs.readdirSync(dist).find((file) => file.endsWith(ending)));
const wasmFile = find('_bg.wasm');
const glueFile = wasmFile.replace('_bg.wasm', '.js');
const laterFile = wasmFile.replace('_bg.wasm', '_later.wasm');

// A program that was split already starts from the whole one again.
const whole = path.join(here, '../target/whole');
const isWhole = !fs.existsSync(laterFile);
fs.mkdirSync(whole, { recursive: true });
for (const file of [wasmFile, glueFile]) {
  const kept = path.join(whole, path.basename(file));
  if (isWhole) fs.copyFileSync(file, kept);
  else fs.copyFileSync(kept, file);
}
const linked = fs.readFileSync(wasmFile);
fs.rmSync(laterFile, { force: true });

// The module's items, in order: binaryen prints each at an indent of one.
function items(text) {
  const found = [];
  for (const line of text.split('\n').slice(1)) {
    if (line.startsWith(' (')) found.push([line]);
    else if (line.startsWith('  ') || line === ' )') found.at(-1).push(line);
  }
  return found.map((lines) => parseItem(lines.join('\n')));
}

const nameOf = (text) => /\((?:func|memory|table|global|elem|data|type|tag|export) (\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+))/.exec(text)?.[1];

function parseItem(text) {
  const lines = text.split('\n');
  const kind = /^ \((\w+)/.exec(lines[0])[1];
  return { kind, name: nameOf(lines[0]), text, lines };
}

// Type, parameters and results of a function, from its first line.
function signature(func) {
  const head = func.lines[0];
  const params = [...head.matchAll(/\(param (?:\$\S+ )?([^)]*)\)/g)].flatMap((m) => m[1].trim().split(/\s+/));
  const result = /\(result ([^)]*)\)/.exec(head)?.[1] ?? '';
  return { params, result, type: /\(type ([^)]*)\)/.exec(head)?.[1] };
}

const written = ({ params, result }, named = false) =>
  `${params.map((p, i) => `(param ${named ? `$p${i} ` : ''}${p})`).join(' ')} ${result && `(result ${result})`}`;
const called = (func) => new Set([...func.text.matchAll(/\((?:return_call|call|ref\.func) (\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+))/g)].map((m) => m[1]));

// wasm-bindgen's names for what the page and the program give each other are long, and each stands in
// the program and in the glue, where an import goes by its place.
function shortNames() {
  const written = fs.readFileSync(glueFile, 'utf8');
  const [, module] = /"(\.\/[^"]+_bg\.js)": import0/.exec(written);
  const { glue, names } = shorter(written);
  const given = new Map(names.map((name, at) => [name, 'i' + at.toString(36)]));
  const taken = new Map([...new Set(glue.match(/(?<=\bwasm\.)_R\w+/g))].map((name, at) => [name, 'e' + at.toString(36)]));
  fs.writeFileSync(glueFile, glue.replace(/(?<=\bwasm\.)_R\w+/g, (name) => taken.get(name)).replace(`"${module}"`, 'g'));
  return (text) => text
    .replace(/\(import "([^"]+)" "([^"]+)"/, (all, from, name) => (from === module ? `(import "g" "${given.get(name) ?? name}"` : all))
    .replace(/^( \(export) "([^"]+)"/, (all, head, name) => `${head} "${taken.get(name) ?? name}"`);
}

function optimise() {
  const [plain, named] = [scratchFile('plain.wasm'), scratchFile('named.wasm')];
  fs.writeFileSync(plain, withoutSymbols(linked));
  run('wasm-opt', '-Oz', '-g', ...enable, plain, '-o', named);
  run('wasm-dis', ...enable, named, '-o', scratchFile('named.wat'));
  return items(fs.readFileSync(scratchFile('named.wat'), 'utf8'));
}

const binary = (parts, file) => {
  const wat = scratchFile(`${path.basename(file)}.wat`);
  fs.writeFileSync(wat, `(module\n${parts.join('\n')}\n)\n`);
  run('wasm-as', ...enable, wat, '-o', file);
};

function assemble(parts, file, ...passes) {
  const wasm = scratchFile(path.basename(file));
  binary(parts, wasm);
  run('wasm-opt', ...passes, ...enable, '--remove-unused-module-elements', '--reorder-functions', '--strip-debug', '--strip-producers', '--strip-target-features', wasm, '-o', file);
}

// Which segments of each function the first screen runs: every segment tells its number when it does.
async function profile(all) {
  const starts = new Map();
  let number = 0;
  const told = all.map((item) => {
    if (item.kind !== 'func') return item.text;
    const { text, count } = instrument(item.text, number);
    starts.set(item.name, { start: number, count });
    number += count;
    return text;
  });
  const at = all.findIndex((item) => item.kind === 'import');
  told.splice(at, 0, ' (import "split" "hit" (func $hit (param i32)))');
  const program = scratchFile('told.wasm');
  assemble(told, program);
  const glue = patched(fs.readFileSync(glueFile, 'utf8'), 'imports.split = { hit(i) { (globalThis.ran ??= new Set()).add(i); } };', 'const programBytes = (reply) => reply.arrayBuffer();');
  const instead = { [path.basename(wasmFile)]: fs.readFileSync(program), [path.basename(glueFile)]: Buffer.from(glue) };
  const ran = await firstScreen(dist, (file, bytes) => instead[file] ?? bytes);
  return (name) => {
    const { start, count } = starts.get(name);
    const isRun = (i) => ran.has(start + i);
    return (!count || [...Array(count).keys()].some(isRun)) && isRun;
  };
}

// Moves what the first screen does not run of the functions that it runs into functions of their own.
function outlineAll(all, profiled) {
  const first = new Set();
  const most = {};
  let number = 0;
  const items = all.flatMap((item) => {
    const ran = item.kind === 'func' && profiled(item.name);
    if (!ran) return [item];
    const made = outline(item.text, ran, () => `$cold${number++}`);
    for (const [type, count] of Object.entries(made.most)) most[type] = Math.max(most[type] ?? 0, count);
    first.add(item.name);
    return [made.text, ...made.taken].map(parseItem);
  });
  const back = Object.entries(most).flatMap(([type, count]) => Array.from({ length: count }, (_, i) => ` (global $back_${type}_${i} (mut ${type}) (${type}.const 0))`));
  const at = items.findIndex((item) => item.kind === 'func');
  items.splice(at, 0, ...back.map(parseItem));
  return { items, first };
}

// The table's entries that only the second part can call go with it; a function that must not be
// called keeps their places.
function divideTable(items, isLater) {
  const code = items.filter((item) => item.kind === 'func' && !isLater(item.name)).map((item) => item.text).join('\n');
  const isNeeded = neededSlots(linked, code);
  const gone = [];
  const divided = items.map((item) => {
    const list = item.kind === 'elem' && /^( \(elem \S+ (?:\(table \S+\) )?\(i32\.const (\d+)\)) (.*)\)$/s.exec(item.text);
    if (!list) return item;
    const names = list[3].match(/\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+)/g).map((name, i) => {
      const slot = Number(list[2]) + i;
      if (!isLater(name) || isNeeded(slot)) return name;
      gone.push({ slot, name });
      return '$absent';
    });
    return parseItem(`${list[1]} func ${names.join(' ')})`);
  });
  return { divided, gone };
}

async function split(whole) {
  const { items: outlined, first: wanted } = outlineAll(whole, await profile(whole));
  const isFunction = new Set(outlined.filter((item) => item.kind === 'func').map((item) => item.name));
  const { divided: all, gone } = divideTable(outlined, (name) => isFunction.has(name) && !wanted.has(name));
  const functions = all.filter((item) => item.kind === 'func');
  const isFirst = (func) => wanted.has(func.name);
  const first = functions.filter(isFirst);
  const later = functions.filter((func) => !isFirst(func));
  const laterNames = new Set(later.map((func) => func.name));

  // What the first part still names of the second: by calls, in tables, as exports.
  const needed = new Set();
  for (const func of first) for (const name of called(func)) if (laterNames.has(name)) needed.add(name);
  for (const item of all.filter((i) => ['elem', 'export', 'start'].includes(i.kind))) {
    for (const [name] of item.text.matchAll(/\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+)/g)) if (laterNames.has(name)) needed.add(name);
  }
  const stubs = later.filter((func) => needed.has(func.name));
  const slot = new Map(stubs.map((func, i) => [func, i]));

  const stub = (func) => {
    const sig = signature(func);
    const args = sig.params.map((_, i) => `(local.get $p${i})`).join(' ');
    const type = sig.type ? `(type ${sig.type})` : written(sig);
    return ` (func ${func.name} ${sig.type ? type : ''} ${written(sig, true)}
  (call_indirect $split ${type} ${args} (call $split_at (i32.const ${slot.get(func)}))))`;
  };

  // What the second part takes of the first: everything it calls that is not its own, and all state.
  const shared = new Set();
  for (const func of later) for (const name of called(func)) if (!laterNames.has(name)) shared.add(name);
  const of = new Map(all.filter((i) => i.name && ['func', 'import'].includes(i.kind)).map((i) => [i.name, i]));
  const imports = [...shared].map((name) => ({ name, sig: signature(of.get(name)) }));
  const state = all.filter((i) => ['memory', 'table', 'global', 'tag'].includes(i.kind) && i.name);
  const mainTable = state.find((item) => item.kind === 'table' && item.text.includes('funcref')).name;
  const stateExports = state.map((item, i) => ({ item, as: `s${i}` }));

  const imported = all.findIndex((item) => item.kind === 'import');
  const body = all.map((item) => (item.kind !== 'func' || isFirst(item) ? item.text : needed.has(item.name) ? stub(item) : ''));
  body.splice(imported, 0, ' (import "split" "load" (func $split_load))');
  body.push(
    ' (func $absent unreachable)',
    ` (func $split_at (param i32) (result i32)
  (if (i32.eqz (global.get $split_ready)) (then (call $split_load)))
  (local.get 0))`,
    ` (table $split ${stubs.length} funcref)`, ' (global $split_ready (mut i32) (i32.const 0))',
    ' (export "split" (table $split))', ' (export "split_ready" (global $split_ready))',
    // Functions go over in a table: a name for each would be 3 KB.
    ` (table $shared ${imports.length} funcref)`, ' (export "shared" (table $shared))',
    ` (elem (table $shared) (i32.const 0) func ${imports.map(({ name }) => name).join(' ')})`,
    ...stateExports.map(({ item, as }) => ` (export "${as}" (${item.kind} ${item.name}))`),
  );
  assemble(body, wasmFile, '--flatten', '--rereloop', '-Oz', '-Oz');
  const { data, order, slots, splitAt } = settle(imports.length, stubs.length);
  order.forEach((from, to) => { imports[from].as = `f${to.toString(36)}`; });
  const second = [
    ...all.filter((i) => ['type', 'rec'].includes(i.kind)).map((i) => i.text),
    ...imports.map(({ name, as, sig }) => ` (import "first" "${as}" (func ${name} ${sig.type ? `(type ${sig.type}) ` : ''}${written(sig)}))`),
    ...stateExports.map(({ item, as }) => ` (import "first" "${as}" ${stateType(item)})`),
    ` (import "first" "split" (table $split ${stubs.length + slots.length} funcref))`,
    ...later.map((func) => func.text),
    ...gone.map(({ slot, name }) => ` (elem (table ${mainTable}) (i32.const ${slot}) func ${name})`),
    ` (elem (table $split) (i32.const 0) func ${[...stubs, ...slots.map((slot) => stubs[slot])].map((func) => func.name).join(' ')})`,
  ];
  assemble([...second, ...data], laterFile, '-Oz');
  fs.writeFileSync(wasmFile, await separateStreams(fs.readFileSync(wasmFile), { splitAt, firstSlot: stubs.length }));
  const glue = fs.readFileSync(glueFile, 'utf8');
  fs.writeFileSync(glueFile, patched(glue, 'imports.split = { load: splitLoad };', loader(path.basename(laterFile)) + joiner));
  const size = (file) => fs.statSync(file).size;
  console.log(`first ${first.length} functions, ${size(wasmFile)} bytes; later ${later.length} functions, ${size(laterFile)} bytes; ${stubs.length} stubs`);
}

// Numbers the second part's slots once more, from `first` on, in the order in which the code asks for them:
// streams.mjs then need not write them. Where the optimiser took a slot's number out of the call, the
// first number stays. Gives the code, and which slot each new one is.
function renumber(code, first) {
  const text = code.join('\n');
  const load = /\(import "split" "load" \(func ([^\s()]+)/.exec(text)[1];
  const table = /\(export "split" \(table ([^\s()]+)/.exec(text)[1];
  const name = nameOf(code.find((item) => item.startsWith(' (func') && item.includes(`(call ${load})`)));
  const slots = [];
  const asked = new RegExp(`(\\(call \\${name}\\s+\\(i32\\.const )(\\d+)`, 'g');
  const numbered = code.map((item) => item.replace(asked, (_, before, slot) => before + (first + slots.push(Number(slot)) - 1)));
  const sized = (item) => (item.startsWith(` (table ${table} `) ? item.replace(/\d+ funcref/, `${first + slots.length} funcref`) : item);
  return { code: numbered.map(sized), slots, name };
}

// Finishes the first part: puts its functions in an order that compresses, takes out the data that it
// cannot reach, for the second part, and lists the shared functions by number, which compresses too.
function settle(shared, stubs) {
  const text = scratchFile('first.wat');
  run('wasm-dis', ...enable, wasmFile, '-o', text);
  const all = items(fs.readFileSync(text, 'utf8'));
  const of = (...kinds) => all.filter(({ kind }) => kinds.includes(kind)).map((item) => item.text);
  const functions = alike(of('func'));
  const place = new Map(functions.map((func, i) => [nameOf(func), i]));
  let order;
  const lists = of('elem').map((elem) => {
    const names = elem.slice(elem.indexOf(' func ') + 6, -1).split(' ');
    if (names.length !== shared) return elem;
    // What the page gives is numbered before all functions.
    const at = names.map((name) => place.get(name) ?? -1);
    order = names.map((_, i) => i).sort((a, b) => at[a] - at[b]);
    return elem.replace(names.join(' '), () => order.map((i) => names[i]).join(' '));
  });
  const head = all.filter(({ kind }) => !['func', 'elem', 'data', 'export', 'start'].includes(kind)).map((item) => item.text);
  const { code, slots, name } = renumber([...head, ...lists, ...of('export', 'start'), ...functions], stubs);
  const needed = neededData(linked, code.join('\n'));
  const { first, later } = needed ? cutData(of('data'), needed) : { first: of('data'), later: [] };
  binary([...code, ...first], wasmFile);
  return { data: later, order, slots, splitAt: head.filter((item) => /^ \(import .*\(func /.test(item)).length + place.get(name) };
}

function stateType(item) {
  if (item.kind === 'memory') return item.text.trim();
  if (item.kind === 'table') return item.text.trim();
  const type = /^ \(global \S+ (\(mut \w+\)|\w+)/.exec(item.text)[1];
  return `(global ${item.name} ${type})`;
}

// Asked for early by a person's first movement, and before the program starts where it is needed at once:
// a stored draft is read by it, and the pages of their own are all in it. At the latest by the first call.
const loader = (file) => `
let splitModule;
function splitReady() {
    if (wasm.split_ready.value) return;
    const first = { ...wasm };
    for (let i = 0; i < wasm.shared.length; i++) first['f' + i.toString(36)] = wasm.shared.get(i);
    new WebAssembly.Instance(splitModule, { first });
    wasm.split_ready.value = 1;
    splitSaid?.remove();
}
let splitSaid;
function splitMissing() {
    if (splitModule || splitSaid) return;
    splitSaid = document.createElement('p');
    splitSaid.className = 'notice';
    splitSaid.role = 'alert';
    splitSaid.textContent = 'A part of this page could not be loaded, and without it nothing happens when you type or press a button. Check the connection, then reload the page';
    document.body.prepend(splitSaid);
}
const splitUrl = new URL('${file}', import.meta.url);
function splitLoad() {
    if (!splitModule) try {
        const request = new XMLHttpRequest();
        request.open('GET', splitUrl, false);
        request.overrideMimeType('text/plain; charset=x-user-defined');
        request.send();
        splitModule = new WebAssembly.Module(Uint8Array.from(request.responseText, (c) => c.charCodeAt(0)));
    } catch (error) {
        splitMissing();
        throw error;
    }
    splitReady();
}
const splitSigns = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'wheel', 'touchstart'];
function splitSoon() {
    for (const sign of splitSigns) removeEventListener(sign, splitSoon, true);
    return fetch(splitUrl).then((reply) => reply.arrayBuffer()).then((bytes) => WebAssembly.compile(bytes)).then((module) => {
        splitModule ??= module;
        if (wasm) splitReady();
    }, splitMissing);
}
for (const sign of splitSigns) addEventListener(sign, splitSoon, { capture: true, passive: true });
let splitFirst;
try {
    if (/^#\\/(verify|proof|handshakes)/.test(location.hash) || Object.keys(localStorage).some((key) => /^signpost\\/(draft\\/|schemes)/.test(key))) splitFirst = splitSoon();
} catch {}
`;

const joiner = `
${reader}
async function programBytes(reply) {
    if (!reply.ok) throw new Error('The program of this page cannot be had: the host answers ' + reply.status);
    const bytes = await reply.arrayBuffer();
    await splitFirst;
    return joinStreams(new Uint8Array(bytes));
}
`;

// The glue that wasm-bindgen wrote learns of the second part.
function patched(glue, imports, code) {
  const at = /function __wbg_get_imports\([^)]*\) \{[\s\S]*?\n {4}return (\{[\s\S]*?\n {4}\}|imports);/.exec(glue);
  if (!at) throw new Error('the glue has another shape: find where it gives its imports');
  const made = at[0].replace(/return (\{[\s\S]*?\n {4}\}|imports);$/, (_, value) => `const imports_ = ${value};\n    ${imports.replaceAll('imports.', 'imports_.')}\n    return imports_;`);
  return glue.replace(at[0], () => made) + code;
}

const short = shortNames();
await split(optimise().map((item) => (['import', 'export'].includes(item.kind) ? parseItem(short(item.text)) : item)));
fs.rmSync(scratch, { recursive: true });
