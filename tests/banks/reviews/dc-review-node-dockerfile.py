"""Follows the token through the lines of the handout: a second copy is never deleted; sees which packages npm installs, and that a program started
by `npm run` in a shell is not told of SIGTERM, while the one that the answer starts is."""
import json
import os
import signal
import subprocess
import tempfile
import time

from bank import answer, check, handout

ID = "dc-review-node-dockerfile"
lines, better = handout(ID, "dockerfile").splitlines(), answer(ID, "dockerfile").splitlines()
context, image, layers = {".npmrc", "package.json", "server.js"}, set(), []
for line in lines:
    word, *rest = line.split() or [""]
    before = set(image)
    if line == "COPY . .":
        image |= {f"/app/{name}" for name in context}
    elif word == "COPY":
        image.add(rest[1])
    elif rest[:1] == ["rm"]:
        image -= set(rest[1:])
    layers.append(image - before)
check("WORKDIR /app" in lines and "/app/.npmrc" in image, "COPY . . brings a copy of the token that nobody deletes")
check("/root/.npmrc" not in image and any("/root/.npmrc" in layer for layer in layers), "the deleted one stays in its layer")
check(lines.index("COPY . .") < lines.index("RUN npm install"), "any change of the code installs anew")
check(better.index("COPY . .") > better.index(next(x for x in better if "npm ci" in x)), "in the answer it does not")
check(lines.index("ENV NODE_ENV=development") > lines.index("RUN npm install") and better.index("ENV NODE_ENV=production") < better.index(next(x for x in better if "npm ci" in x)),
      "NODE_ENV=development is set after the installation")
with tempfile.TemporaryDirectory() as place:
    for name in ("dep", "dev"):
        os.mkdir(f"{place}/{name}")
        with open(f"{place}/{name}/package.json", "w") as f:
            json.dump({"name": name, "version": "1.0.0"}, f)
    with open(f"{place}/package.json", "w") as f:
        json.dump({"name": "notes", "version": "1.0.0", "dependencies": {"dep": "file:dep"}, "devDependencies": {"dev": "file:dev"}}, f)
    bare = {k: v for k, v in os.environ.items() if k != "NODE_ENV"}
    got = []
    for command, env in ((["install"], {}), (["install"], {"NODE_ENV": "production"}), (["ci", "--omit=dev"], {})):
        subprocess.run(["npm", *command, "--offline", "--no-audit", "--no-fund"], cwd=place, env=bare | env, check=True, stdout=subprocess.DEVNULL)
        got.append(os.path.exists(f"{place}/node_modules/dev"))
        assert os.path.exists(f"{place}/node_modules/dep")
check(got == [True, False, False], "npm install without NODE_ENV brings development packages, npm ci --omit=dev does not")
check(not any(x.startswith("USER") for x in lines) and "USER node" in better, "root, and node in the answer")
check("CMD npm run dev" in lines and "ENV NODE_ENV=development" in lines, "development in production")

server = """const fs = require("fs");
process.on("SIGTERM", () => { fs.writeFileSync("told", ""); process.exit(0); });
fs.writeFileSync("up", String(process.pid)); setTimeout(() => process.exit(1), 20000);"""
for claim, command, told in (("SIGTERM to npm does not reach the program", ["npm", "run", "dev"], False),
                             ("SIGTERM reaches the answer's program", json.loads(better[-1][4:]), True)):
    with tempfile.TemporaryDirectory() as place:
        with open(f"{place}/server.js", "w") as f:
            f.write(server)
        with open(f"{place}/package.json", "w") as f:
            json.dump({"name": "notes", "version": "1.0.0", "scripts": {"dev": "node server.js"}}, f)
        first = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not os.path.exists(f"{place}/up"):
            time.sleep(0.05)
        time.sleep(0.2)
        first.send_signal(signal.SIGTERM)
        first.wait()
        time.sleep(0.3)
        check(os.path.exists(f"{place}/told") == told, claim)
        if not told:
            with open(f"{place}/up") as f:
                os.kill(int(f.read()), signal.SIGKILL)
