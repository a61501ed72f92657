// A message goes with all its files or not at all, and says what it waits for.

import { expectAccessible } from "../../fixtures/axe.ts";
import { MIB, pdf, png } from "../../fixtures/files.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { add, attach, field, message, messages, openTalk, send, talkOf } from "../../fixtures/messages.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { expect, test } from "../../fixtures/test.ts";

const SCAN = pdf("справка о диагнозе.pdf");
const PHOTO = png("снимок.png");

test("files go with the message, and can be opened in the conversation", async ({ signedIn: page, anna }) => {
  const { id } = await anna.application();
  await openTalk(page, id);
  await attach(page).click();
  await expect(add(page)).toBeFocused();
  await expectAccessible(page, "вложения, пусто");
  await choose(page, [SCAN, PHOTO], () => add(page).click());
  await expect(fileRow(page, SCAN.name)).toContainText("Принят");
  await expect(fileRow(page, PHOTO.name)).toContainText("Принят");
  await expectAccessible(page, "вложения");
  expectNoneOf([SCAN.name, PHOTO.name, "диагноз"], await stored(page));
  await field(page).fill("Прилагаю справку и снимок.");
  await send(page).click();
  const sent = message(page, "Прилагаю справку и снимок.");
  await expect(sent).toContainText("Отправлено");
  await expect(sent).toContainText("Вложения: 2\u00a0файла");
  await expect(page.locator(".files")).toHaveCount(0);
  expect((await talkOf(anna, id)).messages[0]?.files?.map(({ name }) => name)).toEqual([SCAN.name, PHOTO.name]);
  const download = page.waitForEvent("download");
  await sent.getByRole("link", { name: SCAN.name }).click();
  expect((await download).suggestedFilename()).toBe(SCAN.name);
  await page.reload();
  await expect(message(page, "Прилагаю справку и снимок.")).toContainText(PHOTO.name);
});

test("sent while a file is still on its way: the message waits for it, and goes by itself", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await openTalk(page, id);
  await attach(page).click();
  await server.doors.fault({ match: "PATCH /api/v1/uploads/", kind: "wait", times: 9 });
  await choose(page, [SCAN], () => add(page).click());
  await expect(fileRow(page, SCAN.name)).toBeVisible();
  await field(page).fill("Справка.");
  await send(page).click();
  await expect(message(page, "Справка.")).toContainText("Отправим, как только загрузится 1\u00a0файл");
  expect((await talkOf(anna, id)).messages).toEqual([]);
  await expectAccessible(page, "сообщение ждёт файла");
  // Also when the page is left meanwhile.
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await server.doors.noFaults();
  await expect.poll(async () => (await talkOf(anna, id)).messages[0]?.files?.length, { timeout: 40_000 }).toBe(1);
  await page.goBack();
  await expect(message(page, "Справка.")).toContainText("Отправлено");
  await expect(messages(page)).toHaveCount(1);
});

test("a reload while the message waits for a file: the text comes back, and the file is asked for again", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expectCuts();
  watchdog.expect(/PATCH .*uploads/, 503);
  const { id } = await anna.application();
  await openTalk(page, id);
  await attach(page).click();
  // Nothing of it arrives.
  await server.doors.fault({ match: "PATCH /api/v1/uploads/", kind: "status", status: 503, times: 99 });
  await choose(page, [SCAN], () => add(page).click());
  await field(page).fill("Справка.");
  await send(page).click();
  await expect(message(page, "Справка.")).toContainText("Отправим, как только загрузится");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await server.doors.noFaults();
  await expect(page.getByRole("alert")).toContainText("Не все файлы успели приложиться.");
  await expect(field(page)).toHaveValue("Справка.");
  await expectAccessible(page, "файл не успел приложиться");
  await choose(page, [SCAN], () => add(page).click());
  await expect(fileRow(page, SCAN.name)).toContainText("Принят");
  await send(page).click();
  await expect(message(page, "Справка.")).toContainText("Отправлено");
  expect((await talkOf(anna, id)).messages[0]?.files).toHaveLength(1);
});

test("a file that is refused keeps the message back until it is removed", async ({ signedIn: page, anna }) => {
  const { id } = await anna.application();
  await openTalk(page, id);
  await attach(page).click();
  const large = pdf("большой.pdf", 6 * MIB);
  await choose(page, [large], () => add(page).click());
  await expect(fileRow(page, large.name)).toContainText("Файл больше 5\u00a0МБ");
  await field(page).fill("Вот файл.");
  await send(page).click();
  await expect(page.locator("#error-summary")).toContainText("Один из файлов не приложился.");
  await expect(field(page)).toHaveValue("Вот файл.");
  await expectAccessible(page, "файл не приложился");
  await fileRow(page, large.name).getByRole("button", { name: `Удалить файл ${large.name}` }).click();
  await send(page).click();
  await expect(message(page, "Вот файл.")).toContainText("Отправлено");
});

test("S-20 a document that the office asks for is sent in answer; without a file it says so", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  const asked = await server.doors.say({ application: number, text: "Пришлите справку.", action: { kind: "upload" } });
  await openTalk(page, id);
  await expect(page.getByText("Ждём от вас документ")).toBeVisible();
  await message(page, "Пришлите справку.").getByRole("button", { name: "Приложить документ" }).click();
  await expect(add(page)).toBeFocused();
  await send(page).click();
  await expect(page.locator("#error-summary")).toContainText("Приложите документ, о котором просит специалист");
  await choose(page, [SCAN], () => add(page).click());
  await expect(fileRow(page, SCAN.name)).toContainText("Принят");
  // No words are needed.
  await send(page).click();
  await expect(messages(page).first()).toContainText(SCAN.name);
  await expect(message(page, "Пришлите справку.")).toContainText(/Сделано \d+/);
  await expect(page.getByText("Ждём от вас документ")).toHaveCount(0);
  expect((await talkOf(anna, id)).messages.at(-1)).toMatchObject({ answers: asked, text: "" });
});
