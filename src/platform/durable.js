// What keeps texts comes with the first page that has something to keep (late/durable.js).

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
