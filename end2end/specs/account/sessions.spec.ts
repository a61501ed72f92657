// «Где вы вошли»: the citizen sees every session of theirs and ends those left elsewhere.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { ANSWER_LOST } from "../../fixtures/cuts.ts";
import { otherDevice } from "../../fixtures/drafts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { signOut } from "../../fixtures/menu.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { dialog, hasSession, heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const rows = (page: Page) => page.getByRole("main").getByRole("listitem").filter({ hasText: "Вход: " });
const end = (page: Page) => page.getByRole("button", { name: /^Завершить сеанс/ });

test("a session that was left elsewhere is seen and ended, and that browser asks to sign in", async ({ signedIn: page, browser, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  const library = await otherDevice(browser, await Citizen.signIn(server, ANNA), server.origin);
  const there = await library.newPage();
  await there.goto("/applications");
  await expect(heading(there)).toHaveText("Мои заявки");
  await page.goto("/account");
  await expectScreen(page, "Мой аккаунт");
  await expect(page.getByRole("heading", { name: "Где вы вошли" })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("Вы здесь сейчас");
  await expect(rows(page).first().getByRole("button")).toHaveCount(0);
  await expect(rows(page).last()).toContainText("Последнее действие: ");
  await expectAccessible(page, "где вы вошли");
  await end(page).focus();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await expectFocus(page, "heading", "Где вы вошли");
  await there.reload();
  await expect(heading(there)).toHaveText("Вход");
  expect(await hasSession(page, server)).toBe(true);
  expect((await anna.json<{ sessions: unknown[] }>("GET", "/sessions")).sessions).toHaveLength(1);
  await library.close();
});

test("all others are ended at once", async ({ signedIn: page, server }) => {
  for (let device = 0; device < 3; device += 1) await Citizen.signIn(server, ANNA);
  await page.goto("/account");
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Завершить все, кроме этого" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Завершить все, кроме этого" })).toHaveCount(0);
  expect(await hasSession(page, server)).toBe(true);
});

test("what cannot be ended says so and stays; what has ended by itself just goes", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/DELETE .*sessions/, 503, 404);
  const elsewhere = await Citizen.signIn(server, ANNA);
  await page.goto("/account");
  await expect(rows(page)).toHaveCount(2);
  await server.doors.fault({ match: "DELETE /api/v1/sessions/", kind: "status", status: 503 });
  await end(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "Сеанс не завершён" })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await elsewhere.call("DELETE", "/session", undefined, {});
  await end(page).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole("alert").filter({ hasText: "Сеанс не завершён" })).toHaveCount(0);
});

test("a lost answer: the list is read again, and shows that the session has ended", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/sessions/, "cut");
  await Citizen.signIn(server, ANNA);
  await page.goto("/account");
  await expect(rows(page)).toHaveCount(2);
  await server.doors.fault({ match: "DELETE /api/v1/sessions/", times: 999, ...ANSWER_LOST });
  await server.doors.fault({ match: "GET /api/v1/sessions", times: 999, kind: "cut" });
  await end(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "Не знаем, дошло ли изменение" })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Сеанс не завершён");
  await expectAccessible(page, "не знаем, завершён ли сеанс");
  await server.doors.noFaults();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator("#announcer")).toHaveText("Сеанс завершён");
  await expectFocus(page, "heading", "Где вы вошли");
});

test("signing out is said to who does not see it", async ({ signedIn: page }) => {
  await page.goto("/account");
  await signOut(page);
  await expect(page.locator("#announcer")).toHaveText("Вы вышли.");
});

test("the session that this browser has ends in all its tabs when it is ended elsewhere", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await page.goto("/applications");
  await expect(heading(page)).toHaveText("Мои заявки");
  const elsewhere = await Citizen.signIn(server, ANNA);
  await elsewhere.call("DELETE", "/sessions", undefined, {});
  await expect(dialog(page)).toBeVisible();
});
