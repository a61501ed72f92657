// Following a link and opening it in another tab are two things.

import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

test("ссылка, открытая в другой вкладке, на этой ничего не меняет", async ({ signedIn: page, context, anna }) => {
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "contacts");
  await page.getByRole("link", { name: "Проверить", exact: true }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Изменить раздел «Контакты»" }).click({ modifiers: ["Control"] });
  await (await opened).close();
  await page.goBack();
  // Whoever followed that link here would come back to the check page.
  await page.getByRole("button", { name: "Продолжить" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Цель экспертизы" })).toBeVisible();
});
