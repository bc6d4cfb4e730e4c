// Search: every word that is typed has to begin a word of the section. The index comes with the first letter.
const field = document.querySelector("#search"), list = document.querySelector("#found");
const plain = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
let places, chosen = -1;

function load() {
  if (places) return;
  places = [];
  const script = document.createElement("script");
  script.src = "site/index.js";
  script.onload = () => {
    places = window.courseIndex.map(([address, heading, page, text]) =>
      ({ address, heading, page, text, title: " " + plain(`${heading} ${page}`), all: " " + plain(`${heading} ${page} ${text}`) }));
    show();
  };
  document.head.append(script);
}

// A word begins behind anything that is no letter; Chinese has no such place.
function begins(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/[\p{L}\p{N}]/u.test(text[at - 1]) || /\p{Script=Han}/u.test(word)) return true;
  return false;
}

function find(words) {
  return places.filter(place => words.every(word => begins(place.all, word)))
    .map(place => ({ place, rank: words.filter(word => begins(place.title, word)).length + (place.title.startsWith(" " + words[0]) ? 1 : 0) }))
    .sort((a, b) => b.rank - a.rank).slice(0, 12).map(found => found.place);
}

function entry(place, number, words) {
  const [item, page, text] = ["li", "small", "span"].map(name => document.createElement(name));
  Object.assign(item, { id: `found-${number}`, role: "option" });
  item.setAttribute("aria-selected", "false");
  item.dataset.address = place.address;
  const at = Math.max(0, plain(place.text).indexOf(words[0]) - 40);
  [page.textContent, text.textContent] = [place.page, (at > 0 ? "… " : "") + place.text.slice(at, at + 110)];
  item.append(place.heading, page, text);
  return item;
}

function show() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  const found = words.length > 0 ? find(words) : [];
  list.replaceChildren(...found.map((place, number) => entry(place, number, words)));
  list.hidden = found.length === 0;
  field.setAttribute("aria-expanded", String(!list.hidden));
  document.querySelector("#count").textContent = words.length === 0 ? "" : found.length === 0 ? "Nothing found" : `${found.length} places`;
  choose(found.length > 0 ? 0 : -1);
}

function choose(number) {
  list.children[chosen]?.setAttribute("aria-selected", "false");
  chosen = number;
  const item = list.children[chosen];
  item?.setAttribute("aria-selected", "true");
  item?.scrollIntoView({ block: "nearest" });
  if (item) field.setAttribute("aria-activedescendant", item.id); else field.removeAttribute("aria-activedescendant");
}

function go(item) {
  location.href = item.dataset.address;
  close();
}

function close() {
  field.value = "";
  show();
  field.blur();
}

field.addEventListener("focus", load);
field.addEventListener("input", show);
field.addEventListener("keydown", event => {
  const many = list.children.length;
  if (event.key === "ArrowDown" && many > 0) choose((chosen + 1) % many);
  else if (event.key === "ArrowUp" && many > 0) choose((chosen + many - 1) % many);
  else if (event.key === "Enter" && chosen >= 0) go(list.children[chosen]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
list.addEventListener("click", event => go(event.target.closest("li")));
document.addEventListener("click", event => { if (!event.target.closest("search")) list.hidden = true; });
document.addEventListener("keydown", event => {
  if (event.key !== "/" || event.target.closest("input, textarea, button, summary")) return;
  event.preventDefault();
  field.focus();
});
