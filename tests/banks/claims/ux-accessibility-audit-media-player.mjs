// The gray of the handout on white misses 4.5:1.
import { check, question } from "../support/bank.mjs";
import { contrast } from "../support/contrast.mjs";

const { handout, answer } = question("ux-accessibility-audit-media-player");
const gray = /#[0-9a-f]{6}/i.exec(handout)[0];
check(contrast(gray, "#ffffff").toFixed(1) === "2.8" && answer.includes("2.8:1"), `${gray} on white is 2.8:1, below 4.5:1`);
