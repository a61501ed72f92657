// What people report of other help desks and live pages, tried here: asking.

import type { Page } from "@playwright/test";
import { Composing } from "../../fixtures/composing.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { ANNA } from "../../fixtures/people.ts";
import { ask, consent, input, questionsOf, topic, words } from "../../fixtures/questions.ts";
import type { Server } from "../../fixtures/server.ts";
import { AWAY, heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { type Way, translate } from "../../fixtures/translator.ts";

const TEXT = "Почему заявка третий день на проверке?";
const EMAIL = "pyotr@example.ru";
const POSTED = /^POST \S+\/questions /;
const main = (page: Page) => page.getByRole("main");
const letters = async (server: Server) => (await server.doors.outbox()).filter(({ channel, to }) => channel === "email" && to === EMAIL);

/** Fills the form of who is not signed in. */
async function fill(page: Page, text = TEXT): Promise<void> {
  await topic(page, "Другое").check();
  await words(page).fill(text);
  await input(page, "Электронная почта").fill(EMAIL);
  await input(page, "Как к вам обращаться").fill("Пётр");
  await consent(page).check();
}

test.describe("asking", () => {
  // civiform/civiform#2469, osTicket/osTicket#2004
  test("pressed again and again while nothing seems to happen, one question arrives and one letter says so", async ({ page, server, gate }) => {
    await page.goto(`${gate.origin}/feedback`);
    await fill(page);
    gate.shut(POSTED);
    await ask(page).dblclick();
    await gate.caught();
    await input(page, "Как к вам обращаться").press("Enter");
    await input(page, "Как к вам обращаться").press("Enter");
    gate.open();
    await expect(heading(page)).toHaveText("Вопрос отправлен");
    expect(await letters(server)).toHaveLength(1);
  });

  // mozilla/fxa#6553
  test("a reload while nobody knows whether the question has arrived: the next press asks no second one", async ({ page, anna, context, gate }) => {
    await anna.enter(context, gate.origin);
    await page.goto(`${gate.origin}/feedback`);
    await topic(page, "Другое").check();
    await words(page).fill(TEXT);
    gate.shut(POSTED);
    await ask(page).click();
    await gate.caught();
    await page.reload();
    gate.open();
    await expect(words(page)).toHaveValue(TEXT);
    await ask(page).click();
    await expect(heading(page)).toHaveText("Вопрос отправлен");
    expect(await questionsOf(anna)).toHaveLength(1);
  });

  // osTicket/osTicket#635
  test("the session has ended when one presses: nothing is lost, and after signing in it is one's own question", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 422);
    const { number } = await anna.application();
    await page.goto("/feedback");
    await topic(page, "Срок и статус заявки").check();
    await main(page).getByRole("radio", { name: new RegExp(number) }).check();
    await words(page).fill(TEXT);
    await server.doors.advance(AWAY);
    await ask(page).click();
    await main(page).getByRole("link", { name: "Войти" }).click();
    await signInOnScreen(page, server, ANNA);
    await expect(words(page)).toHaveValue(TEXT);
    await expect(main(page).getByRole("radio", { name: new RegExp(number) })).toBeChecked();
    await ask(page).click();
    await expect(heading(page)).toHaveText("Вопрос отправлен");
    const questions = await questionsOf(await Citizen.signIn(server, ANNA));
    expect(questions.map(({ application }) => application?.number)).toEqual([number]);
  });

  // osTicket/osTicket#635
  test("the session has ended, and name and address were given: it is not asked in nobody's name, without consent", async ({ signedIn: page, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 422);
    await page.goto("/feedback");
    await topic(page, "Другое").check();
    await words(page).fill(TEXT);
    await input(page, "Электронная почта (необязательно)").fill(EMAIL);
    await input(page, "Как к вам обращаться (необязательно)").fill("Анна");
    await server.doors.advance(AWAY);
    await ask(page).click();
    await expect(page.getByRole("alert").filter({ hasText: "Вопрос пока не отправлен" })).toBeVisible();
    await expect(words(page)).toHaveValue(TEXT);
    expect(await letters(server)).toEqual([]);
  });

  // libero/reviewer#1441
  test("a question sent in one tab takes nothing away that is typed in another", async ({ signedIn: page, anna }) => {
    await page.goto("/feedback");
    const other = await openTab(page, "/feedback");
    await topic(page, "Другое").check();
    await words(page).fill("Первый вопрос");
    await topic(other, "Технический сбой").check();
    await words(other).fill("Второй вопрос");
    await ask(page).click();
    await expect(heading(page)).toHaveText("Вопрос отправлен");
    await other.reload();
    await expect(words(other)).toHaveValue("Второй вопрос");
    await ask(other).click();
    await expect(heading(other)).toHaveText("Вопрос отправлен");
    const texts = (await questionsOf(anna)).map(({ messages }) => messages?.[0]?.text);
    expect(texts.sort()).toEqual(["Второй вопрос", "Первый вопрос"]);
  });

  // typst/webapp-issues#783
  test("the server is away at the press, signed out: all that was typed stays, also the consent, and the next press asks once", async ({ page, server, watchdog }) => {
    watchdog.expectCuts();
    watchdog.expect(/POST .*questions/, 503);
    await page.goto("/feedback");
    await fill(page);
    await server.stop("SIGKILL");
    await ask(page).click();
    await expect(page.getByRole("alert").filter({ hasText: "Вопрос пока не отправлен" })).toBeVisible();
    await expect(words(page)).toHaveValue(TEXT);
    await expect(consent(page)).toBeChecked();
    await expect(topic(page, "Другое")).toBeChecked();
    await server.start();
    await ask(page).click();
    await expect(heading(page)).toHaveText("Вопрос отправлен");
    expect(await letters(server)).toHaveLength(1);
  });

  // mui/material-ui#3483
  test("what the browser fills in by itself, all fields at once and with a change event alone, counts", async ({ page }) => {
    await page.goto("/feedback");
    await topic(page, "Другое").check();
    await words(page).fill(TEXT);
    await page.evaluate((values) => {
      for (const [id, value] of Object.entries(values)) {
        const field = document.getElementById(id) as HTMLInputElement;
        field.value = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }, { email: EMAIL, name: "Пётр", phone: "+7 900 000-00-02" });
    await consent(page).check();
    await ask(page).click();
    await expect(heading(page)).toHaveText("Вопрос отправлен");
    await expect(page.getByText(EMAIL)).toBeVisible();
  });

  // cloudflare/cloudflare-os#81
  test("Enter while one composes a name sends nothing", async ({ page }) => {
    await page.goto("/feedback");
    await input(page, "Как к вам обращаться").focus();
    const composing = await Composing.in(page);
    await composing.shows("たな");
    await composing.confirms("田中");
    await expect(input(page, "Как к вам обращаться")).toHaveValue("田中");
    await expect(page.locator("#error-summary")).toHaveCount(0);
  });

  // react/react#26048
  for (const way of ["replaced", "inserted and removed", "by Yandex"] satisfies Way[]) {
    test(`a page that a translator has changed (${way}) shows other fields, what is wrong, and that it is sent`, async ({ page }) => {
      await page.goto("/feedback");
      await translate(page, way);
      const radio = (value: string) => page.locator(`input[type=radio][value=${value}]`);
      await radio("status").check();
      await expect(page.locator("#wants").or(page.locator("[id^=wants]")).first()).toBeVisible();
      await radio("access").check();
      await expect(main(page).locator("a[href='/recovery']")).toBeVisible();
      await translate(page, way);
      await radio("other").check();
      await expect(main(page).locator("a[href='/recovery']")).toHaveCount(0);
      await page.locator("main form [type=submit]").click();
      await expect(page.locator("#question-error")).toContainText("Напишите, в чём вопрос");
      await page.locator("#question").fill(TEXT);
      await page.locator("#email").fill(EMAIL);
      await page.locator("#name").fill("Пётр");
      await page.locator("#consent").check();
      await page.locator("main form [type=submit]").click();
      await expect(heading(page)).toHaveText("Вопрос отправлен");
    });
  }

  for (const [what, text] of [
    ["spaces and line ends", " \n\t "],
    ["zero-width characters", "\u200b\u2060\ufeff"],
  ] as const) {
    // element-hq/element-web#34019
    test(`a question of nothing but ${what} says what is missing`, async ({ page }) => {
      await page.goto("/feedback");
      await fill(page, text);
      await ask(page).click();
      await expect(page.locator("#question-error")).toContainText("Напишите, в чём вопрос");
      await expect(heading(page)).toHaveText("Обратная связь");
    });
  }

  test("more than 4,000 characters, emoji and HTML: the text stays whole, and stands in the question as it was typed", async ({ signedIn: page, anna }) => {
    const html = `<b>Почему?</b> 👨‍👩‍👧 &lt;script&gt; مرحبا`;
    await page.goto("/feedback");
    await topic(page, "Другое").check();
    await words(page).fill(`${html}${"я".repeat(4_000)}`);
    await ask(page).click();
    await expect(page.locator("#question-error")).toContainText("Текст длиннее на");
    await expect(words(page)).toHaveValue(`${html}${"я".repeat(4_000)}`);
    await words(page).fill(html);
    await ask(page).click();
    await expect(heading(page)).toHaveText("Вопрос отправлен");
    await page.getByRole("link", { name: "Открыть вопрос" }).click();
    await expect(page.getByRole("main").getByText(html)).toBeVisible();
    expect((await questionsOf(anna))[0]?.messages?.[0]?.text).toBe(html);
  });

  test("of eight applications none is chosen: it says so at the list, too", async ({ signedIn: page, anna }) => {
    test.slow();
    for (let nth = 0; nth < 8; nth += 1) await anna.application();
    await page.goto("/feedback");
    await topic(page, "Срок и статус заявки").check();
    await words(page).fill(TEXT);
    const which = page.getByRole("combobox", { name: "О какой заявке вопрос?" });
    await expect(which).toBeVisible();
    await ask(page).click();
    await expect(page.locator("#error-summary")).toContainText("Выберите заявку или «Вопрос не о заявке»");
    await expect(which).toHaveAttribute("aria-invalid", "true");
    await expect(which).toHaveAccessibleDescription(/Выберите заявку/);
  });

  test("a name that is too long is called too long, not missing", async ({ page, watchdog }) => {
    watchdog.expect(/POST .*questions/, 422);
    await page.goto("/feedback");
    await fill(page);
    await input(page, "Как к вам обращаться").fill("Константин ".repeat(10).trim());
    await ask(page).click();
    await expect(page.locator("#name-error")).toBeVisible();
    await expect(page.locator("#name-error")).not.toContainText("Напишите, как к вам обращаться");
  });

  test("asked just before midnight, sent just after: the day until which the answer comes is that of the server", async ({ page, server }) => {
    await server.doors.clock("2026-11-18T20:59:40Z");
    await page.goto("/feedback");
    await fill(page);
    await server.doors.clock("2026-11-18T21:00:05Z");
    await ask(page).click();
    await expect(page.getByText(/Ответим до 20\u00a0ноября 2026 включительно/)).toBeVisible();
    expect((await letters(server))[0]?.text).toMatch(/Ответим до 20\sноября 2026/);
  });
});
