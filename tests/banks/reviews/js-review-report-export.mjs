// The nightly export: rows of another customer, success before the first file, ignored errors, names as paths;
// a count that goes on, files replaced each month;
// and that rows inside, a loop and awaited writes cure it.
import { handout, check, question } from "../support/bank.mjs";
import { evaluate, wait } from "../support/page.mjs";

const code = handout("js-review-report-export", "js");
const customers = [1, 2, 3].map((id) => ({ id, name: `c${id}` }));

function night(source, { names = customers, sales = (id) => [{ day: "2026-03-05", item: `for ${id}`, amount: id }], failing, denied } = {}) {
  const files = {}, log = [], seen = { running: 0, most: 0 };
  const query = async (sql, [id] = []) => {
    if (sql.includes("FROM customer")) return names;
    seen.most = Math.max(seen.most, ++seen.running);
    await wait(1);
    seen.running--;
    if (id === failing) throw new Error("no connection");
    return sql.includes("COUNT") ? [{ n: 4 }] : sales(id);
  };
  const write = async (path, text) => { await wait(1); if (denied) throw new Error("disk full"); files[path] = text; };
  const fs = { writeFile: (path, text, done) => write(path, text).then(() => done(null), done) };
  const scope = { console: { log: (text) => log.push(text) } };
  const { exportAll } = evaluate(source, { scope, modules: { "node:fs": fs, "node:fs/promises": { writeFile: write }, "./db.js": { db: { query } } } });
  return { exportAll, files, log, seen };
}

const first = night(code);
const claimed = await first.exportAll(2);
check(claimed.ok && claimed.exported === 0 && Object.keys(first.files).length === 0 && first.log[0].includes("all done"), "success is claimed before the first file");
await wait(30);
check(first.seen.most === customers.length, "the queries of all customers are in work at once");
check(Object.values(first.files).every((text) => text === "orders,4\n2026-03-05,for 3,3"), "every file holds the rows of one customer");

const broken = night(code, { failing: 2 });
check((await broken.exportAll(2)).ok, "a failing customer is claimed as success");
await wait(30);
check(broken.log.some((line) => line.startsWith("export failed")) && !broken.files["reports/c2.csv"], "and is only a line in the log");
const full = night(code, { denied: true });
await full.exportAll(2);
await wait(30);
check(full.log.length === 1 && (await full.exportAll(2)).exported === customers.length, "writes that fail are silent, and are even counted");

const odd = night(code, { names: [{ id: 1, name: "../../etc/x" }, { id: 2, name: "Ann" }, { id: 3, name: "Ann" }] });
await odd.exportAll(2);
await wait(30);
check(Object.keys(odd.files).sort().join() === "reports/../../etc/x.csv,reports/Ann.csv", "a name chooses the place, equal names overwrite each other");
const years = night(code, { names: [customers[0]], sales: () => [{ day: "2025-03-05", item: "pen, red", amount: 1 }] });
await years.exportAll(2);
await wait(30);
check(years.files["reports/c1.csv"].endsWith("2025-03-05,pen, red,1"), "last year's March is in, month 2 is March, a comma is not quoted");

const fixed = code.replace("import fs from 'node:fs'", "import fs from 'node:fs/promises'").replace("let rows = [];\n", "").replace("rows = await", "const rows = await")
  .replace("customers.forEach(async (customer) => {", "for (const customer of customers) {").replace(/fs\.writeFile\((.*), \(\) => \{\s*exported\+\+;\s*\}\)/, "await fs.writeFile($1); exported++")
  .replace(/\n  \}\);\n  console/, "\n  }\n  console");
const good = night(fixed);
check((await good.exportAll(2)).exported === 3 && customers.every(({ id, name }) => good.files[`reports/${name}.csv`].includes(`for ${id},`)), "fixed: each file has its own rows, and all are counted");

check((await good.exportAll(3)).exported === 6, "exported is never reset: a second run in one process counts on");
check(Object.keys(good.files).length === 3 && !good.files["reports/c1.csv"].includes("for 1"), "the file name carries no month: April replaces March");
check(/never reset/.test(question("js-review-report-export").answer) && /no month/.test(question("js-review-report-export").answer), "the answer names both");
