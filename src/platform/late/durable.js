// A store that is on the disk at once. Local storage gets there seconds later, a minute later where much is written, and a
// phone that runs out of memory kills its browser before. Where there are no databases, local storage is all there is.

import "./presses.js";

const STORE = "texts";
const PATIENCE_MS = 1_000;

let opening;
let work = Promise.resolve();
/** What is to be written next: the text of a key; `undefined` where everything goes whose key begins so. */
const due = new Map();

/** Keeps `text` under `key`; without a text, forgets every key that begins with `key`. */
export function put(key, text) {
  // Last, also where the key was among them.
  due.delete(key);
  due.set(key, text);
  work = work.then(write).catch(lost);
}

/** What is kept: `[key, text, …]`. Nothing after a second: some browsers never answer the first time. */
export function all() {
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS, []));
  const read = work.then(texts).catch(lost);
  return Promise.race([read, late]).then((all) => all ?? []);
}

async function write() {
  if (due.size === 0) return;
  const { transaction, store } = await begin("readwrite");
  for (const [key, text] of due) {
    if (text === undefined) store.delete(IDBKeyRange.bound(key, `${key}\uffff`));
    else store.put(text, key);
  }
  due.clear();
  // The page may be gone before the browser would do so by itself.
  transaction.commit();
  await over(transaction);
}

async function texts() {
  const { transaction, store } = await begin("readonly");
  const [keys, values] = [store.getAllKeys(), store.getAll()];
  await over(transaction);
  return keys.result.flatMap((key, nth) => [key, values.result[nth]]);
}

async function begin(mode) {
  opening ??= open();
  const transaction = (await opening).transaction(STORE, mode);
  return { transaction, store: transaction.objectStore(STORE) };
}

function open() {
  return new Promise((done, failed) => {
    const request = indexedDB.open("okno", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = failed;
    request.onsuccess = () => {
      const { result } = request;
      // Closed by the browser, or in the way of whoever empties its storage.
      result.onclose = lost;
      result.onversionchange = () => {
        result.close();
        lost();
      };
      done(result);
    };
  });
}

function over(transaction) {
  return new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = failed;
  });
}

/** The next one opens anew. */
function lost() {
  opening = undefined;
}
