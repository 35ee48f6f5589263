// The field in Chromium: random texts against the rules by hand, what is sent and how, focus, the toggle, names and roles.
import { check } from "../support/bank.mjs";
import { code, random } from "../support/coding.mjs";
import { chromium } from "../support/page.mjs";

const html = code("html-password-field-rules", "html");
await chromium(async (page) => {
  let text = html;
  const sent = [];
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (request.isNavigationRequest() && (request.method() === "POST" || request.url().includes("?"))) sent.push([request.method(), request.url(), request.postData() ?? ""]);
    request.respond({ contentType: "text/html", body: `<!doctype html>${text}` });
  });
  const open = () => page.goto("http://app.example/join");
  const see = () => page.evaluate(() => { const i = document.querySelector("#pw"); return { done: [...document.querySelectorAll("[data-rule]")].filter((li) => getComputedStyle(li, "::after").content.includes("done")).map((li) => li.dataset.rule).join(), error: document.querySelector("#pw-error").textContent, focus: document.activeElement === i, invalid: i.getAttribute("aria-invalid"), type: i.type, pressed: document.querySelector("#show").getAttribute("aria-pressed"), label: document.querySelector("#show").textContent }; });
  const put = (value) => page.$eval("#pw", (f, v) => { f.value = v; f.dispatchEvent(new Event("input", { bubbles: true })); }, value);
  const send = async () => { await page.click("form > button:not([type])"); await new Promise((done) => setTimeout(done, 400)); };
  await open();
  await page.type("#pw", "blue");
  check((await see()).done === "name", "\"blue\": the second rule is done");
  await send();
  let s = await see();
  check(s.error === "Still missing: At least 12 characters" && s.focus && s.invalid === "true" && !sent.length, "submit: nothing is sent, the text says what is missing, focus in the field");
  check(await page.$eval("#pw", (f) => f.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent.trim()).join().startsWith("Still missing")), "the error belongs to the field's description");
  await page.type("#pw", "x");
  s = await see();
  check(s.error === "" && s.invalid === null, "typing clears it");
  await page.keyboard.press("Enter");
  check((await see()).error.startsWith("Still") && (await page.$eval("#pw-error", (p) => p.role)) === "alert", "Enter in the field: the same, in an alert, as focus does not move");
  await page.click("#show");
  s = await see();
  check(s.type === "text" && s.pressed === "true" && s.label === "Show password" && !sent.length, "the toggle shows the text, keeps its label and submits nothing");
  await page.focus("#pw"); await page.keyboard.press("End"); await page.keyboard.type("y"); // Chromium 148 puts the caret at the start when the type changes
  await page.focus("#show"); await page.keyboard.press("Space");
  s = await see();
  check(s.type === "password" && s.pressed === "false" && (await page.$eval("#pw", (f) => f.value)) === "bluexy", "and hides it again, by keyboard; the text stays");
  await put("");
  check((await see()).done === "", "empty: no rule is done");
  const r = random(1), parts = ["pass", "word", "password", "PassWord", "a", " ", "\u{1F600}", "harbor", "moon7", "\u00e9"];
  for (let n = 0; n < 200; n++) {
    const value = r.times(r.below(7), () => r.pick(parts)).join("");
    await put(value);
    const long = Array.from(value).length >= 12, free = value !== "" && !/password/i.test(value);
    if ((await see()).done !== [long && "length", free && "name"].filter(Boolean).join()) check(false, `${value}: ${(await see()).done}`);
  }
  check(true, "200 random texts: rules as by hand");
  await put("\u{1F600}".repeat(11));
  check((await see()).done === "name", "eleven emoji are eleven characters");
  await put("\u{1F600}".repeat(12));
  check((await see()).done === "length,name", "and twelve are enough");
  await open();
  await page.evaluate(() => document.querySelector("#pw").focus());
  await page.evaluate(() => document.execCommand("insertText", false, "blue harbor moon 7"));
  check((await see()).done === "length,name", "pasted text is checked");
  await send();
  check(sent.length === 1 && sent[0][0] === "POST" && !sent[0][1].includes("moon") && sent[0][2] === "pw=blue+harbor+moon+7", "submit goes through, by POST");
  text = html.replace(' method="post"', "");
  await open();
  await put("blue harbor moon 7"); await send();
  check(sent[1][0] === "GET" && sent[1][1].includes("moon"), "without a method the password would stand in the address");
});
