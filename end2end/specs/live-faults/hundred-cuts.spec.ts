// A hundred cuts of every kind while the office works: every change is shown once, in its order, and none is missing.
// `make bench ARGS=live` prints the two counts.

import type { Page } from "@playwright/test";
import type { Citizen, Summary } from "../../fixtures/citizen.ts";
import type { TcpProxy } from "../../fixtures/proxy.ts";
import { Seeded } from "../../fixtures/seeded.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/test.ts";
import { hide, show } from "../../fixtures/visibility.ts";

const CUTS = 100;
/** Milliseconds until a page knows of the end of a silent connection, and of those that the browser has kept beside it. */
const LONGEST = 120_000;
const CASES = CUTS / 2;
const MOVES = [
  { action: "check", status: "На проверке" },
  { action: "approve", status: "Одобрено" },
] as const;

interface Scene {
  page: Page;
  server: Server;
  network: TcpProxy;
}

interface Cut {
  /** Of a hundred cuts, so many are of this kind. */
  share: number;
  begin(scene: Scene): Promise<void> | void;
  end(scene: Scene): Promise<void> | void;
}

const STREAM = "GET /api/v1/events";
const LIST = "GET /api/v1/applications";

/** A failing answer to the next request for the stream, which a reset brings about. */
const answering = (share: number, fault: { kind: "status"; status: number; retry_after?: number } | { kind: "page" }): Cut => ({
  share,
  begin: async ({ server, network }) => {
    await server.doors.fault({ match: STREAM, ...fault });
    network.cut();
    network.restore();
  },
  end: () => {},
});

const CUT: Record<string, Cut> = {
  reset: { share: 31, begin: ({ network }) => network.cut(), end: ({ network }) => network.restore() },
  "bad gateway": answering(10, { kind: "status", status: 502 }),
  "busy server": answering(5, { kind: "status", status: 503, retry_after: 1 }),
  "page of a proxy": answering(8, { kind: "page" }),
  "cut within an event": {
    share: 10,
    begin: async ({ server, network }) => {
      await server.doors.fault({ match: STREAM, kind: "cut_after_bytes", bytes: 90 });
      network.cut();
      network.restore();
    },
    end: () => {},
  },
  "end of the stream, and of the server": {
    share: 5,
    begin: ({ server }) => server.restart(),
    end: () => {},
  },
  "black hole": { share: 1, begin: ({ network }) => network.blackHole(), end: ({ network }) => network.restore() },
  offline: {
    share: 10,
    begin: async ({ page, network }) => {
      await page.context().setOffline(true);
      network.cut();
    },
    end: async ({ page, network }) => {
      network.restore();
      await page.context().setOffline(false);
    },
  },
  "hidden tab": { share: 10, begin: ({ page }) => hide(page), end: ({ page }) => show(page) },
  "list that fails": {
    share: 5,
    begin: async ({ server, network }) => {
      await server.doors.fault({ match: LIST, kind: "status", status: 500, times: 2 });
      network.cut();
      network.restore();
    },
    end: () => {},
  },
  "late list": {
    share: 5,
    begin: ({ server }) => server.doors.fault({ match: LIST, kind: "delay", ms: 700 }),
    end: () => {},
  },
};

/** All cuts in an order that a seed decides. */
function order(random: Seeded): string[] {
  const all = Object.entries(CUT).flatMap(([kind, { share }]) => Array<string>(share).fill(kind));
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = random.between(0, last);
    [all[last], all[other]] = [all[other] as string, all[last] as string];
  }
  return all;
}

/** Records, in the page, every status that a case shows. */
async function record(page: Page): Promise<() => Promise<Record<string, string[]>>> {
  await page.evaluate(() => {
    const shown: Record<string, string[]> = {};
    Object.assign(window, { oknoShown: shown });
    const look = () => {
      for (const row of document.querySelectorAll("tbody tr")) {
        const number = row.querySelector("th .table__note")?.textContent ?? "";
        const status = row.querySelector("td .tag")?.textContent ?? "";
        const before = (shown[number] ??= []);
        if (before.at(-1) !== status) before.push(status);
      }
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { oknoShown: Record<string, string[]> }).oknoShown);
}

async function sent(anna: Citizen): Promise<Summary[]> {
  const cases = [];
  for (let n = 0; n < CASES; n += 1) cases.push(await anna.application());
  return cases;
}

test("a hundred cuts of every kind lose no change and show none twice", async ({ signedIn: page, anna, server, network, watchdog }) => {
  test.setTimeout(600_000);
  watchdog.expectCuts();
  watchdog.expect(/\/api\/v1\/events$/, 502, 503);
  watchdog.expect(/\/api\/v1\/applications$/, 500);
  const cases = await sent(anna);
  await anna.enter(page.context(), network.origin);
  await page.goto(`${network.origin}/applications`);
  const row = (number: string) => page.getByRole("row").filter({ hasText: number });
  await expect(page.getByRole("row")).toHaveCount(CASES + 1);
  const recorded = await record(page);
  const scene = { page, server, network };
  for (const [nth, kind] of order(new Seeded(2_026)).entries()) {
    const { action, status } = MOVES[nth % MOVES.length] as (typeof MOVES)[number];
    const { id, number } = cases[Math.floor(nth / MOVES.length)] as Summary;
    await test.step(`${nth + 1}: ${kind}`, async () => {
      await CUT[kind]?.begin(scene);
      await server.doors.bureau(id, action);
      await CUT[kind]?.end(scene);
      await expect(row(number), kind).toContainText(status, { timeout: LONGEST });
      await server.doors.noFaults();
    });
  }
  const shown = await recorded();
  const whole = ["Принято", ...MOVES.map(({ status }) => status)];
  const lost = cases.filter(({ number }) => whole.some((status) => !shown[number]?.includes(status))).length;
  const twice = cases.filter(({ number }) => (shown[number] ?? []).length > whole.length).length;
  if (process.env["OKNO_FIGURES"]) {
    console.log(`FIGURE live.events.lost ${lost} changes`);
    console.log(`FIGURE live.events.applied_twice ${twice} changes`);
  }
  expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
});
