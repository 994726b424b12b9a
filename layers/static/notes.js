"use strict";

// Context, sources, and how the lengths were measured.
Object.assign(corridorPage, {
  contextTab() {
    return this.data.corridors.map((corridor) => this.el("div", { class: "table-block" },
      this.el("h2", null, corridor.name),
      corridor.context.length
        ? this.el("ul", { class: "context" }, corridor.context.map((one) => this.contextItem(corridor, one)))
        : this.el("p", { class: "muted" }, "No figures recorded.")));
  },

  contextItem(corridor, one) {
    const figure = one.value === null || one.value === undefined
      ? null
      : this.el("span", { class: "figure" }, this.plain(one.value), one.unit ? `\u00a0${one.unit}` : "");
    return this.el("li", null,
      this.el("div", { class: "eyebrow" }, one.topic), figure,
      this.el("div", null, one.statement), this.evidence(corridor.id, one));
  },

  sourcesTab() {
    return this.data.corridors.map((corridor) => {
      const sources = Object.entries(this.data.sources[corridor.id] || {});
      sources.sort(([, a], [, b]) => (a.publisher < b.publisher ? -1 : a.publisher > b.publisher ? 1 : 0));
      return this.el("div", { class: "table-block" },
        this.el("h2", null, corridor.name),
        this.el("ol", { class: "sources" }, sources.map(([, source]) => this.sourceItem(source))));
    });
  },

  sourceItem(source) {
    const dates = [source.published ? `published ${source.published}` : "undated",
      source.accessed ? `read ${source.accessed}` : null, source.quality];
    return this.el("li", null,
      this.el("b", null, source.publisher), " ",
      this.link(source.url, source.title),
      this.el("span", { class: "small" }, dates.filter(Boolean).join(" · ")));
  },

  aboutTab() {
    const boundaries = this.data.boundaries;
    return [
      this.block("About the measuring",
        this.el("p", null, this.data.edge_note),
        this.el("p", null, "Measured, published and drawn lengths are kept apart: a table says which it shows. ",
          "Status is the last known one; nothing is known about the day after its date.")),
      this.block("Borders the lines are cut at",
        this.el("dl", { class: "where" }, [
          ["Set", `${boundaries.name} ${boundaries.version}`],
          ["Date", boundaries.date],
          ["Licence", boundaries.licence],
          ["Attribution", boundaries.attribution],
          ["SHA-256", this.el("code", { title: boundaries.sha256 }, boundaries.sha256.slice(0, 12))],
        ].map(([term, value]) => this.el("div", null,
          this.el("dt", null, term), this.el("dd", null, value || "–"))))),
      this.block("The map behind the lines",
        this.el("p", null, "Land, borders and country names are those of Natural Earth at 1:50 million, ",
          "simplified. They show who is in control on the ground as Natural Earth sees it, are for ",
          "orientation only, and are not what the lines are measured against.")),
      this.licences(),
    ];
  },

  licences() {
    const own = { text: "Land and borders of the backdrop: Natural Earth", licence: "public domain",
      url: "https://www.naturalearthdata.com/" };
    const section = this.block("Data and licences",
      this.el("ul", { class: "sources" }, [...this.data.attributions, own].map((one) => this.el(
        "li", null, this.link(one.url, one.text),
        this.el("span", { class: "small" }, one.licence)))));
    section.id = "data-and-licences";
    return section;
  },
});
