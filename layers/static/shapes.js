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
    for (let i = 0; i < flat.length; i += 2) {
      flat[i] = this.flatX(degrees[i + 1]);
      flat[i + 1] = this.flatY(degrees[i]);
    }
    return this.newShape(degrees, flat);
  },

  // Pixels of zoom 0.
  flatX(lon) {
    return (lon / 360 + 0.5) * 256;
  },

  flatY(lat) {
    const sine = Math.sin((lat * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
  },

  // flat: pixels of zoom 0, x and y in turn; box: what they lie in.
  newShape(degrees, flat) {
    return { id: this.shapeCount += 1, degrees, flat, box: this.edgesOf(flat), area: null };
  },

  // [least and greatest of the first, of the second] of numbers in turn.
  edgesOf(turns) {
    let [low, high, least, most] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < turns.length; i += 2) {
      const a = turns[i];
      const b = turns[i + 1];
      if (a < low) low = a;
      if (a > high) high = a;
      if (b < least) least = b;
      if (b > most) most = b;
    }
    return [low, high, least, most];
  },

  // The degrees that a shape lies in, as Leaflet has them.
  areaOf(shape) {
    if (!shape.area) {
      const [south, north, west, east] = this.edgesOf(shape.degrees);
      shape.area = L.latLngBounds([south, west], [north, east]);
    }
    return shape.area;
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
    return this.newShape(whole("degrees"), Float64Array.from(whole("flat")));
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
    },

    getBounds() {
      return this.shapes.reduce((all, shape) => all.extend(corridorPage.areaOf(shape)), L.latLngBounds([]));
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
      const [least, most] = [min.add(origin).divideBy(scale), max.add(origin).divideBy(scale)];
      const isNear = ({ box: [left, right, top, bottom] }) => left <= most.x && right >= least.x &&
        top <= most.y && bottom >= least.y;
      const drawn = this.shapes.filter(isNear)
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
