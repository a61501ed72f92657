// The whole app shares one banner «Связь потеряна»: it appears after five seconds without an answer, and any answer removes it.

import { banner, listen } from "../../fixtures/cuts.ts";
import { email, onServer } from "../../fixtures/drafts.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

test("the banner goes once the server answers, also on a page opened offline", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await anna.readyDraft();
  await page.goto("/");
  await page.goto(`/drafts/${id}/contacts`);
  await email(page).fill("b9@example.ru");
  await onServer(anna, id, "email").toBe("b9@example.ru");
  await server.stop("SIGKILL");
  await email(page).fill("b9.again@example.ru");
  await expect(banner(page)).toBeVisible({ timeout: 12_000 });
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await expect(heading(page)).toHaveText("Государственные услуги");
  await expect(banner(page)).toBeVisible();
  const said = await listen(page);
  await server.start();
  // Nobody presses anything meanwhile.
  await expect(banner(page)).toHaveCount(0, { timeout: 35_000 });
  expect(await said()).toContain("Связь восстановлена.");
});

test("a single broken answer shows no banner", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, "cut");
  const { id } = await anna.readyDraft();
  await page.goto(`/drafts/${id}/contacts`);
  await expect(email(page)).toHaveValue("anna@example.ru");
  const said = await listen(page);
  await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "cut", times: 4 });
  await email(page).fill("one.cut@example.ru");
  await onServer(anna, id, "email").toBe("one.cut@example.ru");
  await page.waitForTimeout(5_500);
  await expect(banner(page)).toHaveCount(0);
  expect((await said()).filter((text) => text.includes("Связь"))).toEqual([]);
});

test("the banner appears five seconds after the browser goes offline, not at once", async ({ page, context, watchdog }) => {
  watchdog.expectCuts();
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await context.setOffline(true);
  await page.waitForTimeout(2_000);
  await expect(banner(page)).toHaveCount(0);
  await expect(banner(page)).toBeVisible({ timeout: 6_000 });
  await context.setOffline(false);
  await expect(banner(page)).toHaveCount(0);
});

for (const status of [425, 429, 502] as const) {
  test(`answers are saved after the gateway said ${status}`, async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/PUT .*drafts/, status);
    const { id } = await anna.readyDraft();
    await page.goto(`/drafts/${id}/contacts`);
    await expect(email(page)).toHaveValue("anna@example.ru");
    await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "status", status, times: 2 });
    await email(page).fill("later@example.ru");
    await expect(page.getByText("Не сохранено: сервер не отвечает")).toBeVisible();
    await onServer(anna, id, "email").toBe("later@example.ru");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
  });
}
