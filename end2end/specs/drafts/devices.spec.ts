// One draft on two devices or in two tabs: it opens where the citizen left it, and no answers are overwritten silently.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import { email, onServer, otherDevice, phone, region, savedLine } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });
const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "Заявление изменили в другой вкладке или на другом устройстве" });
const SAVE_CHOSEN = "Сохранить отмеченные ответы";

test.describe("another device", () => {
  for (const [way, go] of [
    ["by the button «Продолжить»", (page: Page) => page.getByRole("button", { name: "Продолжить", exact: true }).click()],
    [
      "from the list of sections",
      async (page: Page) => {
        await page.getByRole("link", { name: "Ко всем разделам заявления" }).click();
        await page.getByRole("link", { name: "Цель экспертизы" }).click();
      },
    ],
  ] as const) {
    test(`opens the draft where it was left: ${way}`, async ({ signedIn: page, anna, browser, server }) => {
      const { id } = await anna.draft();
      await openDraft(page, id, "contacts");
      const contacts = { Телефон: "+7 912 345-67-89", "Почтовый индекс": "620014", Регион: "Москва", "Улица, дом, квартира": "Мира, 5" };
      for (const [name, answer] of Object.entries(contacts)) await page.getByRole("textbox", { name, exact: true }).fill(answer);
      await page.getByRole("textbox", { name: "Город или другой населённый пункт" }).fill("Москва");
      await go(page);
      await expect(heading(page)).toHaveText("Цель экспертизы");
      await page.getByRole("checkbox").first().check();
      await page.getByRole("textbox").last().fill("Стало труднее ходить");
      await onServer(anna, id, "description").toBe("Стало труднее ходить");

      const device = await otherDevice(browser, anna, server.origin);
      const other = await device.newPage();
      await other.goto("/applications");
      await other.getByRole("listitem").getByRole("link", { name: "Медико-социальная экспертиза" }).click();
      await expect(heading(other)).toHaveText("Цель экспертизы");
      expect(new URL(other.url()).pathname).toBe(`/drafts/${id}/purpose`);
      await expect(other.getByRole("checkbox").first()).toBeChecked();
      await expect(other.getByRole("main").getByRole("textbox")).toHaveValue("Стало труднее ходить");
      await other.goto(`/drafts/${id}/contacts`);
      for (const [name, answer] of Object.entries(contacts)) {
        await expect(other.getByRole("textbox", { name, exact: true })).toHaveValue(answer);
      }
      await device.close();
    });
  }
});

for (const [where, open] of [
  ["two devices", (_: Page, anna: Citizen, browser: Parameters<typeof otherDevice>[0], origin: string) => otherDevice(browser, anna, origin)],
  ["two tabs", (page: Page) => Promise.resolve(page.context())],
] as const) {
  test.describe(where, () => {
    /** Both open the form. The other saves phone and e-mail, then this page changes phone and region. */
    async function quarrel(page: Page, anna: Citizen, other: Page): Promise<string> {
      const { id } = await anna.draft();
      await anna.save(id, { phone: "+7 911 000-00-00", email: "old@example.ru" });
      await openDraft(page, id, "contacts");
      await openDraft(other, id, "contacts");
      await phone(other).fill("+7 911 000-00-02");
      await email(other).fill("there@example.ru");
      await onServer(anna, id, "email").toBe("there@example.ru");
      await phone(page).fill("+7 911 000-00-01");
      await region(page).fill("Москва");
      await expect(conflict(page)).toBeVisible();
      // Nothing is overwritten: the screen has its own answers, the server has the saved ones.
      await expect(phone(page)).toHaveValue("+7 911 000-00-01");
      expect((await anna.read(id)).answers).toMatchObject({ phone: "+7 911 000-00-02", email: "there@example.ru" });
      return id;
    }

    const row = (page: Page, field: string) => page.getByRole("radiogroup", { name: field, exact: true });

    test("show both answers to choose from, one by one", async ({ signedIn: page, anna, watchdog, browser, server }) => {
      watchdog.expect(/PUT .*drafts/, 412);
      const context = await open(page, anna, browser, server.origin);
      const other = await context.newPage();
      const id = await quarrel(page, anna, other);
      for (const [field, mine, theirs, newer] of [
        ["Телефон", "+7 911 000-00-01", "+7 911 000-00-02", "mine"],
        ["Электронная почта", "old@example.ru", "there@example.ru", "theirs"],
      ] as const) {
        const radios = row(page, field).getByRole("radio");
        await expect(radios).toHaveCount(2);
        await expect(radios.first(), field).toHaveAccessibleName(mine);
        await expect(radios.last(), field).toHaveAccessibleName(theirs);
        const chosen = newer === "mine" ? radios.first() : radios.last();
        await expect(chosen, `${field}: what was typed is chosen at first`).toBeChecked();
        await expect(row(page, field)).toContainText("на этой странице");
        await expect(row(page, field)).toContainText("сохранено в другом месте");
      }
      await expect(row(page, "Кто подаёт заявление?"), "the same on both sides").toHaveCount(0);
      await expect(row(page, "Адрес регистрации"), "nobody else has answered it").toHaveCount(0);
      await expect(page.getByText("Не сохранено: выберите, какие ответы оставить.")).toBeVisible();
      await expectAccessible(page, "спор двух ответов");
      await page.getByRole("button", { name: SAVE_CHOSEN }).click();
      await onServer(anna, id, "phone").toBe("+7 911 000-00-01");
      expect((await anna.read(id)).answers).toMatchObject({ email: "there@example.ru", "address.region": "Москва" });
      await expect(conflict(page)).toHaveCount(0);
      await expect(email(page)).toHaveValue("there@example.ru");
      await expect(savedLine(page)).toBeVisible();

      // Now the other page has old answers, and asks as well.
      await email(other).fill("again@example.ru");
      await expect(conflict(other)).toBeVisible();
      expect((await anna.read(id)).answers["email"]).toBe("there@example.ru");
      if (context !== page.context()) await context.close();
    });

    test("can keep all answers of this page", async ({ signedIn: page, anna, watchdog, browser, server }) => {
      watchdog.expect(/PUT .*drafts/, 412);
      const context = await open(page, anna, browser, server.origin);
      const id = await quarrel(page, anna, await context.newPage());
      await page.getByRole("button", { name: "Оставить все ответы с этой страницы" }).click();
      await onServer(anna, id, "phone").toBe("+7 911 000-00-01");
      expect((await anna.read(id)).answers).toMatchObject({ email: "old@example.ru", "address.region": "Москва" });
      await expect(conflict(page)).toHaveCount(0);
      if (context !== page.context()) await context.close();
    });

    test("can take all answers saved elsewhere", async ({ signedIn: page, anna, watchdog, browser, server }) => {
      watchdog.expect(/PUT .*drafts/, 412);
      const context = await open(page, anna, browser, server.origin);
      const id = await quarrel(page, anna, await context.newPage());
      await page.getByRole("button", { name: "Взять все ответы, сохранённые там" }).click();
      await expect(conflict(page)).toHaveCount(0);
      await expect(phone(page)).toHaveValue("+7 911 000-00-02");
      await expect(email(page)).toHaveValue("there@example.ru");
      await expect(region(page), "nobody else has answered it").toHaveValue("Москва");
      await expect(savedLine(page)).toBeVisible();
      expect((await anna.read(id)).answers["phone"]).toBe("+7 911 000-00-02");
      if (context !== page.context()) await context.close();
    });
  });
}

test("a save during the choice between answers is asked about as well", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 412);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await anna.save(id, { phone: "+7 911 000-00-02" });
  await phone(page).fill("+7 911 000-00-01");
  await expect(conflict(page)).toBeVisible();
  await expect(row(page)).toBeVisible();
  await anna.save(id, { phone: "+7 911 000-00-03" });
  await page.getByRole("button", { name: "Оставить все ответы с этой страницы" }).click();
  // The choice now offers the answer that was saved meanwhile.
  await expect(row(page).getByRole("radio").last()).toHaveAccessibleName("+7 911 000-00-03");
  expect((await anna.read(id)).answers["phone"]).toBe("+7 911 000-00-03");
});

const row = (page: Page) => page.getByRole("radiogroup", { name: "Телефон", exact: true });
