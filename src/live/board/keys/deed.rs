//! What keys do, in families: each family has one handler, which has an arm for every deed of it.

/// A direction on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Toward the top.
    Up,
    /// Toward the foot.
    Down,
}

impl Way {
    /// The next line of `count` this way, as far as there is one.
    pub(in super::super) fn walked(self, row: usize, count: usize) -> usize {
        match self {
            Self::Up => row.saturating_sub(1),
            Self::Down => row.saturating_add(1).min(count.saturating_sub(1)),
        }
    }

    /// Scrolled some lines this way; how far that is possible is found out by drawing.
    pub(in super::super) fn paged(self, scroll: usize) -> usize {
        const LINES: usize = 5;
        match self {
            Self::Up => scroll.saturating_sub(LINES),
            Self::Down => scroll.saturating_add(LINES),
        }
    }
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
    Suspend,
    Leave,
}

/// What keys do in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTalk {
    Begin,
    Next,
    Back,
    ToRate,
    Pause,
    Undo,
    Turn,
    TurnBack,
    Escape,
    Keep,
    Page(Way),
    Walk(Way),
    Rate(Rate),
    Tick,
    TickLetter,
    Hint,
    Flag,
    Backup,
    Skip,
    Drop,
    Extend,
    Find,
    Explain,
    CopyPrompt,
    CopyHandout,
    End,
    Go,
}

/// How a rating changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// To the digit that was pressed.
    Digit,
    /// To not assessed.
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
    Page(Way),
    Walk(Way),
    Undo,
    ToSubmission,
    ToTalk,
    Ratings(AtRatings),
    Dimension(AtDimension),
    /// Judges the criterion under the cursor: shown or not.
    Criterion(bool),
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
}

/// What keys do at a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtDimension {
    Conclude,
    Withdraw,
    Write,
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
    Write,
}

/// What keys do in what lies over the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    Walk(Way),
    Page(Way),
    Choose,
    Close,
}

/// What keys do at the submitted card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtCard {
    Leave,
    Page(Way),
}

impl Deed {
    /// Whether it is done under the cover, too: what can't be seen there is not.
    pub(crate) fn acts_under_cover(self) -> bool {
        match self {
            Self::Screen(OnScreen::Cover | OnScreen::Suspend) | Self::Edit(_) => true,
            Self::Talk(talk) => match talk {
                InTalk::Next | InTalk::Back | InTalk::Keep | InTalk::Pause => true,
                InTalk::Begin
                | InTalk::ToRate
                | InTalk::Undo
                | InTalk::Turn
                | InTalk::TurnBack
                | InTalk::Escape
                | InTalk::Page(_)
                | InTalk::Walk(_)
                | InTalk::Rate(_)
                | InTalk::Tick
                | InTalk::TickLetter
                | InTalk::Hint
                | InTalk::Flag
                | InTalk::Backup
                | InTalk::Skip
                | InTalk::Drop
                | InTalk::Extend
                | InTalk::Find
                | InTalk::Explain
                | InTalk::CopyPrompt
                | InTalk::CopyHandout
                | InTalk::End
                | InTalk::Go => false,
            },
            // Leaving neither: a shared screen stays covered until the cover's own chord.
            Self::Screen(OnScreen::Help | OnScreen::Leave) | Self::Desk(_) | Self::Over(_) | Self::Card(_) => false,
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
    /// Everything before goes.
    ToStart,
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
