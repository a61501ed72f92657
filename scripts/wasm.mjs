// Reads and writes modules of WebAssembly in their binary form.

/** Ids of sections. */
export const [CUSTOM, IMPORTS, EXPORTS, ELEMENTS, CODE] = [0, 2, 7, 9, 10];

const HEADER = 8;

/** Reads a module or a piece of one. */
export class Reader {
  constructor(all, at = 0) {
    this.all = all;
    this.at = at;
  }

  get isAtEnd() {
    return this.at >= this.all.length;
  }

  byte() {
    return this.all[this.at++];
  }

  bytes(length) {
    return this.all.subarray(this.at, (this.at += length));
  }

  /** An unsigned number in LEB128. */
  number() {
    const byte = this.byte();
    return byte < 128 ? byte : (byte & 127) + this.number() * 128;
  }

  text() {
    return this.bytes(this.number()).toString();
  }

  /** The raw bytes that `read` consumes. */
  since(read) {
    const from = this.at;
    read();
    return this.all.subarray(from, this.at);
  }
}

/** The sections of a module, each with its id, its content without id and length, and a reader of that. */
export function* sections(wasm) {
  for (const reader = new Reader(wasm, HEADER); !reader.isAtEnd; ) {
    const id = reader.byte();
    const content = reader.bytes(reader.number());
    yield { id, content, reader: new Reader(content) };
  }
}

/** The module with each section replaced by what `rewrite` returns for it; drops those without. */
export function rewritten(wasm, rewrite) {
  const parts = [wasm.subarray(0, HEADER)];
  for (const section of sections(wasm)) {
    const content = rewrite(section);
    if (content) parts.push(Buffer.of(section.id), number(content.length), content);
  }
  return Buffer.concat(parts);
}

/** Encodes a number as unsigned LEB128. */
export function number(value) {
  return value < 128 ? Buffer.of(value) : Buffer.concat([Buffer.of((value & 127) | 128), number(value >>> 7)]);
}

export function text(value) {
  return Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
}

/** Encodes a vector. */
export function vector(items) {
  return Buffer.concat([number(items.length), ...items]);
}
