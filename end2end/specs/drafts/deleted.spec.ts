// A draft with unsaved answers is deleted, and the browser keeps nothing of it.

import { email, kept, sealed } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { expect, test } from "../../fixtures/test.ts";

test("a deleted draft with unsaved answers stays out of the browser", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 404, 503);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "status", status: 503, times: 99 });
  await email(page).fill("not.saved@example.ru");
  await expect(page.getByText("Не сохранено: сервер не отвечает")).toBeVisible();
  await kept(page, id);
  await goToSection(page, "Мои заявки");
  await page.getByRole("button", { name: /^Удалить черновик/ }).click();
  await page.getByRole("button", { name: "Да, удалить" }).click();
  await expect(page.getByRole("heading", { name: "Ещё не отправлены" })).toHaveCount(0);
  await server.doors.noFaults();
  // Longer than the pause before the next attempt to save.
  await page.waitForTimeout(9_000);
  expect(await sealed(page)).toEqual({});
});
