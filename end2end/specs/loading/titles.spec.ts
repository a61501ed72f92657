// Titles tell pages apart (WCAG 2.4.2): in the history, among tabs, and for screen reader users, who hear the title first.

import { addressesFor } from "../../fixtures/addresses.ts";
import { expect, test } from "../../fixtures/test.ts";

test("every page has its own title", async ({ signedIn: page, anna }) => {
  const addresses = await addressesFor(anna, ["contacts", "check-answers"]);
  const titles: string[] = [];
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.locator("#main h1")).toBeVisible();
    titles.push(await page.title());
  }
  expect(new Set(titles).size, titles.join("\n")).toBe(addresses.length);
});
