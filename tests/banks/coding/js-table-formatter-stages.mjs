// The table against one built cell by cell: null, 0, false, cut cells, number columns, no rows, 300,000 rows.
import { check } from "../support/bank.mjs";
import { examples, random, solution } from "../support/coding.mjs";

const ID = "js-table-formatter-stages";
const { table } = solution(ID, ["table"]);
check((await examples(ID, { table })).length === 0, "the handout's examples hold");

function brute(rows, { columns, maxWidth }) {
  const shorten = (s) => (maxWidth !== undefined && s.length > maxWidth ? s.substring(0, maxWidth - 3) + "..." : s);
  const gone = (v) => v === null || v === undefined;
  const cell = (v) => shorten(gone(v) ? "" : `${v}`);
  const grid = [columns.map(shorten), ...rows.map((row) => columns.map((c) => cell(row[c])))];
  const lines = grid.map(() => "");
  let rule = "";
  columns.forEach((c, n) => {
    let width = 0;
    for (const row of grid) if (row[n].length > width) width = row[n].length;
    const values = rows.map((row) => row[c]).filter((v) => !gone(v));
    const right = values.length > 0 && !values.some((v) => typeof v !== "number");
    grid.forEach((row, i) => {
      const gap = " ".repeat(width - row[n].length);
      lines[i] += (n ? " | " : "") + (right ? gap + row[n] : row[n] + gap);
    });
    rule += (n ? "-+-" : "") + "-".repeat(width);
  });
  const out = lines.map((line) => line.replace(/ +$/, ""));
  return [out[0], rule, ...out.slice(1)].join("\n");
}

const r = random(2);
const values = [0, -0, 1.5, 12345678, NaN, false, true, null, undefined, "", "a", "long text here", "x y"];
for (let n = 0; n < 4000; n++) {
  const columns = r.times(r.below(4), (_, i) => "abcd"[r.below(4)].repeat(1 + r.below(6)) + (r.below(2) ? "" : "x"));
  const kind = r.below(2) ? values : values.slice(0, 5).concat(null);
  const rows = r.times(r.below(5), () => Object.fromEntries(columns.filter(() => r.below(5)).map((c) => [c, r.pick(kind)])));
  const options = { columns, ...(r.below(2) ? { maxWidth: 3 + r.below(8) } : {}) };
  const before = JSON.stringify(rows);
  if (table(rows, options) !== brute(rows, options) || JSON.stringify(rows) !== before) check(false, `random table: ${JSON.stringify([rows, options])}`);
}
check(true, "4,000 random tables are those built cell by cell, the rows unchanged");
const slip = (...change) => solution(ID, ["table"], { changes: [change] }).table;
check(slip("(present(value) ? String(value) : '')", "String(value || '')")([{ a: 0 }], { columns: ["a"] }) === "a\n-\n", "value || '' hides 0");
check(Math.max() === -Infinity, "Math.max() of nothing is minus infinity");
const many = Array.from({ length: 300000 }, (_, n) => ({ n }));
let failed = false;
try { Math.max(...many.map((row) => String(row.n).length)); } catch (error) { failed = error instanceof RangeError; }
check(failed, "spreading 300,000 lengths into Math.max fails");
check(table(many, { columns: ["n"] }).split("\n").length === 300002, "the answer prints 300,000 rows");
check("👍".length === 2, "length counts UTF-16 units");
