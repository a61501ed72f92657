// Loads the parts of the app (docs/ARCHITECTURE.md, «Parts»). scripts/parts.mjs writes the code around this.
//
// A part needs up to twenty small modules that it shares with others. One file a module would be a request each, and brotli
// compresses them better together, so a file of SHARED holds several, one after the other.

/** What was started, by a name. A failure is not kept, so the next call tries again. */
const started = new Map();

function once(name, start) {
  if (!started.has(name)) {
    const promise = start();
    started.set(name, promise);
    promise.catch(() => started.delete(name));
  }
  return started.get(name);
}

/** Fetches a file, unless scripts/early.js has. */
async function get(name, cache) {
  const { files } = window.okno;
  const early = cache ? undefined : files[name];
  delete files[name];
  const answer = await (early ?? fetch(new URL(name, import.meta.url), { cache }));
  // A release that was replaced never comes back: reloads (scripts/boot.js).
  if (answer.status === 404) window.okno?.outdated();
  if (!answer.ok) throw new Error(`WebAssembly: HTTP status code is not ok: ${answer.status} (${name})`);
  return answer;
}

async function bytesOf(name, cache) {
  return (await get(name, cache)).arrayBuffer();
}

/** Compiles the module of a part. The browser's cache may hold a cut copy for ever, and a server may send the wrong media type. */
async function compiled(name) {
  const answer = await get(name);
  try {
    return await WebAssembly.compileStreaming(answer);
  } catch {
    return WebAssembly.compile(await bytesOf(name, "reload"));
  }
}

/** Instantiates the modules of a shared file. Each is instantiated once, also if several files hold it. */
async function share(file) {
  const name = `${file}.bin`;
  const instantiate = (bytes) => {
    let end = 0;
    return Promise.all(
      SHARED[file].map(([id, length]) => {
        const start = end;
        end += length;
        return once(id, async () => WebAssembly.instantiate(bytes.slice(start, end), getSharedImports()));
      }),
    );
  };
  const bytes = await once(name, () => bytesOf(name));
  try {
    await instantiate(bytes);
  } catch {
    started.delete(name);
    await instantiate(await bytesOf(name, "reload"));
  }
}

async function bring(part) {
  const module = once(`${part}.wasm`, () => compiled(`split_${part}.wasm`));
  await Promise.all([module, ...FILES[part].map(share)]);
  return once(part, async () => WebAssembly.instantiate(await module, getSharedImports()));
}

/** The function that wasm calls to load a part; calls back with 1 or 0. */
function load(part) {
  return async (callback, data) => {
    let isThere = true;
    try {
      await bring(part);
    } catch (error) {
      console.error(error);
      isThere = false;
    }
    getSharedImports().__wasm_split.__indirect_function_table.get(callback)(data, isThere);
  };
}
