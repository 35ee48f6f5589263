// The answer's colors have the contrast it asks for in both themes, and forced colors do what it says.
import { answer, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";

const css = answer("css-dark-theme-contrast", "css");
const luminance = (text) => {
  const [r, g, b] = text.match(/\d+/g).map(Number).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, two) => {
  const [low, high] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

await chromium(async (page) => {
  await page.setContent(`<style>${css} body { background: var(--surface) } #t { color: var(--text) } #m { color: var(--text-muted) }</style><p id="t">t<p id="m">m`);
  const surfaces = [];
  for (const theme of ["light", "dark"]) {
    const [surface, text, muted] = await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
      const color = (selector, key) => getComputedStyle(document.querySelector(selector))[key];
      return [color("body", "backgroundColor"), color("#t", "color"), color("#m", "color")];
    }, theme);
    surfaces.push(surface);
    check(contrast(surface, text) >= 4.5 && contrast(surface, muted) >= 4.5, `text and muted text stand out in the ${theme} theme`);
  }
  check(surfaces[0] !== surfaces[1], "the attribute switches the theme");

  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
  await page.setContent(`<style>#b { background: red; border: 2px solid transparent; box-shadow: 0 0 5px red; text-shadow: 1px 1px red }
    #g { background-image: linear-gradient(red, blue) } #u { background-image: url("data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=") }</style><div id="b">b</div><div id="g">g</div><div id="u">u</div>`);
  const seen = await page.evaluate(() => {
    const style = (id) => getComputedStyle(document.getElementById(id));
    return { color: style("b").backgroundColor, border: style("b").borderTopColor, shadows: [style("b").boxShadow, style("b").textShadow], gradient: style("g").backgroundImage, image: style("u").backgroundImage };
  });
  check(seen.color !== "rgb(255, 0, 0)", "the background's color is replaced");
  check(seen.border !== "rgba(0, 0, 0, 0)", "a transparent border becomes visible");
  check(seen.shadows.every((value) => value === "none") && seen.gradient === "none", "shadows and gradients go");
  check(seen.image.startsWith("url("), "a background image from a file stays");
});
