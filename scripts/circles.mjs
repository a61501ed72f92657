// Finds modules that import each other in a circle, because none of them can be understood alone.
// `node scripts/circles.mjs FOLDER…` prints each circle among the modules of a folder, at every depth, with the lines that
// close it, and fails if there is one.
//
// A module and its submodules may import each other. A name that a module re-exports counts as a name of that module.

import { readdirSync, readFileSync, existsSync } from "node:fs";
import path from "node:path";

/** The modules of a crate by path (`a::b`), with their files. */
function modulesOf(root) {
  const files = readdirSync(root, { recursive: true }).filter((file) => file.endsWith(".rs"));
  const modules = new Map();
  for (const file of files) {
    const name = file.slice(0, -3).split(path.sep).join("::").replace(/(^|::)mod$/, "");
    modules.set(["main", "lib"].includes(name) ? "" : name, path.join(root, file));
  }
  return modules;
}

/** The paths that `use a::{b, c::d}` imports. */
function branches(tree) {
  const open = tree.indexOf("{");
  if (open < 0) return [tree.replace(/\s+as\s.*/s, "").trim()];
  const head = tree.slice(0, open).trim();
  const inner = tree.slice(open + 1, tree.lastIndexOf("}"));
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= inner.length; at += 1) {
    if (inner[at] === "{") depth += 1;
    if (inner[at] === "}") depth -= 1;
    if (at === inner.length || (inner[at] === "," && depth === 0)) {
      parts.push(inner.slice(start, at));
      start = at + 1;
    }
  }
  return parts.filter((part) => part.trim()).flatMap((part) => branches(head + part.trim()));
}

/** The paths that a file mentions, with their line numbers. */
function named(code) {
  const plain = code.replace(/\/\/.*$/gm, "").replace(/"(?:[^"\\]|\\.)*"/gs, '""');
  const found = [];
  const line = (index) => plain.slice(0, index).split("\n").length;
  for (const match of plain.matchAll(/\buse\s+([^;]+);/g)) {
    for (const name of branches(match[1])) found.push([name, line(match.index)]);
  }
  const rest = plain.replace(/\buse\s+[^;]+;/g, (use) => use.replace(/[^\n]/g, " "));
  for (const match of rest.matchAll(/\b(?:crate|super)(?:::\w+)+/g)) found.push([match[0], line(match.index)]);
  return found;
}

/** The deepest module that a path, used in `module`, leads to. */
function target(modules, module, name) {
  let [first, ...rest] = name.split("::");
  let at = module ? module.split("::") : [];
  if (first === "crate") at = [];
  else if (first === "super") at.pop();
  else if (first !== "self") return undefined;
  while (rest[0] === "super") {
    at.pop();
    rest.shift();
  }
  for (const part of rest) {
    if (!modules.has([...at, part].join("::"))) break;
    at.push(part);
  }
  return at.join("::");
}

/** For every folder: which of its modules imports which, and on which lines. */
function acquaintances(modules) {
  const folders = new Map();
  for (const [module, file] of modules) {
    for (const [name, line] of named(readFileSync(file, "utf8"))) {
      const to = target(modules, module, name);
      if (to === undefined) continue;
      const [a, b] = [module, to].map((name) => (name ? name.split("::") : []));
      let shared = 0;
      while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
      if (shared === a.length || shared === b.length) continue;
      const folder = a.slice(0, shared).join("::");
      if (!folders.has(folder)) folders.set(folder, new Map());
      const known = folders.get(folder);
      if (!known.has(a[shared])) known.set(a[shared], new Map());
      const places = known.get(a[shared]);
      if (!places.has(b[shared])) places.set(b[shared], []);
      places.get(b[shared]).push(`${file}:${line}`);
    }
  }
  return folders;
}

/** Groups of modules that all reach each other (Tarjan's strongly connected components). */
function circles(known) {
  const numbers = new Map();
  const lowest = new Map();
  const stack = [];
  const groups = [];
  const visit = (module) => {
    numbers.set(module, numbers.size);
    lowest.set(module, numbers.get(module));
    stack.push(module);
    for (const next of known.get(module)?.keys() ?? []) {
      if (!numbers.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(module, Math.min(lowest.get(module), lowest.get(next)));
    }
    if (lowest.get(module) !== numbers.get(module)) return;
    const group = stack.splice(stack.indexOf(module));
    if (group.length > 1) groups.push(group);
  };
  for (const module of known.keys()) if (!numbers.has(module)) visit(module);
  return groups;
}

let failed = false;
for (const root of process.argv.slice(2)) {
  if (!existsSync(root)) throw new Error(`there is no ${root}`);
  for (const [folder, known] of acquaintances(modulesOf(root))) {
    for (const group of circles(known)) {
      failed = true;
      console.error(`a circle in ${path.join(root, ...folder.split("::"))}: ${group.sort().join(", ")}`);
      for (const from of group) {
        for (const [to, places] of known.get(from) ?? []) {
          if (group.includes(to)) console.error(`  ${from} -> ${to}: ${places.slice(0, 3).join(" ")}${places.length > 3 ? ` and ${places.length - 3} more` : ""}`);
        }
      }
    }
  }
}
process.exitCode = failed ? 1 : 0;
