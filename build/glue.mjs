// The glue that wasm-bindgen writes, said shorter: what it repeats for every import is said once,
// the imports go by their place in a list, and of the ways to start there is the one that is used.
//
// A function of a shape that is not known here stays as it is.

const ENTRY = /^ {8}(\w+): (function[^\n]*\{\n[\s\S]*?\n {8}\}(?:, arguments\); \})?),\n/gm;
const TEXT = /const ret = ([^;]+);\s*(?:const|var) ptr1 = (?:isLikeNone\(ret\) \? 0 : )?passStringToWasm0\(ret, [^;]*;\s*(?:const|var) len1 = WASM_VECTOR_LEN;\s*getDataViewMemory0\(\)\.setInt32\(\(?arg0[^;]*;\s*getDataViewMemory0\(\)\.setInt32\(\(?arg0[^;]*;/;

// What the short forms call.
const SAID_ONCE = `
const option = (value) => (isLikeNone(value) ? 0 : addToExternrefTable0(value));
const caught = (call) => (...given) => handleError(call, given);
const holds = (test) => { try { return test(); } catch { return false; } };
function giveText(at, text) {
    const start = isLikeNone(text) ? 0 : passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    getDataViewMemory0().setInt32((at >>> 0) + 4, WASM_VECTOR_LEN, true);
    getDataViewMemory0().setInt32(at >>> 0, start, true);
}
`;

// `programBytes` is what reads the program out of the host's reply.
const START = `
let started;
export default (options) => (started ??= start(options.module_or_path));
async function start(address) {
    const bytes = await programBytes(await fetch(address));
    const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
    return __wbg_finalize_init(instance, module);
}
`;

// Every browser that has what the page's styles need has these too; and what is kept for nobody.
const UNUSED = [/(?<=^let )wasmModule, wasmInstance, (?=wasm;)/m, /^ {4}wasm(?:Module|Instance) = \w+;\n/m, /^ {4}wasm(?:Module|Instance) = \w+;\n/m, /if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[\s\S]*?\n\}\n/, / {4}if \(realloc === undefined\) \{\n[\s\S]*?\n {4}\}\n/];

// A text is encoded at once: a look at each of its characters takes a tenth of a second for megabytes.
const ENCODED = [/ {4}const mem = getUint8ArrayMemory0\(\);\n+ {4}let offset = 0;\n+ {4}for \(; offset < len; offset\+\+\) \{\n[\s\S]*?\n {4}\}\n {4}if \(offset !== len\) \{\n {8}if \(offset !== 0\) \{\n {12}arg = arg.slice\(offset\);\n {8}\}\n/, `\
    const begun = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + len));
    let offset = begun.written;
    if (begun.read !== len) {
        arg = arg.slice(begun.read);
`];

function short(text) {
  let made = text.replace(/^ *\/\/.*\n/gm, '');
  made = made.replace(/^function\(\) \{ return handleError\(function \(([^)]*)\) (\{[\s\S]*\}), arguments\); \}$/, (_, given, body) => `caught((${given}) => ${body})`);
  made = made.replace(/^function\s*\(([^)]*)\) \{/, (_, given) => `(${given}) => {`);
  made = made.replace(/let result;\s*try \{\s*result = ([^;]+);\s*\} catch \(_\) \{\s*result = false;\s*\}\s*const ret = result;/, (_, test) => `const ret = holds(() => ${test});`);
  made = made.replace(TEXT, (_, value) => `giveText(arg0, ${value});`);
  made = made.replace(/const ret = ([^;]+);\s*return isLikeNone\(ret\) \? 0 : addToExternrefTable0\(ret\);/, (_, value) => `return option(${value});`);
  return made.replace(/const ret = ([^;]+);\s*return ret;/, (_, value) => `return ${value};`);
}

/** The shorter glue, and the names of its imports in the order of their list. */
export function shorter(glue) {
  const entries = [...glue.matchAll(ENTRY)].map(([whole, name, text]) => ({ whole, name, text: short(text) }));
  // Those that are alike stand together, which compresses better.
  const shape = ({ text }) => text.replace(/arg\d/g, 'a');
  entries.sort((a, b) => (shape(a) < shape(b) ? -1 : 1));
  const object = /const import0 = \{\n {8}__proto__: null,\n[\s\S]*?\n {4}\};/.exec(glue);
  const start = glue.indexOf('async function __wbg_load(');
  if (!object || start < 0 || object[0].match(/^ {8}\w+: function/gm).length !== entries.length) {
    throw new Error('the glue has another shape: find where its imports stand, and where it starts');
  }
  const list = entries.map(({ text }) => text).join(',\n');
  const made = `const import0 = Object.fromEntries([\n${list}\n].map((call, at) => ['i' + at.toString(36), call]));`;
  const rest = UNUSED.reduce((text, old) => text.replace(old, ''), glue.slice(0, start)).replace(...ENCODED);
  return { glue: rest.replace(object[0], () => made) + SAID_ONCE + START, names: entries.map(({ name }) => name) };
}
