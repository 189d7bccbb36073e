// Tables whose rows can be sorted by a click on a column's name, once up, once down.

const FEWEST_ROWS = 3;

export function start() {
  for (const table of document.querySelectorAll("main table")) {
    const body = table.tBodies[0];
    if (!table.tHead || body.rows.length < FEWEST_ROWS) continue;
    [...table.tHead.rows[0].cells].forEach((head, column) => makeSortable(head, column, body));
  }
}

function makeSortable(head, column, body) {
  if (head.textContent.trim() === "") return;
  const button = document.createElement("button");
  button.type = "button";
  button.title = "Sort by this column";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const direction = head.ariaSort === "ascending" ? "descending" : "ascending";
    for (const other of head.parentElement.cells) other.ariaSort = null;
    head.ariaSort = direction;
    body.append(...sorted([...body.rows], column, direction === "ascending" ? 1 : -1));
  });
}

// By numbers where every cell of the column is one, else by words, with the numbers in them counted.
function sorted(rows, column, sign) {
  const words = new Map(rows.map((row) => [row, row.cells[column].textContent.trim()]));
  const numbers = new Map(rows.map((row) => [row, number(words.get(row))]));
  const byWords = [...numbers.values()].some(Number.isNaN);
  const compare = (a, b) =>
    byWords
      ? words.get(a).localeCompare(words.get(b), "en", { numeric: true })
      : numbers.get(a) - numbers.get(b);
  return rows.sort((a, b) => sign * compare(a, b));
}

// What a cell says, as the report writes numbers: 12 300, −0.5, 25.0%, 1/16, < 0.001, 22 of 32,
// +0.75 [+0.66, +0.83], 453 MB, 27 s, 4 min 5 s.
function number(text) {
  const plain = text.replace(/[\s\u202f\u00a0]/g, "").replaceAll("−", "-");
  const minutes = plain.match(/^(\d+)min(\d+)s$/);
  if (minutes) return 60 * Number(minutes[1]) + Number(minutes[2]);
  const fraction = plain.match(/^(\d+)\/(\d+)$/);
  if (fraction) return Number(fraction[1]) / Number(fraction[2]);
  const found = plain.match(/^[<±]?([+-]?\d*\.?\d+)(%|MB|s|of\d+|\[.*\])?$/);
  return found ? Number(found[1]) : NaN;
}
