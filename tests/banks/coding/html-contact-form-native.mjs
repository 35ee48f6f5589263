// The form in Chromium: labels, what is sent, native checks, marks only after use, keyboard, width.
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const html = code("html-contact-form-native", "html");
await chromium(async (page) => {
  const sent = [];
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (path === "/contact") sent.push([request.method(), request.postData()]);
    request.respond({ contentType: "text/html", body: `<!doctype html>${path === "/form" ? html : "thanks"}` });
  });
  const open = async (width = 900) => { await page.setViewport({ width, height: 600 }); await page.goto("http://app.example/form"); };
  const send = async () => { await page.click("button"); await new Promise((done) => setTimeout(done, 100)); };
  await open();
  const fields = await page.evaluate(() => [...document.querySelectorAll("input, select, textarea")].map((f) => [f.name, f.type, f.labels[0]?.textContent.trim(), f.required, f.autocomplete, f.checked ?? null]));
  check(fields.every(([name, , label]) => name && label) && fields.map((f) => f[0]).join() === "name,email,topic,message,via,via,consent", "each field has a name and a label");
  check(fields.filter((f) => f[3]).map((f) => f[0]).join() === "name,email,topic,message,consent", "the required ones");
  check(fields[4][5] && !fields[5][5] && !fields[6][5] && (await page.$eval("#topic", (s) => s.value)) === "", "email chosen at first, no topic, no consent");
  check((await page.$eval("fieldset legend", (l) => l.textContent)) === "How should we answer?", "the radio buttons are a group with a name");
  const marked = () => page.evaluate(() => [...document.querySelectorAll("form :user-invalid")].filter((f) => f !== document.activeElement && getComputedStyle(f).outlineStyle === "solid").map((f) => f.name).join());
  check((await marked()) === "", "nothing is marked at first");
  await page.type("#name", "A"); await page.keyboard.press("Backspace"); await page.keyboard.press("Tab");
  check((await marked()) === "name", "a field used and left wrong is marked");
  await send();
  check(sent.length === 0 && /email,.*message,consent/.test(await marked()), "a try to send is stopped by the browser and marks the others, also the checkbox");
  await open();
  await page.type("#name", "Ada"); await page.type("#email", "ada@x"); await page.select("#topic", "Order"); await page.type("#message", "Hi"); await page.click("[name=consent]");
  await page.$eval("#email", (f) => { f.value = "ada"; });
  await send();
  check(sent.length === 0, "an email without @ is not sent");
  await page.$eval("#email", (f) => { f.value = "ada@x.org"; });
  await page.$eval("[name=consent]", (f) => { f.checked = false; }); await send();
  await page.$eval("[name=consent]", (f) => { f.checked = true; }); await page.select("#topic", ""); await send();
  check(sent.length === 0, "nor a form without consent or topic");
  await page.select("#topic", "Order"); await send();
  check(sent.length === 1 && sent[0].join(" ") === "POST name=Ada&email=ada%40x.org&topic=Order&message=Hi&via=mail&consent=yes", "and then exactly the handout's text");
  await open();
  await page.$eval("#message", (f) => f.focus());
  await page.$eval("#message", (f) => { f.value = "x".repeat(1999); });
  await page.keyboard.type("yz");
  check((await page.$eval("#message", (f) => f.value.length)) === 2000, "no more than 2000 characters can be typed");
  await open();
  await page.type("#name", "Ada"); await page.type("#email", "ada@x.org"); await page.select("#topic", "Order"); await page.click("[name=consent]");
  await page.$eval("#message", (f) => { f.value = "x".repeat(1990); f.focus(); });
  for (let i = 0; i < 12; i++) await page.keyboard.press("Enter");
  await send();
  check(new URLSearchParams(sent.at(-1)[1]).get("message").length === 2010, "ten line breaks that count as 2000 characters with the rest are sent as 2010");
  await open();
  const stops = [];
  for (let i = 0; i < 7; i++) { await page.keyboard.press("Tab"); stops.push(await page.evaluate(() => document.activeElement.name || document.activeElement.tagName)); }
  check(stops.join() === "name,email,topic,message,via,consent,BUTTON", "the Tab key goes through all fields");
  check((await page.$eval("form", (f) => f.getBoundingClientRect().width)) === 512 && (await page.$eval("#name", (f) => getComputedStyle(f).fontSize)) === "16px", "at most 32rem wide; controls take the page's 16 px");
  await open(320);
  check(!(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)), "no scrolling to the side at 320 px");
});
