//! How far two rankings of the same people differ, part by part of a panel.

use serde::Serialize;

use crate::num::float;

/// Where somebody stands in both rankings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Which part of the panel; nobody is compared across parts.
    pub(crate) part: usize,
    /// The group of those who can't be told apart; its members stand side by side.
    pub(crate) group: usize,
    /// The rank within the part, from 1; equals share the better one.
    pub(crate) rank: usize,
    /// The rank in the other ranking.
    pub(crate) other: usize,
}

/// What changes from one ranking to another. Pairs of equals have no order that could change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OrderChange {
    /// Pairs of candidates within parts.
    pub pairs: u64,
    /// Those that stand the other way round.
    pub turned: u64,
    /// Of those the pairs whose two stand in different groups.
    pub turned_across_groups: u64,
    /// Pairs of neighbors by rank.
    pub neighbors: u64,
    /// Those that stand the other way round.
    pub neighbors_turned: u64,
    /// By how many ranks somebody moves at most.
    pub farthest: usize,
    /// Kendall's rank correlation, with ties allowed for (tau-b, Kendall 1945), over all pairs within parts; left out where all are equal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tau: Option<f64>,
}

impl OrderChange {
    /// Compares both ranks of everybody; `None` where no part has two.
    pub(crate) fn of(standings: &[Standing]) -> Option<Self> {
        let mut sorted = standings.to_vec();
        sorted.sort_by_key(|one| (one.part, one.rank, one.other));
        let mut this = Self {
            pairs: 0,
            turned: 0,
            turned_across_groups: 0,
            neighbors: 0,
            neighbors_turned: 0,
            farthest: sorted.iter().map(|one| one.rank.abs_diff(one.other)).max().unwrap_or(0),
            tau: None,
        };
        let (mut ties, mut other_ties, mut both) = (0, 0, 0);
        for part in sorted.chunk_by(|one, other| one.part == other.part) {
            this.pairs += pairs(part.len());
            this.neighbors += part.len() as u64 - 1;
            let falls = part.windows(2).filter(|two| two[0].rank < two[1].rank && two[0].other > two[1].other);
            this.neighbors_turned += falls.count() as u64;
            let of_part = turned(part);
            this.turned += of_part;
            // Who shares a rank with somebody of another group stands among equals, and turns with nobody of them.
            let mut by_group = part.to_vec();
            by_group.sort_by_key(|one| (one.group, one.rank, one.other));
            let within: u64 = by_group.chunk_by(|one, other| one.group == other.group).map(turned).sum();
            this.turned_across_groups += of_part - within;
            ties += runs(part.iter().map(|one| (one.rank, 0)).collect());
            other_ties += runs(part.iter().map(|one| (one.other, 0)).collect());
            both += runs(part.iter().map(|one| (one.rank, one.other)).collect());
        }
        if this.pairs == 0 {
            return None;
        }
        let kept = this.pairs + both - ties - other_ties - this.turned;
        let size = (wide(this.pairs - ties) * wide(this.pairs - other_ties)).sqrt();
        this.tau = (size > 0.0).then(|| (wide(kept) - wide(this.turned)) / size);
        Some(this)
    }
}

fn wide(count: u64) -> f64 {
    float(usize::try_from(count).unwrap_or(usize::MAX))
}

fn pairs(count: usize) -> u64 {
    let count = count as u64;
    count * count.saturating_sub(1) / 2
}

/// Pairs of equals.
fn runs(mut values: Vec<(usize, usize)>) -> u64 {
    values.sort_unstable();
    values.chunk_by(|one, other| one == other).map(|run| pairs(run.len())).sum()
}

/// Pairs of which the first stands behind the second in the other ranking, among those in the order of the first one.
fn turned(sorted: &[Standing]) -> u64 {
    let mut others: Vec<usize> = sorted.iter().map(|one| one.other).collect();
    let mut spare = others.clone();
    inversions(&mut others, &mut spare)
}

/// Counts by merging; sorts on the way.
fn inversions(values: &mut [usize], spare: &mut [usize]) -> u64 {
    if values.len() < 2 {
        return 0;
    }
    let middle = values.len() / 2;
    let (low, high) = values.split_at_mut(middle);
    let (low_spare, high_spare) = spare.split_at_mut(middle);
    let mut count = inversions(low, low_spare) + inversions(high, high_spare);
    let (mut left, mut right) = (0, 0);
    for place in spare.iter_mut() {
        let is_left = right == high.len() || (left < low.len() && low[left] <= high[right]);
        if is_left {
            *place = low[left];
            left += 1;
        } else {
            *place = high[right];
            right += 1;
            count += (low.len() - left) as u64;
        }
    }
    values.copy_from_slice(spare);
    count
}

#[cfg(test)]
mod tests {
    use super::{OrderChange, Standing};

    fn standing(part: usize, group: usize, rank: usize, other: usize) -> Standing {
        Standing { part, group, rank, other }
    }

    /// By hand: of five, the second and the third change places, who are of two groups, and the last two, who are of one.
    #[test]
    fn changes_are_counted() {
        let all = [
            standing(0, 0, 1, 1),
            standing(0, 0, 2, 3),
            standing(0, 1, 3, 2),
            standing(0, 1, 4, 5),
            standing(0, 1, 5, 4),
            standing(1, 2, 1, 1),
        ];
        let found = OrderChange::of(&all).unwrap();
        assert_eq!((found.pairs, found.turned, found.turned_across_groups), (10, 2, 1));
        assert_eq!((found.neighbors, found.neighbors_turned, found.farthest), (4, 2, 1));
        assert!((found.tau.unwrap() - 0.6).abs() < 1e-12);
    }

    /// By hand: one pair rises, two fall, one is tied in the first ranking and two in the second.
    #[test]
    fn equals_turn_with_nobody() {
        let all = [standing(0, 0, 1, 1), standing(0, 0, 1, 3), standing(0, 0, 3, 3), standing(0, 0, 4, 1)];
        let found = OrderChange::of(&all).unwrap();
        assert_eq!((found.pairs, found.turned), (6, 2));
        // Rising: (1, 3) alone; falling: (2, 4) and (3, 4); tied in the first (1, 2), in the second (1, 4) and (2, 3).
        assert!((found.tau.unwrap() - (1.0 - 2.0) / (5.0_f64 * 4.0).sqrt()).abs() < 1e-12);
        assert_eq!(OrderChange::of(&[standing(0, 0, 1, 1), standing(1, 1, 1, 1)]), None);
    }
}
