// What is lost by keeping only the first of values in descending order.

// Relative errors of keeping 0, 1, ..., all: squares of orthogonal parts add up (Parseval).
export function tailErrors(values) {
  const errors = new Float64Array(values.length + 1);
  let lost = 0;
  for (let count = values.length; count-- > 0;) {
    lost += values[count] ** 2;
    errors[count] = lost;
  }
  return errors.map((power) => Math.sqrt(power / lost));
}
