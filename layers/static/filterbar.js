"use strict";

// The bar of filters over the tables, and how much of the whole they leave.
corridorPage.add({
  filterBar() {
    const choices = this.data.corridors.map((one) => [one.id, this.nameOf(one)]);
    const areas = [...new Set(this.pieces.map((piece) => piece.area))]
      .map((area) => [area, this.areaName(area)]).sort(([, a], [, b]) => this.compareText(a, b));
    return this.el("div", { class: "filters", id: "filters", role: "group", "aria-label": this.t("filter.label") },
      this.el("div", { class: "filter-row" },
        choices.length > 1 ? this.filterSelect("corridor", choices) : null,
        this.filterSelect("country", areas), this.statusMenu()),
      this.el("div", { class: "filter-row" }, this.textFilter(), this.downloadMenu()),
      this.el("div", { class: "filter-row filter-told" },
        this.el("p", { role: "status", id: "filter-told" }),
        this.button({ id: "filter-clear", class: "show" }, () => this.clearFilters(), this.t("filter.clear"))));
  },

  filterSelect(key, choices) {
    const node = this.el("select", { id: `filter-${key}`, "aria-label": this.t(`filter.${key}`) },
      this.el("option", { value: "" }, this.t(`filter.all-${key}`)),
      choices.map(([value, text]) => this.el("option", { value }, text)));
    node.addEventListener("change", () => this.change({ [key]: node.value }));
    return node;
  },

  // Each letter filters; the letters are no steps to go back to.
  textFilter() {
    const label = this.t("filter.text");
    const node = this.el("input", { type: "search", id: "filter-text", "aria-label": label,
      placeholder: label, autocomplete: "off", spellcheck: "false" });
    node.addEventListener("input", () => this.change({ text: node.value }, { replace: true }));
    return node;
  },

  statusMenu() {
    const used = this.pieces.flatMap((piece) => [null, ...(piece.told.status || []).map(([, number]) => number)]
      .map((number) => this.status(number === null ? "unknown" : this.data.facts[piece.corridor][number].value)));
    return this.dropdown("filter-status", this.t("filter.all-status"),
      this.inUse(this.style.statuses, used).map(({ word }) => this.statusBox(word)));
  },

  statusBox(word) {
    const box = this.el("input", { type: "checkbox", value: word });
    box.addEventListener("change", () => this.toggleStatus(word));
    return this.el("label", null, box, this.swatch(word), this.word("status", word));
  },

  // A button that opens a box under it; it closes when one goes elsewhere.
  dropdown(id, label, ...content) {
    const summary = this.el("summary", null, this.el("span", null, label));
    const box = this.el("details", { class: "dropdown", id }, summary,
      this.el("div", { class: "dropdown-box", tabindex: "-1" }, content));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      event.stopPropagation();
      box.open = false;
      summary.focus();
    });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) box.open = false;
    });
    return box;
  },

  closeDropdowns(target) {
    for (const box of document.querySelectorAll("details.dropdown[open]")) {
      if (!box.contains(target)) box.open = false;
    }
  },

  startFilters() {
    document.addEventListener("pointerdown", (event) => this.closeDropdowns(event.target));
    this.onChange(["day", ...this.filterKeys], () => this.showFilters());
  },

  clearFilters() {
    this.change(Object.fromEntries(this.filterKeys.map((key) => [key, ""])));
    document.getElementById("filter-text").focus({ preventScroll: true });
  },

  // Write the filters of the view into the bar and the legend.
  showFilters() {
    for (const key of ["corridor", "country", "text"]) {
      const node = document.getElementById(`filter-${key}`);
      if (node && node.value !== this.view[key]) node.value = this.view[key];
    }
    this.showStatuses(this.statusesAsked);
    document.getElementById("filter-clear").hidden = !this.isFiltered();
    const told = document.getElementById("filter-told");
    const text = this.amountText();
    if (told.textContent !== text) told.textContent = text;
  },

  showStatuses(asked) {
    const menu = document.getElementById("filter-status");
    for (const box of menu.querySelectorAll("input")) box.checked = asked.includes(box.value);
    menu.querySelector("summary span").textContent = { 0: this.t("filter.all-status"),
      1: this.word("status", asked[0]) }[asked.length] || this.t("filter.statuses", { count: asked.length });
    const legend = document.getElementById("legend");
    legend.classList.toggle("filtered", asked.length > 0);
    for (const node of legend.querySelectorAll("button[data-status]")) {
      node.setAttribute("aria-pressed", asked.includes(node.dataset.status));
    }
  },

  // "12 of 65 sections · 1,234 of 9,876 km measured": what is published but not drawn is told apart.
  amountText() {
    const whole = this.amounts(this.pieces);
    const part = this.amounts(this.pieces.filter((piece) => this.matches(piece)));
    return ["sections", "measured", "published"].filter((what) => whole[what]).map((what) => this.t(
      this.isFiltered() ? `filter.${what}-of` : `filter.${what}`,
      { part: this.number(part[what], 0), whole: this.number(whole[what], 0) })).join(" · ");
  },

  amounts(pieces) {
    const km = (basis) => pieces.filter((piece) => piece.basis === basis)
      .reduce((sum, piece) => sum + (piece.length_km || 0), 0);
    return { sections: new Set(pieces.map((piece) => piece.section)).size,
      measured: km("measured"), published: km("published") };
  },
});
