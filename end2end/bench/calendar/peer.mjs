// react-day-picker as an app would use it: Russian, weeks start on Monday, one selected day, days without a free slot
// disabled. calendar.mjs bundles it; it runs in the page.

import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { DayButton, DayPicker } from "react-day-picker";
import { ru } from "react-day-picker/locale";

const key = (date) => date.getFullYear() * 512 + date.getMonth() * 32 + date.getDate();
const dateOf = (text) => new Date(`${text}T12:00:00`);

const plurals = new Intl.PluralRules("ru");
const SLOTS = { one: "свободное место", few: "свободных места", many: "свободных мест" };

/** Shows the days, each `{ day, free, reason }`. Labels are made when asked for, as the library makes its own. */
window.mountPeer = (place, { chosen, today, days }) => {
  const known = new Map(days.map((one) => [key(dateOf(one.day)), one]));
  const at = (date) => known.get(key(date));
  const isFree = (date) => (at(date)?.free ?? 0) > 0;
  const label = (date, modifiers, _, dates) => {
    const day = at(date);
    if (!day) return "";
    const text = `${modifiers.today ? "Сегодня, " : ""}${dates.format(date, "d MMMM yyyy, EEEE")}`;
    const whole = day.free > 0 ? `${text}, ${day.free} ${SLOTS[plurals.select(day.free)]}` : `${day.reason}, ${text}`;
    return modifiers.selected ? `${whole}, выбрано` : whole;
  };
  // Shows the number of free slots in the day, as our calendar does.
  const Day = (props) => createElement(DayButton, props, props.children, createElement("span", null, at(props.day.date)?.free || ""));
  const settings = {
    mode: "single",
    required: true,
    locale: ru,
    weekStartsOn: 1,
    defaultMonth: dateOf(chosen),
    startMonth: dateOf(days[0].day),
    endMonth: dateOf(days.at(-1).day),
    today: dateOf(today),
    disabled: (date) => !isFree(date),
    modifiers: { free: isFree, full: (date) => at(date)?.free === 0 },
    modifiersClassNames: { free: "is-free", full: "is-full" },
    labels: { labelDayButton: label },
    components: { DayButton: Day },
  };
  const Peer = () => {
    const [selected, onSelect] = useState(dateOf(chosen));
    return createElement(DayPicker, { ...settings, selected, onSelect });
  };
  flushSync(() => createRoot(place).render(createElement(Peer)));
};
