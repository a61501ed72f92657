// How long a citizen on a weak phone waits for a letter to appear in a form of 60 fields: form.key_to_paint_ms, p50 and
// p95, from the key to the paint of what it changed, for letters and for Tab alike. CPU slowed 4 times; fields of every
// kind that is typed, all on one step, and saving goes on meanwhile as it always does.

import path from "node:path";
import { figure, launch, post, quantile, serve, signIn } from "./browser.mjs";

const FIELDS = 60;
const LETTERS = Number(process.env.LETTERS ?? 6);
/** Milliseconds between keys, as of a fast typist. */
const RHYTHM = 80;
const TYPED = "12345678901234567890";

const server = await serve(["--services", path.resolve(import.meta.dirname, "../fixtures/services")]);
const browser = await launch();
try {
  const { cookie, headers } = await signIn(server.origin);
  const { id } = await (await post(`${server.origin}/api/v1/drafts`, { service: "sixty" }, headers)).json();
  const context = await browser.newContext({ locale: "ru-RU", viewport: { width: 360, height: 800 } });
  await context.addCookies([cookie]);
  const page = await context.newPage();
  await page.addInitScript(notePaints);
  await page.goto(`${server.origin}/drafts/${id}/all`);
  const inputs = page.locator("main form :is(input, textarea)");
  await inputs.first().waitFor();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await inputs.first().focus();
  for (let field = 0; field < FIELDS; field += 1) {
    for (const letter of TYPED.slice(0, LETTERS)) await press(page, letter);
    await press(page, "Tab");
  }
  // Two of the fields appear only once others are answered.
  if ((await inputs.count()) !== FIELDS) throw new Error(`${await inputs.count()} inputs, not ${FIELDS}`);
  const keys = await page.evaluate(() => window.oknoKeys);
  const pressed = FIELDS * (LETTERS + 1);
  if (keys.length !== pressed) throw new Error(`${keys.length} keys were painted, ${pressed} were pressed`);
  // The figures count only if the app really took the letters.
  if ((await inputs.last().inputValue()) !== TYPED.slice(0, LETTERS)) throw new Error("the last field is not filled in");
  figure("form.key_to_paint_ms.p50", quantile(keys, 0.5), "ms");
  figure("form.key_to_paint_ms.p95", quantile(keys, 0.95), "ms");
} finally {
  await browser.close();
  await server.stop();
}

async function press(page, key) {
  await page.keyboard.press(key);
  await page.waitForTimeout(RHYTHM);
}

/** Records, for each key, the milliseconds until its change is painted. Runs in the page. */
function notePaints() {
  window.oknoKeys = [];
  let pressed = 0;
  const untilPainted = () => {
    const since = pressed;
    requestAnimationFrame(() => {
      // A task posted from a frame callback runs once the frame is painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.oknoKeys.push(performance.now() - since);
      port2.postMessage(undefined);
    });
  };
  const onKey = ({ key, timeStamp }) => {
    pressed = timeStamp;
    if (key === "Tab") untilPainted();
  };
  // At keydown the letter is not in the input yet, so letters are measured from the `input` event.
  addEventListener("keydown", onKey, { capture: true });
  addEventListener("input", untilPainted, { capture: true });
}
