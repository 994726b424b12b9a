"use strict";

// Land, borders and names, for orientation only.
corridorPage.add({
  drawBackdrop(map) {
    const backdrop = this.read("corridor-backdrop");
    const shapes = (lines) => lines.map((line) => this.shape(this.degrees(line, backdrop.per_degree)));
    const look = { pane: "backdrop", interactive: false };
    this.shapeLayer(shapes(backdrop.land), { ...look, closed: true, className: "land" }).addTo(map);
    this.shapeLayer(shapes(backdrop.borders), { ...look, className: "border" }).addTo(map);
    for (const label of backdrop.labels) this.nameCountry(map, ...label);
    for (const [key, lon, lat] of backdrop.seas) {
      this.addName(map, [lat, lon], () => this.t(`sea.${key}`), "sea", { rank: 60, minZoom: 4, gap: 0 })
        .layer.addTo(map);
    }
  },

  // Countries crossed stand out, with their kilometres where there is room.
  nameCountry(map, code, english, lon, lat, room) {
    const isCrossed = this.drawn.some((piece) => piece.area === code);
    const look = isCrossed
      ? { rank: 1.2, snug: 3.2, more: () => this.kilometresIn(code), moreZoom: 5 }
      : { rank: 30 - room };
    this.addName(map, [lat, lon], () => this.areaName(code, english), `country${isCrossed ? " crossed" : ""}`,
      { minZoom: 3, gap: 0, room, ...look }).layer.addTo(map);
  },

  // A line for each corridor, as the tables count: measured, on land where the sea is told from it.
  kilometresIn(area) {
    return this.data.corridors.map((corridor) => {
      const inside = this.drawn.filter((piece) => piece.route.corridor === corridor && piece.area === area &&
        this.matches(piece) && (corridor.kind !== "gas" || !piece.zone || piece.zone === "land"));
      const km = this.km(inside.reduce((sum, piece) => sum + piece.length_km, 0), 0);
      return inside.length ? this.t("map.of", { what: this.fitName(corridor), km }) : null;
    }).filter(Boolean).join("\n");
  },
});
