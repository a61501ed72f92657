// A citizen gets through every service (with OKNO_ALL in every variant): from home over every question and document to the number of the
// application and its page. axe checks every state of every screen.

import { rawSet, serviceOf, sets } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { definitionOf } from "../../fixtures/definition.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { pointing, typing } from "../../fixtures/touch.ts";
import { Walk } from "../../fixtures/walk.ts";
import { escaped } from "../../fixtures/words.ts";
import { expect, test } from "../../fixtures/test.ts";

/** Walked on a desktop; the others are walked on a phone. */
const ON_A_DESK = "mse_payments";

/** Walked with keys alone; it has a group and all sorts of choices. */
const BY_KEYS = "mse_ipra_change";

/** Rows of docs/REQUIREMENTS.md that a set shows, alone or together with other sets. */
const ROWS: Record<string, string> = {
  mse_application: "M-10 ",
  "mse_application.organisation": "M-10 ",
  mse_copy: "M-29 ",
  mse_payments: "M-29 ",
  mse_appeal: "M-37 ",
  mse_reexamination: "M-40 ",
  "mse_reexamination.minor": "M-40 ",
};

/** Variants differ in what is asked for, which the tests of the domain look through; one of each service shows that screens ask for it. */
const walked = (set: string) => process.env["OKNO_ALL"] || set in ROWS || !set.includes(".");

for (const set of sets().filter(walked)) {
  const service = serviceOf(set);
  test.describe(set, () => {
    if (set === ON_A_DESK) test.use({ viewport: { width: 1280, height: 800 } });

    test(`${ROWS[set] ?? ""}${set}: a citizen goes from home to the number of the application`, async ({ signedIn: page, server, anna }) => {
      test.setTimeout(180_000);
      const definition = await definitionOf(server, service);
      const answers = rawSet(set, await server.now());
      const title = definition.title.ru;
      await page.goto("/");
      await page.getByRole("main").getByRole("link", { name: title, exact: true }).click();
      await expectScreen(page, title);
      const touch = set === BY_KEYS ? typing(page) : pointing;
      await touch.press(page.getByRole("button", { name: "Заполнить заявление" }));
      await touch.press(page.getByRole("link", { name: "Продолжить заполнение" }));
      const walk = new Walk(page, definition, answers, touch);
      await walk.fillIn();
      await walk.send();

      const number = new RegExp(`^${escaped(definition.number_prefix)}-20\\d\\d-\\d{6}$`);
      await expect(page.getByText(number)).toBeVisible();
      await expect(page.getByText("О каждом изменении напишем на почту и покажем на странице заявки.")).toBeVisible();
      await expectAccessible(page, `${set}, отправлено`);
      const [application, ...others] = await anna.applications();
      expect(others).toEqual([]);
      await expect(page.getByText(number)).toHaveText(application?.number ?? "");
      await page.getByRole("link", { name: "Открыть заявку" }).click();
      await expectScreen(page, title, `Заявка: ${title}`);
      await expect(caseStatus(page)).toHaveText("Принято");
      for (const slot of answers.files) await expect(page.getByRole("main")).toContainText(`${slot}.`);
    });
  });
}
