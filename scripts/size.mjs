// What a browser fetches, in bytes after brotli, against the budgets. «First visit»: the home page signed out, with
// everything that it loads before anybody presses anything.

import { promises as fs } from "node:fs";
import path from "node:path";

const KB = 1024;
// The aim of the first visit is 112 KB, what the mainstream peer downloads. What all parts may weigh grows with what the app
// can do, never with the number of services (docs/decisions/0008, 0010, 0012).
const BUDGETS = { "size.first_visit.brotli": 120 * KB, "size.all.brotli": 618 * KB };

const dist = path.resolve(import.meta.dirname, "../dist");
const [release] = await fs.readdir(path.join(dist, "a"));
const parts = path.join(dist, "a", release);
const sizes = new Map();
for (const name of await fs.readdir(parts)) {
  if (name.endsWith(".br")) sizes.set(name.slice(0, -3), (await fs.stat(path.join(parts, name))).size);
}
const page = (await fs.stat(path.join(dist, "index.html.br"))).size + (await fs.stat(path.join(dist, "icon.svg.br"))).size;

const sum = (test) => [...sizes].filter(([name]) => test(name)).reduce((total, [, size]) => total + size, 0);
// The list of services comes from the API: at most what the static shell shows of it.
const first = ["okno_bg.wasm", "okno.js", "__wasm_split.js", "okno.css", "ru-main.json"];

const figures = {
  "size.wasm.brotli": sum((name) => name.endsWith(".wasm")),
  "size.wasm.main.brotli": sizes.get("okno_bg.wasm"),
  "size.first_visit.brotli": page + sum((name) => first.includes(name)),
  "size.all.brotli": page + sum((name) => !name.startsWith("en-")),
};
for (const [name, value] of Object.entries(figures)) console.log(`FIGURE ${name} ${value} bytes`);

const over = Object.entries(BUDGETS).filter(([name, limit]) => figures[name] > limit);
for (const [name, limit] of over) console.error(`${name} is ${figures[name] - limit} bytes over its budget of ${limit}`);
if (over.length > 0) process.exit(1);
