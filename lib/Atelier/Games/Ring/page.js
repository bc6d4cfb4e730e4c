// Starts a game in each place that waits for one.

const MILLISECONDS_OF_A_FRAME = 9; // for learning: the rest of a sixtieth of a second is for drawing
const STEPS_A_FRAME = 4; // faster could not be followed
const STEPS_UNSEEN = 200; // of a run for a person who wants nothing to move
const FRAMES_OF_A_FIELD = 3; // D's opinion is asked all over the plane in every third frame
const LEGEND = "Ground: D’s opinion, from orange (made) to blue (real). Green rings: the real modes. Dots: G(z). "
  + "Lines: where D pushes them.";

class RingGame {
  constructor(place, fixed) {
    [this.place, this.fixed, this.timer, this.frames] = [place, fixed, 0, 0];
    place.querySelector(".ring-body").innerHTML = CONTROLS;
    this.find = selector => place.querySelector(selector);
    this.find(".losses").before(Object.assign(document.createElement("p"), { className: "legend", textContent: LEGEND }));
    this.knobs = new Knobs(this.find("form"), (knobs, anew) => anew ? this.reset() : this.change(knobs));
    place.addEventListener("click", event => this.click(event.target.closest("button")));
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    new ResizeObserver(() => this.draw()).observe(this.find(".plane"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.show());
    this.knobs.values = { seed: 1 };
    this.begin("fair game");
  }

  get running() { return this.timer !== 0; }

  click(button) {
    if (!button) return;
    const { preset, do: what } = button.dataset;
    if (preset) this.begin(preset);
    else if (what === "run") this.running ? this.pause() : this.run();
    else if (what === "step") this.stepOnce();
    else this.reset();
  }

  begin(name) {
    this.knobs.values = PRESETS[name].knobs;
    this.find(".about").textContent = PRESETS[name].text;
    for (const button of this.place.querySelectorAll("[data-preset]"))
      button.setAttribute("aria-pressed", button.dataset.preset === name);
    this.reset();
  }

  change(knobs) { this.game.knobs = knobs; }

  reset() {
    this.stop();
    this.game = new Game(this.knobs.values, this.fixed);
    this.field = new Field(this.game.D);
    this.history = new History();
    this.show();
    this.tell("A new game: neither player has learnt anything yet.");
  }

  /** A run goes on until it is paused; where nothing is to move it is so many steps, and then a picture. */
  run() {
    this.find("[data-do=run]").textContent = "Pause";
    const frame = this.still.matches ? () => this.runUnseen(this.until) : () => this.runSeen();
    this.until = this.game.steps + STEPS_UNSEEN;
    const next = () => {
      if (!this.place.isConnected) return this.stop();
      this.timer = requestAnimationFrame(next);
      frame();
    };
    this.timer = requestAnimationFrame(next);
  }

  runSeen() {
    this.learn(STEPS_A_FRAME);
    if (this.running) this.show(this.frames++ % FRAMES_OF_A_FIELD === 0);
  }

  runUnseen(until) {
    this.learn(until - this.game.steps);
    if (this.game.steps >= until) this.pause();
  }

  /** One step at least, and others while there is time in this frame. */
  learn(most) {
    const end = performance.now() + MILLISECONDS_OF_A_FRAME;
    for (let i = 0; i < most && (i === 0 || performance.now() < end); i++) {
      const moment = this.game.step();
      this.history.add(moment);
      if (!Number.isFinite(moment.lossG + moment.gradientG)) return this.pause("The game has left all bounds: reset it.");
    }
  }

  stepOnce() {
    this.stop();
    this.learn(1);
    this.show();
    this.tell(this.summary());
  }

  pause(why = this.summary()) {
    this.stop();
    this.show();
    this.tell(why);
  }

  stop() {
    cancelAnimationFrame(this.timer);
    this.timer = 0;
    this.find("[data-do=run]").textContent = this.still.matches ? `Run ${STEPS_UNSEEN} steps` : "Run";
  }

  show(withField = true) {
    this.colours = isLight(getComputedStyle(this.place).color) ? DARK : LIGHT; // light words, dark paper
    this.seen = this.game.look();
    if (withField) this.field.update(this.game.D, this.game.loss.shown, this.colours);
    this.draw();
    this.write();
  }

  draw() {
    if (!this.seen) return;
    drawPlane(this.find(".plane"), this.field, this.seen, this.game.ring, this.colours);
    drawLosses(this.find(".losses"), this.history, this.colours);
  }

  write() {
    const { step = 0, lossD = NaN, lossG = NaN, gradientG = NaN } = this.history.moments.at(-1) ?? {};
    const texts = [step, round(lossD), round(lossG), round(gradientG), `${this.seen.modes} of ${this.game.ring.centres.length}`];
    this.place.querySelectorAll("dd").forEach((place, i) => { place.textContent = texts[i]; });
  }

  summary() {
    const numbers = [...this.place.querySelectorAll(".numbers > div")].map(one => one.innerText.replace(/\s+/g, " "));
    return numbers.join(", ") + ".";
  }

  /** For a person who does not see the pictures; said only when something has ended. */
  tell(text) {
    this.find(".said").textContent = text;
    this.find(".plane").setAttribute("aria-label", `The plane. ${text} ${LEGEND}`);
    this.find(".losses").setAttribute("aria-label", `The losses of the last ${this.history.moments.length} steps. ${text}`);
  }
}

const round = value => Number.isFinite(value) ? value.toPrecision(3) : "–";

/** Whether a computed colour is nearer to white than to black. */
const isLight = colour => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) > 384;

/** Some pages run a script a moment before they show its output. */
function start(waits = 0) {
  const places = document.querySelectorAll(".ring-game:not([data-started])");
  if (places.length === 0 && waits < 50) setTimeout(start, 100, waits + 1);
  for (const place of places) {
    place.dataset.started = "";
    place.game = new RingGame(place, JSON.parse(place.dataset.fixed));
  }
}

start();
