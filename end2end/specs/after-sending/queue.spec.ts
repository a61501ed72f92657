// After sending: the number, the place in the queue, the copy in the archive, and the letter.

import { expectAccessible } from "../../fixtures/axe.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { Colleague, SECOND_GROUP, fact, letter } from "../../fixtures/office.ts";
import { download, expectPdf } from "../../fixtures/pdf-documents.ts";
import { expectNarrow, expectScreen } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/test.ts";

const COPY = "Копия заявления (PDF)";

test("M-15 after sending: the number, the place in the queue, the copy in the archive, and a letter", async ({ signedIn: page, anna, server }) => {
  await anna.application();
  const { id: draft } = await anna.readyDraft();
  await openDraft(page, draft, "check-answers");
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expectScreen(page, "Заявление отправлено");
  const [sent] = await anna.applications();
  const { id, number } = sent!;
  const main = page.getByRole("main");
  await expect(main.getByText(number, { exact: true })).toBeVisible();
  await expect(main).toContainText("Место в очереди: 2 из 2");
  await expect(main.getByText(/личный архив/)).toContainText(COPY);
  await expect(main.getByText("Отправили номер на anna@example.ru.")).toBeVisible();
  const written = await letter(server);
  for (const text of [`Заявление ${number} принято`, "Здравствуйте", `${server.origin}/applications/${id}`]) expect(written).toContain(text);
  const copy = await download(page, COPY);
  await expectPdf(copy.file, [number, "Петрова", "Прошу установить группу инвалидности."]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNarrow(page);

  // The same stands on the page of the application, for as long as nobody has taken it.
  await main.getByRole("link", { name: "Открыть заявку" }).click();
  await expect(main.getByText(number, { exact: true })).toBeVisible();
  await expect(fact(page, "Место в очереди")).toContainText("2 из 2");
  const archive = main.getByRole("heading", { name: /личный архив/ });
  await expect(archive).toBeVisible();
  await expectPdf((await download(page, COPY)).file, [number]);
  await expectAccessible(page, "место в очереди");
  await expectNarrow(page);
});

test("M-15 the place moves up, and ends when somebody takes the application; the archive stays", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const [first, second] = [await anna.application(), await anna.application()];
  await page.goto(`/applications/${second.id}`);
  const place = fact(page, "Место в очереди");
  await expect(place).toContainText("2 из 2");
  await expert.act(first.id, { act: "take" });
  await page.reload();
  await expect(place).toContainText("1 из 1");
  await expert.act(second.id, { act: "take" });
  await expect(place).toHaveCount(0);
  await expert.act(second.id, { act: "approve", result: SECOND_GROUP });
  await expect(page.getByRole("link", { name: /^Решение № Р-2026-\d{6} \(PDF\)$/ })).toBeVisible();
  await expectPdf((await download(page, COPY)).file, [second.number]);
});
