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
