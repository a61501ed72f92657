// The citizen drags something that looks like a file and is none: an attachment from a mail program, a picture from a page.
// The page says that it was not taken, and what to do.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { expect, test } from "../../fixtures/test.ts";

const WORDS = "Этот файл нельзя перетащить сюда. Сохраните его на устройстве и выберите кнопкой";

async function drop(page: Page, selector: string, types: string[]): Promise<void> {
  await page.locator(selector).first().evaluate((target, types) => {
    const dataTransfer = new DataTransfer();
    Object.defineProperty(dataTransfer, "types", { value: types });
    for (const type of ["dragenter", "dragover", "drop"]) {
      target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer }));
    }
  }, types);
}

for (const place of [".slot__drop", "main h1"]) {
  test(`a drag without a file (${place}) says that nothing was taken`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await page.goto(`/drafts/${id}/documents`);
    await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
    await drop(page, place, ["Files"]);
    await expect(page.getByRole("alert").filter({ hasText: WORDS })).toBeVisible();
    await expectAccessible(page, "перетащили файл без файла");
  });
}

test("a dragged text brings no message about files", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await page.goto(`/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  await drop(page, ".slot__drop", ["text/plain"]);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(page.getByText(WORDS)).toHaveCount(0);
});
