"use strict";

// Land, borders and names, for orientation only.
corridorPage.add({
  drawBackdrop(map) {
    const backdrop = this.read("corridor-backdrop");
    const decode = (line) => this.decode(line, backdrop.per_degree);
    const look = { pane: "backdrop", interactive: false, smoothFactor: 0.7 };
    L.polygon(backdrop.land.map(decode), { ...look, className: "land" }).addTo(map);
    L.polyline(backdrop.borders.map(decode), { ...look, className: "border" }).addTo(map);
    for (const [code, english, lon, lat, room] of backdrop.labels) {
      this.addName(map, [lat, lon], () => this.areaName(code, english), "country",
        { rank: 30 - room, minZoom: 3, gap: 0, room }).marker.addTo(map);
    }
    for (const [key, lon, lat] of backdrop.seas) {
      this.addName(map, [lat, lon], () => this.t(`sea.${key}`), "sea", { rank: 60, minZoom: 4, gap: 0 })
        .marker.addTo(map);
    }
  },
});
