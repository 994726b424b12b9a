"use strict";

// One name for everything of this page: its data, and small helpers that make elements.
// Text from the data only ever becomes a text node; addresses only ever http or https.
const corridorPage = {
  // Add a file's part, getters as they are; a name that another file has is a mistake.
  add(part) {
    for (const name of Object.keys(part)) {
      if (name in this) throw new Error(`the page has a second ${name}`);
    }
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(part));
  },

  read(id) {
    return JSON.parse(document.getElementById(id).textContent);
  },

  // Tables, as layers/packing.py writes them, become lists of records again.
  unpack(value) {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map((one) => this.unpack(one));
    for (const key of Object.keys(value)) value[key] = this.unpack(value[key]);
    if (!Array.isArray(value.columns) || !Array.isArray(value.rows)) return value;
    const records = value.rows.map((row) => this.record(value.columns, row));
    return value.names ? Object.fromEntries(value.names.map((name, i) => [name, records[i]])) : records;
  },

  record(columns, row) {
    const record = {};
    for (let i = 0; i < columns.length; i += 1) record[columns[i]] = row[i];
    return record;
  },

  get data() {
    return this.keep("data", this.unpack(this.read("corridor-data")));
  },

  get style() {
    const lists = this.read("corridor-style");
    const byWord = (records) => new Map(records.map((record) => [record.word, record]));
    return this.keep("style", {
      statuses: byWord(lists.statuses),
      qualities: byWord(lists.qualities),
      placeKinds: byWord(lists.place_kinds),
      capacity: lists.capacity,
    });
  },

  // Compute once: the property becomes its value.
  keep(name, value) {
    Object.defineProperty(this, name, { value, writable: false });
    return value;
  },

  status(word) {
    return this.style.statuses.get(word) || this.style.statuses.get("unknown");
  },

  quality(word) {
    return this.style.qualities.get(word) || this.style.qualities.get("sketch");
  },

  placeKind(word) {
    return this.style.placeKinds.get(word) || this.style.placeKinds.get("point");
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

  safeAddress(address) {
    if (!address) return null;
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

  // The sample of a line as the map draws it; load: factor on its width.
  swatch(statusWord, qualityWord = "network", kind = "rail", load = 1) {
    const quality = this.quality(qualityWord);
    const status = this.status(statusWord).word;
    const run = `status-${status} quality-${quality.word} kind-${kind === "gas" ? "gas" : "rail"}`;
    const line = (part) => this.svg(
      "line", { class: `${part} ${run}`, x1: 2, y1: 8.5, x2: 34, y2: 8.5 });
    const parts = quality.band ? ["band", "casing", "run"] : ["casing", "run"];
    if (kind === "gas") parts.push("core");
    const sample = this.svg(
      "svg", { class: "swatch", width: 36, height: 16, "aria-hidden": "true" }, parts.map(line));
    sample.style.setProperty("--load", load);
    return sample;
  },
};
