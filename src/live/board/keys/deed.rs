//! What keys do, in families: each family has one handler, which has an arm for every deed of it.

/// A way through the lines of a list or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A line toward the top.
    Up,
    /// A line toward the foot.
    Down,
    /// A page toward the top.
    PageUp,
    /// A page toward the foot.
    PageDown,
    /// To the first line.
    First,
    /// To the last line.
    Last,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// To the screen and the program.
    Screen(OnScreen),
    /// In the conversation.
    Talk(InTalk),
    /// At the scoring desk.
    Desk(AtDesk),
    /// In what lies over the screen.
    Over(Over),
    /// At the submitted card.
    Card(AtCard),
    /// To the text that is being written.
    Edit(Edit),
}

/// What keys do to the screen and the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnScreen {
    Help,
    Cover,
    Uncover,
    Stay,
    Leave,
    Undo,
    Redo,
    History,
}

/// What keys do in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTalk {
    Begin,
    Next,
    Back,
    ToRate,
    Pause,
    Turn,
    TurnBack,
    Escape,
    Keep,
    Scroll(Way),
    Walk(Way),
    Rate(Rate),
    Tick,
    TickLetter,
    Hint,
    Flag,
    Anchors,
    Backup,
    Skip,
    Drop,
    Extend,
    Find,
    Explain,
    CopyPrompt,
    CopyHandout,
    HandOver,
    End,
    Go,
}

/// How a rating changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// To the digit that was pressed.
    Digit,
    /// To none: it is taken back.
    Nothing,
    /// One lower.
    Lower,
    /// One higher.
    Higher,
}

/// What keys do at the scoring desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtDesk {
    NextPart,
    PartBefore,
    Walk(Way),
    NextLine,
    Anchors,
    ToSubmission,
    ToTalk,
    Ratings(AtRatings),
    Dimension(AtDimension),
    Criterion(Judge),
    Recommendation(AtRecommendation),
    TakeAways(AtTakeAways),
    Submission(AtSubmission),
}

/// What keys do at the desk's ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtRatings {
    Score,
    Unrate,
    Write,
    Flag,
    Pass,
}

/// What keys do at a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtDimension {
    Conclude,
    Withdraw,
    Write,
}

/// How the criterion under the cursor is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judge {
    /// It was shown.
    Shown,
    /// It was not.
    NotShown,
    /// Nothing is said of it.
    Blank,
}

/// What keys do at the recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtRecommendation {
    Number,
    UnderCursor,
    Withdraw,
    Write,
}

/// What keys do at the take-aways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtTakeAways {
    Write,
    Remove,
}

/// What keys do at the last look before submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtSubmission {
    Submit,
    Choose,
    Pass,
}

/// What keys do in what lies over the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    Walk(Way),
    /// What the cursor stands on, or the text that is written.
    Choose,
    /// What the box asks about is done.
    Confirm,
    /// What the cursor stands on goes, or gets another text.
    Remove,
    Close,
}

/// What keys do at the submitted card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtCard {
    Leave,
    Scroll(Way),
}

/// What there is to know about a deed beside what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trait {
    /// It ends, skips, drops, swaps, submits or leaves: then it opens a box, and nothing happens before the box's own key.
    Asks,
    /// It shows what a text must never show: a hint, or what the cover hides.
    Reveals,
    /// It opens a box or a list, or does what one says: where that can't be seen, it is not done.
    NeedsRoom,
    /// It is done under the cover, too: what can't be seen there is not.
    UnderCover,
    /// It goes on or adds to something each time: pressed twice in a moment, it is done once.
    Once,
    /// It is what the key itself says, such as a digit, so that it can't be chosen from a list.
    NeedsItsKey,
    /// It records something or takes it off, or stops the clocks, and does not ask: a text that was typed into a list must not do that.
    Records,
}

impl Deed {
    /// Whether that is so.
    pub fn is(self, wanted: Trait) -> bool {
        self.traits().contains(&wanted)
    }

    fn traits(self) -> &'static [Trait] {
        use Trait::{Asks, NeedsItsKey, NeedsRoom, Once, Records, Reveals, UnderCover};
        match self {
            Self::Screen(deed) => match deed {
                OnScreen::Uncover => &[Reveals, UnderCover, NeedsItsKey],
                OnScreen::Cover | OnScreen::Stay => &[UnderCover],
                // Its box has a word where there is no room for one; under the cover a shared screen stays covered.
                OnScreen::Leave => &[Asks],
                OnScreen::Help | OnScreen::Redo | OnScreen::History => &[NeedsRoom],
                OnScreen::Undo => &[],
            },
            Self::Talk(deed) => match deed {
                InTalk::Next | InTalk::Back => &[UnderCover, Once],
                InTalk::Keep => &[UnderCover],
                InTalk::Pause => &[UnderCover, Records],
                InTalk::Extend => &[Once, Records],
                InTalk::Skip | InTalk::Drop | InTalk::Backup | InTalk::HandOver | InTalk::End => &[Asks, NeedsRoom],
                InTalk::Hint => &[Asks, Reveals, NeedsRoom],
                InTalk::Flag | InTalk::Find | InTalk::Go => &[NeedsRoom],
                InTalk::Begin | InTalk::Rate(Rate::Digit) | InTalk::TickLetter => &[NeedsItsKey],
                InTalk::Rate(Rate::Nothing | Rate::Lower | Rate::Higher) | InTalk::Tick => &[Records],
                InTalk::ToRate
                | InTalk::Turn
                | InTalk::TurnBack
                | InTalk::Escape
                | InTalk::Scroll(_)
                | InTalk::Walk(_)
                | InTalk::Anchors
                | InTalk::Explain
                | InTalk::CopyPrompt
                | InTalk::CopyHandout => &[],
            },
            Self::Desk(deed) => match deed {
                AtDesk::ToTalk | AtDesk::Submission(AtSubmission::Submit) => &[Asks, NeedsRoom],
                AtDesk::ToSubmission => &[NeedsRoom],
                AtDesk::Ratings(AtRatings::Score)
                | AtDesk::Dimension(AtDimension::Conclude)
                | AtDesk::Recommendation(AtRecommendation::Number) => &[NeedsItsKey],
                AtDesk::Ratings(AtRatings::Unrate | AtRatings::Pass)
                | AtDesk::Dimension(AtDimension::Withdraw)
                | AtDesk::Criterion(_)
                | AtDesk::Recommendation(AtRecommendation::UnderCursor | AtRecommendation::Withdraw)
                | AtDesk::TakeAways(AtTakeAways::Remove)
                | AtDesk::Submission(AtSubmission::Pass) => &[Records],
                AtDesk::NextPart
                | AtDesk::PartBefore
                | AtDesk::Walk(_)
                | AtDesk::NextLine
                | AtDesk::Anchors
                | AtDesk::Ratings(AtRatings::Write | AtRatings::Flag)
                | AtDesk::Dimension(AtDimension::Write)
                | AtDesk::Recommendation(AtRecommendation::Write)
                | AtDesk::TakeAways(AtTakeAways::Write)
                | AtDesk::Submission(AtSubmission::Choose) => &[],
            },
            Self::Over(deed) => match deed {
                Over::Confirm | Over::Choose | Over::Remove => &[NeedsRoom, NeedsItsKey],
                Over::Walk(_) | Over::Close => &[NeedsItsKey],
            },
            // What is chosen from a list could be a text.
            Self::Card(AtCard::Leave) => &[NeedsItsKey],
            Self::Card(AtCard::Scroll(_)) => &[],
            Self::Edit(_) => &[UnderCover, NeedsItsKey],
        }
    }
}

/// A change to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// A line break.
    Break,
    /// The character before goes.
    Backspace,
    /// The character after goes.
    Delete,
    /// The word before goes.
    WordBefore,
    /// The word after goes.
    WordAfter,
    /// Everything goes.
    Empty,
    /// Everything after goes.
    ToEnd,
    /// The last change is taken back.
    Undo,
    /// The change taken back is made again.
    Redo,
    /// A character to the left.
    Left,
    /// A character to the right.
    Right,
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// To the start of the line.
    Home,
    /// To the end of the line.
    End,
}
