//! One easier and one harder question for each rated section, for a candidate who struggles or excels.

use super::super::format::Section;
use super::super::plan::{Backup, Direction, Reason};
use super::super::scale::Level;
use super::pool::Pool;

/// The backups, and the directions for which there is none.
pub(super) fn backups(section: &Section, picks: &[usize], pool: &mut Pool<'_>) -> (Vec<Backup>, Vec<Direction>) {
    let mut backups = Vec::new();
    let mut missing = Vec::new();
    if !section.draws() {
        return (backups, missing);
    }
    for direction in [Direction::Easier, Direction::Harder] {
        match backup(section, picks, pool, direction) {
            Some(index) => {
                let question = pool.question(index);
                let level = question.level;
                let first = match direction {
                    Direction::Easier => Reason::Easier { difficulty: question.difficulty },
                    Direction::Harder => Reason::Harder { difficulty: question.difficulty },
                };
                let second = match level.cmp(&pool.setting.request.level) {
                    std::cmp::Ordering::Less => Reason::LevelBelow { level },
                    std::cmp::Ordering::Equal => Reason::Level { level },
                    std::cmp::Ordering::Greater => Reason::LevelAbove { level },
                };
                backups.push(Backup { direction, why: vec![first, second], banked: pool.banked(index).into() });
                pool.take(index);
            }
            None => missing.push(direction),
        }
    }
    (backups, missing)
}

/// One that is about what a question of the section is about, as far as there is such a one: of the same topic, else of the same bank;
/// strictly beyond the section's easiest or hardest where there is one; else beyond its other end.
fn backup(section: &Section, picks: &[usize], pool: &Pool<'_>, direction: Direction) -> Option<usize> {
    let level = pool.setting.request.level;
    let beyond = match direction {
        Direction::Easier => level.below(),
        Direction::Harder => level.above(),
    };
    let levels: Vec<Level> = std::iter::once(level).chain(level.below()).chain(beyond).collect();
    let difficulties = || picks.iter().map(|pick| pool.question(*pick).difficulty);
    let (low, high) = (difficulties().min().unwrap_or(3), difficulties().max().unwrap_or(3));
    let longest = picks.iter().map(|pick| pool.question(*pick).minutes).max().unwrap_or(section.minutes);
    let candidates = pool.at_levels(section, &levels).into_iter().filter(|index| {
        let question = pool.question(*index);
        question.minutes <= longest
            && match direction {
                Direction::Easier => question.difficulty < low || (low < high && question.difficulty == low),
                Direction::Harder => question.difficulty > high || (low < high && question.difficulty == high),
            }
    });
    candidates.max_by_key(|index| {
        let question = pool.question(*index);
        let distance = match direction {
            Direction::Easier => low.abs_diff(question.difficulty),
            Direction::Harder => high.abs_diff(question.difficulty),
        };
        let nearness = match distance {
            1 => 3,
            2 => 2,
            0 => 1,
            _ => 0,
        };
        let likeness = picks.iter().map(|pick| pool.likeness(*pick, *index)).max();
        // One that takes much less time would leave the section empty; among the others the draw decides.
        let long_enough = u32::from(question.minutes.0) * 2 >= u32::from(longest.0);
        (likeness, nearness, long_enough, std::cmp::Reverse(pool.own(*index).sum()), std::cmp::Reverse(*index))
    })
}
