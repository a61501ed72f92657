// The splitter's modules call each other through the table of functions: module A has a shim, a function that only calls a place of
// the table, and module B puts its function there. Where both are in one file, A can call B's function itself.

import { ELEMENTS, rewritten, vector } from "./wasm.mjs";

/** A name in the text form of a module: `$a` or `$"a b"`. */
const NAME = String.raw`\$(?:"[^"]*"|[^\s()]+)`;
const SHIM_NAME = /\$"[^"]* indirect_call_shim[^"]*"/g;
const SHIM = new RegExp(
  String.raw`^ \(func (${SHIM_NAME.source})(?: \(param [^)]*\))*(?: \(result [^)]*\))?\n` +
    String.raw`  \(call_indirect ${NAME} \(type ${NAME}\)\n(?:   \(local\.get ${NAME}\)\n)*   \(i32\.const (\d+)\)\n  \)\n \)\n`,
  "gm",
);
const SEGMENT = new RegExp(String.raw`^ \(elem ${NAME} (?:\(table ${NAME}\) )?\(i32\.const (\d+)\)(?: func)? (.*)\)$`, "gm");
const NAMES = new RegExp(NAME, "g");

/** Lets a file, given as text, call its own functions. Joined modules have the same shims for others': keeps one of each. */
export function direct(text) {
  const functions = new Map();
  for (const [, first, names] of text.matchAll(SEGMENT)) {
    for (const [index, name] of names.match(NAMES).entries()) functions.set(Number(first) + index, name);
  }
  const targets = new Map();
  const rest = text.replace(SHIM, (shim, name, digits) => {
    const place = Number(digits);
    targets.set(name, functions.get(place) ?? name);
    if (functions.has(place)) return "";
    functions.set(place, name);
    return shim;
  });
  return rest.replace(SHIM_NAME, (name) => targets.get(name) ?? name);
}

/** The splitter writes an empty reference for each function that it has moved to a part. A table is empty without them. */
export function withoutEmptySegments(wasm) {
  return rewritten(wasm, ({ id, content, reader }) => {
    if (id !== ELEMENTS) return content;
    const segments = Array.from({ length: reader.number() }, () => segmentOf(reader));
    return vector(segments.filter(({ isEmpty }) => !isEmpty).map(({ raw }) => raw));
  });
}

/** Flags of a segment. */
const [IS_PASSIVE, HAS_TABLE, HAS_EXPRESSIONS] = [1, 2, 4];
const [I32_CONST, REF_NULL, REF_FUNC, END] = [0x41, 0xd0, 0xd2, 0x0b];

/** A segment of the table's content: its bytes, and whether it has only empty references. */
function segmentOf(reader) {
  const expect = (...wanted) => {
    const byte = reader.byte();
    if (!wanted.includes(byte)) throw new Error("a segment of the table is written in another way");
    return byte;
  };
  let isEmpty;
  const raw = reader.since(() => {
    const flags = reader.number();
    if (flags & IS_PASSIVE) throw new Error("a segment of the table is passive");
    if (flags & HAS_TABLE) reader.number();
    expect(I32_CONST), reader.number(), expect(END);
    // What kind of references it has.
    if (flags & HAS_TABLE) reader.byte();
    isEmpty = Boolean(flags & HAS_EXPRESSIONS);
    for (let left = reader.number(); left > 0; left--) {
      if (flags & HAS_EXPRESSIONS && expect(REF_NULL, REF_FUNC) === REF_FUNC) isEmpty = false;
      reader.number();
      if (flags & HAS_EXPRESSIONS) expect(END);
    }
  });
  return { raw, isEmpty };
}
