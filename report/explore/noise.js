// The noise of a picture, read off its border.

const BORDER = 1 / 16; // of the side
const PER_DEVIATION = 0.6744897501960817; // the normal distribution's median modulus

// Scaled median absolute deviation of the pixels within 1/16 of the side from an edge.
export function borderNoise(picture) {
  const side = Math.sqrt(picture.length);
  const width = Math.round(side * BORDER);
  const inside = (place) => place >= width && place < side - width;
  const border = picture.filter((_, at) => !inside(at % side) || !inside(Math.floor(at / side)));
  const middle = median(border);
  return median(border.map((value) => Math.abs(value - middle))) / PER_DEVIATION;
}

function median(values) {
  const sorted = values.slice().sort();
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}
