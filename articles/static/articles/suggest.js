// Suggestions in the search box, in a <datalist>. Without scripts the box works without suggestions.
"use strict";

(() => {
  const WAIT = 200; // milliseconds of rest before the site is asked

  const offer = async (input, list) => {
    const typed = input.value.trim();
    if (!typed) return list.replaceChildren();
    const answer = await fetch(`${list.dataset.words}?q=${encodeURIComponent(typed)}`);
    if (!answer.ok || input.value.trim() !== typed) return undefined;
    const words = await answer.json();
    // A browser shows only options that contain the typed letters: for pinyin the label contains them.
    return list.replaceChildren(...words.map((word) => new Option(word.includes(typed) ? "" : typed, word)));
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const input of document.querySelectorAll("input[type=search][list]")) {
      let timer;
      input.addEventListener("input", (event) => {
        if (event.isComposing) return; // half a word of an input method
        clearTimeout(timer);
        timer = setTimeout(() => offer(input, input.list).catch(() => input.list.replaceChildren()), WAIT);
      });
      input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
    }
  });
})();
