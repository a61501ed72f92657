// What people report of other help desks and live pages, tried here: the link in the letter.

import type { Page } from "@playwright/test";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { ANNA } from "../../fixtures/people.ts";
import { ask, consent, input, topic, words } from "../../fixtures/questions.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/gated.ts";

const TEXT = "Почему заявка третий день на проверке?";
const ANSWER = "Заявка ждёт справку из больницы.";
const EMAIL = "pyotr@example.ru";
const letters = async (server: Server) => (await server.doors.outbox()).filter(({ channel, to }) => channel === "email" && to === EMAIL);

/** Fills the form of who is not signed in. */
async function fill(page: Page, text = TEXT): Promise<void> {
  await topic(page, "Другое").check();
  await words(page).fill(text);
  await input(page, "Электронная почта").fill(EMAIL);
  await input(page, "Как к вам обращаться").fill("Пётр");
  await consent(page).check();
}

/** Asks signed out and has it answered. Returns the link of the letter. */
async function answered(page: Page, server: Server): Promise<string> {
  await page.goto("/feedback");
  await fill(page);
  await ask(page).click();
  const number = (await page.getByText(/^ОС-20\d\d-\d{6}$/).textContent()) ?? "";
  await server.doors.say({ question: number, text: ANSWER });
  return /\/feedback#\S+/.exec((await letters(server))[0]?.body ?? "")?.[0] ?? "";
}

test.describe("the link in the letter", () => {
  // liberapay/liberapay.com#1476, DemocracyClub/UK-Polling-Stations#6926
  for (const [what, mangle] of [
    ["with the full stop of a sentence", (link: string) => `${link}.`],
    ["in angle brackets", (link: string) => `${link}%3E`],
    ["with a space and a line end", (link: string) => `${link}%20%0A`],
    ["with what a tracker adds", (link: string) => `${link}?utm_source=mail`],
  ] as const) {
    test(`opens ${what}`, async ({ page, server, watchdog }) => {
      watchdog.expect(/POST .*questions\/opened/, 410);
      const link = await answered(page, server);
      await page.goto("/");
      await page.goto(mangle(link));
      await expect(page.getByText(ANSWER)).toBeVisible();
      expect(new URL(page.url()).hash).toBe("");
    });
  }

  // liberapay/liberapay.com#1476
  test("cut short by the mail program it says what to do, and the whole one opens in the same tab", async ({ page, server, watchdog }) => {
    watchdog.expect(/POST .*questions\/opened/, 410);
    const link = await answered(page, server);
    await page.goto("/");
    await page.goto(link.slice(0, -9));
    await expect(page.getByText("Ссылка больше не действует.")).toBeVisible();
    await page.goto(link);
    await expect(page.getByText(ANSWER)).toBeVisible();
    await expect(page.getByText("Ссылка больше не действует.")).toHaveCount(0);
  });

  // emdash-cms/emdash#3298
  test("a mail scanner that fetches the link first takes nothing away, and reads nothing", async ({ page, server }) => {
    const link = await answered(page, server);
    for (let times = 0; times < 2; times += 1) expect((await fetch(`${server.origin}${link}`)).status).toBe(200);
    await page.goto("/");
    await page.goto(link);
    await expect(page.getByText(ANSWER)).toBeVisible();
  });

  // emdash-cms/emdash#3298
  test("opened in two tabs at once, and again after signing in, it shows the same", async ({ page, server, context }) => {
    const link = await answered(page, server);
    const other = await context.newPage();
    await page.goto("/");
    await Promise.all([page.goto(link), other.goto(link)]);
    for (const tab of [page, other]) await expect(tab.getByText(ANSWER)).toBeVisible();
    await other.goto("/sign-in");
    await signInOnScreen(other, server, ANNA);
    await other.goto(link);
    await expect(other.getByText(ANSWER)).toBeVisible();
  });

  test("opened where one is typing another question, it shows the answer, and what was typed is there afterwards", async ({ page, server }) => {
    const link = await answered(page, server);
    await page.goto("/feedback");
    await topic(page, "Технический сбой").check();
    await words(page).fill("Недописанный вопрос");
    await page.evaluate((hash) => location.assign(hash), `#${link.split("#")[1] ?? ""}`);
    await expect(page.getByText(ANSWER)).toBeVisible();
    await page.getByRole("button", { name: "Задать ещё один вопрос" }).click();
    await expect(words(page)).toHaveValue("Недописанный вопрос");
    await expect(topic(page, "Технический сбой")).toBeChecked();
  });

  test("the server is away when the link is opened: it says so, and the next try opens it", async ({ page, server, watchdog }) => {
    watchdog.expect(/POST .*questions\/opened/, 503);
    const link = await answered(page, server);
    await server.doors.fault({ match: "POST /api/v1/questions/opened", kind: "status", status: 503, times: 99 });
    await page.goto("/");
    await page.goto(link);
    const again = page.getByRole("button", { name: "Попробовать ещё раз" });
    await expect(again).toBeVisible();
    expect(new URL(page.url()).hash).toBe("");
    await server.doors.noFaults();
    await again.click();
    await expect(page.getByText(ANSWER)).toBeVisible();
  });
});
