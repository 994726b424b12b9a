"use strict";

// Tiles of a server, over the backdrop and under all else. One of them is asked for first: a
// refusal may come as a picture, which the browser would paint all over the map.
corridorPage.add({
  async offerTiles(map) {
    const { url, attribution } = this.read("corridor-tiles");
    const layer = L.tileLayer(url, { minZoom: 3, maxZoom: 11, className: "tiles" });
    if (!(await this.givesTiles(this.tileAt(url, map)))) return;
    this.otherLayers.set("tiles", { group: layer, label: () => this.t("layer.tiles") });
    this.creditLines.push(attribution);
    this.makeControls(map);
    this.applyLayers(map);
  },

  // The address of the tile in the middle of the map.
  tileAt(url, map) {
    const z = Math.round(map.getZoom());
    const { x, y } = map.project(map.getCenter(), z).divideBy(256).floor();
    return L.Util.template(url, { x, y, z });
  },

  async givesTiles(address) {
    try {
      const answer = await fetch(address, { credentials: "omit" });
      return answer.ok && /^image\//.test(answer.headers.get("content-type") || "");
    } catch {
      return false;
    }
  },
});
