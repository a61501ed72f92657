// Files that a cloud holds and never hands over: whoever waits for them is told so, and the others do not wait.

import { add, arrived } from "../../fixtures/cuts.ts";
import { pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const HANGING = [pdf("облако-1.pdf"), pdf("облако-2.pdf")];
const FILE = pdf("справка.pdf");
const UNREADABLE = "Браузер не смог прочитать файл";

test("два файла не читаются до конца: третий принят сразу, а о тех сказано", async ({ signedIn: page, context, anna }) => {
  test.slow();
  await context.addInitScript(() => {
    const hanging = new WeakSet<Blob>();
    const { slice, arrayBuffer } = Blob.prototype;
    Blob.prototype.slice = function (this: Blob, ...range) {
      const piece = slice.apply(this, range);
      if (this instanceof File && this.name.startsWith("облако")) hanging.add(piece);
      return piece;
    };
    Blob.prototype.arrayBuffer = function (this: Blob) {
      return hanging.has(this) ? new Promise(() => {}) : arrayBuffer.call(this);
    };
  });
  const { id } = await anna.draft();
  await page.goto(`/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  await add(page, ...HANGING, FILE);
  for (const { name } of HANGING) await expect(fileRow(page, name)).toContainText("Проверяем файл…");
  await arrived(page, FILE);
  for (const { name } of HANGING) await expect(fileRow(page, name)).toContainText(UNREADABLE, { timeout: 45_000 });
  expect((await anna.read(id)).files.map(({ name }) => name)).toEqual([FILE.name]);
});
