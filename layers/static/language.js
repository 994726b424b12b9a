"use strict";

// The choice of language: a native list, each language by its own name.
corridorPage.add({
  addLanguageChoice() {
    const list = this.el("select", { class: "language" }, this.languages.map((code) => this.el(
      "option", { value: code, lang: code, dir: this.directionOf(code) }, this.words[code]["language.name"])));
    list.addEventListener("change", () => this.change({ lang: list.value }));
    document.getElementById("tools").append(list);
    this.always(["lang"], () => {
      list.value = this.language;
      list.setAttribute("aria-label", this.t("language.label"));
      list.title = this.t("language.label");
    });
  },

  // English first, the others in the order of their own names.
  get languages() {
    const name = (code) => this.words[code]["language.name"];
    const others = Object.keys(this.words).filter((code) => code !== "en");
    return ["en", ...others.sort((a, b) => new Intl.Collator("en").compare(name(a), name(b)))];
  },
});
