// Cancelling a booking: a dialog asks first and warns when it is late, and the slot is free for others again.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { download } from "../../fixtures/pdf-documents.ts";
import { expect, NOW, test } from "../../fixtures/slots.ts";
import { heading, pass } from "../../fixtures/visits.ts";

const main = (page: Page) => page.getByRole("main");
const dialog = (page: Page) => page.getByRole("dialog", { name: "Отменить запись?" });
const ask = (page: Page) => main(page).getByRole("button", { name: "Отменить запись", exact: true });

const AT = "2027-02-10T05:00:00Z";

test("the dialog says what is cancelled, focuses the safe button, and Esc keeps the booking", async ({ page, context, visitor }) => {
  const { id } = await visitor.book("usual", AT);
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await ask(page).click();
  await expect(dialog(page)).toContainText("10 февраля 2027 (среда), 10:00");
  await expect(dialog(page)).toContainText("Это время сразу смогут выбрать другие.");
  await expect(dialog(page)).not.toContainText("штраф");
  await expect(dialog(page).getByRole("button", { name: "Оставить запись" })).toBeFocused();
  const covered = await dialog(page).evaluate((element) => {
    const answers = element.querySelector(".actions");
    const bottom = answers?.previousElementSibling?.getBoundingClientRect().bottom ?? Infinity;
    return bottom > (answers?.getBoundingClientRect().top ?? 0);
  });
  expect(covered, "the answers lie over the question").toBe(false);
  await expectAccessible(page, "отмена записи");
  for (let press = 0; press < 5; press += 1) {
    await page.keyboard.press("Tab");
    const isInside = await dialog(page).evaluate((element) => element.contains(document.activeElement) || document.activeElement === document.body);
    expect(isInside, `Tab ${press + 1}`).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(ask(page), "the focus is given back").toBeFocused();
  await ask(page).click();
  await dialog(page).getByRole("button", { name: "Оставить запись" }).click();
  await expect(dialog(page)).toHaveCount(0);
  expect((await visitor.booking(id)).state).toBe("booked");
});

test("a warning of the session's end comes over the question, which is still there afterwards", async ({ page, context, server, visitor }) => {
  const { id } = await visitor.book("usual", AT);
  await visitor.citizen.enter(context);
  await page.clock.install({ time: new Date(NOW) });
  await page.goto(`/bookings/${id}`);
  await ask(page).click();
  await expect(dialog(page)).toBeVisible();
  await pass(page, server, 13.1);
  const warning = page.getByRole("dialog", { name: "Вы ещё здесь?" });
  await expect(warning.getByRole("button", { name: "Продолжить" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(warning).toHaveCount(0);
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: "Оставить запись" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
});

test("cancelling early frees the slot, sends a letter without health data, and allows a new booking", async ({ page, context, server, visitor }) => {
  const { id } = await visitor.book("usual", AT);
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await ask(page).click();
  await dialog(page).getByRole("button", { name: "Да, отменить" }).click();
  await expect(main(page)).toContainText("Запись отменена");
  await expectAccessible(page, "запись отменена");
  expect(await visitor.booking(id)).toMatchObject({ state: "cancelled", cancelled_late: false });
  expect((await visitor.slots("usual", "2027-02-10")).every(({ free }) => free)).toBe(true);
  const [mail] = await server.doors.outbox();
  expect(mail).toMatchObject({ channel: "email" });
  expect(mail?.text).toMatch(/отмен/i);
  expect(mail?.text).not.toMatch(/экспертиз|инвалид|учреждение «usual»/i);
  const { file } = await download(page, "Убрать из календаря");
  expect(await readFile(file, "utf8")).toContain("METHOD:CANCEL");
  await main(page).getByRole("link", { name: "Записаться заново" }).click();
  await expect(heading(page, "Где вам удобно")).toBeVisible();
});

test("less than 24 hours before, the dialog warns of a fine, and cancelling works", async ({ page, context, server, visitor }) => {
  const { id } = await visitor.book("usual", AT);
  await server.doors.clock("2027-02-09T06:00:00Z");
  const again = await visitor.again(server);
  await again.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await ask(page).click();
  await expect(dialog(page)).toContainText("До визита меньше 24 часов");
  await expect(dialog(page)).toContainText("правила услуги могут предусматривать штраф");
  await expectAccessible(page, "поздняя отмена");
  await dialog(page).getByRole("button", { name: "Да, отменить" }).click();
  await expect(main(page)).toContainText("Запись отменена");
  expect(await again.booking(id)).toMatchObject({ state: "cancelled", cancelled_late: true });
});

test.describe("a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("a late cancellation fits the screen, shows its error, and keeping is the primary button", async ({ page, context, server, network, visitor, watchdog }) => {
    watchdog.expectCuts();
    const { id } = await visitor.book("usual", AT);
    await server.doors.clock("2027-02-09T06:00:00Z");
    await (await visitor.again(server)).citizen.enter(context);
    await page.goto(`${network.origin}/bookings/${id}`);
    await ask(page).click();
    const keep = dialog(page).getByRole("button", { name: "Оставить запись" });
    await expect(keep).toHaveClass(/button--primary/);
    for (const part of [dialog(page).getByRole("heading"), dialog(page).getByText("правила услуги"), keep, dialog(page).getByRole("button", { name: "Да, отменить" })]) {
      await expect(part).toBeInViewport({ ratio: 1 });
    }
    network.cut();
    await dialog(page).getByRole("button", { name: "Да, отменить" }).click();
    await expect(dialog(page).getByRole("alert")).toContainText("Запись не отменена");
    await expect(dialog(page).getByText("Запись не отменена", { exact: true })).toBeInViewport({ ratio: 1 });
    await expect(keep).toBeInViewport({ ratio: 1 });
    await expectAccessible(page, "отмена без связи");
  });
});

test("when 24 hours pass during the dialog, it warns before it cancels", async ({ page, context, server, visitor, watchdog }) => {
  watchdog.expect(/POST .*cancel/, 409);
  const { id } = await visitor.book("usual", AT);
  await server.doors.clock("2027-02-09T04:59:00Z");
  const again = await visitor.again(server);
  await again.citizen.enter(context);
  // Delays the events, so that the page does not learn of the time.
  await server.doors.fault({ match: "GET /api/v1/events", kind: "delay", ms: 60_000, times: 9 });
  await page.goto(`/bookings/${id}`);
  await ask(page).click();
  await expect(dialog(page)).not.toContainText("штраф");
  await server.doors.advance({ minutes: 2 });
  await dialog(page).getByRole("button", { name: "Да, отменить" }).click();
  await expect(dialog(page)).toContainText("правила услуги могут предусматривать штраф");
  expect((await again.booking(id)).state).toBe("booked");
  await dialog(page).getByRole("button", { name: "Да, отменить" }).click();
  await expect(main(page)).toContainText("Запись отменена");
  expect(await again.booking(id)).toMatchObject({ state: "cancelled", cancelled_late: true });
});

for (const heard of [true, false]) {
  test(`a visit moved elsewhere during the dialog (the page ${heard ? "knows" : "does not know"}): only the time that was read is cancelled`, async ({
    page,
    context,
    server,
    visitor,
    watchdog,
  }) => {
    if (!heard) {
      watchdog.expect(/POST .*cancel/, 412);
      await server.doors.fault({ match: "GET /api/v1/events", kind: "delay", ms: 60_000, times: 9 });
    }
    const { id } = await visitor.book("usual", AT);
    await visitor.citizen.enter(context);
    await page.goto(`/bookings/${id}`);
    await ask(page).click();
    await expect(dialog(page)).toContainText("10 февраля 2027 (среда), 10:00");
    await visitor.move(id, "2027-02-12T10:00:00Z");
    const yes = dialog(page).getByRole("button", { name: "Да, отменить" });
    if (!heard) await yes.click();
    await expect(dialog(page).getByRole("alert")).toContainText("Время визита изменилось: 12 февраля 2027 (пятница), 15:00");
    await expect(dialog(page)).not.toContainText("10 февраля");
    if (!heard) await expect(yes).toBeFocused();
    expect((await visitor.booking(id)).state).toBe("booked");
    await expectAccessible(page, "отмена перенесённой записи");
    await yes.click();
    await expect(main(page)).toContainText("Запись отменена");
    expect((await visitor.booking(id)).state).toBe("cancelled");
  });
}

test("an open page learns by itself that the booking was cancelled elsewhere", async ({ page, context, visitor }) => {
  const { id } = await visitor.book("usual", AT);
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await heading(page, "Запись на экспертизу").waitFor();
  await visitor.cancel(id);
  await expect(main(page)).toContainText("Запись отменена");
  await expect(ask(page)).toHaveCount(0);
});
