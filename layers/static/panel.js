"use strict";

// The panel: legend, and one tab each for countries, sections, context, sources, about.
corridorPage.add({
  // Tab -> what fills it, and the keys of the view for which it is filled anew.
  tabs: {
    countries: { fill: "countriesTab", on: ["day", "corridor", "status", "country", "text", "sort"] },
    sections: { fill: "sectionsTab", on: ["day", "corridor", "status", "country", "text", "sort"] },
    context: { fill: "contextTab", on: [] },
    sources: { fill: "sourcesTab", on: [] },
    about: { fill: "aboutTab", on: [] },
  },

  fillPanel(id) {
    this.always(["lang"], () => this.makePanel(document.getElementById(id)));
    for (const [key, tab] of Object.entries(this.tabs)) {
      if (tab.on.length) this.onChange(tab.on, () => this.refillTab(key));
    }
    this.onChange(["day"], () => this.fillLegend());
    this.startFilters();
    this.startLinks();
    this.onChange(["tab"], () => this.showTab());
    window.addEventListener("beforeprint", () => this.fillWaiting());
  },

  makePanel(panel) {
    panel.setAttribute("aria-label", this.t("panel.label"));
    const keys = Object.keys(this.tabs);
    panel.replaceChildren(
      this.el("details", { class: "legend", id: "legend", open: "" }),
      this.el("div", { class: "stuck" }, this.filterBar(), this.tabList(keys)),
      ...keys.map((key) => this.tabPanel(key)));
    this.fillLegend();
    this.showFilters();
    this.waitingTabs = new Set(keys);
    this.showTab();
  },

  // Tabs that are filled when they are next shown or printed, and not before.
  waitingTabs: new Set(),

  refillTab(key) {
    this.waitingTabs.add(key);
    if (key === this.shownTab()) this.fillWaiting([key]);
  },

  fillWaiting(wanted = [...this.waitingTabs]) {
    for (const key of wanted) {
      if (this.waitingTabs.delete(key)) this.fillTab(key);
    }
  },

  shownTab() {
    return this.tabs[this.view.tab] ? this.view.tab : "countries";
  },

  // What has the focus keeps it, if its like is there again.
  fillTab(key) {
    const panel = document.getElementById(`panel-${key}`);
    const kept = panel.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
    panel.replaceChildren(...[this[this.tabs[key].fill]()].flat(Infinity).filter(Boolean));
    this.markRows();
    const again = kept && [...panel.querySelectorAll("[data-keep]")].find((node) => node.dataset.keep === kept);
    if (again) again.focus({ preventScroll: true });
  },

  tabList(keys) {
    const list = this.el("div", { class: "tabs", role: "tablist", "aria-label": this.t("panel.tabs") },
      keys.map((key) => this.button(
        { role: "tab", id: `tab-${key}`, "aria-controls": `panel-${key}` },
        () => this.change({ tab: key }), this.t(`tab.${key}`))));
    list.addEventListener("keydown", (event) => this.moveTab(event, keys));
    return list;
  },

  tabPanel(key) {
    return this.el("section",
      { role: "tabpanel", id: `panel-${key}`, "aria-labelledby": `tab-${key}`, tabindex: "0" });
  },

  showTab() {
    const shown = this.shownTab();
    this.fillWaiting([shown]);
    for (const key of Object.keys(this.tabs)) {
      const tab = document.getElementById(`tab-${key}`);
      tab.setAttribute("aria-selected", key === shown);
      tab.tabIndex = key === shown ? 0 : -1;
      document.getElementById(`panel-${key}`).hidden = key !== shown;
    }
    this.revealRow();
  },

  moveTab(event, keys) {
    const at = keys.findIndex((key) => event.target.id === `tab-${key}`);
    const step = this.isRightToLeft ? -1 : 1;
    const next = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: keys.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    const key = keys[(next + keys.length) % keys.length];
    this.change({ tab: key }, { replace: true });
    document.getElementById(`tab-${key}`).focus();
  },
});
