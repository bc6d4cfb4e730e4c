// The game on the ring: G makes points out of noise, D tells them from real ones.

/** Random numbers that a seed decides (mulberry32). */
class Random {
  constructor(seed) { this.state = seed >>> 0; }

  /** Evenly from 0 … 1. */
  uniform() {
    this.state = (this.state + 0x6D2B79F5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From N(0, 1), by Box and Muller. */
  normal() { return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform()); }
}

/** What a step draws. */
class Draws {
  constructor(ring, seed) { [this.ring, this.random] = [ring, new Random(seed)]; }

  noise(into) { for (let i = 0; i < into.length; i++) into[i] = this.random.normal(); }

  shares(into) { for (let i = 0; i < into.length; i++) into[i] = this.random.uniform(); }

  real(into) {
    const { centres, sigma } = this.ring;
    for (let i = 0; i < into.length; i += 2) {
      const [x, y] = centres[Math.floor(this.random.uniform() * centres.length)];
      into[i] = x + sigma * this.random.normal();
      into[i + 1] = y + sigma * this.random.normal();
    }
  }
}

const makeRing = ({ modes, radius, sigma }) => ({
  sigma,
  centres: Array.from({ length: modes }, (_, i) => 2 * Math.PI * i / modes)
    .map(angle => [radius * Math.cos(angle), radius * Math.sin(angle)]),
});

class Game {
  /** @param knobs seed, loss, rateD, rateG, stepsOfD, noise, optimizerG; those but seed and noise may change at any time */
  constructor(knobs, { ring, hidden, batch, watched = 256 }) {
    const random = new Random(knobs.seed);
    [this.knobs, this.ring, this.steps] = [knobs, makeRing(ring), 0];
    this.G = new Network([knobs.noise, hidden, hidden, 2], random);
    this.D = new Network([2, hidden, hidden, 1], random);
    this.adamD = new Adam(this.D.parameters);
    this.optimizersG = { Adam: new Adam(this.G.parameters), plain: new PlainSteps(this.G.parameters) };
    this.draws = new Draws(this.ring, knobs.seed + 0x51ed);

    this.made = new Batch(this.G, batch);
    [this.real, this.fake, this.between] = [0, 0, 0].map(() => new Batch(this.D, batch));
    this.tangent = new Batch(this.D, batch, this.between);
    this.shares = new Float64Array(batch);
    this.watched = new Batch(this.G, watched);
    this.watchedByD = new Batch(this.D, watched);
    new Draws(this.ring, knobs.seed + 0xa11).noise(this.watched.input);
  }

  get loss() { return LOSSES[this.knobs.loss]; }

  /** D's turns, then one of G's: algorithm 1 of Goodfellow et al. 2014. */
  step() {
    let lossD = NaN;
    for (let turn = 0; turn < this.knobs.stepsOfD; turn++) lossD = this.turnOfD();
    const lossG = this.turnOfG();
    return { step: ++this.steps, lossD, lossG, gradientG: lengthOfGradient(this.G) };
  }

  turnOfD() {
    const { D, G, real, fake, made, draws, loss } = this;
    draws.real(real.input);
    draws.noise(made.input);
    G.forward(made);
    fake.input.set(made.output);
    D.forget();
    let lossD = 0;
    for (const [batch, part] of [[real, loss.real], [fake, loss.fake]]) {
      D.forward(batch);
      lossD += judge(batch, part);
      D.backward(batch, true);
    }
    if (loss.lambda) this.payForSlopes(loss.lambda);
    this.adamD.step(this.knobs.rateD);
    return lossD;
  }

  payForSlopes(lambda) {
    const { real, fake, between, tangent, shares } = this;
    this.draws.shares(shares);
    between.input.forEach((_, i) => {
      const u = shares[i >> 1];
      between.input[i] = u * real.input[i] + (1 - u) * fake.input[i];
    });
    addPenalty(this.D, between, tangent, lambda);
  }

  /** G learns from the points that D saw last, by a D that has learnt from them. */
  turnOfG() {
    const { D, G, fake, made, loss } = this;
    D.forward(fake);
    const lossG = judge(fake, loss.made);
    D.backward(fake, false);
    G.forget();
    made.outputSlopes.set(fake.inputSlopes);
    G.backward(made, true);
    this.optimizersG[this.knobs.optimizerG].step(this.knobs.rateG);
    return lossG;
  }

  /** The same noise at every moment: where G puts it, and where D pushes each point. */
  look() {
    const { G, D, watched, watchedByD } = this;
    G.forward(watched);
    watchedByD.input.set(watched.output);
    D.forward(watchedByD);
    judge(watchedByD, this.loss.made);
    D.backward(watchedByD, false);
    const pushes = watchedByD.inputSlopes.map(slope => -slope * watched.rows); // each point's own: no mean
    return { points: watched.output, pushes, modes: countModes(watched.output, this.ring) };
  }
}

/** Modes near which (3σ) at least 2 % of the points lie. */
function countModes(points, { centres, sigma }) {
  const counts = centres.map(([x, y]) => {
    let near = 0;
    for (let i = 0; i < points.length; i += 2) near += Math.hypot(points[i] - x, points[i + 1] - y) < 3 * sigma;
    return near;
  });
  return counts.filter(near => near >= 0.02 * points.length / 2).length;
}

const lengthOfGradient = network => Math.sqrt(network.parameters.reduce(
  (sum, { gradient }) => gradient.reduce((inner, slope) => inner + slope ** 2, sum), 0));
