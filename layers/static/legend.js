"use strict";

// The legend: what occurs on the day, as the map draws it.
corridorPage.add({
  fillLegend() {
    const box = document.getElementById("legend");
    const inner = box.querySelector("details");
    const wasOpen = Boolean(inner && inner.open);
    box.replaceChildren(...this.legendParts(wasOpen));
  },

  legendParts(isOpen) {
    const statuses = this.inUse(
      this.style.statuses, this.drawn.map((piece) => this.status(this.statusOf(piece))));
    const qualities = this.inUse(
      this.style.qualities, this.drawn.map((piece) => this.quality(piece.section.quality)));
    const kinds = [...new Set(this.data.corridors.map((corridor) => corridor.kind))];
    return [
      this.el("summary", null, this.t("legend.title")),
      this.el("div", { class: "legend-parts" },
        this.legendList(this.t("legend.status"), statuses.map((status) => [
          this.swatch(status.word), this.word("status", status.word), this.t(`status.${status.word}.meaning`),
          status.word])),
        this.legendList(this.t("legend.line"), [
          ...kinds.map((kind) => [
            this.swatch("operating", "network", kind), this.word("kind", kind), null]),
          ...this.widthSamples(),
          ...qualities.filter((quality) => quality.band > 0).map((quality) => [
            this.swatch("operating", quality.word), this.word("quality", quality.word),
            this.t(`quality.${quality.word}.meaning`)]),
          ...this.staleEntry()])),
      this.el("details", isOpen ? { open: "" } : null,
        this.el("summary", null, this.t("legend.more")),
        this.legendList(this.t("legend.points"), [
          [this.pointSample("diamond"), this.t("layer.borders"), null],
          ...this.placeShapes().map((kind) => [
            this.pointSample(kind.shape), this.t(`layer.${kind.group}`), null])]),
        this.meanings(statuses, qualities)),
    ];
  },

  // Only where something is stale on the day.
  staleEntry() {
    const stale = this.drawn.find((piece) => this.staleness(piece));
    if (!stale) return [];
    const age = this.months(this.data.stale_months);
    return [[this.hatchedSwatch(this.statusOf(stale)), this.t("stale.label", { age }),
      this.t("stale.meaning", { age })]];
  },

  // Two widths, where lines are drawn by their capacity.
  widthSamples() {
    if (!this.drawn.some((piece) => this.load(piece) !== 1)) return [];
    return this.style.capacity.samples_bcm.map((bcm) => [
      this.swatch("operating", "network", "gas", this.loadOf(bcm)),
      this.t("legend.width", { bcm: this.plain(bcm) }), this.t("legend.width-meaning")]);
  },

  meanings(statuses, qualities) {
    const keys = [...statuses.map((one) => `status.${one.word}`), ...qualities.map((one) => `quality.${one.word}`)];
    return this.el("dl", { class: "meanings" }, keys.map((key) => this.el("div", null,
      this.el("dt", null, this.t(key)), this.el("dd", null, this.t(`${key}.meaning`)))));
  },

  pointSample(shape) {
    return this.el("span", { class: "swatch point-sample" }, this.el("span", { class: `point ${shape}` }));
  },

  // One kind for each shape on the map.
  placeShapes() {
    const kinds = this.inUse(this.style.placeKinds,
      this.data.places.filter((place) => place.lon !== null).map((place) => this.placeKind(place.kind)));
    return kinds.filter((kind, i) => kinds.findIndex((one) => one.shape === kind.shape) === i);
  },

  inUse(records, used) {
    const found = new Set(used);
    return [...records.values()].filter((record) => found.has(record));
  },

  legendList(title, rows) {
    return this.el("div", { class: "legend-part" },
      this.el("h2", null, title),
      this.el("ul", null, rows.map(([sample, label, meaning, status]) => this.el(
        "li", { title: meaning },
        status ? this.statusToggle(status, sample, label) : [sample, this.el("span", null, label)]))));
  },

  // A status of the legend is also a filter.
  statusToggle(status, sample, label) {
    return this.button({ "data-status": status, "aria-pressed": this.statusesAsked.includes(status) },
      () => this.toggleStatus(status), sample, this.el("span", null, label));
  },
});
