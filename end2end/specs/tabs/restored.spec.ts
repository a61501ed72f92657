// The browser keeps a page aside for Back and shows it again as it was. What happened to the session meanwhile is not seen
// by whoever sits there now.

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

test("вышли в другой вкладке: вернувшаяся страница ничего не показывает", async ({ signedIn: page, server, watchdog }) => {
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

test("никто не вышел: всё на месте, и набранное тоже", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, "cut");
  await email(page).fill("typed@okno.example");
  await away(page, server.origin, async () => {});
  await expect(body(page)).toHaveCSS("opacity", "1");
  await expect(email(page)).toHaveValue("typed@okno.example");
  await expect(page.getByText(/^Сохранено в/)).toBeVisible();
});

test("сервера нет: вместо страницы «Нет связи», а с ним она возвращается", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 503, "cut");
  await away(page, server.origin, () => server.doors.fault({ match: "GET /api/v1/session", kind: "status", status: 503, times: OFTEN }));
  await expect(heading(page)).toHaveText("Нет связи");
  await expectGone(page, [EMAIL]);
  await server.doors.noFaults();
  await expect(email(page)).toHaveValue(EMAIL);
});

test("сервер молчит: страница не пустая, а когда он ответил, всё на месте", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, "cut");
  await away(page, server.origin, () => server.doors.fault({ match: "GET /api/v1/session", kind: "delay", ms: 5_000, times: OFTEN }));
  await expect(page.getByRole("main").getByText("Загружаем")).toBeVisible();
  await expectGone(page, [EMAIL]);
  await server.doors.noFaults();
  await expect(email(page)).toHaveValue(EMAIL);
});
