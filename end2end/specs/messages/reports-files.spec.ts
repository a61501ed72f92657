// What people report of other messengers and help desks, tried here: attachments.

import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { KIB, pdf } from "../../fixtures/files.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { add, attach, field, message, messages, online, openTalk, say, send, talkOf } from "../../fixtures/messages.ts";
import { ANNA } from "../../fixtures/people.ts";
import { dialog, heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/gated.ts";

const TEXT = "Когда будет решение по моей заявке?";
const SCAN = pdf("справка о диагнозе.pdf");

test.describe("attachments", () => {
  test("a file that was chosen before one presses «Приложить документ» stays, and goes with the answer", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    const asked = await server.doors.say({ application: number, text: "Пришлите справку.", action: { kind: "upload" } });
    await openTalk(page, id);
    await attach(page).click();
    await choose(page, [SCAN], () => add(page).click());
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    await message(page, "Пришлите справку.").getByRole("button", { name: "Приложить документ" }).click();
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    await send(page).click();
    await expect(messages(page).first()).toContainText(SCAN.name);
    await expect.poll(async () => (await talkOf(anna, id)).messages.at(-1)).toMatchObject({ answers: asked });
  });

  // zulip/zulip#33986
  test("the network breaks and the server restarts while a message waits for its file: both arrive whole, once", async ({ page, anna, context, server, network, watchdog }) => {
    watchdog.expectCuts();
    watchdog.expect(/\/uploads/, 404, 409, 503);
    const large = pdf("большая справка.pdf", 600 * KIB);
    const { id } = await anna.application();
    await anna.enter(context, network.origin);
    await openTalk(page, id, network.origin);
    await attach(page).click();
    network.limit(400 * KIB);
    await choose(page, [large], () => add(page).click());
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText("Отправим, как только загрузится");
    network.cutAfter(100 * KIB, 2);
    await expect.poll(() => network.cuts).toBeGreaterThan(0);
    await server.restart("SIGKILL");
    network.limit(Infinity);
    await online(page);
    await expect(message(page, TEXT)).toContainText("Отправлено", { timeout: 40_000 });
    const { messages: all } = await talkOf(anna, id);
    expect(all.map(({ text, files }) => ({ text, names: files?.map(({ name }) => name) }))).toEqual([{ text: TEXT, names: [large.name] }]);
  });

  // mattermost/mattermost#34239
  test("text and file of one conversation do not move to another while the file is on its way", async ({ signedIn: page, anna, server }) => {
    const [first, second] = [await anna.application(), await anna.application()];
    await server.doors.say({ application: second.number, text: "Сюда." });
    await openTalk(page, first.id);
    await attach(page).click();
    await server.doors.fault({ match: "PATCH /api/v1/uploads/", kind: "wait", times: 9 });
    await choose(page, [SCAN], () => add(page).click());
    await field(page).fill(TEXT);
    await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
    await expect(heading(page)).not.toHaveText("История сообщений");
    await page.evaluate(() => history.back());
    await expect(field(page)).toHaveValue(TEXT);
    await page.getByRole("link", { name: "Вернуться к заявке" }).click();
    await page.getByRole("main").getByRole("link", { name: "История сообщений" }).click();
    await page.getByRole("main").locator("ol").getByRole("link").first().click();
    await expect(message(page, "Сюда.")).toBeVisible();
    await expect(field(page)).toHaveValue("");
    await expect(fileRow(page, SCAN.name)).toHaveCount(0);
    await say(page, "Второй заявке.");
    await expect(message(page, "Второй заявке.")).toContainText("Отправлено");
    await server.doors.noFaults();
    await page.goto(`/messages/${first.id}`);
    await expect(field(page)).toHaveValue(TEXT);
    expect((await talkOf(anna, second.id)).messages.at(-1)?.files ?? []).toEqual([]);
  });

  // tus/tus-js-client#50
  test("a file that has waited for more than a day is gone: it says so, keeps the text, and takes the file again", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 404, 422);
    const { id } = await anna.application();
    await openTalk(page, id);
    await attach(page).click();
    await choose(page, [SCAN], () => add(page).click());
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    await field(page).fill(TEXT);
    await server.doors.advance({ minutes: 25 * 60 });
    await send(page).click();
    await expect(dialog(page)).toBeVisible();
    await signInOnScreen(page, server, ANNA);
    const alert = page.getByRole("alert").filter({ hasText: "Сообщение не отправлено" });
    await expect(alert).toContainText("файлы выберите ещё раз");
    await expect(alert).not.toContainText("В заявлении есть ошибки");
    await expect(field(page)).toHaveValue(TEXT);
    await expect(fileRow(page, SCAN.name)).toHaveCount(0);
    await choose(page, [SCAN], () => add(page).click());
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    await send(page).click();
    await expect(message(page, TEXT)).toContainText("Отправлено");
    expect((await talkOf(await Citizen.signIn(server, ANNA), id)).messages[0]?.files).toHaveLength(1);
  });

  // transloadit/uppy#1171
  test("a file that another window has sent does not hold back this window's message", async ({ signedIn: page, anna, watchdog }) => {
    watchdog.expect(/POST .*messages/, 422);
    const { id } = await anna.application();
    await openTalk(page, id);
    await attach(page).click();
    await choose(page, [SCAN], () => add(page).click());
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    const other = await openTab(page, `/messages/${id}`);
    await expect(fileRow(other, SCAN.name)).toContainText("Принят");
    await say(other, "С файлом.");
    await expect(message(page, "С файлом.")).toContainText(SCAN.name);
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText("Отправлено");
    expect((await talkOf(anna, id)).messages.map(({ files }) => files?.length ?? 0)).toEqual([1, 0]);
  });
});
