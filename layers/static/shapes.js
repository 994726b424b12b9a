"use strict";

// Lines of many vertices. Where each lies on the map is worked out once, and once a zoom what of it
// is drawn; all that is drawn of a line shares it. It takes the places of Leaflet 1.9's own steps.
corridorPage.add({
  shapeCount: 0,

  // Half a pixel: what is nearer to the line is left out.
  drawnWithin: 0.5,

  // A line as pixels of zoom 0, x and y in turn, and the degrees it lies in.
  shape(line) {
    const flat = new Float64Array(line.length * 2);
    let [south, west, north, east] = [90, 180, -90, -180];
    line.forEach(([lat, lon], i) => {
      const sine = Math.sin((lat * Math.PI) / 180);
      flat[2 * i] = (lon / 360 + 0.5) * 256;
      flat[2 * i + 1] = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
      south = Math.min(south, lat);
      north = Math.max(north, lat);
      west = Math.min(west, lon);
      east = Math.max(east, lon);
    });
    return { id: this.shapeCount += 1, line, flat, area: L.latLngBounds([south, west], [north, east]) };
  },

  pieceShape(piece) {
    if (!piece.shape) piece.shape = this.shape(piece.line);
    return piece.shape;
  },

  // Neighbours as one line.
  joined(pieces) {
    if (pieces.length === 1) return this.pieceShape(pieces[0]);
    const shapes = pieces.map((piece, i) => [this.pieceShape(piece), i ? 1 : 0]);
    const flat = new Float64Array(shapes.reduce((sum, [one, skip]) => sum + one.flat.length - 2 * skip, 0));
    let at = 0;
    for (const [one, skip] of shapes) {
      flat.set(one.flat.subarray(2 * skip), at);
      at += one.flat.length - 2 * skip;
    }
    const line = shapes.flatMap(([one, skip]) => one.line.slice(skip));
    return { id: this.shapeCount += 1, line, flat, area: this.bounds(pieces) };
  },

  // What of a shape is drawn at the map's zoom: {points, bounds} in whole pixels of its layers.
  drawnAt(shape, map) {
    const origin = map.getPixelOrigin();
    const key = `${map.getZoom()} ${origin.x} ${origin.y}`;
    if (shape.key !== key) {
      const apart = this.apart(shape.flat, map.getZoomScale(map.getZoom(), 0), origin);
      const points = L.LineUtil.simplify(apart, this.drawnWithin);
      Object.assign(shape, { key, points, bounds: L.bounds(points) });
    }
    return shape;
  },

  // The ends, and vertices that are a pixel or more from the last one.
  apart(flat, scale, origin) {
    const points = [];
    let last = { x: Infinity, y: Infinity };
    for (let i = 0; i < flat.length; i += 2) {
      const x = Math.round(flat[i] * scale) - origin.x;
      const y = Math.round(flat[i + 1] * scale) - origin.y;
      if (x === last.x && y === last.y && i + 2 < flat.length) continue;
      last = L.point(x, y);
      points.push(last);
    }
    return points;
  },

  // A Leaflet layer of shapes; `closed` ones are areas.
  shapeLayer(shapes, options) {
    return new this.ShapeLayer(shapes, options);
  },

  ShapeLayer: L.Polyline.extend({
    initialize(shapes, options) {
      L.Util.setOptions(this, options);
      this.shapes = shapes;
      this._latlngs = [];
      this._bounds = shapes.reduce((all, shape) => all.extend(shape.area), L.latLngBounds([]));
    },

    getLatLngs() {
      return this.shapes.flatMap((shape) => shape.line.map((point) => L.latLng(point)));
    },

    _defaultShape() {
      return this.getLatLngs();
    },

    _project() {
      this._rings = this.shapes.map((shape) => corridorPage.drawnAt(shape, this._map));
    },

    // Moving the map changes nothing of what is drawn already.
    _update() {
      if (!this._map) return;
      const seen = this._rings.filter(({ bounds }) => bounds.intersects(this._renderer._bounds));
      const drawn = seen.map(({ key, id }) => `${key} ${id}`).join();
      if (this._path === this._onPath && drawn === this._drawn) return;
      this._parts = seen.map(({ points }) => points);
      this._onPath = this._path;
      this._drawn = drawn;
      this._updatePath();
    },

    _updatePath() {
      this._renderer._updatePoly(this, this.options.closed);
    },
  }),
});
