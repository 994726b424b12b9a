"use strict";

// The axis under the slider: a tick a step, tall where a status changes, and years where there is room.
corridorPage.add({
  timeAxis() {
    const last = Math.max(1, this.days.length - 1);
    const axis = this.el("div", { class: "time-axis", "aria-hidden": "true" }, this.days.map((day, i) => {
      const tick = this.el("span", { class: this.changesStatus(day) ? "tick tall" : "tick" });
      tick.style.insetInlineStart = `${(100 * i) / last}%`;
      return tick;
    }));
    new ResizeObserver(() => this.labelAxis(axis)).observe(axis);
    return axis;
  },

  labelAxis(axis) {
    axis.querySelectorAll(".year").forEach((node) => node.remove());
    const width = axis.clientWidth;
    const at = (step) => (width * step) / Math.max(1, this.days.length - 1);
    const taken = [];
    for (const step of this.stepsToLabel()) {
      if (taken.some((other) => Math.abs(at(other) - at(step)) < 42)) continue;
      taken.push(step);
      const label = this.el("span", { class: "year" }, this.date(this.days[step].slice(0, 4)));
      label.style.insetInlineStart = `${at(step)}px`;
      axis.append(label);
    }
  },

  // Both ends, then the first step of each decade, then of each year, those with most steps first.
  stepsToLabel() {
    const firstOf = (length) => this.days.map((_, i) => i).filter(
      (i) => i === 0 || this.days[i].slice(0, length) !== this.days[i - 1].slice(0, length));
    const count = (i) => this.days.filter((day) => day.startsWith(this.days[i].slice(0, 4))).length;
    const years = firstOf(4).sort((a, b) => count(b) - count(a));
    return [...new Set([0, this.days.length - 1, ...firstOf(3), ...years])];
  },
});
