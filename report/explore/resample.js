// Square pictures at another size.

// Means over blocks of pixels; the new side divides the old one.
export function blockAverages(picture, small) {
  const side = Math.sqrt(picture.length);
  const p = side / small;
  const result = new Float64Array(small * small);
  for (let at = 0; at < picture.length; at++) {
    const row = Math.floor(Math.floor(at / side) / p);
    result[row * small + Math.floor((at % side) / p)] += picture[at];
  }
  return result.map((sum) => sum / p ** 2);
}

// Every row of a table of so many columns at another width.
export function resampleRows(table, columns, width) {
  const taps = triangles(columns, width);
  const rows = table.length / columns;
  const result = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    taps.forEach(({ start, weights }, to) => {
      let sum = 0;
      weights.forEach((weight, tap) => (sum += weight * table[row * columns + start + tap]));
      result[row * width + to] = sum;
    });
  }
  return result;
}

// Rows as columns.
export function transposed(table, columns) {
  const rows = table.length / columns;
  return table.map((_, at) => table[(at % rows) * columns + Math.floor(at / rows)]);
}

// Which pixels of a line each pixel of a shorter or longer one is made of: a triangle as wide as
// two of the larger of both pixels, as Pillow's `BILINEAR`.
function triangles(from, to) {
  const scale = from / to;
  const reach = Math.max(scale, 1);
  return Array.from({ length: to }, (_, at) => {
    const centre = (at + 0.5) * scale;
    const start = Math.max(Math.floor(centre - reach + 0.5), 0);
    const end = Math.min(Math.floor(centre + reach + 0.5), from);
    const weights = Array.from({ length: end - start }, (_, tap) =>
      Math.max(1 - Math.abs(start + tap + 0.5 - centre) / reach, 0),
    );
    const all = weights.reduce((sum, weight) => sum + weight);
    return { start, weights: weights.map((weight) => weight / all) };
  });
}
