// Text size, colour scheme and elder mode, stored in the browser alone: pages are the same for everyone and can be
// cached. Runs in the head, before the first paint. Without scripts the page follows the system's colour scheme,
// and the buttons stay hidden.
"use strict";

(() => {
  const root = document.documentElement;
  const choices = ["size", "theme", "elder"];

  const recall = (key) => {
    try {
      return localStorage.getItem(key) || "";
    } catch {
      return ""; // storage is forbidden: the choice lasts as long as the page
    }
  };
  const keep = (key, value) => {
    root.dataset[key] = value;
    try {
      localStorage.setItem(key, value);
    } catch {
      // as above
    }
  };

  root.dataset.script = "on";
  for (const key of choices) root.dataset[key] = recall(key);

  const show = () => {
    for (const key of choices) {
      for (const button of document.querySelectorAll(`button[data-${key}]`)) {
        button.setAttribute("aria-pressed", String(button.dataset[key] === root.dataset[key]));
      }
    }
  };

  // A page that is kept as a file is the same every day: the date of today is written here.
  const date = (time) => {
    const now = new Date();
    const format = (language, options) =>
      new Intl.DateTimeFormat(language, { timeZone: time.dataset.today, ...options }).format(now);
    time.dateTime = format("sv", {}); // as 2026-08-06
    time.textContent = `${format(root.lang, { dateStyle: "long" })} ${format(root.lang, { weekday: "long" })}`;
  };

  document.addEventListener("DOMContentLoaded", () => {
    show();
    document.querySelectorAll("time[data-today]").forEach(date);
    const here = document.querySelector(".masthead [aria-current]");
    const list = here?.closest("ul");
    if (list) list.scrollLeft = here.offsetLeft - list.offsetLeft - list.clientWidth / 2 + here.clientWidth / 2;
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    for (const key of choices) {
      if (!(key in button.dataset)) continue;
      keep(key, button.dataset[key]);
      show();
      if (!button.offsetParent) (button.nextElementSibling || button.previousElementSibling).focus(); // it went
    }
  });

  // A choice was made in another tab.
  addEventListener("storage", (event) => {
    if (choices.includes(event.key)) root.dataset[event.key] = event.newValue || "";
    show();
  });
})();
