// From the moment at which the bureau's decision stands in the server's journal to the moment at which the citizen's
// page shows it: sse.status_to_dom_ms, p50 and p95 of at least 200 changes, one after the other. Both clocks are the
// one of this machine.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { figure, launch, post, quantile, serve, signIn } from "./browser.mjs";

/** Each application is taken up and then approved: two changes. */
const APPLICATIONS = Number(process.env.CHANGES ?? 200) / 2;

const server = await serve();
const browser = await launch();
try {
  const { cookie, headers } = await signIn(server.origin);
  const context = await browser.newContext({ locale: "ru-RU", viewport: { width: 360, height: 800 } });
  await context.addCookies([cookie]);
  const page = await context.newPage();
  const waits = [];
  for (let count = 0; count < APPLICATIONS; count += 1) {
    const id = await apply(headers);
    await page.goto(`${server.origin}/applications/${id}`);
    await page.locator("main .tag").waitFor();
    await live(page);
    for (const action of ["take", "approve"]) {
      const shown = page.evaluate(nextStatus);
      const moved = await post(`${server.origin}/_test/bureau`, { application: id, action });
      const { at } = await moved.json();
      waits.push((await shown) - Date.parse(at));
    }
  }
  figure("sse.status_to_dom_ms.p50", quantile(waits, 0.5), "ms");
  figure("sse.status_to_dom_ms.p95", quantile(waits, 0.95), "ms");
} finally {
  await browser.close();
  await server.stop();
}

/** Waits until the page's stream stands: a change before that would come with the snapshot. */
async function live(page) {
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").length > 0 && window.oknoStream !== false, undefined);
}

/** When, in ms since 1970, the status on the page changes next. Runs in the page. */
function nextStatus() {
  return new Promise((resolve) => {
    const before = document.querySelector("main .tag").textContent;
    const observer = new MutationObserver(() => {
      const now = document.querySelector("main .tag")?.textContent;
      if (!now || now === before) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    });
    observer.observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
  });
}
