// Letters about an application go to the address given in it, and the page names that address.

import { ANSWERS } from "../../fixtures/answers.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const ADDRESS = "maria@пример.рф";

test("the number and all news go to the address in the application, which the page names", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.readyDraft({ ...ANSWERS, email: ADDRESS });
  await openDraft(page, id, "check-answers");
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Заявление отправлено");
  await expect(page.getByText(`Отправили номер на ${ADDRESS}.`)).toBeVisible();
  const letter = async () => (await server.doors.outbox()).find(({ channel }) => channel === "email");
  const [application] = await anna.applications();
  expect(await letter()).toMatchObject({ to: ADDRESS, text: expect.stringContaining(application!.number) });
  await server.doors.bureau(application!.id, "take");
  expect(await letter()).toMatchObject({ to: ADDRESS, text: expect.stringContaining("на проверке") });
});
