// The number of an application is copied, or the page says what to do instead.

import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/test.ts";

const number = (page: Page) => page.locator(".copy");

test("the number can be copied", async ({ signedIn: page, context, anna }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const application = await anna.application();
  await page.goto(`/applications/${application.id}`);
  await number(page).getByRole("button", { name: "Скопировать" }).click();
  await expect(number(page).getByRole("status")).toHaveText("Скопировано");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(application.number);
  await expect(number(page).getByRole("status")).toBeEmpty({ timeout: 6_000 });
});

test("when the browser refuses to copy, the page says what to do", async ({ signedIn: page, context, anna }) => {
  await context.addInitScript(() => {
    Clipboard.prototype.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  const application = await anna.application();
  await page.goto(`/applications/${application.id}`);
  await number(page).getByRole("button", { name: "Скопировать" }).click();
  await expect(number(page).getByRole("status")).toHaveText("Не получилось. Выделите и скопируйте сами.");
});

test("without HTTPS there is no copy button, but the number is visible", async ({ signedIn: page, context, anna }) => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined }));
  const application = await anna.application();
  await page.goto(`/applications/${application.id}`);
  await expect(number(page)).toHaveText(application.number);
  await expect(page.getByRole("button", { name: "Скопировать" })).toHaveCount(0);
});
