// A chosen time is held for ten minutes: the page shows this, prolongs it, warns before the end, and says when it has ended.
// Also: reloading the page, and restarting the server meanwhile.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Calendar } from "../../fixtures/calendar.ts";
import { listen } from "../../fixtures/cuts.ts";
import { PYOTR } from "../../fixtures/people.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import { bookIt, confirm, expectToldOfLoss, heading, holdBar, leave, lost, pass, toConfirm } from "../../fixtures/visits.ts";

/** Announcements of the hold. When the clock jumps the page also checks its connection; those announcements are left out. */
async function heldWords(page: Page): Promise<() => Promise<string[]>> {
  const said = await listen(page);
  return async () => (await said()).filter((text) => !text.startsWith("Связь"));
}

const DAY = "2027-02-10";
const AT_TEN = "2027-02-10T05:00:00Z";

const comment = (page: Page) => page.getByLabel("Что ещё нам нужно знать?");

/** Whether the slot is free for this visitor. */
async function isFreeFor(other: Visitor): Promise<boolean | undefined> {
  return (await other.slots("usual", DAY)).find(({ starts_at }) => Date.parse(starts_at) === Date.parse(AT_TEN))?.free;
}

/** Another citizen, who sees the same slots. */
const somebody = (server: Parameters<typeof Visitor.ofExamination>[0]) =>
  Visitor.ofExamination(server, PYOTR, NOW, { snils: "087-654-303 00" });

test.describe("the clocks of server and page move together", () => {
  test.beforeEach(async ({ page, visitor }) => {
    void visitor;
    await page.clock.install({ time: new Date(NOW) });
  });

  test("prolonging shows and announces the new end", async ({ open, page, server, visitor }) => {
    await toConfirm(await open("usual"), DAY, "10:00");
    await expect(holdBar(page)).toContainText(/Время сохранено за вами до 09:1\d/);
    await pass(page, server, 5);
    const said = await heldWords(page);
    await holdBar(page).getByRole("button", { name: "Сохранить ещё на 10 минут" }).click();
    await expect(holdBar(page)).toContainText(/Время сохранено за вами до 09:1[5-9]/);
    await expect.poll(said).toEqual([expect.stringMatching(/^Время сохранено за вами до 09:1[5-9] по вашим часам$/)]);
    await expect(holdBar(page).getByRole("button")).toBeFocused();
    void visitor;
  });

  test("two minutes before the end it warns once", async ({ open, page, server }) => {
    await toConfirm(await open("usual"), DAY, "10:00");
    const said = await heldWords(page);
    await pass(page, server, 7);
    expect(await said()).toEqual([]);
    await pass(page, server, 1.5);
    await expect.poll(said).toEqual([expect.stringMatching(/^Осталось меньше двух минут: время сохранено за вами до 09:1\d по вашим часам$/)]);
    await expect(holdBar(page)).toContainText("Осталось меньше двух минут");
    await expectAccessible(page, "время почти вышло");
    await pass(page, server, 0.5);
    await pass(page, server, 0.5);
    expect(await said()).toHaveLength(1);
  });

  test("the hold ends while the citizen writes: text and focus stay, and booking works", async ({ open, page, server, visitor }) => {
    await toConfirm(await open("usual"), DAY, "10:00");
    await page.getByRole("checkbox", { name: "Приду с сопровождающим" }).check();
    await comment(page).pressSequentially("Мне нужно");
    await pass(page, server, 8.5);
    await expect(holdBar(page)).toContainText("Осталось меньше двух минут");
    await pass(page, server, 2);
    await expect(holdBar(page)).toContainText("Время больше не сохраняется за вами");
    await expect(page.getByRole("main")).toContainText("То, что вы заполнили, осталось на месте");
    await expectAccessible(page, "время вышло");
    await expect(comment(page)).toBeFocused();
    await comment(page).pressSequentially(" больше места");
    await expect(comment(page)).toHaveValue("Мне нужно больше места");
    await expect(page.getByRole("checkbox", { name: "Приду с сопровождающим" })).toBeChecked();
    const id = await confirm(page);
    expect(await visitor.booking(id)).toMatchObject({ state: "booked", details: { needs: ["companion"], comment: "Мне нужно больше места" } });
  });

  test("on a phone the warning and its button are in view while writing, and cover no field", async ({ open, page, server }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await toConfirm(await open("usual"), DAY, "10:00");
    await comment(page).focus();
    await expect(holdBar(page)).not.toBeInViewport();
    await pass(page, server, 8.5);
    const keep = holdBar(page).getByRole("button");
    await expect(keep).toBeInViewport({ ratio: 1 });
    await expectAccessible(page, "предупреждение над полем");
    // Going backwards through the form, every field with the focus stays below the warning.
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press("Shift+Tab");
      const [bar, field] = await Promise.all([holdBar(page).boundingBox(), page.locator(":focus").boundingBox()]);
      if (await page.locator(".hold :focus").count()) break;
      expect(field?.y ?? 0, "not covered").toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0) - 1);
    }
    await pass(page, server, 2);
    await expect(holdBar(page)).toContainText("Время больше не сохраняется за вами");
    await comment(page).focus();
    await keep.click();
    await expect(holdBar(page)).toContainText(/Время сохранено за вами до 09:2\d/);
  });

  test("a hold that ended and was taken: holding again leads back, with the nearest times", async ({ open, page, server, visitor, watchdog }) => {
    watchdog.expect(/(PUT|POST) .*hold/, 409);
    // Delays the events, so that the page does not learn of it before the press.
    await server.doors.fault({ match: `GET /api/v1/applications/${visitor.application}/institutions/usual/events`, kind: "delay", ms: 60_000, times: 9 });
    await toConfirm(await open("usual"), DAY, "10:00");
    await pass(page, server, 11);
    await expect(holdBar(page)).toContainText("Время больше не сохраняется за вами");
    await server.doors.slot({ institution: "usual", line: "examination", starts_at: AT_TEN }, true);
    await holdBar(page).getByRole("button", { name: "Снова сохранить за мной" }).click();
    await expect(heading(page, "Выберите день и время")).toBeVisible();
    await expectToldOfLoss(page);
    await expect(lost(page)).toContainText("Это время уже заняли: 10 февраля 2027, среда, 10:00");
  });

  test("a hold that ended with the time still free can be held again", async ({ open, page, server }) => {
    await toConfirm(await open("usual"), DAY, "10:00");
    await pass(page, server, 11);
    await holdBar(page).getByRole("button", { name: "Снова сохранить за мной" }).click();
    await expect(holdBar(page)).toContainText(/Время сохранено за вами до 09:2\d/);
  });
});

test("a held time is taken for others and free for the citizen", async ({ open, page, server, visitor }) => {
  const other = await somebody(server);
  await toConfirm(await open("usual"), DAY, "10:00");
  expect(await isFreeFor(other)).toBe(false);
  expect(await isFreeFor(visitor)).toBe(true);
  // Choosing another time releases the first.
  await page.getByRole("main").getByRole("link", { name: "К выбору времени" }).click();
  const calendar = new Calendar(page);
  await expect(calendar.times.at("10:00")).toBeChecked();
  await calendar.times.at("11:00").check();
  await page.getByRole("main").getByRole("button", { name: "Продолжить" }).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  expect(await isFreeFor(other)).toBe(true);
});

test("leaving the page releases the time for others at once", async ({ open, page, server }) => {
  const other = await somebody(server);
  await toConfirm(await open("usual"), DAY, "10:00");
  expect(await isFreeFor(other)).toBe(false);
  await leave(page);
  await expect.poll(() => isFreeFor(other)).toBe(true);
});

/** Everything in this browser's local storage. */
const stored = (page: Page) => page.evaluate(() => JSON.stringify(localStorage));

test("a reload keeps time, choice and text, and nobody can read them in the browser", async ({ open, page, server }) => {
  const other = await somebody(server);
  await toConfirm(await open("usual"), DAY, "10:00");
  await page.getByRole("checkbox", { name: "Приду с сопровождающим" }).check();
  await comment(page).fill("Второй этаж трудно");
  await expect.poll(() => stored(page)).toContain("okno.unsaved.visit.");
  expect(await stored(page)).not.toMatch(/этаж|comment|companion/);
  await page.reload();
  await expect(comment(page)).toHaveValue("Второй этаж трудно");
  await expect(page.getByRole("checkbox", { name: "Приду с сопровождающим" })).toBeChecked();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  await expect(holdBar(page)).toContainText("Время сохранено за вами до");
  expect(await isFreeFor(other)).toBe(false);
  await expect(page.getByRole("main")).toContainText("10 февраля 2027, среда, 10:00");
  await confirm(page);
  expect(await stored(page)).not.toContain("okno.unsaved.visit.");
});

test("a reload without the key to the text leaves it in place, and it comes back", async ({ open, page, server, watchdog }) => {
  watchdog.expect(/GET .*\/session\/seal/, 503);
  await toConfirm(await open("usual"), DAY, "10:00");
  await comment(page).fill("Второй этаж трудно");
  await expect.poll(() => stored(page)).toContain("okno.unsaved.visit.");
  const kept = await stored(page);
  await server.doors.fault({ match: "GET /api/v1/session/seal", kind: "status", status: 503 });
  await page.reload();
  const again = page.getByRole("main").getByRole("button", { name: "Попробовать ещё раз" });
  await expect(again).toBeVisible();
  await expectAccessible(page, "ключа не получить");
  expect(await stored(page)).toBe(kept);
  await again.click();
  await expect(comment(page)).toHaveValue("Второй этаж трудно");
  await expect(holdBar(page)).toContainText("Время сохранено за вами до");
});

test("a hold survives a restart of the server", async ({ open, page, server, visitor, watchdog }) => {
  watchdog.expectCuts();
  await toConfirm(await open("usual"), DAY, "10:00");
  await comment(page).fill("Осталось на месте");
  await server.restart("SIGKILL");
  expect(await visitor.citizen.json("GET", `/applications/${visitor.application}/visit`)).toMatchObject({ hold: { institution: "usual" } });
  await expect(comment(page)).toHaveValue("Осталось на месте");
  await bookIt(page).click();
  await expect(page).toHaveURL(/\/bookings\/[^/]+$/, { timeout: 20_000 });
});
