// The picture of the plane, and the losses below one another in time.

const EXTENT = 3; // the plane is seen from −3 to 3 along both axes
const GRID = 36;
const LONGEST_PUSH = 0.6;

/** Orange, through the paper's colour, to blue: told apart without colour vision. */
const LIGHT = {
  fake: [250, 173, 97], even: [255, 255, 255], real: [145, 196, 235],
  modes: "#00734f", points: "#1a1a1a", pushes: "#8c1a59", lossD: "#0a5ea8", lossG: "#a84300", quiet: "#5a6272",
};
const DARK = {
  fake: [140, 78, 12], even: [30, 34, 42], real: [22, 84, 136],
  modes: "#5fd6a8", points: "#f2f2f2", pushes: "#ff9ecb", lossD: "#7fbdf0", lossG: "#ffa566", quiet: "#a3abba",
};

/** Makes a canvas as fine as the screen is; then its places are those of the page. */
function sharpen(canvas) {
  const scale = window.devicePixelRatio || 1;
  const { width, height } = canvas.getBoundingClientRect();
  const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== columns || canvas.height !== rows) [canvas.width, canvas.height] = [columns, rows];
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  return { pen, width, height };
}

/** D's opinion on a grid over the plane, as a small picture that is drawn enlarged. */
class Field {
  constructor(D) {
    this.batch = new Batch(D, GRID * GRID);
    this.canvas = Object.assign(document.createElement("canvas"), { width: GRID, height: GRID });
    this.pen = this.canvas.getContext("2d");
    this.pixels = this.pen.createImageData(GRID, GRID);
    for (let i = 0; i < GRID * GRID; i++) {
      this.batch.input[2 * i] = ((i % GRID + 0.5) / GRID * 2 - 1) * EXTENT;
      this.batch.input[2 * i + 1] = (1 - (Math.floor(i / GRID) + 0.5) / GRID * 2) * EXTENT;
    }
  }

  update(D, shown, colours) {
    D.forward(this.batch);
    const answers = this.batch.output;
    const middle = answers.reduce((sum, a) => sum + a, 0) / answers.length;
    answers.forEach((a, i) => this.pixels.data.set(ground(shown(a, middle), colours), 4 * i));
    this.pen.putImageData(this.pixels, 0, 0);
  }
}

function ground(d, { fake, even, real }) {
  const [from, to, t] = d < 0.5 ? [fake, even, 2 * d] : [even, real, 2 * d - 1];
  return [0, 1, 2].map(i => from[i] + t * (to[i] - from[i])).concat(255);
}

function drawPlane(canvas, field, { points, pushes }, { centres, sigma }, colours) {
  const { pen, width } = sharpen(canvas);
  const scale = width / (2 * EXTENT);
  const [across, down] = [x => (x + EXTENT) * scale, y => (EXTENT - y) * scale];
  pen.imageSmoothingQuality = "high";
  pen.drawImage(field.canvas, 0, 0, width, width);

  pen.strokeStyle = colours.modes;
  pen.lineWidth = 1.6;
  for (const [x, y] of centres) stroke(pen, () => pen.arc(across(x), down(y), 3 * sigma * scale, 0, 2 * Math.PI));

  pen.strokeStyle = colours.pushes;
  pen.lineWidth = 1.2;
  stroke(pen, () => {
    for (let i = 0; i < points.length; i += 8) { // each fourth point's
      const [x, y, dx, dy] = [points[i], points[i + 1], pushes[i], pushes[i + 1]];
      const shorter = Math.min(1, LONGEST_PUSH / Math.hypot(dx, dy));
      pen.moveTo(across(x), down(y));
      pen.lineTo(across(x + shorter * dx), down(y + shorter * dy));
    }
  });

  pen.fillStyle = colours.points;
  for (let i = 0; i < points.length; i += 2) {
    pen.beginPath();
    pen.arc(across(points[i]), down(points[i + 1]), 1.8, 0, 2 * Math.PI);
    pen.fill();
  }
}

function stroke(pen, path) {
  pen.beginPath();
  path();
  pen.stroke();
}

/** The last moments of a game: old ones make room for new ones. */
class History {
  constructor(kept = 400) { [this.kept, this.moments] = [kept, []]; }

  add(moment) {
    this.moments.push(moment);
    if (this.moments.length > this.kept) this.moments.shift();
  }
}

function drawLosses(canvas, { moments, kept }, colours) {
  const { pen, width, height } = sharpen(canvas);
  const values = moments.flatMap(({ lossD, lossG }) => [lossD, lossG]).filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)];
  const [left, right, top, bottom] = [40, width - 46, 8, height - 20];
  const down = value => bottom - (value - low) / (high - low) * (bottom - top);
  const across = i => left + i / (kept - 1) * (right - left);

  [pen.font, pen.strokeStyle, pen.fillStyle, pen.lineWidth] = ["12px system-ui, sans-serif", colours.quiet, colours.quiet, 1];
  stroke(pen, () => { pen.moveTo(left, down(0)); pen.lineTo(right, down(0)); });
  pen.textAlign = "right";
  for (const value of new Set([low, 0, high])) pen.fillText(value.toPrecision(2), left - 5, down(value) + 4);
  pen.textAlign = "left";
  if (moments.length > 0) pen.fillText(`steps ${moments[0].step} to ${moments.at(-1).step}`, left, height - 4);

  for (const [name, dashes] of [["lossD", []], ["lossG", [5, 3]]]) {
    pen.setLineDash(dashes);
    [pen.strokeStyle, pen.fillStyle, pen.lineWidth] = [colours[name], colours[name], 1.5];
    stroke(pen, () => moments.forEach((moment, i) => Number.isFinite(moment[name]) && pen.lineTo(across(i), down(moment[name]))));
  }
  pen.setLineDash([]);
  labelEnds(pen, moments.at(-1), right + 4, down, colours);
}

/** Each line's name at its end, one above the other. */
function labelEnds(pen, last, x, down, colours) {
  if (!last) return;
  const ends = ["lossD", "lossG"].filter(name => Number.isFinite(last[name])).sort((a, b) => last[b] - last[a]);
  let above = -Infinity;
  for (const name of ends) {
    above = Math.max(down(last[name]) + 4, above + 13);
    pen.fillStyle = colours[name];
    pen.fillText(name, x, above);
  }
}
