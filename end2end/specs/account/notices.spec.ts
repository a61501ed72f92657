// «Уведомления» on «Мой аккаунт»: letters always come, and SMS for who wants them.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import { ANSWER_LOST, OFTEN } from "../../fixtures/cuts.ts";
import { expectEnglish, inEnglish } from "../../fixtures/english.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectNarrow } from "../../fixtures/screen.ts";
import type { Server } from "../../fixtures/server.ts";
import { openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const sms = (page: Page) => page.getByRole("switch", { name: "СМС о ходе дела", exact: true });
const chosen = async (anna: Citizen) => (await anna.json<{ notices: { sms: boolean; push: boolean } }>("GET", "/account")).notices;

/** What has gone out about applications. */
async function sent(server: Server, channel: "sms" | "email", number: string) {
  return (await server.doors.outbox()).filter((message) => message.channel === channel && message.text.includes(number));
}

test("M-25 a change is told at once on the open page and by e-mail, and by SMS to who has switched that on in the profile", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 2, name: "Уведомления" })).toBeVisible();
  await expect(sms(page), "nobody is asked to pay with their attention").not.toBeChecked();
  await expect(sms(page)).toHaveAccessibleDescription(/^Придут на номер \+7\s900\s000-00-01, не больше десяти в день\./);
  await expectAccessible(page, "уведомления");

  const application = await openTab(page, `/applications/${id}`);
  await expect(caseStatus(application)).toHaveText("Принято");
  await server.doors.bureau(number, "check");
  await expect(caseStatus(application)).toHaveText("На проверке");
  await expect(application.locator("#announcer")).toHaveText("Статус изменился: На проверке");
  expect(await sent(server, "email", number)).toHaveLength(2);
  expect(await sent(server, "sms", number)).toHaveLength(0);

  await sms(page).focus();
  await page.keyboard.press("Space");
  await expect(sms(page)).toBeChecked();
  await expect(page.locator("#announcer")).toHaveText("СМС о ходе дела включены");
  await expect(sms(page)).toBeFocused();
  expect(await chosen(anna)).toEqual({ sms: true, push: false });
  await expectAccessible(page, "уведомления, СМС включены");
  await server.doors.ask(number, [{ pointer: "", text: { ru: "Пришлите выписку.", en: "Send the paper." } }]);
  await expect(caseStatus(application)).toHaveText("Нужен ваш ответ");
  const [message, ...more] = await sent(server, "sms", number);
  expect(more).toEqual([]);
  expect(message).toMatchObject({ to: ANNA.phone, text: expect.stringContaining("ждёт ваших исправлений") });
  expect(message?.text, "what is asked for stays in the account").not.toContain("выписку");
  expect(await sent(server, "email", number)).toHaveLength(3);

  await page.reload();
  await expect(sms(page)).toBeChecked();
  await sms(page).click();
  await expect(page.locator("#announcer")).toHaveText("СМС о ходе дела выключены");
  await application.getByRole("button", { name: "Отозвать", exact: true }).click();
  await application.getByRole("button", { name: "Да, отозвать" }).click();
  await expect(caseStatus(application)).toHaveText("Отозвано");
  expect(await sent(server, "sms", number)).toHaveLength(1);
});

test("a switch that the server refuses goes back, and says so", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/PUT .*notices/, 503);
  await page.goto("/account");
  await server.doors.fault({ match: "PUT /api/v1/account/notices", kind: "status", status: 503 });
  await sms(page).click();
  const alert = page.getByRole("alert").filter({ hasText: "Выбор не сохранён" });
  await expect(alert).toBeVisible();
  await expect(sms(page)).not.toBeChecked();
  await expect(sms(page)).toBeFocused();
  await expectAccessible(page, "СМС не включены");
  expect((await chosen(anna)).sms).toBe(false);
  await sms(page).click();
  await expect(page.locator("#announcer")).toHaveText("СМС о ходе дела включены");
  await expect(alert).toHaveCount(0);
  expect((await chosen(anna)).sms).toBe(true);
});

test("a lost answer: the switch shows what the server has", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/PUT .*notices/, "cut");
  await page.goto("/account");
  await server.doors.fault({ match: "PUT /api/v1/account/notices", times: OFTEN, ...ANSWER_LOST });
  await sms(page).click();
  await expect(page.getByText("Не знаем, дошло ли изменение")).toBeVisible();
  expect((await chosen(anna)).sms, "the server has done it").toBe(true);
  await expect(sms(page)).toBeChecked();
});

// Devlaner/devlane#297, wordpress-mobile/WordPress-iOS#401
test("switched on, off and on again without a pause, and left at once: the last choice holds", async ({ signedIn: page, anna, server }) => {
  await page.goto("/account");
  await server.doors.fault({ match: "PUT /api/v1/account/notices", kind: "delay", ms: 400 });
  for (let press = 0; press < 3; press += 1) await sms(page).click();
  const shown = await sms(page).isChecked();
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await expect.poll(async () => (await chosen(anna)).sms).toBe(true);
  await page.goBack();
  await expect(sms(page)).toBeChecked();
  expect(shown, "what the switch said when it was left").toBe(true);
});

// wordpress-mobile/WordPress-Android#10659
test("switched in another tab: this one shows it once it is loaded anew, and a press does what it says", async ({ signedIn: page, context, anna }) => {
  await page.goto("/account");
  await expect(sms(page)).not.toBeChecked();
  const other = await context.newPage();
  await other.goto("/account");
  await sms(other).click();
  await expect(other.locator("#announcer")).toHaveText("СМС о ходе дела включены");
  await other.close();
  await page.reload();
  await expect(sms(page)).toBeChecked();
  await sms(page).click();
  await expect.poll(async () => (await chosen(anna)).sms).toBe(false);
});

test("on a small phone, in the dark, and in English", async ({ signedIn: page, context }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/account");
  await expect(sms(page)).toBeVisible();
  await expectNarrow(page);
  await expectAccessible(page, "уведомления, темно");
  await inEnglish(context);
  await page.reload();
  await expect(page.getByRole("switch", { name: "SMS about my case" })).toBeVisible();
  await page.getByRole("main").locator(".lead, .summary, .file__name").evaluateAll((names) => names.forEach((name) => name.setAttribute("lang", "ru")));
  await expectEnglish(page, "notices");
});
