// Text size and elder mode, remembered in this browser alone; and the print button. Everything else works
// without script, and without it these buttons stay hidden. Runs in the head, before the first paint.
"use strict";

(() => {
  const root = document.documentElement;

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

  root.dataset.size = recall("size");
  root.dataset.elder = recall("elder");

  const show = () => {
    for (const button of document.querySelectorAll("[data-size]:not(html)")) {
      button.setAttribute("aria-pressed", String(button.dataset.size === root.dataset.size));
    }
    for (const button of document.querySelectorAll("button[data-elder]")) {
      button.setAttribute("aria-pressed", String(root.dataset.elder === "on"));
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const tool of document.querySelectorAll(".tool")) tool.hidden = false;
    show();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("size" in button.dataset) keep("size", button.dataset.size);
    if ("elder" in button.dataset) keep("elder", root.dataset.elder === "on" ? "" : "on");
    if ("print" in button.dataset) window.print();
    show();
  });
})();
