"""The workflow as YAML: who triggers it, what every step can read, what deploys; and the title of a pull request, pasted
into the run line as GitHub does it, which runs a command there and does not when it comes by the environment."""
import os
import subprocess
import tempfile

import yaml
from bank import check, handout

flow = yaml.safe_load(handout("dc-review-actions-workflow", "yaml"))
test, deploy = flow["jobs"]["test"], flow["jobs"]["deploy"]
check("pull_request_target" in flow[True], "it runs for pull requests of strangers, with the rights of the repository")
for name, job in flow["jobs"].items():
    first = job["steps"][0]
    check("pull_request.head.sha" in first["with"]["ref"] and first["with"]["allow-unsafe-pr-checkout"] is True,
          f"{name} checks out the stranger's commit, with the check of actions/checkout switched off")
check("needs" not in deploy and "if" not in deploy, "deploy waits for nothing and has no condition")
check(flow["permissions"] == "write-all" and all("secrets." in v for v in flow["env"].values()),
      "every step has a token that may write, and the AWS key")
check(any(s.get("continue-on-error") for s in test["steps"]), "failing tests do not fail the job")
check(any("printenv" in s.get("run", "") for s in test["steps"]), "the environment is printed")
check(not {"concurrency", "timeout-minutes", "environment"} & (set(flow) | set(deploy)), "no concurrency, timeout, environment")
check([s["uses"] for s in test["steps"] if "uses" in s] == ["actions/checkout@v7", "some-org/setup-tool@main"], "a tag and a branch")

line = next(s["run"] for s in test["steps"] if "pull_request.title" in s.get("run", ""))
placeholder = line[line.index("${{"):line.index("}}") + 2]
with tempfile.TemporaryDirectory() as place:
    for title in ('"; touch owned #', "$(touch owned)", "`touch owned`"):
        for claim, script, env in (("pasted", line.replace(placeholder, title), {}),
                                   ("by env", line.replace(placeholder, "$TITLE"), {"TITLE": title})):
            subprocess.run(["bash", "-e", "-c", script], cwd=place, env=os.environ | env, stdout=subprocess.DEVNULL, check=True)
            ran = os.path.exists(f"{place}/owned")
            check(ran == (claim == "pasted"), f"the title {title} {claim}: " + ("a command runs" if ran else "nothing runs"))
            if ran:
                os.remove(f"{place}/owned")
