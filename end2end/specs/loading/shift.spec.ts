// Nothing on the screen jumps while a page loads, however slowly its data comes.

import { expect, test } from "../../fixtures/test.ts";

test("a page that loads slowly shifts nothing", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.draft();
  const application = await anna.application();
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const address of [`/drafts/${id}/contacts`, "/services/mse_application", `/applications/${application.id}`]) {
      await server.doors.fault({ match: "GET /api/v1/drafts/", kind: "delay", ms: 900 });
      await server.doors.fault({ match: "GET /api/v1/services/", kind: "delay", ms: 900 });
      await server.doors.fault({ match: "GET /api/v1/applications/", kind: "delay", ms: 900 });
      await page.goto(address);
      await expect(page.getByRole("main").getByText("Загружаем…")).toBeVisible();
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("contentinfo")).toBeVisible();
      await server.doors.noFaults();
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      expect(shifts.reduce((sum, shift) => sum + shift, 0), `${address} at ${width}`).toBeLessThanOrEqual(0.02);
    }
  }
});

for (const isSignedIn of [false, true]) {
  test(`the app takes the place of the shell and nothing moves${isSignedIn ? ", signed in" : ""}`, async ({ page, anna, context }) => {
    if (isSignedIn) await anna.enter(context);
    await page.addInitScript(() => {
      // Where a finger is about to press.
      const places = () =>
        [...document.querySelectorAll("h1, .lead, main a")].map((element) => [element.textContent, Math.round(element.getBoundingClientRect().top)]);
      document.addEventListener("readystatechange", () => {
        if (document.readyState === "interactive") Object.assign(window, { places, before: places() });
      });
    });
    type Places = [string, number][];
    for (const width of [320, 360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto("/");
      await expect(page.locator("#announcer")).toBeAttached();
      const { before, now } = await page.evaluate(() => {
        const { before, places } = window as unknown as { before: Places; places: () => Places };
        return { before, now: places() };
      });
      expect(before.length).toBeGreaterThan(8);
      // The app adds a link below.
      expect(now.slice(0, before.length), `at ${width}`).toEqual(before);
    }
  });
}

test("a link that has the focus while the page loads keeps it", async ({ page, server }) => {
  await server.doors.fault({ match: "GET /a/", kind: "delay", ms: 700, times: 3 });
  await page.goto("/", { waitUntil: "commit" });
  const link = page.getByRole("main").getByRole("link", { name: "Изменение ИПРА" });
  await link.focus();
  await expect(page.locator("#shell")).toHaveCount(1);
  await expect(page.locator("#announcer")).toBeAttached();
  await expect(link).toBeFocused();
});
