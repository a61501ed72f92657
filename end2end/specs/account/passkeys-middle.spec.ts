// Passkeys: what comes in the middle of adding or deleting one. A lost answer, another tab, a ceremony or a session that is over.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { add, addKey, Authenticator, createKey, deleteKey, enterByKey, failed, keyName, names, openKeyForm, passkeysOf, question, test } from "../../fixtures/passkeys.ts";
import { ANNA } from "../../fixtures/people.ts";
import { openSecurity } from "../../fixtures/security.ts";
import { AWAY, dialog, openTab } from "../../fixtures/tabs.ts";
import { expect } from "../../fixtures/test.ts";

const announced = (page: Page) => page.locator("#announcer");
const main = (page: Page) => page.getByRole("main");

test("a key that another tab has deleted is gone here too, and deleting it again is no error", async ({ signedIn: page, watchdog }) => {
  watchdog.expect(/DELETE .*account\/passkeys\//, 404);
  const authenticator = await Authenticator.of(page);
  await add(page, authenticator, "Телефон");
  const other = await openTab(page, "/security");
  await deleteKey(other, "Телефон").click();
  await question(other).getByRole("button", { name: "Да, удалить" }).click();
  await expect(main(other).getByText("Ключей пока нет.")).toBeVisible();
  await deleteKey(page, "Телефон").click();
  await question(page).getByRole("button", { name: "Да, удалить" }).click();
  await expect(main(page).getByText("Ключей пока нет.")).toBeVisible();
});

test("a lost answer to adding: the page looks by itself, and the key is there", async ({ signedIn: page, anna, gate, watchdog }) => {
  watchdog.expect(/(POST|DELETE) .*account\/passkeys\//, "cut");
  const authenticator = await Authenticator.of(page);
  await openKeyForm(page);
  await keyName(page).fill("Телефон");
  await authenticator.touch();
  gate.lose(/^POST \S+\/account\/passkeys\/\S/);
  await createKey(page).click();
  await expect(announced(page)).toHaveText("Ключ «Телефон» добавлен. В следующий раз входите с ним: пароль и код не понадобятся.");
  await expect(names(page)).toHaveText(["Телефон"]);
  await expect(failed(page)).toHaveCount(0);
  expect(await passkeysOf(anna)).toHaveLength(1);
  expect(await authenticator.keys()).toHaveLength(1);
  gate.open();
  gate.lose(/^DELETE \S+\/account\/passkeys\/\S/);
  await deleteKey(page, "Телефон").click();
  await question(page).getByRole("button", { name: "Да, удалить" }).click();
  await expect(announced(page)).toHaveText(/^Ключ удалён\./);
  await expect(question(page)).toHaveCount(0);
  gate.open();
});

test("a lost answer to adding, and the page opened again: the key is in the list, and the device says that it has it", async ({ signedIn: page, gate, watchdog }) => {
  watchdog.expect(/POST .*account\/passkeys\/|GET .*\/account$/, "cut");
  const authenticator = await Authenticator.of(page);
  await openKeyForm(page);
  await authenticator.touch();
  gate.lose(/^(POST \S+\/account\/passkeys\/\S|GET \S+\/account( |$))/);
  await createKey(page).click();
  await expect(failed(page)).toContainText("Не знаем, дошло ли изменение");
  gate.open();
  await openSecurity(page);
  await expect(names(page)).toHaveText(["Моё устройство"]);
  await addKey(page).click();
  await createKey(page).click();
  await expect(failed(page)).toContainText("уже есть ключ от вашего аккаунта");
});

test("a server that fails while the key is handed in gets it with the next press; one that fails to delete says so in the dialog", async ({ signedIn: page, server, anna, watchdog }) => {
  watchdog.expect(/(POST|DELETE) .*account\/passkeys/, 503);
  const authenticator = await Authenticator.of(page);
  await openKeyForm(page);
  await keyName(page).fill("Телефон");
  await authenticator.touch();
  await server.doors.fault({ match: "POST /api/v1/account/passkeys/", kind: "status", status: 503 });
  await createKey(page).click();
  await expect(failed(page)).toContainText("Сервер сейчас не отвечает.");
  await createKey(page).click();
  await expect(names(page)).toHaveText(["Телефон"]);
  expect(await authenticator.keys()).toHaveLength(1);
  await server.doors.fault({ match: "DELETE /api/v1/account/passkeys/", kind: "status", status: 503 });
  await deleteKey(page, "Телефон").click();
  await question(page).getByRole("button", { name: "Да, удалить" }).click();
  await expect(question(page).getByRole("alert")).toContainText("Ключ не удалён");
  await expectAccessible(page, "ключ не удалён");
  await question(page).getByRole("button", { name: "Да, удалить" }).click();
  await expect(names(page)).toHaveCount(0);
  expect(await passkeysOf(anna)).toEqual([]);
});

test("a form that stood open for longer than a ceremony asks anew by itself", async ({ signedIn: page, server, anna }) => {
  await page.clock.install();
  const authenticator = await Authenticator.of(page);
  await openKeyForm(page);
  await page.clock.fastForward(6 * 60_000);
  await server.doors.advance({ minutes: 6 });
  await authenticator.touch();
  await createKey(page).click();
  await expect(names(page)).toHaveText(["Моё устройство"]);
  expect(await passkeysOf(anna)).toHaveLength(1);
});

test("a device that takes longer than five minutes: said, with the name kept, and the next press works", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/POST .*account\/passkeys\//, 410);
  const authenticator = await Authenticator.of(page);
  await openKeyForm(page);
  await keyName(page).fill("Телефон");
  // As if the citizen had looked for their glasses for six minutes.
  await server.doors.advance({ minutes: 6 });
  await authenticator.touch();
  await createKey(page).click();
  await expect(failed(page)).toContainText("С начала прошло больше 5 минут, поэтому ключ не принят. Название осталось");
  await createKey(page).click();
  await expect(names(page)).toHaveText(["Телефон"]);
  expect(await authenticator.keys(), "the device keeps the last one only").toHaveLength(1);
});

test("a session that ends while a key is being named keeps the name", async ({ signedIn: page, server, anna, gate, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  void gate;
  const authenticator = await Authenticator.of(page);
  await add(page, authenticator, "Ноутбук");
  await addKey(page).click();
  await keyName(page).fill("Телефон");
  await server.doors.advance(AWAY);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(dialog(page)).toBeVisible();
  await enterByKey(page, authenticator);
  await expect(dialog(page)).toHaveCount(0);
  await expect(keyName(page)).toHaveValue("Телефон");
  expect(await passkeysOf(await Citizen.signIn(server, ANNA))).toHaveLength(1);
  void anna;
});
