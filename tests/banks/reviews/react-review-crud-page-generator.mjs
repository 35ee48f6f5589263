// The page generator: hooks in a condition, code from configuration, numbers that repeat and change, a table that stays
// stale, failures that look like success.
import { handout, check } from "../support/bank.mjs";
import { React, act, compile, mount, click } from "../support/react.mjs";

const code = handout("react-review-crud-page-generator", "tsx");
const h = React.createElement;
console.error = () => {};
const calls = [], sockets = [];
let status = 200;
const reply = (body) => ({ ok: status < 400, status, json: async () => body });
const rows = [{ id: 1, name: "a", number: 1 }, { id: 3, name: "c", number: 3 }];
const fetch = async (url, options) => (calls.push({ url, ...options }), reply(structuredClone(rows)));
class WebSocket { constructor(url) { this.url = url; sockets.push(this); } close() { this.closed = true; } }
let table, form;
const Table = (props) => ((table = props), null);
const AutoForm = (props) => ((form = props), h("form"));
const Layout = ({ children }) => h("main", null, children);
const { CrudPage } = compile(code, { fetch, WebSocket, Table, AutoForm, Layout });
const config = (more) => ({ url: "/invoices", columns: [{ value: "name" }], fields: [], roles: { edit: ["admin"], del: ["admin"] }, ...more });
const draw = (more, role = "admin") => h(CrudPage, { config: config(more), role });

class Catch extends React.Component {
  state = {};
  static getDerivedStateFromError = (error) => ({ error });
  render() { return this.state.error ? this.state.error.message : this.props.children; }
}
const live = await mount(h(Catch, null, draw({ realtime: true, socketUrl: "wss://x" })));
check(sockets.length === 1, "(a socket is opened)");
await live.render(h(Catch, null, draw()));
check(/Rendered fewer hooks/.test(live.container.textContent), "turning realtime off breaks the order of the hooks");
await live.unmount();
check(!sockets[0].closed, "the socket is never closed");

await mount(draw({ columns: [{ computed: "globalThis.ran = true; return row.name" }] }));
table.columns[0].value({ name: "x" });
check(globalThis.ran, "a computed column runs code from the configuration");

const custom = await mount(h(Catch, null, draw({ customForm: () => (React.useState(0), h("form")) })));
await act(async () => table.onEdit(table.rows[0]));
check(/Rendered more hooks/.test(custom.container.textContent), "a hook in a customForm, called like a function, breaks the page's order of hooks");

const page = await mount(draw({ special: "invoices", beforeSave: (row) => { row.name = "changed"; } }));
const loads = calls.length;
const edited = table.rows[1];
await act(async () => table.onEdit(edited));
await act(async () => form.onSave(edited));
const put = calls.at(-1);
check(JSON.parse(put.body).number === 3 && rows.length + 1 === 3, "(an edited invoice gets a number)");
await act(async () => table.onEdit(table.rows[0]));
await act(async () => form.onSave(table.rows[0]));
check(JSON.parse(calls.at(-1).body).number === 3, "every edit gives a new number, here one that is taken");
check(table.rows[0].name === "changed" && table.rows[0].number === 3, "beforeSave and save change the rows in place");
check(!put.headers && new Request("http://x/1", { method: put.method, body: put.body }).headers.get("content-type") === "text/plain;charset=UTF-8", "the JSON goes out as text/plain");
status = 500;
await act(async () => table.onEdit(table.rows[0]));
await act(async () => form.onSave(table.rows[0]));
check(!page.container.querySelector("form"), "a failed save closes the form like a success");
await act(async () => table.onDelete(rows[0]));
check(calls.at(-1).method === "DELETE" && calls.filter(({ method }) => !method).length === loads && table.rows.length === 2, "deleting asks nothing, and neither it nor saving loads the table again");
await act(async () => form.onSave({ name: "new" }));
check(calls.at(-1).url === "/invoices/undefined", "a new row is saved as undefined");
await page.render(draw({ special: "invoices" }, "guest"));
check(table.onDelete === undefined, "the role only hides the buttons");
