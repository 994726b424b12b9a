"use strict";

// The card of a piece: what, where, how long, in which state, and who says so.
corridorPage.add({
  card(piece, km) {
    return this.el("article", null,
      this.el("p", { class: "eyebrow" }, this.routePath(piece.route)),
      this.el("h2", null, this.sectionTitle(piece.section)),
      this.el("p", { class: "muted" }, [this.areaName(piece.area),
        piece.country && piece.zone ? this.word("zone", piece.zone) : null].filter(Boolean).join(" · ")),
      this.statusLine(piece),
      this.cardActions(() => this.showInTable(piece)),
      this.kmBlock(piece, km),
      this.lengthBlock(piece),
      this.attributeBlock(piece),
      this.progressBlock(piece),
      this.contradictionBlock(piece),
      this.statusBlock(piece),
      this.publishedBlock(piece),
      this.factsBlock(piece),
      this.qualityBlock(piece));
  },

  statusLine(piece) {
    const status = this.statusOf(piece);
    const fact = this.factOf(piece, "status");
    return this.el("div", { class: "status-line" },
      this.el("div", { class: "chip" },
        this.swatch(status, "network", piece.route.corridor.kind), this.word("status", status)),
      fact ? this.evidence(piece.corridor, fact) : this.el("div", { class: "evidence" }, this.t("evidence.none")),
      this.staleNote(piece));
  },

  // The address of the very view, to copy or to open; and where the tables have it.
  cardActions(showInTable) {
    this.cardLink = this.el("a", { class: "this-view" }, this.t("card.link"));
    this.copyNote = this.el("span", { class: "copied", role: "status" });
    this.writeLink();
    const copies = window.location.protocol !== "about:";
    return this.el("div", { class: "actions" },
      copies ? [this.cardLink, this.button({}, () => this.copyLink(), this.t("card.copy"))] : null,
      showInTable ? this.button({}, showInTable, this.t("card.in-table")) : null, this.copyNote);
  },

  writeLink() {
    if (this.cardLink) this.cardLink.href = this.address();
  },

  // Where the clipboard is closed the address stands selected in a field.
  async copyLink() {
    const address = new URL(this.address(), window.location.href).href;
    try {
      await window.navigator.clipboard.writeText(address);
      this.copyNote.replaceChildren(this.t("card.copied"));
    } catch {
      const field = this.el("input", { type: "text", readonly: "", "aria-label": this.t("card.link"), dir: "ltr" });
      field.value = address;
      this.copyNote.replaceChildren(this.t("card.copy-by-hand"), field);
      field.select();
    }
  },

  // Go to the row of a piece; filters that hide it are dropped.
  showInTable(piece) {
    this.change({ tab: "sections" });
    if (!this.sectionRowOf(piece)) this.clearFilters();
    const row = this.sectionRowOf(piece);
    if (!row) return;
    row.scrollIntoView({ block: "center" });
    (row.querySelector("button") || document.getElementById("panel-sections")).focus({ preventScroll: true });
  },

  sectionRowOf(piece) {
    const link = this.links.find(({ row, pieces }) => row.closest("#panel-sections") && pieces.has(piece));
    return link ? link.row : null;
  },

  qualityBlock(piece) {
    const quality = this.quality(piece.section.quality);
    const join = piece.section.kind === "connector" ? ` ${this.t("card.connector")}` : "";
    if (piece.line === null) return this.block(this.t("card.line"), this.t("sections.not-drawn"), this.note(piece.section.note));
    return this.block(this.t("card.line"),
      this.el("div", { class: "chip" },
        this.swatch(this.statusOf(piece), quality.word, piece.route.corridor.kind),
        this.word("quality", quality.word)),
      this.el("div", { class: "muted" }, this.t(`quality.${quality.word}.meaning`) + join),
      this.note(piece.section.note));
  },
});
