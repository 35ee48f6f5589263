// The chat server with ws: anybody's name, raw markup, five ways to end the process for all, sets and histories that grow;
// and that a Map, try and an error listener keep it running.
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { join } from "node:path";
import { handout, check } from "../support/bank.mjs";
import { load, until, wait } from "../support/page.mjs";

const { WebSocket, WebSocketServer } = load("ws");
const code = handout("rt-review-chat-server", "js");
const report = `wss.on("listening", () => process.send({ port: wss.address().port }));
process.on("message", (room) => process.send({ sockets: [...rooms[room]].map((s) => s.readyState), items: history[room].length }));`;
const servers = [];

async function serve(source = code) {
  const { code: js } = load("esbuild").transformSync(source.replace("port: 8080", "port: 0") + report, { format: "cjs" });
  const child = spawn(process.execPath, ["-e", js], { stdio: ["ignore", "ignore", "ignore", "ipc"], env: { ...process.env, NODE_PATH: join(process.env.BANKS_ENV, "node_modules") } });
  servers.push(child);
  const next = () => new Promise((done) => child.once("message", done));
  const { port } = await next();
  const join_ = (query, options) => new Promise((done) => {
    const socket = new WebSocket(`ws://localhost:${port}/${query}`, options);
    socket.got = [];
    socket.on("message", (data) => (socket.got.push(JSON.parse(data)), done(socket)));
    socket.on("error", () => {});
    socket.on("close", () => done(socket));
  });
  const ended = async (ms = 1000) => { for (let i = 0; i < ms / 10 && child.exitCode === null; i++) await wait(10); return child.exitCode !== null; };
  return { port, join: join_, ended, ask: (room) => (child.send(room), next()) };
}
const shut = (socket) => new Promise((done) => (socket.once("close", done), socket.close()));

const chat = await serve();
const ann = await chat.join("?user=Ann&room=r"), eve = await chat.join("?user=Ann&room=r", { origin: "https://evil.example" });
eve.send('{"text":"<img src=x onerror=alert(1)>"}');
await until(() => ann.got.length === 2);
check(ann.got[1].item.html === "<b>Ann</b>: <img src=x onerror=alert(1)>", "anybody, from any origin, speaks as Ann, and the markup is raw");
for (let i = 0; i < 50; i++) eve.send('{"text":"hi"}');
check(await until(() => ann.got.length === 52) && new Set(ann.got.slice(2).map(({ item }) => item.id)).size < 50, "ids by time collide");
await shut(eve);
let state;
await until(async () => (state = await chat.ask("r")).sockets.includes(WebSocket.CLOSED));
check(state.sockets.length === 2 && state.sockets.includes(WebSocket.CLOSED), "a closed socket stays in the room");
check((await chat.join("?user=Bob&room=r")).got[0].items.length === 51 && state.items === 51, "the whole history stays and goes to everyone who joins");
check(new WebSocketServer({ noServer: true }).options.maxPayload === 100 * 1024 * 1024, "maxPayload defaults to 100 MiB");

async function kill(source) {
  const results = {};
  for (const [name, attack] of Object.entries({
    "a message that is not JSON": async (site) => (await site.join("?user=x&room=r")).send("hello"),
    "a broken frame": async (site) => (await site.join("?user=x&room=r"))._socket.write(Buffer.from([0xff, 0x00])),
    "the room constructor": (site) => site.join("?user=x&room=constructor"),
    "the path //": (site) => connect(site.port, "localhost").write("GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"),
  })) {
    const site = await serve(source);
    await Promise.race([attack(site), wait(500)]);
    results[name] = await site.ended(source === code ? 2000 : 150);
  }
  return results;
}
for (const [name, ended] of Object.entries(await kill(code))) check(ended, `${name} ends the process for all`);
const fixed = code.replace("const rooms = {}", "const rooms = Object.create(null)").replace("const history = {}", "const history = Object.create(null)")
  .replace("const url = new URL", 'socket.on("error", () => {});\n  if (!URL.canParse(request.url, "http://localhost")) return socket.close();\n  const url = new URL')
  .replace("const message = JSON.parse(data);", "let message;\n    try { message = JSON.parse(data); } catch { return socket.close(); }");
check(!Object.values(await kill(fixed)).includes(true), "with try, an error listener and objects without a prototype it goes on");
servers.forEach((child) => child.kill());
process.exit(0);
