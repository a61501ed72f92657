// Time from the bureau's change in the server's journal to its appearance on the citizen's page: sse.status_to_dom_ms, p50
// and p95 of 200 changes, one after the other. Both times are of this machine's clock. Before that the server alone, with 2,000 open
// streams (crates/server/examples/live_streams.rs).

import { spawnSync } from "node:child_process";

import { apply } from "./apply.mjs";
import { figure, launch, post, quantile, serve, signIn } from "./browser.mjs";

const CHANGES = Number(process.env.CHANGES ?? 200);
const MOVES = [
  ["take", "На проверке"],
  ["approve", "Одобрено"],
];

const streams = ["run", "--locked", "--quiet", "--profile", "server", "-p", "server", "--example", "live_streams"];
const { status } = spawnSync("cargo", streams, { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

const server = await serve();
const browser = await launch();
try {
  const { cookie, headers } = await signIn(server.origin);
  const context = await browser.newContext({ locale: "ru-RU", viewport: { width: 360, height: 800 } });
  await context.addCookies([cookie]);
  const page = await context.newPage();
  await page.addInitScript(noteStatuses);
  const waits = [];
  while (waits.length < CHANGES) {
    const application = await apply(server.origin, headers);
    const stream = page.waitForResponse((answer) => answer.url().endsWith("/events"));
    await page.goto(`${server.origin}/applications/${application}`);
    await stream;
    await page.locator("main .tag", { hasText: "Принято" }).waitFor();
    for (const [action, status] of MOVES) {
      const moved = await post(`${server.origin}/_test/bureau`, { application, action });
      const { at } = await moved.json();
      const shown = await page.waitForFunction((text) => window.oknoStatuses[text], status);
      waits.push((await shown.jsonValue()) - Date.parse(at));
    }
  }
  figure("sse.status_to_dom_ms.p50", quantile(waits, 0.5), "ms");
  figure("sse.status_to_dom_ms.p95", quantile(waits, 0.95), "ms");
} finally {
  await browser.close();
  await server.stop();
}

/** Records when each status first appears on the page, in ms since 1970. Runs in the page. */
function noteStatuses() {
  window.oknoStatuses = {};
  const note = () => {
    const status = document.querySelector("main .tag")?.textContent;
    if (status) window.oknoStatuses[status] ??= performance.timeOrigin + performance.now();
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
}
