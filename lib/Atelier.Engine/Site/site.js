// The contents at the side follow what is read.
const links = new Map([...document.querySelectorAll(".contents a")].map(link => [link.hash.slice(1), link]));
const headings = [...document.querySelectorAll("article :is(h1, h2, h3)[id]")];
let current;
function follow() {
  const above = headings.filter(heading => heading.getBoundingClientRect().top < 120);
  const link = links.get(above.at(-1)?.id);
  if (link === current) return;
  current?.removeAttribute("aria-current");
  (current = link)?.setAttribute("aria-current", "true");
  const list = document.querySelector(".contents");
  if (link && list.scrollHeight > list.clientHeight) list.scrollTop = link.offsetTop - list.clientHeight / 2;
}
if (links.size > 0) {
  addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true });
  follow();
}

// Formulas and charts came after the browser had gone to the place that the address names.
addEventListener("load", () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView());

// On a narrow screen they would stand before the lesson: folded, they take a line.
if (matchMedia("(max-width: 68rem)").matches) document.querySelector(".contents details")?.removeAttribute("open");

// Paper cannot be unfolded.
addEventListener("beforeprint", () => document.querySelectorAll("main details:not([open], .chart-numbers)").forEach(fold => fold.open = true));

// A formula in a sentence that is wider than a phone stands on a line of its own.
for (const formula of document.querySelectorAll("span.math"))
  if (formula.getBoundingClientRect().right > innerWidth) [formula.className, formula.tabIndex] = ["math wide", 0];

// What is moved sideways to be read can be moved by keyboard.
for (const box of document.querySelectorAll("pre, .outputs, div.math, .prose table"))
  if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
