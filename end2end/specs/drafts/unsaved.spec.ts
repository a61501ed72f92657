// Edits that the server does not have yet survive a crash, a reload and the end of the session. Nobody else can read them,
// and they are removed once saved.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { crash, email, kept, onServer, phone, recovered, region, savedLine, sealed } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { signOut } from "../../fixtures/menu.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { expectNoneOf, followAddresses, stored } from "../../fixtures/storage.ts";
import { expect, test } from "../../fixtures/test.ts";

const PHONE = "+7 912 345-67-89";
const EMAIL = "anna.unsaved@example.ru";
const REGION = "Свердловская область";
/** The answers as typed, and parts of them. */
const SECRETS = [PHONE, "9123456789", EMAIL, "anna.unsaved", REGION, "Свердловская"];

const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "Заявление изменили в другой вкладке" });

/** Types answers that do not reach the server. */
async function typeUnsaved(page: Page, draft: string): Promise<void> {
  await phone(page).fill(PHONE);
  await email(page).fill(EMAIL);
  await region(page).fill(REGION);
  await kept(page, draft);
  // The last letters are stored within a fifth of a second.
  await page.waitForTimeout(600);
  expectNoneOf(SECRETS, await stored(page));
}

async function expectTyped(page: Page): Promise<void> {
  await expect(phone(page)).toHaveValue(PHONE);
  await expect(email(page)).toHaveValue(EMAIL);
  await expect(region(page)).toHaveValue(REGION);
}

/** Expects all answers on the server and none left in the browser. */
async function expectSaved(page: Page, anna: Citizen, draft: string): Promise<void> {
  await onServer(anna, draft, "address.region").toBe(REGION);
  expect((await anna.read(draft)).answers).toMatchObject({ phone: PHONE, email: EMAIL });
  await expect(savedLine(page)).toBeVisible();
  await expect.poll(() => sealed(page)).toEqual({});
  expectNoneOf(SECRETS, await stored(page));
}

for (const [how, end] of [
  ["the page crashed", crash],
  ["the tab closed without a warning", (page: Page) => page.close({ runBeforeUnload: false })],
] as const) {
  test(`${how} while the server was away: all answers come back and are saved`, async ({ signedIn: page, anna, server, watchdog, context }) => {
    watchdog.expectCuts();
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.stop("SIGKILL");
    await typeUnsaved(page, id);
    await expect(page.getByText("Не сохранено: нет связи. Ответы на экране целы")).toBeVisible();
    await end(page);
    await server.start();
    expect((await anna.read(id)).answers).not.toMatchObject({ email: EMAIL });

    const again = await context.newPage();
    await openDraft(again, id, "contacts");
    await expect(recovered(again)).toBeVisible();
    await expectTyped(again);
    await expectAccessible(again, "несохранённое вернулось");
    await expectSaved(again, anna, id);
    // The notice appears only once.
    await again.reload();
    await expectTyped(again);
    await expect(recovered(again)).toHaveCount(0);
  });
}

test("after a reload offline everything is there as soon as the connection is back", async ({ signedIn: page, anna, network, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await anna.draft();
  await page.goto(`${network.origin}/drafts/${id}/contacts`);
  await expect(phone(page)).toBeVisible();
  network.cut();
  await typeUnsaved(page, id);
  watchdog.expectNoise(/^console error: TypeError: Failed to fetch/);
  await page.reload().catch(() => {});
  network.restore();
  // The browser may still be showing its own page about the lost network.
  await expect(async () => void (await page.goto(`${network.origin}/drafts/${id}/contacts`))).toPass();
  await expectTyped(page);
  await expectSaved(page, anna, id);
});

test("after a crash, the citizen chooses between their answers and those of another device", async ({ signedIn: page, anna, server, watchdog, context }) => {
  watchdog.expectCuts();
  watchdog.expect(/PUT .*drafts/, 412);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await server.stop("SIGKILL");
  await typeUnsaved(page, id);
  await crash(page);
  await server.start();
  await anna.save(id, { phone: "+7 911 000-00-02" });

  const again = await context.newPage();
  await openDraft(again, id, "contacts");
  await expect(conflict(again)).toBeVisible();
  expect((await anna.read(id)).answers["phone"]).toBe("+7 911 000-00-02");
  const row = again.getByRole("radiogroup", { name: "Телефон", exact: true });
  await expect(row.getByRole("radio").first()).toHaveAccessibleName(PHONE);
  await expect(row.getByRole("radio").last()).toHaveAccessibleName("+7 911 000-00-02");
  // Until the citizen chooses, another crash loses nothing, and new typing overwrites nothing.
  await again.getByRole("textbox", { name: "Почтовый индекс" }).fill("620014");
  await again.reload();
  await expect(conflict(again)).toBeVisible();
  await row.getByRole("radio", { name: "+7 911 000-00-02" }).check();
  await again.getByRole("button", { name: "Сохранить отмеченные ответы" }).click();
  await onServer(anna, id, "email").toBe(EMAIL);
  expect((await anna.read(id)).answers).toMatchObject({ phone: "+7 911 000-00-02", "address.region": REGION });
  expect((await anna.read(id)).answers["address.postcode"]).toBe("620014");
  await expect.poll(() => sealed(again)).toEqual({});
});

test("«Выйти» during a save still saves the last words", async ({ signedIn: page, anna, server, network, watchdog }) => {
  // The test may end while the app still asks who is signed in.
  watchdog.expectCuts();
  const { id } = await anna.draft();
  await page.goto(`${network.origin}/drafts/${id}/contacts`);
  await expect(email(page)).toBeVisible();
  network.delay(700);
  const saving = page.waitForRequest((request) => request.method() === "PUT");
  await email(page).fill("first@example.ru");
  await saving;
  await email(page).fill(EMAIL);
  const told = page.waitForResponse((answer) => answer.request().method() === "DELETE");
  await signOut(page);
  const again = await Citizen.signIn(server, ANNA);
  await onServer(again, id, "email").toBe(EMAIL);
  await told;
  await expect.poll(() => sealed(page), "nothing is left here").toEqual({});
});

test("answers from an ended session and a crashed page come back after signing in", async ({ signedIn: page, anna, server, watchdog, context }) => {
  watchdog.expect(/(PUT|GET) .*(drafts|seal|session)/, 401);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await server.doors.advance({ minutes: 16 });
  await typeUnsaved(page, id);
  await expect(page.getByRole("dialog", { name: "Сеанс закончился" })).toBeVisible();
  await crash(page);
  const again = await context.newPage();
  await again.goto(`/drafts/${id}/contacts`);
  await expect(again.getByRole("heading", { level: 1, name: "Вход" })).toBeVisible();
  expectNoneOf(SECRETS, await stored(again));
  await signInOnScreen(again, server, ANNA);
  await expect(recovered(again)).toBeVisible();
  await expectTyped(again);
  await expectSaved(again, await Citizen.signIn(server, ANNA), id);
});

test("signing in over the form saves the answers typed after the session ended", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 401);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await server.doors.advance({ minutes: 16 });
  await typeUnsaved(page, id);
  await expect(page.getByRole("dialog", { name: "Сеанс закончился" })).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expectTyped(page);
  await expectSaved(page, await Citizen.signIn(server, ANNA), id);
});

test("signing out keeps unsaved answers for the one who typed them, and nobody else", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 503);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "status", status: 503, times: 99 });
  await typeUnsaved(page, id);
  await signOut(page);
  // Covers text that was not stored yet when the citizen pressed.
  await page.waitForTimeout(600);
  expectNoneOf(SECRETS, await stored(page));
  await server.doors.noFaults();
  await page.goto(`/drafts/${id}/contacts`);
  await signInOnScreen(page, server, ANNA);
  await expectTyped(page);
  await expectSaved(page, await Citizen.signIn(server, ANNA), id);
});

test("another person at the same computer cannot read unsaved answers", async ({ signedIn: page, anna, server, watchdog, context }) => {
  watchdog.expectCuts();
  watchdog.expect(/GET .*drafts/, 404);
  const addresses = followAddresses(context);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await server.stop("SIGKILL");
  await typeUnsaved(page, id);
  await crash(page);
  await server.start();
  const pyotr = await Citizen.signIn(server, PYOTR);
  await context.clearCookies();
  await pyotr.enter(context);
  const his = await context.newPage();
  const own = await pyotr.draft();
  await openDraft(his, own.id, "contacts");
  await expect(phone(his)).toHaveValue("+7 900 000-00-02");
  await expect(recovered(his)).toHaveCount(0);
  await his.goto(`/drafts/${id}/contacts`);
  await expect(his.getByRole("heading", { level: 1, name: "Заявление не загрузилось" })).toBeVisible();
  expectNoneOf(SECRETS, { ...(await stored(his)), page: await his.content(), addresses: addresses.join("\n") });
  // Proves that the sealed copy was there all along, and that Anna can open it.
  expect(Object.keys(await sealed(his))).toContain(id);
  await context.clearCookies();
  await anna.enter(context);
  const hers = await context.newPage();
  await openDraft(hers, id, "contacts");
  await expect(recovered(hers)).toBeVisible();
  await expectTyped(hers);
});

test("the key to unsaved answers is nowhere in the browser", async ({ signedIn: page, anna, context }) => {
  const answered = page.waitForResponse(/session\/seal/);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const response = await answered;
  expect(response.headers()["cache-control"]).toContain("no-store");
  const { key } = (await response.json()) as { key: string };
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  await phone(page).fill(PHONE);
  await kept(page, id);
  expectNoneOf([key], { ...(await stored(page)), cookies: JSON.stringify(await context.cookies()) });
});
