// A question of who is not signed in: nobody knows who asks, so the answer goes by letter.

import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { ANNA } from "../../fixtures/people.ts";
import { ask, consent, input, topic, words } from "../../fixtures/questions.ts";
import { expectNoneOf, followAddresses, stored } from "../../fixtures/storage.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const TEXT = "Не приходит код, и войти не получается.";
const EMAIL = "pyotr@example.ru";

test("M-42 anybody can ask: the number of the question, until when and where the answer comes", async ({ page, server, context }) => {
  const addresses = followAddresses(context);
  await page.goto("/feedback");
  await expect(consent(page)).not.toBeChecked();
  await expectAccessible(page, "обратная связь, не вошли");
  await topic(page, "Проблема доступа").check();
  await words(page).fill(TEXT);
  await input(page, "Электронная почта").fill(EMAIL);
  await input(page, "Как к вам обращаться").fill("Пётр");
  expectNoneOf([TEXT, EMAIL], await stored(page));
  await ask(page).click();
  await expect(page.locator("#error-summary").getByRole("listitem")).toHaveText(["Прочитайте и отметьте: «Я даю согласие на обработку персональных данных»"]);
  await consent(page).check();
  await ask(page).click();
  await expect(heading(page)).toHaveText("Вопрос отправлен");
  await expect(page.getByText(/^ОС-20\d\d-\d{6}$/)).toBeVisible();
  await expect(page.getByText(new RegExp(`Ответим до .+ включительно: напишем на ${EMAIL}\\.`))).toBeVisible();
  await expect(page.getByText("В письме будет ссылка")).toBeVisible();
  await expect(page.getByRole("link", { name: "Открыть вопрос" })).toHaveCount(0);
  await expectAccessible(page, "вопрос отправлен без входа");
  expectNoneOf([TEXT, EMAIL], { ...(await stored(page)), addresses: addresses.join("\n") });
  const letter = (await server.doors.outbox()).find(({ channel, to }) => channel === "email" && to === EMAIL);
  expect(letter, "a letter says that it has arrived").toBeTruthy();
  expect(letter?.text).not.toContain("код");
});

test("the card at home, the search and the footer lead to the page, not to a form", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("main").getByRole("link", { name: "Обратная связь" })).toHaveAttribute("href", "/feedback");
  await expect(page.getByRole("contentinfo").getByRole("link", { name: "Обратная связь" })).toHaveAttribute("href", "/feedback");
  await page.getByRole("combobox", { name: "Поиск услуги" }).fill("сбой");
  await page.getByRole("option", { name: "Обратная связь" }).click();
  await expect(heading(page)).toHaveText("Обратная связь");
});

test("the number of a decision is named as such while it is typed; a wrong number and none for «Срок и статус» are refused", async ({ page }) => {
  await page.goto("/feedback");
  const number = input(page, "Номер заявки (необязательно)");
  await number.fill("Р-2026-000001");
  await expect(page.getByText("Это номер решения.")).toBeVisible();
  await topic(page, "Срок и статус заявки").check();
  await ask(page).click();
  await expect(page.locator("#number-error")).toContainText("Это номер решения.");
  await number.fill("12345");
  await ask(page).click();
  await expect(page.locator("#number-error")).toContainText("Номер не похож на номер заявки.");
  await expectAccessible(page, "обратная связь, неверный номер");
  await number.fill("");
  await ask(page).click();
  await expect(page.locator("#number-error")).toContainText("Чтобы узнать срок и статус, нужен номер заявки.");
});

test("what is typed survives «Войти», and the browser asks before it leaves the page", async ({ page, server }) => {
  await page.goto("/feedback");
  await topic(page, "Другое").check();
  await words(page).fill(TEXT);
  const asked = page.waitForEvent("dialog");
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await closing;
  await page.getByRole("main").getByRole("link", { name: "Войти" }).click();
  await signInOnScreen(page, server, ANNA);
  await expect(heading(page)).toHaveText("Обратная связь");
  await expect(words(page)).toHaveValue(TEXT);
  await expect(topic(page, "Другое")).toBeChecked();
});

test("the answer comes by letter, and its link opens question and answer without signing in, as often as one likes", async ({ page, server, context }) => {
  await page.goto("/feedback");
  await topic(page, "Другое").check();
  await words(page).fill(TEXT);
  await input(page, "Электронная почта").fill(EMAIL);
  await input(page, "Как к вам обращаться").fill("Пётр");
  await consent(page).check();
  await ask(page).click();
  const number = (await page.getByText(/^ОС-20\d\d-\d{6}$/).textContent()) ?? "";
  await server.doors.say({ question: number, text: "Проверьте, тот ли номер телефона указан." });
  const letters = (await server.doors.outbox()).filter(({ channel, to }) => channel === "email" && to === EMAIL);
  expect(letters[0]?.body, "the newest stands first").toContain("Проверьте, тот ли номер телефона указан.");
  const link = /\/feedback#\S+/.exec(letters[0]?.body ?? "")?.[0] ?? "";
  const secret = link.split("#")[1] ?? "";
  const addresses = followAddresses(context);
  for (const times of ["once", "twice"]) {
    await page.goto("/");
    await page.goto(link);
    await expect(heading(page)).toHaveText("Ответ на ваш вопрос");
    await expect(page.getByText(`Вопрос ${number}: Другое`)).toBeVisible();
    await expect(page.getByText("Проверьте, тот ли номер телефона указан."), times).toBeVisible();
    await expect(page.getByText(TEXT)).toBeVisible();
    await expect(page.getByText("Ответили")).toBeVisible();
    expect(new URL(page.url()).hash).toBe("");
  }
  await expectAccessible(page, "ответ по ссылке");
  expectNoneOf([secret], { ...(await stored(page)), addresses: addresses.filter((address) => !address.endsWith(link)).join("\n") });
  expectNoneOf([TEXT], await stored(page));
  await page.getByRole("button", { name: "Задать ещё один вопрос" }).click();
  await expect(words(page)).toHaveValue("");
});

test("a link that is no longer valid says so, leaves the address at once, and leads on", async ({ page, watchdog }) => {
  watchdog.expect(/POST .*questions\/opened/, 404, 410);
  await page.goto("/feedback#no-such-secret");
  await expect(page.getByText("Ссылка больше не действует.")).toBeVisible();
  expect(page.url()).not.toContain("no-such-secret");
  await expectAccessible(page, "ссылка больше не действует");
  await page.getByRole("button", { name: "Задать ещё один вопрос" }).click();
  await expect(heading(page)).toHaveText("Обратная связь");
  await expect(words(page)).toBeVisible();
});
