// The map moves, and time is brushed. The page works without: the server then draws both, with links in place of this.
"use strict";

(() => {
  const box = document.getElementById("map");
  if (!box || !window.L) { return; }
  const rtl = document.documentElement.dir === "rtl";
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const said = box.dataset;
  const drawing = document.getElementById("map-drawing");
  const time = document.getElementById("map-time");
  const swapped = ["a.language", "footer nav", ".tabs"];

  const make = (name, classes, text) => {
    const made = document.createElement(name);
    made.className = classes;
    if (text) { made.textContent = text; }
    return made;
  };

  // The question stands in the address, and only there.
  const asked = () => new URLSearchParams(location.search);
  const addressOf = (changes) => {
    const question = asked();
    for (const [name, value] of Object.entries({ ...changes, after: "", before: "", page: "" })) { question.set(name, value); }
    for (const [name, value] of [...question]) { if (!value) { question.delete(name); } }
    return location.pathname + (question.size ? "?" + question : "");
  };
  const go = (address, fit) => {
    history.pushState(null, "", address);
    refresh(fit);
  };

  let waiting = null;
  const refresh = async (fit) => {
    if (waiting) { waiting.abort(); }
    waiting = new AbortController();
    const here = waiting;
    document.body.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.href, { signal: here.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.getElementById("map")) { location.reload(); return; }
      swap(page);
      show(fit);
    } catch (error) {
      if (error.name !== "AbortError") { location.reload(); }
    } finally {
      if (here === waiting) { document.body.removeAttribute("aria-busy"); }
    }
  };

  const swap = (page) => {
    const slider = document.activeElement && document.activeElement.dataset.end;
    for (const old of document.querySelectorAll("[data-swap]")) {
      const fresh = page.getElementById(old.id);
      Object.assign(old.dataset, fresh.dataset);
      old.replaceChildren(...fresh.childNodes);
    }
    for (const selector of swapped) {
      const fresh = page.querySelector(selector);
      if (fresh) { document.querySelector(selector).replaceWith(fresh); }
    }
    const question = asked();
    for (const field of document.querySelectorAll("form.filters [name]")) { field.value = question.get(field.name) || ""; }
    brush();
    if (slider) {
      time.querySelector(`[data-end="${slider}"]`)?.focus();
    } else if (document.activeElement === document.body) {
      document.getElementById("map-status").focus({ preventScroll: true });
    }
  };

  // Links that change the question need no new page.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("main [data-swap] a[href]");
    if (!link || link.rel || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    const to = new URL(link.href);
    if (to.pathname !== location.pathname || link.hasAttribute("download")) { return; }
    event.preventDefault();
    go(to.pathname + to.search, true);
  });
  addEventListener("popstate", () => refresh(true));

  // The map.
  const stage = make("div", "stage");
  stage.dir = "ltr";
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", said.label);
  drawing.hidden = true;
  box.prepend(stage);
  const map = L.map(stage, {
    zoomControl: false, attributionControl: false, boxZoom: false, zoomSnap: 0.5, minZoom: 1, maxZoom: 10,
    maxBounds: [[-68, -200], [84, 200]], renderer: L.svg({ padding: 0.5 }),
    zoomAnimation: !still, fadeAnimation: !still, inertia: !still,
  });
  L.control.zoom({
    position: rtl ? "topright" : "topleft", zoomInTitle: said.zoomIn, zoomOutTitle: said.zoomOut,
  }).addTo(map);
  for (const [name, order] of [["ground", 200], ["reach", 400], ["dots", 450], ["names", 500]]) {
    map.createPane(name).style.zIndex = order;
  }
  map.getPane("names").style.pointerEvents = "none";
  const renderers = Object.fromEntries(
    ["ground", "reach", "dots"].map((pane) => [pane, L.svg({ pane, padding: 0.5 })]),
  );
  const spots = L.layerGroup().addTo(map);
  const names = L.layerGroup().addTo(map);
  let labels = [];

  const unpacked = (steps, scale) => {
    const points = [];
    for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) {
      x += steps[at];
      y += steps[at + 1];
      points.push([y / scale, x / scale]);
    }
    return points;
  };
  const ground = async () => {
    const { scale, land, borders, disputed } = await (await fetch(said.ground)).json();
    const style = (className) => ({ className, interactive: false, renderer: renderers.ground, smoothFactor: 0.7 });
    L.polygon(land.map((ring) => unpacked(ring, scale)), style("land")).addTo(map);
    L.polyline(borders.map((line) => unpacked(line, scale)), style("border")).addTo(map);
    L.polyline(disputed.map((line) => unpacked(line, scale)), style("border disputed")).addTo(map);
  };

  const numbers = (element, ...wanted) => wanted.map((name) => Number(element.dataset[name]));
  const wantedView = () => {
    const [west, south, east, north] = numbers(drawing.querySelector("svg"), "west", "south", "east", "north");
    return L.latLngBounds([south, west], [north, east]);
  };
  const show = (fit) => {
    const svg = drawing.querySelector("svg");
    // What was chosen may be in view already: then nothing moves.
    if (fit && !(map._loaded && map.getBounds().contains(wantedView()))) { map.fitBounds(wantedView(), { animate: !still }); }
    spots.clearLayers();
    labels = [];
    for (const link of svg.querySelectorAll("a.spot")) {
      const [lat, lon, km, r] = numbers(link, "lat", "lon", "km", "r");
      const classes = link.querySelector(".dot").getAttribute("class");
      if (link.querySelector(".reach")) {
        L.circle([lat, lon], {
          radius: 1000 * km, className: "reach", interactive: false, renderer: renderers.reach,
        }).addTo(spots);
      }
      const text = make("span", "", link.getAttribute("aria-label"));
      text.dir = document.documentElement.dir;
      L.circleMarker([lat, lon], { radius: r, className: classes, renderer: renderers.dots })
        .bindTooltip(text, { direction: "top", offset: [0, -r] })
        .on("click", () => { if (!box.classList.contains("drawing")) { go(link.getAttribute("href")); } })
        .addTo(spots);
      labels.push({ lat, lon, name: link.dataset.name, up: r + 3, kind: "spot-name", weight: r });
    }
    labels.sort((one, other) => other.weight - one.weight);
    frameOfBox();
    nameAll();
  };

  // Names where there is room for them: of spots by their number, then of states.
  const states = JSON.parse(said.states).map(([name, lat, lon, km]) => ({ lat, lon, name, up: -7, kind: "state-name", km }));
  const nameAll = () => {
    names.clearLayers();
    const taken = [];
    const view = map.getBounds().pad(0.5);
    const known = new Set(labels.slice(0, 40).map((label) => label.name));
    for (const label of [...labels.slice(0, 40), ...states]) {
      if (!view.contains([label.lat, label.lon]) || (label.km && known.has(label.name))) { continue; }
      const at = map.latLngToLayerPoint([label.lat, label.lon]);
      const wide = label.name.length * 7;
      if (label.km && 2 * label.km / 111 * 256 * 2 ** map.getZoom() / 360 < wide) { continue; }
      const room = [at.x - wide / 2, at.y - label.up - 17, at.x + wide / 2, at.y - label.up];
      if (taken.some((o) => room[0] < o[2] && room[2] > o[0] && room[1] < o[3] && room[3] > o[1])) { continue; }
      taken.push(room);
      const icon = L.divIcon({ className: "map-name", iconSize: [0, 0], html: make("span", label.kind, label.name) });
      const marker = L.marker([label.lat, label.lon], { icon, pane: "names", interactive: false, keyboard: false }).addTo(names);
      marker.getElement().setAttribute("aria-hidden", "true");
      marker.getElement().firstChild.style.insetBlockEnd = label.up + "px";
    }
  };

  // A box: drawn, or what is in view.
  let drawn = null;
  const frameOfBox = () => {
    if (drawn) { drawn.remove(); drawn = null; }
    const edges = (asked().get("box") || "").split(/[,،]/).map(Number);
    if (edges.length === 4 && edges.every(Number.isFinite)) {
      const [west, south, east, north] = edges;
      drawn = L.rectangle([[south, west], [north, east < west ? east + 360 : east]], { className: "frame", interactive: false }).addTo(map);
    }
  };
  const choose = (bounds) => {
    const edges = [
      Math.max(-180, bounds.getWest()), Math.max(-90, bounds.getSouth()),
      Math.min(180, bounds.getEast()), Math.min(90, bounds.getNorth()),
    ].map((edge) => edge.toFixed(3));
    if (edges[0] !== edges[2] && edges[1] !== edges[3]) { go(addressOf({ box: edges.join(",") })); }
  };
  const tools = make("div", "tools");
  const drawer = make("button", "", said.draw);
  const viewer = make("button", "", said.view);
  const wider = make("button", "", said.all);
  const hint = make("span", "faint", said.drag);
  for (const button of [drawer, viewer, wider]) { button.type = "button"; }
  drawer.setAttribute("aria-pressed", "false");
  hint.hidden = true;
  tools.append(drawer, viewer, wider, hint);
  box.append(tools);
  const draw = (on) => {
    box.classList.toggle("drawing", on);
    drawer.setAttribute("aria-pressed", String(on));
    hint.hidden = !on;
    map.dragging[on ? "disable" : "enable"]();
  };
  drawer.addEventListener("click", () => draw(!box.classList.contains("drawing")));
  viewer.addEventListener("click", () => choose(map.getBounds()));
  wider.addEventListener("click", () => map.fitBounds(wantedView()));
  let corner = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button || !(event.shiftKey || box.classList.contains("drawing")) || event.target.closest(".leaflet-control")) { return; }
    corner = map.mouseEventToLatLng(event);
    stage.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (!corner) { return; }
    const bounds = L.latLngBounds(corner, map.mouseEventToLatLng(event));
    if (drawn) { drawn.setBounds(bounds); } else { drawn = L.rectangle(bounds, { className: "frame", interactive: false }).addTo(map); }
  });
  const finish = (event) => {
    if (!corner) { return; }
    const bounds = L.latLngBounds(corner, map.mouseEventToLatLng(event));
    const size = map.latLngToContainerPoint(bounds.getNorthWest()).distanceTo(map.latLngToContainerPoint(bounds.getSouthEast()));
    corner = null;
    draw(false);
    if (event.type === "pointerup" && size > 8) { choose(bounds); } else { frameOfBox(); }
  };
  stage.addEventListener("pointerup", finish);
  stage.addEventListener("pointercancel", finish);
  stage.addEventListener("keydown", (event) => { if (event.key === "Escape") { corner = null; draw(false); frameOfBox(); } });

  // The timeline: a stretch of bars is dragged over, or its ends are moved with the keys.
  const brush = () => {
    const bars = time.querySelector(".bars");
    if (!bars) { return; }
    const slots = [...bars.querySelectorAll("g[data-when]")];
    const last = slots.length - 1;
    const overlaps = (slot) => {
      const when = slot.dataset.when;
      const { since, until } = time.dataset;
      return when >= since.slice(0, when.length) && (!until || when.slice(0, until.length) <= until);
    };
    const on = slots.map((slot, n) => (overlaps(slot) ? n : -1)).filter((n) => n >= 0);
    let range = on.length ? [on[0], on[on.length - 1]] : [0, last];
    const some = () => range[0] > 0 || range[1] < last;
    const shade = make("div", "shade");
    const ends = ["from", "to"].map((name, n) => {
      const end = make("div", "handle");
      end.dataset.end = name;
      end.tabIndex = 0;
      end.setAttribute("role", "slider");
      end.setAttribute("aria-label", time.dataset[name]);
      end.setAttribute("aria-valuemin", "0");
      end.setAttribute("aria-valuemax", String(last));
      end.addEventListener("keydown", (event) => move(event, n));
      return end;
    });
    const labelOf = (slot) => slot.dataset.label || slot.firstChild.getAttribute("aria-label");
    const place = () => {
      const [first, end] = range;
      shade.style.insetInlineStart = 100 * first / slots.length + "%";
      shade.style.inlineSize = 100 * (end - first + 1) / slots.length + "%";
      shade.hidden = !some();
      ends.forEach((handle, n) => {
        handle.style.insetInlineStart = 100 * (range[n] + n) / slots.length + "%";
        handle.setAttribute("aria-valuenow", String(range[n]));
        handle.setAttribute("aria-valuetext", labelOf(slots[range[n]]));
      });
      slots.forEach((slot, n) => slot.classList.toggle("on", some() && n >= first && n <= end));
    };
    const settle = () => go(addressOf(some()
      ? { since: slots[range[0]].dataset.when, until: slots[range[1]].dataset.when }
      : { since: "", until: "" }));
    let soon = 0;
    const move = (event, n) => {
      const steps = {
        ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, ArrowUp: 1, ArrowDown: -1,
        PageUp: Math.ceil(last / 10), PageDown: -Math.ceil(last / 10), Home: -last, End: last,
      };
      if (event.key === "Escape") { range = [0, last]; }
      else if (event.key in steps) {
        range[n] = Math.max(n ? range[0] : 0, Math.min(n ? last : range[1], range[n] + steps[event.key]));
      } else { return; }
      event.preventDefault();
      place();
      clearTimeout(soon);
      soon = setTimeout(settle, 350);
    };
    const slotAt = (event) => {
      const { left, width } = bars.getBoundingClientRect();
      const part = (event.clientX - left) / width;
      return Math.max(0, Math.min(last, Math.floor((rtl ? 1 - part : part) * slots.length)));
    };
    let held = null;
    bars.addEventListener("pointerdown", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      const end = event.target.closest(".handle");
      // An end that is taken hold of leaves the other where it is.
      held = end ? range[end.dataset.end === "from" ? 1 : 0] : slotAt(event);
      bars.setPointerCapture(event.pointerId);
      if (!end) { event.preventDefault(); }
    });
    bars.addEventListener("pointermove", (event) => {
      if (held === null) { return; }
      const at = slotAt(event);
      range = [Math.min(held, at), Math.max(held, at)];
      place();
    });
    bars.addEventListener("pointerup", (event) => {
      if (held === null) { return; }
      const at = slotAt(event);
      range = [Math.min(held, at), Math.max(held, at)];
      held = null;
      place();
      settle();
    });
    bars.addEventListener("pointercancel", () => { held = null; });
    bars.addEventListener("dragstart", (event) => event.preventDefault());
    bars.addEventListener("click", (event) => { if (event.detail) { event.preventDefault(); event.stopPropagation(); } });
    bars.append(shade, ...ends);
    place();
  };

  document.getElementById("brush-hint").hidden = false;
  show(true);
  // Only now: names can be put on a map that has a view.
  map.on("zoomend moveend", nameAll);
  ground();
  brush();
})();
