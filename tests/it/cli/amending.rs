//! What `amend` says of whose scorecard it changes, what it lacks, and what came of it.

use crate::support::{BRIEF, Sandbox};

/// A submitted session with a candidate, and what its name is.
fn held(sandbox: &Sandbox, candidate: &str, chance: u64) -> String {
    let script = "/next\n/t 4\n/c 4\n/end\n/yes\n/submit\n/yes\n";
    let call = sandbox.interview(&format!("{BRIEF} --new-candidate"), [candidate, "Kim Park"]);
    call.chance(chance).stdin(script).run().fine();
    let all = sandbox.run("sessions --json").json();
    let all = all.as_array().expect("sessions");
    let own = all.iter().find(|line| line["candidate"] == candidate).expect("the session");
    own["session"].as_str().expect("a name").to_owned()
}

const CHANGE: [&str; 4] = ["--reason", "read again", "--note", "knows Redis"];

#[test]
fn an_amendment_says_whose_it_is_and_asks_where_a_name_is_a_part_of_anothers() {
    let sandbox = Sandbox::furnished();
    let nolan = held(&sandbox, "Ravi O Nolan", 1);
    let amend = |whose: &str| sandbox.call([&["amend", whose], CHANGE.as_slice()].concat()).run();
    let only = amend("ravi");
    assert!(only.stderr.starts_with("Ravi O Nolan, Brief interview, 2026-11-21 "), "{only}");
    assert!(only.stderr.contains(": added a note: knows Redis\nthe total stays "), "{only}");
    let ravi = held(&sandbox, "Ravi", 2);
    let (before, refused) = (sandbox.tree(), amend("ravi"));
    assert_eq!((refused.code, sandbox.tree() == before), (2, true), "{refused}");
    for said in ["`ravi` could be Ravi or Ravi O Nolan", &format!("{ravi}: Ravi, "), &nolan, "name the session"] {
        assert!(refused.stderr.contains(said), "{said}: {refused}");
    }
    assert!(amend(&ravi).stderr.starts_with("Ravi, Brief interview, "));
    assert!(amend("nolan").stderr.starts_with("Ravi O Nolan, Brief interview, "));
    // On a terminal it is asked, and Enter alone means nobody.
    let call = sandbox.call([&["amend", "ravi", "--plain"], CHANGE.as_slice()].concat());
    let mut person = call.on_terminal(80, 24);
    person.reads("Who is meant?").reads("Enter for 1: ").types("\r").ends_with(130);
}

#[test]
fn all_that_an_amendment_lacks_is_said_at_once_with_an_example() {
    let sandbox = Sandbox::furnished();
    let session = held(&sandbox, "Ann Lee", 1);
    let bare = sandbox.run("amend");
    bare.says(
        2,
        &format!(
            "error: no session is named, and one is submitted\n  {session}: Ann Lee, with Kim Park, Brief interview, mid, \
             2026-11-21 10:00\nhint: name one of them, such as `hotseat amend NAME --reason \"read my notes again\" --rate \
             Q3:technical=4`\n"
        ),
    );
    let run = |words: &[&str]| sandbox.call(words.iter().copied()).run().stderr;
    let both = run(&["amend", "ann"]);
    assert!(both.contains("needs a reason, which stays on the scorecard, and something to change"), "{both}");
    assert!(both.contains("`hotseat amend ann --reason \"why it changes\" --rate Q1:technical=4`"), "{both}");
    let change = run(&["amend", "ann", "--reason", "read again"]);
    assert!(change.contains("`hotseat amend ann --reason 'read again' --rate Q1:technical=4`"), "{change}");
    let reason = run(&["amend", "ann", "--note", "knows Redis"]);
    assert!(reason.contains("`hotseat amend ann --note 'knows Redis' --reason \"why it changes\"`"), "{reason}");
    let help = sandbox.run("amend --help").fine();
    assert_eq!(help.split_once("Examples:").map(|(_, end)| end.matches("hotseat amend ann --reason").count()), Some(3));
    // On a terminal the session is chosen from a list, and is then a part of the example.
    let mut person = sandbox.call(["amend", "--plain"]).on_terminal(200, 24);
    person.reads("Which scorecard would you like to amend?").reads("Ann Lee").types("1\r");
    person.reads(&format!("such as `hotseat amend --plain {session} --reason")).ends_with(2);
}

#[test]
fn several_changes_stand_below_whose_they_are_and_numbers_name_signals_and_flags() {
    let sandbox = Sandbox::furnished();
    held(&sandbox, "Ann Lee", 1);
    let words = ["--signal", "Q1:2=seen", "--flag", "Q1:1=made it up", "--rate", "Q1:t=5"];
    let run = sandbox.call([&["amend", "ann"], CHANGE.as_slice(), &words].concat()).run();
    let (whose, rest) = run.stderr.split_once('\n').expect("lines");
    assert!(whose.starts_with("Ann Lee, Brief interview, ") && whose.ends_with(':'), "{run}");
    for said in
        [" at Q1: from not seen to seen", "added a red flag at Q1: ", "added a note: ", "changed Technical skills"]
    {
        assert!(rest.contains(said), "{said}: {run}");
    }
    assert!(rest.contains("the total is now "), "{run}");
}
