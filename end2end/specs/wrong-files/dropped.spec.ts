// A file dropped beside its target: the browser must not open it in place of the form.

import type { JSHandle, Page } from "@playwright/test";
import { KIB, pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { expect, test } from "../../fixtures/test.ts";

const FILE = pdf("справка.pdf", 4 * KIB);

/** The data of a file dragged from the system. */
async function carry(page: Page): Promise<JSHandle<DataTransfer>> {
  return page.evaluateHandle(
    ({ name, mimeType, bytes }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      return transfer;
    },
    { name: FILE.name, mimeType: FILE.mimeType, bytes: [...FILE.buffer] },
  );
}

/** Whether the page prevents the browser from opening what is dropped there. */
async function drop(page: Page, selector: string): Promise<boolean> {
  const data = await carry(page);
  return page.evaluate(
    ([selector, data]) => {
      const target = document.querySelector(selector);
      if (!target) throw new Error(`no ${selector}`);
      const prevents = (type: string) => {
        const event = new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer: data });
        target.dispatchEvent(event);
        return event.defaultPrevented;
      };
      return [prevents("dragover"), prevents("drop")].every(Boolean);
    },
    [selector, data] as const,
  );
}

/** All text of the page, with the announcements. */
const words = (page: Page) => page.evaluate(() => `${document.body.innerText} ${document.getElementById("announcer")?.textContent}`);

for (const place of ["body", "header", "main h1", "main .actions", "footer"]) {
  test(`a file dropped beside its target (${place}) is taken, or the page says where to drop it`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await page.goto(`/drafts/${id}/documents`);
    await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
    const before = await words(page);
    expect(await drop(page, place)).toBe(true);
    await expect.poll(() => words(page), "what is said of it").not.toBe(before);
    await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  });
}

for (const [where, open] of [
  ["on home", async () => "/"],
  ["on another step", async (draft: string) => `/drafts/${draft}/contacts`],
  ["on the list of applications", async () => "/applications"],
] as const) {
  test(`a file dropped ${where} does not open in the browser`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await page.goto(await open(id));
    await expect(page.locator("#announcer")).toBeAttached();
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    expect(await drop(page, "main h1")).toBe(true);
    expect(await drop(page, "body")).toBe(true);
  });
}
