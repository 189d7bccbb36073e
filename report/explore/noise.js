// The noise of a picture's sky, read off its border as the report does.

const BORDER = 1 / 16; // of the side
const APART = 1 / 32; // of the side: pixels whose noise has little in common
const LEAST_APART = 3;
const PER_DEVIATION = 0.6744897501960817; // the normal distribution's median modulus

// From second differences along rows and columns, of pixels in the fainter half of the border.
export function borderNoise(picture) {
  const side = Math.sqrt(picture.length);
  const apart = Math.max(LEAST_APART, Math.round(side * APART));
  const chosen = fainterBorder(picture, side);
  const moduli = [];
  for (let at = 0; at < picture.length; at++) {
    if (!chosen[at]) continue;
    for (const [place, step] of [
      [at % side, apart],
      [Math.floor(at / side), apart * side],
    ]) {
      if (place < apart || place >= side - apart) continue;
      const others = (picture[at - step] + picture[at + step]) / 2;
      moduli.push(Math.abs(picture[at] - others) / Math.sqrt(1.5));
    }
  }
  return median(Float64Array.from(moduli)) / PER_DEVIATION;
}

// Border pixels whose surroundings, as wide as the border, are fainter than the median; constant
// ones, which are masked or saturated, count as the brightest.
function fainterBorder(picture, side) {
  const width = Math.round(side * BORDER);
  const means = meansAround(picture, side, width);
  const before = (at, place, step) => (place === 0 ? at + step * (side - 1) : at - step);
  const inside = (place) => place >= width && place < side - width;
  const level = means.map((mean, at) => {
    const [row, column] = [Math.floor(at / side), at % side];
    const same =
      picture[at] === picture[before(at, row, side)] &&
      picture[at] === picture[before(at, column, 1)];
    return same ? Infinity : mean;
  });
  const edge = (at) => !inside(at % side) || !inside(Math.floor(at / side));
  const middle = median(level.filter((_, at) => edge(at)));
  return level.map((value, at) => Number(edge(at) && value <= middle));
}

// Means over squares about each pixel, mirrored beyond the edges.
function meansAround(picture, side, width) {
  let means = Float64Array.from(picture);
  for (const [step, along] of [
    [side, 1],
    [1, side],
  ]) {
    const sums = new Float64Array(picture.length);
    for (let line = 0; line < side; line++) {
      for (let place = 0; place < side; place++) {
        let sum = 0;
        for (let tap = 0; tap < width; tap++) {
          const from = place - Math.floor(width / 2) + tap;
          const mirrored = from < 0 ? -1 - from : from >= side ? 2 * side - 1 - from : from;
          sum += means[line * step + mirrored * along];
        }
        sums[line * step + place * along] = sum / width;
      }
    }
    means = sums;
  }
  return means;
}

function median(values) {
  const sorted = values.slice().sort();
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}
