// Nothing about the citizen stays readable in the browser, in addresses, logs or messages (invariant 10): not while the form
// is being filled in, not after sending, not after signing out.

import type { Page } from "@playwright/test";
import { signInOnScreen } from "../fixtures/citizen.ts";
import { KIB, MIB, pdf, png } from "../fixtures/files.ts";
import { screens } from "../fixtures/form.ts";
import { choose, pointer } from "../fixtures/input.ts";
import { caseStatus, consent, expectAccepted, openDraft } from "../fixtures/journey.ts";
import { pressInMenu, signOut } from "../fixtures/menu.ts";
import { ANNA } from "../fixtures/people.ts";
import { expectNoneOf, followAddresses, stored } from "../fixtures/storage.ts";
import { expect, test } from "../fixtures/test.ts";

const FILES = [pdf("паспорт Петровой.pdf", 100 * KIB), png("МРТ позвоночника.png")];
const [PASSPORT, SCAN] = FILES as [(typeof FILES)[0], (typeof FILES)[0]];
const FORM = screens({ identity: [PASSPORT], medical: [SCAN] });

/** Everything that is typed or sent, in the forms in which it could be stored. */
const SECRETS = [
  ...FORM.flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === "text" && stop.value ? [stop.value] : []))),
  "11223344595",
  "4509123456",
  "9123456789",
  "disability_group",
  "Установить группу инвалидности",
  ...FILES.map(({ name }) => name),
  "паспорт",
  "МРТ",
  ANNA.password,
  "9000000001",
];

const dump = async (page: Page, addresses: string[]) => ({
  ...(await stored(page)),
  addresses: addresses.join("\n"),
});

test("nothing of the citizen is in storages, addresses, the server's log or letters", async ({ page, context, server }) => {
  test.slow();
  const addresses = followAddresses(context);
  const logged = server.log.length;
  const inputMethod = pointer(page);
  await page.goto("/services/mse_application");
  await page.getByRole("link", { name: "Войти и заполнить заявление" }).click();
  const code = new Promise<string>((resolve) => {
    page.on("request", (request) => {
      if (request.url().endsWith("/auth/code")) resolve((request.postDataJSON() as { code: string }).code);
    });
  });
  await signInOnScreen(page, server, ANNA);
  await page.goto("/services/mse_application");
  await page.getByRole("button", { name: "Заполнить заявление" }).click();
  await page.getByRole("link", { name: "Продолжить заполнение" }).click();
  for (const screen of FORM) {
    await expect(page.getByRole("heading", { level: 1, name: screen.title, exact: true })).toBeVisible();
    await inputMethod.fill(screen);
    await expectAccepted(page, screen);
    expectNoneOf(SECRETS, await dump(page, addresses));
    await inputMethod.press("Продолжить");
  }
  await consent(inputMethod, FORM);
  await inputMethod.press("Отправить");
  await expect(page.getByRole("heading", { level: 1, name: "Заявление отправлено" })).toBeVisible();
  const number = (await page.getByText(/^МСЭ-20\d\d-\d{6}$/).textContent()) ?? "";
  await inputMethod.follow("Открыть заявку");
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.bureau(number, "check");
  await server.doors.bureau(number, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено");
  expectNoneOf([...SECRETS, number, await code], await dump(page, addresses));

  await signOut(page);
  expectNoneOf([...SECRETS, number, await code], await dump(page, addresses));
  // The cookie goes with the answer that nobody is signed in. The answer to the sign-out might remove another session's cookie.
  // What stays names the browser, not who used it: a stranger's guesses do not count against it.
  await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).toEqual(["__Host-okno-device"]);

  expectNoneOf([...SECRETS, number, await code], { log: server.log.slice(logged).join("\n") });
  const letters = (await server.doors.outbox()).map(({ text }) => text);
  // «паспорт» and the like are words of the service, so letters may have them. What Anna wrote and sent must not be there.
  expectNoneOf(SECRETS, { letters: letters.join("\n") });
  expect(letters.length).toBeGreaterThan(3);
});

test("a started upload stores a digest and an id, not the name or the content, and signing out clears them", async ({
  signedIn: page,
  anna,
  network,
  watchdog,
}) => {
  watchdog.expectCuts();
  const { id } = await anna.draft();
  await page.goto(`${network.origin}/drafts/${id}/documents`);
  network.limit(512 * KIB);
  await choose(page, [pdf("справка о диагнозе.pdf", 3 * MIB)], () => page.getByRole("button", { name: /^Выбрать файлы/ }).nth(1).click());
  await expect.poll(async () => (await stored(page))["localStorage"]).toMatch(/[0-9a-f]{32}/);
  const kept = (await stored(page))["localStorage"] ?? "";
  expectNoneOf(["справка", "диагноз", "%PDF"], { kept });
  expect(Object.keys(JSON.parse(kept) as object)).toEqual(["okno.uploads"]);
  await signOut(page);
  // The app also notes that somebody is signing out, never who, until the server knows.
  await expect.poll(async () => (await stored(page))["localStorage"]).toBe("{}");
});

test("the server's answers are not cached, and addresses do not reach other sites", async ({ signedIn: page, anna, server }) => {
  const application = await anna.application();
  const draft = await anna.readyDraft();
  const kept: string[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    // The services are the same for everybody, so they may be cached.
    if (!pathname.startsWith("/api/") || pathname.startsWith("/api/v1/services")) return;
    const control = response.headers()["cache-control"] ?? "";
    if (!control.includes("no-store")) kept.push(`${pathname}: ${control}`);
  });
  await openDraft(page, draft.id, "check-answers");
  await page.goto(`/applications/${application.id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  expect(kept).toEqual([]);
  const policy = (await page.request.get(server.origin)).headers();
  expect(policy["referrer-policy"]).toBe("no-referrer");
  expect(policy["content-security-policy"]).toContain("connect-src 'self'");
  expect(policy["content-security-policy"]).not.toContain("unsafe-inline");
});

test("the chosen language is all that stays in the browser", async ({ page }) => {
  await page.goto("/");
  await pressInMenu(page, "English");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const { localStorage, ...others } = await stored(page);
  expect(localStorage).toBe('{"okno.language":"en"}');
  expect(others).toMatchObject({ sessionStorage: "{}", cookies: "", windowName: "", indexedDB: "", caches: "", files: "", workers: "" });
});
