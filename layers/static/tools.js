"use strict";

// Two more buttons: the map on the full screen where the browser can, and a closer look at what
// the card tells of.
corridorPage.add({
  mapTools() {
    const bar = this.el("div", { class: "leaflet-bar map-tools" }, this.screenTool());
    return this.control("topleft", bar);
  },

  icon(d) {
    return this.svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
      this.svg("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 1.8 }));
  },

  tool(label, action, d) {
    return this.button({ "aria-label": label, title: label }, action, this.icon(d));
  },

  screenTool() {
    const room = document.getElementById("map-region");
    if (!document.fullscreenEnabled || !room.requestFullscreen) return null;
    const label = () => this.t(document.fullscreenElement === room ? "map.small" : "map.full");
    const node = this.tool(label(), () => (document.fullscreenElement
      ? document.exitFullscreen() : room.requestFullscreen().catch(() => node.remove())),
    "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4");
    document.onfullscreenchange = () => {
      node.title = label();
      node.setAttribute("aria-label", label());
    };
    return node;
  },

  // Only while something is chosen.
  seenTool() {
    const node = this.tool(this.t("map.seen"), () => this.zoomToSeen(),
      "M8 1v4M8 11v4M1 8h4M11 8h4M8 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7");
    node.hidden = this.view.see === "";
    if (!this.seenNode) this.onChange(["see"], () => { this.seenNode.hidden = this.view.see === ""; });
    this.seenNode = node;
    return node;
  },

  // The section of the piece that is chosen, or the surroundings of the point.
  zoomToSeen() {
    const [piece] = this.held;
    const options = { animate: !this.reducedMotion };
    if (piece) {
      const section = this.drawn.filter((one) => one.section === piece.section);
      this.map.fitBounds(this.bounds(section), { ...options, padding: [40, 40] });
    } else if (this.map._popup) {
      this.map.setView(this.map._popup.getLatLng(), Math.max(9, this.map.getZoom()), options);
    }
  },
});
