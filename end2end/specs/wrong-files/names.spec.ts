// Good files with unusual names: the content counts, not the name. The content still has to be a document.

import { add } from "../../fixtures/cuts.ts";
import { type TestFile, jpeg, pdf, program } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const GOOD: TestFile[] = [
  jpeg("снимок.jfif"),
  pdf("Паспорт И.И. Иванов"),
  pdf("Скан 12.05.2024"),
  pdf("справка.pdf (1)"),
];

const UNFIT = "Такой тип файла не подходит";

const BAD: [file: TestFile, words: string][] = [
  [program("снимок.jpg"), UNFIT],
  [program("снимок.jfif"), UNFIT],
  [pdf("справка.exe"), UNFIT],
  [pdf("справка.zip"), UNFIT],
  [jpeg("IMG_1.heic"), UNFIT],
  [pdf("выписка.jpg"), "Это файл PDF, а назван как"],
];

for (const file of GOOD) {
  test(`accepted: «${file.name}»`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await page.goto(`/drafts/${id}/documents`);
    await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
    await add(page, file);
    await expect(fileRow(page, file.name)).toContainText("Принят,");
    expect((await anna.read(id)).files.map(({ name, state }) => ({ name, state }))).toEqual([{ name: file.name, state: "accepted" }]);
  });
}

test("a program named as a picture is refused, and so are names of other types", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await page.goto(`/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  for (const [file, words] of BAD) {
    await add(page, file);
    await expect(fileRow(page, file.name)).toContainText(words);
  }
  expect((await anna.read(id)).files).toEqual([]);
});
