// A file dropped anywhere never replaces the app in the browser; dragged words still go into fields.

import type { Page } from "@playwright/test";
import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

/** Whether the page prevents the browser's default for what is dropped there. */
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

test("a file dropped beside the target does not open in place of the app", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  for (const address of ["/", `/drafts/${id}`, `/drafts/${id}/documents`, "/applications"]) {
    await page.goto(address);
    await expect(page.locator("#announcer")).toBeAttached();
    for (const place of ["body", "header", "main", "footer", "h1"]) {
      expect(await dropped(page, place, "file"), `${address}, ${place}`).toEqual([true, true]);
    }
  }
});

test("words can be dragged into a field", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  expect(await dropped(page, "main input", "words")).toEqual([false, false]);
});
