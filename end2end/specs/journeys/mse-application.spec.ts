// An application from home to the decision: on a phone with keys alone, and on a desktop with a pointer. axe checks every
// screen, also with its errors.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { jpeg, pdf, png, MIB } from "../../fixtures/files.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { CONSENT_DATA, CONSENT_TERMS, noConsent, type Screen, screens } from "../../fixtures/form.ts";
import { type InputMethod, keyboard, pointer } from "../../fixtures/input.ts";
import { caseStatus, consent, entry, expectAccepted, journal } from "../../fixtures/journey.ts";
import { expectPdf } from "../../fixtures/pdf-documents.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectErrors, expectScreen } from "../../fixtures/screen.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/test.ts";

const SERVICE = "Медико-социальная экспертиза";

const FORM = screens({
  identity: [pdf("паспорт.pdf", 2 * MIB), jpeg("прописка.jpg")],
  medical: [pdf("справка.pdf"), png("снимок.png")],
});

for (const [width, way, inputMethod] of [[360, "the keyboard", keyboard], [1280, "a pointer", pointer]] as const) {
  test.describe(`${width} px, with ${way}`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("M-08, M-13, M-14, M-18, M-24, M-26 an application goes from home to the decision", async ({ page, server }) => {
      test.slow();
      await page.goto("/");
      await expectScreen(page, "Государственные услуги");
      const walk = new Walk(page, inputMethod(page), server);
      await walk.signIn();
      await walk.fillIn();
      await walk.send();
      await walk.watch();
    });
  });
}

/** The steps of one citizen. */
class Walk {
  constructor(
    private readonly page: Page,
    private readonly inputMethod: InputMethod,
    private readonly server: Server,
  ) {}

  async signIn(): Promise<void> {
    const { page, inputMethod, server } = this;
    await inputMethod.seek("link", SERVICE);
    await expectScreen(page, SERVICE);
    await inputMethod.follow("Войти и заполнить заявление");
    await expectScreen(page, "Вход");
    await inputMethod.seek("button", "Продолжить");
    await expectErrors(page, "Вход", [
      { text: "Введите телефон или электронную почту", role: "textbox", name: "Логин" },
      { text: "Введите пароль", role: "textbox", name: "Пароль" },
    ]);
    await page.getByRole("link", { name: "Введите телефон или электронную почту" }).click();
    await page.keyboard.insertText(ANNA.login);
    await inputMethod.type("Пароль", ANNA.password);
    await inputMethod.pass("checkbox", "Показать пароль");
    await inputMethod.press("Продолжить");
    await expectFocus(page, "textbox", "Код из СМС");
    await expectAccessible(page, "Код из СМС");
    await page.keyboard.insertText("12");
    await inputMethod.press("Войти");
    await expectErrors(page, "Вход", [{ text: "Введите 6 цифр из СМС", role: "textbox", name: "Код из СМС" }]);
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(await server.doors.code(ANNA.phone));
    await inputMethod.press("Войти");
    await expectScreen(page, SERVICE);
  }

  async fillIn(): Promise<void> {
    const { page, inputMethod } = this;
    await inputMethod.press("Заполнить заявление");
    await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
    await expectScreen(page, SERVICE, `Заявление: ${SERVICE}`);
    await inputMethod.seek("link", "Продолжить заполнение");
    for (const screen of FORM) await this.screen(screen);
  }

  private async screen(screen: Screen): Promise<void> {
    const { page, inputMethod } = this;
    await expectScreen(page, screen.title);
    // Clears what the profile has filled in, so that everything is missing.
    for (const input of await page.getByRole("main").getByRole("textbox").all()) await input.fill("");
    await page.getByRole("button", { name: "Продолжить", exact: true }).click();
    await expectErrors(page, screen.title, screen.missing);
    // Opened again, the screen shows no errors and has the focus on its heading.
    await page.getByRole("link", { name: "Ко всем разделам заявления" }).click();
    await page.getByRole("link", { name: screen.title, exact: true }).click();
    await expect(page).toHaveTitle(`${screen.title} — Окно`);
    await expectFocus(page, "heading", screen.title);
    await inputMethod.fill(screen);
    await expectAccepted(page, screen);
    await expectAccessible(page, `${screen.title}, заполнено`);
    await inputMethod.press("Продолжить");
  }

  async send(): Promise<void> {
    const { page, inputMethod } = this;
    await expectScreen(page, "Проверьте заявление");
    await page.getByRole("button", { name: "Отправить", exact: true }).click();
    await expectErrors(page, "Проверьте заявление", [
      { text: noConsent(CONSENT_TERMS), role: "checkbox", name: CONSENT_TERMS },
      { text: noConsent(CONSENT_DATA), role: "checkbox", name: CONSENT_DATA },
    ]);
    await page.getByRole("heading", { level: 1 }).focus();
    await consent(inputMethod, FORM);
    await inputMethod.press("Отправить");
    await expectScreen(page, "Заявление отправлено");
    await expect(page.getByText(/^МСЭ-20\d\d-\d{6}$/)).toBeVisible();
    await expectFocus(page, "heading", "Заявление отправлено");
  }

  async watch(): Promise<void> {
    const { page, inputMethod, server } = this;
    const number = (await page.getByText(/^МСЭ-20\d\d-\d{6}$/).textContent()) ?? "";
    await inputMethod.pass("button", "Скопировать");
    await inputMethod.pass("link", "Копия заявления (PDF)");
    await inputMethod.pass("link", "Выбрать дату осмотра");
    await inputMethod.pass("link", "Открыть заявку");
    await inputMethod.follow("Мои заявки");
    await expectScreen(page, "Мои заявки");
    const row = page.getByRole("row").filter({ hasText: number });
    await expect(page.getByRole("columnheader", { name: "Статус" })).toBeVisible();
    await expect(row.getByRole("cell", { name: /Принято/ })).toBeVisible();

    await inputMethod.seek("link", SERVICE);
    await expectScreen(page, SERVICE, `Заявка: ${SERVICE}`);
    const announcer = page.locator("#announcer");
    await expect(journal(page)).toHaveText([entry("Принято")]);

    await server.doors.bureau(number, "check");
    await expect(caseStatus(page)).toHaveText("На проверке");
    await expect(announcer).toHaveText("Статус изменился: На проверке");
    await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке")]);
    await expect(journal(page).last()).toContainText("Документы проверены автоматически: все приложены, файлы целы.");
    await expectAccessible(page, "Заявка на проверке");

    await server.doors.bureau(number, "approve");
    await expect(caseStatus(page)).toHaveText("Одобрено");
    await expect(announcer).toHaveText("Статус изменился: Одобрено");
    await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке"), entry("Одобрено")]);
    await expectAccessible(page, "Заявка одобрена");
    await expectFocus(page, "heading", SERVICE);

    await expectAtRight(page);
    const [download] = await Promise.all([page.waitForEvent("download"), inputMethod.seek("link", "Скачать решение")]);
    await expectPdf(await download.path(), [number, "Заявление одобрено.", "На каком основании", "Подпись"]);
  }
}

/** Expects «Скачать решение» at the right of the page if the screen is wide enough for that. */
async function expectAtRight(page: Page): Promise<void> {
  if ((page.viewportSize()?.width ?? 0) < 640) return;
  const link = await page.getByRole("link", { name: "Скачать решение" }).boundingBox();
  const column = await page.getByRole("heading", { level: 1 }).boundingBox();
  if (!link || !column) throw new Error("no link or no heading");
  const [left, right] = [link.x - column.x, column.x + column.width - (link.x + link.width)];
  expect(left, "more room before it than after it").toBeGreaterThan(right);
}
