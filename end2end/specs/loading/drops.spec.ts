// A file dropped anywhere is never opened by the browser in the place of the app; dragged words still go into fields.

import type { Page } from "@playwright/test";
import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

/** Whether the page keeps the browser from its own way with what is dropped there. */
function dropped(page: Page, selector: string, what: "file" | "words"): Promise<boolean[]> {
  return page.locator(selector).first().evaluate((target, what) => {
    const dataTransfer = new DataTransfer();
    if (what === "file") dataTransfer.items.add(new File(["%PDF-1.7"], "scan.pdf", { type: "application/pdf" }));
    else dataTransfer.setData("text/plain", "слова");
    return ["dragover", "drop"].map((type) => {
      const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    });
  }, what);
}

test("файл мимо цели не открывается вместо программы", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  for (const address of ["/", `/drafts/${id}`, `/drafts/${id}/documents`, "/applications"]) {
    await page.goto(address);
    await expect(page.locator("#announcer")).toBeAttached();
    for (const place of ["body", "header", "main", "footer", "h1"]) {
      expect(await dropped(page, place, "file"), `${address}, ${place}`).toEqual([true, true]);
    }
  }
});

test("а слова можно перетащить в поле", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  expect(await dropped(page, "main input", "words")).toEqual([false, false]);
});
