// Compares what a browser fetches, in bytes after brotli, with the budgets.
//
// size.first_visit    home of a citizen who is not signed in, with everything that it loads before the first click
// size.sign_in.added  what signing in fetches in addition, opened by its address with an empty cache
// size.registration.added  the same for registration and recovery
// size.form.added     the same for a step of a draft, size.slots for the calendar, size.case for the page of an application
// size.all            everything in Russian

import { promises as fs } from "node:fs";
import path from "node:path";

const KB = 1024;
// What the mainstream peer downloads for the first visit is 110 KB. The budget for all parts grows with the app's features, never
// with the number of services (docs/decisions/0008, 0010, 0012, 0015 to 0024, 0028 to 0031).
const BUDGETS = {
  "size.first_visit.brotli": 111 * KB,
  "size.sign_in.added.brotli": 50 * KB,
  "size.registration.added.brotli": 82 * KB,
  "size.form.added.brotli": 131 * KB,
  "size.slots.added.brotli": 145 * KB,
  "size.case.added.brotli": 130 * KB,
  "size.all.brotli": 904 * KB,
};

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
const first = ["okno_bg.wasm", "okno.js", "ru-main.json"];
/** What a page of a part fetches beyond the first visit. */
const added = (part, ...more) => {
  const names = [`${part}.pack`, ...more];
  const missing = names.filter((name) => !sizes.has(name));
  if (missing.length > 0) throw new Error(`not in the release: ${missing.join(", ")}`);
  return sum((name) => names.includes(name));
};
/** Script that is fetched where something is typed. */
const TYPING = ["durable.js"];

const figures = {
  "size.wasm.brotli": sum((name) => /\.wasm$/.test(name)),
  "size.wasm.main.brotli": sizes.get("okno_bg.wasm"),
  "size.first_visit.brotli": page + sum((name) => first.includes(name)),
  "size.sign_in.added.brotli": added("account", "ru-account.json"),
  "size.registration.added.brotli": added("registration", "ru-registration.json"),
  "size.form.added.brotli": added("form", "ru-form.json", ...TYPING),
  "size.slots.added.brotli": added("booking", "ru-booking.json", "booking.css", ...TYPING),
  "size.case.added.brotli": added("cases", "ru-cases.json", "cases.css"),
  // A pack has in it what is counted already.
  "size.all.brotli": page + sum((name) => !name.startsWith("en-") && !name.endsWith(".pack")),
};
for (const [name, value] of Object.entries(figures)) {
  const limit = BUDGETS[name];
  console.log(`FIGURE ${name} ${value} bytes${limit ? ` (of ${limit})` : ""}`);
}

const over = Object.entries(BUDGETS).filter(([name, limit]) => figures[name] > limit);
for (const [name, limit] of over) console.error(`${name} is ${figures[name] - limit} bytes over its budget of ${limit}`);
if (over.length > 0) process.exit(1);
