// «Назад» returns to every screen as it was left.

import { Calendar } from "../../fixtures/calendar.ts";
import { nameOf } from "../../fixtures/network.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { confirm, expectToldOfLoss, goOn, heading, holdBar, toConfirm } from "../../fixtures/visits.ts";

test("back from the details to the choice, and forward again, keeps everything", async ({ open, page }) => {
  await toConfirm(await open("usual"), "2027-03-10", "10:00");
  await page.getByLabel("Что ещё нам нужно знать?").fill("Останется");
  await page.goBack();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  const calendar = new Calendar(page);
  await expect(calendar.title).toHaveText("Март 2027");
  await expect(calendar.cell("2027-03-10")).toHaveAttribute("aria-selected", "true");
  await expect(calendar.times.at("10:00")).toBeChecked();
  // The button that was pressed to go on.
  await expect(goOn(page)).toBeFocused();
  await expect(goOn(page)).toBeInViewport();
  await page.goForward();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  await expect(page.getByLabel("Что ещё нам нужно знать?")).toHaveValue("Останется");
});

test("back from a booking does not lead into the sent form", async ({ open, page, visitor }) => {
  await page.goto(`/applications/${visitor.application}`);
  await toConfirm(await open("usual"), "2027-02-10", "10:00");
  const id = await confirm(page);
  await page.goBack();
  await expect(heading(page, "Проверьте и запишитесь")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Записаться", exact: true })).toHaveCount(0);
  await page.goForward();
  await expect(page).toHaveURL(new RegExp(`/bookings/${id}$`));
});

test("month and view of the calendar change neither address nor history", async ({ open, page }) => {
  const calendar = await open("usual");
  const [address, length] = [page.url(), await page.evaluate(() => history.length)];
  await calendar.next.click();
  await calendar.view("Список дней").click();
  await calendar.view("Календарь").click();
  await calendar.goTo("2027-04-12");
  await calendar.press("Enter");
  await expect(calendar.times.radios.first()).toBeFocused();
  expect(page.url()).toBe(address);
  expect(await page.evaluate(() => history.length)).toBe(length);
});

test("after a time was lost on the last screen, «Назад» does not lead back there", async ({ page, context, server, visitor }) => {
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}/booking`);
  await page.getByRole("button", { name: /^Показать ещё \d+$/ }).click();
  await page.getByRole("link", { name: `Выбрать дату здесь: ${nameOf("usual")}` }).click();
  const calendar = new Calendar(page);
  await toConfirm(calendar, "2027-02-10", "10:00");
  const length = await page.evaluate(() => history.length);
  await server.doors.slot({ institution: "usual", line: "examination", starts_at: "2027-02-10T05:00:00Z" }, true);
  await holdBar(page).getByRole("button", { name: "Выбрать другое время" }).click();
  await expectToldOfLoss(page);
  expect(await page.evaluate(() => history.length)).toBe(length);
  // Back leads to the calendar as it was left, then to the list before it.
  await page.goBack();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await expect(calendar.root).toBeVisible();
  await page.goBack();
  await expect(heading(page, "Где вам удобно")).toBeVisible();
});
