// A browser opens six connections to an HTTP/1.1 server, and every tab that listens for news takes one.

import type { Page } from "@playwright/test";
import { email } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";
import { switchTo } from "../../fixtures/visibility.ts";

test("with seven tabs on «Мои заявки» the seventh opens and an answer is saved within five seconds", async ({ signedIn: page, anna, server, context }) => {
  const { id } = await anna.draft();
  const { id: application, number } = await anna.application();
  await openDraft(page, id, "contacts");
  const tabs = [page];
  try {
    for (let nth = 1; nth <= 7; nth += 1) {
      const tab = await context.newPage();
      tabs.push(tab);
      const begun = Date.now();
      await tab.goto("/applications", { timeout: 5_000 });
      await expect(tab.getByRole("row").last(), `tab ${nth}`).toContainText(number, { timeout: 5_000 });
      expect(Date.now() - begun, `tab ${nth} opens within five seconds`).toBeLessThan(5_000);
      await switchTo(tab, tabs);
    }
    await switchTo(page, tabs);
    await email(page).fill("seven@example.ru");
    await expect.poll(async () => (await anna.read(id)).answers["email"], { timeout: 5_000 }).toBe("seven@example.ru");

    // A tab that becomes visible again shows what happened meanwhile.
    await server.doors.bureau(application, "check");
    const last = tabs.at(-1) as Page;
    await switchTo(last, tabs);
    await expect(last.getByRole("row").last()).toContainText("На проверке");
  } finally {
    // Closes the tabs: one that hangs would not answer the checks at the end of the test.
    for (const tab of tabs.slice(1)) await tab.close();
  }
});
