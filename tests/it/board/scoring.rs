//! The scoring desk by key presses.

use hotseat::core::plan::Slot;
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
        .sees("Q2 has a dimension without a rating")
        .sees("You recommend nothing yet.");
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
    kim.presses("Tab 2").sees("half a point or more from your ratings. Why?");
    kim.types("the second half was").presses("Esc").sees("no conclusion: your ratings stand");
    kim.presses("2").sees("the second half was").types(" guessing").presses("Enter");
    kim.sees("[2] 3").sees("because: the second half was guessing");
}

#[test]
fn a_conclusion_that_changes_keeps_the_reason_that_was_given() {
    let mut kim = scores(80, 24);
    kim.presses("Tab 2")
        .types("guessing")
        .presses("Enter")
        .presses("1")
        .sees("guessing")
        .types(" a lot")
        .presses("Enter");
    kim.sees("because: guessing a lot");
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
    kim.sees("Q2, 2 of 4").sees("NOTE");
}

#[test]
fn a_candidate_who_did_not_come_leaves_nothing_to_score() {
    let mut kim = Interviewer::begins(80, 24);
    kim.presses("F9 Down Down Ctrl-Y").sees("nothing is assessed").does_not_see("unrated");
    kim.presses("Ctrl-S Ctrl-Y").sees("NO-SHOW");
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
    kim.presses("Enter Ctrl-N");
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
