// The page of an application answers three questions in every state: what happens now, what is needed from the citizen, and what
// the office does.

import type { Page } from "@playwright/test";
import { AnotherApi } from "../../fixtures/another-api.ts";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Citizen, Summary } from "../../fixtures/citizen.ts";
import { caseStatus, stage } from "../../fixtures/journey.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/test.ts";

const main = (page: Page) => page.getByRole("main");
const REMARK = { pointer: "/answers/phone", text: { ru: "Проверьте телефон.", en: "Check the phone." } };

interface Row {
  service: "mse_application" | "so_medical" | "mse_copy";
  /** What has happened. */
  moves: ("check" | "approve" | "refuse" | "ask" | "withdraw")[];
  status: string;
  now: string | RegExp;
  /** Titles of what is needed, or the sentence that nothing is; none for a closed application. */
  needs: string[] | RegExp | undefined;
  work: string | undefined;
  /** The only main button. */
  main?: string;
}

const NOTHING = /Сейчас от вас ничего не нужно\. Если что-то понадобится, напишем на \S+@\S+ и покажем здесь\./;

const ROWS: Row[] = [
  { service: "mse_application", moves: [], status: "Принято", now: "Заявление у нас.", needs: ["Выберите день осмотра"], work: "Автоматически проверяем документы", main: "Выбрать дату" },
  { service: "mse_application", moves: ["check"], status: "На проверке", now: "нужен осмотр: выберите для него день", needs: ["Выберите день осмотра"], work: "Осмотр проведём в день, который вы выберете", main: "Выбрать дату" },
  { service: "mse_application", moves: ["check", "ask"], status: "Нужен ваш ответ", now: "Ждём вашего ответа. Срок рассмотрения на это время остановлен.", needs: ["Исправьте 1 место в заявлении"], work: "Как только вы ответите, пойдём дальше", main: "Исправить" },
  { service: "mse_application", moves: ["check", "approve"], status: "Одобрено", now: "Решение принято.", needs: undefined, work: undefined, main: "Просмотреть результат" },
  { service: "mse_application", moves: ["check", "refuse"], status: "Отклонено", now: "В заявлении отказали.", needs: [], work: undefined, main: "Скачать решение" },
  { service: "mse_application", moves: ["withdraw"], status: "Отозвано", now: /Вы отозвали заявление \d+\s\S+ \d{4}/, needs: [], work: undefined },
  { service: "so_medical", moves: [], status: "Принято", now: "Заявление у нас.", needs: NOTHING, work: "Автоматически проверяем документы" },
  { service: "so_medical", moves: ["check"], status: "В работе", now: "Документы проверены и переданы врачам.", needs: NOTHING, work: "Врачи изучают документы" },
  { service: "so_medical", moves: ["check", "approve"], status: "Одобрено", now: "операцию можно планировать", needs: ["Выберите больницу и день операции"], work: "Ждём, какой день вы выберете", main: "Выбрать дату" },
  { service: "mse_copy", moves: [], status: "Принято", now: "Заявление у нас.", needs: NOTHING, work: "Автоматически проверяем документы" },
  { service: "mse_copy", moves: ["check"], status: "На проверке", now: "заявка на рассмотрении", needs: NOTHING, work: "готовим ответ" },
  { service: "mse_copy", moves: ["check", "approve"], status: "Одобрено", now: "Заявление одобрено.", needs: undefined, work: undefined, main: "Просмотреть результат" },
];

async function send(anna: Citizen, server: Server, service: Row["service"]): Promise<Summary> {
  const now = new Date(await server.doors.now());
  return service === "mse_application" ? anna.application() : anna.send(await anna.filledDraft(service, answerSet(service, now)));
}

async function move(anna: Citizen, server: Server, { id, number }: Summary, what: Row["moves"][number]): Promise<void> {
  if (what === "ask") return server.doors.ask(number, [REMARK]);
  if (what === "withdraw") return void (await anna.json("POST", `/applications/${id}/withdraw`, {}));
  await server.doors.bureau(number, what, what === "refuse" ? "documents_invalid" : undefined);
}

for (const row of ROWS) {
  test(`${row.service}, ${row.moves.at(-1) ?? "sent"}: what happens, what is needed, what the office does`, async ({ signedIn: page, anna, server }) => {
    const sent = await send(anna, server, row.service);
    for (const what of row.moves) await move(anna, server, sent, what);
    await page.goto(`/applications/${sent.id}`);
    await expect(caseStatus(page)).toHaveText(row.status);
    const heading = (name: string) => main(page).getByRole("heading", { level: 2, name, exact: true });
    await expect(heading("Что сейчас").locator("xpath=following-sibling::p[2]")).toContainText(row.now);
    const needs = main(page).locator(".need__title");
    if (row.needs instanceof RegExp) {
      await expect(needs).toHaveCount(0);
      await expect(heading("Что нужно от вас").locator("+ p")).toHaveText(row.needs);
    } else {
      await expect(needs).toHaveText(row.needs ?? []);
      await expect(heading("Что нужно от вас")).toHaveCount(row.needs === undefined ? 0 : 1);
    }
    await expect(heading("Что делаем мы")).toHaveCount(row.work === undefined ? 0 : 1);
    if (row.work) await expect(heading("Что делаем мы").locator("+ p")).toContainText(row.work);
    await expect(main(page).locator(".button--primary")).toHaveText(row.main ? [row.main] : []);
    await expectAccessible(page, `${row.service} ${row.moves.join(" ")}`);
  });
}

test("who is refused or has withdrawn may apply again, and need not", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "refuse", "documents_invalid");
  await page.goto(`/applications/${id}`);
  await expect(main(page)).toContainText("Делать ничего не обязательно.");
  await page.getByRole("button", { name: "Повторить" }).click();
  await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
});

test("an operation whose documents are approved is «готово к планированию», here and in the list", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await send(anna, server, "so_medical");
  await server.doors.bureau(number, "check");
  await server.doors.bureau(number, "approve");
  await page.goto(`/applications/${id}`);
  await expect(main(page).locator(".status")).toHaveText("Одобрено готово к планированию");
  await page.goto("/applications");
  await expect(page.getByRole("row").filter({ hasText: number }).getByRole("cell").last()).toContainText("готово к планированию");
});

test("going back is explained as long as it lasts", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  const review = stage(page, "Рассмотрение");
  await expect(review).toContainText("Впереди");
  await server.doors.bureau(number, "check");
  await expect(review).toContainText("Ждём вас");
  await server.doors.ask(number, [REMARK]);
  await expect(review).toContainText(/Заявка вернулась к вам \d+\s\S+ \d{4}, \d\d:\d\d: чего-то не хватает\. Её номер прежний\./);
  await expect(review.locator(".log__comment").first()).toHaveText("Нужны исправления. Проверьте телефон.");
  await page.reload();
  await expect(review).toContainText("Заявка вернулась к вам");
});

test("what an API of another version asks and tells is shown in its own words", async ({ page, server, context, anna }) => {
  const { id } = await anna.application();
  const api = await AnotherApi.before(server, (told) => {
    told["needs"] = [{ kind: "dance", text: "Станцуйте для комиссии." }];
    told["stages"] = [{ kind: "party", progress: "celebrated", lines: told["journal"].map((line: { id: number }) => line.id) }];
  });
  await anna.enter(context, api.origin);
  await page.goto(`${api.origin}/applications/${id}`);
  await expect(main(page).locator(".need")).toContainText("Специалисты ждут вашего ответа");
  await expect(main(page).locator(".need")).toContainText("Станцуйте для комиссии.");
  await expect(main(page).locator(".log__entry")).toHaveCount(1);
  await expectAccessible(page, "неизвестное");
  await page.goto("about:blank");
  await api.close();
});

test("an API that tells neither stages nor needs still shows its journal", async ({ page, server, context, anna }) => {
  const { id } = await anna.application();
  await server.doors.bureau(id, "check");
  const api = await AnotherApi.before(server, (told) => {
    for (const name of ["stages", "needs", "as_of", "seen"]) delete told[name];
    for (const line of told["journal"]) for (const name of ["kind", "by", "subject"]) delete line[name];
  });
  await anna.enter(context, api.origin);
  await page.goto(`${api.origin}/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("На проверке");
  await expect(main(page).locator(".log__what")).toHaveText(["Статус: На проверке", "Статус: Принято"]);
  await expectAccessible(page, "без этапов");
  await page.goto("about:blank");
  await api.close();
});
