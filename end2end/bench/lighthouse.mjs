// Lighthouse as on a phone (simulated slow 4G, CPU slowed 4 times), with nothing in the cache; for the form and the case somebody is
// signed in. Medians of RUNS (5).
//
// lighthouse.….score     performance, 0 to 100
// lighthouse.….lcp_ms    until the largest content is painted
// lighthouse.….tbt_ms    for how long the main thread was blocked
// lighthouse.….cls       how much the layout has shifted
//
// Not part of `make bench` alone: Lighthouse is installed for it (scripts/setup.sh lighthouse).

import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { apply } from "./apply.mjs";
import { figure, freePort, launch, median, post, serve, signIn } from "./browser.mjs";

const RUNS = Number(process.env.RUNS ?? 5);
const AUDITS = { lcp_ms: ["largest-contentful-paint", 0], tbt_ms: ["total-blocking-time", 0], cls: ["cumulative-layout-shift", 3] };

const from = createRequire(path.join(process.env.OKNO_LIGHTHOUSE, "package.json"));
const { default: lighthouse } = await import(pathToFileURL(from.resolve("lighthouse")));

async function measure(address, headers) {
  const port = await freePort();
  const browser = await launch([`--remote-debugging-port=${port}`]);
  try {
    const { lhr } = await lighthouse(address, { port, logLevel: "error", onlyCategories: ["performance"], extraHeaders: headers });
    const audited = Object.entries(AUDITS).map(([name, [id]]) => [name, lhr.audits[id].numericValue]);
    return { score: lhr.categories.performance.score * 100, ...Object.fromEntries(audited) };
  } finally {
    await browser.close();
  }
}

const server = await serve();
try {
  const { headers } = await signIn(server.origin);
  const application = await apply(server.origin, headers);
  const { id } = await (await post(`${server.origin}/api/v1/drafts`, { service: "mse_application" }, headers)).json();
  const pages = {
    home: ["/"],
    sign_in: ["/sign-in"],
    service: ["/services/mse_application"],
    form: [`/drafts/${id}/personal`, headers],
    case: [`/applications/${application}`, headers],
  };
  for (const [name, [address, headers]] of Object.entries(pages)) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await measure(server.origin + address, headers));
    const say = (key, unit, digits) => figure(`lighthouse.${name}.${key}`, median(runs.map((run) => run[key])), unit, digits);
    say("score", "of 100", 0);
    for (const [key, [, digits]] of Object.entries(AUDITS)) say(key, key.endsWith("_ms") ? "ms" : "", digits);
  }
} finally {
  await server.stop();
}
