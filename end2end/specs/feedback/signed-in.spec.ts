// A question of who is signed in: about an application of their own, with an answer in words.

import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { field, message, say } from "../../fixtures/messages.ts";
import { signOut } from "../../fixtures/menu.ts";
import { ANNA } from "../../fixtures/people.ts";
import { ask, input, questionsOf, topic, words } from "../../fixtures/questions.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const TEXT = "Почему заявка третий день на проверке?";

test("M-42 the form takes the application and what one wants to know, and promises an answer within a working day", async ({ signedIn: page, anna, server }) => {
  const { number } = await anna.application();
  await server.doors.bureau(number, "check");
  await page.goto("/feedback");
  await expect(heading(page)).toHaveText("Обратная связь");
  await expect(page.getByText("Ответим за один рабочий день.")).toBeVisible();
  await topic(page, "Срок и статус заявки").check();
  const which = page.getByRole("radiogroup", { name: "О какой заявке вопрос?" });
  const own = which.getByRole("radio", { name: new RegExp(number) });
  await expect(own).toHaveAccessibleDescription("Сейчас: На проверке");
  await own.check();
  await page.getByRole("checkbox", { name: "Когда будет решение" }).check();
  await expectAccessible(page, "обратная связь, вошли");
  await expect(page.getByRole("checkbox", { name: "Я даю согласие на обработку персональных данных" })).toHaveCount(0);
  await words(page).fill(TEXT);
  await ask(page).dblclick();
  await expect(heading(page)).toHaveText("Вопрос отправлен");
  await expect(heading(page)).toBeFocused();
  await expect(page.getByText(/Ответим до .+ включительно: напишем на /)).toBeVisible();
  await expect(page.getByText("Разбираемся")).toBeVisible();
  for (const wrong of ["Одобрено", "Решение №", "Р-20"]) await expect(page.getByText(wrong)).toHaveCount(0);
  await expectAccessible(page, "вопрос отправлен");
  const [question, ...more] = await questionsOf(anna);
  expect(more).toEqual([]);
  expect(question).toMatchObject({ category: "status", state: "open", application: { number } });
  expect(question?.messages?.[0]?.text).toBe(`Хочу узнать: когда будет решение.\n${TEXT}`);
  await page.getByRole("link", { name: "Открыть вопрос" }).click();
  await expect(heading(page)).toHaveText(`Вопрос ${question?.number ?? ""}`);
  await expect(message(page, TEXT)).toContainText("Отправлено");
  await expect(page.getByRole("link", { name: `Вопрос о заявке ${number}` })).toBeVisible();
  await expectAccessible(page, "страница вопроса");
  // Writing more goes to the same question.
  await say(page, "И ещё: где мои документы?");
  await expect(message(page, "где мои документы?")).toContainText("Отправлено");
  await expect(field(page)).toHaveValue("");
  expect((await questionsOf(anna))[0]?.messages).toHaveLength(2);
  await page.goto("/messages");
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: question?.number ?? "?" }).first()).toBeVisible();
  await page.getByRole("link", { name: "Обращения", exact: true }).click();
  await expect(heading(page)).toHaveText("Мои обращения");
  const listed = page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("link", { name: `Вопрос ${question?.number ?? "?"}` }) });
  await expect(listed).toContainText("Разбираемся");
  await server.doors.say({ question: question?.number ?? "?", text: "Документы у эксперта." });
  await expect(listed, "live").toContainText("Ответили");
  await expect(listed).toContainText("Новое");
  await expectAccessible(page, "обращения с вопросом");
  await page.getByRole("textbox", { name: "Найти по номеру или дате" }).fill("нет такого");
  await expect(listed).toHaveCount(0);
  await page.goto("/applications");
  await expect(page.getByRole("row").filter({ hasText: question?.number ?? "?" })).toHaveCount(0);
});

test("M-42 the office answers in words: the question says so, and writing again opens it again", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.json<{ id: string; number: string }>("POST", "/questions", { category: "other", text: TEXT }, { "idempotency-key": "asked" });
  await page.goto(`/questions/${id}`);
  await expect(page.getByText("Разбираемся")).toBeVisible();
  await expect(page.getByText(/Ответим до .+ включительно\./)).toBeVisible();
  await server.doors.say({ question: number, text: "Заявка ждёт справку из больницы." });
  await expect(message(page, "Заявка ждёт справку из больницы.")).toBeVisible();
  await expect(page.getByText("Ответили")).toBeVisible();
  await expect(message(page, TEXT)).toContainText("Прочитано");
  await expectAccessible(page, "вопрос с ответом");
  await expect.poll(async () => (await questionsOf(anna))[0]?.messages?.[1]?.read_at, { message: "read after a second" }).toBeTruthy();
  await say(page, "Какую справку?");
  await expect(page.getByText("Разбираемся")).toBeVisible();
  expect((await questionsOf(anna))[0]?.state).toBe("open");
});

test("with «Проблема доступа» help comes before anything is typed", async ({ signedIn: page }) => {
  await page.goto("/feedback");
  await topic(page, "Проблема доступа").check();
  const help = page.getByRole("link", { name: "Восстановить доступ" });
  await expect(help).toHaveAttribute("href", "/recovery");
  await expectAccessible(page, "обратная связь, доступ");
  await topic(page, "Другое").check();
  await expect(help).toHaveCount(0);
});

test("what is missing is listed and stands at its field; nothing typed is lost", async ({ signedIn: page, anna }) => {
  await anna.application();
  await page.goto("/feedback");
  await expect(page.getByRole("radiogroup", { name: "О какой заявке вопрос?" })).toBeVisible();
  await ask(page).click();
  const summary = page.locator("#error-summary");
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("listitem")).toHaveText(["Выберите, о чём вы пишете", "Напишите, в чём вопрос"]);
  await expectAccessible(page, "обратная связь, не всё заполнено");
  await topic(page, "Срок и статус заявки").check();
  await input(page, "Электронная почта (необязательно)").fill("anna.example.ru");
  await words(page).fill(TEXT);
  await ask(page).click();
  await expect(summary.getByRole("listitem")).toHaveText(["Выберите заявку или «Вопрос не о заявке»", "В адресе почты нет знака @. Например, name@example.ru"]);
  await expect(words(page)).toHaveValue(TEXT);
});

test("a failed request keeps everything, and the next press asks once", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*\/questions/, 503, "cut");
  await page.goto("/feedback");
  await topic(page, "Другое").check();
  await words(page).fill(TEXT);
  for (const fault of [{ kind: "status", status: 503 }, { kind: "cut_after_bytes", bytes: 10 }] as const) {
    await server.doors.fault({ match: "POST /api/v1/questions", times: 9, ...fault });
    await ask(page).click();
    const alert = page.getByRole("alert").filter({ hasText: "Вопрос пока не отправлен" });
    await expect(alert).toContainText("Всё, что вы ввели, осталось на месте.");
    await expect(alert).toBeFocused();
    await expect(words(page)).toHaveValue(TEXT);
    await server.doors.noFaults();
  }
  await ask(page).click();
  await expect(heading(page)).toHaveText("Вопрос отправлен");
  expect(await questionsOf(anna)).toHaveLength(1);
});

test("what is typed survives a reload, sealed; signing out forgets it", async ({ signedIn: page, server }) => {
  await page.goto("/feedback");
  await topic(page, "Технический сбой").check();
  await words(page).fill(TEXT);
  await expect.poll(async () => (await stored(page))["localStorage"]).toContain("visit.feedback");
  expectNoneOf([TEXT], await stored(page));
  await page.reload();
  await expect(words(page)).toHaveValue(TEXT);
  await expect(topic(page, "Технический сбой")).toBeChecked();
  await signOut(page);
  await page.goto("/sign-in?next=/feedback");
  await signInOnScreen(page, server, ANNA);
  await expect(heading(page)).toHaveText("Обратная связь");
  await expect(words(page)).toHaveValue("");
});
