// The orthogonal wavelet transform with periodic continuation, in Mallat's layout.

import { data } from "explore/data";
import { tailErrors } from "explore/tail";

const { averaging, differencing } = data("settings").wavelet;
const COARSEST = averaging.length - 1; // of the averages' sides, as PyWavelets limits its levels

// The pyramid of all coefficients, and how many levels it has.
export function transform(picture) {
  const side = Math.sqrt(picture.length);
  const pyramid = Float64Array.from(picture);
  let levels = 0;
  for (let part = side; part % 2 === 0 && part / 2 >= COARSEST; part /= 2) {
    alongBoth(pyramid, side, part, split);
    levels++;
  }
  return { pyramid, levels };
}

export function invert(pyramid, levels) {
  const side = Math.sqrt(pyramid.length);
  const picture = Float64Array.from(pyramid);
  for (let level = levels; level > 0; level--) {
    alongBoth(picture, side, side >> (level - 1), join);
  }
  return picture;
}

// Only what is inside the corner that the averages of a level fill: those averages.
export function keepAverages(pyramid, level) {
  const side = Math.sqrt(pyramid.length);
  const corner = side >> level;
  return pyramid.map((value, at) => (at < corner * side && at % side < corner ? value : 0));
}

// Relative errors of the averages of levels 0, 1, ..., all; an orthogonal transform's coefficients
// have the picture's power (Parseval).
export function averagesErrors(pyramid, levels) {
  const all = power(pyramid);
  return Array.from({ length: levels + 1 }, (_, level) =>
    Math.sqrt(Math.max(1 - power(keepAverages(pyramid, level)) / all, 0)),
  );
}

function power(values) {
  return values.reduce((sum, value) => sum + value * value, 0);
}

// Only coefficients whose modulus is at least so large.
export function keepLargest(pyramid, modulus) {
  return pyramid.map((value) => (Math.abs(value) >= modulus ? value : 0));
}

// Moduli in descending order, and the relative errors left by keeping 0, 1, ..., all of them.
export function byModulus(pyramid) {
  const moduli = pyramid.map(Math.abs).sort().reverse();
  return { moduli, errors: tailErrors(moduli) };
}

// The rows, then the columns, of the square of side `part` in the corner of a picture.
function alongBoth(picture, side, part, step) {
  const line = new Float64Array(part);
  for (const [next, along] of [
    [side, 1],
    [1, side],
  ]) {
    for (let row = 0; row < part; row++) {
      for (let at = 0; at < part; at++) line[at] = picture[row * next + at * along];
      const result = step(line);
      for (let at = 0; at < part; at++) picture[row * next + at * along] = result[at];
    }
  }
}

// Averages in the first half, differences in the second.
function split(line) {
  const half = line.length / 2;
  const result = new Float64Array(line.length);
  forEachTap(line.length, (to, from, tap) => {
    result[to] += averaging[tap] * line[from];
    result[half + to] += differencing[tap] * line[from];
  });
  return result;
}

function join(line) {
  const half = line.length / 2;
  const result = new Float64Array(line.length);
  forEachTap(line.length, (from, to, tap) => {
    result[to] += averaging[tap] * line[from] + differencing[tap] * line[half + from];
  });
  return result;
}

// Where each coefficient's filter lies on a periodic line, aligned as PyWavelets does.
function forEachTap(length, visit) {
  const taps = averaging.length;
  for (let coefficient = 0; coefficient < length / 2; coefficient++) {
    for (let tap = 0; tap < taps; tap++) {
      const place = 2 * coefficient + taps / 2 - tap;
      visit(coefficient, (place + length) % length, tap);
    }
  }
}
