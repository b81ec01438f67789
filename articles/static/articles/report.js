// Tools of a report: copy a statement as a quotation with its source, share the report, print it.
"use strict";

(() => {
  const article = document.querySelector("article.report");
  const status = article.querySelector("[role=status]");
  const address = document.querySelector("link[rel=canonical]")?.href || location.href.split("#")[0];

  /** The text of a statement, collected from all its elements: one line per paragraph or point. */
  const wordsOf = (key) => {
    const lines = [];
    let last = null;
    for (const place of article.querySelectorAll(`[data-statement~="${key}"]`)) {
      const blocks = [...place.querySelectorAll(".text :is(p, li, td, th, h2, h3)")];
      const pieces = place.matches(".statement") ? [place] : blocks.filter((block) => !block.querySelector("p, li"));
      for (const piece of pieces) {
        const block = piece.closest("p, li, td, th, h2, h3");
        const words = piece.cloneNode(true);
        for (const label of words.querySelectorAll(".speaker-label")) label.remove();
        if (block === last) lines.push(lines.pop() + words.textContent);
        else lines.push(words.textContent);
        last = block;
      }
    }
    return lines.map((line) => line.trim()).filter(Boolean).join("\n");
  };

  const quotation = ({ quote, by }) => {
    const { words, source } = article.dataset;
    const lines = [words.replace("{}", () => wordsOf(quote)), source.replace("{}", () => by)];
    return [...lines, `${address}#s${quote}`].join("\n");
  };

  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea"); // a site without https has no clipboard
    field.value = text;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };

  const copied = (button) => {
    status.textContent = article.dataset.copied;
    button.classList.add("done");
    setTimeout(() => {
      status.textContent = "";
      button.classList.remove("done");
    }, 2500);
  };

  article.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("print" in button.dataset) window.print();
    if ("quote" in button.dataset) copy(quotation(button.dataset)).then(() => copied(button));
    if ("share" in button.dataset) {
      const title = article.querySelector("h1").textContent;
      if (navigator.share) navigator.share({ title, url: address }).catch(() => {}); // closed again
      else copy(`${title}\n${address}`).then(() => copied(button));
    }
  });

  addEventListener("beforeprint", () => {
    const now = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    for (const place of article.querySelectorAll("[data-now]")) place.textContent = now.format(new Date());
  });
})();
