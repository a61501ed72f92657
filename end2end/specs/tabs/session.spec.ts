// One browser has one session: what happens to it in one tab shows in every other at once.

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

test.describe("«Выйти» in one tab", () => {
  const PLACES: [what: string, open: (anna: Citizen) => Promise<[address: string, secrets: string[]]>][] = [
    ["a form", async (anna) => [`/drafts/${(await anna.readyDraft()).id}/personal`, ["Петрова", SNILS, "21.03.1968"]]],
    ["a check page", async (anna) => [`/drafts/${(await anna.readyDraft()).id}/check-answers`, ["Петрова", SNILS, "паспорт.pdf"]]],
    [
      "an application",
      async (anna) => {
        const { id, number } = await anna.application();
        return [`/applications/${id}`, [number, "паспорт.pdf"]];
      },
    ],
    ["«Мои заявки»", async (anna) => ["/applications", [(await anna.application()).number]]],
    ["«Мои обращения»", async (anna) => ["/requests", [(await anna.application()).number]]],
  ];

  for (const [what, open] of PLACES) {
    test(`hides ${what} in another tab within two seconds`, async ({ signedIn: page, anna, watchdog }) => {
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

  test("hides unsaved answers in another tab, on the screen and in the browser", async ({ signedIn: page, anna, server, watchdog }) => {
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
    // Covers text that was not stored yet at the press. Only its owner can open the sealed copy.
    await other.waitForTimeout(600);
    await kept(other, id);
    expectNoneOf(["not.saved", "Екатеринбург"], await stored(other));
    await server.doors.noFaults();
    await other.bringToFront();
    await signInOnScreen(other, server, ANNA);
    await expect(email(other)).toHaveValue("not.saved@example.ru");
  });
});

test.describe("16 idle minutes", () => {
  test("hide the form, and signing in brings everything back", async ({ signedIn: page, anna, server, watchdog }) => {
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

  test("hide the form in another tab as well", async ({ signedIn: page, anna, server, watchdog }) => {
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

  test("do not sign out a citizen who works in another tab", async ({ signedIn: page, anna, server }) => {
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

test.describe("the session ended in two tabs", () => {
  /** Opens a list in one tab and an application, reached from its list, in the other; both ask to sign in. */
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

  test("signing in in one closes the other's dialog, and failed pages load by themselves", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401);
    const { id, number, other } = await bothEnded(page, anna, () => server.doors.advance(AWAY));
    // This list can only be fetched after signing in.
    await other.goBack();
    await expect(dialog(other)).toBeVisible();
    await server.doors.bureau(id, "check");
    await signInOnScreen(page, server, ANNA);
    await expect(dialog(other)).toHaveCount(0, { timeout: 2_000 });
    await expect(other.getByRole("row").last()).toContainText(number);
    await expect(other.getByRole("row").last()).toContainText("На проверке");
    await expect(page.getByRole("row").last()).toContainText("На проверке");
    // The list is also live.
    await server.doors.bureau(id, "approve");
    await expect(other.getByRole("row").last()).toContainText("Одобрено");
  });

  test("signing in in one closes the other's dialog even with a password typed", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401);
    const { other } = await bothEnded(page, anna, () => server.doors.advance(AWAY));
    await dialog(other).getByLabel("Пароль", { exact: true }).fill(ANNA.password);
    await signInOnScreen(page, server, ANNA);
    await expect(dialog(other)).toHaveCount(0, { timeout: 2_000 });
    await expect(caseStatus(other)).toHaveText("Принято");
  });

  test("when somebody else signs in in one, the other starts afresh", async ({ signedIn: page, anna, server, watchdog }) => {
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

test("the next person neither sees the first one's form in another tab nor gets its answers", async ({ signedIn: page, anna, server, watchdog }) => {
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

test("signing in in one tab opens the page that another tab's sign-in page waited for", async ({ page, anna, server }) => {
  const { id, number } = await anna.application();
  const other = await openTab(page, `/applications/${id}`);
  await expect(heading(other)).toHaveText("Вход");
  await page.goto("/sign-in");
  await signInOnScreen(page, server, ANNA);
  await expectSeen(other, [number]);
});

for (const [how, off, on] of [
  ["while the browser is offline", (page: Page) => page.context().setOffline(true), (page: Page) => page.context().setOffline(false)],
  ["while the server fails", undefined, undefined],
] as const) {
  test(`«Выйти» ${how} signs out later, or the page says that it failed`, async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 503, "cut");
    // The browser asks for the icon by itself.
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

test("«Выйти» offline and closing the tab at once leaves nobody signed in for the next person", async ({ signedIn: page, anna, server, context, watchdog }) => {
  watchdog.expectCuts();
  const { number } = await anna.application();
  await page.goto("/applications");
  await expectSeen(page, [number]);
  // Not by emulating offline: what a closing tab sends would get through.
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

test("«Выйти» without an answer empties the screen, says why, and signs out later", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/DELETE .*session/, 503);
  // A stream may be opening at that moment.
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

test("whoever signs in after a sign-out that the server missed stays signed in", async ({ signedIn: page, server, watchdog }) => {
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
