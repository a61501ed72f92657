// One connection for all tabs of this browser. A lock says which tab holds it, and a channel passes on what it brings.

/** The holder says so often that it is alive. */
const BEAT_MS = 1_000;
/** After so many beats without a word from it, it is frozen: browsers freeze tabs, and their locks stay theirs. */
const PATIENCE = 4;

/**
 * Joins the tabs that share `name`. `turn(true)`: this tab holds the connection from now on; `turn(false)`: another does.
 * `hear(from, kind, text)`: what another tab says. In a browser without locks each tab holds one of its own.
 */
export function join(name, turn, hear) {
  if (!navigator.locks || !globalThis.BroadcastChannel) {
    turn(true);
    return { say() {}, leave() {} };
  }
  const me = String(Math.random());
  const channel = new BroadcastChannel(name);
  let waiting = new AbortController();
  let release = () => {};
  let isHolder = false;
  let isFrozen = false;
  let isOver = false;
  let silence = 0;

  function hold(lock) {
    if (!lock || isOver) return;
    isHolder = true;
    // So that only one of those who have waited takes over from a frozen tab.
    post("", "beat", "");
    turn(true);
    return new Promise((done) => (release = done));
  }

  /** Resolves when the lock is not there, is released, or another tab has stolen it. */
  async function take(options) {
    try {
      await navigator.locks.request(name, options, hold);
    } catch ({ name }) {
      // Some browsers have locks and refuse them, for example without cookies.
      if (name !== "AbortError") return hold(true);
    }
    isHolder = false;
  }

  async function queue() {
    await take({ ifAvailable: true });
    while (!isOver) {
      silence = 0;
      turn(false);
      waiting = new AbortController();
      await take({ signal: waiting.signal });
      if (isFrozen) await take({ steal: true });
      isFrozen = false;
    }
  }

  function beat() {
    if (isHolder) return post("", "beat", "");
    silence += 1;
    if (silence < PATIENCE) return;
    isFrozen = true;
    waiting.abort();
  }

  const post = (to, kind, text) => channel.postMessage([me, to, kind, text]);
  channel.onmessage = ({ data: [from, to, kind, text] }) => {
    if (to && to !== me) return;
    if (kind === "beat") silence = 0;
    else hear(from, kind, text);
  };
  const beats = setInterval(beat, BEAT_MS);
  queue();

  return {
    say: post,
    leave() {
      isOver = true;
      clearInterval(beats);
      waiting.abort();
      release();
      channel.close();
    },
  };
}
