"use strict";

// The search field: a combobox with a list of hits, the best first, made for the keyboard.
corridorPage.add({
  mostHits: 8,

  addSearch(id) {
    const box = this.el("div", { class: "search", role: "search" });
    document.getElementById(id).append(box);
    document.addEventListener("keydown", (event) => this.slash(event));
    this.always(["lang"], () => this.fillSearch(box));
  },

  fillSearch(box) {
    const text = this.searchField ? this.searchField.value : "";
    this.searchField = this.el("input", {
      type: "text", id: "search", role: "combobox", "aria-label": this.t("search.label"),
      "aria-controls": "search-hits", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-describedby": "search-note", autocomplete: "off", spellcheck: "false", enterkeyhint: "go",
      maxlength: "100", dir: "auto", placeholder: this.t("search.placeholder"),
    });
    this.searchField.value = text;
    this.searchList = this.el("ul", {
      id: "search-hits", role: "listbox", "aria-label": this.t("search.hits"), hidden: "" });
    this.searchNote = this.el("p", { id: "search-note", role: "status" });
    box.replaceChildren(
      this.el("div", { class: "search-field" }, this.searchField, this.el("kbd", { "aria-hidden": "true" }, "/")),
      this.el("div", { class: "search-found" }, this.searchList, this.searchNote));
    this.searchField.addEventListener("input", () => this.search());
    this.searchField.addEventListener("focus", () => this.searchField.select());
    this.searchField.addEventListener("keydown", (event) => this.searchKey(event));
    box.onfocusout = (event) => box.contains(event.relatedTarget) || this.closeSearch();
  },

  // "/" anywhere outside of a field begins to search.
  slash(event) {
    const typing = event.target.closest("input:not([type=checkbox], [type=range]), textarea, select");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    this.searchField.focus();
  },

  search() {
    const query = this.searchField.value;
    if (!query.trim()) return this.closeSearch();
    const { hits, outside } = this.findKm(query);
    const found = [...hits, ...this.findNamed(query)].sort((a, b) => a.match - b.match);
    this.showHits(found, outside);
  },

  showHits(found, outside) {
    this.searchHits = found.slice(0, this.mostHits);
    this.searchList.replaceChildren(...this.searchHits.map((hit, i) => this.hitOption(hit, i)));
    this.searchList.hidden = found.length === 0;
    this.searchField.setAttribute("aria-expanded", String(found.length > 0));
    this.searchNote.replaceChildren(...this.searchNotes(found.length, outside)
      .map((text) => this.el("span", null, text)));
    this.markHit(0);
  },

  searchNotes(count, outside) {
    const shown = this.plain(this.mostHits);
    const told = count > this.mostHits
      ? this.t("search.more", { count: this.plain(count), shown })
      : this.t(count ? "search.count" : "search.none", { count: this.plain(count) });
    return [told, ...outside.slice(0, 3)];
  },

  hitOption(hit, index) {
    const option = this.el("li", { role: "option", id: `search-hit-${index}` },
      this.el("span", { class: "hit-name", dir: "auto" }, hit.label()),
      this.el("span", { class: "hit-kind" }, this.t(`search.${hit.kind}`)),
      this.el("span", { class: "hit-detail", dir: "auto" }, hit.detail()));
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.chooseHit(index));
    return option;
  },

  // The hit that Enter chooses.
  markHit(index) {
    this.searchAt = index;
    [...this.searchList.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const marked = this.searchList.children[index];
    if (marked) this.searchField.setAttribute("aria-activedescendant", marked.id);
    else this.searchField.removeAttribute("aria-activedescendant");
    if (marked) marked.scrollIntoView({ block: "nearest" });
  },

  searchKey(event) {
    const open = !this.searchList.hidden;
    const count = this.searchList.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.escapeSearch(event);
    else if (step && !open) this.search();
    else if (step) this.markHit((this.searchAt + step + count) % count);
    else if (event.key === "Enter" && open) this.chooseHit(this.searchAt);
    else return;
    event.preventDefault();
  },

  // First the list goes, then the text; a card stays.
  escapeSearch(event) {
    const shows = this.searchNote.textContent !== "";
    if (!shows && !this.searchField.value) return;
    event.stopPropagation();
    if (!shows) this.searchField.value = "";
    this.closeSearch();
  },

  closeSearch() {
    this.searchList.replaceChildren();
    this.searchList.hidden = true;
    this.searchNote.replaceChildren();
    this.searchField.setAttribute("aria-expanded", "false");
    this.searchField.removeAttribute("aria-activedescendant");
  },

  chooseHit(index) {
    const hit = this.searchHits[index];
    this.closeSearch();
    this.map.getContainer().scrollIntoView({ block: "nearest" });
    hit.go();
  },

  // A route: the whole of it on the map, and on the strip.
  seeRoute(route) {
    const pieces = this.piecesOf(route.key);
    const [undrawn] = [...this.sections.values()].filter((section) => section.of.key === route.key);
    if (pieces.length === 0) return undrawn && this.seeSection(undrawn);
    this.showRoute(route.key);
    this.fit(this.map, pieces);
    this.change({ route: route.key, see: "" });
  },
});
