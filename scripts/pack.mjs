// Writes the files of a part once more, as one: a tenth smaller after brotli than the files by themselves, and one request.
// scripts/unpack.js reads a pack while it arrives.

import { promises as fs } from "node:fs";
import path from "node:path";

/** Writes `{part}.pack`: the length of each file in four bytes, the lowest first, and then the files. */
export async function writePack(folder, part, files) {
  const contents = await Promise.all(files.map((file) => fs.readFile(path.join(folder, `${file}.wasm`))));
  const head = Buffer.alloc(4 * files.length);
  for (const [at, { length }] of contents.entries()) head.writeUInt32LE(length, 4 * at);
  await fs.writeFile(path.join(folder, `${part}.pack`), Buffer.concat([head, ...contents]));
}
