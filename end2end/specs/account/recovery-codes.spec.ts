// Recovery codes: shown once, kept, renewed, and gone with the app.

import { readFile } from "node:fs/promises";
import { codes, connectApp, factorOf, spend, UNUSED } from "../../fixtures/authenticator.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { ANSWER_LOST, OFTEN } from "../../fixtures/cuts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { ANNA } from "../../fixtures/people.ts";
import { messagesTo, openSecurity, press } from "../../fixtures/security.ts";
import { expect, test } from "../../fixtures/test.ts";

test("the app goes with its recovery codes, and that is said before", async ({ signedIn: page, anna, server }) => {
  await connectApp(anna, server);
  await openSecurity(page);
  await press(page, "Получать код по СМС");
  const question = page.getByRole("dialog", { name: "Получать код по СМС?" });
  await expect(question).toContainText("Подключённое приложение и резервные коды перестанут действовать.");
  await expectAccessible(page, "по СМС вместо приложения");
  await question.getByRole("button", { name: "Нет, оставить как есть" }).click();
  expect((await factorOf(anna)).second_factor).toBe("app");
  await press(page, "Получать код по СМС");
  await question.getByRole("button", { name: "Да, по СМС" }).click();
  await expect(page.getByText("Готово. Теперь код при входе приходит по СМС.").first()).toBeVisible();
  await expectFocus(page, "heading", "Код при входе");
  expect(await factorOf(anna)).toMatchObject({ second_factor: "sms", recovery_codes: 0 });
});

test("a lost answer with new recovery codes: the old ones may be good no more, which is said", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/recovery-codes/, "cut");
  await connectApp(anna, server);
  await openSecurity(page);
  await server.doors.fault({ match: "POST /api/v1/account/recovery-codes", times: OFTEN, ...ANSWER_LOST });
  await press(page, "Получить новые коды");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("нажмите «Получить новые коды» ещё раз: прежние могли перестать действовать.");
  await server.doors.noFaults();
  await press(page, "Получить новые коды");
  await expect(codes(page)).toHaveCount(10);
});

test("recovery codes: copied, saved as a file, renewed, and a warning when few are left", async ({ signedIn: page, context, anna, server }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { codes: old } = await connectApp(anna, server);
  await openSecurity(page);
  await press(page, "Получить новые коды");
  await expectFocus(page, "heading", "Резервные коды");
  const fresh = await codes(page).allInnerTexts();
  expect(fresh).toHaveLength(10);
  expect(fresh).not.toContain(old[0]);
  await page.getByRole("main").getByRole("button", { name: "Скопировать" }).click();
  await expect(page.getByText("Скопировано")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(fresh.join("\n"));
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Сохранить файлом" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("Резервные коды Окно.txt");
  const text = await readFile(await file.path(), "utf8");
  for (const code of fresh) expect(text).toContain(code);
  expect(text).toContain("Резервные коды для входа в «Окно»");
  expect(text, "nothing about the citizen").not.toMatch(/Анн|Петров|900|demo@/);
  await expect(codes(page)).toHaveCount(10);
  // On paper there are only the codes.
  await page.emulateMedia({ media: "print" });
  await expect(codes(page).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Коды сохранены" })).toBeHidden();
  await expect(page.getByRole("banner")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await press(page, "Коды сохранены");
  await expect(page.getByText(UNUSED)).toBeVisible();
  for (const code of fresh.slice(0, 8)) await spend(server, ANNA, code);
  await page.reload();
  await expect(page.getByText("Не использовано: 2.")).toBeVisible();
  await expect(page.getByText("Резервные коды заканчиваются.")).toBeVisible();
  const letter = (await messagesTo(server, "demo@okno.example")).find((text) => text.includes("резервным кодом"));
  expect(letter).toContain("Не использовано резервных кодов: 2. Получите новые на странице «Вход и безопасность», пока можете войти.");
  await expectAccessible(page, "кодов мало");
});
