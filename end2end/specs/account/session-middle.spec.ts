// S-02 a session that ends in the middle of something: elsewhere somebody has pressed «Завершить все, кроме этого». The citizen signs in
// again in place, and nothing is lost or done twice.

import { answerSet } from "../../fixtures/answer-sets.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { choose } from "../../fixtures/input.ts";
import { agree, fileRow, openDraft } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect as expectSlot, test as slotTest } from "../../fixtures/slots.ts";
import { dialog } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";
import { bookIt, heading, toConfirm } from "../../fixtures/visits.ts";

/** Ends every session of Anna but a new one, which is returned. */
async function endElsewhere(server: Server): Promise<Citizen> {
  const anna = await Citizen.signIn(server, ANNA);
  await anna.call("DELETE", "/sessions", undefined, {});
  return anna;
}

test("a signature, and then the last screen before sending", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  const { id } = await anna.filledDraft("so_administrative", answerSet("so_administrative.signature", await server.now()));
  await openDraft(page, id, "check-answers");
  await endElsewhere(server);
  const sign = page.getByRole("button", { name: "Подписать тестовой подписью (без юридической силы)" });
  await sign.click();
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expect(dialog(page)).toHaveCount(0);
  await sign.click();
  await expect(page.getByText("Заявление подписано.")).toBeVisible();
  await expect(page.getByText(/^Сохранено в/)).toBeVisible();
  await agree(page);
  const again = await endElsewhere(server);
  const send = page.getByRole("button", { name: "Отправить", exact: true });
  await send.click();
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText("Заявление подписано.")).toBeVisible();
  await send.click();
  await expect(page.getByRole("heading", { level: 1, name: "Заявление отправлено" })).toBeVisible();
  expect(await again.applications()).toHaveLength(1);
});

test("an upload goes on by itself", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  const { id } = await anna.draft();
  await openDraft(page, id, "documents");
  await server.doors.fault({ match: "PATCH /api/v1/uploads/", kind: "wait", times: 99 });
  const sending = page.waitForRequest((request) => request.method() === "PATCH");
  const file = { name: "справка.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF") };
  await choose(page, [file], () => page.getByRole("button", { name: /^Выбрать файлы.*: Медицинские справки/ }).click());
  await sending;
  await endElsewhere(server);
  await server.doors.noFaults();
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expect(dialog(page)).toHaveCount(0);
  await expect(fileRow(page, "справка.pdf")).toContainText("Принят");
});

slotTest("the last screen of a booking", async ({ open, page, server, visitor, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await toConfirm(await open("usual"), "2027-02-10", "10:00");
  const comment = page.getByLabel("Что ещё нам нужно знать?");
  await comment.fill("Нужен пандус");
  const anna = await endElsewhere(server);
  await bookIt(page).click();
  await expectSlot(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expectSlot(dialog(page)).toHaveCount(0);
  await expectSlot(heading(page, "Проверьте и запишитесь")).toBeVisible();
  await expectSlot(comment).toHaveValue("Нужен пандус");
  await bookIt(page).click();
  await expectSlot(page).toHaveURL(/\/bookings\/[^/]+$/);
  const { bookings } = await anna.json<{ bookings: { details: { comment: string } }[] }>("GET", "/bookings");
  expectSlot(bookings.map(({ details }) => details.comment)).toEqual(["Нужен пандус"]);
  void visitor;
});
