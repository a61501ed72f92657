// wasm-bindgen names every function between wasm and JavaScript after its Rust type and a hash. Nobody reads these names, they
// compress badly, and both files contain them: 6 KB of the first visit. Shortens them to one or two letters.

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const [IMPORTS, EXPORTS] = [2, 7];

/** Shortens the names that only the wasm module and its script use. */
export function shorten(wasm, script) {
  const names = new Map();
  const module = new WebAssembly.Module(wasm);
  const note = ({ name }) => names.set(name, shortName(names.size));
  WebAssembly.Module.imports(module).filter(({ module }) => module === "./okno_bg.js").forEach(note);
  WebAssembly.Module.exports(module).filter(({ name }) => name.startsWith("_ZN")).forEach(note);
  const short = (name) => names.get(name) ?? name;
  return { wasm: renamed(wasm, short), script: script.replace(/\b(?:__wb|_ZN)\w+/g, short) };
}

/** Ends with `$`, so that it does not clash with another name in the script. */
function shortName(index) {
  const rest = Math.floor(index / LETTERS.length);
  return `${rest ? LETTERS[rest - 1] : ""}${LETTERS[index % LETTERS.length]}$`;
}

/** Renames the imports and exports of the module. */
function renamed(wasm, short) {
  const reader = new Reader(wasm, 8);
  const parts = [wasm.subarray(0, 8)];
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const section = new Reader(reader.bytes(reader.number()));
    const content = id === IMPORTS ? imports(section, short) : id === EXPORTS ? exports(section, short) : section.all;
    parts.push(Buffer.of(id), number(content.length), content);
  }
  return Buffer.concat(parts);
}

function imports(section, short) {
  return entries(section, () => [text(section.text()), text(short(section.text())), section.kind()]);
}

function exports(section, short) {
  return entries(section, () => [text(short(section.text())), section.since(() => (section.byte(), section.number()))]);
}

function entries(section, entry) {
  const count = section.number();
  return Buffer.concat([number(count), ...Array.from({ length: count }, entry).flat()]);
}

function text(value) {
  return Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
}

/** Encodes a number as LEB128. */
function number(value) {
  return value < 128 ? Buffer.of(value) : Buffer.concat([Buffer.of((value & 127) | 128), number(value >>> 7)]);
}

class Reader {
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

  /** The raw type of an import, which must be a function. */
  kind() {
    return this.since(() => {
      if (this.byte() !== 0) throw new Error("wasm-bindgen imports something that is no function");
      this.number();
    });
  }
}
