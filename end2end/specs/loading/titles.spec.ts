// Titles tell pages apart (WCAG 2.4.2): in the history, among tabs, and for screen reader users, who hear the title first.

import { expect, test } from "../../fixtures/test.ts";

test("every page has its own title", async ({ signedIn: page, anna }) => {
  const application = await anna.application();
  const { id } = await anna.draft();
  const addresses = [
    "/",
    "/search",
    "/services/mse_application",
    `/drafts/${id}`,
    `/drafts/${id}/contacts`,
    `/drafts/${id}/check-answers`,
    "/applications",
    "/requests",
    "/institutions",
    "/bookings",
    "/operations",
    `/applications/${application.id}`,
    `/applications/${application.id}/sent`,
    `/applications/${application.id}/booking`,
    `/applications/${application.id}/booking/sverdlovsk-1`,
    "/nowhere",
  ];
  const titles: string[] = [];
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.locator("#main h1")).toBeVisible();
    titles.push(await page.title());
  }
  expect(new Set(titles).size, titles.join("\n")).toBe(addresses.length);
});
