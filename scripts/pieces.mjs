// Pieces of pages: parts of the app that come after the page's own part (docs/PERFORMANCE.md, «Pieces»).

/** The part of the page that a piece belongs to, which is there when the piece comes. */
export const PAGE_OF = { documents: "form", review: "form", confirm: "booking", attach: "messages" };

/** What is fetched once a part is there and the browser has nothing else to do. */
export const AFTERWARDS = { service: ["form"], form: ["documents", "review"], booking: ["confirm"], cases: ["messages"] };

/** Parts that an address shows at once besides the page's own, by the name of its row in src/paths.rs. */
export const AT_ONCE = { Choose: ["places"], ConfirmTime: ["confirm"] };

/** The same for one value of a row's last parameter. */
export const AT_ONCE_FOR = { DraftStep: { "check-answers": ["review"] } };

/** Parts in which something is typed that must not be lost: they need the durable store (docs/decisions/0011). */
export const TYPING = ["form", "booking", "messages"];
