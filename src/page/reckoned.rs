//! What a choice of questions costs, as it is seen and as it is heard: what is proven of it, what its points are for, and what each
//! question adds.

use crate::core::assembly::{Contribution, Reckoning, Terms};
use crate::core::counted::counted;

use super::block::Fact;

/// What is proven of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// No other choice costs less.
    Least,
    /// No other choice that breaks as few rules costs less; one may break fewer.
    LeastUnderRules,
    /// Another choice may cost less.
    Open {
        /// By at most so many hundredths of the cost, rounded up.
        gap: u64,
    },
}

impl Proof {
    fn of(account: &Reckoning) -> Self {
        let Reckoning { cost, bound, proven, .. } = *account;
        if proven {
            Self::Least
        } else if cost == bound {
            Self::LeastUnderRules
        } else {
            Self::Open { gap: ((cost - bound) * 100).div_ceil(cost.max(1)) }
        }
    }
}

/// What is proven of a choice, for whoever knows nothing of points.
pub(crate) fn fit(account: &Reckoning) -> String {
    match Proof::of(account) {
        Proof::Least => "It is proven that no other choice of questions fits better.".to_owned(),
        Proof::LeastUnderRules => {
            "No other choice of questions fits better, but it is not proven that fewer rules could not give way."
                .to_owned()
        }
        Proof::Open { gap } => {
            format!("It is not proven that no other choice of questions fits better: one could by at most {gap}%.")
        }
    }
}

/// What is proven of a cost.
pub(super) fn proof(account: &Reckoning) -> String {
    let Reckoning { cost, bound, work, .. } = account;
    let points = counted(*cost, "point");
    match Proof::of(account) {
        Proof::Least => format!("{points}; it is proven that no other choice costs less"),
        Proof::LeastUnderRules => format!(
            "{points}; the search ended after {work} steps, before it was proven that no fewer rules could give way"
        ),
        Proof::Open { gap } => format!(
            "{points}, not proven to be the least: the search ended after {work} steps, and no choice costs less than {bound} ({gap}% less)"
        ),
    }
}

/// What the points of a choice are for; nothing where it has none.
pub(super) fn terms(terms: &Terms) -> Option<Fact> {
    let named = terms.named();
    let seen: Vec<String> =
        named.iter().filter(|(_, points)| *points > 0).map(|(name, points)| format!("{name} {points}")).collect();
    (!seen.is_empty()).then(|| Fact::heard(format!("of that {}", seen.join(", ")), terms_in_words(terms)))
}

fn terms_in_words(terms: &Terms) -> String {
    let Terms { unused, mix, breadth, rest, level, variety, technology, topic, kind } = *terms;
    let named = [
        (unused, "minutes that nothing fills"),
        (mix, "more or less of a difficulty than the format wants"),
        (breadth, "questions from fewer banks than could be"),
        (rest, "questions that were asked not long ago"),
        (level, "questions of another level"),
        (variety, "chance, which makes two draws differ"),
        (technology, "questions about none of the chosen technologies"),
        (topic, "topics that come again"),
        (kind, "kinds of question that are missing"),
    ];
    let parts: Vec<String> =
        named.iter().filter(|(points, _)| *points > 0).map(|(points, what)| format!("{points} for {what}")).collect();
    format!("Of them {}", parts.join("; "))
}

/// What speaks against a question by itself, and what could stand in its place; the whole has so many points.
pub(super) fn choice(choice: &Contribution, whole: u64) -> Fact {
    Fact::heard(choice_text(choice), choice_in_words(choice, whole))
}

fn choice_text(choice: &Contribution) -> String {
    let Contribution { rest, level, variety, technology, .. } = choice;
    let parts = [("rest", rest), ("level", level), ("chance", variety), ("technology", technology)];
    let parts: Vec<String> =
        parts.iter().filter(|(_, points)| **points > 0).map(|(name, points)| format!("{name} {points}")).collect();
    let own = if parts.is_empty() { "nothing by itself".to_owned() } else { parts.join(", ") };
    match &choice.alternative {
        None => format!("{own}; nothing else fits in its place"),
        Some(other) if other.breaks > 0 => {
            format!("{own}; only against a rule could {} stand in its place", other.question)
        }
        Some(other) => format!("{own}; with {} in its place, the whole would cost {}", other.question, other.cost),
    }
}

fn choice_in_words(choice: &Contribution, whole: u64) -> String {
    let Contribution { rest, level, variety, technology, .. } = choice;
    let parts = [
        (rest, "it was asked not long ago"),
        (level, "it is for another level"),
        (variety, "chance"),
        (technology, "it is about none of the chosen technologies"),
    ];
    let parts = parts.iter().filter(|(points, _)| **points > 0);
    let parts: Vec<String> = parts.map(|(points, what)| format!("{what}, {}", counted(**points, "point"))).collect();
    let own = if parts.is_empty() { "nothing".to_owned() } else { parts.join("; ") };
    let other = match &choice.alternative {
        None => "nothing else fits in its place".to_owned(),
        Some(other) if other.breaks > 0 => "another one could stand in its place only against a rule".to_owned(),
        Some(other) if other.cost > whole => {
            format!("the next best in its place has {} more against it", counted(other.cost - whole, "point"))
        }
        Some(_) => "another one in its place would fit as well".to_owned(),
    };
    format!("what speaks against it: {own}; {other}")
}
