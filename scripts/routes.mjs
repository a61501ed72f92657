// Reads the table of pages in src/paths.rs, so that scripts/early.js can fetch what an address needs before the app runs.

import { promises as fs } from "node:fs";
import path from "node:path";
import { AT_ONCE, AT_ONCE_FOR } from "./pieces.mjs";

const src = path.resolve(import.meta.dirname, "../src");

/** A row: name, address, who may be there, file of texts, function that brings the page, first requests. */
const ROW = /^ +(\w+): \w+(?:\([\w, ]*\))?\s+= ("[\w-]+"|\[[^\]]*\])\s*=> (anybody|citizen), "(\w+)", (\w+)::(\w+), "([^"]*)";/gm;

/**
 * @returns {Promise<{ pattern: string, isOpen: boolean, parts: string[], texts: string, first: string[] }[]>}
 * `pattern` is a regular expression with a group for each parameter.
 */
export async function routes() {
  const table = /macro_rules! routes \{[^]*?\n\}\n/.exec(await fs.readFile(path.join(src, "paths.rs"), "utf8"))[0];
  const rows = [...table.matchAll(ROW)];
  if (rows.length !== table.match(/=> (?:anybody|citizen),/g).length) throw new Error("a row of src/paths.rs is written in another way");
  const found = rows.map(async ([, name, address, who, texts, feature, page, first]) => {
    const pattern = patternOf(address);
    const parts = [await partOf(feature, page), ...(AT_ONCE[name] ?? [])];
    const rest = { isOpen: who === "anybody", texts, first: first ? first.split(", ") : [] };
    const special = Object.entries(AT_ONCE_FOR[name] ?? {}).map(([value, more]) => ({
      pattern: pattern.replace(/\(\?<\w+>\[\^\/\]\+\)$/, value),
      parts: [...parts, ...more],
      ...rest,
    }));
    // The first pattern that fits counts.
    return [...special, { pattern, parts, ...rest }];
  });
  return (await Promise.all(found)).flat();
}

/** `["drafts", id]` becomes `/drafts/(?<id>[^/]+)`. */
function patternOf(address) {
  const segments = address.match(/"[\w-]+"|\w+/g).map((one) => (one.startsWith('"') ? one.slice(1, -1) : `(?<${one}>[^/]+)`));
  return `/${segments.join("/")}`;
}

/** The part of the app that a page function comes with. */
async function partOf(feature, page) {
  const code = await fs.readFile(path.join(src, "features", `${feature}.rs`), "utf8");
  const found = new RegExp(`#\\[wasm_split\\((\\w+),[^\\]]*\\]\\s*pub\\(crate\\) fn ${page}\\(`).exec(code);
  if (!found) throw new Error(`${feature}::${page} belongs to no part`);
  return found[1];
}
