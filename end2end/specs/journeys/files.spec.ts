// Documents: what is refused and why, what is accepted, and that a bad file costs nothing else.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { type TestFile, empty, encrypted, jpeg, KIB, MIB, pdf, png, program, truncated } from "../../fixtures/files.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { addButton, IDENTITY_SLOT, MEDICAL_SLOT } from "../../fixtures/form.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow, openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const add = (page: Page, slot: string, ...files: TestFile[]) =>
  choose(page, files, () => page.getByRole("button", { name: addButton(slot) }).click());

const BAD: { what: string; file: TestFile; reason: string }[] = [
  { what: "of a wrong type", file: program("вирус.exe"), reason: "Такой тип файла не подходит. Подойдут: PDF, JPG, PNG, DOC, DOCX" },
  {
    what: "with a false extension",
    file: { ...png("снимок.png"), name: "снимок.pdf" },
    reason: "Это файл PNG, а назван как PDF. Переименуйте его или сохраните заново",
  },
  { what: "without content", file: empty("пусто.pdf"), reason: "Файл пустой. Проверьте, тот ли это файл, и выберите другой" },
  {
    what: "without its end",
    file: truncated("обрыв.pdf"),
    reason: "Файл повреждён: в нём не хватает конца. Скачайте или отсканируйте его ещё раз",
  },
  {
    what: "with a password",
    file: encrypted("пароль.pdf"),
    reason: "Файл защищён паролем, и мы не сможем его открыть. Сохраните его без пароля",
  },
  {
    what: "over the limit",
    file: pdf("большой.pdf", 5 * MIB + 300 * KIB),
    reason: "Файл больше 5 МБ на 300 КБ. Уменьшите его или сфотографируйте документ с меньшим качеством",
  },
];

for (const { what, file, reason } of BAD) {
  test(`M-18 a file ${what} is not sent, and the page says why`, async ({ signedIn: page, anna }) => {
    const draft = await anna.draft();
    await openDraft(page, draft.id, "documents");
    const sent: string[] = [];
    page.on("request", (request) => request.url().includes("/uploads") && sent.push(request.method()));
    await add(page, MEDICAL_SLOT, file);
    const row = fileRow(page, file.name);
    await expect(row).toContainText("Не принят");
    await expect(row).toContainText(reason);
    await expect(page.locator("#announcer")).toHaveText(`Файл ${file.name} не принят`);
    await expectAccessible(page, `file ${what}`);
    expect(sent).toEqual([]);
    // A file that was never sent is removed without a question.
    await page.getByRole("button", { name: `Удалить файл ${file.name}` }).click();
    await expect(row).toHaveCount(0);
    await expectFocus(page, "button", addButton(MEDICAL_SLOT));
  });
}

test("M-18 bad files among good ones are the only ones refused", async ({ signedIn: page, anna }) => {
  const draft = await anna.draft();
  await openDraft(page, draft.id, "documents");
  const bad = BAD.map(({ file }) => file);
  await add(page, MEDICAL_SLOT, pdf("справка.pdf"), ...bad, jpeg("снимок.jpg"));
  await add(page, IDENTITY_SLOT, png("паспорт.png"));
  for (const name of ["справка.pdf", "снимок.jpg", "паспорт.png"]) await expect(fileRow(page, name)).toContainText("Принят,");
  for (const { file, reason } of BAD) await expect(fileRow(page, file.name)).toContainText(reason);
  const { files } = await anna.read(draft.id);
  expect(files.map(({ slot, name, state }) => `${slot}: ${name} ${state}`).sort()).toEqual([
    "identity_scan: паспорт.png accepted",
    "medical: снимок.jpg accepted",
    "medical: справка.pdf accepted",
  ]);
  // Refused files do not stop the citizen.
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Как получить решение" })).toBeVisible();
});

test("the server checks content itself and refuses a disguised file", async ({ signedIn: page, anna }) => {
  const draft = await anna.draft();
  await anna.upload(draft.id, "medical", { ...program("обман.exe"), name: "обман.pdf" });
  await openDraft(page, draft.id, "documents");
  await expect(fileRow(page, "обман.pdf")).toContainText("Не принят");
  await expect(fileRow(page, "обман.pdf")).toContainText("Такой тип файла не подходит");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveText([
    `Добавьте документ: «${IDENTITY_SLOT}»`,
    `Добавьте документ: «${MEDICAL_SLOT}»`,
  ]);
});

test("deleting asks first: «Нет» changes nothing, «Да» deletes on the server too", async ({ signedIn: page, anna }) => {
  const draft = await anna.draft();
  await openDraft(page, draft.id, "documents");
  await add(page, MEDICAL_SLOT, pdf("справка.pdf"), pdf("выписка.pdf"));
  const row = fileRow(page, "справка.pdf");
  await expect(row).toContainText("Принят,");
  await expect(fileRow(page, "выписка.pdf")).toContainText("Принят,");

  await page.getByRole("button", { name: "Удалить файл справка.pdf" }).click();
  await expect(row.getByRole("group", { name: "Удалить файл справка.pdf?" })).toBeVisible();
  await expectFocus(page, "button", "Нет, оставить");
  await expectAccessible(page, "вопрос об удалении");
  await page.keyboard.press("Enter");
  await expect(row.getByRole("group")).toHaveCount(0);
  await expectFocus(page, "button", "Удалить файл справка.pdf");
  expect((await anna.read(draft.id)).files).toHaveLength(2);

  await page.getByRole("button", { name: "Удалить файл справка.pdf" }).click();
  await row.getByRole("button", { name: "Да, удалить" }).click();
  await expect(row).toHaveCount(0);
  await expectFocus(page, "button", addButton(MEDICAL_SLOT));
  await expect(fileRow(page, "выписка.pdf")).toContainText("Принят,");
  await expect.poll(async () => (await anna.read(draft.id)).files.map(({ name }) => name)).toEqual(["выписка.pdf"]);
});

test("one file too many is refused, and deleting another makes room", async ({ signedIn: page, anna }) => {
  const draft = await anna.draft();
  await openDraft(page, draft.id, "documents");
  const files = [1, 2, 3, 4, 5].map((index) => pdf(`страница ${index}.pdf`));
  await add(page, IDENTITY_SLOT, ...files);
  const rows = page.getByRole("listitem").filter({ hasText: "страница" });
  await expect(rows.filter({ hasText: "Принят," })).toHaveCount(4);
  const refused = rows.filter({ hasText: "Не принят" });
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText("Сюда помещается не больше 4 файлов. Удалите лишние");
  await refused.getByRole("button", { name: /^Удалить файл/ }).click();
  await page.getByRole("button", { name: "Удалить файл страница 1.pdf" }).click();
  await page.getByRole("button", { name: "Да, удалить" }).click();
  await expect(rows).toHaveCount(3);
  await add(page, IDENTITY_SLOT, pdf("страница 6.pdf"));
  await expect(fileRow(page, "страница 6.pdf")).toContainText("Принят,");
});

test("the same file can be chosen again after it was deleted", async ({ signedIn: page, anna }) => {
  const draft = await anna.draft();
  await openDraft(page, draft.id, "documents");
  const file = pdf("справка.pdf");
  await add(page, MEDICAL_SLOT, file);
  await expect(fileRow(page, file.name)).toContainText("Принят,");
  await page.getByRole("button", { name: "Удалить файл справка.pdf" }).click();
  await page.getByRole("button", { name: "Да, удалить" }).click();
  await expect(fileRow(page, file.name)).toHaveCount(0);
  await add(page, MEDICAL_SLOT, file);
  await expect(fileRow(page, file.name)).toContainText("Принят,");
  await expect.poll(async () => (await anna.read(draft.id)).files.map(({ state }) => state)).toEqual(["accepted"]);
});

test("files can be dropped onto the page", async ({ signedIn: page, anna }) => {
  const draft = await anna.draft();
  await openDraft(page, draft.id, "documents");
  const { name, mimeType, buffer } = pdf("справка.pdf", 4 * KIB);
  const data = await page.evaluateHandle(
    ({ name, mimeType, bytes }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      return transfer;
    },
    { name, mimeType, bytes: [...buffer] },
  );
  const place = page.getByText("или перетащите их сюда").nth(1);
  await place.dispatchEvent("dragover", { dataTransfer: data });
  await place.dispatchEvent("drop", { dataTransfer: data });
  await expect(fileRow(page, name)).toContainText("Принят,");
  expect((await anna.read(draft.id)).files.map(({ slot }) => slot)).toEqual(["medical"]);
});

test("files are still there after a reload", async ({ signedIn: page, anna }) => {
  const draft = await anna.draft();
  await openDraft(page, draft.id, "documents");
  await add(page, MEDICAL_SLOT, pdf("справка.pdf", 300 * KIB));
  await expect(fileRow(page, "справка.pdf")).toContainText("Принят, 300 КБ");
  await page.reload();
  await expect(fileRow(page, "справка.pdf")).toContainText("Принят, 300 КБ");
});
