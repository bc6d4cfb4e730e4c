// The page's side: knobs, buttons, and what they do to the game.

const RATES = [1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2];
const NOISES = [1, 2, 4, 8, 16];
const MOST_TURNS = 5;

const options = names => names.map(name => `<option>${name}</option>`).join("");
const choice = (name, label, names) => `<label>${label}<select name="${name}">${options(names)}</select></label>`;
const slider = (name, label, last) => `<label>${label} <span class="value" aria-hidden="true"></span>
  <input type="range" name="${name}" min="0" max="${last}" step="1"></label>`;

const CONTROLS = `
  <div class="presets" role="group" aria-label="Presets">${Object.keys(PRESETS)
    .map(name => `<button type="button" data-preset="${name}" aria-pressed="false">${name}</button>`).join("")}</div>
  <p class="about"></p>
  <div class="table">
    <canvas class="plane" role="img"></canvas>
    <form class="knobs" aria-label="Knobs">
      ${choice("loss", "Loss", Object.keys(LOSSES))}
      ${slider("rateD", "Learning rate of D", RATES.length - 1)}
      ${slider("rateG", "Learning rate of G", RATES.length - 1)}
      ${choice("optimizerG", "Steps of G by", ["Adam", "plain"])}
      ${slider("stepsOfD", "Turns of D for each of G", MOST_TURNS - 1)}
      ${slider("noise", "Numbers in z (starts anew)", NOISES.length - 1)}
      <label>Seed (starts anew)<input type="number" name="seed" min="0" max="99999" step="1"></label>
      <div class="buttons">
        <button type="button" data-do="run">Run</button>
        <button type="button" data-do="step">Step</button>
        <button type="button" data-do="reset">Reset</button>
      </div>
    </form>
  </div>
  <dl class="numbers">${["step", "lossD", "lossG", "gradient at G", "modes"]
    .map(name => `<div><dt>${name}</dt><dd></dd></div>`).join("")}</dl>
  <canvas class="losses" role="img"></canvas>
  <p class="said" role="status"></p>`;

/** What a slider's place stands for. */
const MEANING = {
  rateD: { of: at => RATES[at], at: rate => RATES.indexOf(rate) },
  rateG: { of: at => RATES[at], at: rate => RATES.indexOf(rate) },
  stepsOfD: { of: at => at + 1, at: turns => turns - 1 },
  noise: { of: at => NOISES[at], at: noise => NOISES.indexOf(noise) },
};

const STARTS_ANEW = ["noise", "seed"];

/** The form's fields as the game's knobs, both ways. */
class Knobs {
  constructor(form, change) {
    this.form = form;
    form.addEventListener("input", ({ target }) => {
      if (target.name === "seed" && !target.checkValidity()) return;
      this.tell();
      change(this.values, STARTS_ANEW.includes(target.name));
    });
    form.addEventListener("submit", event => event.preventDefault());
  }

  get values() {
    const fields = [...this.form.elements].filter(field => field.name);
    return Object.fromEntries(fields.map(({ name, type, value }) =>
      [name, type === "range" ? MEANING[name].of(+value) : type === "number" ? Number(value) : value]));
  }

  set values(knobs) {
    for (const [name, value] of Object.entries(knobs)) this.form.elements[name].value = MEANING[name]?.at(value) ?? value;
    this.tell();
  }

  /** Beside each slider, and to a screen reader, what its place means. */
  tell() {
    for (const field of this.form.querySelectorAll("input[type=range]")) {
      const text = String(MEANING[field.name].of(+field.value));
      field.setAttribute("aria-valuetext", text);
      field.previousElementSibling.textContent = text;
    }
  }
}
