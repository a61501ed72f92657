// Loads the parts of the app (docs/ARCHITECTURE.md, «Parts»). scripts/parts.mjs writes the code around this.

/** Files that have been started. A failure is not kept, so the next call tries again. */
const started = new Map();

/** Fetches a file, unless scripts/early.js has. */
async function get(name, cache) {
  const { files } = window.okno;
  const early = cache ? undefined : files[name];
  delete files[name];
  let answer = await early?.catch(() => {});
  if (!answer?.ok) answer = await fetch(new URL(name, import.meta.url), { cache });
  // A release that was replaced never comes back: reloads (scripts/boot.js).
  if (answer.status === 404) window.okno.outdated();
  if (!answer.ok) throw new Error(`WebAssembly: HTTP status code is not ok: ${answer.status} (${name})`);
  return answer;
}

/** Compiles a file. The browser's cache may hold a cut copy for ever, and a server may send the wrong media type. */
async function compiled(name) {
  const answer = await get(name);
  try {
    return await WebAssembly.compileStreaming(answer);
  } catch {
    return WebAssembly.compile(await (await get(name, "reload")).arrayBuffer());
  }
}

/** Starts a file once: a second time would set its variables back. */
function start(file) {
  if (!started.has(file)) {
    const starting = compiled(`${file}.wasm`).then((module) => WebAssembly.instantiate(module, getSharedImports()));
    started.set(file, starting);
    starting.catch(() => started.delete(file));
  }
  return started.get(file);
}

/** The function that wasm calls to load a part; calls back with 1 or 0. */
function load(part) {
  return async (callback, data) => {
    let isThere = true;
    window.okno.loading(part);
    try {
      await Promise.all(FILES[part].map(start));
    } catch (error) {
      console.error(error);
      isThere = false;
    }
    getSharedImports().__wasm_split.__indirect_function_table.get(callback)(data, isThere);
  };
}
