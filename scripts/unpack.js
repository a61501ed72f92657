// Reads a pack of WebAssembly files while it arrives. scripts/pack.mjs writes it.

/**
 * Answers with the files of a pack, as if each had been fetched by itself. A pack that is cut leaves the last ones incomplete:
 * reading them fails.
 *
 * @param {Promise<Response>} asked
 * @param {number} count
 * @returns {{ answers: Promise<Response>[], end: Promise<void> }}
 */
export function unpack(asked, count) {
  const outlets = [];
  const streams = Array.from({ length: count }, () => new ReadableStream({ start: (outlet) => outlets.push(outlet) }));
  const answers = streams.map(async (stream) => {
    const answer = await asked;
    return answer.ok ? new Response(stream, { headers: { "Content-Type": "application/wasm" } }) : answer;
  });
  return { answers, end: pour(asked, outlets) };
}

async function pour(asked, outlets) {
  const answer = await asked;
  if (!answer.ok) throw answer;
  const reader = answer.body.getReader();
  const head = new Uint8Array(4 * outlets.length);
  const lengths = new Uint32Array(head.buffer);
  let headBytes = 0;
  let at = 0;
  try {
    // Until the end of the stream, not only of the last file: the browser caches only what was read to its end.
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
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
  }
}
