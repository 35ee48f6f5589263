//! Whatever the board can do can be done line by line: each of its deeds has a command, or a reason why none is needed. A new deed does
//! not compile before it has one of them.

use super::super::board::keys::{
    AtCard, AtDesk, AtDimension, AtRatings, AtRecommendation, AtSubmission, AtTakeAways, Deed, InTalk, OnScreen, Over,
    TABLE, Trait,
};
use super::command::{self, Typed, Word};

/// How a deed is done line by line.
enum Means {
    /// By a command.
    Command(Word),
    /// By what is typed where it is asked for.
    Answer,
    /// Not at all, and why.
    Needless(&'static str),
}

use Means::{Answer, Command, Needless};

const READ_OUT: Means = Needless("everything is read out, and a terminal scrolls by itself");

fn line(deed: Deed) -> Means {
    match deed {
        Deed::Screen(deed) => on_screen(deed),
        Deed::Talk(deed) => in_talk(deed),
        Deed::Desk(deed) => at_desk(deed),
        Deed::Over(Over::Remove) => Command(Word::Remove),
        Deed::Over(_) => Needless("nothing lies over the lines: lists are numbered, and what asks takes /yes"),
        Deed::Card(AtCard::Leave) => Needless("after the card the program ends"),
        Deed::Card(AtCard::Scroll(_)) => READ_OUT,
        Deed::Edit(_) => Needless("the terminal edits the line that is typed"),
    }
}

fn on_screen(deed: OnScreen) -> Means {
    match deed {
        OnScreen::Help => Command(Word::Help),
        OnScreen::Cover | OnScreen::Uncover => Command(Word::Cover),
        OnScreen::Stay => Needless("the terminal's own Ctrl-Z suspends, and nobody expects an undo there"),
        OnScreen::Leave => Command(Word::Quit),
        OnScreen::Undo => Command(Word::Undo),
        OnScreen::Redo => Command(Word::Redo),
        OnScreen::History => Command(Word::History),
    }
}

fn in_talk(deed: InTalk) -> Means {
    match deed {
        InTalk::Begin => Command(Word::Begin),
        InTalk::Keep => Answer,
        InTalk::Next => Command(Word::Next),
        InTalk::Back => Command(Word::Back),
        InTalk::ToRate | InTalk::Rate(_) => Command(Word::Rate),
        InTalk::Pause => Command(Word::Pause),
        InTalk::Turn | InTalk::TurnBack | InTalk::Escape => Needless("there is one line, and no panes to turn between"),
        InTalk::Scroll(_) | InTalk::Walk(_) => READ_OUT,
        InTalk::Tick | InTalk::TickLetter => Command(Word::Saw),
        InTalk::Hint => Command(Word::Hint),
        InTalk::Flag => Command(Word::Flag),
        InTalk::Anchors => Command(Word::Anchors),
        InTalk::Backup => Command(Word::Swap),
        InTalk::Skip => Command(Word::Skip),
        InTalk::Drop => Command(Word::Drop),
        InTalk::Extend => Command(Word::Extend),
        InTalk::Find => Command(Word::Find),
        InTalk::Explain => Command(Word::Answer),
        InTalk::CopyPrompt => Needless("/show prints the prompt as text, which the terminal copies"),
        InTalk::CopyHandout => Needless("/handout prints it as it is, which the terminal copies"),
        InTalk::HandOver => Command(Word::HandOver),
        InTalk::End => Command(Word::End),
        InTalk::Go => Command(Word::Go),
    }
}

fn at_desk(deed: AtDesk) -> Means {
    match deed {
        AtDesk::NextPart => Command(Word::Done),
        AtDesk::PartBefore => Command(Word::Go),
        AtDesk::Walk(_) | AtDesk::NextLine => READ_OUT,
        AtDesk::Anchors => Command(Word::Anchors),
        AtDesk::ToSubmission | AtDesk::Submission(AtSubmission::Submit) => Command(Word::Submit),
        AtDesk::ToTalk => Command(Word::Reopen),
        AtDesk::Ratings(AtRatings::Score | AtRatings::Unrate) => Command(Word::Rate),
        AtDesk::Ratings(AtRatings::Write) => Command(Word::Note),
        AtDesk::Submission(AtSubmission::Choose) => {
            Needless("what is missing is read back with the command that gives it")
        }
        AtDesk::Ratings(AtRatings::Flag) => Command(Word::Flag),
        AtDesk::Ratings(AtRatings::Pass) | AtDesk::Submission(AtSubmission::Pass) => Command(Word::Skip),
        AtDesk::Dimension(AtDimension::Write) | AtDesk::Recommendation(AtRecommendation::Write) => Command(Word::Why),
        AtDesk::Dimension(AtDimension::Conclude | AtDimension::Withdraw)
        | AtDesk::Criterion(_)
        | AtDesk::Recommendation(
            AtRecommendation::Number | AtRecommendation::UnderCursor | AtRecommendation::Withdraw,
        )
        | AtDesk::TakeAways(AtTakeAways::Write) => Answer,
        AtDesk::TakeAways(AtTakeAways::Remove) => Command(Word::Remove),
    }
}

#[test]
fn every_deed_of_the_board_has_a_command_or_a_reason() {
    let mut commands = 0;
    for key in TABLE {
        match line(key.deed) {
            Command(word) => {
                let name = word.entry().names[0];
                assert!(
                    matches!(command::parse(&format!("/{name}")), Typed::Command(found, _) if found == word),
                    "{name}"
                );
                let asks = word.entry().more.contains("asks");
                assert!(asks || !key.deed.is(Trait::Asks), "{:?} asks, and /{name} does not say so", key.deed);
                commands += 1;
            }
            Answer => assert!(!key.deed.is(Trait::Asks), "{:?} asks", key.deed),
            Needless(why) => assert!(why.contains(' ') && !key.deed.is(Trait::Asks), "{:?}: {why}", key.deed),
        }
    }
    assert!(commands > 30, "{commands}");
}
