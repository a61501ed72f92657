// wasm-bindgen names every function between wasm and JavaScript after its Rust type and a hash. Nobody reads these names, they
// compress badly, and both files contain them: 7 KB of the first visit. Shortens them to one or two letters.

import { EXPORTS, IMPORTS, rewritten, text, vector } from "./wasm.mjs";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const FUNCTION = 0;

/** Shortens the names that only the wasm module and its script use. */
export function shorten(wasm, script) {
  const names = new Map();
  const module = new WebAssembly.Module(wasm);
  const note = ({ name }) => names.set(name, shortName(names.size));
  WebAssembly.Module.imports(module).filter(({ module }) => module === "./okno_bg.js").forEach(note);
  // The parts import `__wasm_split…` and `__indirect_function_table`.
  WebAssembly.Module.exports(module).filter(({ name }) => /^_(?!_wasm_split|_indirect)/.test(name)).forEach(note);
  const short = (name) => names.get(name) ?? name;
  return { wasm: renamed(wasm, short), script: script.replace(/\b_\w+/g, short) };
}

/** Ends with `$`, so that it does not clash with another name in the script. */
function shortName(index) {
  const rest = Math.floor(index / LETTERS.length);
  return `${rest ? LETTERS[rest - 1] : ""}${LETTERS[index % LETTERS.length]}$`;
}

/** Renames the imports and exports of the module. */
function renamed(wasm, short) {
  const read = { [IMPORTS]: imported, [EXPORTS]: exported };
  return rewritten(wasm, ({ id, content, reader }) => {
    if (!read[id]) return content;
    return vector(Array.from({ length: reader.number() }, () => read[id](reader, short)));
  });
}

function imported(reader, short) {
  const names = [text(reader.text()), text(short(reader.text()))];
  const kind = reader.since(() => {
    if (reader.byte() !== FUNCTION) throw new Error("wasm-bindgen imports something that is no function");
    reader.number();
  });
  return Buffer.concat([...names, kind]);
}

function exported(reader, short) {
  const name = text(short(reader.text()));
  return Buffer.concat([name, reader.since(() => (reader.byte(), reader.number()))]);
}
