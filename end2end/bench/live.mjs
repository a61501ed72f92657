// Live status. Four parts, one after the other:
//
// live/held.mjs      the server alone: how many pages it holds, what they cost, how soon a change reaches them
// live/latency.mjs   from the office's change to the citizen's page, beside a page with the browser's own EventSource
// live/tabs.mjs      connections of eight tabs, and how soon another tab takes over
// specs/live-faults/hundred-cuts.spec.ts   changes lost or shown twice over a hundred cuts

import { spawnSync } from "node:child_process";
import path from "node:path";
import { held } from "./live/held.mjs";
import { latency } from "./live/latency.mjs";
import { tabs } from "./live/tabs.mjs";

await held();
await latency();
await tabs();
const { status } = spawnSync("npx", ["playwright", "test", "specs/live-faults/hundred-cuts.spec.ts"], {
  cwd: path.resolve(import.meta.dirname, ".."),
  env: { ...process.env, OKNO_FIGURES: "1" },
  stdio: "inherit",
});
process.exitCode ||= status ?? 1;
