// The sample's parts belong together: one error, one link to its field, one text for the field; the text says what is wrong with 13/13/2024.
import { answer, check } from "../support/bank.mjs";
import { page } from "../support/page.mjs";

const { document } = page(answer("html-error-summary-form", "html"));
const summary = document.querySelector("#errors"), link = summary.querySelector("a"), field = document.querySelector("input");
const said = document.getElementById(field.getAttribute("aria-describedby")).textContent;
check(summary.getAttribute("tabindex") === "-1" && document.getElementById(summary.getAttribute("aria-labelledby")).tagName === "H2", "the summary can take focus and is named by its heading");
check(summary.querySelector("h2").textContent.includes(String(summary.querySelectorAll("a").length)), "the heading counts the links");
check(link.hash === `#${field.id}` && document.querySelector("label").htmlFor === field.id && field.getAttribute("aria-invalid") === "true", "link and label lead to the invalid field");
check(link.textContent === said, "summary and field say the same");
const [day, month] = field.value.split("/").map(Number);
check(day <= 31 && month > 12 && /month/.test(said) && !/^enter the date as/i.test(said), "what was typed has the right form, and the text names the month");
check(/day\/month\/year/.test(document.querySelector("label").textContent), "the label says the form before input");
