// A form stays open over midnight: the new day counts as today, on the page as on the server.

import { Citizen } from "../../fixtures/citizen.ts";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";
import { pass } from "../../fixtures/visits.ts";

/** Two minutes before midnight in Moscow. */
const LATE = "2027-02-01T20:58:00Z";

test("a form opened before midnight takes the new day's date and is sent", async ({ page, context, server, fresh }) => {
  void fresh;
  await server.doors.clock(LATE);
  const anna = await Citizen.signIn(server, ANNA);
  await (await Citizen.signIn(server, ANNA)).enter(context);
  const { answers, files } = answerSet("mse_copy", new Date(LATE));
  const { id } = await anna.filledDraft("mse_copy", { answers: { ...answers, conclusion_date: "" }, files });
  await page.clock.install({ time: new Date(LATE) });
  await openDraft(page, id, "conclusion");
  await pass(page, server, 4);
  await page.getByRole("textbox", { name: "Когда была экспертиза?" }).fill("02.02.2027");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(heading(page)).not.toHaveText("Какая копия нужна");
  await expect(page.getByText("Эта дата ещё не наступила")).toHaveCount(0);
  await page.goto(`/drafts/${id}/check-answers`);
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(heading(page)).toHaveText("Заявление отправлено");
});
