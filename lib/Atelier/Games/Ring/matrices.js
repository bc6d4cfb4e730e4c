// Matrices, row by row in Float64Arrays. These three loops take nearly all of the time.

/** out[n, m] = a[n, k] · b[m, k]ᵀ + bias[m], four columns at a time. */
function timesTransposed(a, b, bias, n, k, m, out) {
  for (let row = 0; row < n; row++) {
    const from = row * k, to = row * m;
    let column = 0;
    for (; column + 4 <= m; column += 4) {
      const at = column * k;
      let s0 = bias[column], s1 = bias[column + 1], s2 = bias[column + 2], s3 = bias[column + 3];
      for (let i = 0; i < k; i++) {
        const value = a[from + i];
        s0 += value * b[at + i];
        s1 += value * b[at + k + i];
        s2 += value * b[at + 2 * k + i];
        s3 += value * b[at + 3 * k + i];
      }
      out[to + column] = s0;
      out[to + column + 1] = s1;
      out[to + column + 2] = s2;
      out[to + column + 3] = s3;
    }
    for (; column < m; column++) {
      let sum = bias[column];
      for (let i = 0; i < k; i++) sum += a[from + i] * b[column * k + i];
      out[to + column] = sum;
    }
  }
}

/** out[n, k] = a[n, m] · b[m, k]. Half of a is 0, where a ReLU is closed: those rows of b are left out. */
function times(a, b, n, m, k, out) {
  out.fill(0);
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < m; j++) {
      const value = a[row * m + j];
      if (value === 0) continue;
      for (let i = 0, to = row * k, at = j * k; i < k; i++) out[to + i] += value * b[at + i];
    }
  }
}

/** out[m, k] += a[n, m]ᵀ · b[n, k]. */
function addTransposedTimes(a, b, n, m, k, out) {
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < m; j++) {
      const value = a[row * m + j];
      if (value === 0) continue;
      for (let i = 0, to = j * k, at = row * k; i < k; i++) out[to + i] += value * b[at + i];
    }
  }
}
