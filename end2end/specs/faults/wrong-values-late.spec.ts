// Answers that come after something newer: what the page shows never goes back, and deleting a draft does not disturb the page
// that the citizen has gone to.

import type { Page } from "@playwright/test";
import { Gate } from "../../fixtures/gate.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { ANNA } from "../../fixtures/people.ts";
import { recordTexts } from "../../fixtures/shown.ts";
import { expect as expectOfVisits, NOW, test as visits, Visitor } from "../../fixtures/slots.ts";
import { heading } from "../../fixtures/tabs.ts";

/** Waits until the page is loaded and its first requests are done. */
const settled = (page: Page) => page.waitForLoadState("load").then(() => page.waitForTimeout(700));

test("«Мои заявки» keeps the newer status when an older list comes late", async ({ signedIn: page, anna, server, gate }) => {
  const { id } = await anna.application();
  await page.goto(`${gate.origin}/applications`);
  const first = page.getByRole("row").last();
  await expect(first).toContainText("Принято");
  await settled(page);
  const texts = await recordTexts(page, "tr:last-child td .tag");
  gate.shut(/^GET \/api\/v1\/applications HTTP/);
  // An event of an unknown application makes the page fetch the list again; that answer is late.
  await anna.application();
  await gate.caught();
  await server.doors.bureau(id, "check");
  await expect(first).toContainText("На проверке");
  gate.open();
  await expect(page.getByRole("row")).toHaveCount(3);
  await settled(page);
  expect(await texts()).toEqual(["Принято", "На проверке"]);
});

test("deleting a draft and pressing «Окно» at once leads home and stays there", async ({ signedIn: page, anna, gate }) => {
  const { id } = await anna.draft();
  await page.goto(`${gate.origin}/applications`);
  const row = page.getByRole("listitem").filter({ has: page.locator(`a[href^="/drafts/${id}"]`) });
  await row.getByRole("button", { name: /^Удалить черновик/ }).click();
  gate.shut();
  const answered = page.waitForResponse((response) => response.request().method() === "DELETE");
  await row.getByRole("button", { name: "Да, удалить" }).click();
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await expect(heading(page)).toHaveText("Государственные услуги");
  gate.open();
  await answered;
  await page.waitForTimeout(300);
  await expect(page.locator("#crash")).toBeHidden();
  await expect(heading(page)).toHaveText("Государственные услуги");
  await expect.poll(async () => (await anna.json<{ drafts: unknown[] }>("GET", "/drafts")).drafts).toEqual([]);
});

visits("«Мои записи» keeps the newer time when an older list comes late", async ({ page, context, server, fresh, watchdog }) => {
  void fresh;
  const visitor = await Visitor.ofExamination(server, ANNA, NOW);
  const { id } = await visitor.book("usual", "2027-02-10T05:00:00Z");
  await (await visitor.again(server)).citizen.enter(context);
  const gate = await Gate.to(server.port);
  await page.goto(`${gate.origin}/bookings`);
  const link = page.getByRole("main").locator(`a[href="/bookings/${id}"]`).first();
  await expectOfVisits(link).toContainText(/10\sфевраля/);
  await settled(page);
  const texts = await recordTexts(page, `main a[href="/bookings/${id}"]`);
  // The list after the first move waits at the gate; the one after the second move passes at once.
  gate.shut(/^GET \/api\/v1\/bookings HTTP/);
  await visitor.move(id, "2027-02-12T10:00:00Z");
  await gate.caught();
  gate.shut(/^nothing else/);
  await visitor.move(id, "2027-02-15T10:00:00Z");
  await page.waitForTimeout(700);
  gate.open();
  await expectOfVisits(link).toContainText(/15\sфевраля/);
  await settled(page);
  const days = (await texts()).map((text) => /\d+(?=\sфевраля)/.exec(text)?.[0]);
  expectOfVisits(days, "never back").toEqual([...days].sort());
  expectOfVisits(days.at(-1)).toBe("15");
  watchdog.expectCuts();
  await gate.close();
});
