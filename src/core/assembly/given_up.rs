//! What a section could not be given, said section by section in the order of the kit.

use std::collections::BTreeSet;

use ::assembly::DIFFICULTIES;

use super::super::format::{Format, Section};
use super::super::plan::GivenUp;
use super::super::scale::Minutes;
use super::pool::Pool;

/// What the sections before have of each difficulty and which topics.
#[derive(Default)]
pub(super) struct Toll {
    wanted: [u16; DIFFICULTIES],
    given: [u16; DIFFICULTIES],
    topics: BTreeSet<u32>,
}

impl Toll {
    /// Begins a round: its mix is its own, topics are the kit's.
    pub(super) fn begin(&mut self, format: &Format, pool: &Pool<'_>) {
        let sections = format.sections.iter().filter(|section| section.draws());
        let sections: Vec<_> = sections
            .map(|section| ::assembly::Section { capacity: section.minutes.0, ..::assembly::Section::default() })
            .collect();
        let shares = format.mix.get(&pool.setting.request.level).copied().unwrap_or([20; 5]);
        self.wanted = ::assembly::Form::targets(&sections, shares);
        self.given = [0; DIFFICULTIES];
    }

    /// What a section with these questions could not be given.
    pub(super) fn section(&mut self, section: &Section, picks: &[usize], pool: &Pool<'_>) -> Vec<GivenUp> {
        let mut given_up = Vec::new();
        let used: Minutes = picks.iter().map(|index| pool.question(*index).minutes).sum();
        if used < section.minutes {
            let minutes = Minutes(section.minutes.0 - used.0);
            given_up.push(GivenUp::Empty { minutes, lacking: pool.lacking(section, picks) });
        }
        let count = u8::try_from(picks.len()).unwrap_or(u8::MAX);
        if count < section.min_questions {
            given_up.push(GivenUp::TooFew { questions: count, wanted: section.min_questions });
        }
        let before = self.over();
        for pick in picks {
            let question = pool.question(*pick);
            if let Some(days) = pool.tired(*pick) {
                given_up.push(GivenUp::Rest { question: question.id.clone(), days });
            }
            for (topic, number) in question.topics.iter().zip(pool.topics(*pick)) {
                if !self.topics.insert(*number) {
                    given_up.push(GivenUp::Topic { topic: topic.clone() });
                }
            }
            if let Some(given) = self.given.get_mut(usize::from(question.difficulty.saturating_sub(1))) {
                *given += question.minutes.0;
            }
        }
        let minutes = self.over() - before;
        if minutes > 0 {
            given_up.push(GivenUp::Mix { minutes: Minutes(minutes) });
        }
        given_up
    }

    /// Minutes of difficulties of which less is wanted.
    fn over(&self) -> u16 {
        self.given.iter().zip(self.wanted).map(|(given, wanted)| given.saturating_sub(wanted)).sum()
    }
}
