"use strict";

// Context, sources, and how the lengths were measured.
corridorPage.add({
  contextTab() {
    return this.data.corridors.map((corridor) => this.el("div", { class: "table-block" },
      this.el("h2", null, this.nameOf(corridor)),
      corridor.context.length
        ? this.el("ul", { class: "context" }, corridor.context.map((one) => this.contextItem(corridor, one)))
        : this.el("p", { class: "muted" }, this.t("context.none"))));
  },

  contextItem(corridor, one) {
    const figure = one.value === null || one.value === undefined
      ? null
      : this.el("span", { class: "figure" }, this.plain(one.value),
        one.unit ? ["\u00a0", this.foreign("span", null, one.unit)] : null);
    return this.el("li", null,
      this.foreign("div", "eyebrow", one.topic), figure,
      this.foreign("div", null, one.statement), this.evidence(corridor.id, one));
  },

  sourcesTab() {
    return this.data.corridors.map((corridor) => {
      const sources = Object.values(this.data.sources[corridor.id] || {});
      sources.sort((a, b) => this.compareText(a.publisher, b.publisher));
      return this.el("div", { class: "table-block" },
        this.el("h2", null, this.nameOf(corridor)),
        this.el("ol", { class: "sources" }, sources.map((source) => this.sourceItem(source))));
    });
  },

  sourceItem(source) {
    const dates = [
      source.published ? this.t("source.published", { date: this.date(source.published) }) : this.t("source.undated"),
      source.accessed ? this.t("source.read", { date: this.date(source.accessed) }) : null,
      this.word("source", source.quality)];
    return this.el("li", null,
      this.foreign("b", null, source.publisher), " ",
      this.asWritten(this.link(source.url, source.title)),
      this.el("span", { class: "small" }, dates.filter(Boolean).join(" · ")));
  },

  aboutTab() {
    const boundaries = this.data.boundaries;
    const metres = this.plain(Math.round(this.data.simplified_degrees * 111_000));
    return [
      this.block(this.t("about.measuring"),
        this.el("p", null, this.t("about.geodesic")), this.el("p", null, this.t("about.lengths")),
        this.el("p", null, this.t("about.drawn", { metres })), this.el("p", null, this.t("about.status"))),
      this.block(this.t("about.borders"), this.terms([
        [this.t("about.set"), this.foreign("span", null, `${boundaries.name} ${boundaries.version}`)],
        [this.t("about.date"), this.date(boundaries.date)],
        [this.t("about.licence"), this.foreign("span", null, boundaries.licence)],
        [this.t("about.attribution"), this.foreign("span", null, boundaries.attribution)],
        ["SHA-256", this.el("code", { title: boundaries.sha256 }, boundaries.sha256.slice(0, 12))],
      ])),
      this.block(this.t("about.backdrop"), this.el("p", null, this.t("about.backdrop-text"))),
      this.licences(),
    ];
  },

  licences() {
    const backdrop = this.el("li", null,
      this.link("https://www.naturalearthdata.com/", this.t("about.natural-earth")),
      this.el("span", { class: "small" }, this.t("about.public-domain")));
    const section = this.block(this.t("about.licences"), this.el("ul", { class: "sources" },
      this.data.attributions.map((one) => this.licence(one)), backdrop));
    section.id = "data-and-licences";
    return section;
  },

  licence({ what, text, url, licence }) {
    return this.el("li", null, what === "borders" ? `${this.t("about.borders-of")} ` : null,
      this.asWritten(this.link(url, text)), this.foreign("span", "small", licence));
  },
});
