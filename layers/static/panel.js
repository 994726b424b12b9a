"use strict";

// The panel: legend, and one tab each for countries, sections, context, sources, about.
Object.assign(corridorPage, {
  fillPanel(id, map) {
    const panel = document.getElementById(id);
    const tabs = [
      ["countries", "Countries", this.countriesTab()],
      ["sections", "Sections", this.sectionsTab(map)],
      ["context", "Context", this.contextTab()],
      ["sources", "Sources", this.sourcesTab()],
      ["about", "About", this.aboutTab()],
    ];
    panel.append(this.legend(), this.tabList(tabs), ...tabs.map((tab) => this.tabPanel(tab)));
    this.selectTab("countries");
  },

  tabList(tabs) {
    const list = this.el("div", { class: "tabs", role: "tablist", "aria-label": "Tables" },
      tabs.map(([key, label]) => this.button(
        { role: "tab", id: `tab-${key}`, "aria-controls": `panel-${key}` },
        () => this.selectTab(key), label)));
    list.addEventListener("keydown", (event) => this.moveTab(event, tabs.map(([key]) => key)));
    return list;
  },

  tabPanel([key, , content]) {
    return this.el("section",
      { role: "tabpanel", id: `panel-${key}`, "aria-labelledby": `tab-${key}`, tabindex: "0" },
      content);
  },

  selectTab(key) {
    for (const tab of document.querySelectorAll("[role=tab]")) {
      const chosen = tab.id === `tab-${key}`;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
    }
    for (const panel of document.querySelectorAll("[role=tabpanel]")) {
      panel.hidden = panel.id !== `panel-${key}`;
    }
  },

  moveTab(event, keys) {
    const at = keys.findIndex((key) => event.target.id === `tab-${key}`);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: keys.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    const key = keys[(next + keys.length) % keys.length];
    this.selectTab(key);
    document.getElementById(`tab-${key}`).focus();
  },

  // Only what occurs, so that the legend stays short.
  legend() {
    const drawn = this.data.pieces;
    const statuses = this.inUse(this.style.statuses, drawn.map((piece) => this.status(piece.status)));
    const qualities = this.inUse(this.style.qualities, drawn.map((piece) => this.quality(piece.quality)));
    const pale = qualities.filter((quality) => quality.band > 0);
    const kinds = [...new Set(this.data.corridors.map((corridor) => corridor.kind))];
    const kindWords = { rail: "Railway", gas: "Gas pipeline" };
    return this.el("details", { class: "legend", open: "" },
      this.el("summary", null, "Legend"),
      this.el("div", { class: "legend-parts" },
        this.legendList("Status", statuses.map((status) => [
          this.swatch(status.word), status.label, status.meaning])),
        this.legendList("Line", [
          ...kinds.map((kind) => [
            this.swatch("operating", "network", kind), kindWords[kind] || kind, ""]),
          ...pale.map((quality) => [
            this.swatch("operating", quality.word), quality.label, quality.meaning])])),
      this.el("details", null,
        this.el("summary", null, "Points, and what the words mean"),
        this.legendList("Points", [
          [this.pointSample("diamond"), "Border crossing", ""],
          ...this.placeGroups().map((kind) => [this.pointSample(kind.shape), kind.group, ""])]),
        this.meanings([...statuses, ...qualities])));
  },

  meanings(records) {
    return this.el("dl", { class: "meanings" }, records.map((record) => this.el("div", null,
      this.el("dt", null, record.label), this.el("dd", null, record.meaning))));
  },

  pointSample(shape) {
    return this.el("span", { class: "swatch point-sample" }, this.el("span", { class: `point ${shape}` }));
  },

  // One kind for each shape on the map.
  placeGroups() {
    const kinds = this.inUse(
      this.style.placeKinds, this.data.places.map((place) => this.placeKind(place.kind)));
    return kinds.filter((kind, i) => kinds.findIndex((one) => one.shape === kind.shape) === i);
  },

  inUse(records, used) {
    return [...records.values()].filter((record) => used.includes(record));
  },

  legendList(title, rows) {
    return this.el("div", { class: "legend-part" },
      this.el("h2", null, title),
      this.el("ul", null, rows.map(([sample, label, meaning]) => this.el(
        "li", { title: meaning || null }, sample, this.el("span", null, label)))));
  },
});
