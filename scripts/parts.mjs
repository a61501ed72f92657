// Joins the modules that the splitter cuts: one file for each part, and few files with what parts share. Writes the script that
// loads them (scripts/loader.js).

import { execFile } from "node:child_process";
import { promises as fs } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { direct, withoutEmptySegments } from "./calls.mjs";
import { PAGE_OF } from "./pieces.mjs";
import { twoAtATime } from "./two-at-a-time.mjs";

const run = promisify(execFile);
const tools = path.resolve(import.meta.dirname, "../node_modules/.bin");

/** A request costs a citizen about as much as so many bytes of code before wasm-opt. */
const REQUEST = 9_000;
/** How much the wait for a part matters: more for what citizens open first, little for what loads before it is needed; else 1. */
const WEIGHT = { form: 10, account: 9, cases: 9, booking: 6, service: 5, registration: 4, messages: 3, search: 2, feedback: 0.5, overview: 0.5, profile: 0.3, mine: 0.3, security: 0.3, review: 0.1, documents: 0.1, confirm: 0.1, attach: 0.1 };
/** rustc's default features, for Binaryen's tools: other tools drop the section that names them. */
export const FEATURES = ["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext", "multivalue"].map(
  (feature) => `--enable-${feature}`,
);
/** File name of the splitter's loader, which the app imports. */
export const LOADER = "__wasm_split.js";

/**
 * Reads the splitter's loader: the modules of each part, and the code that the loader shares with ours.
 *
 * @returns {{ parts: string[], shared: { name: string, users: string[] }[], head: string }}
 */
function read(loader) {
  const parts = [...loader.matchAll(/^export const __wasm_split_load_(\w+) =/gm)].map(([, part]) => part);
  const chunks = [...loader.matchAll(/\/\* ([\w, ]+) \*\/\nconst \w+ = makeLoad\(\(\) => \{\s*const src = fetch\(new URL\("\.\/(chunk_\d+)\.wasm"/g)];
  const shared = chunks.map(([, users, name]) => ({ name, users: users.split(", ") }));
  const head = /^import [^]*?\nfunction getSharedImports\(\) \{[^]*?\n\}\n/.exec(loader)?.[0];
  const isWhole = chunks.length === loader.match(/\/chunk_\d+\.wasm/g).length && parts.length === loader.match(/\/split_\w+\.wasm/g).length;
  if (!head || !isWhole) throw new Error("the splitter writes its loader in another way");
  return { parts, shared, head };
}

/**
 * Divides the modules into files. Joining two files saves a request for each part that needs both, and costs the others what
 * they do not need. Begins with a file for each module; joins two, or moves a module to another file, as long as that pays.
 *
 * @param {{ name: string, users: string[], bytes: number, part?: string }[]} modules `part`: whose own code it is
 * @returns {{ users: string[], modules: string[] }[]}
 */
function divide(modules, parts) {
  // Sets of parts are bits of a number: tens of millions are compared.
  if (parts.length > 31) throw new Error("more parts than a number has bits");
  const setOf = (users) => users.reduce((set, user) => set | (1 << parts.indexOf(user)), 0);
  const sized = modules.map((module) => ({ ...module, set: setOf(closed(module.users)), own: module.part ? setOf(closed([module.part])) : 0 }));
  const costs = new Map();
  const weight = (set) => {
    if (!costs.has(set)) costs.set(set, parts.reduce((sum, part, at) => sum + (set & (1 << at) ? (WEIGHT[part] ?? 1) : 0), 0));
    return costs.get(set);
  };
  const files = sized.map((module) => fileOf([module], weight));
  while (joinTwo(files, weight) || moveOne(files, weight)) continue;
  return files.map((file) => ({ users: parts.filter((_, at) => file.set & (1 << at)), modules: file.modules.map(({ name }) => name) }));
}

/** A file: its modules, the parts that need it, its bytes, the parts that may have it if it has a part's own code, and its cost. */
function fileOf(modules, weight) {
  const sum = { set: 0, own: 0, bytes: 0 };
  for (const module of modules) Object.assign(sum, added(sum, module));
  return { modules, ...sum, cost: modules.length && costOf(sum, weight) };
}

function added(one, other) {
  // Two parts' own code in one file fits nobody.
  const own = one.own === other.own ? one.own : one.own && other.own ? -1 : one.own || other.own;
  return { set: one.set | other.set, own, bytes: one.bytes + other.bytes };
}

function costOf({ set, own, bytes }, weight) {
  // Nobody fetches another part's own code.
  return own !== 0 && own !== set ? Infinity : weight(set) * (bytes + REQUEST);
}

/** The parts that need a file: a piece of a page needs everything that the page needs. */
function closed(users) {
  return [...new Set([...users, ...Object.keys(PAGE_OF).filter((piece) => users.includes(PAGE_OF[piece]))])];
}

function joinTwo(files, weight) {
  let best = { gain: 1 };
  for (const [at, one] of files.entries()) {
    for (let next = at + 1; next < files.length; next += 1) {
      const other = files[next];
      const gain = one.cost + other.cost - costOf(added(one, other), weight);
      if (gain > best.gain) best = { gain, one, other };
    }
  }
  if (!best.one) return false;
  return replace(files, [best.one, best.other], [fileOf([...best.one.modules, ...best.other.modules], weight)]);
}

function moveOne(files, weight) {
  for (const from of files) {
    for (const module of from.modules) {
      const rest = fileOf(from.modules.filter((other) => other !== module), weight);
      for (const to of [...files, fileOf([], weight)]) {
        const gain = from.cost + to.cost - rest.cost - costOf(added(to, module), weight);
        if (to !== from && gain > 1) return replace(files, [from, to], [rest, fileOf([...to.modules, module], weight)]);
      }
    }
  }
  return false;
}

function replace(files, before, after) {
  const stay = files.filter((file) => !before.includes(file));
  files.splice(0, Infinity, ...stay, ...after.filter((file) => file.modules.length > 0));
  return true;
}

/** Bytes of a module without the names of its functions, which the browser does not get. */
function bytesOf(wasm) {
  const names = WebAssembly.Module.customSections(new WebAssembly.Module(wasm), "name");
  return wasm.length - names.reduce((bytes, section) => bytes + section.byteLength, 0);
}

/**
 * Replaces the splitter's modules by joined ones, and its loader by ours.
 *
 * @returns {Promise<Record<string, string[]>>} the files of each part, without their ending `.wasm`
 */
export async function joinParts(folder) {
  const source = path.join(folder, LOADER);
  const { parts, shared, head } = read(await fs.readFile(source, "utf8"));
  const modules = [...shared, ...parts.map((part) => ({ name: `split_${part}`, users: [part], part }))];
  for (const module of modules) module.bytes = bytesOf(await fs.readFile(path.join(folder, `${module.name}.wasm`)));
  const files = Object.fromEntries(parts.map((part) => [part, []]));
  const divided = divide(modules, parts).map((file, number) => {
    // A file with a part's own module has its name.
    const name = file.modules.find((name) => name.startsWith("split_")) ?? `shared_${number}`;
    return { ...file, name };
  });
  for (const { users, name } of divided) for (const part of users) files[part].push(name);
  await twoAtATime(divided, ({ modules, name }) => join(folder, modules, name));
  const main = path.join(folder, "okno_bg.wasm");
  await fs.writeFile(main, withoutEmptySegments(await fs.readFile(main)));
  const table = `const FILES = ${JSON.stringify(files)};\n`;
  const loads = parts.map((part) => `export const __wasm_split_load_${part} = load("${part}");\n`);
  const own = await fs.readFile(path.join(import.meta.dirname, "loader.js"), "utf8");
  await fs.writeFile(source, head + table + own + loads.join(""));
  return files;
}

/** Makes one module of several. They do not import each other, only what the main module has. */
async function join(folder, modules, name) {
  const place = (name) => path.join(folder, `${name}.wasm`);
  if (modules.length === 1) return fs.rename(place(modules[0]), place(name));
  const text = path.join(folder, `${name}.wat`);
  const named = modules.flatMap((module) => [place(module), module]);
  await run(path.join(tools, "wasm-merge"), [...FEATURES, "--enable-multimemory", "--emit-text", ...named, "-o", text]);
  for (const module of modules) await fs.rm(place(module));
  await fs.writeFile(text, direct(withoutDoubles(await fs.readFile(text, "utf8"))));
  await run(path.join(tools, "wasm-as"), [...FEATURES, text, "-o", place(name)]);
  await fs.rm(text);
}

/** Each module imports the memory, the table and the stack of the main module. wasm-merge keeps all these imports. */
function withoutDoubles(text) {
  const first = new Map();
  const same = new Map();
  const once = text.replace(/^ \(import ("[^"]+" "[^"]+") \((?:memory|table|global) (\$\S+) .*\n/gm, (line, origin, name) => {
    if (!first.has(origin)) first.set(origin, name);
    same.set(name, first.get(origin));
    return first.get(origin) === name ? line : "";
  });
  return once.replace(/\$[^\s()]+/g, (name) => same.get(name) ?? name);
}
