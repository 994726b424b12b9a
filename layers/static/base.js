"use strict";

// One name for everything of this page: its data, and small helpers that make elements.
// Text from the data only ever becomes a text node; addresses only ever http or https.
const corridorPage = {
  read(id) {
    return JSON.parse(document.getElementById(id).textContent);
  },

  get data() {
    const data = this.read("corridor-data");
    Object.defineProperty(this, "data", { value: data });
    return data;
  },

  get style() {
    const lists = this.read("corridor-style");
    const byWord = (records) => new Map(records.map((record) => [record.word, record]));
    const style = {
      statuses: byWord(lists.statuses),
      qualities: byWord(lists.qualities),
      placeKinds: byWord(lists.place_kinds),
    };
    Object.defineProperty(this, "style", { value: style });
    return style;
  },

  // What is drawn, for the panel and the tests: piece id -> {open()}.
  pieces: new Map(),

  status(word) {
    return this.style.statuses.get(word) || this.style.statuses.get("unknown");
  },

  quality(word) {
    return this.style.qualities.get(word) || this.style.qualities.get("sketch");
  },

  placeKind(word) {
    return this.style.placeKinds.get(word) || this.style.placeKinds.get("point");
  },

  corridor(id) {
    return this.data.corridors.find((corridor) => corridor.id === id);
  },

  route(corridorId, routeId) {
    const routes = (this.corridor(corridorId) || { routes: [] }).routes;
    return routes.find((route) => route.id === routeId) || { id: routeId, name: routeId, role: "" };
  },

  // el("p", {class: "note"}, "text", child, null): nulls are left out.
  el(name, attributes, ...children) {
    return this.fill(document.createElement(name), attributes, children);
  },

  svg(name, attributes, ...children) {
    return this.fill(
      document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
  },

  fill(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
    return node;
  },

  button(attributes, action, ...children) {
    const node = this.el("button", { type: "button", ...attributes }, ...children);
    node.addEventListener("click", action);
    return node;
  },

  // 2891.1 -> "2 891.1", with narrow spaces that do not break.
  number(value, digits = 1) {
    if (value === null || value === undefined) return "–";
    const [whole, rest] = Math.abs(value).toFixed(digits).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
    return (value < 0 ? "−" : "") + grouped + (rest ? "." + rest : "");
  },

  km(value) {
    return value === null || value === undefined ? "–" : this.number(value) + "\u00a0km";
  },

  // Figures as sources print them: no digits are added.
  plain(value) {
    if (value === null || value === undefined) return "–";
    const digits = (String(value).split(".")[1] || "").length;
    return this.number(value, Math.min(digits, 3));
  },

  zone(word) {
    const zones = { land: "land", "territorial-sea": "territorial sea", international: "high sea" };
    return zones[word] || word;
  },

  // "since 2023-05-17 · last known 2026-02-18"
  dates(record) {
    const parts = [];
    if (record.since) parts.push("since " + record.since);
    if (record.as_of) parts.push("last known " + record.as_of);
    return parts.join(" · ") || "no date given";
  },

  safeAddress(address) {
    try {
      const url = new URL(address);
      return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
    } catch {
      return null;
    }
  },

  link(address, text) {
    const href = this.safeAddress(address);
    if (href === null) {
      return this.el("span", null, address && address !== text ? `${text} (${address})` : text);
    }
    return this.el("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
  },

  // A source as a short link: its publisher.
  source(corridorId, sourceId) {
    if (!sourceId) return null;
    const source = (this.data.sources[corridorId] || {})[sourceId];
    if (!source) return this.el("span", null, sourceId);
    const node = this.link(source.url, source.publisher || source.title);
    node.title = source.title;
    return node;
  },

  // The sample of a line as the map draws it.
  swatch(statusWord, qualityWord = "network", kind = "rail") {
    const quality = this.quality(qualityWord);
    const status = this.status(statusWord).word;
    const run = `status-${status} quality-${quality.word} kind-${kind === "gas" ? "gas" : "rail"}`;
    const line = (part) => this.svg(
      "line", { class: `${part} ${run}`, x1: 2, y1: 8, x2: 34, y2: 8 });
    const parts = quality.band ? ["band", "casing", "run"] : ["casing", "run"];
    if (kind === "gas") parts.push("core");
    return this.svg(
      "svg", { class: "swatch", width: 36, height: 16, "aria-hidden": "true" }, parts.map(line));
  },
};
