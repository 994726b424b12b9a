"use strict";

// The map itself: panes in drawing order, width of lines by zoom, its position in the address.
corridorPage.add({
  panes: { backdrop: 150, bands: 380, hatches: 382, glow: 385, casings: 390, runs: 400, cores: 405,
    hits: 450, points: 560, labels: 570 },

  reducedMotion: window.matchMedia("(prefers-reduced-motion: reduce)").matches,

  createMap(id) {
    this.startView();
    const moving = !this.reducedMotion;
    const map = L.map(id, {
      attributionControl: false, zoomControl: false, minZoom: 3, maxZoom: 11, zoomSnap: 0.5,
      zoomDelta: 1, wheelPxPerZoomLevel: 100, maxBounds: [[-60, -170], [83, 190]],
      maxBoundsViscosity: 0.8, zoomAnimation: moving, fadeAnimation: moving,
      inertia: moving, dragging: !this.sharesTouch(),
    });
    for (const [name, zIndex] of Object.entries(this.panes)) {
      const pane = map.createPane(name);
      pane.style.zIndex = zIndex;
      if (name !== "hits" && name !== "points") pane.style.pointerEvents = "none";
    }
    const container = map.getContainer();
    container.setAttribute("role", "region");
    this.always(["lang"], () => container.setAttribute("aria-label", this.t("map.label")));
    if (this.sharesTouch()) this.hintTwoFingers(container);
    if (this.reducedMotion) {
      map.panBy = (offset) => L.Map.prototype.panBy.call(map, offset, { animate: false });
    }
    this.keepPosition(map);
    return map;
  },

  // Do it now, and whenever one of these keys of the view changes.
  always(keys, action) {
    action(keys);
    this.onChange(keys, action);
  },

  // All that is on the map waits for this, so that it is drawn once, in the room that is left.
  openMap(map) {
    this.goBackTo(map);
    this.openSeen();
  },

  // The position is part of the view, but no step to go back to.
  keepPosition(map) {
    map.on("zoomend", () => this.setLineWidth(map));
    new ResizeObserver(() => this.keepSize(map)).observe(map.getContainer());
    map.on("moveend", () => {
      if (!this.isPlacing) this.change({ map: this.position(map) }, { replace: true });
    });
    this.onChange(["map"], () => {
      if (this.view.map !== this.position(map)) this.goBackTo(map);
    });
  },

  // The room of the map changed: what nobody has moved yet is fitted anew.
  keepSize(map) {
    const before = map.getSize();
    this.isPlacing = true;
    map.invalidateSize({ animate: false });
    if (this.view.map === "" && !before.equals(map.getSize())) this.goToView(map);
    this.isPlacing = false;
  },

  // To what the address says; where it says nothing it stays so.
  goBackTo(map) {
    this.isPlacing = this.view.map === "";
    this.goToView(map);
    this.isPlacing = false;
  },

  position(map) {
    const { lat, lng } = map.getCenter();
    return [map.getZoom(), lat.toFixed(3), lng.toFixed(3)].join("/");
  },

  goToView(map) {
    const [zoom, lat, lon] = this.view.map.split("/").map(Number);
    if (this.view.map && [zoom, lat, lon].every(Number.isFinite)) {
      map.setView([lat, lon], zoom, { animate: false });
    } else if (this.drawn.length > 0) {
      this.fit(map, this.drawn, { animate: false });
    } else {
      map.setView([43, 46], 4);
    }
  },

  // On a phone one finger scrolls the page past the map; two fingers move the map.
  sharesTouch() {
    return window.matchMedia("(pointer: coarse) and (max-width: 899px)").matches;
  },

  hintTwoFingers(container) {
    const hint = this.el("div", { class: "hint", "aria-hidden": "true" });
    container.append(hint);
    let timer = 0;
    container.addEventListener("touchmove", (event) => {
      if (event.touches.length !== 1 || event.target.closest(".dock")) return;
      hint.textContent = this.t("map.two-fingers");
      hint.classList.add("shown");
      clearTimeout(timer);
      timer = setTimeout(() => hint.classList.remove("shown"), 900);
    }, { passive: true });
  },

  setLineWidth(map) {
    const factor = Math.min(1.5, Math.max(0.75, 0.75 + (map.getZoom() - 4) * 0.13));
    map.getContainer().style.setProperty("--growth", factor.toFixed(3));
  },

  bounds(pieces) {
    return pieces.filter((piece) => piece.line).reduce(
      (all, piece) => all.extend(this.areaOf(this.pieceShape(piece))), L.latLngBounds([]));
  },

  fit(map, pieces, { animate = !this.reducedMotion } = {}) {
    if (pieces.length === 0) return;
    const narrow = map.getSize().x < 600;
    map.fitBounds(this.bounds(pieces), {
      animate, maxZoom: 9,
      paddingTopLeft: narrow ? [24, 40] : [60, 56], paddingBottomRight: narrow ? [24, 28] : [48, 40],
    });
  },
});
