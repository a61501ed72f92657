// Before the first paint: which language, and whether the static shell is the page that was asked for.
(() => {
  const root = document.documentElement;
  const needs = {{needs}};
  let language;
  try {
    language = localStorage.getItem("okno.language");
  } catch {}
  root.lang = language === "en" ? "en" : "ru";
  root.dataset.shell = location.pathname === "/" && root.lang === "ru" ? "home" : "wait";
  const texts = document.createElement("link");
  Object.assign(texts, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: `${root.dataset.assets}${root.lang}-main.json` });
  document.head.append(texts);
  // The part of this page comes at the same time as the app, not after it. A plain fetch, because nobody knows yet whether
  // it will be used: who is not signed in signs in first.
  const parts = { drafts: "form", services: "form", applications: "cases", "sign-in": "account" };
  const part = parts[location.pathname.split("/")[1]];
  if (part) {
    for (const name of [...needs[part], `${root.lang}-${part}.json`]) fetch(root.dataset.assets + name).catch(() => {});
  }
})();
