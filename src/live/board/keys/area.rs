//! Where keys act: areas of the screen and of the interview, each with a heading in the help.

/// Where a key acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Wherever the board is, but for text that is being written elsewhere.
    Anywhere,
    /// The checklist before the conversation.
    Before,
    /// The same, where nothing is typed.
    Checklist,
    /// The conversation, whatever has the focus.
    Talk,
    /// The note of the conversation.
    Note,
    /// Wherever printable keys write nothing.
    Keyed,
    /// Ratings and outline.
    Command,
    /// The ratings, signals and follow-ups.
    Rate,
    /// The outline.
    Plan,
    /// Any part of the scoring desk.
    Desk,
    /// Ratings of questions, in the scoring desk.
    Ratings,
    /// A dimension's evidence and conclusion.
    Dimension,
    /// Criteria.
    Criteria,
    /// The interviewer's recommendation.
    Recommendation,
    /// What the candidate takes home.
    TakeAways,
    /// The last look before submission.
    Submission,
    /// The submitted card.
    Card,
    /// A text that is being written.
    Text,
    /// A list to choose from.
    List,
    /// The list of what was recorded.
    History,
    /// A box that asks before something is done.
    Choice,
    /// The cover that hides everything but the prompt.
    Cover,
}

impl Area {
    /// All of them, in the order of the help.
    pub(crate) const ALL: [Self; 22] = [
        Self::Note,
        Self::Rate,
        Self::Plan,
        Self::Command,
        Self::Talk,
        Self::Before,
        Self::Checklist,
        Self::Ratings,
        Self::Dimension,
        Self::Criteria,
        Self::Recommendation,
        Self::TakeAways,
        Self::Submission,
        Self::Desk,
        Self::Card,
        Self::Anywhere,
        Self::Keyed,
        Self::Text,
        Self::History,
        Self::List,
        Self::Choice,
        Self::Cover,
    ];

    /// Its heading in the help.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Anywhere => "Everywhere",
            Self::Before => "Before the conversation",
            Self::Checklist => "Before the conversation, where nothing is typed",
            Self::Talk => "In the conversation, also while you type",
            Self::Note => "NOTE: what you type is the note",
            Self::Keyed => "Where keys write nothing",
            Self::Command => "RATE and PLAN",
            Self::Rate => "RATE: ratings, signals, follow-ups",
            Self::Plan => "PLAN: the outline",
            Self::Desk => "SCORE: after the conversation",
            Self::Ratings => "SCORE, ratings",
            Self::Dimension => "SCORE, a dimension",
            Self::Criteria => "SCORE, criteria",
            Self::Recommendation => "SCORE, recommendation",
            Self::TakeAways => "SCORE, take-aways",
            Self::Submission => "SCORE, the last look",
            Self::Card => "CARD: the scorecard",
            Self::Text => "While you write",
            Self::List => "In a list",
            Self::History => "In the history",
            Self::Choice => "In a box that asks",
            Self::Cover => "Under the cover",
        }
    }
}
