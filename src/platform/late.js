// What the app calls of the scripts in late/. Each is fetched when it is used for the first time, and again after a failure.

/** Nobody waits longer for a store that does not come. */
const PATIENCE_MS = 5_000;

const scripts = {};
let failures = 0;

function fetched(name) {
  // Browsers remember a failed import, so the next one needs another address.
  const address = new URL(failures ? `./${name}.js?${failures}` : `./${name}.js`, import.meta.url).href;
  scripts[name] ??= import(address);
  scripts[name].catch(() => {
    delete scripts[name];
    failures += 1;
  });
  return scripts[name];
}

export function put(key, text) {
  fetched("durable").then((store) => store.put(key, text), () => {});
}

export function all() {
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS, []));
  const read = fetched("durable").then((store) => store.all(), () => []);
  return Promise.race([read, late]);
}

export async function ask(kind, options) {
  return (await fetched("passkeys")).ask(kind, options);
}

/** Does nothing before the first question. */
export function tell(what) {
  scripts.passkeys?.then((passkeys) => passkeys[what](), () => {});
}

/** See `join` in late/sharing.js. What is said before it is there is lost, as if nobody had heard it. */
export function share(name, turn, hear) {
  let tabs;
  let isOver = false;
  const join = ({ join }) => {
    if (!isOver) tabs = join(name, turn, hear);
  };
  fetched("sharing").then(join, () => isOver || turn(true));
  return {
    say: (to, kind, text) => tabs?.say(to, kind, text),
    leave() {
      isOver = true;
      tabs?.leave();
    },
  };
}
