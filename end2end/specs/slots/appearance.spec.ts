// What can be seen: narrow screens, large text, spacing, forced colours, sizes of targets, no motion.

import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Calendar } from "../../fixtures/calendar.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { goOn, heading, toConfirm } from "../../fixtures/visits.ts";

async function expectNoSideways(page: Page, width: number): Promise<void> {
  const size = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
  expect(size.scroll, "no horizontal scroll").toBeLessThanOrEqual(size.client);
  expect(size.client).toBeLessThanOrEqual(width);
  const outside = await page.locator("main :is(button, input, a, h1, h2, legend, td, p)").evaluateAll((all, limit) =>
    all
      .filter((one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
      .filter((one) => one.getBoundingClientRect().right > limit + 0.5 || one.getBoundingClientRect().left < -0.5)
      .map((one) => one.outerHTML.slice(0, 120)), width);
  expect(outside, "nothing stands beyond the edge").toEqual([]);
}

/** Expects that no box cuts off its text. */
async function expectNotClipped(page: Page): Promise<void> {
  // Left out: text that stays folded until it has the focus.
  const clipped = await page.locator("main :is(button, label, legend, h1, h2, p:not(.slot-times__back), td)").evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility() && getComputedStyle(one).overflow !== "visible")
      .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
      .map((one) => one.outerHTML.slice(0, 120)));
  expect(clipped).toEqual([]);
}

const states: [name: string, reach: (calendar: Calendar) => Promise<void>][] = [
  ["month and times", (calendar) => calendar.choose("2027-02-10")],
  ["list", (calendar) => calendar.view("Список дней").click()],
  ["wrong date", (calendar) => calendar.jumpTo("31.02.2027")],
  ["next month", (calendar) => calendar.next.click()],
];

test.describe("320 pixels", () => {
  test.use({ viewport: { width: 320, height: 256 } });

  for (const [name, reach] of states) {
    test(`nothing scrolls sideways: ${name}`, async ({ open, page }) => {
      await reach(await open("usual"));
      await expectNoSideways(page, 320);
    });
  }

  test("text twice as large does not scroll sideways or break numbers and weekdays", async ({ open, page }) => {
    const calendar = await open("usual");
    await page.locator("html").evaluate((html) => html.style.setProperty("font-size", "200%"));
    await expectNoSideways(page, 320);
    const torn = await calendar.grid.locator("th, td button, td > span, .day__free").evaluateAll((all) =>
      all.filter((one) => {
        const text = [...one.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent);
        if (!text || !one.checkVisibility({ checkVisibilityCSS: true })) return false;
        const range = document.createRange();
        range.selectNodeContents(text);
        return range.getClientRects().length > 1 || range.getBoundingClientRect().width > one.getBoundingClientRect().width;
      }).map((one) => one.outerHTML));
    expect(torn).toEqual([]);
    await toConfirm(calendar, "2027-02-10", "10:00");
    await expectNoSideways(page, 320);
  });

  test("seven columns of days fit, each at least 24 by 24", async ({ open }) => {
    const calendar = await open("usual");
    const boxes = await calendar.grid.getByRole("button").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
    expect(boxes).toHaveLength(28);
    for (const { width, height, right } of boxes) {
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
      expect(right).toBeLessThanOrEqual(320);
    }
  });
});

test("targets are at least 44 pixels high on a usual phone", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.choose("2027-02-10");
  const small = await page.locator(".slot-calendar :is(td button:not(.day--none), .slot-calendar__turn), .slot-time").evaluateAll((all) =>
    all.map((one) => ({ box: one.getBoundingClientRect(), html: one.outerHTML.slice(0, 80) })).filter(({ box }) => box.height < 44 || box.width < 40).map(({ html, box }) => `${html} ${box.width}×${box.height}`));
  expect(small).toEqual([]);
});

for (const [name, reach] of states) {
  test(`text at 200 % is not cut off: ${name}`, async ({ open, page }) => {
    const calendar = await open("usual");
    await page.locator("html").evaluate((html) => html.style.setProperty("font-size", "200%"));
    await reach(calendar);
    await expectNoSideways(page, 360);
    await expectNotClipped(page);
  });

  test(`wider spacing of text cuts nothing off (WCAG 1.4.12): ${name}`, async ({ open, page }) => {
    const calendar = await open("usual");
    await reach(calendar);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    });
    await expectNoSideways(page, 360);
    await expectNotClipped(page);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing in the ${colorScheme === "dark" ? "dark" : "light"} theme: ${name}`, async ({ open, page }) => {
      await page.emulateMedia({ colorScheme });
      await reach(await open("usual"));
      await expectAccessible(page, name);
    });
  }
}

for (const forcedColors of ["active", "none"] as const) {
  test.describe(forcedColors === "active" ? "forced colours" : "usual colours", () => {
    test.beforeEach(({ page }) => page.emulateMedia({ forcedColors }));

    test("focus, choice and closed days can be seen", async ({ open, page }) => {
      const calendar = await open("usual");
      await calendar.choose("2027-02-10");
      const look = async (day: string, focus: boolean) => {
        await calendar.next.focus();
        await page.mouse.move(0, 0);
        if (focus) {
          // By keyboard, since browsers show the focus ring only then.
          await calendar.day(day).focus();
          await page.keyboard.press("ArrowRight");
          await page.keyboard.press("ArrowLeft");
        }
        const box = await calendar.cell(day).boundingBox();
        if (!box) throw new Error("no box");
        return page.screenshot({ clip: { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 }, animations: "disabled" });
      };
      for (const day of ["2027-02-11", "2027-02-10", "2027-02-13"]) {
        const [focused, plain] = [await look(day, true), await look(day, false)];
        expect(focused.equals(plain), `${day} with and without the focus`).toBe(false);
      }
      const style = (day: string) => calendar.day(day).evaluate((one) => {
        const { borderTopWidth, borderTopColor, borderTopStyle, outlineStyle, textDecorationLine, color, fontWeight } = getComputedStyle(one);
        return { borderTopWidth, borderTopColor, borderTopStyle, outlineStyle, textDecorationLine, color, fontWeight, mark: getComputedStyle(one, "::before").content + getComputedStyle(one, "::after").content };
      });
      const [chosen, free, closed] = [await style("2027-02-10"), await style("2027-02-11"), await style("2027-02-13")];
      // Colour must not be the only difference.
      const shape = ({ color: _, borderTopColor: __, ...rest }: typeof chosen) => JSON.stringify(rest);
      expect(shape(chosen)).not.toBe(shape(free));
      expect(shape(free)).not.toBe(shape(closed));
    });

    test("chosen and taken times look different", async ({ open, page, server }) => {
      const calendar = await open("usual");
      await calendar.choose("2027-02-10");
      await calendar.times.at("10:00").check();
      await server.doors.slot({ institution: "usual", line: "examination", starts_at: "2027-02-10T06:00:00Z" }, true);
      await expect(calendar.times.at("11:00")).toHaveAccessibleName("11:00, уже занято");
      const shots = await Promise.all(["10:00", "11:00", "12:00"].map(async (time) => {
        const text = calendar.times.root.locator(".slot-time").filter({ hasText: time });
        return text.evaluate((one) => {
          const style = getComputedStyle(one);
          const inner = [...one.querySelectorAll("*")].map((child) => getComputedStyle(child).textDecorationLine + getComputedStyle(child).borderTopWidth);
          return JSON.stringify([style.borderTopWidth, style.borderTopStyle, style.textDecorationLine, inner, one.querySelector("input")?.checked, one.textContent?.includes("занято")]);
        });
      }));
      expect(new Set(shots).size).toBe(3);
      await expectAccessible(page, "время занято на экране");
    });
  });
}

test.describe("forced colours in a dark theme", () => {
  test.use({ colorScheme: "dark" });

  test("what is chosen, closed or primary can be seen without soft backgrounds", async ({ open, page }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    const calendar = await open("usual");
    await calendar.choose("2027-02-10");
    const look = (day: string) => calendar.day(day).evaluate((one) => {
      const { backgroundColor, borderTopColor } = getComputedStyle(one);
      return { ground: backgroundColor, border: borderTopColor };
    });
    const canvas = await page.locator("html").evaluate((html) => getComputedStyle(html).backgroundColor);
    const [chosen, free, closed] = [await look("2027-02-10"), await look("2027-02-11"), await look("2027-02-13")];
    expect(closed.border, "no box round a closed day").toBe(canvas);
    expect(free.border).not.toBe(canvas);
    expect(chosen.ground).not.toBe(free.ground);
    await calendar.unfold.click();
    const ground = (one: Locator) => one.evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(await ground(goOn(page))).not.toBe(await ground(calendar.root.getByRole("button", { name: "Перейти", exact: true })));
    await expectAccessible(page, "принудительные цвета");
  });
});

test("the focus ring surrounds a whole time, and a taken one fits into its box", async ({ open, page, server }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await page.keyboard.press("Enter");
  await expect(calendar.times.at("09:00")).toBeFocused();
  const tile = (time: string) => calendar.times.root.locator(".slot-time").filter({ hasText: time });
  await expect(tile("09:00")).toHaveCSS("outline-style", "solid");
  await expect(calendar.times.at("09:00")).toHaveCSS("outline-width", "0px");
  const before = await tile("09:00").boundingBox();
  await server.doors.slot({ institution: "usual", line: "examination", starts_at: "2027-02-10T05:00:00Z" }, true);
  await expect(tile("10:00")).toContainText("уже занято");
  const { text, box } = await tile("10:00").evaluate((one) => ({
    text: one.querySelector("span")?.getBoundingClientRect().toJSON() as DOMRect,
    box: one.getBoundingClientRect().toJSON() as DOMRect,
  }));
  expect(text.right).toBeLessThan(box.right);
  expect(text.bottom).toBeLessThan(box.bottom);
  expect((await tile("09:00").boundingBox())?.height, "its neighbour stays as it is").toBe(before?.height);
});

test("the first screen of a phone shows at least two weeks of the month", async ({ open, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const calendar = await open("usual");
  await expect(heading(page, "Выберите день и время")).toBeInViewport();
  await expect(calendar.day("2027-02-14")).toBeInViewport({ ratio: 1 });
});

test("with reduced motion nothing slides when the month changes", async ({ open, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const calendar = await open("usual");
  await calendar.next.click();
  const moving = await page.evaluate(() => document.getAnimations().filter((one) => one.playState === "running" && Number(one.effect?.getComputedTiming().duration) > 1).length);
  expect(moving).toBe(0);
  const durations = await calendar.root.locator("*").evaluateAll((all) =>
    all.map((one) => getComputedStyle(one)).filter((style) => parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01).length);
  expect(durations).toBe(0);
});

test("nothing covers the focus", async ({ open, page }) => {
  const calendar = await open("usual");
  await page.setViewportSize({ width: 360, height: 400 });
  await calendar.goTo("2027-02-02");
  for (const key of ["End", "ArrowDown", "ArrowDown", "ArrowDown", "Home", "PageDown", "Control+Home"]) {
    await calendar.press(key);
    const isSeen = await page.evaluate(() => {
      const one = document.activeElement;
      const box = one?.getBoundingClientRect();
      if (!one || !box) return false;
      return one.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
    });
    expect(isSeen, key).toBe(true);
  }
});
