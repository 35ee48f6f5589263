"""What hotseat writes and reads, through the services' client libraries. Not part of `cargo test`, since it needs packages:

    python3 -m venv venv && venv/bin/pip install ashby==0.4.1 MergePythonClient==4.2.1
    venv/bin/python tests/ats/roundtrip.py target/debug/hotseat
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from ashby_sdk.models import Feedback
from merge.resources.ats.types.overall_recommendation_enum import OverallRecommendationEnum
from merge.resources.ats.types.scorecard import Scorecard

HOTSEAT = str(Path(sys.argv[1]).resolve())


def hotseat(folder, *arguments):
    """A run in a workspace of its own: what it prints, and what it says."""
    run = subprocess.run([HOTSEAT, "--workspace", str(folder), *arguments], capture_output=True, text=True, cwd=folder)
    assert run.returncode == 0, (arguments, run.stderr)
    return run.stdout, run.stderr


def scores(folder):
    """Candidate, interviewer, dimension and score of every conclusion."""
    cards = json.loads(hotseat(folder, "export", "--json")[0])
    return sorted(
        (card["candidate"]["name"], card["interviewer"]["name"], line["id"], line["conclusion"])
        for card in cards
        for line in card["dimensions"]
        if line["conclusion"] is not None
    )


def take_in(folder, name, text):
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / name).write_text(text)
    return hotseat(folder, "import", "in", "--format", "deep-technical", "--level", "mid", "--date", "2026-10-01")


def merge(folder, before):
    page = json.loads(hotseat(folder, "export", "--ats", "merge")[0])
    models = [Scorecard.model_validate(card) for card in page["results"]]
    assert len(models) == 2 and all(model.submitted_at.date().isoformat() == "2026-10-01" for model in models)
    words = {model.overall_recommendation for model in models} - {None}
    assert words <= {word.value for word in OverallRecommendationEnum}, words
    again = Path(tempfile.mkdtemp())
    take_in(again, "scorecards.json", json.dumps({"results": [json.loads(model.model_dump_json()) for model in models]}))
    assert scores(again) == before
    print(f"MergePythonClient 4.2.1: {len(models)} scorecards, {len(before)} ratings as they were")


def ashby(folder, before):
    titles = ["Technical skills", "Problem solving", "Communication", "Code quality"]
    fields = [{"isRequired": True, "field": {"id": f"p{n}", "path": f"p{n}", "title": title, "type": "Score"}} for n, title in enumerate(titles)]
    definition = {"sections": [{"fields": fields}]}
    (folder / "form.json").write_text(json.dumps({"success": True, "results": {"id": "form", "title": "Form", "formDefinition": definition}}))
    mapping = json.loads(hotseat(folder, "export", "--ats", "ashby", "--template", "form.json")[0])
    names = {}
    for number, session in enumerate(mapping["sessions"].values()):
        session["application"] = f"a{number}"
        names[f"a{number}"] = session["candidate"]
    (folder / "mapping.json").write_text(json.dumps(mapping))
    bodies = [json.loads(line) for line in hotseat(folder, "export", "--ats", "ashby", "--mapping", "mapping.json")[0].splitlines()]
    title = {f"p{n}": title for n, title in enumerate(titles)}
    results = [
        {
            "id": f"f{number}",
            "applicationId": body["applicationId"],
            "submittedAt": "2026-10-01T12:00:00Z",
            "submittedByUser": {"id": "u1", "firstName": "Fern", "lastName": "Ash", "email": "fern@example.org"},
            "formDefinition": definition,
            "submittedValues": [
                {"field": {"path": value["path"], "title": title[value["path"]], "type": "Score"}, "value": value["value"]}
                for value in body["feedbackForm"]["fieldSubmissions"]
            ],
        }
        for number, body in enumerate(bodies)
    ]
    read = [Feedback.from_dict(result) for result in results]
    found = [one.get_score(name)["score"] for one in read for name in titles]
    assert len(found) == len(before) and set(found) <= {1, 2, 3, 4}, found
    again = Path(tempfile.mkdtemp())
    (again / "in").mkdir()
    applications = [{"id": id, "candidate": {"id": f"c-{id}", "name": name}} for id, name in names.items()]
    (again / "in" / "application.list.json").write_text(json.dumps({"success": True, "results": applications}))
    take_in(again, "applicationFeedback.list.json", json.dumps({"success": True, "results": [one.raw_data for one in read]}))
    four_steps = [(*rest, 2 if score == 3 else score) for *rest, score in before]
    assert scores(again) == four_steps
    print(f"ashby 0.4.1: {len(read)} submissions, {len(found)} scores; read again with every 3 as a 2")


def main():
    folder = Path(tempfile.mkdtemp())
    rows = ["candidate,interviewer,dimension,score"]
    for name, given in [("Linden Moss", [1, 2, 3, 4]), ("Rowan Hill", [5, 4, 3, 1])]:
        for dimension, score in zip(["technical", "problem-solving", "communication", "code-quality"], given):
            rows.append(f"{name},Fern Ash,{dimension},{score}")
    (folder / "ratings.csv").write_text("\n".join(rows) + "\n")
    hotseat(folder, "import", "ratings.csv", "--format", "deep-technical", "--level", "mid", "--date", "2026-10-01")
    before = scores(folder)
    assert len(before) == 8
    merge(folder, before)
    ashby(folder, before)


main()
