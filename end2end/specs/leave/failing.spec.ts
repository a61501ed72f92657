// Every action of the app, left by a link before an answer that says that it failed. On coming back the citizen can do it
// again, or the app goes on by itself; it happens once.

import { act, begin, calm, comeBack, leave, once, rows, settled, test } from "../../fixtures/leaving.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

for (const [name, action] of rows("failing")) {
  test(name, async ({ stage }) => {
    stage.watchdog.expect(/\/api\/v1\//, 503, 412);
    const scene = await begin(stage, action);
    for (const method of METHODS) await stage.server.doors.fault({ match: `${method} /api/v1/`, kind: "status", status: 503, times: 999 });
    stage.gate.shut();
    const { sent } = await act(stage, action, scene);
    await leave(stage, scene);
    stage.gate.open();
    await settled(sent);
    await calm(stage.page);
    await stage.server.doors.noFaults();
    await comeBack(stage, scene);
    if (scene.times && !action.byItself && (await scene.times()) === 0) {
      const here = stage.page.url();
      const again = await act(stage, action, scene);
      await once(scene);
      await settled(again.sent);
      await calm(stage.page);
      // A dialog may cover the page, whose data wait for a session.
      await stage.main.getByRole("heading", { level: 1 }).or(stage.page.getByRole("dialog")).first().waitFor();
      // The second attempt may have led to another page.
      if (stage.page.url() !== here) await stage.page.goto(here);
    }
    await scene.stands?.();
    await once(scene);
    await calm(stage.page);
  });
}
