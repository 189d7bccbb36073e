// Numbers as the report prints them.

const MINUS = "\u2212";
const THIN = "\u202f";

export function fixed(value, decimals) {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", MINUS);
}

// A whole number, its thousands apart from five digits on.
export function integer(value) {
  return value < 10000 ? `${value}` : `${value}`.replace(/\B(?=(\d{3})+$)/g, THIN);
}
