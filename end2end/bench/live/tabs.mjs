// live.connections_with_8_tabs   streams that are open while eight tabs show an application; the run fails unless it is 1
// live.takeover_ms               from the end of the tab that holds the stream (closed; frozen) to the stream of another tab, the
//                                longest of all; the run fails above 5,000

import { apply } from "../apply.mjs";
import { figure, launch, serve, signIn } from "../browser.mjs";

const TABS = 8;
const LIMIT_MS = 5_000;
const TIMES = 3;
/** A tab is frozen for so long, ms. */
const FROZEN_MS = 8_000;
/** The other tabs have opened their streams, or know that they need none. */
const SETTLED_MS = 1_500;

export async function tabs() {
  const server = await serve();
  const browser = await launch();
  try {
    const { cookie, headers } = await signIn(server.origin);
    const application = await apply(server.origin, headers);
    const context = await browser.newContext({ locale: "ru-RU", viewport: { width: 360, height: 800 } });
    await context.addCookies([cookie]);
    const streams = follow(context);
    const open = async () => {
      const page = await context.newPage();
      await page.goto(`${server.origin}/applications/${application}`);
      await page.locator("main .tag", { hasText: "Принято" }).waitFor();
    };
    for (let tab = 0; tab < TABS; tab += 1) await open();
    await settled();
    const connections = streams.size;
    figure("live.connections_with_8_tabs", connections, "streams");
    const waits = [];
    for (let time = 0; time < TIMES; time += 1) {
      waits.push(await takeover(context, streams, (holder) => void holder.close()));
      await open();
      await settled();
      waits.push(await takeover(context, streams, (holder) => void holder.evaluate(freeze, FROZEN_MS).catch(() => {})));
      await new Promise((thawed) => setTimeout(thawed, FROZEN_MS));
      await settled();
    }
    figure("live.takeover_ms", Math.max(...waits), "ms");
    if (connections !== 1 || Math.max(...waits) > LIMIT_MS) {
      console.error(`Eight tabs have one connection, and another tab takes over within ${LIMIT_MS} ms.`);
      process.exitCode = 1;
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

const settled = () => new Promise((done) => setTimeout(done, SETTLED_MS));

/** The streams of a browser that are open, by their requests. */
function follow(context) {
  const open = new Map();
  context.on("request", (request) => {
    if (request.url().endsWith("/api/v1/events")) open.set(request, request.frame().page());
  });
  for (const end of ["requestfailed", "requestfinished"]) context.on(end, (request) => open.delete(request));
  return open;
}

/** Ends the tab that holds the stream. Returns the milliseconds until another tab asks for it. */
async function takeover(context, streams, end) {
  const [[request, holder]] = streams;
  const next = context.waitForEvent("request", (request) => request.url().endsWith("/api/v1/events"));
  const began = performance.now();
  end(holder);
  await next;
  const took = performance.now() - began;
  if (holder.isClosed()) streams.delete(request);
  return took;
}

/** Runs in the page. */
function freeze(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
