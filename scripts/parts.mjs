// Puts the modules that parts of the app share into few files, and writes the script that loads them (scripts/loader.js).

import { promises as fs } from "node:fs";
import path from "node:path";

const COMMON = "common";
/** Parts that a citizen sees before signing in. They are small, so each brings its own copy of what it shares with others. */
const ALONE = ["account", "search"];
/** Bytes from which a module gets a file of its own, unless nearly every part needs it. */
const HEAVY = 24 * 1024;
/** File name of the splitter's loader, which the app imports. */
export const LOADER = "__wasm_split.js";

/**
 * Reads the splitter's loader: the modules of each part, and the code that the loader shares with ours.
 *
 * @returns {{ parts: Map<string, number[]>, head: string }} the ids of the modules that each part shares with others
 */
function read(loader) {
  const parts = new Map([...loader.matchAll(/^export const __wasm_split_load_(\w+) =/gm)].map(([, part]) => [part, []]));
  const chunks = [...loader.matchAll(/\/\* ([\w, ]+) \*\/\nconst \w+ = makeLoad\(\(\) => \{\s*const src = fetch\(new URL\("\.\/chunk_(\d+)\.wasm"/g)];
  for (const [, users, id] of chunks) for (const part of users.split(", ")) parts.get(part).push(Number(id));
  const head = /^import [^]*?\nfunction getSharedImports\(\) \{[^]*?\n\}\n/.exec(loader)?.[0];
  const isWhole = chunks.length === loader.match(/\/chunk_\d+\.wasm/g).length && parts.size === loader.match(/\/split_\w+\.wasm/g).length;
  if (!head || !isWhole) throw new Error("the splitter writes its loader in another way");
  return { parts, head };
}

/** The file that holds a module for this part. */
function fileFor(part, users, bytes) {
  if (ALONE.includes(part)) return part;
  const others = users.filter((user) => !ALONE.includes(user));
  return others.length > 3 || bytes < HEAVY ? COMMON : others.sort().join("-");
}

/**
 * Replaces the modules that parts share by files with several of them, and the splitter's loader by ours.
 *
 * @returns {Promise<Record<string, string[]>>} the files of each part, without their ending `.bin`
 */
export async function joinShared(folder) {
  const source = path.join(folder, LOADER);
  const { parts, head } = read(await fs.readFile(source, "utf8"));
  const usersOf = (id) => [...parts.keys()].filter((part) => parts.get(part).includes(id));
  const modules = new Map();
  for (const id of new Set([...parts.values()].flat())) {
    const file = path.join(folder, `chunk_${id}.wasm`);
    modules.set(id, await fs.readFile(file));
    await fs.rm(file);
  }
  const shared = {};
  const files = {};
  for (const [part, ids] of parts) {
    const homes = ids.map((id) => [id, fileFor(part, usersOf(id), modules.get(id).length)]);
    files[part] = [...new Set(homes.map(([, file]) => file))];
    for (const [id, file] of homes) {
      const contents = (shared[file] ??= []);
      if (!contents.some(([other]) => other === id)) contents.push([id, modules.get(id).length]);
    }
  }
  for (const [file, contents] of Object.entries(shared)) {
    await fs.writeFile(path.join(folder, `${file}.bin`), Buffer.concat(contents.map(([id]) => modules.get(id))));
  }
  const tables = `const SHARED = ${JSON.stringify(shared)};\nconst FILES = ${JSON.stringify(files)};\n`;
  const loads = [...parts.keys()].map((part) => `export const __wasm_split_load_${part} = load("${part}");\n`);
  const own = await fs.readFile(path.join(import.meta.dirname, "loader.js"), "utf8");
  await fs.writeFile(source, head + tables + own + loads.join(""));
  return files;
}
