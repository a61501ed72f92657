// Files between office and citizen: what the office thinks of the citizen's, and those that it sends itself.

import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { pdf } from "../../fixtures/files.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { message, openTalk } from "../../fixtures/messages.ts";
import { Colleague, letter, line } from "../../fixtures/office.ts";
import { expect, test } from "../../fixtures/test.ts";

const NAME = "справка.pdf";

test("a refused file is told at once: in the journal, aloud, by letter, and as a mark in the list", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id, number } = await anna.application();
  const file = (await anna.case(id)).files.find(({ slot }) => slot === "medical");
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  const said = await listen(page);
  await expert.mark(id, file?.id ?? "", { mark: "refused", reason: "Страница срезана." });
  const told = `Файл «${file?.name}» не принят. Почему: Страница срезана. Новый можно прислать в сообщении.`;
  await expect(page.getByRole("main")).toContainText("Не принят: Страница срезана.");
  await expect(line(page, "Файл")).toContainText(told);
  await expect.poll(said).toEqual([told.replace(/\.$/, "")]);
  await expectAccessible(page, "файл не принят");
  const sent = await letter(server);
  expect(sent).toContain(`По заявлению ${number} не принят один из файлов`);
  expect(sent).toContain("Новый файл можно прислать там же, в сообщении.");
  expect(sent).not.toContain(file?.name);

  await page.goto("/applications");
  await expect(page.getByRole("row").filter({ hasText: number })).toBeVisible();
  await expert.mark(id, file?.id ?? "", { mark: "accepted" });
  await expect(page.getByRole("row").locator(".table__mark")).toHaveText("Новое есть изменения");
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole("heading", { level: 2, name: "Пока вас не было" }).locator("+ ol")).toContainText("всё-таки принят");
});

test("a file that the office sends stands in the conversation, and can be opened", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await openTalk(page, id);
  await expert.send(id, "Направление на анализы во вложении.", pdf(NAME));
  const came = message(page, "Направление на анализы во вложении.");
  await expect(came).toContainText("Вложения: 1\u00a0файл");
  await expectAccessible(page, "вложение бюро");
  const download = page.waitForEvent("download");
  await came.getByRole("link", { name: NAME }).click();
  expect((await download).suggestedFilename()).toBe(NAME);
});
