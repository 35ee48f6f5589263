//! The questions that a kit can draw on, and what keeps one out of a section.

use std::collections::{BTreeMap, BTreeSet};

use super::super::bank::Question;
use super::super::format::Section;
use super::super::ids::{BankId, QuestionId, TopicId};
use super::super::library::Found;
use super::super::plan::{Banked, Lacking};
use super::super::scale::{Kind, Level};
use super::draw::Draw;
use super::history::REST_DAYS;
use super::request::Setting;

/// What the track draws on, with what is taken already.
pub(super) struct Pool<'a> {
    pub(super) setting: &'a Setting<'a>,
    /// In the order of their ids.
    questions: Vec<Found<'a>>,
    /// The first question of the same id, by position: a name that stands twice is one question.
    first: Vec<usize>,
    /// The topics of each question and its bank, as numbers: they are compared millions of times.
    topics: Vec<Vec<usize>>,
    banks: Vec<usize>,
    worth: Vec<i64>,
    asked_before: Vec<bool>,
    days: Vec<Option<u32>>,
    /// The enemies of each first question of an id, and whether it is in the kit.
    enemies: Vec<Vec<usize>>,
    taken: Vec<bool>,
    /// How often each topic is in the kit.
    topic_counts: Vec<u32>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(setting: &'a Setting<'a>) -> Self {
        let mut questions: Vec<Found<'a>> =
            setting.library.of_track(setting.track).filter(|found| !found.question.retired).collect();
        questions.sort_by(|a, b| a.question.id.cmp(&b.question.id));
        let mut first: Vec<usize> = Vec::new();
        for (index, found) in questions.iter().enumerate() {
            let is_again = index.checked_sub(1).filter(|before| questions[*before].question.id == found.question.id);
            first.push(is_again.map_or(index, |before| first[before]));
        }
        let mut enemies = vec![Vec::new(); questions.len()];
        for (index, found) in questions.iter().enumerate() {
            for enemy in &found.question.enemies {
                // One that the track does not draw on can't come into the kit.
                if let Ok(enemy) = questions.binary_search_by(|found| found.question.id.cmp(enemy)) {
                    enemies[first[index]].push(first[enemy]);
                    enemies[first[enemy]].push(first[index]);
                }
            }
        }
        let mut topic_numbers: BTreeMap<&TopicId, usize> = BTreeMap::new();
        let mut numbered = |topic: &'a TopicId| {
            let next = topic_numbers.len();
            *topic_numbers.entry(topic).or_insert(next)
        };
        let topics = questions.iter().map(|found| found.question.topics.iter().map(&mut numbered).collect()).collect();
        let topic_counts = vec![0; topic_numbers.len()];
        let bank_numbers: BTreeMap<&BankId, usize> = setting.library.banks.keys().zip(0..).collect();
        let bank = |found: &Found<'_>| bank_numbers.get(found.bank).copied().unwrap_or(usize::MAX);
        let banks = questions.iter().map(bank).collect();
        let mut last: BTreeMap<&QuestionId, u32> = BTreeMap::new();
        let mut of_candidate: BTreeSet<&QuestionId> = BTreeSet::new();
        for asked in &setting.history.asked {
            let days = u32::try_from((setting.history.now - asked.at).num_days().max(0)).unwrap_or(u32::MAX);
            let is_candidate = setting.request.candidate.as_ref() == Some(&asked.candidate);
            for question in &asked.questions {
                last.entry(question).and_modify(|least| *least = days.min(*least)).or_insert(days);
                if is_candidate {
                    of_candidate.insert(question);
                }
            }
        }
        let days: Vec<Option<u32>> = questions.iter().map(|found| last.get(&found.question.id).copied()).collect();
        let asked_before = questions.iter().map(|found| of_candidate.contains(&found.question.id)).collect();
        let mut noise = Draw::new(setting.request.seed);
        let worth = questions.iter().zip(&days).map(|(found, days)| worth(setting, found.question, *days, &mut noise));
        let worth = worth.collect();
        let taken = vec![false; questions.len()];
        Self { setting, questions, first, topics, banks, worth, asked_before, days, enemies, taken, topic_counts }
    }

    pub(super) fn question(&self, index: usize) -> &'a Question {
        self.questions[index].question
    }

    pub(super) fn bank(&self, index: usize) -> &'a BankId {
        self.questions[index].bank
    }

    pub(super) fn banked(&self, index: usize) -> Banked {
        Banked { bank: self.bank(index).clone(), question: self.question(index).clone() }
    }

    /// What speaks for a question by itself, in points.
    pub(super) fn worth(&self, index: usize) -> i64 {
        self.worth[index]
    }

    /// Whole days since anybody was asked it.
    pub(super) fn days(&self, index: usize) -> Option<u32> {
        self.days[index]
    }

    /// The topics of a question, as numbers, in its order.
    pub(super) fn topics(&self, index: usize) -> &[usize] {
        &self.topics[index]
    }

    /// How near two questions are in what they are about: 2 with a topic in common, 1 in one bank, else 0.
    pub(super) fn likeness(&self, a: usize, b: usize) -> u8 {
        if self.topics(a).iter().any(|topic| self.topics(b).contains(topic)) {
            return 2;
        }
        u8::from(self.are_of_one_bank(a, b))
    }

    /// How often a topic is in the kit already.
    pub(super) fn topic_count(&self, topic: usize) -> u32 {
        self.topic_counts[topic]
    }

    pub(super) fn are_of_one_bank(&self, a: usize, b: usize) -> bool {
        self.banks[a] == self.banks[b]
    }

    pub(super) fn are_enemies(&self, a: usize, b: usize) -> bool {
        self.enemies[self.first[a]].contains(&self.first[b])
    }

    /// Puts a question into the kit.
    pub(super) fn take(&mut self, index: usize) {
        self.taken[self.first[index]] = true;
        for topic in &self.topics[index] {
            self.topic_counts[*topic] += 1;
        }
    }

    /// Puts the question of that name into the kit, if the banks of the track have it.
    pub(super) fn take_by_id(&mut self, id: &QuestionId) {
        if let Ok(index) = self.questions.binary_search_by(|found| found.question.id.cmp(id)) {
            self.take(index);
        }
    }

    fn in_kit(&self, index: usize) -> bool {
        let index = self.first[index];
        self.taken[index] || self.enemies[index].iter().any(|enemy| self.taken[*enemy])
    }

    /// Of those whose kind and bank fit the section: the positions of the ones that may be asked at `levels`.
    pub(super) fn at_levels(&self, section: &Section, levels: &[Level]) -> Vec<usize> {
        self.fitting(section)
            .filter(|index| {
                let question = self.question(*index);
                levels.contains(&question.level) && self.why_not(section, *index, true).is_none()
            })
            .collect()
    }

    /// The positions of the questions that the section may ask now.
    pub(super) fn eligible(&self, section: &Section) -> Vec<usize> {
        self.fitting(section).filter(|index| self.why_not(section, *index, false).is_none()).collect()
    }

    /// What keeps questions whose kind and bank fit out of the section.
    pub(super) fn lacking(&self, section: &Section) -> Lacking {
        let mut lacking = Lacking::default();
        for index in self.fitting(section) {
            match self.why_not(section, index, false) {
                None => lacking.eligible += 1,
                Some(Obstacle::Level) => lacking.level += 1,
                Some(Obstacle::Technology) => lacking.technology += 1,
                Some(Obstacle::AskedBefore) => lacking.asked_before += 1,
                Some(Obstacle::InKit) => lacking.in_kit += 1,
                Some(Obstacle::TooLong) => lacking.too_long += 1,
            }
        }
        lacking
    }

    fn fitting(&self, section: &Section) -> impl Iterator<Item = usize> {
        let kinds: Vec<Kind> = section.kinds.iter().map(|kind| self.setting.track.kind(*kind)).collect();
        (0..self.questions.len()).filter(move |index| {
            let question = self.question(*index);
            kinds.contains(&question.kind)
                && (section.banks.is_empty() || section.banks.contains(self.bank(*index)))
                && (section.topics.is_empty() || question.topics.iter().any(|topic| section.topics.contains(topic)))
        })
    }

    fn why_not(&self, section: &Section, index: usize, any_level: bool) -> Option<Obstacle> {
        let question = self.question(index);
        let level = self.setting.request.level;
        if !any_level && question.level != level && Some(question.level) != level.below() {
            return Some(Obstacle::Level);
        }
        let unknown = |known: &BTreeSet<_>| question.technologies.iter().any(|technology| !known.contains(technology));
        if self.setting.known.as_ref().is_some_and(unknown) {
            return Some(Obstacle::Technology);
        }
        if self.asked_before[index] {
            return Some(Obstacle::AskedBefore);
        }
        if self.in_kit(index) {
            return Some(Obstacle::InKit);
        }
        (question.minutes > section.minutes).then_some(Obstacle::TooLong)
    }
}

enum Obstacle {
    Level,
    Technology,
    AskedBefore,
    InKit,
    TooLong,
}

/// The level asked for and a technology asked for count most, then rest; the rest is the draw.
fn worth(setting: &Setting<'_>, question: &Question, days: Option<u32>, noise: &mut Draw) -> i64 {
    let mut points = i64::from(noise.below(25));
    if question.level == setting.request.level {
        points += 40;
    }
    if question.technologies.iter().any(|technology| setting.request.technologies.contains(technology)) {
        points += 30;
    }
    if let Some(days) = days.filter(|days| *days < REST_DAYS) {
        points -= 20 + i64::from(REST_DAYS - days) / 2;
    }
    points
}
