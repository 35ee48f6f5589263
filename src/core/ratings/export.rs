//! The columns of what `hotseat export` writes, known by their headers.

use super::head::Head;

/// The columns of `hotseat export` beside those that every table has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Export {
    /// How the interview ended.
    pub ending: usize,
    /// Whether it was practice.
    pub mock: usize,
    /// Where scores stand.
    pub scores: ExportedScores,
    /// The other columns.
    pub own: Box<OwnColumns>,
}

/// The columns of `hotseat export` beside the scores, where they are there: files of earlier versions lack some.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OwnColumns {
    pub session: Option<usize>,
    pub format: Option<usize>,
    pub level: Option<usize>,
    pub track: Option<usize>,
    pub kit: Option<usize>,
    pub round: Option<usize>,
    pub rubric: Option<usize>,
    pub score: Option<usize>,
    pub ratings: Option<usize>,
    pub kinds: Option<usize>,
    /// Why the conclusions.
    pub reasons: Option<usize>,
    pub recommendation: Option<usize>,
    pub handed_over: Option<usize>,
    /// Why the recommendation.
    pub reason: Option<usize>,
    pub strengths: Option<usize>,
    pub growth: Option<usize>,
    pub flags: Option<usize>,
    pub notes: Option<usize>,
    pub hand_overs: Option<usize>,
    pub amendments: Option<usize>,
    pub minutes_used: Option<usize>,
    pub expected_kinds: Option<usize>,
}

impl OwnColumns {
    fn of(head: &Head) -> Self {
        let column = |name: &str| head.cells.iter().position(|cell| cell == name);
        Self {
            session: column("session"),
            format: column("format"),
            level: column("level"),
            track: column("track"),
            kit: column("kit"),
            round: column("round"),
            rubric: column("rubric"),
            score: column("score"),
            ratings: column("ratings"),
            kinds: column("kinds"),
            reasons: column("conclusion_reason").or_else(|| column("conclusion_reasons")),
            recommendation: column("recommendation"),
            handed_over: column("handed_over"),
            reason: column("reason"),
            strengths: column("strengths"),
            growth: column("growth"),
            flags: column("flags"),
            notes: column("note").or_else(|| column("notes")),
            hand_overs: column("hand_overs"),
            amendments: column("amendments"),
            minutes_used: column("minutes_used"),
            expected_kinds: column("expected_kinds"),
        }
    }
}

/// Where the scores of `hotseat export` stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ExportedScores {
    /// A row for each dimension: the conclusion, else the mean as a fraction.
    Long { conclusion: usize, numerator: usize, denominator: usize },
    /// A row for each scorecard: a column for each dimension, and one that says which of them are conclusions.
    Wide { dimensions: Vec<usize>, concluded: usize },
}

/// The columns of `hotseat export`, where a header is its own.
pub(super) fn export(head: &Head) -> Option<Export> {
    let column = |name: &str| head.cells.iter().position(|cell| cell == name);
    column("session")?;
    column("candidate_id")?;
    let (ending, mock) = (column("ending")?, column("mock")?);
    if let Some(concluded) = column("concluded") {
        return Some(Export {
            ending,
            mock,
            scores: ExportedScores::Wide { dimensions: (mock + 1..concluded).collect(), concluded },
            own: Box::new(OwnColumns::of(head)),
        });
    }
    let (conclusion, numerator) = (column("conclusion")?, column("score_numerator")?);
    let denominator = column("score_denominator")?;
    let scores = ExportedScores::Long { conclusion, numerator, denominator };
    Some(Export { ending, mock, scores, own: Box::new(OwnColumns::of(head)) })
}
