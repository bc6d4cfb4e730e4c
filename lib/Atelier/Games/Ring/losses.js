// What D and G make small. Each term is a mean over a batch of D's answers a; for the first two losses D(x) = σ(a).

const sigmoid = a => 1 / (1 + Math.exp(-a));
const softplus = a => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));

/** A term's value at an answer, and its slope there. */
const term = (value, slope) => ({ value, slope });
const minusLogD = term(a => softplus(-a), a => -sigmoid(-a)); // −log D(x)
const minusLogNotD = term(softplus, sigmoid); // −log(1 − D(x))
const squareTo = target => term(a => (a - target) ** 2 / 2, a => a - target);
const times1 = sign => term(a => sign * a, () => sign);

/** real and fake are D's; made is G's; shown turns an answer into 0 … 1 for the picture. */
const LOSSES = {
  "non-saturating": { real: minusLogD, fake: minusLogNotD, made: minusLogD, shown: sigmoid },
  saturating: { real: minusLogD, fake: minusLogNotD, made: term(a => -softplus(a), a => -sigmoid(a)), shown: sigmoid },
  LSGAN: { real: squareTo(1), fake: squareTo(0), made: squareTo(1), shown: a => Math.min(1, Math.max(0, a)) },
  "WGAN-GP": { real: times1(-1), fake: times1(1), made: times1(-1), shown: (a, middle) => sigmoid(a - middle), lambda: 10 },
};

/** The mean of a term over a batch's answers; its slopes are left at the batch's output. */
function judge({ output, outputSlopes, rows }, { value, slope }) {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    sum += value(output[i]);
    outputSlopes[i] = slope(output[i]) / rows;
  }
  return sum / rows;
}

/**
 * WGAN-GP's penalty λ E(‖g‖ − 1)², g = ∇D at places between real and made points (Gulrajani et al. 2017), and its slope along
 * D's weights. The slope of ‖g‖ is that of g · v with v = g / ‖g‖ held still. And g · v is how D moves when x moves along v:
 * the output of a tangent, whose slopes an ordinary pass backward finds. So no second derivative has to be written down.
 */
function addPenalty(D, between, tangent, lambda) {
  const { rows, inputSlopes: g } = between;
  D.forward(between);
  between.outputSlopes.fill(1);
  D.backward(between, false);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const length = Math.hypot(g[2 * i], g[2 * i + 1]);
    sum += (length - 1) ** 2;
    tangent.outputSlopes[i] = 2 * lambda * (length - 1) / rows;
    tangent.input[2 * i] = length > 0 ? g[2 * i] / length : 0;
    tangent.input[2 * i + 1] = length > 0 ? g[2 * i + 1] / length : 0;
  }
  D.forward(tangent);
  D.backward(tangent, true);
  return lambda * sum / rows;
}
