// Another device has filled the place for a document. A file too many is refused with the same words as if the others had
// been chosen here.

import type { Page } from "@playwright/test";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { MIB, type TestFile, pdf } from "../../fixtures/files.ts";
import { IDENTITY_SLOT, addButton } from "../../fixtures/form.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const FILE = pdf("паспорт.pdf");

const add = (page: Page, file: TestFile) => choose(page, [file], () => page.getByRole("button", { name: addButton(IDENTITY_SLOT) }).click());

test("a place filled on a phone: the page says how many files fit", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/POST .*uploads/, 422);
  const { id } = await anna.draft();
  await page.goto(`/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(IDENTITY_SLOT) })).toBeVisible();
  for (const number of [1, 2, 3, 4]) await anna.upload(id, "identity_scan", pdf(`страница ${number}.pdf`));
  await add(page, FILE);
  await expect(fileRow(page, FILE.name)).toContainText("Сюда помещается не больше 4 файлов. Удалите лишние");
  expect((await anna.read(id)).files).toHaveLength(4);
});

test("files from a phone and from here are too big together: the page says by how much", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*uploads/, 413);
  const { id } = await anna.draft("so_medical");
  await anna.save(id, answerSet("so_medical", await server.now()).answers);
  await page.goto(`/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(IDENTITY_SLOT) })).toBeVisible();
  for (const number of [1, 2, 3, 4]) await anna.upload(id, "tests", pdf(`снимок ${number}.pdf`, 4.9 * MIB));
  await add(page, pdf(FILE.name, 3 * MIB));
  await expect(fileRow(page, FILE.name)).toContainText(/Все файлы вместе больше 20\sМБ на 2,6\sМБ\. Удалите лишние или уменьшите их/);
  expect((await anna.read(id)).files).toHaveLength(4);
});
