// What the office does to a case by its API, and what the citizen sees of it at once, on the page that is open.

import { expectAccessible } from "../../fixtures/axe.ts";
import type { Citizen, Draft } from "../../fixtures/citizen.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { Colleague, SECOND_GROUP, fact, letter, line } from "../../fixtures/office.ts";
import { expect, test } from "../../fixtures/test.ts";

const QUEUE = "Место в очереди";
const EXECUTOR = "Кто занимается заявкой";
const EXPECTED = "Ожидаемая дата завершения";

/** Sends the application again as it is. */
async function correct(citizen: Citizen, application: string): Promise<void> {
  const { id } = await citizen.json<Draft>("POST", `/applications/${application}/correction`);
  await citizen.send(await citizen.read(id));
}

test("M-48 the office takes a case, asks, extends the term with a reason and approves, and each act stands on the citizen's page at once", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id, number } = await anna.application();
  const main = page.getByRole("main");
  await page.goto(`/applications/${id}`);
  await expect(fact(page, QUEUE)).toContainText("1 из 1");
  await expect(fact(page, EXECUTOR)).toContainText("Специалиста ещё не назначили");

  expect((await expert.act(number, { act: "take" })).summary.state).toBe("in_review");
  await expect(caseStatus(page)).toHaveText("На проверке");
  for (const text of [expert.name, "с 18 ноября 2026"]) await expect(fact(page, EXECUTOR)).toContainText(text);
  await expect(fact(page, QUEUE), "somebody has it").toHaveCount(0);
  expect(await letter(server)).toContain(number);

  await expert.act(id, { act: "ask", remarks: [{ pointer: "/answers/phone", text: { ru: "Номер не отвечает." } }] });
  await expect(caseStatus(page)).toHaveText("Нужен ваш ответ");
  await expect(main.locator(".need__title")).toHaveText("Исправьте 1 место в заявлении");
  await expect(main.locator(".need")).toContainText("Номер не отвечает.");
  await expect(fact(page, EXPECTED)).toContainText("Срок остановлен 18 ноября 2026, пока ждём вашего ответа.");
  expect(await letter(server)).toContain("ждёт ваших исправлений");
  await expectAccessible(page, "ждём ответа гражданина");
  await correct(anna, id);
  await expect(caseStatus(page)).not.toHaveText("Нужен ваш ответ");
  if ((await expert.get<{ summary: { state: string } }>(`/cases/${id}`)).summary.state === "submitted") await expert.act(id, { act: "take" });
  await expect(caseStatus(page)).toHaveText("На проверке");

  await expert.act(id, { act: "extend", until: "2026-12-09", reason: { ru: "Ждём выписку из поликлиники." } });
  const moved = main.locator(".notice").filter({ hasText: "Дата изменилась: была 2 декабря 2026, теперь 9 декабря 2026." });
  await expect(moved).toContainText("Ждём выписку из поликлиники.");
  await expect(moved).toContainText("Мы написали вам об этом 18 ноября 2026");
  await expect(fact(page, EXPECTED)).toContainText("9 декабря 2026");
  expect(await letter(server)).toContain("продлён до 9 декабря 2026");
  await expectAccessible(page, "срок продлён");

  await expert.act(id, { act: "approve", words: { ru: "Установлена вторая группа на один год." }, result: SECOND_GROUP });
  await expect(caseStatus(page)).toHaveText("Одобрено");
  const decision = main.locator(".notice").filter({ hasText: /Решение № Р-2026-\d{6} от 18\sноября 2026/ });
  await expect(decision).toContainText("Установлена вторая группа на один год.");
  await expect(decision.getByRole("link", { name: "Скачать решение" })).toBeVisible();
  expect(await letter(server)).not.toContain("группа");
  await expectAccessible(page, "решение со словами");
});

test("M-48 a refusal names its class, and says why in the office's own words", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await expert.act(id, { act: "refuse", code: "documents_invalid", words: { ru: "На справке нет печати больницы." } });
  await expect(caseStatus(page)).toHaveText("Отклонено");
  const decision = page.getByRole("main").locator(".notice").filter({ hasText: "documents_invalid" });
  await expect(decision).toContainText("Документы недействительны: нет подписи, печати или истёк срок.");
  await expect(decision).toContainText("На справке нет печати больницы.");
  await expect(decision.getByRole("link", { name: "Обжаловать решение" })).toBeVisible();
  await expectAccessible(page, "отказ словами бюро");
});

test("M-48 a case is passed to another agency: the page says to which, why, and that its answer is awaited", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id, number } = await anna.application();
  await expert.act(id, { act: "take" });
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("На проверке");
  await expert.act(id, { act: "refer", agency: { ru: "Социальный фонд" }, reason: { ru: "Выплаты назначает он." } });
  await expect(line(page, "Передача в другое ведомство")).toContainText("Передано в Социальный фонд. Выплаты назначает он.");
  await expect(page.locator("#announcer")).toHaveText(/^Передано в Социальный фонд\. Выплаты назначает он/);
  const written = await letter(server);
  expect(written).toContain(`Заявление ${number} передано в другое ведомство`);
  expect(written, "which one tells of somebody's affairs").not.toContain("Социальный фонд");
  await expert.act(id, { act: "wait", for: "agency" });
  await expect(page.getByRole("main")).toContainText("Результата пока нет: ждём ответа другого ведомства.");
  await expectAccessible(page, "передано в другое ведомство");
});

test("M-48 whoever was not fast enough hears so, and nothing happens twice", async ({ signedIn: page, anna, server }) => {
  const [one, two] = [await Colleague.engage(server, "expert"), await Colleague.engage(server, "management")];
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  const seen = (await one.call("GET", `/cases/${id}`)).headers.get("etag") ?? "";
  const act = (who: Colleague, key: string) => who.call("POST", `/cases/${id}/acts`, { act: "take" }, { "if-match": seen, "idempotency-key": key });
  expect((await act(one, "one")).status).toBe(200);
  expect((await act(one, "one")).status, "an answer was lost").toBe(200);
  expect((await act(two, "two")).status).toBe(412);
  await expect(fact(page, EXECUTOR)).toContainText(one.name);
  expect((await anna.case(id)).journal.filter(({ state }) => state === "in_review")).toHaveLength(1);
});
