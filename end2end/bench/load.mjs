// How long a citizen on a weak phone and a slow network waits, with nothing in the cache:
//
// load.home.shell_ms        until the heading of the static shell is painted
// load.home.interactive_ms  until the app runs and follows a pressed link
// load.form.interactive_ms  until a step of a draft, opened by its address, takes typed letters
//
// CPU slowed 4 times; 150 ms round trip, 1.6 Mbit/s down, 0.75 Mbit/s up, as Lighthouse's «slow 4G». Medians of 9.

import { figure, launch, median, post, serve, signIn } from "./browser.mjs";

const RUNS = Number(process.env.RUNS ?? 9);
const KBIT = 1024 / 8;

async function slowPage(browser, cookie) {
  const context = await browser.newContext({ locale: "ru-RU", viewport: { width: 360, height: 800 } });
  if (cookie) await context.addCookies([cookie]);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6 * 1024 * KBIT,
    uploadThroughput: 0.75 * 1024 * KBIT,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return page;
}

async function home(browser, origin) {
  const page = await slowPage(browser);
  // Presses a service until the app follows the link; a full load of another page does not count.
  await page.addInitScript(() => {
    if (location.pathname !== "/") return;
    const press = () => {
      if (location.pathname !== "/") {
        window.oknoInteractive = performance.now();
        return;
      }
      if (document.getElementById("announcer")) document.querySelector("main .card__link")?.click();
      setTimeout(press, 10);
    };
    press();
  });
  await page.goto(origin, { waitUntil: "commit" });
  await page.waitForFunction(() => window.oknoInteractive, undefined, { timeout: 60_000, polling: 100 });
  const times = await page.evaluate(() => ({
    shell: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    interactive: window.oknoInteractive,
  }));
  await page.context().close();
  return times;
}

async function form(browser, origin, cookie, draft) {
  const page = await slowPage(browser, cookie);
  await page.addInitScript(() => {
    const type = () => {
      const input = document.querySelector("main form input[type=text]");
      if (input && !input.disabled) {
        input.focus();
        window.oknoInteractive = performance.now();
        return;
      }
      setTimeout(type, 10);
    };
    type();
  });
  await page.goto(`${origin}/drafts/${draft}/personal`, { waitUntil: "commit" });
  await page.waitForFunction(() => window.oknoInteractive, undefined, { timeout: 60_000, polling: 100 });
  // The time counts only if the input takes letters and the app saves them.
  await page.keyboard.insertText("Петрова");
  await page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok(), { timeout: 30_000 });
  const time = await page.evaluate(() => window.oknoInteractive);
  await page.context().close();
  return time;
}

const server = await serve();
const browser = await launch();
try {
  const { cookie, headers } = await signIn(server.origin);
  const shell = [];
  const interactive = [];
  const typing = [];
  for (let run = 0; run < RUNS; run += 1) {
    const times = await home(browser, server.origin);
    shell.push(times.shell);
    interactive.push(times.interactive);
    const { id } = await (await post(`${server.origin}/api/v1/drafts`, { service: "mse_application" }, headers)).json();
    typing.push(await form(browser, server.origin, cookie, id));
  }
  figure("load.home.shell_ms", median(shell), "ms");
  figure("load.home.interactive_ms", median(interactive), "ms");
  figure("load.form.interactive_ms", median(typing), "ms");
} finally {
  await browser.close();
  await server.stop();
}
