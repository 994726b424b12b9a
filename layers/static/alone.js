"use strict";

// What a map in a notebook brings along where there is no network: land under the lines, Leaflet's
// marker, and stand-ins for the two libraries that folium's markers and popups ask for.
corridorPage.add({
  standAlone(icons) {
    L.Icon.Default.imagePath = "";
    L.Icon.Default.mergeOptions(icons);
    window.L.AwesomeMarkers ||= { icon: (options) => this.pin(options) };
    window.$ ||= (markup) => this.fromMarkup(markup);
  },

  // folium asks jQuery for two things: an element of a popup's markup, whose scripts the policy
  // of the page keeps from running, and to be called when all is ready.
  fromMarkup(markup) {
    if (markup === document) return { ready: (action) => action() };
    return [new DOMParser().parseFromString(markup, "text/html").body.firstElementChild];
  },

  // A marker in the colour asked for.
  pin({ markerColor = "blue", iconColor = "white" }) {
    const colours = { lightred: "#ff8e7f", darkpurple: "#5b396b", cadetblue: "#436978",
      lightblue: "#8adaff", beige: "#ffcb92" };
    const shape = this.svg("svg", { width: 26, height: 40, viewBox: "0 0 26 40" },
      this.svg("path", { d: "M13 39C11 30 1 22 1 13a12 12 0 0 1 24 0c0 9-10 17-12 26z",
        fill: colours[markerColor] || markerColor, stroke: "#fff" }),
      this.svg("circle", { cx: 13, cy: 13, r: 4.5, fill: iconColor }));
    return L.divIcon({ html: shape, className: "corridor-pin", iconSize: [26, 40], iconAnchor: [13, 40],
      popupAnchor: [0, -34], tooltipAnchor: [12, -26] });
  },

  // Under tiles, if there are any.
  exploredBackdrop(map, { land, borders, labels, colour, per_degree: perDegree }) {
    map.createPane("land").style.zIndex = 150;
    map.getPane("land").style.pointerEvents = "none";
    map.getContainer().style.background = "#d9e4ea";
    const look = { pane: "land", interactive: false, smoothFactor: 0.7, weight: 0.8, opacity: 1 };
    const decode = (line) => this.decode(line, perDegree);
    L.polygon(land.map(decode), { ...look, color: "#a9bac4", fillColor: colour, fillOpacity: 1 }).addTo(map);
    L.polyline(borders.map(decode), { ...look, color: "#b9aa97" }).addTo(map);
    const names = labels.map(([name, lon, lat, room]) => {
      const node = this.el("span", { class: "corridor-name", dir: "auto" }, name);
      const icon = L.divIcon({ html: node, className: "", iconSize: [0, 0] });
      L.marker([lat, lon], { icon, pane: "land", interactive: false, keyboard: false }).addTo(map);
      return { node, room, length: name.length };
    });
    // Names stay inside their country.
    const show = () => names.forEach(({ node, room, length }) => {
      const wide = (room * 2.1 * 256 * 2 ** map.getZoom()) / 360;
      node.hidden = wide < length * 8;
    });
    map.on("zoomend", show);
    map.whenReady(show);
  },
});
