// How long a citizen on a weak phone and a slow network waits:
//
// load.home.shell_ms        until the heading of the static shell is painted
// load.home.interactive_ms  until the app runs and follows a pressed link
// load.form.interactive_ms  until a step of a draft, opened by its address, takes typed letters
// load.case.shown_ms        until an application, opened by its address, shows its state
// load.slots.shown_ms       until the calendar of an institution, opened by its address, shows free days
// load.….warm_ms            the last three again, with the app in the browser's cache
//
// CPU slowed 4 times; 150 ms round trip, 1.6 Mbit/s down, 0.75 Mbit/s up, as Lighthouse's «slow 4G». Nothing in the cache, but for
// `warm`. Medians of 9.

import { apply } from "./apply.mjs";
import { figure, launch, median, post, serve, signIn } from "./browser.mjs";

const RUNS = Number(process.env.RUNS ?? 9);
const KBIT = 1024 / 8;
const INSTITUTION = "sverdlovsk-1";

async function slowPage(browser, cookie) {
  const context = await browser.newContext({ locale: "ru-RU", viewport: { width: 360, height: 800 } });
  if (cookie) await context.addCookies([cookie]);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
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

/**
 * Opens an address with an empty cache, uses the page, and opens it again. Both times in milliseconds, from the navigation until
 * there is an enabled element for `selector`, which gets the focus if it can have it.
 */
async function twice(browser, cookie, address, selector, use = async () => {}) {
  const page = await slowPage(browser, cookie);
  await page.addInitScript((selector) => {
    const look = () => {
      const element = document.querySelector(selector);
      if (element && !element.disabled) {
        element.focus();
        window.oknoFound = performance.now();
      } else setTimeout(look, 10);
    };
    look();
  }, selector);
  const open = async () => {
    await page.goto(address, { waitUntil: "commit" });
    return (await page.waitForFunction(() => window.oknoFound, undefined, { timeout: 60_000, polling: 100 })).jsonValue();
  };
  const cold = await open();
  await use(page);
  const warm = await open();
  await page.context().close();
  return { cold, warm };
}

/** The time counts only if the input takes letters and the app saves them. */
async function type(page) {
  await page.keyboard.insertText("Петрова");
  await page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok(), { timeout: 30_000 });
}

const server = await serve();
const browser = await launch();
try {
  const { cookie, headers } = await signIn(server.origin);
  const application = `/applications/${await apply(server.origin, headers)}`;
  const times = { shell: [], home: [], form: [], case: [], slots: [] };
  for (let run = 0; run < RUNS; run += 1) {
    const { shell, interactive } = await home(browser, server.origin);
    times.shell.push(shell);
    times.home.push(interactive);
    const { id } = await (await post(`${server.origin}/api/v1/drafts`, { service: "mse_application" }, headers)).json();
    const at = (address, selector, use) => twice(browser, cookie, server.origin + address, selector, use);
    times.form.push(await at(`/drafts/${id}/personal`, "main form input[type=text]", type));
    times.case.push(await at(application, "main .tag"));
    times.slots.push(await at(`${application}/booking/${INSTITUTION}`, '.slot-calendar [role="grid"] button[id]'));
  }
  const say = (name, times, key) => figure(name, median(key ? times.map((time) => time[key]) : times), "ms");
  say("load.home.shell_ms", times.shell);
  say("load.home.interactive_ms", times.home);
  say("load.form.interactive_ms", times.form, "cold");
  say("load.form.warm_ms", times.form, "warm");
  say("load.case.shown_ms", times.case, "cold");
  say("load.case.warm_ms", times.case, "warm");
  say("load.slots.shown_ms", times.slots, "cold");
  say("load.slots.warm_ms", times.slots, "warm");
} finally {
  await browser.close();
  await server.stop();
}
