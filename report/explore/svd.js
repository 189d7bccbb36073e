// Singular value decompositions: X = U S V', vectors stored one after the other.

// The sum of the first terms of a decomposition: a picture, row by row.
export function rebuild({ left, singularValues, right }, rank) {
  const side = singularValues.length;
  const picture = new Float32Array(side * side);
  for (let term = 0; term < rank; term++) {
    const row = right.subarray(term * side, (term + 1) * side);
    for (let y = 0; y < side; y++) {
      const weight = singularValues[term] * left[term * side + y];
      const start = y * side;
      for (let x = 0; x < side; x++) picture[start + x] += weight * row[x];
    }
  }
  return picture;
}

// Decomposes a square picture by one-sided Jacobi rotations (Hestenes 1958): its columns are
// turned in pairs until all are orthogonal; their lengths then are the singular values.
export function decompose(picture) {
  const work = decomposing(picture);
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

// The same in steps, between which the page can do something else.
export function* decomposing(picture) {
  const side = Math.sqrt(picture.length);
  const transposed = (_, at) => picture[(at % side) * side + Math.floor(at / side)];
  const columns = Float64Array.from(picture, transposed);
  const turns = Float64Array.from(picture, (_, at) => Number(at % (side + 1) === 0));
  const negligible = 1e-14 * product(columns, 0, 0, columns.length);
  for (let turned = true; turned;) {
    turned = false;
    for (let p = 0; p < columns.length - side; p += side) {
      if (orthogonalise(columns, turns, p, side, negligible)) turned = true;
      yield;
    }
  }
  return ordered(columns, turns, side);
}

// Turns one column against all after it; says whether any was not orthogonal yet.
function orthogonalise(columns, turns, p, side, negligible) {
  let turned = false;
  for (let q = p + side; q < columns.length; q += side) {
    const across = product(columns, p, q, side);
    if (Math.abs(across) <= negligible) continue;
    turned = true;
    const slope = (product(columns, q, q, side) - product(columns, p, p, side)) / (2 * across);
    const tangent = (slope < 0 ? -1 : 1) / (Math.abs(slope) + Math.hypot(1, slope));
    turn(columns, p, q, side, tangent);
    turn(turns, p, q, side, tangent);
  }
  return turned;
}

function product(vectors, p, q, length) {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += vectors[p + at] * vectors[q + at];
  return sum;
}

function turn(vectors, p, q, length, tangent) {
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (let at = 0; at < length; at++) {
    const first = vectors[p + at];
    const second = vectors[q + at];
    vectors[p + at] = cosine * first - sine * second;
    vectors[q + at] = sine * first + cosine * second;
  }
}

function ordered(columns, turns, side) {
  const vector = (vectors, at) => vectors.subarray(at * side, (at + 1) * side);
  const terms = Array.from({ length: side }, (_, at) => ({
    value: Math.hypot(...vector(columns, at)),
    column: vector(columns, at),
    right: vector(turns, at),
  })).sort((one, other) => other.value - one.value);
  const left = new Float32Array(side * side);
  const right = new Float32Array(side * side);
  terms.forEach(({ value, column, right: row }, at) => {
    left.set(
      column.map((entry) => entry / (value || 1)),
      at * side,
    );
    right.set(row, at * side);
  });
  return { left, singularValues: terms.map(({ value }) => value), right };
}
