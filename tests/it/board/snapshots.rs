//! The screen of each phase at three sizes.

use super::driver::Interviewer;

const SIZES: [(u16, u16); 3] = [(80, 24), (60, 18), (140, 40)];

/// A snapshot of the screen after some keys, at each size.
fn at_each_size(name: &str, arrive: impl Fn(&mut Interviewer)) {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::sits_down(columns, rows);
        arrive(&mut kim);
        let screen = kim.screen();
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), screen);
    }
}

fn talk(kim: &mut Interviewer) {
    kim.presses("Ctrl-Y").waits(240).presses("Ctrl-N").waits(60);
    kim.types("looks at the response first, then at the proxy").presses("Enter");
    kim.waits(30).presses("Ctrl-R a 4 Esc").waits(45).types("a half-typed");
}

fn score(kim: &mut Interviewer) {
    talk(kim);
    kim.presses("Enter Ctrl-G Ctrl-Y Ctrl-F")
        .types("perform")
        .presses("Enter")
        .types("it is fast enough")
        .presses("Enter");
    kim.waits(120).presses("Ctrl-N").waits(240).presses("F9 Ctrl-Y");
}

#[test]
fn before_the_conversation() {
    at_each_size("before", |_| {});
}

#[test]
fn a_section_with_a_script() {
    at_each_size("script", |kim| {
        kim.presses("Ctrl-Y").waits(10);
    });
}

#[test]
fn the_conversation_in_the_note() {
    at_each_size("note", talk);
}

#[test]
fn the_conversation_at_the_ratings() {
    at_each_size("rate", |kim| {
        talk(kim);
        kim.presses("Ctrl-R");
    });
}

#[test]
fn the_conversation_in_the_outline() {
    at_each_size("plan", |kim| {
        talk(kim);
        kim.presses("BackTab");
    });
}

#[test]
fn a_question_with_a_handout_when_late() {
    at_each_size("handout", |kim| {
        talk(kim);
        kim.waits(658).presses("Enter Ctrl-N").waits(2).presses("Ctrl-N");
    });
}

#[test]
fn every_key() {
    at_each_size("keys", |kim| {
        talk(kim);
        kim.presses("Ctrl-O");
    });
}

#[test]
fn under_the_cover() {
    at_each_size("cover", |kim| {
        talk(kim);
        kim.presses("Ctrl-L");
    });
}

#[test]
fn the_desk_at_the_ratings() {
    at_each_size("desk-ratings", score);
}

#[test]
fn the_desk_at_a_dimension() {
    at_each_size("desk-dimension", |kim| {
        score(kim);
        kim.presses("Tab");
    });
}

#[test]
fn the_desk_at_the_recommendation() {
    at_each_size("desk-recommendation", |kim| {
        score(kim);
        kim.presses("Ctrl-S BackTab BackTab 3");
    });
}

#[test]
fn the_desk_before_submission() {
    at_each_size("desk-submission", |kim| {
        score(kim);
        kim.presses("Ctrl-S");
    });
}

#[test]
fn the_card() {
    at_each_size("card", |kim| {
        score(kim);
        kim.presses("3 4 4 Ctrl-S Ctrl-S Ctrl-Y");
    });
}
