//! Fills a round's sections: first as many minutes as the banks can give, then the best mix, breadth and rest for those minutes.

use super::super::format::{Format, Section};
use super::super::plan::GivenUp;
use super::super::scale::Minutes;
use super::draw::Draw;
use super::history::REST_DAYS;
use super::pool::Pool;
use super::request::Setting;

/// What a section got.
pub(super) struct Chosen {
    /// Positions in the pool, easy first.
    pub(super) picks: Vec<usize>,
    pub(super) given_up: Vec<GivenUp>,
}

/// How many exchanges are tried at most for one section.
const MOST_EXCHANGES: usize = 200;
/// How often a filling is tried again because it held two enemies.
const MOST_FILLINGS: usize = 12;

/// Points for one minute that departs from the mix, a topic that is there already, a second question from one bank, and a kind not yet there.
const MIX: i64 = 6;
const TOPIC: i64 = 60;
const BANK: i64 = 8;
const KIND: i64 = 30;

/// Fills every section of a format, those with the least choice first.
pub(super) fn round(format: &Format, pool: &mut Pool<'_>, draw: &mut Draw) -> Vec<Chosen> {
    let mut order: Vec<usize> = (0..format.sections.len()).filter(|index| format.sections[*index].draws()).collect();
    order.sort_by_key(|index| {
        let section = &format.sections[*index];
        let minutes: u32 = pool.eligible(section).iter().map(|q| u32::from(pool.question(*q).minutes.0)).sum();
        (minutes / u32::from(section.minutes.0.max(1)), *index)
    });
    let mut mix = Mix::new(pool.setting, format);
    let mut chosen: Vec<Chosen> =
        format.sections.iter().map(|_| Chosen { picks: Vec::new(), given_up: Vec::new() }).collect();
    for index in order {
        let section = &format.sections[index];
        let lacking = pool.lacking(section);
        let picks = Filling { section, pool, mix: &mix }.picks(draw);
        let mut given_up = given_up(section, &picks, pool);
        let used: Minutes = picks.iter().map(|q| pool.question(*q).minutes).sum();
        if used < section.minutes {
            given_up.insert(0, GivenUp::Empty { minutes: Minutes(section.minutes.0 - used.0), lacking });
        }
        let off = mix.over(&picks, pool) - mix.over(&[], pool);
        if let Some(minutes) = u16::try_from(off).ok().filter(|minutes| *minutes > 0) {
            given_up.push(GivenUp::Mix { minutes: Minutes(minutes) });
        }
        for pick in &picks {
            pool.take(*pick);
            mix.add(pool.question(*pick).difficulty, pool.question(*pick).minutes);
        }
        chosen[index] = Chosen { picks, given_up };
    }
    chosen
}

/// Minutes wanted and given at each difficulty, over the round; in hundredths, so that percentages stay whole.
struct Mix {
    wanted: [i64; 5],
    given: [i64; 5],
}

impl Mix {
    fn new(setting: &Setting<'_>, format: &Format) -> Self {
        let rated: Minutes = format.sections.iter().filter(|s| s.draws()).map(|s| s.minutes).sum();
        let shares = format.mix.get(&setting.request.level).copied().unwrap_or([20; 5]);
        Self { wanted: shares.map(|share| i64::from(share) * i64::from(rated.0)), given: [0; 5] }
    }

    fn add(&mut self, difficulty: u8, minutes: Minutes) {
        if let Some(given) = self.given.get_mut(usize::from(difficulty.saturating_sub(1))) {
            *given += i64::from(minutes.0) * 100;
        }
    }

    /// Minutes over what is wanted, if these were added.
    fn over(&self, picks: &[usize], pool: &Pool<'_>) -> i64 {
        let mut given = self.given;
        for pick in picks {
            let question = pool.question(*pick);
            if let Some(given) = given.get_mut(usize::from(question.difficulty.saturating_sub(1))) {
                *given += i64::from(question.minutes.0) * 100;
            }
        }
        let over: i64 = given.iter().zip(&self.wanted).map(|(given, wanted)| (given - wanted).max(0)).sum();
        over / 100
    }
}

/// A section that is being filled from the pool, beside what the round has already of each difficulty.
#[derive(Clone, Copy)]
struct Filling<'a> {
    section: &'a Section,
    pool: &'a Pool<'a>,
    mix: &'a Mix,
}

impl Filling<'_> {
    /// The questions for the section, easy first.
    fn picks(&self, draw: &mut Draw) -> Vec<usize> {
        let pool = self.pool;
        let mut eligible = pool.eligible(self.section);
        let mut picks = Vec::new();
        for _ in 0..MOST_FILLINGS {
            picks = self.fullest(&eligible);
            self.exchange(&eligible, &mut picks);
            let clash = picks.iter().enumerate().find_map(|(position, a)| {
                picks
                    .iter()
                    .skip(position + 1)
                    .find(|b| pool.are_enemies(*a, **b))
                    .map(|b| if pool.worth(*a) < pool.worth(*b) { *a } else { *b })
            });
            match clash {
                Some(clash) => {
                    eligible.retain(|index| *index != clash);
                    picks.retain(|index| *index != clash);
                }
                None => break,
            }
        }
        let mut ordered: Vec<(u8, u32, usize)> =
            picks.iter().map(|pick| (pool.question(*pick).difficulty, draw.below(1 << 16), *pick)).collect();
        ordered.sort_unstable();
        ordered.into_iter().map(|(_, _, pick)| pick).collect()
    }

    /// The questions that fill the most minutes with at most so many of them; among those, the ones with the most points by themselves.
    fn fullest(&self, eligible: &[usize]) -> Vec<usize> {
        let Self { section, pool, mix } = *self;
        let minutes = usize::from(section.minutes.0);
        let most = usize::from(section.max_questions);
        let row = minutes + 1;
        let cell = |count: usize, used: usize| count * row + used;
        let mut best: Vec<Option<i64>> = vec![None; (most + 1) * row];
        best[0] = Some(0);
        let mut taken = vec![false; eligible.len() * (most + 1) * row];
        for (position, index) in eligible.iter().enumerate() {
            let own = usize::from(pool.question(*index).minutes.0);
            let points = pool.worth(*index) - MIX * mix.over(&[*index], pool);
            for count in (1..=most).rev() {
                for used in (own..=minutes).rev() {
                    let Some(before) = best[cell(count - 1, used - own)] else { continue };
                    let with = before + points;
                    if best[cell(count, used)].is_none_or(|without| with > without) {
                        best[cell(count, used)] = Some(with);
                        taken[position * (most + 1) * row + cell(count, used)] = true;
                    }
                }
            }
        }
        let least = usize::from(section.min_questions).min(most);
        let target = (0..=minutes).rev().find_map(|used| {
            let counts = (least.max(1)..=most).filter_map(|count| Some((best[cell(count, used)]?, count)));
            counts
                .max_by_key(|(points, count)| (*points / i64::try_from(*count).unwrap_or(1), *count))
                .map(|(_, count)| (count, used))
        });
        let any = || {
            (0..=minutes)
                .rev()
                .find_map(|used| (1..=most).find(|count| best[cell(*count, used)].is_some()).map(|count| (count, used)))
        };
        let Some((mut count, mut used)) = target.or_else(any) else { return Vec::new() };
        let mut picks = Vec::new();
        for (position, index) in eligible.iter().enumerate().rev() {
            if taken[position * (most + 1) * row + cell(count, used)] {
                picks.push(*index);
                count -= 1;
                used -= usize::from(pool.question(*index).minutes.0);
                if count == 0 {
                    break;
                }
            }
        }
        picks
    }

    /// Exchanges one question for another of the same minutes as long as that makes the section better.
    fn exchange(&self, eligible: &[usize], picks: &mut [usize]) {
        let pool = self.pool;
        let mut points = self.value(picks);
        for _ in 0..MOST_EXCHANGES {
            let mut best: Option<(i64, usize, usize)> = None;
            for position in 0..picks.len() {
                let old = picks[position];
                let minutes = pool.question(old).minutes;
                for other in eligible.iter().copied().filter(|other| pool.question(*other).minutes == minutes) {
                    if picks.contains(&other) {
                        continue;
                    }
                    picks[position] = other;
                    let with = self.value(picks);
                    if with > best.map_or(points, |(most, _, _)| most) {
                        best = Some((with, position, other));
                    }
                }
                picks[position] = old;
            }
            let Some((with, position, other)) = best else { break };
            picks[position] = other;
            points = with;
        }
    }

    /// What speaks for these questions together.
    fn value(&self, picks: &[usize]) -> i64 {
        let Self { section, pool, mix } = *self;
        let mut points: i64 = picks.iter().map(|pick| pool.worth(*pick)).sum();
        points -= MIX * mix.over(picks, pool);
        for (position, pick) in picks.iter().enumerate() {
            let question = pool.question(*pick);
            let before = picks.get(..position).unwrap_or_default();
            for topic in pool.topics(*pick) {
                let here = before.iter().filter(|other| pool.topics(**other).contains(topic)).count();
                points -= TOPIC * (i64::try_from(here).unwrap_or(0) + i64::from(pool.topic_count(*topic)));
            }
            let same_bank = before.iter().filter(|other| pool.are_of_one_bank(**other, *pick)).count();
            points -= BANK * i64::try_from(same_bank).unwrap_or(0);
            if before.iter().any(|other| pool.are_enemies(*other, *pick)) {
                points -= 1000;
            }
            if section.kinds.len() > 1 && !before.iter().any(|other| pool.question(*other).kind == question.kind) {
                points += KIND;
            }
        }
        points
    }
}

fn given_up(section: &Section, picks: &[usize], pool: &Pool<'_>) -> Vec<GivenUp> {
    let mut given_up = Vec::new();
    let count = u8::try_from(picks.len()).unwrap_or(u8::MAX);
    if count < section.min_questions {
        given_up.push(GivenUp::TooFew { questions: count, wanted: section.min_questions });
    }
    for (position, pick) in picks.iter().enumerate() {
        let question = pool.question(*pick);
        if let Some(days) = pool.days(*pick).filter(|days| *days < REST_DAYS) {
            given_up.push(GivenUp::Rest { question: question.id.clone(), days });
        }
        let before = picks.get(..position).unwrap_or_default();
        for (topic, number) in question.topics.iter().zip(pool.topics(*pick)) {
            let here = before.iter().any(|other| pool.topics(*other).contains(number));
            if here || pool.topic_count(*number) > 0 {
                given_up.push(GivenUp::Topic { topic: topic.clone() });
            }
        }
    }
    given_up
}
