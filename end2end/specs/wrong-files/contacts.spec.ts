// A citizen who needs help while a file is sent presses the phone or the e-mail address. The page stays, so the browser must
// not ask whether to leave it.

import type { Page } from "@playwright/test";
import { arrived, onItsWay } from "../../fixtures/cuts.ts";
import { KIB, MIB, pdf } from "../../fixtures/files.ts";
import { expect, test } from "../../fixtures/test.ts";

const FILE = pdf("справка.pdf", 3 * MIB);

/** Collects the browser's questions from now on and answers «no». */
function asked(page: Page): string[] {
  const questions: string[] = [];
  page.on("dialog", (dialog) => {
    questions.push(dialog.type());
    void dialog.dismiss();
  });
  return questions;
}

test("phone and e-mail pressed during an upload ask nothing, and the upload goes on", async ({ signedIn: page, anna, network }) => {
  const questions = asked(page);
  const id = await onItsWay(page, anna, network, FILE, 256 * KIB);
  const received = async () => (await anna.read(id)).files[0]?.received ?? 0;
  for (const scheme of ["tel:", "mailto:"]) {
    const before = await received();
    await page.getByRole("contentinfo").locator(`a[href^="${scheme}"]`).click();
    await expect.poll(received, "it goes on").toBeGreaterThan(before);
    expect(questions, scheme).toEqual([]);
  }
  network.limit(16 * MIB);
  await arrived(page, FILE);
});

test("afterwards leaving the page still asks", async ({ signedIn: page, anna, network, watchdog }) => {
  watchdog.expectCuts();
  await onItsWay(page, anna, network, FILE, 256 * KIB);
  const questions = asked(page);
  await page.getByRole("contentinfo").locator('a[href^="tel:"]').click();
  questions.length = 0;
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => questions).toEqual(["beforeunload"]);
});
