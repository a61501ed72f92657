// Lists the heaviest functions of the app before wasm-opt, by module; MODULE is a part of its name, «okno» by default. First those
// that differ only in their types, added up («×3»), then each by itself. Leaves out what describes types to wasm-bindgen, which
// removes that.
//
// Usage: make heaviest ARGS="MODULE LINES"

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CODE, CUSTOM, Reader, sections } from "./wasm.mjs";

const [wanted = "okno", lines = "30"] = process.argv.slice(2);
const built = path.resolve(import.meta.dirname, "../target/wasm32-unknown-unknown/release/okno.wasm");
const folder = mkdtempSync(path.join(tmpdir(), "heaviest-"));
try {
  execFileSync("wasm-split-cli", [built, folder, "--out-name", "okno"]);
  const names = readdirSync(folder).filter((name) => name.endsWith(".wasm") && name.includes(wanted));
  for (const name of names) {
    const functions = functionsOf(readFileSync(path.join(folder, name)));
    list(name, functions.filter(({ name }) => !/::describe\b|__wbindgen_describe/.test(name)));
  }
} finally {
  rmSync(folder, { recursive: true });
}

function list(name, functions) {
  const groups = new Map();
  for (const { name, bytes } of functions) {
    const key = withoutTypes(name);
    const { total = 0, count = 0 } = groups.get(key) ?? {};
    groups.set(key, { total: total + bytes, count: count + 1 });
  }
  const sum = functions.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`\n${name}: ${functions.length} functions, ${sum} bytes of code`);
  const alike = [...groups].filter(([, { count }]) => count > 1).map(([name, { total, count }]) => ({ name: `×${count} ${name}`, bytes: total }));
  for (const rows of [alike, functions]) {
    console.log();
    const heaviest = rows.toSorted((one, two) => two.bytes - one.bytes).slice(0, Number(lines));
    for (const { name, bytes } of heaviest) console.log(`${String(bytes).padStart(8)}  ${name}`);
  }
}

/** `drop::<A>` and `drop::<B>` are one, and so are the closures of one function and `<A as Render>::build` of several types. */
function withoutTypes(name) {
  let plain = name.replace(/\{closure#\d+\}/g, "{closure}");
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = plain.replace(/<[^<>]* as ([^<>]*)>/g, "‹$1›").replace(/<[^<>]*>/g, "‹›");
  }
  return plain;
}

/** Names and sizes of the functions, from the code and the names. */
function functionsOf(wasm) {
  const sizes = [];
  const names = new Map();
  for (const { id, reader } of sections(wasm)) {
    if (id === CODE) for (let left = reader.number(); left > 0; left--) sizes.push(reader.bytes(reader.number()).length);
    if (id === CUSTOM && reader.text() === "name") readNames(reader, names);
  }
  // Imported functions have the first numbers.
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === "function").length;
  const mangled = sizes.map((_, index) => names.get(imported + index) ?? `function ${imported + index}`);
  const plain = execFileSync("rustfilt", { input: mangled.join("\n"), encoding: "utf8", maxBuffer: 1e9 }).split("\n");
  return sizes.map((bytes, index) => ({ name: plain[index].replace(/\[[0-9a-f]{16}\]/g, ""), bytes }));
}

function readNames(reader, names) {
  const OF_FUNCTIONS = 1;
  while (!reader.isAtEnd) {
    const kind = reader.byte();
    const entries = new Reader(reader.bytes(reader.number()));
    if (kind === OF_FUNCTIONS) for (let left = entries.number(); left > 0; left--) names.set(entries.number(), entries.text());
  }
}
