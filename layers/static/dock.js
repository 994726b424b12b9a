"use strict";

// Where the card stands: at the side of the map, or at the foot of a narrow screen. It takes the
// focus when a reader opens it and gives it back; the point it tells of stays in sight.
corridorPage.add({
  addDock(map) {
    this.dock = this.el("div", { class: "dock", hidden: "" });
    L.DomEvent.disableClickPropagation(this.dock);
    L.DomEvent.on(this.dock, "click", L.DomEvent.stopPropagation);
    L.DomEvent.disableScrollPropagation(this.dock);
    map.getContainer().append(this.dock);
    this.spot = L.circleMarker([0, 0], { pane: "cores", radius: 7, interactive: false, className: "spot" });
    map.on("click", () => this.closeCard());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.closeCard();
    });
    this.onChange(["see"], () => this.openSeen());
    this.onChange(["day", "lang"], () => this.refreshCard());
    this.onChange(Object.keys(this.defaults), () => this.writeLink());
  },

  // Open or close what the view names; what it names in vain is forgotten.
  openSeen() {
    const found = this.seen();
    if (found) this.showCard(found);
    else this.hideCard();
    if (!found && this.view.see) this.change({ see: "" }, { replace: true });
  },

  showCard(found) {
    const atStart = document.readyState === "loading";
    if (this.dock.hidden) this.focusBefore = document.activeElement;
    this.cardShown = found;
    this.dock.hidden = false;
    this.map.getContainer().classList.add("has-card");
    this.fillDock();
    if (found.latlng) this.spot.setLatLng(found.latlng).addTo(this.map);
    else this.spot.remove();
    this.hold(found.pieces);
    if (atStart) this.keepClear(found.latlng);
    else this.focusCard();
  },

  fillDock() {
    const { label, content } = this.cardShown;
    const close = this.button({ class: "dock-close", "aria-label": this.t("map.close"), title: this.t("map.close") },
      () => this.closeCard(), "×");
    const card = this.el("div", { class: "card", role: "dialog", "aria-label": label(), tabindex: "0" }, content());
    this.dock.replaceChildren(card, close);
  },

  // For another day or language: the same place of the card stays in sight.
  refreshCard() {
    if (this.dock.hidden) return;
    const { scrollTop } = this.dock.firstChild;
    const hadFocus = this.dock.contains(document.activeElement);
    this.fillDock();
    this.dock.firstChild.scrollTop = scrollTop;
    if (hadFocus) this.focusCard();
    this.hold(this.cardShown.pieces);
  },

  focusCard() {
    if (!this.dock.hidden) this.dock.firstChild.focus({ preventScroll: true });
  },

  closeCard() {
    this.hideCard();
    this.change({ see: "" });
  },

  hideCard() {
    if (this.dock.hidden) return;
    const hadFocus = this.dock.contains(document.activeElement);
    this.dock.hidden = true;
    this.dock.replaceChildren();
    this.map.getContainer().classList.remove("has-card");
    this.spot.remove();
    this.hold([]);
    if (hadFocus) this.focusBack();
  },

  focusBack() {
    const back = this.focusBefore;
    const fits = back && back.isConnected && back !== document.body;
    (fits ? back : this.map.getContainer()).focus({ preventScroll: true });
  },

  // What of the map is neither under the card nor off the screen, in pixels of the map.
  freeRoom() {
    const all = this.map.getContainer().getBoundingClientRect();
    const dock = this.dock.getBoundingClientRect();
    const room = { left: 0, right: all.width, top: Math.max(0, -all.top), bottom: Math.min(all.height, window.innerHeight - all.top) };
    if (this.dock.hidden) return room;
    if (dock.width > all.width * 0.7) room.bottom = Math.min(room.bottom, dock.top - all.top);
    else if (dock.left - all.left > all.right - dock.right) room.right = dock.left - all.left;
    else room.left = dock.right - all.left;
    return room;
  },

  // Scroll to the map where too little of it is free.
  roomToSee() {
    const { top, bottom } = this.freeRoom();
    if (bottom - top < 140) this.map.getContainer().scrollIntoView({ block: "start" });
    return this.freeRoom();
  },

  // Move the map, if need be, so that a point is in sight; `zoom` is the least wanted.
  keepClear(latlng, zoom = 0) {
    if (!latlng) return;
    if (this.map.getZoom() < zoom) this.map.setView(latlng, zoom, { animate: false });
    const { left, right, top, bottom } = this.roomToSee();
    const at = this.map.latLngToContainerPoint(latlng);
    const edge = 24;
    const clear = at.x > left + edge && at.x < right - edge && at.y > top + edge && at.y < bottom - edge;
    if (!clear) this.map.panBy(at.subtract([(left + right) / 2, (top + bottom) / 2]), { animate: false });
  },

  // Fit pieces into what the card leaves free.
  fitClear(pieces) {
    const { left, right, top, bottom } = this.roomToSee();
    const { x, y } = this.map.getSize();
    const edge = Math.max(0, Math.min(40, (bottom - top) / 4, (right - left) / 4));
    this.map.fitBounds(this.bounds(pieces), { animate: false, maxZoom: 8,
      paddingTopLeft: [left + edge, top + edge], paddingBottomRight: [x - right + edge, y - bottom + edge] });
  },
});
