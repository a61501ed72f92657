// Following a link and opening it in another tab are different things.

import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

test("a link opened in another tab changes nothing in this one", async ({ signedIn: page, context, anna }) => {
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "contacts");
  await page.getByRole("link", { name: "Проверить", exact: true }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Изменить раздел «Контакты»" }).click({ modifiers: ["Control"] });
  await (await opened).close();
  await page.goBack();
  // Had the link been followed in this tab, «Продолжить» would lead back to the check page.
  await page.getByRole("button", { name: "Продолжить" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Цель экспертизы" })).toBeVisible();
});
