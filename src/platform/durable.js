// Fetches the store itself (late/durable.js) when it is used for the first time, and again after a failure.

/** Nobody waits longer for a store that does not come. */
const PATIENCE_MS = 5_000;

const address = new URL("./durable.js", import.meta.url);
let store;
let failures = 0;

function fetched() {
  // Browsers remember a failed import, so the next one needs another address.
  store ??= import(failures ? `${address}?${failures}` : address.href);
  store.catch(() => {
    store = undefined;
    failures += 1;
  });
  return store;
}

export function put(key, text) {
  fetched().then((store) => store.put(key, text), () => {});
}

export function all() {
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS, []));
  const read = fetched().then((store) => store.all(), () => []);
  return Promise.race([read, late]);
}
