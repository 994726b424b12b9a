"use strict";

// Names on the map. On every move the most important ones take their room first, each on the
// first free side of its point; what finds no room is hidden.
corridorPage.add({
  names: [],

  // text(): in the language of the view. options: rank (small first), minZoom, gap (px off the
  // point; 0 = centred), room (degrees), of (the crossing or place).
  addName(map, latlng, text, className, options) {
    const node = this.el("span", { class: `name ${className}`, dir: "auto" });
    const icon = L.divIcon({ html: node, className: "name-anchor", iconSize: [0, 0] });
    const marker = L.marker(latlng, {
      icon, pane: "labels", interactive: false, keyboard: false });
    const name = { marker, node, latlng: L.latLng(latlng), text, ...options };
    this.writeName(name);
    this.names.push(name);
    return name;
  },

  writeName(name) {
    name.node.textContent = name.text();
    name.size = null;
  },

  startNames(map) {
    this.names.sort((a, b) => a.rank - b.rank);
    let waiting = false;
    const later = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; this.placeNames(map); });
    };
    map.on("zoomend moveend layeradd layerremove resize", later);
    this.onChange(["lang"], () => {
      this.names.forEach((name) => this.writeName(name));
      later();
    });
    later();
  },

  placeNames(map) {
    const view = { left: 0, top: 0, right: map.getSize().x, bottom: map.getSize().y };
    const taken = [...this.controlBoxes(map), ...this.markBoxes(map)];
    const lines = this.lineBoxes(map);
    for (const name of this.names) {
      if (!name.marker._map) continue;
      const wanted = map.getZoom() >= name.minZoom && this.fitsRoom(map, name);
      const box = wanted ? this.freeBox(map, name, { taken, lines, view }) : null;
      name.node.classList.toggle("hidden", box === null);
      if (box !== null) taken.push(box);
    }
  },

  // Names of countries stay inside them: the width must fit the circle of room.
  fitsRoom(map, name) {
    if (!name.room) return true;
    const { lat, lng } = name.latlng;
    const east = map.latLngToContainerPoint([lat, lng + name.room]);
    const half = east.x - map.latLngToContainerPoint(name.latlng).x;
    return half * 2.1 >= this.sizeOf(name).width;
  },

  sizeOf(name) {
    if (!name.size) name.size = { width: name.node.offsetWidth, height: name.node.offsetHeight };
    return name.size;
  },

  // The first side clear of names and lines; names of points may lie on a line if they must.
  freeBox(map, name, { taken, lines, view }) {
    const point = map.latLngToContainerPoint(name.latlng);
    const free = this.offsets(name, map)
      .map(([dx, dy]) => ({ dx, dy, ...this.boxAt(point.x + dx, point.y + dy, this.sizeOf(name)) }))
      .filter((box) => this.inside(box, view) && !this.meets(box, taken));
    if (taken.some((other) => other.text === name.node.textContent && this.nearby(other, point))) return null;
    const box = free.find((one) => !this.meets(one, lines)) || (name.gap ? free[0] : null);
    if (!box) return null;
    name.node.style.transform = `translate(${Math.round(box.dx)}px, ${Math.round(box.dy)}px)`;
    return { ...box, text: name.node.textContent };
  },

  // The same name, such as that of a border two lines cross together, stands once.
  nearby(box, point) {
    return Math.abs(box.left - point.x) < 110 && Math.abs(box.top - point.y) < 60;
  },

  meets(box, others) {
    return others.some((other) => this.overlap(box, other));
  },

  // Small boxes along the lines in view, one about every ten pixels.
  lineBoxes(map) {
    const view = L.bounds([0, 0], map.getSize());
    const boxes = [];
    for (const hit of this.hits.values()) {
      if (!hit._map) continue;
      const points = hit.getLatLngs().map((latlng) => map.latLngToContainerPoint(latlng));
      points.slice(1).forEach((to, i) => this.boxesAlong(points[i], to, view, boxes));
    }
    return boxes;
  },

  boxesAlong(from, to, view, boxes) {
    if (!view.intersects(L.bounds(from, to))) return;
    const steps = Math.max(1, Math.round(from.distanceTo(to) / 10));
    for (let step = 0; step < steps; step += 1) {
      const point = from.add(to.subtract(from).multiplyBy(step / steps));
      const last = boxes[boxes.length - 1];
      if (last && Math.hypot(last.left + 4 - point.x, last.top + 4 - point.y) < 8) continue;
      if (view.contains(point)) boxes.push(this.boxAt(point.x - 4, point.y - 4, { width: 8, height: 8 }));
    }
  },

  // Top left corner of the name from its point: right, left, above, below; or centred, and
  // where there is room for it a little off the centre.
  offsets(name, map) {
    const { width, height } = this.sizeOf(name);
    if (!name.gap) {
      const shift = (0.45 * (name.room || 0.6) * 256 * 2 ** map.getZoom()) / 360;
      return [[0, 0], [0, -1], [0, 1], [-1, 0], [1, 0], [-1, -1], [1, 1], [-1, 1], [1, -1]]
        .map(([x, y]) => [x * shift - width / 2, y * shift - height / 2]);
    }
    return [
      [name.gap, -height / 2], [-name.gap - width, -height / 2],
      [-width / 2, -name.gap - height], [-width / 2, name.gap],
    ];
  },

  boxAt(left, top, size) {
    return { left, top, right: left + size.width, bottom: top + size.height };
  },

  overlap(a, b) {
    return a.left < b.right + 4 && b.left < a.right + 4 && 
      a.top < b.bottom + 1 && b.top < a.bottom + 1;
  },

  inside(box, view) {
    return box.left > view.left && box.right < view.right &&
      box.top > view.top && box.bottom < view.bottom;
  },

  markBoxes(map) {
    return this.marks.filter((mark) => mark.marker._map && map.getZoom() >= mark.minZoom)
      .map((mark) => map.latLngToContainerPoint(mark.marker.getLatLng()))
      .map((point) => this.boxAt(point.x - 2, point.y - 3, { width: 4, height: 6 }));
  },

  controlBoxes(map) {
    const origin = map.getContainer().getBoundingClientRect();
    const controls = map.getContainer().querySelectorAll(".leaflet-control");
    return Array.from(controls, (node) => {
      const rect = node.getBoundingClientRect();
      return this.boxAt(rect.left - origin.left, rect.top - origin.top, rect);
    });
  },
});
