// The browser keeps a page for «Назад» (bfcache) and shows it again as it was. If the session ended meanwhile, the person at
// the computer must not see it.

import { type Page } from "@playwright/test";
import { KEEPS_ASIDE, away } from "../../fixtures/aside.ts";
import { OFTEN } from "../../fixtures/cuts.ts";
import { email } from "../../fixtures/drafts.ts";
import { expectGone, expectSeen } from "../../fixtures/secrets.ts";
import { dialog, heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const EMAIL = "anna@example.ru";

test.use({ launchOptions: KEEPS_ASIDE });

const body = (page: Page) => page.locator("body");

test.beforeEach(async ({ signedIn: page, anna }) => {
  const { id } = await anna.readyDraft();
  await page.goto(`/drafts/${id}/contacts`);
  await expectSeen(page, [EMAIL]);
});

test("a restored page shows nothing after a sign-out in another tab", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401, "cut");
  await away(page, server.origin, async () => {
    await page.request.delete(`${server.origin}/api/v1/session`);
    await server.doors.fault({ match: "GET /api/v1/session", kind: "delay", ms: 1_500, times: 1 });
  });
  await expect(body(page)).toHaveCSS("opacity", "0");
  await expectGone(page, [EMAIL, "Выйти"]);
  await expect(body(page)).toHaveCSS("opacity", "1");
  await expect(dialog(page)).toBeVisible();
});

test("with nobody signed out everything is there, typed text too", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, "cut");
  await email(page).fill("typed@okno.example");
  await away(page, server.origin, async () => {});
  await expect(body(page)).toHaveCSS("opacity", "1");
  await expect(email(page)).toHaveValue("typed@okno.example");
  await expect(page.getByText(/^Сохранено в/)).toBeVisible();
});

test("without the server the page says «Нет связи», and returns once the server answers", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 503, "cut");
  await away(page, server.origin, () => server.doors.fault({ match: "GET /api/v1/session", kind: "status", status: 503, times: OFTEN }));
  await expect(heading(page)).toHaveText("Нет связи");
  await expectGone(page, [EMAIL]);
  await server.doors.noFaults();
  await expect(email(page)).toHaveValue(EMAIL);
});

test("with the server silent the page is not blank, and returns once the server answers", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, "cut");
  await away(page, server.origin, () => server.doors.fault({ match: "GET /api/v1/session", kind: "delay", ms: 5_000, times: OFTEN }));
  await expect(page.getByRole("main").getByText("Загружаем")).toBeVisible();
  await expectGone(page, [EMAIL]);
  await server.doors.noFaults();
  await expect(email(page)).toHaveValue(EMAIL);
});
