//! Files that a person names: what is written, and what is never written over.

use crate::support::Sandbox;

#[test]
fn a_file_that_is_there_is_replaced_only_by_force() {
    let sandbox = Sandbox::furnished();
    let write = |rest: &str| sandbox.call(format!("score technical=4 -o mine.txt{rest}").split(' ')).inside().run();
    write("").fine();
    let first = sandbox.read("mine.txt");
    sandbox.write("mine.txt", "mine");
    let refused = write("");
    refused.says(1, "error: mine.txt is there already\nhint: name another file; --force replaces this one\n");
    assert_eq!(sandbox.read("mine.txt"), "mine");
    write(" --force").fine();
    assert_eq!(sandbox.read("mine.txt"), first);
    let kit = |rest: &str| sandbox.run(&format!("plan brief --track maker --seed 1 -o workspace/kits/a.json{rest}"));
    kit("").fine();
    assert_eq!(kit("").code, 1);
    kit(" --force").fine();
    assert_eq!(sandbox.run("score technical=4 --force").code, 2, "there is nothing to replace");
}

/// The ending of the file's name says in which notation, and contradicts no flag.
#[test]
fn a_file_is_written_in_the_notation_of_its_ending() {
    let sandbox = Sandbox::furnished();
    let score = |rest: &str| sandbox.call(format!("score technical=4 {rest}").split(' ')).inside().run();
    for (file, flag, title) in [
        ("card.html", "--html", "HTML"),
        ("card.HTM", "--html", "HTML"),
        ("card.md", "--markdown", "Markdown"),
        ("card.csv", "--csv", "CSV"),
        ("card.json", "--json", "JSON"),
    ] {
        score(&format!("-o {file}")).says(0, &format!("wrote {file} as {title}\n"));
        assert_eq!(sandbox.read(file), sandbox.run(&format!("score technical=4 {flag}")).fine());
        score(&format!("-o {file} {flag} --force")).fine();
    }
    score("-o card --csv").says(0, "wrote card as CSV\n");
    score("-o card.txt").says(0, "wrote card.txt as text\n");
    score("-o other.html --csv").says(
        2,
        "error: other.html ends like HTML, and CSV was asked for\nhint: name the file by the notation, or leave one of them out\n",
    );
    assert!(!sandbox.path("other.html").exists());
    let plan = |rest: &str| sandbox.call(format!("plan brief --track maker --seed 1 {rest}").split(' ')).inside().run();
    let drawn = "Brief interview, mid, Maker";
    plan("-o plan.html").says(0, &format!("wrote plan.html as HTML: {drawn}\n"));
    assert!(sandbox.read("plan.html").starts_with("<!doctype html>"));
    plan("-o kit.json").says(0, &format!("wrote kit.json as a kit: {drawn}\n"));
    assert_eq!(plan("-o kit.md --html").code, 2);
    sandbox.run("export --example -o all.csv --json").says(
        2,
        "error: all.csv ends like CSV, and JSON was asked for\nhint: name the file by the notation, or leave one of them out\n",
    );
}

/// What is repeated of a text that nobody reads to its end is bounded, wherever it was typed.
#[test]
fn a_long_text_is_repeated_in_part() {
    let sandbox = Sandbox::furnished();
    let long = "x".repeat(100_000);
    for words in [
        ["questions", "--bank", &long],
        ["score", &long, "technical=4"],
        ["scorecard", "--example", &long],
        ["plan", &long, "--explain"],
        ["sessions", "--candidate", &long],
        ["score", "--level", &long],
    ] {
        let said = sandbox.call(words).run();
        assert!(said.code != 0 && said.stderr.contains("xxx …") | said.stderr.contains("… xxx"), "{said}");
        assert!(said.stderr.len() < 4_000, "{}: {} bytes", words[0], said.stderr.len());
    }
}

#[test]
fn a_folder_that_is_not_there_is_named_and_not_made() {
    let sandbox = Sandbox::furnished();
    let said = sandbox.call("score technical=4 -o none/card.txt".split(' ')).inside().run();
    said.says(1, "error: there is no folder none\nhint: make it first, or name a file in another folder\n");
    assert!(!sandbox.path("none").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_with_what_to_do() {
    let sandbox = Sandbox::furnished();
    let said = sandbox.run("score technical=4 -o /dev/full");
    assert_eq!(said.code, 1, "{said}");
    for part in ["can't write /dev/full", "No space left on device", "free some disk space"] {
        assert!(said.stderr.contains(part), "{said}");
    }
}

const HEAD: &str = "candidate,interviewer,dimension,score\r\n";

#[test]
fn a_corrected_import_takes_the_place_of_the_one_before_only_where_that_is_said() {
    let sandbox = Sandbox::furnished();
    let import = |file: &str, rest: &str| {
        sandbox
            .run(&format!("import {} --format brief --level mid --date 2026-11-20{rest}", sandbox.path(file).display()))
    };
    sandbox.write("first.csv", format!("{HEAD}Ann Lee,Kim Park,technical,2\r\nBo Diaz,Kim Park,technical,3\r\n"));
    sandbox.write("mended.csv", format!("{HEAD}Ann Lee,Kim Park,technical,4\r\n"));
    import("first.csv", "").fine();
    import("first.csv", "").fine();
    let refused = import("mended.csv", "");
    assert_eq!(refused.code, 1, "{refused}");
    assert!(refused.stderr.contains("1 of the 1 rating would count twice"), "{refused}");
    for part in [
        ".json: Brief interview at level mid\n",
        "  Ann Lee by Kim Park on technical: 2, now 4\n",
        "--replace puts the new ratings in the place of those; where both are to count, say that these are of another round",
    ] {
        assert!(refused.stderr.contains(part), "no {part} in {refused}");
    }
    let replaced = import("mended.csv", " --replace");
    assert!(replaced.stderr.ends_with("  Ann Lee by Kim Park on technical: 2, now 4\n"), "{replaced}");
    assert!(sandbox.run("scorecard ann").fine().contains("concluded 4"));
    assert!(sandbox.run("scorecard bo").fine().contains("concluded 3"), "what is not doubled stays");
    assert_eq!(sandbox.run("sessions --json").json().as_array().map(Vec::len), Some(2), "one for each candidate");
    // The way to keep both that is said is one.
    let round = import("first.csv", " --columns round:second");
    assert_eq!(round.code, 0, "{round}");
    assert_eq!(sandbox.run("sessions --json").json().as_array().map(Vec::len), Some(4));
    sandbox.run("check").fine();
}

#[test]
fn people_are_checked_and_meant_by_their_ids_where_they_have_no_names() {
    let sandbox = Sandbox::furnished();
    sandbox
        .write("ratings.csv", format!("{HEAD}Zoë Łuczak,Kim Park,technical,4\r\nZoë Adams,Kim Park,technical,3\r\n"));
    let file = sandbox.path("ratings.csv").display().to_string();
    sandbox.run(&format!("import {file} --format brief --level mid --date 2026-11-20")).fine();
    let unknown = sandbox.run("sessions --candidate Nobody");
    assert!(unknown.stderr.contains("hint: there are: Zoë Adams, Zoë Łuczak\n"), "by the alphabet: {unknown}");
    for given in ["luczak", "ADAMS", "zoe luczak"] {
        sandbox.call(["scorecard", given]).run().fine();
    }
    let several = sandbox.run("scorecard zoe");
    assert_eq!(several.code, 2, "{several}");
    assert!(several.stderr.contains("`zoe` could be more than one candidate"), "{several}");
    assert_eq!(sandbox.run("scorecard nobody").code, 2);
    let people = sandbox.read("sessions/people.json");
    let id = people.lines().find(|line| line.contains("Adams")).and_then(|line| line.split('"').nth(1)).expect("an id");
    sandbox.change("sessions/people.json", "Zoë Adams", " ");
    let checked = sandbox.run("check");
    assert_eq!(checked.code, 3, "{checked}");
    assert!(checked.stdout.contains("a name needs at least one letter or digit"), "{checked}");
    std::fs::remove_file(sandbox.workspace().join("sessions/people.json")).expect("it is there");
    let checked = sandbox.run("check");
    assert!(
        checked.stdout.contains("the file is missing, so that everybody in these sessions is known by an id alone"),
        "{checked}"
    );
    assert!(sandbox.call(["scorecard", id]).run().fine().contains("concluded 3"));
    sandbox.call(["sessions", "--candidate", id]).run().fine();
}
