// From the moment at which the bureau's change stands in the server's journal to the moment at which the citizen's page
// shows it: sse.status_to_dom_ms, p50 and p95 of 200 changes, one after the other. Both clocks are the one of this
// machine.

import { readFileSync } from "node:fs";
import path from "node:path";
import { figure, launch, post, put, quantile, serve, signIn, upload } from "./browser.mjs";

const CHANGES = Number(process.env.CHANGES ?? 200);
const MOVES = [
  ["take", "На проверке"],
  ["approve", "Одобрено"],
];
const ANSWERS = JSON.parse(readFileSync(path.join(import.meta.dirname, "../fixtures/answers.json"), "utf8"));
const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n");

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

/** Sends an application with everything in it; its id. */
async function apply(origin, headers) {
  const api = `${origin}/api/v1`;
  const draft = await (await post(`${api}/drafts`, { service: "mse_application" }, headers)).json();
  for (const slot of ["identity_scan", "medical"]) await upload(api, headers, draft.id, slot, PDF);
  const saved = await put(`${api}/drafts/${draft.id}`, { answers: ANSWERS }, { ...headers, "if-match": `"${draft.version}"` });
  const { version } = await saved.json();
  const guard = { "if-match": `"${version}"`, "idempotency-key": draft.id };
  const sent = await post(`${api}/drafts/${draft.id}/submit`, {}, { ...headers, ...guard });
  return (await sent.json()).id;
}

/** Notes when, in ms since 1970, each status is first seen on the page. Runs in the page. */
function noteStatuses() {
  window.oknoStatuses = {};
  const note = () => {
    const status = document.querySelector("main .tag")?.textContent;
    if (status) window.oknoStatuses[status] ??= performance.timeOrigin + performance.now();
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
}
