// What the polite live region says and when it is silent; the buttons at the first and last month keep the focus.

import { listen } from "../../fixtures/cuts.ts";
import { expect, fillMonth, test } from "../../fixtures/slots.ts";

test("a month changed by a button is announced with its number of free days", async ({ open, page }) => {
  const calendar = await open("usual");
  const said = await listen(page);
  await calendar.next.click();
  await expect(calendar.title).toHaveText("Март 2027");
  await expect.poll(said).toEqual(["Март 2027, свободных дней: 22"]);
  await calendar.next.click();
  await expect.poll(said).toEqual(["Март 2027, свободных дней: 22", "Апрель 2027, свободных дней: 22"]);
  await calendar.previous.click();
  await expect.poll(said).toHaveLength(3);
  expect((await said()).at(-1)).toBe("Март 2027, свободных дней: 22");
  await expect(calendar.previous, "the focus stays").toBeFocused();
});

test("a month changed by arrow keys is not announced; the day's label says it", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-26");
  const said = await listen(page);
  await calendar.press("ArrowDown", "PageDown", "PageUp", "ArrowUp", "Control+End", "Home", "End");
  await calendar.expectAt("2027-02-28");
  // Long enough for late announcements.
  await page.waitForTimeout(1500);
  expect(await said()).toEqual([]);
});

test("a month without free days is announced with the nearest free day", async ({ open, page, server, visitor }) => {
  await fillMonth(server, visitor, "few-words", "2027-03");
  const calendar = await open("few-words");
  const said = await listen(page);
  await calendar.next.click();
  await expect.poll(said).toEqual(["В марте свободных дней нет. Ближайший: 1 апреля 2027"]);
  // The month shows the same, with a button that leads to that day.
  await expect(calendar.root.getByText("В марте свободных дней нет.")).toBeVisible();
  await calendar.root.getByRole("button", { name: "Ближайшая свободная дата — 1 апреля 2027" }).click();
  await expect(calendar.times.root).toContainText("1 апреля 2027, четверг");
});

test("at the first and last month the button keeps the focus and says why it leads no further", async ({ open, page }) => {
  const calendar = await open("usual");
  await expect(calendar.previous).toHaveAttribute("aria-disabled", "true");
  await expect(calendar.previous).not.toHaveAttribute("disabled");
  const saidBefore = await listen(page);
  await calendar.previous.press("Enter");
  await expect(calendar.title).toHaveText("Февраль 2027");
  await expect(calendar.previous).toBeFocused();
  await expect.poll(saidBefore).toEqual(["Раньше этого месяца записаться нельзя."]);
  for (let month = 0; month < 6; month += 1) await calendar.next.press("Enter");
  await expect(calendar.title).toHaveText("Август 2027");
  await expect(calendar.next).toHaveAttribute("aria-disabled", "true");
  await expect(calendar.next).toBeFocused();
  const said = await listen(page);
  await calendar.next.press("Enter");
  await expect(calendar.title).toHaveText("Август 2027");
  await expect(calendar.next).toBeFocused();
  await expect.poll(said).toEqual(["Дальше записи пока нет."]);
});
