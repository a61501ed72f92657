// Runs the named measurements (`make bench ARGS="load"`) or all, one after the other. Prints `FIGURE name value unit`.

import { spawnSync } from "node:child_process";
import path from "node:path";

const known = ["load", "form", "live", "calendar", "booking"];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No such measurement: ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
  process.exit(1);
}
for (const name of asked.length > 0 ? asked : known) {
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, `${name}.mjs`)], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
