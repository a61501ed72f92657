// The form changes while a draft exists: answers that still fit stay, the rest are shown and not sent.

import { rm } from "node:fs/promises";
import { ANSWERS } from "../../fixtures/answers.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { optionsOf } from "../../fixtures/definition.ts";
import { kept, phone, recovered, savedLine } from "../../fixtures/drafts.ts";
import { pdf } from "../../fixtures/files.ts";
import { agree, openDraft } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { type Published, change, fieldOf, folder } from "../../fixtures/publishing.ts";
import { Server } from "../../fixtures/server.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { expect, test as base } from "../../fixtures/test.ts";

const CHANGED = "Форма изменилась";

interface Agency {
  server: Server;
  /** Publishes a new version of the МСЭ application. */
  publish(edit: (definition: Published) => void): Promise<void>;
}

/** A separate server for each test, since its definitions change. */
const test = base.extend<{ agency: Agency }>({
  agency: async ({}, use) => {
    const services = await folder();
    const server = await Server.create({ services });
    await use({
      server,
      publish: async (edit) => {
        await change(services, "mse_application", edit);
        await server.publish(services);
      },
    });
    await server.remove();
    await rm(services, { recursive: true });
  },
});

/** Removes the question about ИНН and the purpose «льготы», replaces a way of delivery, and adds a question to the contacts. */
function reform(definition: Published): void {
  for (const step of definition.steps) step.fields = (step.fields ?? []).filter(({ id }) => id !== "inn");
  delete definition.office?.prefill?.["inn"];
  const purposes = optionsOf(fieldOf(definition, "purposes"));
  purposes.splice(purposes.findIndex(({ value }) => value === "benefits"), 1);
  const way = optionsOf(fieldOf(definition, "delivery_way"));
  way.splice(way.findIndex(({ value }) => value === "archive"), 1, { value: "portal", label: { ru: "На портал", en: "To the portal" } });
  definition.steps.find(({ id }) => id === "contacts")?.fields?.push({
    id: "best_time",
    kind: { text: { max: 100 } },
    label: { ru: "Когда вам удобнее отвечать?", en: "When is it best to reach you?" },
  });
}

test("after the form changed, answers that fit are kept, the others are shown, and the new question is asked", async ({ page, context, agency }) => {
  const anna = await Citizen.signIn(agency.server, ANNA);
  await anna.enter(context);
  const { id } = await anna.draft();
  await anna.save(id, { ...ANSWERS, purposes: ["disability_group", "benefits"] });
  await anna.upload(id, "identity_scan", pdf("паспорт.pdf"));
  await anna.upload(id, "medical", pdf("справка.pdf"));
  await agency.publish(reform);

  const at = (step = "") => page.goto(`${agency.server.origin}/drafts/${id}${step}`);
  await at();
  await expect(page.getByText(CHANGED, { exact: true })).toBeVisible();
  const left = page.locator("dl.summary");
  await expect(left.locator("dt")).toHaveText(["ИНН", "Для чего нужна экспертиза?", "Куда прислать решение?"]);
  await expect(left.locator("dd")).toHaveText(["500100732259", "Подтвердить право на льготы и выплаты", "В электронный архив"]);
  await expectAccessible(page, "форма изменилась");
  const state = (title: string) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
  await expect(state("Ваши данные")).toContainText("Готово");
  await expect(state("Контакты")).toContainText("Начато");
  await expect(state("Документы")).toContainText("Готово");
  await expect(state("Как получить решение")).toContainText("Не начато");

  await at("/purpose");
  await expect(page.getByRole("checkbox", { name: /^Установить группу инвалидности/ })).toBeChecked();
  await expect(page.getByRole("checkbox")).toHaveCount(4);
  await at("/contacts");
  await expect(page.getByRole("textbox", { name: "Телефон" })).toHaveValue("+7 912 345-67-89");
  await page.getByRole("textbox", { name: "Когда вам удобнее отвечать?" }).fill("Утром");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await at("/delivery");
  await page.getByRole("radio", { name: "На портал" }).check();
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Проверьте заявление");
  const main = page.getByRole("main");
  await expect(main, "what does not fit is not sent").not.toContainText("500100732259");
  await expect(main).toContainText("Утром");
  await agree(page);
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Заявление отправлено" })).toBeVisible();
});

test("unsaved answers come back after the form changed", async ({ page, context, agency, watchdog }) => {
  watchdog.expectCuts();
  const { server } = agency;
  const anna = await Citizen.signIn(server, ANNA);
  await anna.enter(context);
  const { id } = await anna.draft();
  await page.goto(`${server.origin}/drafts/${id}/personal`);
  const inn = page.getByRole("textbox", { name: "ИНН (необязательно)" });
  await expect(inn).toBeVisible();
  await server.stop("SIGKILL");
  await inn.fill("500100732259");
  await page.getByRole("textbox", { name: "СНИЛС" }).fill("112-233-445 95");
  await kept(page, id);
  await page.waitForTimeout(600);
  expectNoneOf(["500100732259", "112-233-445", "11223344595"], await stored(page));
  await page.close({ runBeforeUnload: false });
  await agency.publish(reform);

  const again = await context.newPage();
  await again.goto(`${server.origin}/drafts/${id}/personal`);
  await expect(again.getByRole("textbox", { name: "СНИЛС" })).toHaveValue("112-233-445 95");
  // The answer to the removed question is shown rather than lost silently.
  await expect(recovered(again)).toContainText("500100732259");
  await expect.poll(async () => (await anna.read(id)).answers["snils"], { timeout: 15_000 }).toBe("112-233-445 95");
  await expect(savedLine(again)).toBeVisible();
  expect((await anna.read(id)).answers["inn"]).toBeUndefined();
});

test("typing in an open form survives a change of the form", async ({ page, context, agency, watchdog }) => {
  watchdog.expectCuts();
  watchdog.expect(/PUT .*drafts/, 422);
  const { server } = agency;
  const anna = await Citizen.signIn(server, ANNA);
  await anna.enter(context);
  const { id } = await anna.draft();
  await anna.save(id, { ...ANSWERS, phone: "" });
  await openDraftAt(page, `${server.origin}/drafts/${id}/contacts`);
  await agency.publish(reform);
  await phone(page).fill("+7 912 000-00-09");
  await expect(page.getByText("Не сохранено. Форму заявления обновили. Обновите страницу: ваши ответы останутся.")).toBeVisible({
    timeout: 15_000,
  });
  await expect(phone(page)).toHaveValue("+7 912 000-00-09");
  expectNoneOf(["+7 912 000-00-09", "9120000009"], await stored(page));
  await page.reload();
  await expect(phone(page)).toHaveValue("+7 912 000-00-09");
  await expect.poll(async () => (await anna.read(id)).answers["phone"], { timeout: 15_000 }).toBe("+7 912 000-00-09");
  await expect(savedLine(page)).toBeVisible();
  await page.goto(`${server.origin}/drafts/${id}`);
  await expect(page.getByText(CHANGED, { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("500100732259");
});

const openDraftAt = async (page: Parameters<typeof openDraft>[0], address: string) => {
  await page.goto(address);
  await expect(phone(page)).toBeVisible();
};
