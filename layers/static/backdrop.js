"use strict";

// Land, borders and names. The file holds whole steps from vertex to vertex: lon, lat, lon, lat …
Object.assign(corridorPage, {
  decodeLine(steps, perDegree) {
    const line = [];
    let lon = 0;
    let lat = 0;
    for (let i = 0; i < steps.length; i += 2) {
      lon += steps[i];
      lat += steps[i + 1];
      line.push([lat / perDegree, lon / perDegree]);
    }
    return line;
  },

  drawBackdrop(map) {
    const backdrop = this.read("corridor-backdrop");
    const decode = (steps) => this.decodeLine(steps, backdrop.steps_per_degree);
    const look = { pane: "backdrop", interactive: false, smoothFactor: 0.7 };
    L.polygon(backdrop.land.map(decode), { ...look, className: "land" }).addTo(map);
    L.polyline(backdrop.borders.map(decode), { ...look, className: "border" }).addTo(map);
    for (const [text, lon, lat, room] of backdrop.labels) {
      this.addName(map, [lat, lon], text, "country", { rank: 30 - room, minZoom: 3, gap: 0, room })
        .marker.addTo(map);
    }
    for (const [text, lon, lat] of backdrop.seas) {
      this.addName(map, [lat, lon], text, "sea", { rank: 60, minZoom: 4, gap: 0 })
        .marker.addTo(map);
    }
  },
});
