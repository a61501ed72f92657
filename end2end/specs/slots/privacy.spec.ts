// Where and why somebody is examined or operated on must not be in addresses, storages, logs or letters.

import { answerSet } from "../../fixtures/answer-sets.ts";
import { Calendar } from "../../fixtures/calendar.ts";
import { nameOf } from "../../fixtures/network.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import { expectNoneOf, followAddresses, stored } from "../../fixtures/storage.ts";
import { confirm, goOn, heading } from "../../fixtures/visits.ts";

const COMMENT = "Боюсь наркоза после инсульта";
const SECRETS = [
  nameOf("hospital"),
  "Пробная ул.",
  "Эндопротезирование",
  "Ортопедические",
  "orthopaedic",
  "операци",
  "operation_",
  COMMENT,
  "Петров",
  "9991234567",
  String(answerSet("so_medical", new Date(NOW)).answers["snils"]),
];

test("booking, moving, waiting and cancelling leave no trace of health", async ({ page, context, server }) => {
  const seen = followAddresses(context);
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  const logged = server.log.length;
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}/booking`);
  await page.getByRole("main").getByRole("link", { name: `Выбрать дату здесь: ${nameOf("hospital")}` }).click();
  const calendar = new Calendar(page);
  await calendar.goTo("2027-03-10");
  await calendar.choose("2027-03-10");
  await calendar.times.at("10:00").check();
  await goOn(page).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  await page.getByLabel("Телефон на день визита").fill("+7 999 123-45-67");
  await page.getByLabel("Что ещё нам нужно знать?").fill(COMMENT);
  expectNoneOf(SECRETS, await stored(page));
  const id = await confirm(page);
  await page.getByRole("main").getByRole("button", { name: "Сообщить, если освободится раньше" }).click();
  await expect(page.getByRole("main")).toContainText("Вы ждёте более раннее время");
  const earlier = { institution: "hospital", line: "orthopaedic", starts_at: "2027-02-15T05:00:00Z" };
  await server.doors.slot(earlier, true);
  await server.doors.slot(earlier, false);
  await expect(page.getByRole("main")).toContainText("Освободилось время раньше");
  await page.goto("/operations");
  await expect(heading(page, "Мои операции")).toBeVisible();
  const { version } = await visitor.booking(id);
  await visitor.citizen.json("POST", `/bookings/${id}/move`, { starts_at: "2027-03-11T05:00:00Z" }, { "if-match": `"${version}"` });
  await server.doors.transfer({ booking: id, starts_at: "2027-03-16T05:00:00Z", reason: "surgeon_absent" });
  await visitor.cancel(id);
  const outbox = (await server.doors.outbox()).map(({ text }) => text).join("\n");
  expectNoneOf(SECRETS, await stored(page));
  // The addresses of «Мои операции» and of the catalogue name their subject, which tells nothing about a citizen.
  const addresses = seen.filter((address) => !/\/operations$|\/api\/v1\/institutions$/.test(address)).join("\n");
  expectNoneOf(SECRETS, { addresses, log: server.log.slice(logged).join("\n"), outbox });
  expect(outbox.length).toBeGreaterThan(0);
});
