"use strict";

// Save what the map shows as one picture: title, day, map, legend, strip and who must be named.
corridorPage.add({
  addOutput(map) {
    const box = this.el("div", { class: "output" });
    document.getElementById("tools").append(box);
    this.always(["lang"], () => box.replaceChildren(
      this.button({ class: "tool" }, () => window.print(), this.t("output.print")), this.pictureMenu(map)));
    this.startPrinting(map);
  },

  pictureMenu(map) {
    const saver = (kind, save) => this.button({ class: "tool" }, async () => {
      menu.open = false;
      menu.querySelector("summary").focus();
      this.saveFile(`${this.pictureName()}.${kind}`, await save.call(this, map));
    }, this.t(`output.${kind}`));
    const menu = this.el("details", { class: "tool-menu" },
      this.el("summary", { class: "tool" }, this.t("output.picture")),
      this.el("div", { class: "tool-list" }, saver("png", this.pictureAsPng), saver("svg", this.pictureAsSvg)));
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape") menu.open = false; });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    return menu;
  },

  // "southern-gas_2026-11-23", of words that are safe in the name of a file.
  pictureName() {
    const ids = this.data.corridors.map((corridor) => corridor.id.replace(/[^\p{L}\p{N}-]+/gu, "-"));
    return [...ids, this.view.day].join("_").slice(0, 120);
  },

  saveFile(name, blob) {
    const href = URL.createObjectURL(blob);
    this.el("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  },

  pictureAsSvg(map) {
    return new Blob([new XMLSerializer().serializeToString(this.picture(map))], { type: "image/svg+xml" });
  },

  // Twice as many pixels as on the screen, for paper.
  async pictureAsPng(map) {
    const picture = this.picture(map);
    const image = new Image();
    const text = new XMLSerializer().serializeToString(picture);
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = this.el("canvas", {
      width: 2 * picture.getAttribute("width"), height: 2 * picture.getAttribute("height") });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  },

  // The picture as an SVG of its own; what stands around the map is laid out out of sight.
  picture(map) {
    const { body: strip } = this.strip;
    const { sheet, mapRoom, stripRoom } = this.pictureSheet(map.getContainer(), strip);
    document.body.append(sheet);
    const page = sheet.getBoundingClientRect();
    const at = { x: page.left, y: page.top };
    const size = { width: Math.ceil(page.width), height: Math.ceil(page.height) };
    const picture = this.svg("svg", { ...size, viewBox: `0 0 ${size.width} ${size.height}` },
      this.svg("title", null, this.legal(document.title)), this.inked(sheet, at),
      this.inkedPart(map.getContainer(), mapRoom, at, (node, from) => this.inkedMap(map, from)),
      this.inkedPart(strip, stripRoom, at, (node, from) => this.inked(node, from)));
    sheet.remove();
    picture.append(...this.inkedPatterns(picture));
    return picture;
  },

  pictureSheet(container, strip) {
    const room = ({ offsetHeight }) => {
      const node = this.el("div");
      node.style.height = `${offsetHeight}px`;
      return node;
    };
    const [mapRoom, stripRoom] = [room(container), room(strip)];
    const sheet = this.el("div", { class: "picture-sheet" },
      this.el("h1", null, document.querySelector(".masthead h1").textContent),
      this.el("p", null, document.getElementById("as-of").textContent), this.onlyNote(),
      mapRoom, strip.hidden ? null : this.el("h2", null, this.routePath(this.strip.route)), stripRoom,
      this.el("div", { class: "legend" }, this.legendParts(true)),
      this.el("p", { class: "small", dir: "auto" }, this.credits()));
    sheet.style.width = `${Math.max(320, container.offsetWidth)}px`;
    return { sheet, mapRoom, stripRoom };
  },

  credits() {
    return [...this.data.attributions.map((one) => one.text), this.t("about.natural-earth")].join(" · ");
  },

  // A part of the screen, cut at its edge, in its room on the sheet.
  inkedPart(node, room, at, ink) {
    const from = node.getBoundingClientRect();
    const to = room.getBoundingClientRect();
    return this.svg("svg", { x: this.px(to.left - at.x), y: this.px(to.top - at.y),
      width: this.px(from.width), height: this.px(from.height) }, ink(node, { x: from.left, y: from.top }));
  },

  inkedMap(map, at) {
    const scale = map.getContainer().querySelector(".leaflet-control-scale");
    return [
      ...this.inkedBox(map.getContainer(), getComputedStyle(map.getContainer()), at),
      ...this.inked(map.getPane("mapPane"), at), ...(scale ? this.inked(scale, at) : []),
    ];
  },
});
