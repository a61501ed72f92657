// Runs after Trunk has built the wasm: splits it into parts, optimises and compresses everything, and writes the page.
//
// All files except index.html go to a/<hash>/, with a hash of the whole release. Browsers can cache them for ever, and a page
// never mixes two releases (docs/decisions/0002).

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promises as fs, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import * as esbuild from "esbuild";
import { Features, bundle } from "lightningcss";
import { writePack } from "./pack.mjs";
import { FEATURES, LOADER, joinParts } from "./parts.mjs";
import { AFTERWARDS, TYPING } from "./pieces.mjs";
import { routes } from "./routes.mjs";
import { shorten } from "./short-names.mjs";
import { twoAtATime } from "./two-at-a-time.mjs";

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, "..");
const staging = process.env.TRUNK_STAGING_DIR ?? path.join(root, "dist");
const isRelease = process.env.TRUNK_PROFILE !== "debug";
const languages = ["ru", "en"];
/** Scripts that are bundled with the app's script. */
const MENDS = path.join(root, "src/platform/mends");
/** Scripts that are fetched when they are needed. */
const LATE = path.join(root, "src/platform/late");
/** Style sheets that are fetched with the texts of the same name. */
const LATE_SHEETS = ["booking", "cases", "messages", "security"];
/** Texts of other parts that a part shows too, by the beginnings of their keys. */
const SHARED_TEXTS = {
  "attach.json": { "form.json": ["file."] },
  "cases.json": {
    "messages.json": ["msg.title", "msg.requests", "msg.question", "msg.ask"],
    "feedback.json": ["question.open", "question.answered", "fb.technical", "fb.mistake", "fb.access", "fb.status", "fb.other"],
  },
  "messages.json": {
    "feedback.json": ["question.", "fb.technical", "fb.mistake", "fb.access", "fb.status", "fb.other"],
    "form.json": ["file.bytes", "file.kilobytes", "file.megabytes", "file.decimal_point", "wrong.unprintable"],
  },
  "feedback.json": {
    "account.json": ["error.too_many_attempts"],
    "cases.json": ["status."],
    "messages.json": ["msg.heading", "msg.you", "msg.office"],
    "form.json": ["missing.email", "missing.consent", "wrong.email_", "wrong.phone_", "wrong.unprintable"],
  },
  "registration.json": {
    "security.json": ["security.title"],
    "account.json": ["account.go_on", "sign_in.", "error.", "provider."],
    "form.json": ["group.line", "name.", "missing.phone", "missing.email", "missing.surname", "missing.given", "missing.patronymic", "wrong.name_", "wrong.phone_", "wrong.email_"],
  },
  "profile.json": {
    "registration.json": ["profile.", "account.institutions"],
    "form.json": [
      ...["name.", "passport.", "address.", "group.line", "review.none", "saving.saving"],
      ...["missing.surname", "missing.given", "missing.patronymic", "missing.passport", "missing.department", "missing.issue"],
      ...["missing.postcode", "missing.region", "missing.place", "missing.street"],
      ...["wrong.name_", "wrong.date_", "wrong.passport_", "wrong.inn_", "wrong.length", "wrong.checksum", "wrong.zeros"],
      ...["wrong.digits_only", "wrong.too_long", "wrong.unprintable", "wrong.post"],
    ],
  },
  "security.json": {
    "registration.json": ["password.", "unsure.", "account.not_mobile", "registration.phone_refused", "registration.email_refused"],
    "account.json": ["sign_in.next", "sign_in.password", "sign_in.show_password", "sign_in.code", "sign_in.resen", "sign_in.other", "error."],
    "form.json": ["missing.phone", "missing.email", "wrong.phone_", "wrong.email_"],
  },
};
/** The module of the whole app, without its parts. */
const MAIN = "okno_bg.wasm";
/** Folder in which wasm-bindgen puts the scripts that the app imports. */
const SNIPPETS = "snippets";
/** Texts that the page needs before the app runs; they are part of the page. */
const BOOT_WORDS = "boot.json";
// Flattening between rounds of -Oz gains another 2 to 3 % after brotli. The stack comes first in memory, so nothing lies below
// address 1024. Traps have to stay: a panic is nothing but a trap (docs/decisions/0016).
const FLATTEN = ["--flatten", "--rereloop", "--simplify-locals", "-Oz"];
const OPTIMISE = [
  ...["--strip-debug", "--strip-producers", "--strip-target-features", "--low-memory-unused"],
  // A function that is not inlined is stored only once.
  ...["--always-inline-max-function-size=1", "--flexible-inline-max-function-size=5", "--one-caller-inline-max-function-size=40"],
  ...["-O3", "-Oz", ...FLATTEN, ...FLATTEN, "--merge-similar-functions", "-Oz"],
];
/** Source paths of dependencies and the standard library, which their panic messages contain. */
const FOREIGN_PATH = /\/(?:[\w.-]+\/)*(?:registry\/src|rustc|rust\/deps)\/[\x20-\x7e]*?\.rs/g;

await fs.mkdir(path.join(root, "target"), { recursive: true });
const work = await fs.mkdtemp(path.join(root, "target", "dist-"));
try {
  const config = JSON.parse(await fs.readFile(path.join(root, "public/config.json"), "utf8"));
  const parts = path.join(work, "parts");
  const files = await buildWasm(parts);
  // Of a page only: its pieces stay by themselves, because they often come later.
  for (const part of new Set((await routes()).map(({ parts: [page] }) => page))) await writePack(parts, part, files[part]);
  await minifyScripts(parts);
  for (const name of LATE_SHEETS) await fs.writeFile(path.join(parts, `${name}.css`), styles(`${name}.css`));
  for (const language of languages) {
    for (const name of await fs.readdir(path.join(root, "locales", language))) {
      if (name === BOOT_WORDS) continue;
      await fs.writeFile(path.join(parts, `${language}-${name}`), JSON.stringify(await textsOf(language, name)));
    }
  }
  const base = `/a/${await hashOf(parts)}/`;
  await fs.mkdir(path.join(staging, "a"), { recursive: true });
  await fs.cp(parts, path.join(staging, base), { recursive: true });
  await writePage(base, config, files);
  // For scripts/size.mjs.
  await fs.writeFile(path.join(staging, "parts.json"), JSON.stringify(files));
  for (const name of await fs.readdir(staging)) {
    // Trunk's own copies, which the parts replace.
    if (name === SNIPPETS || /^okno.*\.(js|wasm)$/.test(name)) await fs.rm(path.join(staging, name), { recursive: true });
  }
  if (isRelease) await compress(staging);
} finally {
  await fs.rm(work, { recursive: true, force: true });
}

/** The texts of a part, with those of other parts that it shows. */
async function textsOf(language, name) {
  const read = async (name) => JSON.parse(await fs.readFile(path.join(root, "locales", language, name), "utf8"));
  const texts = await read(name);
  for (const [other, beginnings] of Object.entries(SHARED_TEXTS[name] ?? {})) {
    const shared = Object.entries(await read(other)).filter(([key]) => beginnings.some((beginning) => key.startsWith(beginning)));
    Object.assign(texts, Object.fromEntries(shared));
  }
  return texts;
}

/** Splits cargo's wasm at its split functions (docs/ARCHITECTURE.md, «Parts») and optimises the parts; returns the files of each. */
async function buildWasm(parts) {
  const profile = isRelease ? "release" : "debug";
  const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
  const built = path.join(target, "wasm32-unknown-unknown", profile, "okno.wasm");
  await run("wasm-split-cli", [built, parts, "--out-name", "okno"]);
  const bindgen = ["--target", "web", "--no-typescript", "--keep-lld-exports", "--no-demangle", "--out-name", "okno"];
  await run("wasm-bindgen", [...bindgen, "--out-dir", parts, path.join(parts, "okno.wasm")]);
  await fs.rm(path.join(parts, "okno.wasm"));
  const files = await joinParts(parts);
  if (!isRelease) return files;
  const modules = (await fs.readdir(parts)).filter((name) => name.endsWith(".wasm"));
  await dropUnusedExports(parts);
  await shortenNames(parts);
  const wasmOpt = path.join(root, "node_modules/.bin/wasm-opt");
  const optimise = async (name) => {
    const file = path.join(parts, name);
    await run(wasmOpt, [...FEATURES, ...OPTIMISE, file, "-o", file]);
    await blankPaths(file);
  };
  // The main module first: it takes longest.
  await twoAtATime(modules.sort((one, other) => Number(other === MAIN) - Number(one === MAIN)), optimise);
  return files;
}

/** Removes the exports that no script uses, and the code behind them. The later tools keep all exports. */
async function dropUnusedExports(parts) {
  const file = path.join(parts, MAIN);
  const module = new WebAssembly.Module(await fs.readFile(file));
  const script = (await fs.readFile(path.join(parts, "okno.js"), "utf8")) + (await fs.readFile(path.join(parts, LOADER), "utf8"));
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  const isUnused = (name) => !script.includes(name);
  const nodes = names.map((name) => ({ name: `export ${name}`, export: name }));
  const roots = names.filter((name) => !isUnused(name)).map((name) => `export ${name}`);
  const graph = path.join(parts, "graph.json");
  await fs.writeFile(graph, JSON.stringify([...nodes, { name: "page", root: true, reaches: roots }]));
  await run(path.join(root, "node_modules/.bin/wasm-metadce"), [file, ...FEATURES, "-f", graph, "-o", file]);
  await fs.rm(graph);
}

/** Blanks the paths of the build machine: they are private and compress badly. Line and column numbers stay. */
async function blankPaths(file) {
  const module = await fs.readFile(file);
  for (const { index, 0: { length } } of module.toString("latin1").matchAll(FOREIGN_PATH)) module.fill(" ", index, index + length);
  await fs.writeFile(file, module);
}

async function shortenNames(parts) {
  const [module, script] = [MAIN, "okno.js"].map((name) => path.join(parts, name));
  const short = shorten(await fs.readFile(module), await fs.readFile(script, "utf8"));
  await fs.writeFile(module, short.wasm);
  await fs.writeFile(script, short.script);
}

/** Bundles the scripts of the app and of its loader, without unused code; the late scripts stay separate. */
async function minifyScripts(parts) {
  const file = path.join(parts, "okno.js");
  const mends = (await fs.readdir(MENDS)).filter((name) => name.endsWith(".js")).sort();
  const imports = mends.map((name) => `import ${JSON.stringify(path.join(MENDS, name))};`);
  const late = await fs.readdir(LATE);
  const entry = `export { default, initSync } from "./okno.js";${imports.join("")}`;
  const { outputFiles } = await esbuild.build({
    stdin: { contents: entry, resolveDir: parts },
    bundle: true,
    external: late.map((name) => `./${name}`),
    format: "esm",
    minify: isRelease,
    target: "es2022",
    // The glue code warns developers. Lets the bundler drop that.
    pure: ["console.warn"],
    write: false,
    // wasm-bindgen lists the splitter's module once per part, so a key repeats. The value is the same each time.
    logOverride: { "duplicate-object-key": "silent" },
  });
  await fs.writeFile(file, outputFiles[0].contents);
  await fs.rm(path.join(parts, SNIPPETS), { recursive: true, force: true });
  for (const name of late) {
    const { code } = await esbuild.transform(await fs.readFile(path.join(LATE, name), "utf8"), { minify: isRelease, format: "esm", target: "es2022" });
    await fs.writeFile(path.join(parts, name), code);
  }
  await fs.rm(path.join(parts, LOADER));
}

/** The script that fetches what an address needs, with the table of addresses and the files of each part. */
async function earlyScript(files) {
  const rows = (await routes()).map(({ pattern, isOpen, parts, texts, first }) => [pattern, isOpen, parts, texts, first]);
  const define = { ROUTES: JSON.stringify(rows), FILES: JSON.stringify(files), SHEETS: JSON.stringify(LATE_SHEETS), AFTERWARDS: JSON.stringify(AFTERWARDS), TYPING: JSON.stringify(TYPING) };
  const options = { bundle: true, minify: isRelease, format: "iife", target: "es2022", write: false };
  const { outputFiles } = await esbuild.build({ entryPoints: [path.join(root, "scripts/early.js")], define, ...options });
  // boot.js offers nothing to a browser that is too old.
  return `window.okno&&${outputFiles[0].text.trim()}`;
}

/** Bundles a style sheet of style/ with its imports. Writes out the space tokens, which never change on the page. */
function styles(name) {
  const tokens = readFileSync(path.join(root, "style/tokens.css"), "utf8").matchAll(/(--space-\d): (\d+)px;/g);
  const spaces = new Map([...tokens].map(([, token, value]) => [token, { unit: "px", value: Number(value) }]));
  const drop = () => [];
  return bundle({
    filename: path.join(root, "style", name),
    visitor: {
      Variable: ({ name: { ident } }) => spaces.has(ident) ? { type: "length", value: spaces.get(ident) } : undefined,
      Declaration: { custom: Object.fromEntries([...spaces.keys()].map((token) => [token, drop])) },
    },
    minify: isRelease,
    // Our style sheets do not use light-dark().
    exclude: Features.LightDark,
    targets: { chrome: 109 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8) },
  }).code;
}

/** The first 16 hexadecimal digits of the SHA-256 of all names and contents. */
async function hashOf(folder) {
  const hash = createHash("sha256");
  for (const name of (await fs.readdir(folder)).sort()) {
    hash.update(name).update("\0").update(await fs.readFile(path.join(folder, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

/**
 * Writes index.html with the head, the services of the shell, the style sheet and the first scripts, and csp.txt with the hashes
 * of the sheet and the scripts.
 */
async function writePage(base, config, files) {
  const source = await sourceOf("index.html");
  const words = languages.map(async (language) => [language, JSON.parse(await sourceOf(`locales/${language}/${BOOT_WORDS}`))]);
  const define = { WORDS: JSON.stringify(Object.fromEntries(await Promise.all(words))) };
  const boot = await esbuild.transform(await sourceOf("scripts/boot.js"), { define, minify: true, format: "iife", target: "es5", charset: "utf8" });
  const scripts = [boot.code.trim(), await earlyScript(files), `import start from"${base}okno.js";window.okno&&okno.start(start)`];
  const sheet = styles("app.css").toString();
  const head = [
    // Before the scripts, because what they fetch is needed later.
    `<link rel="modulepreload" href="${base}okno.js">`,
    `<link rel="preload" as="fetch" crossorigin href="${base}${MAIN}" type="application/wasm">`,
    `<script>${scripts[0]}</script>`,
    `<script>${scripts[1]}</script>`,
    // In the page, so that the first paint waits for nothing else.
    `<style>${sheet}</style>`,
    // Disabled, so that it is fetched only with its part (part.rs).
    ...LATE_SHEETS.map((name) => `<link rel="stylesheet" href="${base}${name}.css" data-part="${name}" disabled>`),
    `<script type="module">${scripts[2]}</script>`,
  ].join("\n");
  const { phone, email } = config.support;
  const data = { assets: base, api: config.api, phone, email };
  const attributes = Object.entries(data).map(([name, value]) => `data-${name}="${escape(value)}"`);
  const page = source
    .replace(/\s*<link data-trunk[^>]*>/g, "")
    .replace(/<!--(?! build:)[^]*?-->/g, "")
    .replace(/\n\s*/g, "\n")
    .replace('<html lang="ru">', `<html lang="ru" ${attributes.join(" ")}>`)
    .replace("<!-- build: head -->", () => head)
    .replace("<!-- build: phone -->", escape(phone))
    .replace("<!-- build: services -->", await serviceCards());
  await fs.writeFile(path.join(staging, "index.html"), page);
  const inline = [...scripts.map((script) => ["script-src", script]), ["style-src", sheet]];
  const hashes = inline.map(([directive, content]) => `${directive} 'sha256-${createHash("sha256").update(content).digest("base64")}'\n`);
  await fs.writeFile(path.join(staging, "csp.txt"), hashes.join(""));
}

function sourceOf(name) {
  return fs.readFile(path.join(root, name), "utf8");
}

/** The open services of this repository as the home page shows them, for the first paint, before the app runs. */
async function serviceCards() {
  const server = path.join(root, "crates/server");
  const read = async (file) => JSON.parse(await fs.readFile(file, "utf8"));
  const texts = await read(path.join(root, "locales/ru/main.json"));
  const names = (await fs.readdir(path.join(server, "services"))).filter((name) => name.endsWith(".json")).sort();
  const services = await Promise.all(names.map((name) => read(path.join(server, "services", name))));
  // The day in Moscow counts, as on the server.
  const today = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);
  const isOpen = ({ office }) => (office?.opens ?? today) <= today && today <= (office?.closes ?? today);
  const sections = (await read(path.join(server, "sections.json"))).map(({ id, title, order = [], pages = [] }) => {
    const place = (service) => (order.includes(service.id) ? order.indexOf(service.id) : order.length);
    const cards = services
      .filter((service) => service.section === id && isOpen(service))
      .map(({ id, title, summary, terms }) => ({ id, title, summary, working_days: terms[0].working_days }))
      .concat(pages)
      .sort((one, two) => place(one) - place(two))
      .map((service) => serviceCard(service, texts));
    return cards.length && `<h2>${escape(title.ru)}</h2><ul class="cards">${cards.join("")}</ul>`;
  });
  return sections.filter(Boolean).join("");
}

function serviceCard({ id, title, summary, working_days: days, address = `/services/${id}` }, texts) {
  const term = texts["services.term"][new Intl.PluralRules("ru").select(days)].replace("{count}", days);
  return (
    `<li class="surface card"><a class="card__link" href="${escape(address)}">${escape(title.ru)}</a>` +
    `<p class="card__text">${escape(summary.ru)}</p><p class="card__note">${escape(term)}</p></li>`
  );
}

/** Writes .br and .gz next to every file of a text-like type, so that the server compresses nothing at run time. */
async function compress(folder) {
  for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(html|css|js|json|wasm|pack|svg)$/.test(entry.name)) continue;
    const content = await fs.readFile(file);
    const params = {
      [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
      [zlib.constants.BROTLI_PARAM_LGWIN]: 22,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    await fs.writeFile(`${file}.br`, zlib.brotliCompressSync(content, { params }));
    await fs.writeFile(`${file}.gz`, zlib.gzipSync(content, { level: 9 }));
  }
}

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
