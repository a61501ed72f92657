// Every kind of field, every document slot and every contradiction of every service says what is wrong: in the summary and, in
// the same words, at the field that its link leads to. The answers stay.

import type { Page } from "@playwright/test";
import { answerSet, dated, rawSet, serviceOf, sets } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import { type Definition, definitionOf, entryOf, inputId, kindOf, stepOf } from "../../fixtures/definition.ts";
import { focused } from "../../fixtures/focus.ts";
import { openDraft } from "../../fixtures/journey.ts";
import type { Server } from "../../fixtures/server.ts";
import { escaped, said } from "../../fixtures/words.ts";
import { CONTRADICTIONS, WRONG, type Wrong } from "../../fixtures/wrong-values.ts";
import { expect, test } from "../../fixtures/test.ts";

const SERVICES = [...new Set(sets().map(serviceOf))];

test("every kind of field and every contradiction has a wrong value here", async ({ server }) => {
  const definitions = await Promise.all(SERVICES.map((service) => definitionOf(server, service)));
  const fields = definitions.flatMap(({ steps }) => steps.flatMap((step) => step.fields ?? []));
  const kinds = fields.flatMap((field) => [kindOf(field), ...(kindOf(field) === "group" ? entryOf(field, "1").map(kindOf) : [])]);
  expect([...new Set(["signature", ...WRONG.map(({ kind }) => kind)])].sort()).toEqual([...new Set([...kinds, "slot"])].sort());
  for (const { id, contradictions } of definitions) {
    for (const contradiction of contradictions ?? []) expect(CONTRADICTIONS, `${id}: ${contradiction.id}`).toHaveProperty(contradiction.id);
  }
});

for (const kind of new Set(WRONG.map((wrong) => wrong.kind))) {
  test(`M-12 wrong values of the kind «${kind}» are explained`, async ({ signedIn: page, anna, server }) => {
    test.slow();
    for (const wrong of WRONG.filter((one) => one.kind === kind)) await expectSaid(page, anna, server, wrong);
    await expectAccessible(page, `вид «${kind}», с ошибкой`);
  });
}

for (const service of SERVICES) {
  test(`contradictions are explained: ${service}`, async ({ signedIn: page, anna, server }) => {
    test.slow();
    const { contradictions = [] } = await definitionOf(server, service);
    for (const { id, at, text } of contradictions) {
      const { set = service, ...rest } = CONTRADICTIONS[id]?.(service) ?? { answers: {} };
      await expectSaid(page, anna, server, { kind: "", set, at, text: text.ru, ...rest });
    }
  });
}

test("of two addresses on a screen, the error names the one without a postcode", async ({ signedIn: page, anna, server }) => {
  const { answers } = answerSet("so_administrative", await server.now());
  const { id } = await anna.draft("so_administrative");
  await anna.save(id, { ...answers, "address.postcode": "", lives_at: "elsewhere", "residence.postcode": "62001" });
  await openDraft(page, id, "contacts");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveText([
    "Адрес регистрации: введите почтовый индекс",
    "Основной адрес, почтовый индекс: нужно 6 цифр, например 620014",
  ]);
});

async function expectSaid(page: Page, anna: Citizen, server: Server, wrong: Wrong): Promise<void> {
  const service = serviceOf(wrong.set);
  const definition = await definitionOf(server, service);
  const { id } = await anna.draft(service);
  const now = await server.now();
  const answers = { ...answerSet(wrong.set, now).answers, ...dated(wrong.answers ?? {}, now) };
  for (const gone of wrong.without ?? []) delete answers[gone];
  await anna.save(id, answers);
  const step = stepOf(definition, wrong.at);
  await openDraft(page, id, step.on_review ? "check-answers" : step.id);
  const [button, title] = step.on_review ? ["Проверить", "Проверьте заявление"] : ["Продолжить", step.title.ru];
  const input = page.locator(`#${wrong.isFile ? `${wrong.at}-add` : inputId(wrong.at)}`);
  if (wrong.typed !== undefined) await input.fill(wrong.typed);
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(page).toHaveTitle(`Ошибка: ${title} — Окно`);
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  const line = saidAbout(wrong.about ?? wrong.entry, wrong.text);
  const link = summary.getByRole("link", { name: line, exact: true });
  await expect(link, `${wrong.set} ${wrong.at}`).toHaveCount(1);
  // Nothing else is wrong. On steps with documents a missing document has its own line, so those are left out.
  if (!step.on_review && !step.documents) await expect(summary.getByRole("link")).toHaveText([...(wrong.also ?? []), line]);
  await link.click();
  await expect(input, "the link leads to the input").toBeFocused();
  await expectErrorAt(page, wrong);
  if (wrong.typed !== undefined) await expect(input, "what was typed stays").toHaveValue(wrong.typed);
  await expectKept(anna, id, wrong, definition);
}

const saidAbout = (subject: string | undefined, words: string) => (subject === undefined ? words : said(subject, words));

/** Expects the same words at the field, and the field marked as invalid. */
async function expectErrorAt(page: Page, wrong: Wrong): Promise<void> {
  const { at } = wrong;
  const text = saidAbout(wrong.entry, wrong.text);
  const now = await focused(page);
  if (now.role === "radio" || now.role === "checkbox") {
    const group = page.locator("fieldset:focus-within").last();
    if ((await group.count()) > 0) {
      await expect(group).toHaveAccessibleDescription(new RegExp(escaped(`Ошибка: ${text}`)));
      if (now.role === "radio") await expect(group).toHaveAttribute("aria-invalid", "true");
      else expect(now.invalid, `${at} is marked`).toBe(true);
      return;
    }
  }
  expect(now.description, `${at} says it too`).toContain(`Ошибка: ${text}`);
  // ARIA has no aria-invalid on buttons and groups.
  if (now.role !== "button" && now.role !== "group") expect(now.invalid, `${at} is marked`).toBe(true);
}

async function expectKept(anna: Citizen, draft: string, wrong: Wrong, definition: Definition): Promise<void> {
  if (wrong.typed === undefined) return;
  const saved = async () => (await anna.read(draft)).answers[wrong.at];
  await expect.poll(saved, `${definition.id} ${wrong.at} is saved, wrong as it is`).toBe(wrong.typed);
}

test.describe("M-20 a signature", () => {
  const SET = "so_administrative.signature";
  const SIGN = "Подписать тестовой подписью (без юридической силы)";
  const CHOOSE = "Выбрать файл подписи";

  /** Opens the check page of a draft that lacks only its signature. */
  async function open(page: Page, anna: Citizen, server: Server): Promise<string> {
    const now = await server.now();
    expect(rawSet(SET, now).answers["signature"], "the set needs a signature").toBeDefined();
    const { id } = await anna.filledDraft("so_administrative", answerSet(SET, now));
    await openDraft(page, id, "check-answers");
    return id;
  }

  async function expectRefused(page: Page, text: string): Promise<void> {
    await page.getByRole("button", { name: "Отправить", exact: true }).click();
    const summary = page.getByRole("alert");
    await expect(summary).toBeFocused();
    await expect(summary.getByRole("link")).toHaveText([text]);
    await summary.getByRole("link").click();
    const now = await focused(page);
    expect(now.role).toBe("button");
    expect(now.description).toContain(`Ошибка: ${text}`);
    await expectAccessible(page, `подпись: ${text}`);
  }

  async function chooseFile(page: Page, content: string): Promise<void> {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: CHOOSE }).click()]);
    await chooser.setFiles([{ name: "подпись.xml", mimeType: "application/xml", buffer: Buffer.from(content) }]);
    await expect(page.getByText("Заявление подписано.")).toBeVisible();
  }

  test("a missing one is named at the button", async ({ signedIn: page, anna, server }) => {
    await open(page, anna, server);
    await expectRefused(page, "Подпишите заявление электронной подписью");
  });

  test("a damaged one, or a file that is no signature, is refused", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*submit/, 422);
    await open(page, anna, server);
    for (const content of ["это не подпись", "<a/>", "<a><b></a>"]) {
      await chooseFile(page, content);
      await expectRefused(page, "Это не файл подписи или он повреждён. Нужен файл XML из программы для подписи");
      await page.getByRole("button", { name: "Убрать подпись" }).click();
    }
  });

  test("one made for other answers is refused", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*submit/, 422);
    const id = await open(page, anna, server);
    await page.getByRole("button", { name: SIGN }).click();
    await expect.poll(async () => (await anna.read(id)).answers["signature"]).toBeTruthy();
    await openDraft(page, id, "contacts");
    await page.locator("#email").fill("other@example.ru");
    await expect.poll(async () => (await anna.read(id)).answers["email"]).toBe("other@example.ru");
    await openDraft(page, id, "check-answers");
    await expectRefused(page, "Подпись поставлена под другими ответами или файлами. Скачайте заявление и подпишите его заново");
    await page.getByRole("button", { name: "Убрать подпись" }).click();
    await page.getByRole("button", { name: SIGN }).click();
    await expect(page.getByText("Заявление подписано.")).toBeVisible();
    await page.getByRole("button", { name: "Отправить", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Заявление отправлено" })).toBeVisible();
  });

  test("one of another application is refused", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*submit/, 422);
    const other = await open(page, anna, server);
    await page.getByRole("button", { name: SIGN }).click();
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
    await expect.poll(async () => (await anna.read(other)).answers["signature"]).toBeTruthy();
    const xml = String((await anna.read(other)).answers["signature"]);
    await open(page, anna, server);
    await chooseFile(page, xml);
    await expectRefused(page, "Подпись поставлена под другими ответами или файлами. Скачайте заявление и подпишите его заново");
    // Then with a digit of the signature itself changed, so that it fits nothing.
    await page.getByRole("button", { name: "Убрать подпись" }).click();
  });
});
