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
    questions: Vec<Found<'a>>,
    worth: Vec<i64>,
    asked_before: Vec<bool>,
    days: Vec<Option<u32>>,
    enemies: BTreeMap<&'a QuestionId, BTreeSet<&'a QuestionId>>,
    taken: BTreeSet<&'a QuestionId>,
    topics: BTreeMap<&'a TopicId, u32>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(setting: &'a Setting<'a>) -> Self {
        let mut questions: Vec<Found<'a>> =
            setting.library.of_track(setting.track).filter(|found| !found.question.retired).collect();
        questions.sort_by(|a, b| a.question.id.cmp(&b.question.id));
        let mut enemies: BTreeMap<&QuestionId, BTreeSet<&QuestionId>> = BTreeMap::new();
        for found in setting.library.questions() {
            for enemy in &found.question.enemies {
                enemies.entry(&found.question.id).or_default().insert(enemy);
                enemies.entry(enemy).or_default().insert(&found.question.id);
            }
        }
        let mut last: BTreeMap<&QuestionId, u32> = BTreeMap::new();
        let mut of_candidate: BTreeSet<&QuestionId> = BTreeSet::new();
        for asked in &setting.history.asked {
            let days = u32::try_from((setting.history.now - asked.at).num_days().max(0)).unwrap_or(u32::MAX);
            last.entry(&asked.question).and_modify(|least| *least = days.min(*least)).or_insert(days);
            if setting.request.candidate.as_ref() == Some(&asked.candidate) {
                of_candidate.insert(&asked.question);
            }
        }
        let days: Vec<Option<u32>> = questions.iter().map(|found| last.get(&found.question.id).copied()).collect();
        let asked_before = questions.iter().map(|found| of_candidate.contains(&found.question.id)).collect();
        let mut noise = Draw::new(setting.request.seed);
        let worth = questions.iter().zip(&days).map(|(found, days)| worth(setting, found.question, *days, &mut noise));
        let worth = worth.collect();
        Self { setting, questions, worth, asked_before, days, enemies, taken: BTreeSet::new(), topics: BTreeMap::new() }
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

    /// How often a topic is in the kit already.
    pub(super) fn topic_count(&self, topic: &TopicId) -> u32 {
        self.topics.get(topic).copied().unwrap_or(0)
    }

    pub(super) fn are_enemies(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.question(a).id, &self.question(b).id);
        self.enemies.get(a).is_some_and(|enemies| enemies.contains(b))
    }

    /// Puts a question into the kit.
    pub(super) fn take(&mut self, index: usize) {
        let question = self.question(index);
        self.taken.insert(&question.id);
        for topic in &question.topics {
            *self.topics.entry(topic).or_default() += 1;
        }
    }

    /// Puts the question of that name into the kit, if the banks of the track have it.
    pub(super) fn take_by_id(&mut self, id: &QuestionId) {
        if let Ok(index) = self.questions.binary_search_by(|found| found.question.id.cmp(id)) {
            self.take(index);
        }
    }

    fn in_kit(&self, question: &Question) -> bool {
        let enemies = self.enemies.get(&question.id);
        self.taken.contains(&question.id) || enemies.is_some_and(|enemies| !enemies.is_disjoint(&self.taken))
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
        if self.in_kit(question) {
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
