// Part of the page, after scripts/boot.js. Fetches what an address needs while the app itself still loads: the part with its texts
// and sheet, and the first answers of the API. Later, fetches the part of a link that somebody points at. scripts/dist.mjs fills in
// the tables.

import { unpack } from "./unpack.js";

const { ask, get, files, session } = window.okno;
const { lang, dataset } = document.documentElement;
/** Files that are on their way or here. */
const fetched = new Set();
const savesData = navigator.connection?.saveData;
/** Names the release and the parts of which this tab has fetched the files one by one, so that the browser's cache has them. */
const APART = "okno.parts";
/** The first part that this page fetches; and whether it comes as a pack. */
let firstPart;
let isPacked = false;
const route = routeOf(location.pathname);

function codeOf(part) {
  return FILES[part].map((file) => `${file}.wasm`);
}

async function found(request) {
  const answer = await request;
  if (!answer.ok) throw answer;
  return answer;
}

/** Fetches a file into the browser's cache. */
async function warm(name) {
  const answer = await found(fetch(dataset.assets + name, { priority: "low" }));
  await answer.arrayBuffer();
}

/** The same for what may never be used: a browser complains of a sheet that was preloaded for nothing. */
const later = (name) => warm(name);

/** Fetches a file for the app, which takes the answer (scripts/loader.js, src/i18n.rs). The app itself comes first. */
function hold(name) {
  const address = dataset.assets + name;
  files[name] = name.endsWith(".json") ? get(address) : fetch(address, { priority: "low" });
  return found(files[name]);
}

/** Fetches the first part of a page that an address opens as a pack, unless the browser has its files. */
function pack(part) {
  if (firstPart) return;
  firstPart = part;
  isPacked = Boolean(route) && !apart().includes(part);
  if (isPacked) once(part, holdPack);
}

/** Fetches all files of a part as one. */
async function holdPack(part) {
  const names = codeOf(part);
  const { answers, end } = unpack(`${dataset.assets}${part}.pack`, names.length);
  for (const [at, name] of names.entries()) {
    fetched.add(name);
    files[name] = answers[at];
    answers[at].catch(() => fetched.delete(name));
  }
  return end;
}

/** Fetches a file that the browser takes itself. */
function preload(name, kind) {
  document.head.append(Object.assign(document.createElement("link"), kind, { href: dataset.assets + name }));
}

function bring(wanted, texts, how) {
  if (how === hold) pack(wanted[0]);
  if (SHEETS.includes(texts)) once(`${texts}.css`, how === later ? warm : (name) => preload(name, { rel: "preload", as: "style" }));
  if (wanted.some((part) => TYPING.includes(part))) once("durable.js", (name) => preload(name, { rel: "modulepreload" }));
  for (const name of new Set([...wanted.flatMap(codeOf), `${lang}-${texts}.json`])) once(name, how);
}

async function once(name, how) {
  if (fetched.has(name)) return;
  fetched.add(name);
  try {
    await how(name);
  } catch {
    // Tried again when somebody points at a link once more.
    fetched.delete(name);
  }
}

function apart() {
  try {
    const [release, ...parts] = sessionStorage.getItem(APART).split(" ");
    return release === dataset.assets ? parts : [];
  } catch {
    return [];
  }
}

/** The app begins to load a part: maybe before the session is known, and so before this script. */
window.okno.loading = (part) => {
  pack(part);
  for (const name of codeOf(part)) fetched.add(name);
  if (isPacked && part === firstPart) return;
  try {
    sessionStorage.setItem(APART, [dataset.assets, ...new Set(apart()).add(part)].join(" "));
  } catch {}
};

function routeOf(address) {
  for (const [pattern, ...route] of ROUTES) {
    const found = new RegExp(`^${pattern}/?$`).exec(address);
    if (found) return [found.groups, ...route];
  }
}

/** Asks for `/drafts/{id} > /services/{service}`: the second address needs a member of the first answer. */
async function askInTurn(chain, values) {
  for (const step of chain.split(" > ")) {
    const asked = ask(step.replace(/\{(\w+)\}/g, (_, name) => values[name]));
    const answer = await asked;
    if (!answer.ok) return;
    values = await answer.clone().json();
    // An app that runs already has taken the answer, and asks for what comes next itself.
    if (!Object.values(window.okno.early).includes(asked)) return;
  }
}

async function prepare([values, isOpen, parts, texts, first]) {
  if (isOpen) bring(parts, texts, hold);
  if (!session) return;
  if (!isOpen) {
    const answer = await session;
    if (!answer.ok) return;
    const { citizen } = await answer.clone().json();
    if (!citizen) return bring(["account"], "account", hold);
    bring(parts, texts, hold);
  }
  await Promise.all(first.map((chain) => askInTurn(chain, values)));
}

/** Fetches what is needed soon after this part, once there is nothing else to do. */
window.okno.afterwards = (part, texts) => {
  if (savesData) return;
  const fetch = () => {
    bring(AFTERWARDS[part], texts, later);
  };
  if (window.requestIdleCallback) requestIdleCallback(fetch);
  else setTimeout(fetch, 2_000);
};

for (const kind of savesData ? [] : ["pointerover", "focusin", "touchstart"]) {
  addEventListener(kind, ({ target }) => {
    const route = routeOf(target.closest?.("a")?.pathname);
    if (route) bring(route[2], route[3], warm);
  }, { passive: true });
}

// What goes wrong here, the app finds out by itself.
if (route) prepare(route).catch(() => {});
