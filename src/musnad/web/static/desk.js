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

// Names are suggested while one types: a combobox (WAI-ARIA 1.2) over a plain field, which it stays without this.
// What «data-names» holds is the sort that is wanted; without one, choosing a person or a place leads to its page.
const SORTS = ["person", "body", "state", "office", "place", "name"];
const sorts = (document.body.dataset.sorts || "").split("|");
let boxes = 0;

function suggest(field) {
  if (!field.parentElement.classList.contains("combo")) {
    const box = document.createElement("span");
    box.className = "combo";
    field.before(box);
    box.append(field);
  }
  const list = document.createElement("ul");
  list.id = "suggested-" + (boxes += 1);
  list.className = "suggested";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.body.dataset.suggested);
  const told = document.createElement("span");
  told.className = "hidden";
  told.setAttribute("aria-live", "polite");
  field.after(list, told);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  const wanted = field.dataset.names;
  const leads = !wanted && field.form?.getAttribute("role") === "search";
  let waiting = 0;
  let asked = "";
  let at = -1;
  const close = () => {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const move = (to) => {
    const rows = list.children;
    if (!rows.length) { return; }
    if (at >= 0) { rows[at].setAttribute("aria-selected", "false"); }
    at = (to + rows.length) % rows.length;
    rows[at].setAttribute("aria-selected", "true");
    rows[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", rows[at].id);
  };
  const choose = (row) => {
    const { sort, id, name } = row.dataset;
    close();
    clearTimeout(waiting);
    asked = "";
    if (leads && sort !== "name") {
      location.href = (sort === "place" ? "/place/" : "/entity/") + encodeURIComponent(id);
      return;
    }
    field.value = id && wanted ? name + " (" + id + ")" : name;
    field.focus();
  };
  const show = (found) => {
    list.replaceChildren(...found.map((each, n) => {
      const row = document.createElement("li");
      row.id = list.id + "-" + n;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.dataset.sort = each.kind;
      row.dataset.id = each.id;
      row.dataset.name = each.name;
      const name = document.createElement("bdi");
      name.textContent = each.name;
      const more = document.createElement("small");
      const sort = sorts[SORTS.indexOf(each.kind)] || each.kind;
      more.textContent = [each.english, sort, each.count].filter(Boolean).join(" · ");
      row.append(name, " ", more);
      row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(row); });
      return row;
    }));
    at = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
    told.textContent = found.length ? document.body.dataset.suggested + ": " + found.length : "";
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const typed = field.value.trim();
    asked = typed;
    if (typed.length < 2) { close(); return; }
    waiting = setTimeout(async () => {
      try {
        const sort = wanted ? "&sort=" + encodeURIComponent(wanted) : "";
        const answer = await fetch("/api/names?q=" + encodeURIComponent(typed) + sort);
        if (!answer.ok) { return; }
        const { suggestions } = await answer.json();
        // An answer that comes late is of no use any more.
        if (asked === typed && document.activeElement === field) { show(suggestions); }
      } catch { /* Suggestions are no loss. */ }
    }, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
    if (list.hidden || event.isComposing) { return; }
    if (event.key === "ArrowDown") { event.preventDefault(); move(at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); move(at < 0 ? -1 : at - 1); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(list.children[at]); }
  });
  field.addEventListener("blur", close);
  // The id alone goes into the address; the name before it is for the reader.
  field.form?.addEventListener("formdata", (event) => {
    const chosen = /\(((?:place|[sbpoe])\.[^\s()]+)\)\s*$/.exec(field.value);
    if (wanted && chosen && event.formData.has(field.name)) { event.formData.set(field.name, chosen[1]); }
  });
}
document.querySelectorAll("[data-names]").forEach(suggest);

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
