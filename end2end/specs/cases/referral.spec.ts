// «Электронное направление» on the policy of the compulsory health insurance (S-10).

import type { Page } from "@playwright/test";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { inEnglish } from "../../fixtures/english.ts";
import { agree, caseStatus, entry, journal, openDraft } from "../../fixtures/journey.ts";
import { mailboxOf, nameOf } from "../../fixtures/network.ts";
import { download, expectPdf } from "../../fixtures/pdf-documents.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";

const main = (page: Page) => page.getByRole("main");
const send = (page: Page) => main(page).getByRole("button", { name: "Отправить в учреждение", exact: true });
const heading = (page: Page) => main(page).getByRole("heading", { name: "Электронное направление", exact: true });
const POLICY = "7798500000123455";
const AT = "2027-02-10T05:00:00Z";

const toHospital = async (server: Server) => (await server.doors.outbox()).filter(({ to }) => to === mailboxOf("hospital"));

test("S-10 the policy brings an «электронное направление» into «Мои услуги», to print, to keep, and to e-mail to the institution once", async ({ page, context, server }) => {
  test.setTimeout(90_000);
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  await expect(heading(page)).toBeVisible();
  await expect(main(page)).toContainText("Отправить его можно, когда выберете больницу и день.");
  await expect(send(page)).toHaveCount(0);
  await expectAccessible(page, "направление без даты");

  // The institution is chosen: the referral is tied to it.
  await visitor.book("hospital", AT);
  await expect(main(page)).toContainText(`По нему вас примут по полису ОМС: ${nameOf("hospital")}.`);
  await expect(send(page)).toBeVisible();
  const { file } = await download(page, "Скачать (PDF)");
  await expectPdf(file, [visitor.number, "Электронное направление", POLICY, "Эндопротезирование сустава", "10.02.2027, 10:00"]);
  const print = main(page).getByRole("link", { name: "Распечатать", exact: true });
  await expect(print).toHaveAttribute("target", "_blank");
  // A browser shows it instead of saving it.
  const disposition = await print.evaluate(async (link: HTMLAnchorElement) => (await fetch(link.href)).headers.get("content-disposition"));
  expect(disposition).toMatch(/^inline/);

  await send(page).dblclick();
  const told = main(page).getByText(new RegExp(`^Направление отправлено .*: ${nameOf("hospital")}\\.$`));
  await expect(told).toBeFocused();
  await expect(send(page)).toHaveCount(0);
  await expectAccessible(page, "направление отправлено");
  const letters = await toHospital(server);
  expect(letters).toHaveLength(1);
  expect(letters[0]?.text).toBe(`Электронное направление № ${visitor.number}.`);
  expect(letters[0]?.body, "nothing of the patient's health").not.toMatch(/Петров|сустав|7798/);
  await main(page).getByRole("button", { name: "Открыть весь журнал" }).click();
  await expect(journal(page).filter({ hasText: `Электронное направление отправлено: ${nameOf("hospital")}.` })).toHaveCount(1);

  await main(page).getByRole("link", { name: "Мои услуги", exact: true }).click();
  await expectScreen(page, "Мои услуги");
  const service = main(page).getByRole("listitem").filter({ hasText: visitor.number });
  await expect(service.getByRole("link", { name: "Электронное направление" })).toHaveAttribute("href", new RegExp(`/applications/${visitor.application}/referral\\.pdf$`));
  await expectAccessible(page, "мои услуги");
  await service.getByRole("link").first().click();
  await expect(told).toBeVisible();
});

test("S-10 the application asks for consent to the use of the policy's data, which is never given in advance", async ({ page, context, server }) => {
  await server.doors.clock(NOW);
  const anna = await Citizen.signIn(server, ANNA);
  const set = answerSet("so_medical", new Date(NOW));
  const { consent_data_v3: _, consent_oms_v3: __, ...answers } = set.answers;
  const { id } = await anna.filledDraft("so_medical", { ...set, answers });
  await anna.enter(context);
  await openDraft(page, id, "check-answers");
  for (const name of [/^Я даю согласие на обработку персональных данных/, /^Я даю согласие передать данные полиса ОМС/]) {
    await expect(page.getByRole("checkbox", { name })).not.toBeChecked();
  }
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Заявление отправлено");
  expect(await anna.applications()).toEqual([]);
});

test("S-10 a policy that is not found is corrected and checked again before there is a referral", async ({ page, context, server }) => {
  test.setTimeout(90_000);
  await server.doors.clock(NOW);
  const anna = await Citizen.signIn(server, ANNA);
  const { id, number } = await anna.send(await anna.filledDraft("so_medical", answerSet("so_medical", new Date(NOW))));
  await server.doors.bureau(number, "check");
  const words = "Полис не найден среди действующих. Проверьте номер и срок действия";
  await server.doors.ask(number, [{ pointer: "/answers/oms", text: { ru: words, en: "The policy is not found" } }]);
  await anna.enter(context);
  await page.goto(`/applications/${id}`);
  await expect(main(page).locator(".need").getByRole("listitem")).toHaveText([words]);
  await expect(heading(page)).toHaveCount(0);
  await main(page).getByRole("button", { name: "Исправить", exact: true }).click();
  await page.getByRole("alert").getByRole("link", { name: words }).click();
  const policy = page.getByRole("textbox", { name: "Номер полиса ОМС" });
  await expect(policy).toBeFocused();
  await expect(policy).toHaveAccessibleDescription(new RegExp(`Ошибка: ${words}`));
  await policy.fill("1234567890123452");
  await expect(main(page).getByText(words)).toHaveCount(0);
  await page.goto(page.url().replace(/\/[^/]+$/, "/check-answers"));
  await agree(page);
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Исправления отправлены" })).toBeVisible();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("В работе");
  await expect(journal(page).first()).toHaveText(entry("Принято"));
  await server.doors.bureau(number, "approve");
  await expect(heading(page)).toBeVisible();
  const { file } = await download(page, "Скачать (PDF)");
  await expectPdf(file, ["1234567890123452"]);
});

test("without a policy there is no referral, and nobody else's is shown", async ({ page, context, server }) => {
  await server.doors.clock(NOW);
  const anna = await Citizen.signIn(server, ANNA);
  const { id, number } = await anna.send(await anna.filledDraft("so_medical", answerSet("so_medical.paid", new Date(NOW))));
  await server.doors.bureau(number, "check");
  await server.doors.bureau(number, "approve");
  await anna.enter(context);
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(heading(page)).toHaveCount(0);
  await page.goto("/my-services");
  await expect(main(page).getByRole("listitem").filter({ hasText: number })).toBeVisible();
  await expect(main(page)).not.toContainText("Электронное направление");
});

test("sending the referral fails: it says so, and the second press sends it", async ({ page, context, server, watchdog }) => {
  watchdog.expect(/POST .*referral/, 503);
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  await visitor.book("hospital", AT);
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  await server.doors.fault({ match: "POST /api/v1/applications/", kind: "status", status: 503 });
  await send(page).click();
  await expect(main(page).getByRole("alert")).toContainText("Направление не отправлено");
  await expectAccessible(page, "направление не отправлено");
  await send(page).click();
  await expect(main(page).getByText(/^Направление отправлено/)).toBeFocused();
  await expect(main(page).getByRole("alert")).toHaveCount(0);
  expect(await toHospital(server)).toHaveLength(1);
});

// openSUSE/travel-support-program#67, softwerkskammer/Agora#1410
test("sent in another tab meanwhile: a press here sends no second letter, and says that it is sent", async ({ page, context, server }) => {
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  await visitor.book("hospital", AT);
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  await expect(send(page)).toBeVisible();
  await page.getByRole("button", { name: "Приостановить обновления" }).click();
  await visitor.citizen.json("POST", `/applications/${visitor.application}/referral`);
  await send(page).click();
  await expect(main(page).getByText(/^Направление отправлено/)).toBeFocused();
  expect(await toHospital(server)).toHaveLength(1);
});

test("«Мои услуги» and the referral in English", async ({ page, context, server }) => {
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  await visitor.citizen.enter(context);
  await inEnglish(context);
  await page.goto(`/applications/${visitor.application}`);
  await expect(main(page).getByRole("heading", { name: "Electronic referral" })).toBeVisible();
  await page.goto("/my-services");
  await expect(main(page).getByRole("link", { name: "Electronic referral" })).toBeVisible();
});
