// Files from a cloud that never delivers them: the page says so after a while, and other files do not wait for them.

import { add, arrived } from "../../fixtures/cuts.ts";
import { pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const HANGING = [pdf("облако-1.pdf"), pdf("облако-2.pdf")];
const FILE = pdf("справка.pdf");
const UNREADABLE = "Браузер не смог прочитать файл";

test("two files that cannot be read do not delay a third, and the page says so", async ({ signedIn: page, context, anna }) => {
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
