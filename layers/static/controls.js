"use strict";

// The controls on the map.
Object.assign(corridorPage, {
  addControls(map) {
    L.control.zoom({ position: "topleft" }).addTo(map);
    this.addFit(map);
    this.addLayers(map);
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
    this.addCredit(map);
  },

  // One button a corridor, and one for all: by kind where the kinds differ, else by name.
  addFit(map) {
    const corridors = this.data.corridors;
    const kinds = new Set(corridors.map((corridor) => corridor.kind));
    const words = { rail: "Railway", gas: "Gas corridor" };
    const label = (corridor) =>
      kinds.size === corridors.length ? words[corridor.kind] || corridor.name : corridor.name;
    const fit = (pieces) => () => this.fit(map, pieces);
    const of = (corridor) => this.data.pieces.filter((piece) => piece.corridor === corridor.id);
    const buttons = corridors.map((corridor) => this.button(
      { title: corridor.name }, fit(of(corridor)), label(corridor)));
    if (corridors.length > 1) {
      buttons.unshift(this.button({ title: "All corridors" }, fit(this.data.pieces), "All"));
    }
    this.addControl(map, "topleft",
      this.el("div", { class: "fit", role: "group", "aria-label": "Fit the map to" }, buttons));
  },

  addControl(map, position, node) {
    const control = L.control({ position });
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(node);
      return node;
    };
    control.addTo(map);
  },

  layerEntries() {
    const roles = { main: "Main route", variant: "Variants", branch: "Branches",
      tied: "Connected lines", proposed: "Proposed routes" };
    const lines = this.roles.map(({ corridor, role, group }) => (
      { corridor, label: roles[role] || role || "Routes", group }));
    const points = this.pointGroups.map(({ corridor, what, group }) => (
      { corridor, label: what, group }));
    const order = this.data.corridors.map((corridor) => corridor.id);
    return [...lines, ...points].sort(
      (a, b) => order.indexOf(a.corridor) - order.indexOf(b.corridor));
  },

  // Leaflet writes names of layers as markup: it gets numbers, and the text follows as text.
  addLayers(map) {
    const entries = this.layerEntries();
    const Layers = L.Control.Layers.extend({
      _addItem(item) {
        const label = L.Control.Layers.prototype._addItem.call(this, item);
        label.querySelector("span > span").textContent = entries[Number(item.name)].label;
        return label;
      },
    });
    const overlays = Object.fromEntries(entries.map((entry, index) => [index, entry.group]));
    const control = new Layers(null, overlays, { collapsed: true, position: "topright" });
    control.addTo(map);
    this.nameLayers(control, entries);
    map.on("layeradd layerremove", () => this.nameLayers(control, entries));
  },

  // A heading above the layers of each corridor, and a name for the button.
  nameLayers(control, entries) {
    const box = control.getContainer();
    box.querySelector("a").setAttribute("aria-label", "Layers");
    box.querySelectorAll(".layers-heading").forEach((node) => node.remove());
    box.querySelectorAll(".leaflet-control-layers-overlays label").forEach((label, index) => {
      const corridor = entries[index].corridor;
      if (index > 0 && entries[index - 1].corridor === corridor) return;
      const name = (this.corridor(corridor) || { name: corridor }).name;
      label.before(this.el("div", { class: "layers-heading" }, name));
    });
  },

  addCredit(map) {
    const link = this.el("a", { href: "#data-and-licences" }, "Data and licences");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.selectTab("about");
      document.getElementById("data-and-licences").scrollIntoView({ block: "start" });
    });
    this.addControl(map, "bottomright", this.el("div", { class: "credit" },
      "© OpenStreetMap, GEM, Natural Earth · ", link));
  },
});
