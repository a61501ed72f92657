// A refused file is not in the application. The check page says so, and sending asks, until another file is accepted.

import { add, arrived } from "../../fixtures/cuts.ts";
import { pdf, program } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const REFUSED = program("снимок.pdf");
const GOOD = pdf("снимок мрт.pdf");

test("a refused file is named on the check page, and «Отправить» asks about it, until another is added", async ({ signedIn: page, anna }) => {
  const { id } = await anna.readyDraft();
  await page.goto(`/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  await add(page, REFUSED);
  await expect(fileRow(page, REFUSED.name)).toContainText("Не принят");
  const main = page.getByRole("main");
  await main.getByRole("link", { name: "Проверить" }).click();
  const notice = main.getByText("Не всё отправлено").locator("..");
  await expect(notice).toContainText(`${REFUSED.name} — Такой тип файла не подходит`);
  await main.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("dialog", { name: `Отправить без файла ${REFUSED.name}?` })).toBeVisible();
  expect(await anna.applications()).toEqual([]);
  await page.getByRole("dialog").getByRole("link", { name: "Вернуться к документам" }).click();
  await add(page, GOOD);
  await arrived(page, GOOD);
  await main.getByRole("link", { name: "Проверить" }).click();
  await expect(main.getByText(GOOD.name)).toBeVisible();
  await expect(main.getByText("Не всё отправлено")).toHaveCount(0);
});
