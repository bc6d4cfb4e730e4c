// A slide that is too full is drawn smaller, until it fits.
const room = { width: 1200, height: 672 };
function overflows(content) {
  return content.scrollWidth > content.clientWidth + 1
    || content.getBoundingClientRect().height > room.height * Reveal.getScale() + 1;
}

function fit() {
  const content = Reveal.getCurrentSlide()?.querySelector(".fit");
  if (!content) return;
  content.style.maxHeight = "";
  let zoom = 1;
  do {
    content.style.zoom = zoom;
    content.style.width = `${room.width / zoom}px`;
    zoom -= 0.04;
  } while (overflows(content) && zoom > 0.6);
  // What would be too small to read is moved with the wheel instead: a whole quiz.
  if (overflows(content)) content.style.maxHeight = `${room.height / content.style.zoom}px`;
}

// What a fragment hides may be a hint, folded.
function unfold({ fragment }) {
  if (fragment.tagName === "DETAILS") fragment.open = true;
  fit();
}

// Arrow keys in a chart, a film or a quiz belong to it.
const isFree = event => !(event.target.closest?.("summary, button, input, .js-plotly-plot") && /^(Enter| |Arrow.*)$/.test(event.key));

Reveal.initialize({
  width: 1280, height: 720, margin: 0, center: false, hash: true, transition: "none", backgroundTransition: "none",
  slideNumber: "h.v", controlsLayout: "edges", keyboardCondition: isFree, plugins: [RevealNotes],
});
Reveal.on("ready", fit);
Reveal.on("slidechanged", () => {
  window.dispatchEvent(new Event("resize")); // a chart that was drawn while it was hidden
  fit();
});
Reveal.on("fragmentshown", unfold);
Reveal.on("fragmenthidden", fit);
// A chart may be drawn, and a choice of a quiz unfolded, at any time.
const watch = new ResizeObserver(() => requestAnimationFrame(fit));
for (const content of document.querySelectorAll(".fit")) watch.observe(content);
