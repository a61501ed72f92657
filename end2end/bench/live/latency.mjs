// Time from the office's change in the server's journal to its appearance on the page, both by this machine's clock: ours, and a React
// page with the browser's own EventSource (peer.mjs). In blocks that alternate A B B A:
//
// live.latency_ms            p50 and p95
// live.latency_native_ms     the same for the peer
// live.latency.ratio_to_native_eventsource   ours divided by theirs, of the p95; the run fails above 1.1

import path from "node:path";
import { apply } from "../apply.mjs";
import { bundle } from "../bundle.mjs";
import { figure, launch, post, quantile, serve, signIn } from "../browser.mjs";

const LIMIT = 1.1;
const ROUNDS = Number(process.env.ROUNDS ?? 5);
/** Applications in a block; each is moved twice. */
const BLOCK = 6;
const MOVES = [
  ["take", "На проверке"],
  ["approve", "Одобрено"],
];

export async function latency() {
  const server = await serve();
  const browser = await launch();
  try {
    const { cookie, headers } = await signIn(server.origin);
    const context = await browser.newContext({ locale: "ru-RU", viewport: { width: 360, height: 800 } });
    await context.addCookies([cookie]);
    const page = await context.newPage();
    await page.addInitScript(noteStatuses);
    const block = async (open) => {
      const waits = [];
      for (let nth = 0; nth < BLOCK; nth += 1) {
        const application = await apply(server.origin, headers);
        await open(page, server.origin, application);
        for (const [action, status] of MOVES) {
          const { at } = await (await post(`${server.origin}/_test/bureau`, { application, action })).json();
          const shown = await page.waitForFunction((text) => window.oknoStatuses[text], status);
          waits.push((await shown.jsonValue()) - Date.parse(at));
        }
      }
      return waits;
    };
    for (const open of [ours, native]) await block(open);
    const waits = { ours: [], native: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const open of [ours, native, native, ours]) waits[open.name].push(...(await block(open)));
    }
    for (const [of, share] of [["p50", 0.5], ["p95", 0.95]]) {
      figure(`live.latency_ms.${of}`, quantile(waits.ours, share), "ms", 1);
      figure(`live.latency_native_ms.${of}`, quantile(waits.native, share), "ms", 1);
    }
    const ratio = quantile(waits.ours, 0.95) / quantile(waits.native, 0.95);
    figure("live.latency.ratio_to_native_eventsource", ratio, "", 2);
    if (!(ratio <= LIMIT)) {
      console.error(`A change takes more than ${LIMIT} of the time of a React page with the browser's own EventSource.`);
      process.exitCode = 1;
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function ours(page, origin, application) {
  const stream = page.waitForResponse((answer) => answer.url().endsWith("/events"));
  await page.goto(`${origin}/applications/${application}`);
  await stream;
  await page.locator("main .tag", { hasText: "Принято" }).waitFor();
}

async function native(page, origin, application) {
  // Any address of this origin without scripts of its own.
  await page.goto(`${origin}/config.json`);
  await page.evaluate(await peer);
  await page.evaluate((id) => window.openPeer(id), application);
  await page.locator("main .tag", { hasText: "Принято" }).waitFor();
}

const peer = bundle(path.join(import.meta.dirname, "peer.mjs"));

/** Records when each status first appears on the page, in ms since 1970. Runs in the page. */
function noteStatuses() {
  window.oknoStatuses = {};
  const note = () => {
    const status = document.querySelector("main .tag")?.textContent;
    if (status) window.oknoStatuses[status] ??= performance.timeOrigin + performance.now();
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
}
