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

// Rows by their numbers in a column, those without one by their words, after all others.
function sorted(rows, column, sign) {
  const keys = new Map(rows.map((row) => [row, row.cells[column]?.textContent.trim() ?? ""]));
  return rows.sort((a, b) => {
    const [left, right] = [number(keys.get(a)), number(keys.get(b))];
    if (Number.isNaN(left) && Number.isNaN(right)) {
      return sign * keys.get(a).localeCompare(keys.get(b));
    }
    return Number.isNaN(left) - Number.isNaN(right) || sign * (left - right);
  });
}

// The number that a cell begins with, as the report writes it: 12 300, −0.5, 1/16, < 0.001, 4 min 5 s.
function number(text) {
  const plain = text.replace(/[\u202f\u00a0]/g, "").replace("−", "-").replace(/^[<+± ]+/, "");
  const minutes = plain.match(/^(\d+) min (\d+) s/);
  if (minutes) return 60 * Number(minutes[1]) + Number(minutes[2]);
  const fraction = plain.match(/^(\d+)\/(\d+)/);
  return fraction ? Number(fraction[1]) / Number(fraction[2]) : Number.parseFloat(plain);
}
