// Compares what a browser fetches, in bytes after brotli, with the budgets. «First visit»: the home page of a citizen who is
// not signed in, with everything that it loads before the first click.

import { promises as fs } from "node:fs";
import path from "node:path";

const KB = 1024;
// The goal for the first visit is 112 KB, what the mainstream peer downloads. The budget for all parts grows with the app's
// features, never with the number of services (docs/decisions/0008, 0010, 0012).
const BUDGETS = { "size.first_visit.brotli": 120 * KB, "size.all.brotli": 606 * KB };

const dist = path.resolve(import.meta.dirname, "../dist");
const [release] = await fs.readdir(path.join(dist, "a"));
const parts = path.join(dist, "a", release);
const sizes = new Map();
for (const name of await fs.readdir(parts)) {
  if (name.endsWith(".br")) sizes.set(name.slice(0, -3), (await fs.stat(path.join(parts, name))).size);
}
const page = (await fs.stat(path.join(dist, "index.html.br"))).size + (await fs.stat(path.join(dist, "icon.svg.br"))).size;

const sum = (test) => [...sizes].filter(([name]) => test(name)).reduce((total, [, size]) => total + size, 0);
// The list of services comes from the API. Only what the static shell shows of it is counted.
const first = ["okno_bg.wasm", "okno.js", "__wasm_split.js", "okno.css", "ru-main.json"];

const figures = {
  "size.wasm.brotli": sum((name) => name.endsWith(".wasm")),
  "size.wasm.main.brotli": sizes.get("okno_bg.wasm"),
  "size.first_visit.brotli": page + sum((name) => first.includes(name)),
  "size.all.brotli": page + sum((name) => !name.startsWith("en-")),
};
for (const [name, value] of Object.entries(figures)) console.log(`FIGURE ${name} ${value} bytes`);
for (const [name, limit] of Object.entries(BUDGETS)) console.log(`${name} may have ${limit} bytes`);

const over = Object.entries(BUDGETS).filter(([name, limit]) => figures[name] > limit);
for (const [name, limit] of over) console.error(`${name} is ${figures[name] - limit} bytes over its budget of ${limit}`);
if (over.length > 0) process.exit(1);
