// The page of an application as a React app with the browser's own EventSource would have it: an event sets the status and the journal is
// fetched again. Runs in the browser.

import { createElement as h, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

const WORDS = { submitted: "Принято", in_review: "На проверке", needs_info: "Нужен ваш ответ", approved: "Одобрено", rejected: "Отклонено" };
const when = new Intl.DateTimeFormat("ru", { dateStyle: "long", timeStyle: "short" });

function Application({ id, onOpen }) {
  const [shown, setShown] = useState();
  const fetchAgain = async () => setShown(await (await fetch(`/api/v1/applications/${id}`)).json());
  useEffect(() => {
    fetchAgain();
    const events = new EventSource("/api/v1/events");
    events.addEventListener("case", ({ data }) => {
      const changed = JSON.parse(data);
      if (changed.application !== id) return;
      setShown((before) => before && { ...before, summary: { ...before.summary, state: changed.state } });
      fetchAgain();
    });
    events.addEventListener("open", onOpen);
    return () => events.close();
  }, [id]);
  if (!shown) return h("main", null, h("p", { role: "status" }, "Загружаем…"));
  const { summary, journal } = shown;
  return h(
    "main",
    null,
    h("h1", null, summary.title),
    h("p", null, `Номер заявки ${summary.number}`),
    h("p", { role: "status" }, h("span", { className: "tag" }, WORDS[summary.state])),
    h("ol", null, ...journal.map((line) => h("li", { key: line.id }, h("time", { dateTime: line.at }, when.format(new Date(line.at))), " ", WORDS[line.state]))),
  );
}

window.openPeer = (id) =>
  new Promise((opened) => {
    const root = document.body.appendChild(document.createElement("div"));
    createRoot(root).render(h(Application, { id, onOpen: opened }));
  });
