// A chart's numbers as a table below it, made when a person unfolds it: at most forty points of each line, evenly chosen.
window.courseNumbers = box => {
  const fold = document.createElement("details"), title = document.createElement("summary");
  fold.className = "chart-numbers";
  title.textContent = "The numbers";
  fold.append(title);
  fold.addEventListener("toggle", () => { if (fold.open && fold.children.length === 1) fold.append(table()); });
  box.after(fold);

  const shown = value => typeof value === "number" ? String(+value.toPrecision(4)) : String(value ?? "");
  const points = trace => trace.z
    ? Array.from(trace.z).flatMap((row, i) => Array.from(row, (z, k) => [trace.x?.[k] ?? k, trace.y?.[i] ?? i, z]))
    : Array.from(trace.x ?? trace.y ?? [], (x, i) => [trace.x ? x : i, trace.y?.[i]]);
  const some = rows => rows.length <= 40 ? rows
    : Array.from({ length: 40 }, (_, i) => rows[Math.round(i * (rows.length - 1) / 39)]);

  function table() {
    const axis = name => box.layout?.[name]?.title?.text || name[0];
    const deep = box.data.some(trace => trace.z), place = document.createElement("div"), grid = document.createElement("table");
    row(grid.createTHead(), ["", axis("xaxis"), axis("yaxis"), ...(deep ? ["value"] : [])], "th", "col");
    const body = grid.createTBody();
    for (const trace of box.data)
      for (const point of some(points(trace))) row(body, [trace.name ?? "", ...point.map(shown)], "td");
    place.style.cssText = "max-height:20em;overflow:auto";
    place.tabIndex = 0;
    place.setAttribute("role", "region");
    place.setAttribute("aria-label", "The chart's numbers");
    place.append(grid);
    return place;
  }

  function row(part, texts, kind, scope) {
    const line = part.insertRow();
    for (const text of texts) {
      const cell = document.createElement(text === "" ? "td" : kind);
      cell.textContent = text;
      if (scope && text !== "") cell.scope = scope;
      line.append(cell);
    }
  }
};
