//! What the choice of questions weighs, and which limits it keeps: a format's `assembly`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the choice of questions weighs, in points, and which limits it keeps; what is left out has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub struct ChoiceWeights {
    /// How many questions of one bank a round may have; 0 for any number.
    pub bank_limit: u8,
    /// A track with fewer banks has no such limit.
    pub bank_limit_from: u8,
    /// From how many different banks a round's questions should be; absent for as many as its sections need questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub banks: Option<u8>,
    /// For each bank that is wanting of those.
    pub breadth: u32,
    /// For each minute that nothing fills.
    pub unused: u32,
    /// For each minute of a difficulty above or below the mix.
    pub mix: u32,
    /// For a question asked just now; it falls with the hours to 0.
    pub rest: u32,
    /// After so many days a question is as good as new.
    pub rest_days: u16,
    /// For each step of a question's level from the one asked for.
    pub level: u32,
    /// The most that chance adds to a question.
    pub variety: u32,
    /// For each time that a topic comes again.
    pub topic: u32,
    /// For each kind of a section with several that does not come in it.
    pub kind: u32,
    /// For a question that asks about none of the technologies that were chosen, where any were.
    pub technology: u32,
    /// In a cohort, for each point of load by which the heaviest plan is above the lightest.
    pub spread: u32,
}

impl Default for ChoiceWeights {
    fn default() -> Self {
        Self {
            bank_limit: 2,
            bank_limit_from: 8,
            banks: None,
            breadth: 300,
            unused: 1000,
            mix: 200,
            rest: 1000,
            rest_days: 180,
            level: 40,
            variety: 200,
            topic: 300,
            kind: 150,
            technology: 40,
            spread: 50,
        }
    }
}

impl ChoiceWeights {
    /// The most that a weight may be: sums of them stay small.
    pub(crate) const MOST: u32 = 10_000;

    /// Whether nothing differs from the defaults.
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The weights by name.
    pub(crate) fn weights(&self) -> [(&'static str, u32); 10] {
        [
            ("breadth", self.breadth),
            ("unused", self.unused),
            ("mix", self.mix),
            ("rest", self.rest),
            ("level", self.level),
            ("variety", self.variety),
            ("topic", self.topic),
            ("kind", self.kind),
            ("technology", self.technology),
            ("spread", self.spread),
        ]
    }

    /// What a question costs that was last asked so many whole hours ago.
    pub(crate) fn rest_after(&self, hours: u64) -> u32 {
        let whole = u64::from(self.rest_days) * 24;
        if hours >= whole {
            return 0;
        }
        self.rest - u32::try_from(u64::from(self.rest) * hours / whole).unwrap_or(self.rest)
    }
}
