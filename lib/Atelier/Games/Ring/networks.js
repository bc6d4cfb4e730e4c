// Small networks of linear layers with ReLUs between them, and their derivatives by hand.

/** y = W x + b. */
class Linear {
  constructor(inputs, outputs, random) {
    [this.inputs, this.outputs] = [inputs, outputs];
    const bound = 1 / Math.sqrt(inputs); // as torch begins
    const some = size => Float64Array.from({ length: size }, () => (2 * random.uniform() - 1) * bound);
    this.weight = new Parameter(some(outputs * inputs)); // [outputs, inputs]
    this.bias = new Parameter(some(outputs));
  }
}

/** Numbers that learn, and the slope of the loss along each. */
class Parameter {
  constructor(values) {
    this.values = values;
    this.gradient = new Float64Array(values.length);
  }
}

/**
 * A batch on its way through a network: what each layer makes of it, and the slope of a loss at each place. A hidden value
 * passes where its gate is above 0. A batch is its own gate: that is a ReLU. A tangent goes through the gates of another
 * batch and feels no bias: it tells how the network's output moves when that batch moves.
 */
class Batch {
  constructor(network, rows, tangentOf = null) {
    const arrays = () => network.widths.map(width => new Float64Array(rows * width));
    [this.rows, this.values, this.slopes] = [rows, arrays(), arrays()];
    this.isTangent = tangentOf !== null;
    this.gates = (tangentOf ?? this).values;
  }

  get input() { return this.values[0]; }
  get output() { return this.values.at(-1); }
  get inputSlopes() { return this.slopes[0]; }
  get outputSlopes() { return this.slopes.at(-1); }
}

class Network {
  /** @param widths numbers in, numbers in each hidden layer, numbers out */
  constructor(widths, random) {
    this.widths = widths;
    this.layers = widths.slice(1).map((width, i) => new Linear(widths[i], width, random));
    this.unbiased = new Float64Array(Math.max(...widths)); // zeros
  }

  get parameters() { return this.layers.flatMap(layer => [layer.weight, layer.bias]); }

  /** From a batch's input to its output. */
  forward({ rows, values, gates, isTangent }) {
    this.layers.forEach(({ weight, bias, inputs, outputs }, i) => {
      timesTransposed(values[i], weight.values, isTangent ? this.unbiased : bias.values, rows, inputs, outputs, values[i + 1]);
      if (i + 1 < this.layers.length) closeGates(values[i + 1], gates[i + 1]);
    });
  }

  /** From the slopes at a batch's output to those at its input; where the network learns, to those of its weights too. */
  backward({ rows, values, slopes, gates, isTangent }, learns) {
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const { weight, bias, inputs, outputs } = this.layers[i];
      if (learns) addTransposedTimes(slopes[i + 1], values[i], rows, outputs, inputs, weight.gradient);
      if (learns && !isTangent) slopes[i + 1].forEach((slope, at) => { bias.gradient[at % outputs] += slope; });
      times(slopes[i + 1], weight.values, rows, outputs, inputs, slopes[i]);
      if (i > 0) closeGates(slopes[i], gates[i]);
    }
  }

  forget() { for (const { gradient } of this.parameters) gradient.fill(0); }
}

function closeGates(values, gates) {
  for (let i = 0; i < values.length; i++) if (!(gates[i] > 0)) values[i] = 0;
}

/** Adam (Kingma and Ba 2015) with β1 = 0.5, as GANs use it. */
class Adam {
  constructor(parameters) {
    this.moving = parameters.map(parameter => ({ ...parameter, mean: zeros(parameter), square: zeros(parameter) }));
    this.steps = 0;
  }

  step(rate, beta1 = 0.5, beta2 = 0.999, epsilon = 1e-8) {
    this.steps++;
    const [unbiased1, unbiased2] = [1 - beta1 ** this.steps, 1 - beta2 ** this.steps];
    for (const { values, gradient, mean, square } of this.moving) {
      for (let i = 0; i < values.length; i++) {
        mean[i] = beta1 * mean[i] + (1 - beta1) * gradient[i];
        square[i] = beta2 * square[i] + (1 - beta2) * gradient[i] ** 2;
        values[i] -= rate * (mean[i] / unbiased1) / (Math.sqrt(square[i] / unbiased2) + epsilon);
      }
    }
  }
}

const zeros = ({ values }) => new Float64Array(values.length);

/** A step down the gradient, as long as the gradient is. */
class PlainSteps {
  constructor(parameters) { this.parameters = parameters; }

  step(rate) {
    for (const { values, gradient } of this.parameters) {
      for (let i = 0; i < values.length; i++) values[i] -= rate * gradient[i];
    }
  }
}
