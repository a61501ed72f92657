// Whoever needs help while a file is sent presses the phone or the address: the page stays, so nobody is asked whether to
// leave it.

import { add, arrived } from "../../fixtures/cuts.ts";
import { KIB, MIB, pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { expect, test } from "../../fixtures/test.ts";

const FILE = pdf("справка.pdf", 3 * MIB);

test("телефон и почта нажаты, пока файл отправляется: никаких вопросов, и отправка идёт", async ({ signedIn: page, anna, network }) => {
  const { id } = await anna.draft();
  await page.goto(`${network.origin}/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  const questions: string[] = [];
  page.on("dialog", (dialog) => {
    questions.push(dialog.type());
    void dialog.dismiss();
  });
  network.limit(256 * KIB);
  await add(page, FILE);
  const received = async () => (await anna.read(id)).files[0]?.received ?? 0;
  await expect.poll(received).toBeGreaterThan(0);
  for (const scheme of ["tel:", "mailto:"]) {
    const before = await received();
    await page.getByRole("contentinfo").locator(`a[href^="${scheme}"]`).click();
    await expect.poll(received, "it goes on").toBeGreaterThan(before);
    expect(questions, scheme).toEqual([]);
  }
  network.limit(16 * MIB);
  await arrived(page, FILE);
});

test("после них уход со страницы всё ещё переспрашивает", async ({ signedIn: page, anna, network, quiet }) => {
  quiet.expectCuts();
  const { id } = await anna.draft();
  await page.goto(`${network.origin}/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  network.limit(256 * KIB);
  await add(page, FILE);
  await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(0);
  const questions: string[] = [];
  page.on("dialog", (dialog) => {
    questions.push(dialog.type());
    void dialog.dismiss();
  });
  await page.getByRole("contentinfo").locator('a[href^="tel:"]').click();
  questions.length = 0;
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => questions).toEqual(["beforeunload"]);
});
