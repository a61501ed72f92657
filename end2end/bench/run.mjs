// Runs the named measurements (`make bench ARGS="load"`) or all but Lighthouse, one after the other. Prints `FIGURE name value unit`.

import { spawnSync } from "node:child_process";
import path from "node:path";

const known = ["load", "form", "live", "calendar", "booking"];
/** Measurements for which a tool is installed first; only when they are named. */
const named = ["lighthouse"];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => ![...known, ...named].includes(name));
if (unknown.length > 0) {
  console.error(`No such measurement: ${unknown.join(", ")}. There are: ${[...known, ...named].join(", ")}.`);
  process.exit(1);
}
const setup = path.resolve(import.meta.dirname, "../../scripts/setup.sh");
for (const name of asked.length > 0 ? asked : known) {
  if (name === "lighthouse") {
    const { status, stdout } = spawnSync(setup, [name], { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
    if (status !== 0) process.exit(status ?? 1);
    process.env.OKNO_LIGHTHOUSE = stdout.trim().split("\n").at(-1);
  }
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, `${name}.mjs`)], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
