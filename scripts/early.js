// Fetches what an address needs while the app itself still loads: the part with its texts and sheet, and the first answers of
// the API. Later, fetches the part of a link that somebody points at. scripts/dist.mjs fills in the tables.

const { ask, files, session } = window.okno;
const { lang, dataset } = document.documentElement;
/** Parts that are on their way or here. */
const parts = new Set();

function filesOf(part, texts) {
  return [...FILES[part].map((file) => `${file}.bin`), `split_${part}.wasm`, `${lang}-${texts}.json`];
}

/** Fetches a file into the browser's cache. */
async function warm(name) {
  const answer = await fetch(dataset.assets + name);
  if (!answer.ok) throw answer;
  await answer.arrayBuffer();
}

/** Fetches a file for the app, which takes the answer (scripts/loader.js, src/i18n.rs). */
function hold(name) {
  // Texts are small; one that does not come in this time is asked for anew.
  files[name] = fetch(dataset.assets + name, name.endsWith(".json") ? { signal: AbortSignal.timeout(20_000) } : {});
  return files[name];
}

/** Fetches a style sheet for its `<link>`, which part.rs enables. */
function preload(sheet) {
  const link = Object.assign(document.createElement("link"), { rel: "preload", as: "style", href: `${dataset.assets}${sheet}.css` });
  document.head.append(link);
}

function bring(part, texts, how) {
  if (parts.has(part)) return;
  parts.add(part);
  // What failed is tried again when somebody points at a link once more.
  for (const name of filesOf(part, texts)) how(name).catch(() => parts.delete(part));
  if (SHEETS.includes(texts)) preload(texts);
}

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

async function prepare([values, isOpen, part, texts, first]) {
  if (isOpen) bring(part, texts, hold);
  if (!session) return;
  if (!isOpen) {
    const answer = await session;
    if (!answer.ok) return;
    const { citizen } = await answer.clone().json();
    if (!citizen) return bring("account", "account", hold);
    bring(part, texts, hold);
  }
  await Promise.all(first.map((chain) => askInTurn(chain, values)));
}

for (const kind of navigator.connection?.saveData ? [] : ["pointerover", "focusin", "touchstart"]) {
  addEventListener(kind, ({ target }) => {
    const route = routeOf(target.closest?.("a")?.pathname);
    if (route) bring(route[2], route[3], warm);
  }, { passive: true });
}

const route = routeOf(location.pathname);
// What goes wrong here, the app finds out by itself.
if (route) prepare(route).catch(() => {});
