// Fetches the store itself (late/durable.js) when it is used for the first time, and again after a failure.

let store;

function fetched() {
  store ??= import("./durable.js");
  store.catch(() => (store = undefined));
  return store;
}

export function put(key, text) {
  fetched().then((store) => store.put(key, text), () => {});
}

export function all() {
  return fetched().then((store) => store.all(), () => []);
}
