"use strict";

// The strip by keyboard: its stretches are one stop of the tab key, arrows go along them.
corridorPage.add({
  stretchButtons() {
    const { runs, scale, height } = this.strip;
    const top = this.stripRoom.names;
    const buttons = runs.map((run) => {
      const x = scale(run[0].from_km);
      return this.svg("rect", { class: "stretch", role: "button", tabindex: -1, "aria-label": this.stretchName(run),
        x, y: top, width: scale(run[run.length - 1].to_km) - x, height: height - this.stripRoom.axis - top });
    });
    this.strip.buttons = buttons;
    this.rove(this.stripRunAt(this.strip.lastKm || 0));
    return this.svg("g", { role: "toolbar", "aria-label": this.t("strip.stretches") }, buttons);
  },

  // On the frame, since an SVG element that listens to focus can be focused itself.
  followFocus(frame) {
    const runOf = (event) => this.strip.runs[this.strip.buttons.indexOf(event.target)];
    frame.addEventListener("keydown", (event) => runOf(event) && this.stripKey(event));
    frame.addEventListener("focusin", (event) => runOf(event) && this.pointStretch(runOf(event)));
    frame.addEventListener("focusout", () => this.point([]));
  },

  stretchName(run) {
    const [piece] = run;
    return this.t("strip.stretch", { section: this.sectionTitle(piece.section),
      country: this.areaName(piece.area), status: this.word("status", this.statusOf(piece)),
      range: this.kmRange(piece.from_km, run[run.length - 1].to_km) });
  },

  buttonOf(run) {
    return this.strip.buttons[this.strip.runs.indexOf(run)];
  },

  middleOf(run) {
    return (run[0].from_km + run[run.length - 1].to_km) / 2;
  },

  // The one stretch that the tab key comes to.
  rove(run) {
    this.strip.lastKm = this.middleOf(run);
    this.strip.buttons.forEach((button, i) => button.setAttribute("tabindex", this.strip.runs[i] === run ? 0 : -1));
  },

  pointStretch(run) {
    this.rove(run);
    this.point(run, this.middleOf(run));
  },

  stripKey(event) {
    const { runs, buttons, routeChoice } = this.strip;
    const at = buttons.indexOf(event.target);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: runs.length - 1 }[event.key];
    if (event.key === "Escape") routeChoice.focus();
    else if (event.key === "Enter" || event.key === " ") this.showStretch(runs[at], this.middleOf(runs[at]));
    else if (next === undefined) return;
    else this.goAlong(at, Math.min(runs.length - 1, Math.max(0, next)), event.shiftKey);
    event.preventDefault();
  },

  // With shift the map shows all from where shift was first held to here.
  goAlong(at, next, isRange) {
    const { runs, buttons } = this.strip;
    this.strip.anchor = isRange ? this.strip.anchor ?? at : null;
    buttons[next].focus();
    if (!isRange) return;
    const [a, b] = [runs[this.strip.anchor], runs[next]];
    const ends = [...a, ...b].flatMap((piece) => [piece.from_km, piece.to_km]);
    this.zoomTo(Math.min(...ends), Math.max(...ends));
    this.point(this.piecesBetween(Math.min(...ends), Math.max(...ends)), this.middleOf(b));
  },

  // Drawn anew, the stretch that had the focus has it again.
  keptFocus() {
    const { svg, lastKm } = this.strip;
    return svg && svg.contains(document.activeElement) ? lastKm : null;
  },

  giveFocus(km) {
    if (km !== null && this.strip.pieces.length > 0) this.buttonOf(this.stripRunAt(km)).focus({ preventScroll: true });
  },
});
