// Every action of the app, left by a link before its answer comes. The page that the citizen has gone to stays, nothing
// crashes, and on coming back the action is done once. The answer comes while the citizen is away, or after they came back.
// `OKNO_LATE_MS=2000` delays it further.

import { act, begin, calm, comeBack, leave, once, rows, settled, test } from "../../fixtures/leaving.ts";
import { expect } from "../../fixtures/slots.ts";

const CHANGES = ["POST", "PUT", "PATCH", "DELETE"];
const DELAY_MS = 700;
const LATE_MS = Number(process.env["OKNO_LATE_MS"] ?? 0);

for (const [name, action] of rows("late")) {
  test(name, async ({ stage }) => {
    // A save may conflict with another one of the same page.
    stage.watchdog.expect(/PUT .*\/drafts\//, 412);
    const scene = await begin(stage, action);
    stage.gate.shut();
    const { all } = await act(stage, action, scene);
    await leave(stage, scene);
    const away = stage.page.url();
    await stage.page.waitForTimeout(LATE_MS);
    stage.gate.open();
    await settled(await all());
    await calm(stage.page);
    expect(stage.page.url(), "who has gone elsewhere stays there").toBe(away);
    await comeBack(stage, scene);
    await scene.stands?.();
    await once(scene);
    await calm(stage.page);
  });

  // The rest is for actions that change something; reading is simply repeated.
  if (!action.sends?.some((operation) => !operation.startsWith("GET ")) && !action.later) continue;
  test(`${name}, and comes back before the answer`, async ({ stage }) => {
    stage.watchdog.expect(/PUT .*\/drafts\//, 412);
    const scene = await begin(stage, action);
    // What the page reads on coming back is from before the change.
    for (const method of CHANGES) await stage.server.doors.fault({ match: `${method} /api/v1/`, kind: "delay", ms: DELAY_MS, times: 999 });
    stage.gate.shut();
    const { all } = await act(stage, action, scene);
    await leave(stage, scene);
    await comeBack(stage, scene);
    await stage.page.waitForTimeout(LATE_MS);
    stage.gate.open();
    await settled(await all());
    await calm(stage.page);
    await stage.server.doors.noFaults();
    await scene.stands?.();
    await once(scene);
    await calm(stage.page);
  });
}
