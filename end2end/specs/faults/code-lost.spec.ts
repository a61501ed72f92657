// The answer to the code is lost: the citizen is signed in, or the same code still works.

import { ANSWER_LOST, OFTEN } from "../../fixtures/cuts.ts";
import { askForCode, code, enter } from "../../fixtures/code.ts";
import { ANNA } from "../../fixtures/people.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

for (const [what, times] of [
  ["once", 1],
  ["even after retries", OFTEN],
] as const) {
  test(`the answer to the code is lost ${what}: the citizen is in, or the same code works`, async ({ page, server, watchdog }) => {
    watchdog.expect(/POST .*auth\/code/, "cut");
    await page.goto("/sign-in");
    await askForCode(page, ANNA);
    const digits = await server.doors.code(ANNA.phone);
    await code(page).fill(digits);
    await server.doors.fault({ match: "POST /api/v1/auth/code", times, ...ANSWER_LOST });
    await enter(page).click();
    const inside = heading(page).filter({ hasText: "Государственные услуги" });
    await expect(inside.or(page.getByRole("alert")).first()).toBeVisible();
    await server.doors.noFaults();
    if (!(await inside.isVisible())) {
      await expect(code(page), "the code may be sent again").toHaveValue(digits);
      await enter(page).click();
    }
    await expect(inside).toBeVisible();
  });
}
