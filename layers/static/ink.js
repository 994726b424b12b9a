"use strict";

// What is seen on the page as shapes and words of one SVG that stands alone: boxes, texts line by
// line, drawings; with the looks they have now, without a class, a script or an address.
corridorPage.add({
  // What is inked of a drawing, and what is left out where it says nothing.
  inks: {
    fill: "rgb(0, 0, 0)", "fill-opacity": "1", "fill-rule": "nonzero", stroke: "none",
    "stroke-width": "1px", "stroke-opacity": "1", "stroke-dasharray": "none",
    "stroke-linecap": "butt", "stroke-linejoin": "miter", opacity: "1", "paint-order": "normal",
  },

  fonts: {
    "font-family": "", "font-size": "", "font-weight": "400", "font-style": "normal",
    "letter-spacing": "normal", "text-anchor": "start", "dominant-baseline": "auto", direction: "ltr",
  },

  notInked: "select, input, img, script, .hit, .leaflet-popup, .leaflet-tooltip",

  // All that is seen of a node, measured from `at`, a point of the screen.
  inked(node, at) {
    const look = getComputedStyle(node);
    if (node.matches(this.notInked) || look.display === "none" || look.visibility === "hidden") return [];
    if (node instanceof SVGSVGElement) return [this.inkedDrawing(node, at)];
    const parts = Array.from(node.childNodes).filter((child) => child.nodeType !== Node.COMMENT_NODE);
    const inked = [
      ...this.inkedBox(node, look, at),
      ...this.byDepth(parts).flatMap((child) => (
        child.nodeType === Node.TEXT_NODE ? this.inkedText(child, look, at) : this.inked(child, at))),
    ];
    return look.opacity === "1" ? inked : [this.svg("g", { opacity: look.opacity }, inked)];
  },

  byDepth(nodes) {
    const depth = (node) => (node.nodeType === Node.ELEMENT_NODE && Number(getComputedStyle(node).zIndex)) || 0;
    return nodes.map((node) => [depth(node), node]).sort(([a], [b]) => a - b).map(([, node]) => node);
  },

  // A drawing keeps its shapes; what style sheets say of them becomes theirs.
  inkedDrawing(drawing, at) {
    const copy = drawing.cloneNode(true);
    const own = [drawing, ...drawing.querySelectorAll("*")];
    const copies = [copy, ...copy.querySelectorAll("*")];
    own.forEach((node, i) => this.inkShape(copies[i], getComputedStyle(node)));
    own.forEach((node, i) => {
      if (i && (node.matches(this.notInked) || getComputedStyle(node).display === "none" && !node.closest("defs"))) {
        copies[i].remove();
      }
    });
    for (const node of copy.querySelectorAll("text, tspan, title")) {
      if (!node.children.length) node.textContent = this.legal(node.textContent);
    }
    const box = drawing.getBoundingClientRect();
    return this.fill(copy, { x: this.px(box.left - at.x), y: this.px(box.top - at.y),
      width: this.px(box.width), height: this.px(box.height), overflow: "visible" }, []);
  },

  inkShape(node, look) {
    for (const { name } of [...node.attributes]) {
      const known = name in this.inks || name in this.fonts;
      if (known || /^(class|style|role|tabindex|pointer-events|on.*|aria-.*|data-.*)$/.test(name)) node.removeAttribute(name);
    }
    const known = node.matches("text, tspan") ? { ...this.inks, ...this.fonts } : this.inks;
    if (!node.matches("g, svg, defs, title, desc")) this.fill(node, this.looks(look, known), []);
  },

  looks(look, known) {
    const told = Object.entries(known).map(([name, plain]) => [name, look.getPropertyValue(name), plain]);
    return Object.fromEntries(told.filter(([, value, plain]) => value && value !== plain)
      .flatMap(([name, value]) => Object.entries(this.paint(name, value))));
  },

  // rgba() is unknown to other programs than browsers: a colour and its opacity.
  paint(name, value) {
    const clear = /^rgba\(([^)]+), ([\d.]+)\)$/.exec(value);
    const pattern = /^url\("?(#[\w-]+)"?\)$/.exec(value);
    if (pattern) return { [name]: `url(${pattern[1]})` };
    return clear ? { [name]: `rgb(${clear[1]})`, [`${name}-opacity`]: clear[2] } : { [name]: value };
  },

  // The patterns that shapes are filled with, wherever on the page they are kept.
  inkedPatterns(picture) {
    const named = Array.from(picture.querySelectorAll("[fill^='url('], [stroke^='url(']"), (node) => (
      ["fill", "stroke"].map((name) => /^url\(#(.*)\)$/.exec(node.getAttribute(name) || "")).filter(Boolean)
        .map((found) => found[1]))).flat();
    const kept = [...new Set(named)].filter((id) => !picture.querySelector(`#${id}`))
      .map((id) => document.getElementById(id).closest("defs"));
    return [...new Set(kept)].map((defs) => this.inkedDrawing(defs.ownerSVGElement, { x: 0, y: 0 }));
  },

  px(value) {
    return Math.round(value * 100) / 100;
  },

  // Ground and borders of a box.
  inkedBox(node, look, at) {
    const hatched = look.backgroundImage.includes("repeating-linear-gradient") && this.hatch;
    const ground = hatched || look.backgroundColor !== "rgba(0, 0, 0, 0)";
    const sides = ["Top", "Right", "Bottom", "Left"].map((side) => ({
      width: look[`border${side}Style`] === "none" ? 0 : parseFloat(look[`border${side}Width`]),
      colour: look[`border${side}Color`] }));
    const even = sides.every((side) => side.width === sides[0].width);
    if (!ground && sides.every((side) => !side.width)) return [];
    const box = this.boxOf(node, look, at);
    const shape = this.shapeOf(box, look, even ? sides[0].width : 0);
    this.fill(shape, ground ? this.paint("fill", hatched || look.backgroundColor) : { fill: "none" }, []);
    if (box.turn) shape.setAttribute("transform", box.turn);
    if (!even) return [ground ? shape : null, ...this.edges(box, sides)].filter(Boolean);
    if (!sides[0].width) return [shape];
    return [this.fill(shape, { ...this.paint("stroke", sides[0].colour), "stroke-width": sides[0].width }, [])];
  },

  // Where a box is; one that is turned, before it is turned.
  boxOf(node, look, at) {
    const box = node.getBoundingClientRect();
    const [left, top] = [box.left - at.x, box.top - at.y];
    const turned = new DOMMatrixReadOnly(look.transform);
    const angle = (Math.atan2(turned.b, turned.a) * 180) / Math.PI;
    if (!angle) return { left, top, width: box.width, height: box.height };
    const [x, y, width, height] = [left + box.width / 2, top + box.height / 2, node.offsetWidth, node.offsetHeight];
    return { left: x - width / 2, top: y - height / 2, width, height,
      turn: `rotate(${this.px(angle)} ${this.px(x)} ${this.px(y)})` };
  },

  shapeOf({ left, top, width, height }, look, stroke) {
    const corners = /^polygon\((.*)\)$/.exec(look.clipPath);
    if (corners) {
      const part = (text) => (text.endsWith("%") ? parseFloat(text) / 100 : 0);
      const points = corners[1].split(",").map((corner) => corner.trim().split(/\s+/).map(part));
      return this.svg("polygon", { points: points.map(
        ([x, y]) => `${this.px(left + x * width)},${this.px(top + y * height)}`).join(" ") });
    }
    const radius = look.borderTopLeftRadius;
    const round = radius.endsWith("%") ? (parseFloat(radius) / 100) * width : parseFloat(radius);
    return this.svg("rect", { x: this.px(left + stroke / 2), y: this.px(top + stroke / 2),
      width: this.px(Math.max(0, width - stroke)), height: this.px(Math.max(0, height - stroke)),
      rx: round ? this.px(Math.min(round, width / 2) - stroke / 2) : null });
  },

  edges({ left, top, width, height }, sides) {
    const [right, bottom] = [left + width, top + height];
    const ends = [[left, top, right, top], [right, top, right, bottom], [left, bottom, right, bottom],
      [left, top, left, bottom]];
    return sides.map(({ width: thick, colour }, i) => {
      const [x1, y1, x2, y2] = ends[i].map((value) => this.px(value));
      return thick ? this.svg("line", { x1, y1, x2, y2, "stroke-width": thick, ...this.paint("stroke", colour) }) : null;
    });
  },

  // A text node, line by line, each about its middle, so that another font does not shift it.
  inkedText(text, look, at) {
    const halo = /rgba?\([^)]*\)/.exec(look.textShadow);
    const haloed = halo ? { ...this.paint("stroke", halo[0]), "stroke-width": 3,
      "stroke-linejoin": "round", "paint-order": "stroke" } : {};
    const spoken = text.parentElement.closest("[lang]").lang;
    const written = (words) => (look.textTransform === "uppercase" ? words.toLocaleUpperCase(spoken) : words);
    return this.linesOf(text).map((line) => this.svg("text", {
      x: this.px((line.left + line.right) / 2 - at.x), y: this.px(line.top + line.height * 0.8 - at.y),
      ...this.looks(look, this.fonts), ...this.paint("fill", look.color), ...haloed, "text-anchor": "middle",
    }, this.legal(written(line.words.join(" ")))));
  },

  // XML has no place for these.
  legal(text) {
    return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
  },

  linesOf(text) {
    const lines = [];
    const range = document.createRange();
    for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const { left, right, top, height } = range.getBoundingClientRect();
      const last = lines[lines.length - 1];
      if (last && Math.abs(last.top - top) < height / 2) {
        last.words.push(word);
        last.left = Math.min(last.left, left);
        last.right = Math.max(last.right, right);
      } else if (height) {
        lines.push({ words: [word], left, right, top, height });
      }
    }
    return lines;
  },
});
