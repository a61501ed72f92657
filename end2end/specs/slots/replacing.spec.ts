// The booking that a new one should replace changes before «Записаться» is pressed.

import type { Page } from "@playwright/test";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { Calendar } from "../../fixtures/calendar.ts";
import { bookIt, confirm, heading, pass, toConfirm } from "../../fixtures/visits.ts";

const main = (page: Page) => page.getByRole("main");

/** Goes to the last screen of a booking on 10 February that replaces the present one. */
async function replace(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await main(page).getByRole("button", { name: "Выбрать другое место и время" }).click();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await toConfirm(new Calendar(page), "2027-02-10", "10:00");
  await page.getByLabel("Что ещё нам нужно знать?").fill("Останется");
}

test("the old booking was cancelled: the page says so, and a second press books", async ({ page, context, visitor, watchdog }) => {
  watchdog.expect(/POST .*booking/, 409);
  const { id: old } = await visitor.book("usual", "2027-02-12T05:00:00Z");
  await visitor.citizen.enter(context);
  await replace(page, visitor.address("usual"));
  await visitor.citizen.json("POST", `/bookings/${old}/cancel`, { starts_at: "2027-02-12T05:00:00Z" });
  await bookIt(page).click();
  await expect(page.getByRole("alert")).toContainText("Записи, которую вы хотели заменить, больше нет");
  await expect(bookIt(page), "nothing is thrown away").toBeFocused();
  await expect(page.getByLabel("Что ещё нам нужно знать?")).toHaveValue("Останется");
  const id = await confirm(page);
  expect(await visitor.booking(id)).toMatchObject({ state: "booked", details: { comment: "Останется" } });
});

test.describe("a little over 24 hours before the old booking", () => {
  test.use({ now: "2027-02-01T05:55:00Z" });

  test("when 24 hours are reached, the page says why it cannot be replaced and what is possible", async ({ page, context, server, visitor, watchdog }) => {
    watchdog.expect(/POST .*booking/, 409);
    await page.clock.install({ time: new Date("2027-02-01T05:55:00Z") });
    await visitor.book("usual", "2027-02-02T06:00:00Z");
    await visitor.citizen.enter(context);
    await replace(page, visitor.address("usual"));
    await pass(page, server, 6);
    await bookIt(page).click();
    await expectScreen(page, "У вас уже есть запись");
    await expect(main(page)).toContainText("до визита меньше 24 часов");
    await expect(main(page).getByRole("link", { name: "Открыть запись" })).toBeVisible();
  });
});
