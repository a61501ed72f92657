// Records in the page what a key costs.

/**
 * Records, for each key while `oknoKeys` is an array: the milliseconds until its change is painted, and whether the focus
 * and the month changed. Runs in the page.
 */
export function noteKeys() {
  window.oknoKeys = null;
  const state = () => ({
    focus: document.activeElement?.getAttribute("aria-label"),
    titles: Array.from(document.querySelectorAll(window.oknoTitles), (title) => title.textContent).join(),
  });
  const onKey = ({ timeStamp }) => {
    const keys = window.oknoKeys;
    if (keys === null) return;
    const before = state();
    requestAnimationFrame(() => {
      // A task posted from a frame callback runs once the frame is painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const ms = performance.now() - timeStamp;
        const after = state();
        keys.push({ ms, movedFocus: after.focus !== before.focus, changedMonth: after.titles !== before.titles });
      };
      port2.postMessage(undefined);
    });
  };
  addEventListener("keydown", onKey, { capture: true });
}

/** Milliseconds of main-thread time so far: in all, for scripts, and for styles and layout. */
export async function work(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  const ms = (name) => 1000 * metrics.find((metric) => metric.name === name).value;
  return {
    script: ms("ScriptDuration"),
    layout: ms("LayoutDuration") + ms("RecalcStyleDuration"),
    thread: ms("TaskDuration"),
  };
}
