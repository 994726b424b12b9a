"use strict";

// Names on the map. On every move the most important ones take their room first, each on the
// first free side of its point; what finds no room is hidden.
corridorPage.add({
  names: [],

  // text(), and more() that may stand with it: in the language of the view. options: rank (small
  // first), minZoom, moreZoom, same (what it says, where that is told in several ways), gap (px off
  // the point; 0 = centred), room (degrees), snug (how much of the room may be taken), spots(map)
  // (other points to stand at), isClear (off all lines), of (the crossing or place).
  addName(map, latlng, text, className, options) {
    const node = this.el("span", { class: `name ${className}`, dir: "auto", hidden: "" });
    const layer = new this.NameLayer(node);
    const name = { layer, node, className, latlng: L.latLng(latlng), text, ...options };
    this.writeName(name);
    this.names.push(name);
    return name;
  },

  // Only a node in the pane of names; where it stands is settled for all names together.
  NameLayer: L.Layer.extend({
    initialize(node) {
      this.node = node;
    },

    onAdd(map) {
      map.getPane("labels").append(this.node);
    },

    onRemove() {
      this.node.remove();
    },
  }),

  writeName(name) {
    const more = name.more && name.more();
    const text = name.text();
    name.said = name.same || text;
    name.node.replaceChildren(text, ...(more ? [this.el("span", { class: "more" }, more)] : []));
    name.look = [this.language, name.className, text, more].join("|");
  },

  startNames(map) {
    let waiting = false;
    this.arrangeNames = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; this.placeNames(map); });
    };
    map.on("zoomend moveend layeradd layerremove resize", this.arrangeNames);
    map.on("zoomstart", () => { map.getPane("labels").style.visibility = "hidden"; });
    this.onChange(["lang", ...this.filterKeys], () => {
      this.names.forEach((name) => this.writeName(name));
      this.arrangeNames();
    });
    this.arrangeNames();
  },

  // All that is written to the page comes before all that is read from it, so that it is laid out once.
  placeNames(map) {
    const bounds = map.getBounds().pad(0.1);
    const shown = this.names.filter((name) => name.layer._map);
    const wanted = shown.filter((name) => map.getZoom() >= name.minZoom &&
      (name.spots || bounds.contains(name.latlng)));
    const places = new Map(wanted.map((name) => [name, null]));
    this.measureNames(wanted);
    const view = this.boxAt(0, 0, { width: map.getSize().x, height: map.getSize().y });
    const taken = [...this.controlBoxes(map), ...this.markBoxes(map)];
    const space = { taken, lines: this.squared(this.lineBoxes(map, view)), view };
    for (const name of wanted.sort((a, b) => a.rank - b.rank)) {
      const place = this.findPlace(map, name, space);
      if (place) taken.push(place.box);
      places.set(name, place);
    }
    for (const name of shown) this.putName(map, name, places.get(name) || null);
    map.getPane("labels").style.visibility = "";
  },

  // By look, sizes with and without what may stand with a name: {full, brief}.
  nameSizes: new Map(),

  // One of each look that is not known yet is shown: all are written, then all read.
  measureNames(names) {
    const unknown = names.filter(({ look }) => !this.nameSizes.has(look));
    const fresh = [...new Map(unknown.map((name) => [name.look, name])).values()];
    const sizeOf = ({ node }) => ({ width: node.offsetWidth, height: node.offsetHeight });
    for (const { node } of fresh) {
      node.hidden = false;
      node.classList.remove("brief");
    }
    fresh.forEach((name) => this.nameSizes.set(name.look, { full: sizeOf(name) }));
    const long = fresh.filter((name) => name.more);
    long.forEach((name) => { name.node.classList.add("brief"); name.isBrief = true; });
    for (const name of fresh) {
      const sizes = this.nameSizes.get(name.look);
      sizes.brief = name.more ? sizeOf(name) : sizes.full;
    }
  },

  // Where a name may stand: {box, spot, x, y, isBrief}; null where there is no room.
  findPlace(map, name, space) {
    const isLong = name.more && map.getZoom() >= name.moreZoom;
    for (const isBrief of isLong ? [false, true] : [true]) {
      const size = this.nameSizes.get(name.look)[isBrief ? "brief" : "full"];
      if (!this.fitsRoom(map, name, size)) continue;
      for (const spot of name.spots ? name.spots(map) : [name.latlng]) {
        const found = this.freeBox(map, name, spot, size, space);
        if (found) return { ...found, spot, isBrief };
      }
    }
    return null;
  },

  putName(map, name, place) {
    if (name.node.hidden === Boolean(place)) name.node.hidden = !place;
    if (!place) return;
    if (name.more && name.isBrief !== place.isBrief) name.node.classList.toggle("brief", place.isBrief);
    name.isBrief = place.isBrief;
    const { x, y } = map.latLngToLayerPoint(place.spot);
    name.node.style.transform = `translate(${Math.round(x + place.x)}px, ${Math.round(y + place.y)}px)`;
  },

  // Names of countries stay inside them: the width must fit the circle of room.
  fitsRoom(map, name, size) {
    if (!name.room) return true;
    const half = (name.room * 256 * 2 ** map.getZoom()) / 360;
    return half * (name.snug || 2.1) >= size.width;
  },

  // The first side clear of names and lines; names of points may lie on a line if they must. The
  // same name, such as that of a border two lines cross together, stands once.
  freeBox(map, name, spot, size, { taken, lines, view }) {
    const point = map.latLngToContainerPoint(spot);
    if (taken.some((other) => other.said === name.said && this.isNear(other, point))) return null;
    const free = this.offsets(name, size, map)
      .map(([x, y]) => ({ x, y, box: { ...this.boxAt(point.x + x, point.y + y, size), said: name.said } }))
      .filter(({ box }) => this.isInside(box, view) && !this.meets(box, taken));
    return free.find(({ box }) => !this.meetsNear(box, lines)) ||
      (name.gap && !name.isClear && free[0]) || null;
  },

  // Top left corner of the name from its point: right, left, above, below; or centred, and
  // where there is room for it a little off the centre.
  offsets(name, { width, height }, map) {
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
});
