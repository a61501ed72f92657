// Who gets in and who does not: passwords, codes, other people's data, and a session that ends during work.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { KIB, pdf } from "../../fixtures/files.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { addButton, MEDICAL_SLOT } from "../../fixtures/form.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow, openDraft } from "../../fixtures/journey.ts";
import { signOut } from "../../fixtures/menu.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/test.ts";

const login = (page: Page) => page.getByLabel("Логин");
const password = (page: Page) => page.getByLabel("Пароль", { exact: true });
const code = (page: Page) => page.getByLabel("Код из СМС");

async function askForCode(page: Page, secret = ANNA.password): Promise<void> {
  await login(page).fill(ANNA.login);
  await password(page).fill(secret);
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
}

async function enter(page: Page, digits: string): Promise<void> {
  await code(page).fill(digits);
  await page.getByRole("button", { name: "Войти", exact: true }).click();
}

const said = (page: Page) => page.getByRole("alert").getByRole("link");
/** The heading of the alert, above its lines. */
const happened = (page: Page) => page.getByRole("alert").getByRole("heading");

const WRONG_PASSWORD = "Неверный логин или пароль. Проверьте раскладку, большие и маленькие буквы, нет ли лишних пробелов и не старые ли это номер и пароль: возможно, вы их меняли.";

/** Another code than the one that was sent. */
const other = (digits: string) => String((Number(digits) + 1) % 1_000_000).padStart(6, "0");

test("a wrong password is explained, without telling whose login it is", async ({ page, watchdog }) => {
  watchdog.expect(/POST .*auth\/login/, 401);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(happened(page)).toHaveText("Нужно исправить");
  await expect(said(page)).toHaveText(["Введите телефон или электронную почту", "Введите пароль"]);
  await askForCode(page, "okno-2026!");
  await expect(happened(page)).toHaveText("Войти не получилось");
  await expect(said(page)).toHaveText([WRONG_PASSWORD]);
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page).toHaveTitle("Ошибка: Вход — Окно");
  await expectAccessible(page, "неверный пароль");
  // An unknown login gets the same text, so nobody learns which logins exist.
  await login(page).fill("nobody@okno.example");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(said(page)).toHaveText([WRONG_PASSWORD]);
  await expect(login(page)).toHaveValue("nobody@okno.example");
});

test("a wrong code: the page says how many tries are left, and the right code still works", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/code/, 401);
  await page.goto("/sign-in");
  await askForCode(page);
  await expect(code(page)).toBeFocused();
  const right = await server.doors.code(ANNA.phone);
  await enter(page, "123");
  await expect(happened(page)).toHaveText("Нужно исправить");
  await expect(said(page)).toHaveText(["Введите 6 цифр из СМС"]);
  for (const left of ["Осталось 4 попытки", "Осталось 3 попытки", "Осталось 2 попытки", "Осталась 1 попытка"]) {
    await enter(page, other(right));
    await expect(said(page)).toHaveText([`Неверный код. ${left}.`]);
    await expect(happened(page)).toHaveText("Войти не получилось");
    await expect(page.getByRole("alert")).toBeFocused();
  }
  await expectAccessible(page, "неверный код");
  await enter(page, right);
  await expect(page.getByRole("heading", { level: 1, name: "Государственные услуги" })).toBeVisible();
});

test("after five wrong codes the citizen starts again with a new code", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/code/, 401, 410);
  await page.goto("/sign-in");
  await askForCode(page);
  await expect(code(page)).toBeFocused();
  const first = await server.doors.code(ANNA.phone);
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await enter(page, other(first));
    await expect(said(page)).toHaveText([/^Неверный код/]);
    await expect(said(page)).toContainText(String(5 - attempt));
  }
  await enter(page, other(first));
  await expect(said(page)).toHaveText(["Код больше не действует. Введите логин и пароль ещё раз, мы пришлём новый."]);
  await askForCode(page);
  await expect(code(page)).toBeFocused();
  // The first code stays invalid.
  const second = await server.doors.code(ANNA.phone);
  if (first !== second) {
    await enter(page, first);
    await expect(said(page)).toHaveText([/^Неверный код/]);
  }
  await enter(page, second);
  await expect(page.getByRole("heading", { level: 1, name: "Государственные услуги" })).toBeVisible();
});

test("a code works once", async ({ page, server, watchdog, browser }) => {
  watchdog.expect(/POST .*auth\/code/, 410);
  await page.goto("/sign-in");
  await askForCode(page);
  await expect(code(page)).toBeFocused();
  const digits = await server.doors.code(ANNA.phone);
  const used = page.waitForRequest(/auth\/code/);
  await enter(page, digits);
  await expect(page.getByRole("heading", { level: 1, name: "Государственные услуги" })).toBeVisible();
  // Somebody saw the code over the citizen's shoulder and sends the very same request.
  const stranger = await browser.newContext();
  const again = await stranger.request.post(`${server.origin}/api/v1/auth/code`, { data: (await used).postDataJSON() });
  expect(again.status()).toBe(410);
  expect(again.headers()["set-cookie"]).toBeUndefined();
  await stranger.close();
});

test("a code does not work after five minutes", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/code/, 410);
  await page.goto("/sign-in");
  await askForCode(page);
  await expect(code(page)).toBeFocused();
  const digits = await server.doors.code(ANNA.phone);
  await server.doors.advance({ minutes: 5 });
  await enter(page, digits);
  await expect(said(page)).toHaveText(["Код больше не действует. Введите логин и пароль ещё раз, мы пришлём новый."]);
  await expect(login(page)).toBeVisible();
});

test("too many tries: the page says how long to wait, and then signing in works", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/login/, 401, 429);
  await page.goto("/sign-in");
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const answered = page.waitForResponse(/auth\/login/);
    await askForCode(page, `wrong ${attempt}`);
    expect((await answered).status()).toBe(401);
  }
  // Now even the right password does not help.
  await askForCode(page);
  // No field is wrong, so none is marked and no link leads to one.
  await expect(page.getByRole("alert").getByRole("listitem")).toHaveText(["Слишком много попыток. Попробуйте через 15 минут."]);
  await expect(said(page)).toHaveCount(0);
  await expect(login(page)).not.toHaveAttribute("aria-invalid");
  await server.doors.advance({ minutes: 15 });
  await askForCode(page);
  await expect(code(page)).toBeFocused();
});

test("signing in leads back to the page that asked for it", async ({ page, server, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await expect(page.getByRole("heading", { level: 1, name: "Вход" })).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expect(page.getByRole("heading", { level: 1, name: "Контакты" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/drafts/${id}/contacts`);
});

test("signing in from a service leads back to the service", async ({ page, server }) => {
  await page.goto("/services/mse_application");
  await page.getByRole("link", { name: "Войти и заполнить заявление" }).click();
  await signInOnScreen(page, server, ANNA);
  await expect(page.getByRole("button", { name: "Заполнить заявление" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/services/mse_application");
});

test("signing in never leads to another site", async ({ page, server }) => {
  await page.goto("/sign-in?next=//example.com/");
  await signInOnScreen(page, server, ANNA);
  await expect(page.getByRole("heading", { level: 1, name: "Государственные услуги" })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(server.origin);
});

test("another citizen's application, draft and file get a clear refusal and no data", async ({ page, context, anna, server, watchdog }) => {
  watchdog.expect(/GET .*(applications|drafts)\//, 404);
  const application = await anna.application();
  const draft = await anna.readyDraft();
  const pyotr = await Citizen.signIn(server, PYOTR);
  await pyotr.enter(context);
  const refused = "Ничего не найдено. Возможно, адрес устарел или это чужая заявка. Откройте «Мои заявки».";
  const places: [address: string, title: string][] = [
    [`/applications/${application.id}`, "Заявка не открылась"],
    [`/applications/${application.id}/sent`, "Заявка не открылась"],
    [`/drafts/${draft.id}`, "Заявление не загрузилось"],
    [`/drafts/${draft.id}/documents`, "Заявление не загрузилось"],
    [`/drafts/${draft.id}/check-answers`, "Заявление не загрузилось"],
  ];
  for (const [address, title] of places) {
    await page.goto(address);
    await expectScreen(page, title);
    await expect(page.getByRole("main")).toContainText(refused);
    await expect(page.locator("body")).not.toContainText(/Петрова|паспорт\.pdf|МСЭ-20|4509/);
  }
  await page.goto("/applications");
  await expect(page.getByText("Здесь появятся отправленные заявления")).toBeVisible();
  await expect(page.locator("body")).not.toContainText(application.number);
});

test("another citizen's file cannot be read, continued or deleted", async ({ anna, server, context }) => {
  const draft = await anna.readyDraft();
  const file = draft.files[0];
  const application = await anna.application();
  const pyotr = await Citizen.signIn(server, PYOTR);
  await pyotr.enter(context);
  const url = `${server.origin}/api/v1/uploads/${file?.id}`;
  const tus = { "tus-resumable": "1.0.0" };
  const answers = [
    await context.request.get(url),
    await context.request.head(url, { headers: tus }),
    await context.request.patch(url, {
      headers: { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
      data: Buffer.from("x"),
    }),
    await context.request.delete(url, { headers: tus }),
    await context.request.get(`${server.origin}/api/v1/applications/${application.id}/decision.pdf`),
  ];
  expect(answers.map((answer) => answer.status())).toEqual([404, 404, 404, 404, 404]);
  expect((await anna.read(draft.id)).files).toHaveLength(2);
});

test("after signing out, «Назад» shows nothing of the citizen", async ({ signedIn: page, anna }) => {
  const application = await anna.application();
  await page.goto(`/applications/${application.id}`);
  await expect(page.getByText(application.number)).toBeVisible();
  await signOut(page);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Вход" })).toBeVisible();
  await expect(page.locator("body")).not.toContainText(application.number);
});

test.describe("the session ended", () => {
  const dialog = (page: Page) => page.getByRole("dialog", { name: "Сеанс закончился" });
  const AWAY = { minutes: 16 };

  test("during a form: the citizen signs in over it, and the answers are saved", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/PUT .*drafts/, 401);
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.doors.advance(AWAY);
    await page.getByLabel("Телефон").fill("+7 912 345-67-89");
    await expect(dialog(page)).toBeVisible();
    await expectAccessible(page, "сеанс закончился");
    await expect(dialog(page)).toContainText("Всё, что вы ввели на этой странице, осталось на месте.");
    await signInOnScreen(page, server, ANNA);
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByLabel("Телефон")).toHaveValue("+7 912 345-67-89");
    const again = await Citizen.signIn(server, ANNA);
    await expect.poll(async () => (await again.read(id)).answers["phone"]).toBe("+7 912 345-67-89");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
    // Later answers are saved as well.
    await page.getByLabel("Электронная почта").fill("anna@example.ru");
    await expect.poll(async () => (await again.read(id)).answers["email"]).toBe("anna@example.ru");
  });

  test("the dialog holds the focus, Esc does not close it, and signing in returns the focus", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/PUT .*drafts/, 401);
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.doors.advance(AWAY);
    await page.getByLabel("Телефон").fill("+7 912 345-67-89");
    await expect(dialog(page)).toBeVisible();
    for (let press = 0; press < 8; press += 1) {
      await page.keyboard.press("Tab");
      const isInside = await dialog(page).evaluate(
        // Between the two ends of a modal dialog, Tab goes through the browser's own controls.
        (element) => element.contains(document.activeElement) || document.activeElement === document.body,
      );
      expect(isInside, `Tab ${press + 1}`).toBe(true);
    }
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeVisible();
    await signInOnScreen(page, server, ANNA);
    await expectFocus(page, "textbox", "Телефон");
  });

  test("during a file: it is sent after signing in", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/(POST|HEAD|PATCH|GET) .*uploads/, 401);
    const { id } = await anna.draft();
    await openDraft(page, id, "documents");
    await server.doors.advance(AWAY);
    await choose(page, [pdf("справка.pdf", 200 * KIB)], () => page.getByRole("button", { name: addButton(MEDICAL_SLOT) }).click());
    await expect(dialog(page)).toBeVisible();
    await signInOnScreen(page, server, ANNA);
    await expect(fileRow(page, "справка.pdf")).toContainText("Принят, 200 КБ");
  });

  test("while sending an application: it can be sent after signing in", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*submit/, 401);
    const { id } = await anna.readyDraft();
    await openDraft(page, id, "check-answers");
    await server.doors.advance(AWAY);
    await page.getByRole("button", { name: "Отправить" }).click();
    await expect(dialog(page)).toBeVisible();
    await signInOnScreen(page, server, ANNA);
    await page.getByRole("button", { name: "Отправить" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Заявление отправлено" })).toBeVisible();
  });

  test("on an application: its status is live again after signing in", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/GET .*events/, 401);
    const application = await anna.application();
    await page.goto(`/applications/${application.id}`);
    await expect(page.getByRole("main").locator(".tag")).toHaveText("Принято");
    await server.doors.advance(AWAY);
    await expect(dialog(page)).toBeVisible();
    await server.doors.bureau(application.id, "check");
    await signInOnScreen(page, server, ANNA);
    await expect(page.getByRole("main").locator(".tag")).toHaveText("На проверке");
    await server.doors.bureau(application.id, "approve");
    await expect(page.getByRole("main").locator(".tag")).toHaveText("Одобрено");
  });

  test("when somebody else signs in, the first citizen's page closes", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/(PUT|GET) .*drafts/, 401, 404);
    const { id } = await anna.readyDraft();
    await openDraft(page, id, "contacts");
    await server.doors.advance(AWAY);
    await page.getByLabel("Телефон").fill("+7 912 000-00-00");
    await expect(dialog(page)).toBeVisible();
    await signInOnScreen(page, server, PYOTR);
    await expect(page.getByLabel("Телефон")).toHaveCount(0);
    await expect(page.locator("body")).not.toContainText("Екатеринбург");
  });
});
