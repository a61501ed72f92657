// Reads a pack of WebAssembly files while it arrives. scripts/pack.mjs writes it.

/** Milliseconds without a byte after which a pack counts as cut: its files are then fetched by themselves. */
const SILENCE = 15_000;

/**
 * Answers with the files of a pack, as if each had been fetched by itself. A pack that is cut leaves the last ones incomplete:
 * reading them fails.
 *
 * @param {string} address
 * @param {number} count
 * @returns {{ answers: Promise<Response>[], end: Promise<void> }}
 */
export function unpack(address, count) {
  const outlets = [];
  const limit = new AbortController();
  const asked = fetch(address, { priority: "low", signal: limit.signal });
  const streams = Array.from({ length: count }, () => new ReadableStream({ start: (outlet) => outlets.push(outlet) }));
  const answers = streams.map(async (stream) => {
    const answer = await asked;
    return answer.ok ? new Response(stream, { headers: { "Content-Type": "application/wasm" } }) : answer;
  });
  return { answers, end: pour(asked, outlets, limit) };
}

async function pour(asked, outlets, limit) {
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => limit.abort(), SILENCE);
  };
  heard();
  const head = new Uint8Array(4 * outlets.length);
  const lengths = new Uint32Array(head.buffer);
  let headBytes = 0;
  let at = 0;
  try {
    const answer = await asked;
    if (!answer.ok) throw answer;
    const reader = answer.body.getReader();
    // Until the end of the stream, not only of the last file: the browser caches only what was read to its end.
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      heard();
      const more = value.subarray(0, head.length - headBytes);
      head.set(more, headBytes);
      headBytes += more.length;
      let rest = value.subarray(more.length);
      while (rest.length > 0 && at < outlets.length) {
        const piece = rest.subarray(0, lengths[at]);
        outlets[at].enqueue(piece);
        lengths[at] -= piece.length;
        if (lengths[at] === 0) outlets[at++].close();
        rest = rest.subarray(piece.length);
      }
    }
    if (at < outlets.length) throw new Error("a pack is cut");
  } catch (error) {
    for (const outlet of outlets.slice(at)) outlet.error(error);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
