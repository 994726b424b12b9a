"use strict";

// Lines of many vertices. Where each lies on the map is worked out once, and once a zoom what of it
// is drawn; all that is drawn of a line shares it. It takes the places of Leaflet 1.9's own steps.
corridorPage.add({
  shapeCount: 0,

  // Half a pixel: what is nearer to the line is left out.
  drawnWithin: 0.5,

  // A line of latitudes and longitudes in turn.
  shape(degrees) {
    const flat = new Float64Array(degrees.length);
    let [south, west, north, east] = [90, 180, -90, -180];
    for (let i = 0; i < flat.length; i += 2) {
      const lat = degrees[i];
      const lon = degrees[i + 1];
      flat[i] = this.flatX(lon);
      flat[i + 1] = this.flatY(lat);
      if (lat < south) south = lat;
      if (lat > north) north = lat;
      if (lon < west) west = lon;
      if (lon > east) east = lon;
    }
    return this.newShape(degrees, flat, L.latLngBounds([south, west], [north, east]));
  },

  // Pixels of zoom 0.
  flatX(lon) {
    return (lon / 360 + 0.5) * 256;
  },

  flatY(lat) {
    const sine = Math.sin((lat * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
  },

  // flat: pixels of zoom 0, x and y in turn; area: the degrees it lies in, box: the same in pixels.
  newShape(degrees, flat, area) {
    const box = L.bounds([this.flatX(area.getWest()), this.flatY(area.getNorth())],
      [this.flatX(area.getEast()), this.flatY(area.getSouth())]);
    return { id: this.shapeCount += 1, degrees, flat, area, box };
  },

  pieceShape(piece) {
    if (!piece.shape) piece.shape = this.shape(piece.degrees);
    return piece.shape;
  },

  // Neighbours as one line.
  joined(pieces) {
    if (pieces.length === 1) return this.pieceShape(pieces[0]);
    const shapes = pieces.map((piece) => this.pieceShape(piece));
    const whole = (key) => shapes.flatMap((shape, i) => Array.from(shape[key]).slice(i ? 2 : 0));
    return this.newShape(whole("degrees"), Float64Array.from(whole("flat")), this.bounds(pieces));
  },

  // What of a shape is drawn at the map's zoom, in whole pixels of its layers: {drawn: x and y in
  // turn, path: the same as SVG has it}.
  drawnAt(shape, map) {
    const origin = map.getPixelOrigin();
    const key = `${map.getZoom()} ${origin.x} ${origin.y}`;
    if (shape.key !== key) {
      const pixels = this.apart(shape.flat, map.getZoomScale(map.getZoom(), 0), origin);
      const drawn = this.needed(pixels).flatMap((i) => [pixels[i], pixels[i + 1]]);
      const path = `M${drawn.slice(0, 2).join(" ")}L${drawn.slice(2).join(" ")}`;
      Object.assign(shape, { key, drawn, path });
    }
    return shape;
  },

  // The ends, and vertices that are a pixel or more from the last one: x and y in turn.
  apart(flat, scale, origin) {
    const pixels = new Int32Array(flat.length);
    let end = 0;
    for (let i = 0; i < flat.length; i += 2) {
      const x = Math.round(flat[i] * scale) - origin.x;
      const y = Math.round(flat[i + 1] * scale) - origin.y;
      if (end && x === pixels[end - 2] && y === pixels[end - 1] && i + 2 < flat.length) continue;
      pixels[end] = x;
      pixels[end + 1] = y;
      end += 2;
    }
    return pixels.subarray(0, end);
  },

  // Indices of the ends and of what is needed between them, as Douglas and Peucker have it.
  needed(pixels) {
    const kept = [0];
    const ends = [pixels.length - 2];
    while (ends.length) {
      const farthest = this.farthest(pixels, kept.at(-1), ends.at(-1));
      if (farthest) ends.push(farthest);
      else kept.push(ends.pop());
    }
    return kept;
  },

  // The vertex that is farthest from a chord; 0 where all are near enough.
  farthest(pixels, begin, end) {
    const left = pixels[begin];
    const top = pixels[begin + 1];
    const width = pixels[end] - left;
    const height = pixels[end + 1] - top;
    const square = width * width + height * height || 1;
    let most = this.drawnWithin ** 2;
    let farthest = 0;
    for (let i = begin + 2; i < end; i += 2) {
      const x = pixels[i] - left;
      const y = pixels[i + 1] - top;
      const share = Math.min(1, Math.max(0, (x * width + y * height) / square));
      const off = (x - share * width) ** 2 + (y - share * height) ** 2;
      if (off <= most) continue;
      most = off;
      farthest = i;
    }
    return farthest;
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
      return this.shapes.flatMap(({ degrees }) => corridorPage.pairs(degrees).map((point) => L.latLng(point)));
    },

    _defaultShape() {
      return this.getLatLngs();
    },

    _project() {},

    // What is in view, or near it; moving the map changes nothing of what is drawn already.
    _update() {
      if (!this._map) return;
      const { min, max } = this._renderer._bounds;
      const [origin, scale] = [this._map.getPixelOrigin(), this._map.getZoomScale(this._map.getZoom(), 0)];
      const near = L.bounds(min.add(origin).divideBy(scale), max.add(origin).divideBy(scale));
      const drawn = this.shapes.filter(({ box }) => box.intersects(near))
        .map((shape) => corridorPage.drawnAt(shape, this._map));
      const keys = drawn.map(({ key, id }) => `${key} ${id}`).join();
      if (this._path === this._onPath && keys === this._drawn) return;
      this._onPath = this._path;
      this._drawn = keys;
      const end = this.options.closed ? "z" : "";
      this._renderer._setPath(this, drawn.map(({ path }) => path + end).join("") || "M0 0");
    },
  }),
});
