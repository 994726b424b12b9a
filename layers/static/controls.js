"use strict";

// The controls on the map: zoom, fit, layers, scale, credit; made anew for another language.
corridorPage.add({
  controls: [],

  // Boxes of the layers control: {box, group}.
  layerBoxes: [],

  addControls(map) {
    map.on("layeradd layerremove", ({ layer }) => {
      for (const { box, group } of this.layerBoxes) if (group === layer) box.checked = map.hasLayer(group);
    });
    this.always(["lang"], () => {
      this.layerBoxes = [];
      this.controls.forEach((control) => control.remove());
      this.controls = [this.zoomControl(), this.fitControl(map), this.layersControl(map),
        this.scaleControl(),
        this.creditControl()];
      this.controls.forEach((control) => control.addTo(map));
    });
  },

  zoomControl() {
    return L.control.zoom({ position: "topleft", zoomInTitle: this.t("map.zoom-in"),
      zoomOutTitle: this.t("map.zoom-out") });
  },

  // Leaflet's own, in the digits and words of the language.
  scaleControl() {
    const scale = L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 });
    const update = scale._updateScale;
    scale._updateScale = (node, text, ratio) => {
      update.call(scale, node, text, ratio);
      node.textContent = text.endsWith("km") ? this.km(parseFloat(text), 0) : this.t("unit.m", { value: this.number(parseFloat(text), 0) });
    };
    return scale;
  },

  control(position, node) {
    const control = L.control({ position });
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(node);
      L.DomEvent.disableScrollPropagation(node);
      return node;
    };
    return control;
  },

  // One button a corridor, and one for all: by kind where the kinds differ, else by name.
  fitControl(map) {
    const corridors = this.data.corridors;
    const differ = new Set(corridors.map((corridor) => corridor.kind)).size === corridors.length;
    const label = (corridor) => (differ ? this.word("kind", corridor.kind) : this.nameOf(corridor));
    const of = (corridor) => this.drawn.filter((piece) => piece.route.corridor === corridor);
    const buttons = corridors.map((corridor) => this.button(
      { title: this.nameOf(corridor) }, () => this.fit(map, of(corridor)), label(corridor)));
    if (corridors.length > 1) {
      buttons.unshift(this.button(
        { title: this.t("map.all-title") }, () => this.fit(map, this.drawn), this.t("map.all")));
    }
    return this.control("topleft",
      this.el("div", { class: "fit", role: "group", "aria-label": this.t("map.fit") }, buttons));
  },

  // What may be shown or not: routes, and points by kind, a list a corridor.
  layersControl(map) {
    const list = this.el("div", { class: "layers-list" }, this.data.corridors.map((corridor) => {
      const routes = [...this.routeLayers.values()].filter((one) => one.route.corridor === corridor);
      const points = [...this.pointLayers.values()].filter((one) => one.corridor === corridor);
      return this.el("fieldset", null,
        this.el("legend", null, this.nameOf(corridor)),
        routes.map(({ route, group }) => this.layerBox(map, group, this.nameOf(route))),
        points.map(({ kind, group }) => this.layerBox(map, group, this.t(`layer.${kind}`))));
    }));
    const box = this.el("details", { class: "layers" },
      this.el("summary", { "aria-label": this.t("map.layers"), title: this.t("map.layers") }), list);
    return this.control("topright", box);
  },

  layerBox(map, group, label) {
    const box = this.el("input", { type: "checkbox" });
    box.checked = map.hasLayer(group);
    box.addEventListener("change", () => (box.checked ? group.addTo(map) : group.remove()));
    this.layerBoxes.push({ box, group });
    return this.el("label", null, box, label);
  },

  creditControl() {
    const link = this.el("a", { href: "#" }, this.t("about.licences"));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.change({ tab: "about" });
      document.getElementById("data-and-licences").scrollIntoView({ block: "start" });
    });
    return this.control("bottomright", this.el("div", { class: "credit" },
      this.el("bdi", null, "© OpenStreetMap, GEM, Natural Earth"), " · ", link));
  },
});
