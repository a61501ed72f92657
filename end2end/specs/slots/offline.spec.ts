// Without a network: a failure is shown where the citizen looks, nothing false is promised, and pages come back by themselves.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { banner } from "../../fixtures/cuts.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { heading } from "../../fixtures/visits.ts";

test.use({ viewport: { width: 360, height: 740 } });

const main = (page: Page) => page.getByRole("main");
const AT = "2027-03-10T05:00:00Z";

test("«Сообщить, если освободится раньше» offline shows its error in view beside the button", async ({ page, context, network, visitor, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await visitor.book("usual", AT);
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}/bookings/${id}`);
  const begin = main(page).getByRole("button", { name: "Сообщить, если освободится раньше" });
  await begin.scrollIntoViewIfNeeded();
  network.cut();
  await begin.click();
  const alert = main(page).getByRole("alert");
  await expect(alert).toContainText("Нет связи с сервером.");
  await expect(alert).toBeInViewport({ ratio: 1 });
  await expect(alert, "nothing was typed").not.toContainText("ввели");
  await expect(begin).toBeFocused();
  await expectAccessible(page, "ожидание без связи");
  network.restore();
  await begin.click();
  await expect(main(page)).toContainText("Вы ждёте более раннее время.");
  await expect(alert).toHaveCount(0);
});

test("a page that failed offline opens by itself once online", async ({ page, context, visitor, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await visitor.book("usual", AT);
  await visitor.citizen.enter(context);
  await page.goto("/bookings");
  const card = main(page).getByRole("link", { name: /10\sмарта 2027/ });
  await expect(card).toBeVisible();
  await context.setOffline(true);
  await card.click();
  await expect(heading(page, "Запись не открылась")).toBeVisible();
  await expect(banner(page), "nothing is promised to be sent later").toHaveText("Связь потеряна. Всё, что на экране, останется.");
  await context.setOffline(false);
  await expect(heading(page, "Запись на экспертизу")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/bookings/${id}$`));
  await expect(banner(page)).toHaveCount(0);
});
