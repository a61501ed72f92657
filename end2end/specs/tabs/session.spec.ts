// One browser has one session: what happens to it in one tab is seen in every other at once.

import type { Page } from "@playwright/test";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { email, kept, onServer, phone } from "../../fixtures/drafts.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { expectGone, expectSeen, seen } from "../../fixtures/secrets.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { AWAY, dialog, expectSignedIn, expectSignedOut, hasSession, heading, openTab, pressSignOut } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";
import { pass } from "../../fixtures/visits.ts";

const SNILS = "112-233-445 95";
const EMAIL = "anna@example.ru";

test.describe("«Выйти» в одной вкладке", () => {
  const PLACES: [what: string, open: (anna: Citizen) => Promise<[address: string, secrets: string[]]>][] = [
    ["форма", async (anna) => [`/drafts/${(await anna.readyDraft()).id}/personal`, ["Петрова", SNILS, "21.03.1968"]]],
    ["проверка заявления", async (anna) => [`/drafts/${(await anna.readyDraft()).id}/check-answers`, ["Петрова", SNILS, "паспорт.pdf"]]],
    [
      "заявка",
      async (anna) => {
        const { id, number } = await anna.application();
        return [`/applications/${id}`, [number, "паспорт.pdf"]];
      },
    ],
    ["«Мои заявки»", async (anna) => ["/applications", [(await anna.application()).number]]],
    ["«Мои обращения»", async (anna) => ["/requests", [(await anna.application()).number]]],
  ];

  for (const [what, open] of PLACES) {
    test(`${what} в другой: через две секунды в ней ничего не прочесть`, async ({ signedIn: page, anna, watchdog }) => {
      watchdog.expect(/\/api\/v1\//, 401, "cut");
      const [address, secrets] = await open(anna);
      const other = await openTab(page, address);
      await expectSeen(other, secrets);
      await page.goto("/");
      await expectSignedIn(page);
      await pressSignOut(page);
      await expectGone(other, [...secrets, "Выйти"]);
      await expectSignedOut(other);
      await expectSignedOut(page);
      await other.reload();
      await expect(heading(other)).toHaveText("Вход");
      expect(await seen(other, secrets)).toEqual([]);
    });
  }

  test("несохранённое в другой: его не прочесть ни на экране, ни в браузере", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 503, "cut");
    const { id } = await anna.readyDraft();
    const other = await openTab(page, `/drafts/${id}/contacts`);
    await expect(email(other)).toHaveValue(EMAIL);
    await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "status", status: 503, times: 99 });
    await email(other).fill("not.saved@example.ru");
    await expect(other.getByText("Не сохранено: сервер не отвечает")).toBeVisible();
    await page.goto("/");
    await expectSignedIn(page);
    await pressSignOut(page);
    await expectGone(other, ["not.saved@example.ru", "Екатеринбург"]);
    await expectSignedOut(page);
    // Also what was about to be written when the citizen pressed. What is kept can be opened by its owner alone.
    await other.waitForTimeout(600);
    await kept(other, id);
    expectNoneOf(["not.saved", "Екатеринбург"], await stored(other));
    await server.doors.noFaults();
    await other.bringToFront();
    await signInOnScreen(other, server, ANNA);
    await expect(email(other)).toHaveValue("not.saved@example.ru");
  });
});

test.describe("16 минут без дела", () => {
  test("форма скрыта, а после входа всё на месте", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401);
    await page.clock.install();
    const { id } = await anna.readyDraft();
    await page.goto(`/drafts/${id}/contacts`);
    await expect(email(page)).toHaveValue(EMAIL);
    await email(page).fill("typed@example.ru");
    await onServer(anna, id, "email").toBe("typed@example.ru");
    await pass(page, server, AWAY.minutes);
    await expectGone(page, ["typed@example.ru", "Екатеринбург"]);
    await expect(dialog(page)).toBeVisible();
    await signInOnScreen(page, server, ANNA);
    await expect(dialog(page)).toHaveCount(0);
    await expect(email(page)).toHaveValue("typed@example.ru");
    await expect(phone(page)).toHaveValue("+7 912 345-67-89");
  });

  test("и в другой вкладке тоже", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401);
    await page.context().clock.install();
    const { id } = await anna.readyDraft();
    await page.goto("/");
    const other = await openTab(page, `/drafts/${id}/personal`);
    await expectSeen(other, ["Петрова", SNILS]);
    await server.doors.advance(AWAY);
    await page.context().clock.fastForward(AWAY.minutes * 60_000);
    await expectGone(other, ["Петрова", SNILS]);
  });

  test("кто работает в другой вкладке, не выгнан и из этой", async ({ signedIn: page, anna, server }) => {
    await page.context().clock.install();
    const { id } = await anna.readyDraft();
    await page.goto(`/drafts/${id}/contacts`);
    const other = await openTab(page, `/drafts/${id}/personal`);
    await expectSeen(other, ["Петрова", SNILS]);
    const wait = async (minutes: number) => {
      await server.doors.advance({ minutes });
      await page.context().clock.fastForward(minutes * 60_000);
    };
    await wait(10);
    await email(page).fill("busy@example.ru");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
    await wait(10);
    await email(page).fill("still.busy@example.ru");
    await onServer(await Citizen.signIn(server, ANNA), id, "email").toBe("still.busy@example.ru");
    await expectSeen(other, ["Петрова", SNILS]);
    await expect(dialog(other)).toHaveCount(0);
  });
});

test.describe("сеанс закончился в двух вкладках", () => {
  /** A list in one tab and a case in the other, reached from its list; both ask to sign in. */
  async function bothEnded(page: Page, anna: Citizen, advance: () => Promise<void>) {
    const { id, number } = await anna.application();
    await page.goto("/applications");
    await expectSeen(page, [number]);
    const other = await openTab(page, "/applications");
    await other.getByRole("main").getByRole("row").getByRole("link").click();
    await expect(caseStatus(other)).toHaveText("Принято");
    await advance();
    await expect(dialog(page)).toBeVisible();
    await expect(dialog(other)).toBeVisible();
    return { id, number, other };
  }

  test("вошли в одной: окно в другой уходит, и то, что не загрузилось, приходит само", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401);
    const { id, number, other } = await bothEnded(page, anna, () => server.doors.advance(AWAY));
    // What is opened now can only be fetched after signing in.
    await other.goBack();
    await expect(dialog(other)).toBeVisible();
    await server.doors.bureau(id, "check");
    await signInOnScreen(page, server, ANNA);
    await expect(dialog(other)).toHaveCount(0, { timeout: 2_000 });
    await expect(other.getByRole("row").last()).toContainText(number);
    await expect(other.getByRole("row").last()).toContainText("На проверке");
    await expect(page.getByRole("row").last()).toContainText("На проверке");
    // And live.
    await server.doors.bureau(id, "approve");
    await expect(other.getByRole("row").last()).toContainText("Одобрено");
  });

  test("вошли в одной, пока в другой набран пароль: оно просто уходит", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401);
    const { other } = await bothEnded(page, anna, () => server.doors.advance(AWAY));
    await dialog(other).getByLabel("Пароль", { exact: true }).fill(ANNA.password);
    await signInOnScreen(page, server, ANNA);
    await expect(dialog(other)).toHaveCount(0, { timeout: 2_000 });
    await expect(caseStatus(other)).toHaveText("Принято");
  });

  test("в одной вошёл другой человек: другая начинает заново", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 404, "cut");
    const { number, other } = await bothEnded(page, anna, () => server.doors.advance(AWAY));
    await signInOnScreen(page, server, PYOTR);
    await expectGone(other, [number, "паспорт.pdf"]);
    await expect(dialog(other)).toHaveCount(0);
    await expectSignedIn(other);
    await other.goto("/applications");
    await expect(other.getByText("Здесь появятся отправленные заявления")).toBeVisible();
    expect(await seen(other, [number])).toEqual([]);
  });
});

test("вышли и вошёл другой человек: форма первого в другой вкладке не видна и ничего ему не пишет", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401, 404, "cut");
  const { id } = await anna.readyDraft();
  const other = await openTab(page, `/drafts/${id}/contacts`);
  await expectSeen(other, [EMAIL]);
  await page.goto("/");
  await expectSignedIn(page);
  await pressSignOut(page);
  await expectSignedOut(page);
  await page.goto("/sign-in");
  await signInOnScreen(page, server, PYOTR);
  await expectGone(other, [EMAIL, "Екатеринбург"]);
  const pyotr = await Citizen.signIn(server, PYOTR);
  expect((await pyotr.json<{ drafts: unknown[] }>("GET", "/drafts")).drafts).toEqual([]);
  expect((await (await Citizen.signIn(server, ANNA)).read(id)).answers["email"]).toBe(EMAIL);
});

test("вошли на странице входа: страница входа в другой вкладке открывает то, за чем пришли", async ({ page, anna, server }) => {
  const { id, number } = await anna.application();
  const other = await openTab(page, `/applications/${id}`);
  await expect(heading(other)).toHaveText("Вход");
  await page.goto("/sign-in");
  await signInOnScreen(page, server, ANNA);
  await expectSeen(other, [number]);
});

for (const [how, off, on] of [
  ["браузер без сети", (page: Page) => page.context().setOffline(true), (page: Page) => page.context().setOffline(false)],
  ["сервер не отвечает", undefined, undefined],
] as const) {
  test(`«Выйти», ${how}: потом вышли, или сказано, что не получилось`, async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 503, "cut");
    // The browser asks for it when it likes.
    watchdog.expect(/icon\.svg/, "cut");
    const { number } = await anna.application();
    await page.goto("/applications");
    await expectSeen(page, [number]);
    if (off) await off(page);
    else await server.doors.fault({ match: "DELETE /api/v1/session", kind: "status", status: 503, times: 99 });
    await pressSignOut(page);
    await expectGone(page, [number]);
    if (on) await on(page);
    else await server.doors.noFaults();
    await page.goto("/applications");
    const told = page.getByText(/(не удалось|не получилось|не смогли) (вас )?выйти|выйти (пока )?не (удалось|получилось)|вы ещё не вышли/i);
    await expect(heading(page).filter({ hasText: "Вход" }).or(told).first()).toBeVisible();
    await expect.poll(() => hasSession(page, server), { message: "the session goes on", timeout: 15_000 }).toBe(false);
  });
}

test("«Выйти» без связи и вкладка закрыта сразу: следующий за этим компьютером не вошёл", async ({ signedIn: page, anna, server, context, watchdog }) => {
  watchdog.expectCuts();
  const { number } = await anna.application();
  await page.goto("/applications");
  await expectSeen(page, [number]);
  // Not by emulation: what a tab sends as it closes would get through.
  await server.stop("SIGKILL");
  await pressSignOut(page);
  await page.close();
  await server.start();
  const blank = await context.newPage();
  expect(await hasSession(blank, server), "the server was not told").toBe(true);
  const next = await openTab(blank, "/applications");
  await expect(heading(next)).toHaveText("Вход");
  expect(await seen(next, [number])).toEqual([]);
  expect(await hasSession(next, server)).toBe(false);
  expect((await stored(next))["localStorage"]).toBe("{}");
});

test("«Выйти», а сервер не отвечает: на экране пусто, сказано почему, и выходит само", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/DELETE .*session/, 503);
  // A stream that was being opened just then.
  watchdog.expect(/GET .*events/, 401);
  const { number } = await anna.application();
  await page.goto("/applications");
  const other = await openTab(page, "/applications");
  await expectSeen(page, [number]);
  await server.doors.fault({ match: "DELETE /api/v1/session", kind: "status", status: 503, times: 99 });
  await pressSignOut(page);
  const told = (tab: Page) => tab.getByRole("paragraph").filter({ hasText: "Сервер пока не знает об этом" });
  await expectGone(page, [number, "Выйти"]);
  await expect(told(page).first()).toBeVisible();
  await expect(page.locator("#announcer")).toContainText("Сервер пока не знает об этом");
  await expectGone(other, [number, "Выйти"]);
  await page.reload();
  await expectSignedOut(page);
  await expect(told(page).first()).toBeVisible();
  await server.doors.noFaults();
  await expect.poll(() => hasSession(page, server), { timeout: 20_000 }).toBe(false);
  for (const tab of [page, other]) await expect(tab.locator(".banner")).toHaveCount(0, { timeout: 10_000 });
});

test("вышли, а сервер не узнал: вошедший после этого остаётся вошедшим", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/DELETE .*session/, 503);
  await page.goto("/");
  await expectSignedIn(page);
  await server.doors.fault({ match: "DELETE /api/v1/session", kind: "status", status: 503, times: 99 });
  await pressSignOut(page);
  await expectSignedOut(page);
  await page.goto("/sign-in");
  await signInOnScreen(page, server, PYOTR);
  await expectSignedIn(page);
  await server.doors.noFaults();
  await page.waitForTimeout(5_000);
  expect(await hasSession(page, server)).toBe(true);
  await page.reload();
  await expectSignedIn(page);
});
