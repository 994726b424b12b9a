"use strict";

// Which layers show: by corridor, by role of a route, by route and by kind of point. The view
// names what is off: corridor/route, corridor//kind of point, or a whole corridor.
corridorPage.add({
  // Boxes of the control: {box, keys}, a box of a group stands for many layers.
  layerBoxes: [],

  // Layers of no corridor, by key: {group, label()}.
  otherLayers: new Map(),

  layersOf(corridor) {
    const routes = [...this.routeLayers.entries()].filter(([, { route }]) => route.corridor === corridor);
    const points = [...this.pointLayers.entries()].filter(([, one]) => one.corridor === corridor);
    return { routes, points, keys: [...routes, ...points].map(([key]) => key) };
  },

  isOff(key) {
    const off = this.view.off.split(",");
    return off.includes(key) || off.includes(key.split("/")[0]);
  },

  applyLayers(map) {
    for (const [key, { group }] of [...this.routeLayers, ...this.pointLayers, ...this.otherLayers]) {
      if (this.isOff(key) === !map.hasLayer(group)) continue;
      if (this.isOff(key)) group.remove();
      else group.addTo(map);
    }
    this.tickBoxes();
  },

  // Show or hide layers; a corridor that is wholly off is named once.
  showLayers(keys, shown) {
    const hidden = (all) => all.filter((key) => (keys.includes(key) ? !shown : this.isOff(key)));
    const off = this.data.corridors.flatMap((corridor) => {
      const all = this.layersOf(corridor).keys;
      const some = hidden(all);
      return some.length && some.length === all.length ? [corridor.id] : some;
    }).concat(hidden([...this.otherLayers.keys()]));
    this.change({ off: off.join(",") }, { replace: true });
  },

  layersControl() {
    this.layerBoxes = [];
    const box = this.el("details", { class: "layers" },
      this.el("summary", { "aria-label": this.t("map.layers"), title: this.t("map.layers") }),
      this.el("div", { class: "layers-list" },
        this.data.corridors.map((one) => this.layersFieldset(one)),
        [...this.otherLayers].map(([key, { label }]) => this.layerBox([key], label()))));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      event.stopPropagation();
      box.open = false;
      box.firstElementChild.focus();
    });
    this.closeOutside(box);
    this.tickBoxes();
    return this.control("topright", box);
  },

  // A click elsewhere closes it; one listener, however often the control is made anew.
  closeOutside(box) {
    if (!this.layersBox) {
      document.addEventListener("pointerdown", ({ target }) => {
        if (!this.layersBox.contains(target)) this.layersBox.open = false;
      }, true);
    }
    this.layersBox = box;
  },

  layersFieldset(corridor) {
    const { routes, points, keys } = this.layersOf(corridor);
    const roles = [...new Set(routes.map(([, { route }]) => route.role))];
    return this.el("fieldset", null,
      this.el("legend", null, this.layerBox(keys, this.nameOf(corridor))),
      roles.map((role) => this.layerGroup(
        this.t(`role.${role}`), routes.filter(([, { route }]) => route.role === role),
        ({ route }) => this.nameOf(route))),
      this.layerGroup(this.t("role.points"), points, ({ kind }) => this.t(`layer.${kind}`)));
  },

  // A box for all of a group, and under it one for each; of one layer, only that.
  layerGroup(title, layers, label) {
    const boxes = layers.map(([key, layer]) => this.layerBox([key], label(layer)));
    if (boxes.length < 2) return boxes;
    return [this.layerBox(layers.map(([key]) => key), title),
      this.el("div", { class: "layers-part", role: "group", "aria-label": title }, boxes)];
  },

  layerBox(keys, label) {
    const box = this.el("input", { type: "checkbox" });
    box.addEventListener("change", () => this.showLayers(keys, box.checked));
    this.layerBoxes.push({ box, keys });
    return this.el("label", null, box, this.el("span", { dir: "auto" }, label));
  },

  tickBoxes() {
    for (const { box, keys } of this.layerBoxes) {
      const off = keys.filter((key) => this.isOff(key)).length;
      box.checked = off === 0;
      box.indeterminate = off > 0 && off < keys.length;
    }
  },
});
