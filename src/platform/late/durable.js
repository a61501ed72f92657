// A store that is on the disk at once (IndexedDB). Local storage reaches the disk seconds later, a minute later if much is
// written, and a phone that runs out of memory kills its browser before that. Without IndexedDB local storage is all there is.

const STORE = "texts";
const PATIENCE_MS = 1_000;

let opening;
let work = Promise.resolve();
/** Pending writes by key: the new text, or `undefined` to delete every key that begins with this one. */
const due = new Map();

/** Stores `text` under `key`. Without a text, deletes every key that begins with `key`. */
export function put(key, text) {
  // Deleted first, so that the key moves to the end.
  due.delete(key);
  due.set(key, text);
  work = work.then(write).catch(lost);
}

/** All texts: `[key, text, …]`. Empty after a second, because some browsers never answer the first request. */
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
  // The browser commits by itself, but perhaps only after the page is gone.
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
      // The browser may close the database. An open one would also block the deletion of the browser's data.
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

/** Makes the next operation open the database again. */
function lost() {
  opening = undefined;
}
