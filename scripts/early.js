// Before the first paint: which language, and whether the static shell is the page that was asked for.
(() => {
  const root = document.documentElement;
  let language;
  try {
    language = localStorage.getItem("okno.language");
  } catch {}
  root.lang = language === "en" ? "en" : "ru";
  root.dataset.shell = location.pathname === "/" && root.lang === "ru" ? "home" : "wait";
  const texts = document.createElement("link");
  Object.assign(texts, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: `${root.dataset.assets}${root.lang}-main.json` });
  document.head.append(texts);
})();
