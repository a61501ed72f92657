// Some people press every button twice: the second press must not act on the screen that comes next.

import { openDraft } from "../../fixtures/journey.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

for (const [step, next] of [
  ["personal", "Документ, удостоверяющий личность"],
  ["contacts", "Цель экспертизы"],
  ["purpose", "Направление 088/у"],
  ["documents", "Как получить решение"],
] as const) {
  test(`pressing «Продолжить» twice changes no answer on «${next}»`, async ({ signedIn: page, anna }) => {
    const { id, answers } = await anna.readyDraft();
    await openDraft(page, id, step);
    await page.getByRole("main").getByRole("button", { name: "Продолжить", exact: true }).dblclick({ delay: 60 });
    await expect(heading(page)).toHaveText(next);
    // If the second press gave an answer, it would be saved within a second.
    await page.waitForTimeout(3_000);
    expect((await anna.read(id)).answers).toEqual(answers);
    await expect(heading(page)).toHaveText(next);
  });
}
