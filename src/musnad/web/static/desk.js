// What makes the desk quicker to use. Every page works without it.
"use strict";

// «/» goes to the search field.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = document.querySelector("[data-slash]") || document.getElementById("quick");
    if (field) { event.preventDefault(); field.focus(); }
  }
});

// Names of speakers are suggested.
let lists = 0;
for (const field of document.querySelectorAll("[data-names]")) {
  const list = document.createElement("datalist");
  list.id = "names-" + (lists += 1);
  field.after(list);
  field.setAttribute("list", list.id);
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = field.value.trim();
      if (typed.length < 2) { return; }
      try {
        const answer = await fetch("/api/names?q=" + encodeURIComponent(typed));
        if (!answer.ok) { return; }
        const { names } = await answer.json();
        list.replaceChildren(...names.map((name) => {
          const option = document.createElement("option");
          option.value = name;
          return option;
        }));
      } catch { /* Suggestions are no loss. */ }
    }, 150);
  });
}

// Citations are copied.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) { break; }
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const said = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = said; }, 1500);
  });
}

// The outlet's own voice is dimmed without loading the page again.
for (const link of document.querySelectorAll("[data-dim]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("text").classList.toggle("dim");
    const said = link.textContent;
    link.textContent = link.dataset.dim;
    link.dataset.dim = said;
  });
}

// A selection in the raw text becomes a span. JavaScript counts UTF-16 units, the ledger code points.
const raw = document.getElementById("raw");
if (raw) {
  const points = (node, offset) => {
    const before = document.createRange();
    before.setStart(raw, 0);
    before.setEnd(node, offset);
    return Array.from(before.toString()).length;
  };
  // Touching a button gives the selection up on some devices, so the last one is remembered.
  let selected = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) { return; }
    const range = selection.getRangeAt(0);
    if (raw.contains(range.startContainer) && raw.contains(range.endContainer)) { selected = range.cloneRange(); }
  });
  for (const button of document.querySelectorAll("[data-span]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (!selected) { raw.focus(); return; }
      const name = button.dataset.span;
      const fields = button.form.elements;
      fields[name + "_start"].value = points(selected.startContainer, selected.startOffset);
      fields[name + "_end"].value = points(selected.endContainer, selected.endOffset);
      fields[name + "_words"].value = selected.toString();
      if (window.Highlight && CSS.highlights) { CSS.highlights.set("taken-" + name, new Highlight(selected)); }
    });
  }
}

// Escape hides the value of a figure or date until the next one is come to.
const quiet = (on) => document.documentElement.classList.toggle("quiet", on);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") { quiet(true); } });
for (const type of ["mouseover", "focusin"]) {
  document.addEventListener(type, (event) => { if (!event.target.closest(".tip")) { quiet(false); } });
}
