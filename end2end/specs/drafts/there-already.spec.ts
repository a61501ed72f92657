// The service page offers an existing draft, even when it learns late who is signed in: nobody starts a second one unawares.

import type { Page } from "@playwright/test";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectSignedIn, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const SERVICE = "/services/mse_application";
const main = (page: Page) => page.getByRole("main");

async function expectOffered(page: Page, draft: string): Promise<void> {
  await expect(main(page).getByText("У вас есть черновик этого заявления")).toBeVisible();
  await expect(main(page).getByRole("link", { name: "Продолжить черновик" })).toHaveAttribute("href", new RegExp(`^/drafts/${draft}`));
  await expect(main(page).getByRole("button", { name: "Заполнить заявление", exact: true })).toHaveCount(0);
}

test("after signing in in another tab, the service page offers the draft", async ({ page, anna, server }) => {
  const { id } = await anna.draft();
  await page.goto(SERVICE);
  await expect(main(page).getByRole("link", { name: "Войти и заполнить заявление" })).toBeVisible();
  const other = await openTab(page, "/sign-in");
  await signInOnScreen(other, server, ANNA);
  await expectSignedIn(page);
  await expectOffered(page, id);
});

test("the service page offers the draft when the server is slow to say who is signed in", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.draft();
  await server.doors.fault({ match: "GET /api/v1/session", kind: "delay", ms: 4_000 });
  await page.goto(SERVICE);
  await expectSignedIn(page);
  await expectOffered(page, id);
});
