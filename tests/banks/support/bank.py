"""Reads a question from the banks, so that a harness runs what is shipped and not a copy of it."""
import glob
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[3]


def question(question_id):
    """The question as it stands in its bank."""
    for path in sorted(glob.glob(str(ROOT / "banks" / "*.json"))):
        for found in json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["questions"]:
            if found["id"] == question_id:
                return found
    raise SystemExit(f"no question {question_id}")


def blocks(text, tag=None):
    """The fenced blocks of a text, in order; with a tag, only those."""
    found = re.findall(r"^```([^\n`]*)\n(.*?)^```", text or "", re.MULTILINE | re.DOTALL)
    return [code for name, code in found if tag is None or name.strip() == tag]


def handout(question_id, tag=None, index=0):
    """A fenced block of the handout."""
    return blocks(question(question_id).get("handout"), tag)[index]


def answer(question_id, tag=None, index=0):
    """A fenced block of the answer."""
    return blocks(question(question_id)["answer"], tag)[index]


def check(condition, claim):
    """One claim of the question, seen or not seen."""
    if not condition:
        raise SystemExit(f"NOT SEEN: {claim}")
    print(f"  seen: {claim}")
