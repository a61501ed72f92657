// Lists the heaviest functions of the app before wasm-opt, by module: `node scripts/heaviest.mjs [MODULE] [LINES]`. Functions
// that differ only in their types are added up («×3»). Needs a build (`make app`).

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const [wanted = "okno", lines = "40"] = process.argv.slice(2);
const built = path.resolve(import.meta.dirname, "../target/wasm32-unknown-unknown/release/okno.wasm");
const folder = mkdtempSync(path.join(tmpdir(), "heaviest-"));
try {
  execFileSync("wasm-split-cli", [built, folder, "--out-name", "okno"]);
  const names = readdirSync(folder).filter((name) => name.endsWith(".wasm") && name.includes(wanted));
  for (const name of names) list(name, functionsOf(readFileSync(path.join(folder, name))));
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
  const heaviest = [...groups].sort(([, one], [, two]) => two.total - one.total).slice(0, Number(lines));
  for (const [key, { total, count }] of heaviest) console.log(`${String(total).padStart(8)} ${count > 1 ? `×${count}`.padStart(5) : "     "}  ${key}`);
}

/** `core::ptr::drop_in_place<A>` and `…<B>` are one. */
function withoutTypes(name) {
  let plain = name.replace(/::h[0-9a-f]{16}$/, "");
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = plain.replace(/<[^<>]*>/g, "");
  }
  return plain;
}

/** Names and sizes of the functions, from the code section (10) and the name section. */
function functionsOf(wasm) {
  let at = 8;
  let imported = 0;
  const sizes = [];
  const names = new Map();
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return wasm.toString("utf8", at - length, at);
  };
  while (at < wasm.length) {
    const id = wasm[at++];
    const length = number();
    const end = at + length;
    if (id === 2) {
      for (let left = number(); left > 0; left--) {
        text(), text();
        const kind = wasm[at++];
        if (kind === 0) imported++;
        if (kind === 1) at++;
        if (kind === 3) at += 2;
        else if (kind === 1 || kind === 2) {
          const flags = number();
          number();
          if (flags & 1) number();
        } else if (kind === 0) number();
      }
    } else if (id === 10) {
      for (let left = number(); left > 0; left--) {
        const bytes = number();
        sizes.push(bytes);
        at += bytes;
      }
    } else if (id === 0 && text() === "name") {
      while (at < end) {
        const kind = wasm[at++];
        const stop = number() + at;
        if (kind === 1) for (let left = number(); left > 0; left--) names.set(number(), text());
        at = stop;
      }
    }
    at = end;
  }
  return sizes.map((bytes, index) => ({ name: demangled(names.get(imported + index) ?? `function ${imported + index}`), bytes }));
}

/** Reads Rust's older mangling, `_ZN4core3ptr…E`. */
function demangled(name) {
  const path = /^_ZN(.*)E/.exec(name)?.[1];
  if (!path) return name;
  const parts = [];
  for (let rest = path; /^\d/.test(rest); ) {
    const [digits] = /^\d+/.exec(rest);
    parts.push(rest.slice(digits.length, digits.length + Number(digits)));
    rest = rest.slice(digits.length + Number(digits));
  }
  const signs = { LT: "<", GT: ">", RF: "&", BP: "*", C: ",", u20: " ", u7b: "{", u7d: "}", u5b: "[", u5d: "]", u27: "'", LP: "(", RP: ")", SP: "@", u3b: ";", u2b: "+", u22: '"' };
  return parts.join("::").replace(/\$(\w+)\$/g, (_, sign) => signs[sign] ?? sign).replace(/\.\./g, "::").replace(/^_</, "<");
}
