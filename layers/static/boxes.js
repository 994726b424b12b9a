"use strict";

// Boxes of pixels on the map: what takes up room, and whether two of them meet.
corridorPage.add({
  boxAt(left, top, { width, height }) {
    return { left, top, right: left + width, bottom: top + height };
  },

  overlap(a, b) {
    return a.left < b.right + 4 && b.left < a.right + 4 &&
      a.top < b.bottom + 1 && b.top < a.bottom + 1;
  },

  meets(box, others) {
    return others.some((other) => this.overlap(box, other));
  },

  // Boxes by the squares they are near to, so that few are asked: number of a square -> boxes.
  squared(boxes) {
    const squares = new Map();
    for (const box of boxes) {
      for (const square of this.squaresOf(box)) {
        if (!squares.has(square)) squares.set(square, []);
        squares.get(square).push(box);
      }
    }
    return squares;
  },

  // Squares of 32 pixels that a box meets; two far apart may share a number.
  squaresOf({ left, top, right, bottom }) {
    const found = [];
    for (let x = (left - 4) >> 5; x <= (right + 4) >> 5; x += 1) {
      for (let y = (top - 1) >> 5; y <= (bottom + 1) >> 5; y += 1) found.push(4096 * x + y);
    }
    return found;
  },

  meetsNear(box, squares) {
    return this.squaresOf(box).some((square) => squares.has(square) && this.meets(box, squares.get(square)));
  },

  isInside(box, view) {
    return box.left > view.left && box.right < view.right &&
      box.top > view.top && box.bottom < view.bottom;
  },

  isNear(box, point) {
    return Math.abs(box.left - point.x) < 110 && Math.abs(box.top - point.y) < 60;
  },

  // Small boxes along the lines in view, one about every ten pixels.
  lineBoxes(map, view) {
    const boxes = [];
    const bounds = map.getBounds();
    const { x, y } = map.layerPointToContainerPoint([0, 0]);
    for (const piece of this.drawn) {
      const shape = this.pieceShape(piece);
      if (!this.hits.get(piece.id)._map || !bounds.intersects(this.areaOf(shape))) continue;
      const { drawn } = this.drawnAt(shape, map);
      const at = (i) => ({ x: drawn[i] + x, y: drawn[i + 1] + y });
      for (let i = 2; i < drawn.length; i += 2) this.boxesAlong(at(i - 2), at(i), view, boxes);
    }
    return boxes;
  },

  boxesAlong(from, to, view, boxes) {
    if (Math.max(from.x, to.x) < view.left || Math.min(from.x, to.x) > view.right ||
      Math.max(from.y, to.y) < view.top || Math.min(from.y, to.y) > view.bottom) return;
    const steps = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 10));
    for (let step = 0; step < steps; step += 1) {
      const x = from.x + ((to.x - from.x) * step) / steps;
      const y = from.y + ((to.y - from.y) * step) / steps;
      const last = boxes[boxes.length - 1];
      if (last && Math.hypot(last.left + 4 - x, last.top + 4 - y) < 8) continue;
      boxes.push(this.boxAt(x - 4, y - 4, { width: 8, height: 8 }));
    }
  },

  markBoxes(map) {
    return this.marks.filter((mark) => mark.marker._map)
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
