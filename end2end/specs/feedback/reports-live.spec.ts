// What people report of other help desks and live pages, tried here: a page that changes by itself.

import type { Page } from "@playwright/test";
import { caseStatus, journal } from "../../fixtures/journey.ts";
import { message } from "../../fixtures/messages.ts";
import { openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { hide, show } from "../../fixtures/visibility.ts";

const TEXT = "Почему заявка третий день на проверке?";
const ANSWER = "Заявка ждёт справку из больницы.";
const main = (page: Page) => page.getByRole("main");
const away = (page: Page) => main(page).getByRole("heading", { level: 2, name: "Пока вас не было" });

test.describe("a page that changes by itself", () => {
  // tektoncd/dashboard#501
  test("an answer that was written while the connection was lost is there when it is back", async ({ page, anna, context, server, network, watchdog }) => {
    watchdog.expectCuts();
    const { id, number } = await anna.json<{ id: string; number: string }>("POST", "/questions", { category: "other", text: TEXT }, { "idempotency-key": "asked" });
    await anna.enter(context, network.origin);
    await page.goto(`${network.origin}/questions/${id}`);
    await expect(page.getByText("Разбираемся")).toBeVisible();
    network.cut();
    await server.doors.say({ question: number, text: ANSWER });
    await page.waitForTimeout(500);
    network.restore();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(message(page, ANSWER)).toBeVisible({ timeout: 40_000 });
    await expect(page.getByText("Ответили")).toBeVisible();
  });

  // kubestellar/console#7584
  test("an older answer after a newer event does not take a question back to «Разбираемся»", async ({ page, anna, context, server, gate }) => {
    const { id, number } = await anna.json<{ id: string; number: string }>("POST", "/questions", { category: "other", text: TEXT }, { "idempotency-key": "asked" });
    await anna.enter(context, gate.origin);
    await page.goto(`${gate.origin}/questions/${id}`);
    await expect(page.getByText("Разбираемся")).toBeVisible();
    gate.shut(new RegExp(`^GET \\S+/questions/${id} `));
    await server.doors.say({ question: number, text: ANSWER });
    await gate.caught();
    await server.doors.say({ question: number, text: "И ещё: позвоните врачу." });
    gate.open();
    await expect(message(page, "И ещё: позвоните врачу.")).toBeVisible();
    await expect(message(page, ANSWER)).toBeVisible();
    await expect(page.getByText("Ответили")).toBeVisible();
  });

  // FreeFeed/freefeed-react-client#661
  test("paused, an application stays as it is through a look at another tab, and is not seen", async ({ signedIn: page, anna, server }) => {
    const { id } = await anna.application();
    await page.goto(`/applications/${id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    await page.getByRole("button", { name: "Приостановить обновления" }).click();
    await server.doors.bureau(id, "check");
    await expect(page.getByText("Новых изменений: 1.")).toBeVisible();
    await hide(page);
    await page.waitForTimeout(500);
    await show(page);
    await page.waitForTimeout(2_600);
    await expect(caseStatus(page)).toHaveText("Принято");
    await expect(journal(page)).toHaveCount(1);
    const other = await openTab(page, `/applications/${id}`);
    await expect(away(other)).toBeVisible();
  });

  // unacms/UNA#2809
  test("paused, what one has looked at in another tab is not counted as new", async ({ signedIn: page, anna, server }) => {
    const other = await anna.application();
    await server.doors.bureau(other.number, "check");
    // Sent later, so that its page does not ask for what has happened to the other one.
    const open = await anna.application();
    await page.goto(`/applications/${open.id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    await page.getByRole("button", { name: "Приостановить обновления" }).click();
    const tab = await page.context().newPage();
    const told = tab.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/seen"));
    await tab.goto(`/applications/${other.id}`);
    await expect(away(tab)).toBeVisible();
    await (await told).response();
    await page.waitForTimeout(700);
    await expect(page.getByText("Новых изменений")).toHaveCount(0);
  });

  // processone/fluux-messenger#1458
  test("«Пока вас не было» shows the newest five and how many more, and does not change while one reads it", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    await server.doors.bureau(number, "check");
    for (let nth = 1; nth <= 6; nth += 1) {
      await server.doors.ask(number, [{ pointer: "", text: { ru: `Пришлите справку ${nth}.`, en: `Send the paper ${nth}.` } }]);
      const { id: draft } = await anna.json<{ id: string }>("POST", `/applications/${id}/correction`, {});
      await anna.send(await anna.read(draft));
    }
    await page.goto(`/applications/${id}`);
    await expect(away(page)).toBeVisible();
    const list = away(page).locator("+ ol .log__what");
    await expect(list).toHaveCount(5);
    await expect(main(page).getByText(/И ещё \d+/)).toBeVisible();
    const shown = await list.allTextContents();
    await server.doors.bureau(number, "approve");
    await expect(caseStatus(page)).toHaveText("Одобрено");
    await page.waitForTimeout(2_600);
    expect(await list.allTextContents()).toEqual(shown);
    await page.reload();
    await expect(caseStatus(page)).toHaveText("Одобрено");
    await expect(away(page)).toHaveCount(0);
  });

  test("a device two days slow: what has happened is told once, and the page says the server's day", async ({ page, anna, context, server }) => {
    const { id, number } = await anna.application();
    await server.doors.bureau(number, "check");
    await anna.enter(context);
    await page.clock.install({ time: Date.parse(await server.doors.now()) - 2 * 86_400_000 });
    const told = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/seen"));
    await page.goto(`/applications/${id}`);
    await expect(away(page)).toBeVisible();
    await expect(away(page).locator("+ ol")).toContainText("18\u00a0ноября");
    await (await told).response();
    await page.reload();
    await expect(journal(page)).toHaveCount(2);
    await expect(away(page)).toHaveCount(0);
  });
});
