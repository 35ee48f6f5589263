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

    /// Scrolled a page of so many lines this way; how far that is possible is found out by drawing.
    pub(in super::super) fn paged(self, scroll: usize, page: usize) -> usize {
        // A line stays in sight, so that the eye finds its place again.
        let lines = page.saturating_sub(1).max(1);
        match self {
            Self::Up => scroll.saturating_sub(lines),
            Self::Down => scroll.saturating_add(lines),
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
    Page(Way),
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
    /// The other way around; shown where nothing was said yet.
    Other,
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
    /// What the cursor stands on, or the text that is written.
    Choose,
    /// What the box asks about is done.
    Confirm,
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
            Self::Talk(talk) => talk.acts_under_cover(),
            // Leaving neither: a shared screen stays covered until the cover's own chord.
            Self::Screen(OnScreen::Help | OnScreen::Leave | OnScreen::Undo | OnScreen::Redo | OnScreen::History)
            | Self::Desk(_)
            | Self::Over(_)
            | Self::Card(_) => false,
        }
    }

    /// Whether it asks, shows a list, or does what a box or a list says: where that can't be seen, it is not done.
    pub(crate) fn needs_room(self) -> bool {
        match self {
            Self::Screen(deed) => matches!(deed, OnScreen::Help | OnScreen::Redo | OnScreen::History),
            Self::Talk(deed) => deed.asks() || matches!(deed, InTalk::Hint | InTalk::Flag | InTalk::Find | InTalk::Go),
            Self::Desk(deed) => {
                matches!(deed, AtDesk::ToTalk | AtDesk::ToSubmission | AtDesk::Submission(AtSubmission::Submit))
            }
            Self::Over(deed) => matches!(deed, Over::Confirm | Over::Choose),
            Self::Card(_) | Self::Edit(_) => false,
        }
    }

    /// Whether it ends, skips, drops, swaps, submits or leaves: then it opens a box, and nothing happens before the box's own key.
    pub fn asks(self) -> bool {
        match self {
            Self::Screen(deed) => match deed {
                OnScreen::Leave => true,
                OnScreen::Help
                | OnScreen::Cover
                | OnScreen::Suspend
                | OnScreen::Undo
                | OnScreen::Redo
                | OnScreen::History => false,
            },
            Self::Talk(deed) => deed.asks(),
            Self::Desk(deed) => match deed {
                AtDesk::ToTalk | AtDesk::Submission(AtSubmission::Submit) => true,
                AtDesk::NextPart
                | AtDesk::PartBefore
                | AtDesk::Page(_)
                | AtDesk::Walk(_)
                | AtDesk::ToSubmission
                | AtDesk::Ratings(_)
                | AtDesk::Dimension(_)
                | AtDesk::Criterion(_)
                | AtDesk::Recommendation(_)
                | AtDesk::TakeAways(_)
                | AtDesk::Submission(AtSubmission::Write) => false,
            },
            Self::Over(_) | Self::Card(_) | Self::Edit(_) => false,
        }
    }

    /// Whether it shows what a text must never show: a hint, or what the cover hides.
    pub fn reveals(self) -> bool {
        matches!(self, Self::Talk(InTalk::Hint) | Self::Screen(OnScreen::Cover))
    }

    /// Whether it is what the key itself says, such as a digit, so that it can't be chosen from a list.
    pub(crate) fn needs_its_key(self) -> bool {
        match self {
            Self::Edit(_) | Self::Over(_) => true,
            Self::Talk(deed) => matches!(deed, InTalk::Rate(Rate::Digit) | InTalk::TickLetter),
            Self::Desk(deed) => matches!(
                deed,
                AtDesk::Ratings(AtRatings::Score)
                    | AtDesk::Dimension(AtDimension::Conclude)
                    | AtDesk::Recommendation(AtRecommendation::Number)
            ),
            Self::Screen(_) | Self::Card(_) => false,
        }
    }
}

impl InTalk {
    fn acts_under_cover(self) -> bool {
        match self {
            Self::Next | Self::Back | Self::Keep | Self::Pause => true,
            Self::Begin
            | Self::ToRate
            | Self::Turn
            | Self::TurnBack
            | Self::Escape
            | Self::Page(_)
            | Self::Walk(_)
            | Self::Rate(_)
            | Self::Tick
            | Self::TickLetter
            | Self::Hint
            | Self::Flag
            | Self::Anchors
            | Self::Backup
            | Self::Skip
            | Self::Drop
            | Self::Extend
            | Self::Find
            | Self::Explain
            | Self::CopyPrompt
            | Self::CopyHandout
            | Self::HandOver
            | Self::End
            | Self::Go => false,
        }
    }

    fn asks(self) -> bool {
        match self {
            Self::Skip | Self::Drop | Self::Backup | Self::HandOver | Self::End => true,
            Self::Next
            | Self::Back
            | Self::Keep
            | Self::Pause
            | Self::Begin
            | Self::ToRate
            | Self::Turn
            | Self::TurnBack
            | Self::Escape
            | Self::Page(_)
            | Self::Walk(_)
            | Self::Rate(_)
            | Self::Tick
            | Self::TickLetter
            | Self::Hint
            | Self::Flag
            | Self::Anchors
            | Self::Extend
            | Self::Find
            | Self::Explain
            | Self::CopyPrompt
            | Self::CopyHandout
            | Self::Go => false,
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
