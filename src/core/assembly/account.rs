//! What a kit costs, what is proven of that, and which rules gave way.

use std::collections::BTreeMap;

use ::assembly::{Relaxed, Solution};
use serde::Serialize;

use super::super::ids::{BankId, QuestionId, SectionId, TechnologyId};
use super::super::plan::{Kit, Plan, Slot};
use super::super::scale::Level;
use super::request::Station;
use super::statement::Statement;

/// What a kit costs, and what is known of that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reckoning {
    /// What it costs, in points.
    pub cost: u64,
    /// No kit that breaks as few rules costs less, in points.
    pub bound: u64,
    /// Whether it is the optimum: no kit breaks fewer rules, and none that breaks as few costs less.
    pub proven: bool,
    /// How many steps the search took.
    pub work: u64,
    /// The cost by what it is for.
    pub terms: Terms,
    /// The rules that could not be kept, the least important first.
    pub relaxed: Vec<GaveWay>,
}

/// The cost by what it is for, in points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// Minutes that nothing fills.
    pub unused: u64,
    /// Minutes off the mix of difficulties.
    pub mix: u64,
    /// Banks that are wanting of the number wanted.
    pub breadth: u64,
    /// Questions that rested less than they should.
    pub rest: u64,
    /// Questions of another level.
    pub level: u64,
    /// What chance added.
    pub variety: u64,
    /// Questions that ask about none of the chosen technologies.
    pub technology: u64,
    /// Topics that come again.
    pub topic: u64,
    /// Kinds that do not come in a section that takes them.
    pub kind: u64,
}

impl Terms {
    /// The terms by name, the weightiest first.
    pub fn named(&self) -> [(&'static str, u64); 9] {
        let Self { unused, mix, breadth, rest, level, variety, technology, topic, kind } = *self;
        [
            ("unused", unused),
            ("mix", mix),
            ("breadth", breadth),
            ("rest", rest),
            ("level", level),
            ("variety", variety),
            ("technology", technology),
            ("topic", topic),
            ("kind", kind),
        ]
    }

    /// All of it.
    pub fn sum(&self) -> u64 {
        self.named().iter().map(|(_, points)| points).sum()
    }
}

/// A rule that could not be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum GaveWay {
    /// More questions of one bank than a round may have.
    BankLimit {
        /// The round, counted from 1.
        round: usize,
        /// The bank.
        bank: BankId,
        /// How many there are.
        questions: u16,
        /// How many there may be.
        limit: u16,
    },
    /// A chosen technology that no question asks about.
    Technology {
        /// The round, counted from 1.
        round: usize,
        /// The technology.
        technology: TechnologyId,
        /// How many questions of the kinds that the round takes ask about it.
        able: usize,
    },
    /// A question whose level is more than a step from the one asked for.
    Level {
        /// The round, counted from 1.
        round: usize,
        /// The question.
        question: QuestionId,
        /// Its level.
        level: Level,
    },
    /// A section with fewer questions than it needs.
    Minimum {
        /// The round, counted from 1.
        round: usize,
        /// The section.
        section: SectionId,
        /// How many it has.
        questions: u8,
        /// How many it needs.
        wanted: u8,
    },
}

/// What one question adds by itself, and what could stand in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// The round, counted from 1.
    pub round: usize,
    /// The question's slot in it.
    pub slot: Slot,
    /// The question.
    pub question: QuestionId,
    /// What it costs since it rested less than it should.
    pub rest: u32,
    /// What it costs since it is of another level.
    pub level: u32,
    /// What chance added to it.
    pub variety: u32,
    /// What it costs since it asks about none of the chosen technologies.
    pub technology: u32,
    /// The best that could stand in its place, all else staying as it is.
    pub alternative: Option<Other>,
}

/// A question that could stand in the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    /// The question.
    pub question: QuestionId,
    /// What the whole would cost then, in points.
    pub cost: u64,
    /// How many more rules would be broken then.
    pub breaks: u32,
}

/// The account of a solution.
pub(super) fn account(statement: &Statement<'_>, solution: &Solution) -> Reckoning {
    let pool = &statement.pool;
    let of = solution.terms;
    let mut terms = Terms {
        unused: of.unused,
        mix: of.mix,
        breadth: of.breadth,
        topic: of.repeat,
        kind: of.kinds,
        ..Terms::default()
    };
    for item in solution.chosen.iter().flatten() {
        let own = pool.own(statement.position(*item));
        terms.rest += u64::from(own.rest);
        terms.level += u64::from(own.level);
        terms.variety += u64::from(own.variety);
        terms.technology += u64::from(own.technology);
    }
    Reckoning {
        cost: solution.cost,
        bound: solution.bound,
        proven: solution.proven,
        work: solution.work,
        terms,
        relaxed: gave_way(statement, solution),
    }
}

/// The rules that gave way in a solution, the least important first.
pub(super) fn gave_way(statement: &Statement<'_>, solution: &Solution) -> Vec<GaveWay> {
    let pool = &statement.pool;
    let setting = &pool.setting;
    let rule = |relaxed: &Relaxed| match *relaxed {
        Relaxed::GroupLimit { form, group, excess } => {
            let mut chosen = solution.chosen.iter().flatten().map(|item| statement.position(*item));
            let bank = chosen.find(|index| pool.bank_number(*index) == group).map(|index| pool.bank(index).clone())?;
            let limit = statement.problem.forms[form].group_limit.unwrap_or(0);
            Some(GaveWay::BankLimit { round: statement.round(form) + 1, bank, questions: limit + excess, limit })
        }
        Relaxed::Tag { form, tag } => {
            let technology = setting.request.technologies.get(usize::from(tag))?.clone();
            let round = statement.round(form);
            let bits = (0..solution.chosen.len()).filter(|section| statement.place(*section).round == round);
            let bits = bits.fold(0_u64, |bits, section| bits | 1 << section);
            let items = statement.problem.items.iter();
            let able = items.filter(|item| item.sections & bits != 0 && item.tags >> tag & 1 == 1).count();
            Some(GaveWay::Technology { round: round + 1, technology, able })
        }
        Relaxed::Class { item, steps: _ } => {
            let section = solution.chosen.iter().position(|items| items.contains(&item))?;
            let question = pool.question(statement.position(item));
            let round = statement.place(section).round + 1;
            Some(GaveWay::Level { round, question: question.id.clone(), level: question.level })
        }
        Relaxed::Minimum { section, missing } => {
            let place = statement.place(section);
            let of = &setting.formats[place.round].sections[place.section];
            let questions = u8::try_from(solution.chosen[section].len()).unwrap_or(u8::MAX);
            let wanted = questions.saturating_add(missing);
            Some(GaveWay::Minimum { round: place.round + 1, section: of.id.clone(), questions, wanted })
        }
    };
    let mut found: Vec<GaveWay> = solution.relaxed.iter().filter_map(rule).collect();
    // A technology that nothing asks about is no rule that the search could keep; it is said where the others of its kind are.
    found.extend(statement.unasked.iter().map(|(round, technology)| GaveWay::Technology {
        round: round + 1,
        technology: technology.clone(),
        able: 0,
    }));
    found.sort_by_key(|rule| match rule {
        GaveWay::BankLimit { .. } => 0,
        GaveWay::Technology { .. } => 1,
        GaveWay::Level { .. } => 2,
        GaveWay::Minimum { .. } => 3,
    });
    found
}

/// What each question of a kit adds, and the best alternative to it.
pub(super) fn choices(statement: &mut Statement<'_>, kit: &Kit) -> Vec<Contribution> {
    let chosen = chosen(kit);
    let backups = backups(kit);
    let mut found = Vec::new();
    for (place, plan, section) in sections(kit) {
        for planned in &plan.sections[section].questions {
            let question = &planned.banked.question.id;
            let Some(index) = statement.pool.named(question) else { continue };
            let own = statement.pool.own(index);
            let other = statement.others(&chosen, (place, question), &backups, 1);
            let other = other.and_then(|(_, others)| others.first().copied());
            found.push(Contribution {
                round: place.round + 1,
                slot: planned.slot,
                question: question.clone(),
                rest: own.rest,
                level: own.level,
                variety: own.variety,
                technology: own.technology,
                alternative: other.map(|other| Other {
                    question: statement.pool.question(statement.position(other.item)).id.clone(),
                    cost: other.cost,
                    breaks: other.breaches,
                }),
            });
        }
    }
    found
}

fn sections(kit: &Kit) -> impl Iterator<Item = (Station, &Plan, usize)> {
    kit.rounds.iter().enumerate().flat_map(|(round, plan)| {
        (0..plan.sections.len()).map(move |section| (Station { round, section }, plan, section))
    })
}

/// The names of a kit's questions, by their place.
pub(super) fn chosen(kit: &Kit) -> BTreeMap<Station, Vec<&QuestionId>> {
    sections(kit)
        .map(|(place, plan, section)| {
            let questions = plan.sections[section].questions.iter();
            (place, questions.map(|planned| &planned.banked.question.id).collect())
        })
        .collect()
}

/// The names of a kit's backups.
pub(super) fn backups(kit: &Kit) -> Vec<&QuestionId> {
    let sections = kit.rounds.iter().flat_map(|plan| &plan.sections);
    sections.flat_map(|section| section.backups.iter().map(|backup| &backup.banked.question.id)).collect()
}
