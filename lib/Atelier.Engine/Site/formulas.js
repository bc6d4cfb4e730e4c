// Markdown's formulas stand in the page as TeX; each becomes MathML, and stays TeX where it cannot be read.
for (const place of document.querySelectorAll(".math")) {
  const displayMode = place.tagName === "DIV";
  const tex = place.textContent.trim().replace(/^\\[([]|\\[)\]]$/g, "");
  temml.render(tex, place, { displayMode, throwOnError: false, annotate: true });
}
