// The sign-up block in Chromium: what keyboard, names, ids and form do; contrast by the formula; and the native elements.
import { handout, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";
import { contrast } from "../support/contrast.mjs";

const code = handout("html-review-newsletter-junior", "html");
const prepare = (html) => `<!doctype html><title>t</title><body style="background: white"><script>
  var sent = 0, submitted = 0; function sendForm() { sent++; }
  addEventListener('submit', (event) => { event.preventDefault(); submitted++; data = [...new FormData(event.target)]; });
</script>${html}<a id="after" href="#x">after</a>`;

await chromium(async (page) => {
  await page.setContent(prepare(code));
  const stops = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => document.activeElement.type || document.activeElement.id));
  }
  check(stops.join() === "text,text,checkbox,after", "the keyboard goes past the div button");
  await page.focus("input");
  check((await page.$eval("input", (e) => getComputedStyle(e).outlineStyle)) === "none", "the focus ring is gone");
  await page.keyboard.type("no address");
  await page.keyboard.press("Enter");
  check((await page.evaluate(() => sent + submitted)) === 0, "Enter sends nothing");
  check((await page.evaluate(() => [...new FormData(document.querySelector("form"))].length)) === 0, "without names the form has no data");
  const tree = async () => {
    const walk = (node) => [node, ...(node.children ?? []).flatMap(walk)];
    return walk(await page.accessibility.snapshot({ interestingOnly: false }));
  };
  const nodes = await tree();
  check(!nodes.some((node) => node.role === "button"), "there is no button in the accessibility tree");
  check(nodes.find((node) => node.role === "checkbox").name === "", "the checkbox has no name");
  check((await page.$$eval("#error", (all) => all.indexOf(document.getElementById("error")))) === 0
    && (await page.$$("[id=error]")).length === 2, "of two equal ids getElementById finds the first");
  await page.click("span:last-of-type");
  check(await page.$eval("[type=checkbox]", (e) => e.checked && e.defaultChecked), "a click on the text does not reach the ticked box");
  check(contrast("#aaa", "#fff").toFixed(1) === "2.3", "#aaa on white has 2.3 to 1");

  await page.setContent(prepare(code.replace(/<div class="button" .*<\/div>/, "<button>Sign up</button>")
    .replace('type="text" placeholder="Your email"', 'type="email" id="email" name="email" required autocomplete="email"')
    .replace("<form>", '<form><label for="email">Email</label>')));
  await page.focus("#email");
  await page.keyboard.type("no address");
  await page.keyboard.press("Enter");
  check((await page.evaluate(() => submitted)) === 0, "with type=email and a button the browser checks first");
  await page.$eval("#email", (e) => (e.value = ""));
  await page.keyboard.type("a@b.example");
  await page.keyboard.press("Enter");
  check((await page.evaluate(() => JSON.stringify(data))) === '[["email","a@b.example"]]', "then Enter submits, and the name sends the value");
  check((await tree()).find((node) => node.role === "textbox").name === "Email", "the label gives the name");
});
