// Values that forms of other sites refuse, cut or change: names, days and numbers as people have and write them.

import type { Page } from "@playwright/test";
import type { Citizen } from "../../fixtures/citizen.ts";
import { field, inn, openProfile, profileOf, registered, save, tell } from "../../fixtures/profile.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";
import { SHORT_YEAR, said } from "../../fixtures/words.ts";

const BORN = "Дата рождения (необязательно)";
const SNILS = "СНИЛС (необязательно)";

const error = (page: Page) => page.getByRole("alert").filter({ has: page.getByRole("heading", { name: "Нужно исправить" }) });

async function saved(page: Page): Promise<void> {
  await save(page).click();
  await expect(heading(page)).toHaveText("Мой аккаунт");
}

test.describe("names", () => {
  for (const [what, typed, kept] of [
    ["a double surname with a long dash and spaces", "Мамин – Сибиряк", "Мамин-Сибиряк"],
    ["one letter", "О", "О"],
    ["«ё» as a letter with a mark of its own", "Корол\u0435\u0308ва", "Королёва"],
    ["invisible marks and spaces from another program", "\u200b Смирнова\u00a0\ufeff", "Смирнова"],
    ["two words", "Ибн  Хоттаб", "Ибн Хоттаб"],
    ["an apostrophe", "О’Нил", "О’Нил"],
    ["capitals alone", "СМИРНОВА-КУЗНЕЦОВА", "Смирнова-Кузнецова"],
    ["Caps Lock", "сМИРНОВА", "Смирнова"],
    ["small words inside", "ДЕ ЛА КРУЗ", "Де ла Круз"],
    ["capitals that are meant", "МакДональд", "МакДональд"],
  ] as const) {
    test(what, async ({ page, context, server }) => {
      const olga = await registered(server);
      await olga.enter(context);
      await openProfile(page);
      await field(page, "Фамилия").fill(typed);
      await saved(page);
      expect((await profileOf(olga)).person.name.surname).toBe(kept);
    });
  }

  test("nothing but invisible marks is no name", async ({ page, context, server }) => {
    const olga = await registered(server);
    await olga.enter(context);
    await openProfile(page);
    await field(page, "Фамилия").fill("\u200b\u200b");
    await save(page).click();
    await expect(error(page)).toContainText("Фамилия: начните с буквы");
    expect((await profileOf(olga)).person.name.surname).toBe("Смирнова");
  });
});

test.describe("days", () => {
  for (const typed of ["1.3.1968", "01/03/1968", "01 03 1968", "01031968", "1968-03-01", " 01.03.1968\u00a0"]) {
    test(`«${typed.trim()}» is the first of March`, async ({ signedIn: page, anna }) => {
      await openProfile(page);
      await field(page, BORN).fill(typed);
      await saved(page);
      expect((await profileOf(anna)).person.birth_date).toBe("1968-03-01");
    });
  }

  test("a year of two digits is asked about, not guessed", async ({ signedIn: page, anna }) => {
    await openProfile(page);
    await field(page, BORN).fill("01.03.68");
    await save(page).click();
    await expect(error(page).getByRole("link")).toHaveText(said("Дата рождения", SHORT_YEAR));
    await expect(field(page, BORN)).toHaveValue("01.03.68");
    expect((await profileOf(anna)).person.birth_date).toBeNull();
  });

  for (const timezoneId of ["Pacific/Honolulu", "Asia/Kamchatka"]) {
    test.describe(timezoneId, () => {
      test.use({ timezoneId });

      test("a day stays the same however often it is saved", async ({ signedIn: page, anna }) => {
        await openProfile(page);
        await field(page, BORN).fill("01.04.1981");
        for (let time = 1; time <= 3; time += 1) {
          await saved(page);
          await expect(page.getByText("01.04.1981", { exact: true })).toBeVisible();
          await page.getByRole("link", { name: "Изменить профиль" }).click();
          // Anna's account is confirmed: from the first time on it is a text.
          await expect(page.getByText("01.04.1981", { exact: true })).toBeVisible();
        }
        expect((await profileOf(anna)).person.birth_date).toBe("1981-04-01");
      });
    });
  }
});

test.describe("numbers", () => {
  const numbers: [string, string, string, string, (citizen: Citizen) => Promise<unknown>][] = [
    ["spaces between groups cut nothing", SNILS, "112 233 445 95 ", "112-233-445 95", async (citizen) => (await profileOf(citizen)).person.snils],
    ["zeros at the beginning stay", SNILS, "001-019-989 00", "001-019-989 00", async (citizen) => (await profileOf(citizen)).person.snils],
    ["a number in four groups", "Полис ОМС (необязательно)", "1234 5678 9012 3452", "1234567890123452", async (citizen) => (await profileOf(citizen)).person.oms],
  ];
  for (const [what, label, typed, kept, read] of numbers) {
    test(what, async ({ signedIn: page, anna }) => {
      await openProfile(page);
      await field(page, label).fill(typed);
      await expect(field(page, label)).toHaveValue(typed);
      await saved(page);
      expect(await read(anna)).toBe(kept);
    });
  }

  test("a passport as it is printed, and a department without its dash", async ({ signedIn: page, anna }) => {
    await openProfile(page);
    await field(page, "Серия и номер").fill("01 04 № 000012");
    await field(page, "Дата выдачи").fill("15.04.2013");
    await field(page, "Код подразделения").fill("770001");
    await field(page, "Кем выдан").fill("ОВД «Арбат» г. Москвы");
    await field(page, "Почтовый индекс").fill("010 020");
    await field(page, "Регион").fill("Москва");
    await field(page, "Город или другой населённый пункт").fill("Москва");
    await field(page, "Улица, дом, квартира").fill("ул. А. Я. Петрова, д. 1/2 к. 3");
    await saved(page);
    const { passport, address } = (await profileOf(anna)).person;
    expect(passport).toEqual({ number: "0104 000012", issued: "2013-04-15", department: "770-001", issuer: "ОВД «Арбат» г. Москвы" });
    expect(address?.postcode).toBe("010020");
  });

  test("«Кем выдан» with Latin letters among the Russian ones, and the city of an address said once", async ({ signedIn: page, anna }) => {
    await openProfile(page);
    await field(page, "Серия и номер").fill("4509 123456");
    await field(page, "Дата выдачи").fill("15.04.2013");
    await field(page, "Код подразделения").fill("770-001");
    await field(page, "Кем выдан").fill("OVD Arbat");
    await field(page, "Почтовый индекс").fill("125009");
    await field(page, "Регион").fill("Москва");
    await field(page, "Город или другой населённый пункт").fill("Москва");
    await field(page, "Улица, дом, квартира").fill("ул. Тверская, 7");
    await save(page).click();
    await expect(page.getByRole("alert").getByRole("link")).toHaveText(said("Кем выдан", "Напишите русскими буквами, здесь есть латинские"));
    await field(page, "Кем выдан").fill("OBД Apбaт");
    await saved(page);
    await expect(page.getByText("125009, Москва, ул. Тверская, 7", { exact: true })).toBeVisible();
    expect((await profileOf(anna)).person.passport?.issuer).toBe("ОВД Арбат");
  });

  test("what was saved can be taken out again, and saved twice in a row", async ({ signedIn: page, anna }) => {
    await tell(anna, { inn: "123456789047", oms: "1234567890123452" });
    await openProfile(page);
    await inn(page).fill("");
    await saved(page);
    await page.getByRole("link", { name: "Изменить профиль" }).click();
    await field(page, "Полис ОМС (необязательно)").fill(" ");
    await saved(page);
    expect((await profileOf(anna)).person).toMatchObject({ inn: null, oms: null });
  });
});
