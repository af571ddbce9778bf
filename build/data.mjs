// Finds the constant data that the first part of the program cannot reach, so that the second brings
// it: the words of errors, of remarks, of other schemes.
//
// The linker was asked to keep its symbols and relocations (`--emit-relocs`). They tell where each
// constant begins and ends, and which constants hold the address of which others. What the first part
// names by an address in its code is needed, and all that this leads to. A number that only looks
// like an address costs a few bytes; nothing is left out that an address leads to.

// Relocations that stand for an address in memory, and those that carry an addend.
const ADDRESS = new Set([3, 4, 5, 11]);
const ADDEND = new Set([3, 4, 5, 8, 9, 11]);
// A relocation in data that stands for a function, by its place in the table.
const SLOT = 2;
const DATA_SYMBOL = 1;
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;

// A wasm file's bytes, read one number after the other.
class Reader {
  constructor(bytes, at = 0) { this.bytes = bytes; this.at = at; }
  byte() { return this.bytes[this.at++]; }
  unsigned() {
    let [value, shift, byte] = [0, 0, 0];
    do { byte = this.byte(); value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
    return value >>> 0;
  }
  signed() {
    let [value, shift, byte] = [0, 0, 0];
    do { byte = this.byte(); value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
    return shift < 32 && byte & 64 ? value | (-1 << shift) : value;
  }
  name() {
    const length = this.unsigned();
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString();
  }
  list(each) { return Array.from({ length: this.unsigned() }, (_, i) => each(i)); }
}

function* sections(bytes) {
  const reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const size = reader.unsigned();
    const body = reader.at;
    reader.at += size;
    yield { id, start, body, end: body + size, name: id === 0 ? new Reader(bytes, body).name() : '' };
  }
}

/** The same program without what only a linker reads. */
export function withoutSymbols(bytes) {
  const kept = [...sections(bytes)].filter(({ name }) => name !== 'linking' && !name.startsWith('reloc.'));
  return Buffer.concat([bytes.subarray(0, 8), ...kept.map(({ start, end }) => bytes.subarray(start, end))]);
}

function readSegments(bytes, section) {
  const reader = new Reader(bytes, section.body);
  return reader.list(() => {
    if (reader.unsigned() !== 0) throw new Error('a data segment of another kind than the linker writes');
    reader.at += 1;
    const address = reader.signed();
    reader.at += 1;
    const size = reader.unsigned();
    const at = reader.at - section.body;
    reader.at += size;
    return { address, at, size };
  });
}

function readSymbols(bytes, section) {
  const reader = new Reader(bytes, section.body);
  reader.name();
  reader.unsigned();
  while (reader.at < section.end) {
    const kind = reader.byte();
    const end = reader.unsigned() + reader.at;
    if (kind === 8) return reader.list(() => readSymbol(reader));
    reader.at = end;
  }
  return [];
}

function readSymbol(reader) {
  const kind = reader.byte();
  const flags = reader.unsigned();
  if (kind === DATA_SYMBOL) {
    reader.name();
    return flags & UNDEFINED ? {} : { segment: reader.unsigned(), offset: reader.unsigned(), size: reader.unsigned() };
  }
  reader.unsigned();
  if (kind !== 3 && (!(flags & UNDEFINED) || flags & EXPLICIT_NAME)) reader.name();
  return {};
}

function readRelocations(bytes, section) {
  const reader = new Reader(bytes, section.body);
  reader.name();
  reader.unsigned();
  return reader.list(() => {
    const type = reader.byte();
    return { type, offset: reader.unsigned(), symbol: reader.unsigned(), addend: ADDEND.has(type) ? reader.signed() : 0 };
  });
}

// The program's constants: where each stands, which others it leads to, and which the code names in a
// way that an address alone does not tell (from before them, or from their ends).
function readConstants(bytes) {
  const all = [...sections(bytes)];
  const named = (name) => all.find((section) => section.name === name);
  if (!named('linking') || !named('reloc.DATA')) return undefined;
  const data = all.find(({ id }) => id === 11);
  const segments = readSegments(bytes, data);
  const symbols = readSymbols(bytes, named('linking'));
  for (const symbol of symbols) if (symbol.size) Object.assign(symbol, { address: segments[symbol.segment].address + symbol.offset, leads: [], slots: [] });
  const constants = symbols.filter((symbol) => symbol.size).sort((a, b) => a.address - b.address || b.size - a.size);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (const { type, offset, symbol, addend } of readRelocations(bytes, named('reloc.DATA'))) {
    const segment = segments.find(({ at, size }) => offset >= at && offset < at + size);
    const holders = around(constants, segment.address + offset - segment.at);
    const value = view.getUint32(data.body + offset, true);
    const target = symbols[symbol];
    if (type === SLOT) for (const holder of holders) holder.slots.push(value);
    if (!ADDRESS.has(type) || !target.size) continue;
    if (value !== target.address + addend) throw new Error('the relocations do not fit the data');
    for (const holder of holders) holder.leads.push(target);
  }
  const code = readRelocations(bytes, named('reloc.CODE')).filter(({ type }) => ADDRESS.has(type));
  const beyond = code.map((r) => [symbols[r.symbol], r.addend]).filter(([s, addend]) => s.size && (addend < 0 || addend >= s.size)).map(([s]) => s);
  // The first segment alone is constant for good.
  return { constants, beyond, fixed: segments[0] };
}

// The constants that an address stands in. The linker lets a text be the end of another.
function around(constants, address) {
  let [low, high] = [0, constants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (constants[middle].address <= address) low = middle + 1;
    else high = middle;
  }
  return constants.slice(Math.max(0, low - 64), low).filter((c) => c.address + c.size > address);
}

// Every number that the code holds as it stands.
const numbersOf = (code) => [...code.matchAll(/i(?:32|64)\.const (-?\d+)|offset=(\d+)/g)].map(([, number, offset]) => Number(number ?? offset));

// The constants that code leads to.
function reached({ constants, beyond }, code) {
  const found = new Set();
  const todo = [...beyond, ...constants.filter(({ segment }) => segment !== 0), ...numbersOf(code).flatMap((number) => around(constants, number))];
  while (todo.length) {
    const constant = todo.pop();
    if (found.has(constant)) continue;
    found.add(constant);
    todo.push(...constant.leads);
  }
  return found;
}

/**
 * Which bytes of the fixed data the first part needs: `{ address, needed }`, a byte of `needed` being 1
 * where it is. `whole` is the linked program with its symbols, `code` the first part's text without its
 * data. Undefined where the linker kept no symbols.
 */
export function neededData(whole, code) {
  const read = readConstants(whole);
  if (!read) return undefined;
  const { constants, fixed } = read;
  const needed = new Uint8Array(fixed.size).fill(1);
  for (const { segment, offset, size } of constants) if (segment === 0) needed.fill(0, offset, offset + size);
  for (const { segment, offset, size } of reached(read, code)) if (segment === 0) needed.fill(1, offset, offset + size);
  return { address: fixed.address, needed };
}

/** Whether the first part can call the function at a place in the table. */
export function neededSlots(whole, code) {
  const read = readConstants(whole);
  if (!read) return () => true;
  const slots = new Set([...numbersOf(code), ...[...reached(read, code)].flatMap((constant) => constant.slots)]);
  return (slot) => slots.has(slot);
}

const ESCAPES = { t: 9, n: 10, r: 13, '"': 34, "'": 39, '\\': 92 };

// A data item of the text form: where it goes, and its bytes.
function parseData(text) {
  const [, address, string] = /\(i32\.const (\d+)\) "((?:[^"\\]|\\.)*)"\)$/s.exec(text.trim());
  const bytes = [];
  for (const [, hex, sign, plain] of string.matchAll(/\\([0-9a-f]{2})|\\(.)|([^\\])/gis)) {
    if (hex) bytes.push(parseInt(hex, 16));
    else if (sign) bytes.push(ESCAPES[sign]);
    else bytes.push(...Buffer.from(plain));
  }
  return { address: Number(address), bytes };
}

const writeData = ({ address, bytes }) => ` (data (i32.const ${address}) "${bytes.map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}")`;

// What a segment costs beside its bytes: a gap shorter than this is filled.
const HEAD = 8;

function* runs(bytes, address, wanted) {
  for (let i = 0; i < bytes.length; i++) {
    if (!bytes[i] || !wanted(address + i)) continue;
    let end = i + 1;
    for (let j = end; j < bytes.length && j < end + HEAD; j++) if (bytes[j] && wanted(address + j)) end = j + 1;
    yield { address: address + i, bytes: bytes.slice(i, end) };
    i = end;
  }
}

/** The data items of a module, cut in two: what the first part needs, and the rest. */
export function cutData(items, { address, needed }) {
  const data = items.map(parseData);
  const isFirst = (at) => needed[at - address] !== 0;
  const cut = (wanted) => data.flatMap((item) => [...runs(item.bytes, item.address, wanted)]).map(writeData);
  return { first: cut(isFirst), later: cut((at) => !isFirst(at)) };
}
