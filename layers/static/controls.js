"use strict";

// The controls on the map: zoom, fit, layers, scale, credit; made anew for another language.
corridorPage.add({
  controls: [],

  // Who is named on the map itself.
  creditLines: ["© OpenStreetMap, GEM, Natural Earth"],

  addControls(map) {
    this.always(["lang"], () => this.makeControls(map));
    this.always(["off"], () => this.applyLayers(map));
  },

  makeControls(map) {
    this.controls.forEach((control) => control.remove());
    this.controls = [this.zoomControl(), this.fitControl(map), this.mapTools(), this.layersControl(),
      this.scaleControl(), this.creditControl()];
    this.controls.forEach((control) => control.addTo(map));
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

  // By kind where the kinds differ, else by name.
  fitName(corridor) {
    const { corridors } = this.data;
    const differ = new Set(corridors.map(({ kind }) => kind)).size === corridors.length;
    return differ ? this.word("kind", corridor.kind) : this.nameOf(corridor);
  },

  // One button a corridor, and one for all.
  fitControl(map) {
    const corridors = this.data.corridors;
    const of = (corridor) => this.drawn.filter((piece) => piece.route.corridor === corridor);
    const buttons = corridors.map((corridor) => this.button(
      { title: this.nameOf(corridor) }, () => this.fit(map, of(corridor)), this.fitName(corridor)));
    if (corridors.length > 1) {
      buttons.unshift(this.button(
        { title: this.t("map.all-title") }, () => this.fit(map, this.drawn), this.t("map.all")));
    }
    return this.control("topleft",
      this.el("div", { class: "fit", role: "group", "aria-label": this.t("map.fit") }, buttons, this.seenTool()));
  },

  creditControl() {
    const link = this.el("a", { href: "#" }, this.t("about.licences"));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.change({ tab: "about" });
      document.getElementById("data-and-licences").scrollIntoView({ block: "start" });
    });
    return this.control("bottomright", this.el("div", { class: "credit" },
      this.creditLines.map((credit) => [this.el("bdi", null, credit), " · "]), link));
  },
});
