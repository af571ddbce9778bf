// Writes a program's code as streams: all operators together, all addresses together, all locals
// together. Brotli finds in each what it cannot find between the others: 11 % of the first visit.
//
// The file stays a WebAssembly module by form, whose one custom section holds the streams, so that
// hosts serve and compress it as such. The page puts the module together again, to the same bytes.

// The functions below go into the page as they stand here: they may name each other and nothing else.

/**
 * Goes through a function's body. `move(stream)` moves the next byte, which belongs to that stream, and
 * returns it: out of the code when writing streams, into it when reading them. Stream 0 has the operators.
 */
function body(move, streamsOf) {
  const number = (stream) => {
    let [value, shift, byte] = [0, 0, 0];
    do { byte = move(stream); value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
    return value;
  };
  const numbers = (stream, count) => { while (count-- > 0) number(stream); };
  for (let left = number(1); left > 0; left--) { number(1); move(1); }
  for (let depth = 1; depth > 0;) {
    const op = move(0);
    const own = streamsOf[op];
    if (own) {
      while (move(own & 15) & 128);
      if (own > 15) while (move(own >> 4) & 128);
      if (op < 5) depth++;
    } else if (op === 0x0b) depth--;
    else if (op === 0x0e) numbers(13, number(13) + 1);
    else if (op === 0x1c) numbers(13, number(13));
    else if (op === 0x43 || op === 0x44) for (let left = op === 0x43 ? 4 : 8; left > 0; left--) move(13);
    else if (op === 0xfc) {
      const which = number(13);
      if (which > 7) numbers(13, which === 8 || which === 10 || which === 12 || which === 14 ? 2 : 1);
    } else if (op > 0xd2) throw new Error(`an operator that is not known here: ${op}`);
  }
}

// The streams that an operator's numbers belong to: one in the low four bits, another in the high ones.
// An alignment goes with the operators: it nearly always follows from its own.
function streams() {
  const of = new Uint8Array(256);
  for (const [stream, ...ops] of [[10, 2, 3, 4], [11, 12, 13], [9, 16, 18, 210], [221, 17, 19], [2, 32], [3, 33], [4, 34], [14, 35, 36], [13, 37, 38, 63, 64, 208], [5, 65], [12, 66]]) for (const op of ops) of[op] = stream;
  for (let op = 40; op < 63; op++) of[op] = op < 54 ? 112 : 128;
  return of;
}

async function joinStreams(file) {
  let at = 0;
  const number = () => {
    let [value, shift, byte] = [0, 0, 0];
    do { byte = file[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
    return value;
  };
  const written = (into, start, value) => {
    while (value > 127) { into[start++] = value & 127 | 128; value >>>= 7; }
    into[start++] = value;
    return start;
  };
  // The page stays usable meanwhile: a breath after every few hundred functions.
  const breath = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => { port2.close(); done(); };
    port1.postMessage(0);
  });
  // The module's head of 8 bytes, and the section's id, size and name.
  at = 9;
  number();
  const name = number();
  at += name;
  const size = number();
  const count = number();
  const splitAt = number();
  let slot = number();
  const [head, tail, ...parts] = Array.from({ length: 17 }, number).map((length) => file.subarray(at, at += length));
  const [code, one, places, of] = [new Uint8Array(size), new Uint8Array(size), new Uint32Array(15), streams()];
  let length = 0;
  const move = (stream) => {
    const byte = parts[stream][places[stream]++];
    if (stream || byte !== 6) return one[length++] = byte;
    // The next slot, and the call that asks for it.
    one.set([65, slot & 127 | 128, slot++ >> 7, 16], length);
    length = written(one, length + 4, splitAt);
    return byte;
  };
  let end = written(code, 0, count);
  for (let i = 1; i <= count; i++) {
    length = 0;
    body(move, of);
    end = written(code, end, length);
    code.set(one.subarray(0, length), end);
    end += length;
    if (i % 512 === 0) await breath();
  }
  const made = new Uint8Array(size);
  made.set(head);
  made[head.length] = 10;
  const start = written(made, head.length + 1, end);
  made.set(code.subarray(0, end), start);
  made.set(tail, start + end);
  return made;
}

/** What the page needs to put a module together: `joinStreams(bytes)` promises the module's bytes. */
export const reader = `${body}\n${streams}\n${joinStreams}\n`;

function written(value) {
  const bytes = [];
  while (value > 127) { bytes.push((value & 127) | 128); value >>>= 7; }
  return [...bytes, value];
}

function number(bytes, at) {
  let [value, shift, byte] = [0, 0, 0];
  do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
  return [value >>> 0, at];
}

// Where the code section begins and ends, and where its content begins.
function codeSection(bytes) {
  for (let at = 8; at < bytes.length;) {
    const [size, content] = number(bytes, at + 1);
    if (bytes[at] === 10) return { start: at, content, end: content + size };
    at = content + size;
  }
  throw new Error('a module without code');
}

// How many bytes `i32.const slot, call splitAt` takes where it begins at `at`; else 0.
// From 64 to 8191 a slot takes two bytes.
function slotAt(bytes, at, splitAt, slot) {
  if (bytes[at] !== 65 || bytes[at + 3] !== 16) return 0;
  const [called, end] = number(bytes, at + 4);
  const found = (bytes[at + 1] & 127) + bytes[at + 2] * 128;
  return called === splitAt && found === slot ? end - at : 0;
}

/**
 * The module, with its code written as streams. Slots of the second part are asked for in their order,
 * from `firstSlot` on (`splitAt` is the function that is called for each), so they need not be written:
 * one operator that no module has, 6, stands for each.
 */
export async function separateStreams(bytes, { splitAt, firstSlot }) {
  const { start, content, end } = codeSection(bytes);
  const [parts, of] = [Array.from({ length: 15 }, () => []), streams()];
  let [count, at] = number(bytes, content);
  let slot = firstSlot;
  const move = (stream) => {
    const skipped = stream ? 0 : slotAt(bytes, at, splitAt, slot);
    const byte = skipped ? 6 : bytes[at];
    at += skipped || 1;
    slot += skipped && 1;
    parts[stream].push(byte);
    return byte;
  };
  for (let i = 0; i < count; i++) {
    const [length, begin] = number(bytes, at);
    at = begin;
    body(move, of);
    if (at !== begin + length) throw new Error(`function ${i} does not end where it should`);
  }
  const all = [bytes.subarray(0, start), bytes.subarray(end), ...parts.map((part) => Buffer.from(part))];
  const name = Buffer.from('streams');
  const section = Buffer.concat([Buffer.from([name.length, ...name, ...written(bytes.length), ...written(count), ...written(splitAt), ...written(firstSlot), ...all.flatMap((part) => written(part.length))]), ...all]);
  const made = Buffer.concat([bytes.subarray(0, 8), Buffer.from([0, ...written(section.length)]), section]);
  if (Buffer.compare(Buffer.from(await joinStreams(made)), bytes) !== 0) throw new Error('the streams do not give the module back');
  return made;
}
