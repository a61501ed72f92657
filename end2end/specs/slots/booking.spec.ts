// From the list of institutions to a booking, and what prevents a second one.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { nameOf } from "../../fixtures/network.ts";
import { expectErrors, expectScreen } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { bookIt, confirm, goOn, heading, holdBar, toConfirm } from "../../fixtures/visits.ts";

const main = (page: Page) => page.getByRole("main");

test("S-17, S-21 the whole way: application, institution, day, time, details, booking, journal", async ({ page, context, visitor, server }) => {
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  await main(page).getByRole("link", { name: "Выбрать дату" }).click();
  await expectScreen(page, "Где вам удобно?");
  await main(page).getByRole("button", { name: "Показать ещё 9", exact: true }).click();
  await main(page).getByRole("link", { name: `Выбрать дату здесь: ${nameOf("usual")}` }).click();
  await expectScreen(page, "Выберите день и время");
  await expect(main(page)).toContainText("мы сохраним это время за вами на 10 минут");
  await page.locator("#day-2027-02-10").click();
  await page.getByRole("radio", { name: "10:00" }).check();
  await goOn(page).click();
  await expectScreen(page, "Проверьте и запишитесь");
  await expect(holdBar(page)).toContainText(/Время сохранено за вами до \d{2}:\d{2}/);
  await expect(main(page)).toContainText("10 февраля 2027, среда, 10:00");
  await expect(main(page)).toContainText("Время местное: Екатеринбург (МСК+2)");
  await expect(page.getByLabel("Телефон на день визита")).toHaveValue(/912.*345.*67.*89/);
  await page.getByRole("checkbox", { name: "Нужно встретить и проводить" }).check();
  await page.getByLabel("Что ещё нам нужно знать?").fill("Плохо слышу правым ухом.");
  await expectAccessible(page, "подробности визита");
  const id = await confirm(page);
  await expect(heading(page, "Запись на экспертизу")).toBeFocused();
  await expectAccessible(page, "запись");
  await expect(main(page)).toContainText("Вы записаны");
  await expect(main(page)).toContainText("10 февраля 2027 (среда), 10:00");
  await expect(main(page)).toContainText(nameOf("usual"));
  await expect(main(page)).toContainText("через 9 дней");
  await expect(main(page)).toContainText("Плохо слышу правым ухом.");
  await expect(main(page)).toContainText(visitor.number);
  const booking = await visitor.booking(id);
  expect(booking).toMatchObject({ state: "booked", details: { phone: "+79123456789", needs: ["escort"], comment: "Плохо слышу правым ухом." } });
  expect(Date.parse(booking.starts_at)).toBe(Date.parse("2027-02-10T05:00:00Z"));
  // The slot is taken for others, the application shows the booking, and a message has gone out.
  expect((await visitor.slots("usual", "2027-02-10")).find(({ starts_at }) => Date.parse(starts_at) === Date.parse(booking.starts_at))?.free).toBe(false);
  await page.goto(`/applications/${visitor.application}`);
  await expect(main(page)).toContainText("10 февраля 2027");
  expect((await server.doors.outbox())[0]).toMatchObject({ channel: "email", text: expect.stringMatching(/^Вы записаны на визит: /) });
});

test("a double press on «Записаться» makes one booking", async ({ open, page, visitor }) => {
  await toConfirm(await open("usual"), "2027-02-10", "10:00");
  await bookIt(page).dblclick();
  await expect(page).toHaveURL(/\/bookings\/[^/]+$/);
  expect(await visitor.bookings()).toHaveLength(1);
});

test("«Записаться» in two tabs makes one booking, and the second tab explains", async ({ open, page, context, visitor, watchdog }) => {
  watchdog.expect(/POST .*booking/, 409);
  await toConfirm(await open("usual"), "2027-02-10", "10:00");
  const second = await context.newPage();
  await second.goto(`${visitor.address("usual")}/confirm`);
  await expect(heading(second, "Проверьте и запишитесь")).toBeVisible();
  await Promise.all([bookIt(page).click(), bookIt(second).click()]);
  await expect.poll(async () => (await visitor.bookings()).length).toBe(1);
  const isBooked = (one: Page) => /\/bookings\/[^/]+$/.test(one.url());
  await expect.poll(() => [isBooked(page), isBooked(second)]).toContain(true);
  const late = isBooked(page) ? second : page;
  await expect(late.getByRole("main")).toContainText(/Запись не создана|Запись на экспертизу/);
  expect(await visitor.bookings()).toHaveLength(1);
});

test("S-17 one booking for a service: the old one can be kept", async ({ page, context, visitor }) => {
  const { id } = await visitor.book("usual", "2027-02-10T05:00:00Z");
  await visitor.citizen.enter(context);
  await page.goto(visitor.address("usual"));
  await expectScreen(page, "У вас уже есть запись");
  await expect(main(page)).toContainText(`Вы записаны: ${nameOf("usual")}, 10 февраля 2027 (среда), 10:00.`);
  await main(page).getByRole("link", { name: "Оставить эту запись" }).click();
  await expect(page).toHaveURL(new RegExp(`/bookings/${id}$`));
  expect((await visitor.booking(id)).state).toBe("booked");
});

test("one booking for a service: a new one replaces the old one at once", async ({ page, context, visitor }) => {
  const { id } = await visitor.book("usual", "2027-02-10T05:00:00Z");
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}/booking`);
  await main(page).getByRole("button", { name: "Выбрать другое место и время" }).click();
  await expect(heading(page, "Где вам удобно")).toBeVisible();
  expect((await visitor.booking(id)).state, "it stays until the new one is made").toBe("booked");
  await main(page).getByRole("button", { name: "Показать ещё 9", exact: true }).click();
  await main(page).getByRole("link", { name: `Выбрать дату здесь: ${nameOf("crowd")}` }).click();
  await page.locator("#day-2027-02-11").click();
  await page.getByRole("radio", { name: "09:30" }).check();
  await goOn(page).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  expect((await visitor.booking(id)).state).toBe("booked");
  const other = await confirm(page);
  expect((await visitor.booking(id)).state).toBe("cancelled");
  expect(await visitor.booking(other)).toMatchObject({ state: "booked", place: { id: "crowd" } });
});

test("a wrong phone and a long note: the page says what to correct, and the hold stays", async ({ open, page, visitor }) => {
  await toConfirm(await open("usual"), "2027-02-10", "10:00");
  await page.getByLabel("Телефон на день визита").fill("12345");
  await page.getByLabel("Что ещё нам нужно знать?").fill("я".repeat(502));
  await bookIt(page).click();
  await expectErrors(page, "Проверьте и запишитесь", [
    { text: "Проверьте телефон: нужен российский номер, например +7 912 345-67-89", role: "textbox", name: "Телефон на день визита" },
    { text: "Сократите текст: лишние 2 знака", role: "textbox", name: "Что ещё нам нужно знать? (необязательно)" },
  ]);
  expect(await visitor.bookings()).toEqual([]);
  await page.getByLabel("Телефон на день визита").fill("8 912 345 67 89");
  await page.getByLabel("Что ещё нам нужно знать?").fill("Спасибо");
  await confirm(page);
  expect((await visitor.bookings())[0]?.details).toMatchObject({ phone: "+79123456789", comment: "Спасибо" });
});

test("an unknown institution: the page says so and leads to the list", async ({ page, context, visitor }) => {
  await visitor.citizen.enter(context);
  await page.goto(visitor.address("nowhere"));
  await expectScreen(page, "Такого учреждения нет");
  await main(page).getByRole("link", { name: "Выбрать другое учреждение" }).click();
  await expect(heading(page, "Где вам удобно")).toBeVisible();
});
