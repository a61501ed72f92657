// What all pages share: skip link, focus and title after moving, language, colours, small screens, large text, help.

import type { Page } from "@playwright/test";
import { ANSWERS } from "../../fixtures/answers.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import { expectFocus, focused } from "../../fixtures/focus.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

/** Addresses of every kind of page, with as much content as possible. */
async function addresses(anna: Citizen): Promise<string[]> {
  const application = await anna.application();
  const draft = await anna.readyDraft();
  await anna.save(draft.id, { ...ANSWERS, has_referral: "yes", referral_number: "7", referral_date: "01.11.2026" });
  const steps = ["", "/personal", "/identity", "/contacts", "/purpose", "/referral", "/documents", "/delivery", "/check-answers"];
  return [
    "/",
    "/search",
    "/services/mse_application",
    ...steps.map((step) => `/drafts/${draft.id}${step}`),
    "/applications",
    "/my-services",
    "/requests",
    "/institutions",
    "/bookings",
    "/operations",
    "/account",
    "/security",
    `/applications/${application.id}/booking`,
    `/applications/${application.id}/booking/sverdlovsk-1`,
    `/applications/${application.id}`,
    `/applications/${application.id}/sent`,
    "/nowhere",
  ];
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  // The static shell has a heading as well, but only the app has the live region.
  await expect(page.locator("#announcer")).toBeAttached();
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main").getByText("Загружаем…")).toHaveCount(0);
}

test("the link «Перейти к содержанию» comes first and leads to the content", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("Tab");
  await expectFocus(page, "link", "Перейти к содержанию");
  await expect(page.getByRole("link", { name: "Перейти к содержанию" })).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expectFocus(page, "link", "Перейти к моим заявкам");
  expect(new URL(page.url()).hash).toBe("");
});

test("a new page puts the focus on its heading, and «Назад» returns it to the link", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id);
  await page.getByRole("link", { name: "Контакты" }).click();
  await expectFocus(page, "heading", "Контакты");
  await expect(page).toHaveTitle("Контакты — Окно");
  await page.goBack();
  await expectFocus(page, "link", "Контакты");
  await page.goForward();
  await expectFocus(page, "heading", "Контакты");
});

test("«Назад» returns to the same place of a long page", async ({ signedIn: page, anna }) => {
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "check-answers");
  const link = page.getByRole("link", { name: "Изменить раздел «Документы»" });
  await link.scrollIntoViewIfNeeded();
  await link.click();
  await expectFocus(page, "heading", "Документы");
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(link).toBeFocused();
  await expect(link).toBeInViewport();
});

test("the app switches to English and back", async ({ page }) => {
  await open(page, "/services/mse_application");
  const html = page.locator("html");
  await expect(html).toHaveAttribute("lang", "ru");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Medico-social examination" })).toBeVisible();
  await expect(html).toHaveAttribute("lang", "en");
  await expect(page.getByRole("contentinfo")).toContainText("Only the Russian text");
  await expect(page.getByRole("main")).not.toContainText(/[а-яё]/i);
  await expectAccessible(page, "услуга по-английски");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Medico-social examination" })).toBeVisible();
  await page.getByRole("button", { name: "Русский" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Медико-социальная экспертиза" })).toBeVisible();
  await expect(html).toHaveAttribute("lang", "ru");
});

test("a form in English: questions, errors, check page", async ({ signedIn: page, anna, context }) => {
  await context.addInitScript(() => localStorage.setItem("okno.language", "en"));
  const { id } = await anna.readyDraft();
  for (const step of ["", "/personal", "/identity", "/contacts", "/purpose", "/referral", "/documents", "/delivery"]) {
    await page.goto(`/drafts/${id}${step}`);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    // The citizen's own answers are in Russian; everything around them is not.
    const words = page.getByRole("main").locator("label, legend, h1, h2, p:not(.file__name), button");
    for (const text of await words.allTextContents()) expect(text, step).not.toMatch(/[а-яё]/i);
  }
  await page.goto(`/drafts/${id}/personal`);
  await page.getByRole("textbox", { name: "SNILS" }).fill("1");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole("alert")).not.toContainText(/[а-яё]/i);
});

test.describe("dark theme", () => {
  test.use({ colorScheme: "dark" });

  test("contrast and all other rules of axe hold on every page", async ({ signedIn: page, anna }) => {
    test.slow();
    for (const address of await addresses(anna)) {
      await open(page, address);
      await expectAccessible(page, `тёмная тема, ${address}`);
    }
    // The sign-in page sends signed-in citizens on.
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Продолжить", exact: true }).click();
    await expect(page.getByRole("alert")).toBeFocused();
    await expectAccessible(page, "тёмная тема, вход с ошибками");
  });
});

test.describe("320 × 256", () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test("nothing scrolls sideways (WCAG 1.4.10)", async ({ signedIn: page, anna }) => {
    for (const address of await addresses(anna)) {
      await open(page, address);
      await expectNoSidewaysScroll(page, address);
    }
  });
});

test("text at 200 % is not cut off and does not scroll sideways (WCAG 1.4.4)", async ({ signedIn: page, anna }) => {
  await page.setViewportSize({ width: 640, height: 800 });
  for (const address of await addresses(anna)) {
    await open(page, address);
    await page.locator("html").evaluate((html) => html.style.setProperty("font-size", "200%"));
    await expectNoSidewaysScroll(page, address);
    expect(await clipped(page), address).toEqual([]);
  }
});

test("wider spacing of text cuts nothing off (WCAG 1.4.12)", async ({ signedIn: page, anna }) => {
  for (const address of await addresses(anna)) {
    await open(page, address);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
      );
      document.adoptedStyleSheets = [sheet];
    });
    await expectNoSidewaysScroll(page, address);
    expect(await clipped(page), address).toEqual([]);
  }
});

test("everything that can be pressed is at least 24 px high (WCAG 2.5.8)", async ({ signedIn: page, anna }) => {
  for (const address of await addresses(anna)) {
    await open(page, address);
    const small = await page.locator("button, input, textarea, summary, a.button, a.back, a.task__link").evaluateAll((all) =>
      all
        // A tick box is measured with its label; a hidden input is left out.
        .map((element) => ((element as HTMLInputElement).labels?.[0] ?? element) as HTMLElement)
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 24)
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(small, address).toEqual([]);
  }
});

for (const [scheme, options] of [
  ["light theme", { colorScheme: "light" }],
  ["dark theme", { colorScheme: "dark" }],
  ["the system's contrast colours", { forcedColors: "active" }],
] as const) {
  test(`${scheme}: the focus is visible on everything (WCAG 2.4.7)`, async ({ signedIn: page, anna }) => {
    await page.emulateMedia(options);
    const { id } = await anna.readyDraft();
    const places: [step: string, ...controls: [role: "link" | "button" | "textbox" | "radio" | "checkbox", name: string][]][] = [
      ["", ["link", "Контакты"], ["link", "Проверить и отправить"], ["button", "Меню"]],
      ["/personal", ["textbox", "Фамилия"], ["checkbox", "Нет отчества"], ["button", "Продолжить"]],
      ["/identity", ["radio", "Паспорт гражданина России"]],
      ["/documents", ["button", "Выбрать файлы : СНИЛС"], ["button", "Удалить файл паспорт.pdf"]],
    ];
    for (const [step, ...controls] of places) {
      await open(page, `/drafts/${id}${step}`);
      // Browsers show the focus ring only after the keyboard was used.
      await page.keyboard.press("Tab");
      for (const [role, name] of controls) {
        const control = page.getByRole(role, { name, exact: true });
        await control.scrollIntoViewIfNeeded();
        const { x, y, width, height } = (await control.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
        const clip = { x: Math.max(0, x - 6), y: Math.max(0, y - 6), width: width + 12, height: height + 12 };
        const shot = () => page.screenshot({ clip, animations: "disabled", caret: "hide" });
        await control.blur();
        const before = await shot();
        await control.focus();
        const after = await shot();
        expect(after.equals(before), `${role} «${name}» looks the same with and without the focus`).toBe(false);
      }
    }
  });
}

test("Tab goes through every page both ways and never gets stuck (WCAG 2.1.2)", async ({ signedIn: page, anna }) => {
  test.slow();
  for (const address of await addresses(anna)) {
    await open(page, address);
    const there = await walk(page);
    expect(there.length, address).toBeGreaterThan(3);
    const back: string[] = [];
    for (const _ of there) back.unshift(await step(page, "Shift+Tab"));
    expect(back, address).toEqual(there);
  }
});

test("help is in the same place on every page (WCAG 3.2.6)", async ({ signedIn: page, anna }) => {
  for (const address of await addresses(anna)) {
    await open(page, address);
    const help = page.getByRole("contentinfo").getByRole("paragraph").first();
    await expect(help).toHaveText("Нужна помощь? Позвоните в бюро или напишите: 8 800 000-00-00, support@okno.example");
    await expect(help.getByRole("link", { name: "8 800 000-00-00" })).toHaveAttribute("href", "tel:88000000000");
    await expect(help.getByRole("link", { name: "support@okno.example" })).toHaveAttribute("href", "mailto:support@okno.example");
    await expect(page.getByRole("heading", { level: 1 }), address).toHaveCount(1);
  }
});

test("an unknown address explains where to go", async ({ page }) => {
  await open(page, "/nowhere/at/all");
  await expect(page.getByRole("heading", { level: 1, name: "Такой страницы нет" })).toBeVisible();
  await page.getByRole("link", { name: "На главную" }).click();
  await expectFocus(page, "heading", "Государственные услуги");
});

async function expectNoSidewaysScroll(page: Page, address: string): Promise<void> {
  const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content, `${address} scrolls sideways`).toBeLessThanOrEqual(width ?? 0);
}

/** Elements that cut off their own text. */
async function clipped(page: Page): Promise<string[]> {
  // A one-line input scrolls its text by itself, so it is left out.
  return page.locator("main *:not(.visually-hidden):not(input)").evaluateAll((all) =>
    all
      // Left out: elements that stay folded until they have the focus.
      .filter((element) => element.clientWidth > 1)
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const hides = [overflowX, overflowY].some((overflow) => overflow === "hidden" || overflow === "clip");
        return hides && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
}

/** The Tab stops from one end of the document to the other. */
async function walk(page: Page): Promise<string[]> {
  const stops: string[] = [];
  while (stops.length < 300) {
    const stop = await step(page, "Tab");
    if (stop === OUT) return stops;
    stops.push(stop);
  }
  throw new Error(`no end after ${stops.slice(-5).join(", ")}`);
}

const OUT = "out of the page";

async function step(page: Page, key: "Tab" | "Shift+Tab"): Promise<string> {
  await page.keyboard.press(key);
  const isOut = await page.evaluate(() => document.activeElement === document.body || document.activeElement === null);
  if (isOut) return OUT;
  const { role, name } = await focused(page);
  return `${role}: ${name}`;
}
