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
    person.reads("Who is meant?").reads("Enter for 1: ").types("\r").reads("nothing was done").ends_with(130);
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

/// What was pasted is code as it was, in every notation for people.
#[test]
fn a_note_of_several_lines_keeps_them() {
    let sandbox = Sandbox::furnished();
    held(&sandbox, "Ann Lee", 1);
    let code = "class Version(Model):\n    item = Key()\n\tbody = `x`\n";
    let note = |text: &str, words: &[&str]| {
        let call = [&["amend", "ann", "--reason", "pasted", "--note", text], words].concat();
        sandbox.call(call).run().fine();
    };
    note(code, &["--at", "Q1"]);
    note("first *this*\nthen that", &[]);
    let card = |notation: &[&str]| sandbox.call([&["scorecard", "ann"], notation].concat()).run().fine();
    let text = card(&[]);
    let at = text.find("note  class Version(Model):\n").unwrap_or_else(|| panic!("{text}"));
    let column = text[at..].find("class").expect("it") + at - text[..at].rfind('\n').expect("a line") - 1;
    let below = " ".repeat(column);
    assert!(text[at..].contains(&format!(":\n{below}    item = Key()\n{below}    body = `x`\n")), "{text}");
    assert!(text.contains("first *this*\n"), "{text}");
    let markdown = card(&["--markdown"]);
    let fenced = "note**\n\n  ```text\n  class Version(Model):\n      item = Key()\n      body = `x`\n  ```\n";
    assert!(markdown.contains(fenced), "{markdown}");
    assert!(markdown.contains("** first \\*this\\*\\\n  then that\n"), "{markdown}");
    let html = card(&["--html"]);
    assert!(html.contains("<pre>class Version(Model):\n    item = Key()\n    body = `x`\n</pre>"), "{html}");
    assert!(html.contains("first *this*<br>\nthen that</li>"), "{html}");
}

/// Reasons and what the candidate takes home keep their lines, as notes do.
#[test]
fn whatever_was_written_in_several_lines_keeps_them() {
    let sandbox = Sandbox::furnished();
    held(&sandbox, "Ann Lee", 1);
    let words = ["--recommend", "hire", "--because", "first why\nsecond *why*", "--went-well", "one\ntwo"];
    let reason = ["--reason", "read again\nand again", "--conclude", "t=3", "--to-work-on", "alone"];
    sandbox.call([&["amend", "ann"], words.as_slice(), &reason].concat()).run().fine();
    let card = |command: &str, notation: &[&str]| sandbox.call([&[command, "ann"], notation].concat()).run().fine();
    let text = card("scorecard", &[]);
    for told in [
        "  The interviewer recommends Hire:\n    first why\n    second *why*\n",
        "  Went well:\n    one\n    two\n",
        "\nTo work on: alone\n",
        "  concluded because:\n    read again\n    and again\n",
        "    reason:\n    read again\n    and again\n",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let markdown = card("scorecard", &["--markdown"]);
    assert!(
        markdown.contains("- **The interviewer recommends Hire:** first why\\\n  second \\*why\\*\n"),
        "{markdown}"
    );
    let html = card("scorecard", &["--html"]);
    assert!(html.contains("<b>The interviewer recommends Hire:</b> first why<br>\nsecond *why*</li>"), "{html}");
    assert!(card("feedback", &[]).contains("  - one\n    two\n"));
    assert!(card("feedback", &["--html"]).contains("<li>one<br>\ntwo</li>"));
}

/// What is withdrawn is found without accents, as people are.
#[test]
fn what_is_withdrawn_is_found_without_accents() {
    let sandbox = Sandbox::furnished();
    held(&sandbox, "Ann Lee", 1);
    let amend = |words: &[&str]| sandbox.call([&["amend", "ann", "--reason", "r"], words].concat()).run();
    amend(&["--note", "Names Łukasz and the Café"]).fine();
    let withdrawn = amend(&["--withdraw", "lukasz CAFE"]);
    assert!(withdrawn.stderr.contains("withdrew a note, after the end: Names Łukasz and the Café"), "{withdrawn}");
}

/// What bears on a total stands beside it, and once.
#[test]
fn the_top_of_a_card_names_flags_open_must_haves_and_amendments() {
    let sandbox = Sandbox::furnished();
    let script = "/next\n/probe 1\n/t 4\n/flag 1 \"they made it up\"\n/end\n/yes\n/submit\n/yes\n";
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin(script).run().fine();
    sandbox.call([&["amend", "ann"], CHANGE.as_slice()].concat()).run().fine();
    let card = sandbox.run("scorecard").fine();
    let (top, below) = card.split_once("dimension ").expect("a table");
    for said in [
        "No total: it needs 60% of the weight to be assessed\n",
        "Not assessed: Problem solving (25%), Communication",
        "Red flag at Q1: Blames others",
        "Must-have criterion not judged: ",
        "Amended after submission: 1 change, 2026-11-21 10:",
    ] {
        assert!(top.contains(said), "{said}: {card}");
    }
    assert_eq!(below.matches("they made it up").count(), 1, "{card}");
    assert!(below.contains("asked at 00:"), "{card}");
    let follow_ups = &sandbox.run("scorecard --json").json()["questions"][0]["follow_ups"];
    assert_eq!(follow_ups.as_array().map(Vec::len), Some(1), "{follow_ups}");
}

/// On a terminal what is lacking is asked for, one thing after the other, and what is none is asked for again.
#[test]
fn on_a_terminal_an_amendment_asks_for_what_it_lacks() {
    let sandbox = Sandbox::furnished();
    held(&sandbox, "Ann Lee", 1);
    let mut person = sandbox.call(["amend", "--plain"]).on_terminal(100, 40);
    person.reads("Which scorecard would you like to amend?").reads("Enter takes it: ").types("1\r");
    person.reads("Amending the scorecard of Ann Lee, Brief interview, ");
    person.reads("What changes?").reads("1  A rating").reads("Enter for 1: ").types("1\r");
    person.reads("Which rating?").reads("1  Q1, Technical skills, 4").reads("Enter for 1: ").types("q1 tech\r");
    person.reads("what is it to be?").reads("4  good, as it is now").reads("0  not rated").reads("Enter for 4: ");
    person.types("9\r").reads("There is no 9 here").types("4\r").reads("how it stands already").reads("Enter for 4: ");
    person.types("/back\r").reads("Which rating?").reads("Enter for 1: ").types("1\r").reads("Enter for 4: ");
    person
        .types("5\r")
        .reads("1 change so far: changed Technical skills at Q1: from 4 to 5")
        .reads("What else changes?");
    // There the way back leads into no change that is made.
    person.reads("Enter for 12: ").types("/back\r").reads("The change before is made").reads("What else changes?");
    // Each kind keeps its number.
    person
        .reads("6  A note is added")
        .reads("12  Nothing else: the reason comes next")
        .reads("Enter for 12: ")
        .types("6\r");
    person.reads("What is the note about?").reads("2  Q1").types("2\r").reads("What do you want to note?");
    person.types("knows Redis\r").reads("2 changes so far, the last of them: added a note at Q1: knows Redis");
    person.reads("Enter for 12: ").types("\r");
    person.reads("Why does it change? The reason stays on the scorecard: ").types("\r").reads("Nothing was typed");
    person.reads("the scorecard: ").types("wait\r").reads("“wait” was not taken").reads("the scorecard: ");
    person.types("read my notes again\r").reads("Who amends it?").reads("Enter for Kim Park").types("\r");
    person.reads("This will stand on the scorecard:");
    person.reads("changed Technical skills at Q1: from 4 to 5").reads("added a note at Q1: knows Redis");
    person.reads("reason: read my notes again").reads("by: Kim Park").reads("leaves the scorecard as it is: ");
    person.types("yes\r");
    person.reads("only /yes does it").reads("leaves the scorecard as it is: ").types("maybe\r");
    person.reads("nothing is recorded yet").reads("as it is: ").types("/back\r");
    person.reads("Enter for Kim Park").types("/back\r");
    person.reads("the scorecard (Enter for read my notes again): ").types("\r").reads("Enter for Kim Park").types("\r");
    person.reads("reason: read my notes again");
    person.reads("leaves the scorecard as it is: ").types("/yes\r");
    person.reads("Ann Lee, Brief interview").reads("Technical skills at Q1").ends_with(0);
    let journal = sandbox.journal();
    assert!(journal.contains("\"reason\":\"read my notes again\""), "{journal}");
    // Of what was given on the command line nothing is asked, and leaving changes nothing.
    let before = sandbox.tree();
    let mut person = sandbox.call(["amend", "ann", "--note", "knows Redis", "--plain"]).on_terminal(100, 40);
    person.reads("Why does it change?").types("/leave\r").reads("left; nothing was changed").ends_with(130);
    let mut person = sandbox.call(["amend", "ann", "--note", "knows Redis", "--plain"]).on_terminal(100, 40);
    person.reads("Why does it change?").types("so that it is there\r").reads("Enter for Kim Park").types("\r");
    person.reads("reason: so that it is there");
    person.reads("as it is: ").types("no\r").reads("left; nothing was changed").ends_with(130);
    assert_eq!(sandbox.tree(), before);
}

/// On the screen the lists run as on the board, a long reason is read whole where it is typed, and what is chosen from a list, too.
#[test]
fn on_the_screen_an_amendment_has_room_and_the_keys_of_every_text() {
    let sandbox = Sandbox::furnished();
    let note = |end: &str| format!("she asked who reads the cache, and then drew the whole way of a write, but {end}");
    let script = format!("/next\n/4 4\n{}\n{}\n/end\n/yes\n/submit\n/yes\n", note("not the reads"), note("no queue"));
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin(&script).run().fine();
    let mut terminal = sandbox.call(["amend", "ann"]).on_terminal(80, 24);
    terminal
        .sees("What changes?")
        .types("1\r")
        .sees("> 1  Q1, Technical skills")
        .sees("One test in a hundred runs fails.");
    terminal.types("\u{1b}").sees("What changes?").types("\u{15}9\r").sees("Which is taken back?");
    terminal.sees("but not the reads").sees("no queue");
    terminal.types("\u{1b}").sees("What changes?").types("\u{15}10\r").sees("Which band do you recommend?");
    terminal.sees("> 5  Strong hire").sees("1  Strong no hire").types("4\r").sees("What else changes?").types("\r");
    let reason = "I had the wrong question before me when I rated, and my notes say that she saw the way out";
    terminal.sees("Why does it change?").types(reason).sees("say that she").sees("saw the way out");
    // Back by a word, that word and the one before it go; undone twice they stand there again, and made again once.
    terminal.types("\u{1b}b\u{17}\u{17}").sees("saw out").types("\u{1f}\u{1f}").sees("the way out").types("\u{1b}/");
    terminal.sees("saw the out").types("\u{1f}\u{19}").sees("Alt-/ makes it again").types("\r");
    terminal.sees("Who amends it?").sees("Kim Park").types("\r");
    // It is the screen that asks to the end, by the key that does things there; what comes of it is read before.
    terminal
        .sees("This will stand on the scorecard.")
        .sees("changed the recommendation: Hire")
        .sees("the total stays ");
    terminal.types("/yes\r").sees("Nothing is done yet: ^Y records it").types("\u{1b}").sees("Who amends it?");
    terminal
        .types("\u{1b}")
        .sees("Why does it change?")
        .types("\r")
        .sees("Who amends it?")
        .types("\r")
        .sees("This will stand on the scorecard.")
        .types("\u{19}")
        .ends_with(0);
    assert!(sandbox.journal().contains(&format!("\"reason\":\"{reason}\"")), "{}", sandbox.journal());
}

/// What comes of an amendment is read before the yes: the total before and after, and a conclusion that stands over the rating.
#[test]
fn what_comes_of_an_amendment_is_read_before_it_is_made() {
    let sandbox = Sandbox::furnished();
    held(&sandbox, "Ann Lee", 1);
    sandbox.call(["amend", "ann", "--reason", "r", "--conclude", "technical=4"]).run().fine();
    let before = sandbox.tree();
    let mut person = sandbox.call(["amend", "ann"]).on_terminal(80, 24);
    person.sees("What changes?").types("1\r").sees("Which rating?").types("1\r").sees("what is it to be?").types("2\r");
    person.sees("What else changes?").types("\r").sees("Why does it change?").types("read my notes again\r");
    person.sees("Who amends it?").types("\r");
    person
        .sees("your conclusion of 4 on Technical skills stands; “2 A conclusion” changes it")
        .sees("the total stays ");
    // Leaving changes nothing, and says so before.
    person.types("\u{3}").sees("nothing is changed").types("\u{3}").ends_with(130);
    assert_eq!(sandbox.tree(), before);
    sandbox.call(["amend", "ann", "--reason", "r", "--conclude", "technical=none"]).run().fine();
    let call = sandbox.call(["amend", "ann", "--rate", "Q1:technical=2", "--plain"]);
    let mut person = call.on_terminal(100, 40);
    person.reads("Why does it change?").types("read my notes again\r").reads("Who amends it?").types("\r");
    person.reads("the total is now ").reads("; it was ");
    person.reads("as it is: ").types("/leave\r").reads("left; nothing was changed").ends_with(130);
}

/// Who amends is asked, too: whose scorecard it is stands there, those who are known are offered, and a name near theirs is asked about.
#[test]
fn who_amends_is_asked_for() {
    let sandbox = Sandbox::furnished();
    held(&sandbox, "Ann Lee", 1);
    held(&sandbox, "Bo Ek", 2);
    sandbox.call(["amend", "bo", "--reason", "r", "--note", "n", "--by", "Lee Ray"]).run().fine();
    let before = sandbox.tree();
    for (typed, by) in [("lee ray\r", "Lee Ray"), ("Mo Ito\r", "Mo Ito"), ("\r", "Kim Park")] {
        let mut person = sandbox.call(["amend", "ann", "--note", "knows Redis", "--plain"]).on_terminal(100, 40);
        person.reads("Why does it change?").types("it was left out\r").reads("Who amends it?").types(typed);
        person.reads(&format!("by: {by}")).reads("as it is: ").types("/no\r").ends_with(130);
    }
    assert_eq!(sandbox.tree(), before, "and nobody is taken up before the yes");
    let mut person = sandbox.call(["amend", "ann", "--note", "knows Redis", "--plain"]).on_terminal(100, 40);
    person.reads("Why does it change?").types("it was left out\r").reads("Who amends it?").types("lee\r");
    person.reads("Lee Ray is known here").types("lee ray\r").reads("by: Lee Ray").reads("as it is: ").types("/yes\r");
    person.ends_with(0);
    let card = sandbox.run("scorecard ann --plain").fine().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(card.contains("by Lee Ray), reason: it was left out"), "{card}");
    // On the screen those who are known can be picked.
    let mut terminal = sandbox.call(["amend", "ann", "--note", "knows Kafka"]).on_terminal(80, 24);
    terminal.sees("Why does it change?").types("it was left out\r").sees("Who amends it?").sees("known here");
    terminal.types("ray\u{1b}[B\r").sees("by: Lee Ray").types("\u{19}").ends_with(0);
    // Who says so on the command line is not asked.
    let mut person = sandbox.call(["amend", "ann", "--note", "n", "--by", "Lee Ray", "--plain"]).on_terminal(100, 40);
    person.reads("Why does it change?").types("it was left out\r").reads("by: Lee Ray").reads("as it is: ");
    person.types("/no\r").ends_with(130);
}

/// Whoever amends stands on the card, in every notation, and goes along when it is exported and imported.
#[test]
fn who_amended_is_on_the_scorecard() {
    let sandbox = Sandbox::furnished();
    held(&sandbox, "Ann Lee", 1);
    let amended = |words: &[&str]| sandbox.call([&["amend", "ann", "--reason", "r"], words].concat()).run().fine();
    amended(&["--rate", "Q1:technical=2"]);
    amended(&["--note", "knows Redis", "--by", "Lee Ray"]);
    amended(&["--note", "and\nKafka", "--by", "lee ray"]);
    // However it is broken into lines.
    let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flowing(&sandbox.run("scorecard ann").fine());
    for said in ["from 4 to 2 (2026-11-21 10:0", ", by Kim Park), reason: r", ", by Lee Ray), reason: r"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for notation in ["--markdown", "--html", "--plain"] {
        let card = flowing(&sandbox.run(&format!("scorecard ann {notation}")).fine());
        assert_eq!((card.matches("by Kim Park)").count(), card.matches("by Lee Ray)").count()), (1, 2), "{card}");
    }
    let card: serde_json::Value = serde_json::from_str(&sandbox.run("scorecard ann --json").fine()).expect("JSON");
    let by: Vec<_> = card["changes"].as_array().expect("changes").iter().map(|change| change["by"].clone()).collect();
    let [kim, lee] = [("kim-park", "Kim Park"), ("lee-ray", "Lee Ray")];
    let person = |(id, name): (&str, &str)| serde_json::json!({"id": id, "name": name});
    assert_eq!(by, [person(kim), person(lee), person(lee)]);
    // A refused change takes up nobody.
    let before = sandbox.tree();
    sandbox.call(["amend", "ann", "--reason", "r", "--rate", "Q9:technical=2", "--by", "Mo Ito"]).run();
    assert_eq!(sandbox.tree(), before);
    let exported = sandbox.run("export --csv").fine();
    assert!(exported.contains("by: Lee Ray (lee-ray)"), "{exported}");
    let other = Sandbox::furnished();
    other.write("panel.csv", &exported);
    other.call(["import", &other.path("panel.csv").display().to_string()]).run().fine();
    let text = flowing(&other.run("scorecard ann").fine());
    assert_eq!((text.matches("by Kim Park)").count(), text.matches("by Lee Ray)").count()), (1, 2), "{text}");
}

/// The same score with another reason changes the reason.
#[test]
fn the_reason_of_a_conclusion_is_changed_by_itself() {
    let sandbox = Sandbox::furnished();
    held(&sandbox, "Ann Lee", 1);
    for (stands, reason) in [("good", "read it all again"), ("picked again", "the second reading holds")] {
        let mut person = sandbox.call(["amend", "ann", "--plain"]).on_terminal(100, 40);
        person.reads("What changes?").types("2\r").reads("A conclusion on what?").types("1\r");
        person.reads("what do you conclude?").reads(stands).reads("Enter for").types("4\r");
        person.reads("What else changes?").reads("Enter for 12: ").types("\r").reads("Why does it change?");
        person.types(&format!("{reason}\r")).reads("Who amends it?").types("\r");
        person.reads("as it is: ").types("/yes\r").ends_with(0);
    }
    let journal = sandbox.journal();
    assert!(journal.contains("the second reading holds"), "{journal}");
}

/// What says the same is told apart by where and when it was said, and by its number.
#[test]
fn of_equal_notes_one_is_withdrawn_by_its_number() {
    let sandbox = Sandbox::furnished();
    let script = "/next\n/4 4\nguessed\n/next\nguessed\n/end\n/yes\n/submit\n/yes\n";
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin(script).run().fine();
    let amend = |words: &[&str]| sandbox.call([&["amend", "ann", "--reason", "r"], words].concat()).run();
    let several = amend(&["--withdraw", "guessed"]);
    for said in ["  #1, a note at Q1, 00:", "  #2, a note at Q2, 00:", "such as `--withdraw '#1'`"] {
        assert!(several.stderr.contains(said), "{said}: {several}");
    }
    let second = amend(&["--withdraw", "#2"]);
    assert!(second.stderr.contains("withdrew a note at Q2, 00:16: guessed"), "{second}");
    let mut person = sandbox.call(["amend", "ann", "--plain"]).on_terminal(100, 40);
    person.reads("What changes?").types("9\r").reads("Which is taken back?").reads("1  guessed, a note at Q1, 00:");
    person
        .types("/back\r")
        .reads("What changes?")
        .reads("Enter for 9: ")
        .types("/back\r")
        .reads("left; nothing was changed")
        .ends_with(130);
}

/// What was taken back is gone from the list, what is called the same is asked about, and what is read back says when it was said.
#[test]
fn equal_notes_are_taken_back_one_by_one() {
    let sandbox = Sandbox::furnished();
    let script = "/next\n/4 4\nmaybe\nmaybe\nmaybe\n/end\n/yes\n/submit\n/yes\n";
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin(script).run().fine();
    let mut person = sandbox.call(["amend", "ann", "--plain"]).on_terminal(100, 40);
    person.reads("What changes?").types("9\r").reads("3  maybe, a note at Q1, 00:").types("maybe\r");
    person.reads("Several have “maybe” in them: 1 maybe (a note at Q1, 00:").types("1\r");
    person.reads("1 change so far: withdrew a note at Q1, 00:").reads("Enter for 12: ").types("9\r");
    person.reads("1  maybe").reads("2  maybe").reads("1 to 2, Enter for 1: ").types("1\r");
    person.reads("2 changes so far").reads("Enter for 12: ").types("9\r").reads("Enter takes it: ").types("\r");
    person.reads("3 changes so far").types("9\r").reads("There is nothing of that kind").reads("Enter for 12: ");
    person.types("\r").reads("Why does it change?").types("2\r").reads("The panel would read only “2”");
    person.types("none was a note\r").reads("Who amends it?").types("\r");
    person.reads("withdrew a note at Q1, 00:").reads("as it is: ").types("/yes\r");
    person.ends_with(0);
    let card = sandbox.call(["scorecard", "ann", "--json"]).run().json();
    assert!(card["questions"][0]["notes"].is_null(), "{card}");
}

/// Where there is nothing to change, that is said; what stands is no change, and keeps its reason.
#[test]
fn what_there_is_none_of_or_stands_already_is_no_change() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin("/end no-show\n/yes\n/yes\n").run().fine();
    let mut person = sandbox.call(["amend", "ann", "--plain"]).on_terminal(100, 40);
    person.reads("What changes?").types("1\r").reads("There is nothing of that kind").reads("Enter for 1: ");
    person.types("11\r").reads("Enter for 3: ").types("\r").reads("how it stands already").reads("Enter for 3: ");
    person.types("\u{4}").reads("left; nothing was changed").ends_with(130);
    let sandbox = Sandbox::furnished();
    let script = "/next\n/4 4\n/end\n/yes\n/go recommendation\n4\nsound work\n/submit\n/yes\n";
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin(script).run().fine();
    let band = sandbox.call(["scorecard", "ann", "--json"]).run().json()["recommendation"]["band"].clone();
    let band = band.as_str().expect("a band");
    let again = sandbox.call(["amend", "ann", "--reason", "r", "--recommend", band]).run();
    assert!(again.stderr.contains("already"), "{again}");
    let home = sandbox.call(["amend", "ann", "--reason", "r", "--went-well", "asks first"]).run();
    assert!(home.stderr.contains("changed what the candidate takes home: went well: asks first"), "{home}");
}

#[test]
fn a_last_line_that_is_not_whole_is_dropped_from_a_submitted_session_and_said() {
    let sandbox = Sandbox::furnished();
    let session = held(&sandbox, "Ann Lee", 1);
    let whole = sandbox.journal();
    let lines = whole.lines().count();
    sandbox.write(&sandbox.of_session("journal.jsonl"), format!("{whole}{{\"seq\":"));
    let checked = sandbox.run("check");
    assert_eq!(checked.code, 3, "{checked}");
    assert!(checked.stdout.contains("hint: the next `hotseat amend` drops it and says so"), "{checked}");
    assert_eq!(sandbox.call(["resume", &session]).run().code, 1);
    let said = sandbox.call([&["amend", &session], CHANGE.as_slice()].concat()).run();
    let dropped =
        format!("the last line of the journal (line {}) was not written whole and was dropped (7 bytes)\n", lines + 1);
    assert!(said.code == 0 && said.stderr.starts_with(&dropped), "{said}");
    assert!(sandbox.journal().starts_with(&whole), "{}", sandbox.journal());
    assert_eq!(sandbox.run("check").code, 0);
}

/// As docs/json.md has it: null is only where nothing could stand.
#[test]
fn what_a_change_is_from_is_said_in_words_where_nothing_stood() {
    let sandbox = Sandbox::furnished();
    let script = "/next\n/t 4\n/end\n/yes\n/submit\n/yes\n";
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin(script).run().fine();
    for change in [
        "--recommend hire",
        "--conclude technical=3",
        "--conclude problem-solving=4",
        "--rate Q1:communication=3",
        "--signal Q1:1=seen",
        "--note more",
    ] {
        sandbox.run(&format!("amend ann --reason x {change}")).fine();
    }
    let card = sandbox.run("scorecard ann --json").json();
    let from: Vec<Option<&str>> =
        card["changes"].as_array().expect("changes").iter().map(|change| change["from"].as_str()).collect();
    let mean = Some("the mean of the ratings");
    assert_eq!(from, [None, mean, None, Some("not rated"), Some("not seen"), None]);
}
