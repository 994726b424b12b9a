"use strict";

// A corridor as one layer of any Leaflet map, for notebooks. Each layer is an heir of the page
// with data of its own, so that there may be several. Texts only ever become text nodes.
corridorPage.add({
  exploredLayer(data) {
    return Object.create(this, {
      data: { value: data }, words: { value: data.words }, view: { value: { lang: data.lang } },
    }).makeExplored();
  },

  // Bands under casings under lines; above all what is touched, and the places.
  makeExplored() {
    const { pieces, runs, options } = this.data;
    const lines = pieces.map((piece) => this.decode(piece.line, this.data.per_degree));
    const parts = ["band", "casing", "run", "core"].flatMap((part) => runs.map(
      (run) => this.exploredPart(part, run, this.exploredLine(run, lines)))).filter(Boolean);
    const hits = pieces.map((piece, i) => this.exploredHit(piece, lines[i]));
    const layer = L.featureGroup([...parts, ...hits]);
    this.explorePlaces(layer);
    this.nameCredits(layer);
    if (options.legend) this.exploreLegend(layer);
    return layer;
  },

  exploredLine({ pieces }, lines) {
    return pieces.flatMap((number, i) => (i ? lines[number].slice(1) : lines[number]));
  },

  exploredStatus(word) {
    return this.data.statuses.find((status) => status.word === word);
  },

  exploredWord(word) {
    return this.exploredStatus(word).label ?? this.word("status", word);
  },

  // How a part of a run is drawn; null where it has none.
  exploredLook(part, status, { band, width }) {
    const weight = status.weight * width * (this.data.is_gas ? 1.15 : 1);
    return {
      band: band ? { color: status.colour, opacity: 0.2, weight: band } : null,
      casing: { color: "#fff", opacity: 0.9, weight: weight + 2.4 },
      run: { color: status.colour, opacity: 1, weight, dashArray: status.dash || null, lineCap: status.cap },
      core: this.data.is_gas ? { color: "#fff", opacity: 1, weight: 1.35 * width, lineCap: "butt" } : null,
    }[part];
  },

  exploredPart(part, run, line) {
    const look = this.exploredLook(part, this.exploredStatus(run.status), run);
    return look && L.polyline(line, { interactive: false, smoothFactor: 0.5, noClip: true, ...look });
  },

  exploredHit(piece, line) {
    const { tooltip, popup } = this.data.options;
    const { colour } = this.exploredStatus(piece.status);
    const hit = L.polyline(line, {
      color: colour, weight: 16, opacity: 0, interactive: tooltip || popup, className: "corridor-hit" });
    hit.on("mouseover", () => hit.setStyle({ opacity: 0.35 }));
    hit.on("mouseout", () => hit.setStyle({ opacity: 0 }));
    if (tooltip) hit.bindTooltip(() => this.exploredCard(piece, false), { sticky: true, className: "corridor-hover" });
    if (popup) hit.bindPopup(() => this.exploredCard(piece, true), { maxWidth: 320 });
    hit.on("popupopen", () => hit.closeTooltip());
    return hit;
  },

  exploredBox(className, ...children) {
    return this.el("div", { class: className, dir: this.directionOf(this.language), lang: this.language }, children);
  },

  // Short for the pointer, with length and source on a click.
  exploredCard(piece, isWhole) {
    const quiet = (...text) => this.el("div", { class: "corridor-quiet" }, text);
    return this.exploredBox("corridor-card",
      quiet([this.data.name, piece.route].filter(Boolean).join(" · ")), this.el("b", null, piece.title),
      this.el("div", null, this.exploredSwatch(piece.status), this.exploredWord(piece.status),
        piece.progress_pct === null ? null : ` · ${this.word("fact", "works_pct")} ${this.percent(piece.progress_pct)}`),
      isWhole && this.data.day ? this.exploredSource(piece) : null,
      isWhole ? this.exploredTerms(piece)
        : quiet(`${piece.area} · ${this.kmRange(piece.from_km, piece.to_km)}`));
  },

  exploredTerms(piece) {
    const rows = [["explored.country", piece.area], ["explored.along", this.kmRange(piece.from_km, piece.to_km)],
      ["explored.piece", this.km(piece.length_km)]];
    return this.el("dl", null, rows.map(([key, text]) => [
      this.el("dt", null, this.t(key)), this.el("dd", null, text)]));
  },

  exploredSource({ since, as_of: asOf, source }) {
    const dates = [since && this.t("evidence.since", { date: this.date(since) }),
      asOf && this.t("evidence.as-of", { date: this.date(asOf) })].filter(Boolean).join(" · ");
    return this.el("div", { class: "corridor-quiet" },
      dates || this.t("evidence.none"), source ? [" · ", this.link(source.url, source.text)] : null);
  },

  exploredSwatch(word) {
    const status = this.exploredStatus(word);
    const line = (look) => this.svg("line", { x1: 1, y1: 6, x2: 31, y2: 6, stroke: look.color,
      "stroke-width": look.weight, "stroke-dasharray": look.dashArray, "stroke-linecap": look.lineCap });
    const looks = ["run", "core"].map((part) => this.exploredLook(part, status, { band: 0, width: 1 }));
    return this.svg("svg", { width: 32, height: 12, "aria-hidden": "true" }, looks.filter(Boolean).map(line));
  },

  // Places come with the zoom, so that a long line stays legible.
  explorePlaces(layer) {
    const places = this.data.places.map((place) => {
      const mark = L.circleMarker([place.lat, place.lon],
        { radius: 3.5, color: "#1b2228", weight: 1.5, fillColor: "#fff", fillOpacity: 1 });
      mark.bindTooltip(() => this.exploredBox("corridor-card", this.el("b", null, place.name),
        this.el("div", { class: "corridor-quiet" }, this.word("place", place.kind))));
      return { mark, zoom: place.zoom };
    });
    const show = (map) => places.forEach(({ mark, zoom }) => (
      map.getZoom() >= zoom ? layer.addLayer(mark) : layer.removeLayer(mark)));
    this.whileOn(layer, (map) => {
      const again = () => show(map);
      map.on("zoomend", again);
      again();
      return () => map.off("zoomend", again);
    });
  },

  exploreLegend(layer) {
    const legend = L.control({ position: "bottomright" });
    const box = this.exploredBox("corridor-legend", this.el("b", null, this.data.name),
      this.data.day && this.el(
        "span", { class: "corridor-quiet" }, this.t("evidence.as-of", { date: this.date(this.data.day) })),
      this.el("ul", null, this.data.statuses.map(({ word }) => this.el(
        "li", null, this.exploredSwatch(word), this.exploredWord(word)))));
    L.DomEvent.disableScrollPropagation(box);
    legend.onAdd = () => box;
    this.whileOn(layer, (map) => {
      legend.addTo(map);
      return () => legend.remove();
    });
  },

  // Do something when the layer comes onto a map; it returns what undoes it.
  whileOn(layer, action) {
    let undo = () => {};
    layer.on("add", () => { undo = action(layer._map); });
    layer.on("remove", () => undo());
  },

  // Who made the data, each once on a map; Leaflet takes the names as markup.
  nameCredits(layer) {
    const credits = this.data.credits.map(
      (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`));
    this.whileOn(layer, ({ attributionControl: control }) => {
      if (control) credits.forEach((text) => control.addAttribution(text));
      return () => control && credits.forEach((text) => control.removeAttribution(text));
    });
  },
});
