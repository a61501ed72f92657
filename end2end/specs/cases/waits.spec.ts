// There is no result yet: every state says why, and whom to ask.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { say, talkOf } from "../../fixtures/messages.ts";
import { Colleague, line } from "../../fixtures/office.ts";
import { expectNarrow } from "../../fixtures/screen.ts";
import { nameOf } from "../../fixtures/network.ts";
import { expect, test } from "../../fixtures/slots.ts";

const main = (page: Page) => page.getByRole("main");
const aside = (page: Page) => main(page).getByRole("complementary", { name: "Вопросы по заявке" });

test("M-28 the office waits for a doctor: the page says so at once, and whom to ask, with the number filled in", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id, number } = await anna.application();
  await expert.act(id, { act: "take" });
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("На проверке");
  await expert.act(id, { act: "wait", for: "doctor", text: { ru: "Ответ обещали до пятницы." } });
  await expect(main(page)).toContainText("Результата пока нет: нужно дополнительное подтверждение от врача. Мы его запросили и ждём ответа.");
  await expect(main(page)).toContainText("Ждём ответа. От вас для этого ничего не нужно.");
  await expect(line(page, "Ожидание ответа")).toContainText("Ждём дополнительное подтверждение от врача. Ответ обещали до пятницы.");
  await expect(page.locator("#announcer")).toHaveText(/дополнительное подтверждение от врача/);
  await expect(aside(page).getByRole("link", { name: "8 800 000-00-00" })).toHaveAttribute("href", "tel:88000000000");
  await expect(aside(page).getByRole("link", { name: "support@okno.example" })).toHaveAttribute("href", "mailto:support@okno.example");
  await expectAccessible(page, "ждём врача");

  await aside(page).getByRole("link", { name: "Связаться с оператором" }).click();
  await expect(main(page).getByRole("heading", { name: `Написать по заявке ${number}` })).toBeVisible();
  await expectAccessible(page, "связаться с оператором");
  await say(page, "Когда ответит врач?");
  await expect.poll(async () => (await talkOf(anna, id)).messages.map(({ text }) => text)).toEqual(["Когда ответит врач?"]);

  // The answer has come, and the page goes on.
  await page.goto(`/applications/${id}`);
  await expert.act(id, { act: "wait", for: null });
  await expect(main(page)).not.toContainText("нужно дополнительное подтверждение от врача");
  await expect(line(page, "Ожидание ответа").first()).toContainText("Ответ получен. Продолжаем рассматривать заявление.");
});

test("M-28 without a result every state says why", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(main(page)).toContainText("Заявление у нас. Документы проверяются.");
  await expect(aside(page).getByRole("link", { name: "Связаться с оператором" })).toBeVisible();
  await expert.act(id, { act: "take" });
  await expect(main(page)).toContainText("Документы в порядке. Чтобы бюро приняло решение, нужен осмотр: выберите для него день.");
  for (const [whom, text] of [
    ["registry", "Результата пока нет: ждём сведений из государственного реестра."],
    ["agency", "Результата пока нет: ждём ответа другого ведомства."],
    ["doctor", "Результата пока нет: нужно дополнительное подтверждение от врача."],
  ] as const) {
    await expert.act(id, { act: "wait", for: whom });
    await expect(main(page)).toContainText(text);
  }
  await expert.act(id, { act: "ask", remarks: [{ pointer: "", text: { ru: "Пришлите справку." } }] });
  await expect(main(page)).toContainText("Ждём вашего ответа. Срок рассмотрения на это время остановлен.");
});

test("M-28 the contacts of the office: those of all, and once a day is booked those of the citizen's own", async ({ page, context, visitor }) => {
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  const all = aside(page).getByRole("link", { name: "Адреса и телефоны бюро и больниц" });
  await expect(all).toHaveAttribute("href", "/institutions");
  await visitor.book("usual", "2027-02-10T05:00:00Z");
  await expect(aside(page)).toContainText(nameOf("usual"));
  await expect(aside(page)).toContainText(/Екатеринбург, Пробная ул\., д\. \d+/);
  await expect(aside(page).getByRole("link", { name: /^\+7\s343\s200-10-/ })).toHaveAttribute("href", /^tel:\+7343200\d{4}$/);
  await expect(all).toHaveCount(0);
  await expectAccessible(page, "контакты бюро");
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNarrow(page);
});
