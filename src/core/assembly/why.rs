//! Why a question is in a plan.

use std::cmp::Ordering;

use super::super::format::{Format, Section};
use super::super::plan::Reason;
use super::super::scale::Minutes;
use super::pool::Pool;

/// A section with the questions that it got, as the reasons for one of them look at it.
pub(super) struct Picked<'a> {
    pub(super) format: &'a Format,
    pub(super) section: &'a Section,
    /// Positions in the pool, easy first.
    pub(super) picks: &'a [usize],
}

/// The reasons for one of a section's questions.
pub(super) fn question(index: usize, picked: &Picked<'_>, pool: &Pool<'_>) -> Vec<Reason> {
    let Picked { format, section, picks } = *picked;
    let setting = &pool.setting;
    let question = pool.question(index);
    let level = question.level;
    let mut why = vec![match level.cmp(&setting.request.level) {
        Ordering::Less => Reason::LevelBelow { level },
        Ordering::Equal => Reason::Level { level },
        Ordering::Greater => Reason::LevelAbove { level },
    }];
    if let Some(kind) = section
        .kinds
        .iter()
        .find(|kind| setting.track.kind(**kind) != **kind && setting.track.kind(**kind) == question.kind)
    {
        why.push(Reason::StandsFor { kind: *kind });
    }
    let mix = format.mix.get(&setting.request.level);
    let wanted = mix.and_then(|mix| mix.get(usize::from(question.difficulty.saturating_sub(1)))).copied().unwrap_or(0);
    if wanted > 0 {
        why.push(Reason::Difficulty { difficulty: question.difficulty, wanted });
    }
    let technologies: Vec<_> =
        question.technologies.iter().filter(|id| setting.request.technologies.contains(id)).cloned().collect();
    if !technologies.is_empty() {
        why.push(Reason::Technology { technologies });
    }
    let mut topics = question.topics.iter().zip(pool.topics(index));
    if let Some((topic, _)) = topics.find(|(_, number)| pool.topic_count(**number) == 1) {
        why.push(Reason::Topic { topic: topic.clone() });
    }
    let from_bank = picks.iter().filter(|other| pool.bank(**other) == pool.bank(index)).count();
    if from_bank == 1 && picks.len() > 1 {
        why.push(Reason::Bank { bank: pool.bank(index).clone() });
    }
    why.push(match pool.days(index) {
        Some(days) => Reason::Rested { days },
        None => Reason::Fresh,
    });
    let used: Minutes = picks.iter().map(|pick| pool.question(*pick).minutes).sum();
    if used == section.minutes {
        why.push(Reason::Fills { minutes: question.minutes });
    }
    why
}
