//! The scoring desk by key presses.

use hotseat::core::plan::Slot;
use hotseat::core::scale::Rating;
use hotseat::core::session::Phase;
use hotseat::live::Left;

use super::driver::Interviewer;
use super::plan;

fn scores(columns: u16, rows: u16) -> Interviewer {
    let mut kim = Interviewer::asks(columns, rows);
    kim.types("asked who may keep a copy").presses("Enter Ctrl-R a 4");
    kim.waits(300).presses("Ctrl-N").waits(300).presses("F9 Ctrl-Y");
    kim
}

#[test]
fn a_note_that_came_after_the_end_says_so() {
    let mut kim = Interviewer::asks(80, 24);
    kim.waits(60).types("early").presses("Enter Ctrl-R 4 5 F9 Ctrl-Y").waits(60).types_every(100, "much too late");
    kim.presses("Enter")
        .sees("01:00 Q1  note")
        .sees("after the end Q1  note")
        .presses("F10")
        .sees("after the end Q1 · note");
}

#[test]
fn a_quote_with_quotation_marks_is_seen_to_end() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-F Enter").types("said \"no\" twice").presses("Enter").sees("\u{201c}said \"no\" twice\u{201d}");
}

#[test]
fn from_the_end_of_the_call_to_a_submitted_card_in_twelve_keys() {
    let mut kim = scores(80, 24);
    kim.sees("3 unrated").presses("3 4 4").sees("all rated").presses("Ctrl-S").sees("Before you submit");
    kim.presses("Ctrl-S").sees("need").sees("Ctrl-Y does it").presses("Ctrl-Y");
    assert_eq!(kim.state().phase, Phase::Submitted);
    kim.sees("Scorecard: Ann Lee").presses("q Enter").sees("CARD").presses("Esc");
    assert_eq!(kim.left(), Some(Left::Submitted));
}

#[test]
fn the_unrated_come_first_and_never_block() {
    let mut kim = scores(80, 24);
    kim.sees("Q1  > Communication     1  2  3  4  5   unrated").presses("3");
    kim.sees("Q2  > Technical skills")
        .presses("Ctrl-S Ctrl-S")
        .sees("Q2 has no rating.")
        .sees("You have not recommended a band yet.");
}

#[test]
fn no_mean_total_or_band_before_submission() {
    let mut kim = scores(80, 24);
    kim.presses("5 2 3");
    let bands = kim.session().plan().rubric.bands.clone();
    for part in 0..9 {
        let screen = kim.screen();
        let recommending = screen.contains("Your recommendation: its number");
        // 4.5, 2.5 and the like are what means of these ratings would look like.
        for word in screen.split(|c: char| !(c.is_alphanumeric() || c == '.')) {
            let number = word.trim_end_matches('.').contains('.') && word.starts_with(|c: char| c.is_ascii_digit());
            assert!(!["mean", "total", "Total"].contains(&word) && !number, "`{word}` in part {part}:\n{screen}");
        }
        assert!(recommending || bands.iter().all(|band| !screen.contains(&band.title)), "{screen}");
        kim.presses("Tab");
    }
    kim.presses("Ctrl-S Ctrl-S Ctrl-Y").sees("Total ");
}

#[test]
fn a_dimension_shows_the_evidence_that_wrote_itself_beside_its_anchors() {
    let mut kim = scores(140, 40);
    kim.presses("Tab").sees("Technical skills").sees("note   asked who may keep a copy");
    kim.sees("strong Asks who may keep a copy").sees("Reasons from first principles").sees("Ratings: Q1 4");
    kim.presses("4").sees("[4] 5   good").sees("your conclusion stands");
}

#[test]
fn a_conclusion_far_from_the_ratings_asks_why() {
    let mut kim = scores(80, 24);
    kim.presses("Tab 2").sees("A conclusion of 2 differs from that. Why?");
    kim.types("the second half was").presses("Esc").sees("no conclusion: your ratings stand");
    kim.presses("2").sees("the second half was").waits(1).types(" guessing").presses("Enter");
    kim.sees("[2] 3").sees("because: the second half was guessing");
}

#[test]
fn a_digit_keeps_the_reason_that_stands_and_one_that_needs_a_reason_opens_on_it() {
    let mut kim = scores(80, 24);
    kim.presses("Tab Enter").types("4 because they asked").presses("Enter").sees("because: 4 because they asked");
    kim.waits(2).presses("4").says("because 4 because they asked");
    let given = kim.state().conclusions.values().next().expect("a conclusion").clone();
    assert_eq!((given.score.map(Rating::get), given.reason.as_str()), (Some(4), "4 because they asked"));
    kim.presses("Enter").sees("Why do you conclude 4?").does_not_see("differs").presses("Esc");
    kim.waits(2).presses("1").sees("1 is not recorded").sees("> 4 because they asked").presses("Esc");
    kim.says("Technical skills 1 is not recorded: it needs a reason");
    kim.waits(2).presses("1").waits(1).types(", late").presses("Enter");
    let given = kim.state().conclusions.values().next().expect("a conclusion").clone();
    assert_eq!((given.score.map(Rating::get), given.reason.as_str()), (Some(1), "4 because they asked, late"));
    // What takes the conclusion back takes its reason with it.
    kim.waits(2).presses("0");
    assert!(kim.state().conclusions.values().all(|given| given.score.is_none() && given.reason.is_empty()));
}

#[test]
fn looking_at_a_reason_that_stands_leaves_no_draft_and_no_note() {
    let mut kim = scores(80, 24);
    kim.presses("Tab 2").types("guessing").presses("Enter Enter").sees("guessing").presses("Esc 1 Esc");
    kim.presses("Ctrl-S BackTab BackTab 3 Enter")
        .types("solid on HTTP")
        .presses("Enter Enter")
        .sees("solid")
        .presses("Esc");
    kim.pauses();
    assert_eq!(*kim.world.draft.borrow(), "");
    kim.presses("Ctrl-S Ctrl-S").does_not_see("alf typed").presses("Ctrl-Y");
    assert_eq!(kim.notes(), ["asked who may keep a copy"]);
}

#[test]
fn half_typed_text_is_named_by_where_it_stands() {
    let mut kim = scores(80, 24);
    kim.presses("Tab 2").types("guessed").presses("Esc").says("2 opens it again").presses("Ctrl-S BackTab BackTab");
    kim.types("why, then").presses("Esc").says("kept in the reason for your recommendation").presses("Ctrl-S Ctrl-S");
    kim.sees("Half typed, in the reason for Technical skills: guessed");
    kim.sees("Half typed, in the reason for your recommendation: why, then");
}

#[test]
fn the_number_that_was_chosen_stands_on_the_scale_while_its_reason_is_asked_for() {
    let mut kim = scores(80, 24);
    kim.presses("Tab 2").sees("[2] 3").sees("2 is not recorded before you say why").presses("Esc").does_not_see("[2]");
    kim.says("2 is not recorded").sees("no conclusion: your ratings stand");
}

#[test]
fn a_text_typed_after_a_number_is_its_reason() {
    let mut kim = scores(80, 24);
    kim.presses("Ctrl-S BackTab BackTab").types_every(100, "4solid on HTTP").says("reads like a text").presses("Enter");
    let given = kim.state().recommendation.clone().expect("a recommendation");
    assert_eq!(
        (given.band.map(|band| band.to_string()), given.reason.as_str()),
        (Some("hire".into()), "solid on HTTP")
    );
    assert_eq!(kim.notes().len(), 1, "no note came of it");
}

#[test]
fn a_line_typed_at_the_take_aways_is_one_of_them_and_each_box_says_that_it_is_open() {
    let mut kim = scores(80, 24);
    kim.presses("Ctrl-S BackTab Enter").sees("What went well, line 1").types("asks").presses("Enter");
    kim.says("recorded: line 1 of what went well \"asks\"")
        .says("the next line is open")
        .sees("What went well, line 2");
    kim.presses("Enter").says("it is closed").types_every(100, "tests first").presses("Enter");
    kim.says("recorded: line 2 of what went well \"tests first\"");
    let said = kim.view().said.clone().expect("a word").1;
    assert!(!said.contains("asks"), "only what the last key recorded: {said}");
    kim.presses("Enter End").types_every(100, "numbers").presses("Enter").says("line 1 of what to work on \"numbers\"");
    let given = kim.state().recommendation.clone().expect("take-aways");
    assert_eq!(
        (given.strengths, given.growth),
        (vec!["asks".to_owned(), "tests first".into()], vec!["numbers".into()])
    );
    assert_eq!(kim.notes().len(), 1);
}

#[test]
fn enter_judges_no_criterion_and_rates_nothing_but_goes_on() {
    let mut kim = scores(80, 24);
    kim.presses("Enter").sees("Q2  > Technical skills");
    while !kim.screen().contains("Criteria that this round could show") {
        kim.presses("Tab");
    }
    kim.presses("Enter").says("this is the last line: Tab goes on").does_not_see("✓Criteria");
    assert!(kim.state().criteria.is_empty());
    kim.presses("Space").sees("✓Criteria");
}

#[test]
fn the_cursor_comes_back_to_the_band_that_is_recommended() {
    let mut kim = scores(80, 24);
    kim.presses("Ctrl-S BackTab BackTab 2 Tab BackTab");
    let row = kim.view().desk.cursor.row;
    kim.sees(">[ 2] ");
    assert!(row > 0);
}

#[test]
fn the_last_look_reads_back_what_will_be_submitted_and_what_is_blank() {
    for (columns, rows) in [(80, 24), (60, 18)] {
        let mut kim = scores(columns, rows);
        kim.presses("3 4 4 Tab 2")
            .types("guessing")
            .presses("Enter Ctrl-S BackTab BackTab 3")
            .types("solid")
            .presses("Enter Ctrl-S");
        // What the card will say is said before it is written.
        kim.sees("must-have criteria are not judged,");
        let mut seen = kim.screen();
        for _ in 0..8 {
            seen += &kim.presses("PgDn").screen();
        }
        let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        for wanted in [
            "Q2: Technical skills 4, Communication 4.",
            "Strong signals at Q1: Asks who may keep a copy.",
            "You conclude 2, below average, on Technical skills, because \"guessing\".",
            "because \"solid\".",
            "Not assessed: Problem solving and Code quality.",
            "No red flag is raised.",
            "There is 1 note; F10 reads it.",
            "left blank, as it may be: your conclusion on",
            "the take-aways",
        ] {
            assert!(seen.contains(wanted), "{wanted}: {seen}");
        }
    }
}

#[test]
fn criteria_recommendation_and_take_aways_are_recorded() {
    let mut kim = scores(80, 24);
    kim.presses("Tab Tab Tab Tab Tab");
    kim.sees("Criteria that this round could show")
        .presses("Left")
        .sees("> not shown Databases")
        .presses("Space")
        .sees("> shown     Databases")
        .presses("Tab");
    kim.sees("Your recommendation: its number").presses("4").sees(">[ 4] Hire");
    kim.presses("Enter").types("solid on HTTP").presses("Enter").sees(" solid on HTTP");
    kim.presses("Tab Enter")
        .types("clear questions")
        .presses("Enter Enter")
        .presses("Down Enter")
        .types("testing")
        .presses("Enter Esc");
    kim.sees("went well:  clear questions").sees("to work on: testing");
    let recommendation = kim.state().recommendation.clone().expect("a recommendation");
    assert_eq!(recommendation.band.map(|band| band.to_string()), Some("hire".into()));
    assert_eq!(
        (recommendation.strengths, recommendation.growth),
        (vec!["clear questions".into()], vec!["testing".into()])
    );
}

#[test]
fn the_desk_can_be_left_and_come_back_to() {
    let mut kim = scores(80, 24);
    kim.presses("3 Ctrl-C Ctrl-Y");
    assert_eq!(kim.left(), Some(Left::Open));
    let world = kim.world.clone();
    let mut again = Interviewer::comes_back(world, 80, 24);
    again.sees("2 unrated").sees("SCORE");
}

#[test]
fn a_conversation_that_had_not_ended_goes_on() {
    let mut kim = scores(80, 24);
    kim.presses("F9 Ctrl-Y");
    assert_eq!(kim.state().phase, Phase::Live);
    kim.sees("Q2, 2 to come").sees("NOTE");
}

#[test]
fn a_candidate_who_did_not_come_leaves_nothing_to_score() {
    let mut kim = Interviewer::begins(80, 24);
    kim.presses("F9 Ctrl-Y").sees("nothing is assessed").does_not_see("unrated");
    kim.presses("Ctrl-S Ctrl-Y").sees("No-show");
}

/// A plan whose rubric has twelve bands and fourteen dimensions, all of them rated at the first question.
fn wide() -> Interviewer {
    let mut plan = plan::plan();
    let rubric = &mut plan.rubric;
    for number in rubric.bands.len() + 1..=12 {
        let mut band = rubric.bands[0].clone();
        band.id = format!("band-{number}").parse().expect("a name");
        band.title = format!("Band {number}");
        rubric.bands.push(band);
    }
    for number in rubric.dimensions.len() + 1..=14 {
        let mut dimension = rubric.dimensions[0].clone();
        dimension.id = format!("dimension-{number}").parse().expect("a name");
        dimension.title = format!("Dimension {number}");
        rubric.dimensions.push(dimension);
    }
    plan.dimensions = rubric.dimensions.iter().map(|dimension| dimension.id.clone()).collect();
    plan.sections[1].questions[0].banked.question.dimensions.clone_from(&plan.dimensions);
    let mut kim = Interviewer::with_plan(plan, 80, 24);
    kim.presses("Ctrl-Y Ctrl-N");
    kim
}

#[test]
fn any_number_of_dimensions_is_rated_with_the_cursor_in_sight() {
    let mut kim = wide();
    kim.presses("Ctrl-R");
    for number in 1..=14 {
        if number > 4 {
            kim.sees(&format!("> Dimension {number} "));
        }
        kim.presses("4");
    }
    let asking = kim.state().asking(Slot(1)).expect("a question");
    assert_eq!(asking.ratings.len(), 14);
    kim.sees("A colleague says a page is cached for too long");
}

#[test]
fn any_number_of_bands_can_be_recommended() {
    let mut kim = wide();
    kim.presses("F9 Ctrl-Y");
    let last = kim.session().plan().rubric.bands.len() - 1;
    let given = |kim: &Interviewer| kim.state().recommendation.as_ref().and_then(|given| given.band.clone());
    // However many parts there are, the one that is open is in sight.
    while !kim.screen().contains("Your recommendation") {
        kim.presses("Tab");
    }
    let bands: Vec<_> = kim.session().plan().rubric.bands.iter().map(|band| band.id.clone()).collect();
    for number in [1, 5, 9] {
        kim.presses(&number.to_string()).sees(&format!(">[ {number}] "));
        assert_eq!(given(&kim), bands.get(last + 1 - number).cloned(), "numbers grow with the band");
    }
    for _ in 9..=last {
        kim.presses("Up");
    }
    kim.presses("Space").sees(">[12] Strong hire");
    assert_eq!(given(&kim), bands.first().cloned());
    kim.presses("0");
    assert_eq!(given(&kim), None);
}

#[test]
fn who_reads_the_take_aways_is_said_while_they_are_written() {
    for (columns, rows) in [(80, 24), (60, 18)] {
        for down in [false, true] {
            let mut kim = Interviewer::asks(columns, rows);
            kim.presses("Ctrl-R 4 5 F9 Ctrl-Y Ctrl-S BackTab").sees("The candidate may read these lines.");
            if down {
                kim.presses("Down");
            }
            kim.presses("Enter").types("asks first").sees("WRITE").sees("The candidate may read these lines.");
        }
    }
}
