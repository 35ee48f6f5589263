//! A plan as an outline; explained, why each question is in and what was given up.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::core::assembly::{Contribution, DrawCode, GaveWay, Reckoning};
use crate::core::bank::fill;
use crate::core::counted::counted;
use crate::core::plan::{Backup, Banked, Direction, GivenUp, Kit, Lacking, Plan, PlannedSection, Reason, Slot};

use super::answer::Answer;
use super::block::{Fact, Item, Marks, Page};
use super::question::spaced;
use super::reckoned::{choice, fit, proof, terms};
use super::records::{NoTable, Records, cell};

/// What `plan` answers with.
#[derive(Debug)]
pub(crate) struct Drawn<'a> {
    /// What was drawn.
    pub kit: &'a Kit,
    /// Whether to say why each question is in.
    pub explain: bool,
    /// What it costs, and what is proven of that.
    pub account: &'a Reckoning,
    /// What draws it again.
    pub code: Option<&'a DrawCode>,
    /// What each question adds and what could stand in its place, where that was looked for.
    pub choices: &'a [Contribution],
}

#[derive(Serialize)]
#[serde(untagged)]
enum PlanOrRounds<'a> {
    Plan {
        #[serde(flatten)]
        plan: &'a Plan,
        assembly: Costed<'a>,
    },
    Rounds {
        rounds: &'a [Plan],
        assembly: Costed<'a>,
    },
}

/// What a kit costs, and what each of its questions adds.
#[derive(Serialize)]
struct Costed<'a> {
    draw: Option<&'a DrawCode>,
    #[serde(flatten)]
    account: &'a Reckoning,
    questions: &'a [Contribution],
}

impl Answer for Drawn<'_> {
    fn value(&self) -> impl Serialize {
        let assembly = Costed { draw: self.code, account: self.account, questions: self.choices };
        match (&self.kit.loop_id, self.kit.rounds.first()) {
            (None, Some(plan)) => PlanOrRounds::Plan { plan, assembly },
            (None | Some(_), _) => PlanOrRounds::Rounds { rounds: &self.kit.rounds, assembly },
        }
    }

    fn page(&self) -> Page {
        let several = self.kit.rounds.len() > 1;
        let rounds = (1..).zip(&self.kit.rounds);
        let choices = |round: usize| -> BTreeMap<Slot, &Contribution> {
            self.choices.iter().filter(|of| of.round == round).map(|choice| (choice.slot, choice)).collect()
        };
        let rounds = rounds.map(|(round, plan)| {
            let beside = Beside { explain: self.explain, choices: choices(round), cost: self.account.cost };
            numbered(plan, several.then_some(round), &beside)
        });
        let mut page: Page = rounds.collect();
        cost(&mut page, self);
        if let Some(code) = self.code {
            page.line(code_text(code));
        }
        match &self.kit.loop_id {
            Some(id) => page.called(format!("{id}, seed {}", self.kit.seed)),
            None => page,
        }
    }

    fn records(&self) -> Result<Records, NoTable> {
        let head = [
            "round",
            "format",
            "section",
            "slot",
            "when",
            "question",
            "bank",
            "kind",
            "level",
            "difficulty",
            "minutes",
            "prompt",
            "why",
        ];
        let rounds = (1..).zip(&self.kit.rounds);
        Ok(Records::new(&head, rounds.flat_map(|(round, plan)| rows(round, plan))))
    }
}

fn rows(round: usize, plan: &Plan) -> Vec<Vec<String>> {
    let row = |section: &PlannedSection, slot: String, when: String, banked: &Banked, why: &[Reason]| {
        let question = &banked.question;
        vec![
            round.to_string(),
            plan.format.to_string(),
            section.id.to_string(),
            slot,
            when,
            question.id.to_string(),
            banked.bank.to_string(),
            question.kind.to_string(),
            question.level.to_string(),
            question.difficulty.to_string(),
            question.minutes.to_string(),
            fill(&question.prompt, &[]),
            reasons(why),
        ]
    };
    let mut rows = Vec::new();
    for section in &plan.sections {
        rows.extend(section.questions.iter().map(|planned| {
            row(section, planned.slot.to_string(), when(planned.must_ask).into(), &planned.banked, &planned.why)
        }));
        rows.extend(section.backups.iter().map(|backup| {
            let when = format!("{} backup", backup.direction);
            row(section, cell(None::<&str>), when, &backup.banked, &backup.why)
        }));
    }
    rows
}

/// What draws the same again.
pub(crate) fn code_text(code: &DrawCode) -> String {
    format!("draw code {code}")
}

fn when(must_ask: bool) -> &'static str {
    if must_ask { "must ask" } else { "if time" }
}

/// One plan.
pub(crate) fn outline(plan: &Plan, explain: bool) -> Page {
    numbered(plan, None, &Beside { explain, choices: BTreeMap::new(), cost: 0 })
}

/// What is said of each question beside its text.
struct Beside<'a> {
    explain: bool,
    choices: BTreeMap<Slot, &'a Contribution>,
    /// What the whole costs, in points.
    cost: u64,
}

fn numbered(plan: &Plan, round: Option<usize>, said: &Beside<'_>) -> Page {
    let number = round.map(|round| format!("Round {round}: ")).unwrap_or_default();
    let mut page = Page::titled(format!("{number}{}, {} min", plan.title, plan.minutes));
    let technologies: Vec<&str> = plan.technologies.iter().map(AsRef::as_ref).collect();
    let tech = if technologies.is_empty() { String::new() } else { format!(" · {}", technologies.join(", ")) };
    page.line(format!("{} · {}{tech} · seed {}", plan.level, plan.track, plan.seed));
    for section in &plan.sections {
        let continued = section.continues.as_ref().and_then(|continuation| {
            let before = plan.sections.iter().find(|before| before.id == continuation.section);
            Some((continuation.slot, before?.title.as_str()))
        });
        outlined(&mut page, section, continued, said);
    }
    page
}

fn outlined(page: &mut Page, section: &PlannedSection, continued: Option<(Slot, &str)>, said: &Beside<'_>) {
    let explain = said.explain;
    let used = if section.questions.is_empty() {
        format!("{} min", section.minutes)
    } else {
        format!("{} of {} min", section.used_minutes, section.minutes)
    };
    page.section(format!("{}  ({used})", section.title));
    let mut items = Vec::new();
    if let Some((slot, before)) = continued {
        items.push(Item::labeled(slot.to_string(), format!("goes on with the problem of “{before}”")));
    } else if section.questions.is_empty() && section.kinds.is_empty() {
        page.line("no questions; a script guides it");
    }
    let explained = |item: Item, why: &[Reason]| {
        if explain { item.and("why", reasons(why)) } else { item }
    };
    items.extend(section.questions.iter().map(|planned| {
        let item = explained(item(&planned.slot.to_string(), &planned.banked, when(planned.must_ask)), &planned.why);
        match said.choices.get(&planned.slot).filter(|_| explain) {
            Some(alone) => item.and("cost", choice(alone, said.cost)),
            None => item,
        }
    }));
    items.extend(section.backups.iter().map(|backup| explained(backup_item(section, backup), &backup.why)));
    let given_up = section.given_up.iter().filter(|given_up| match given_up {
        GivenUp::Empty { .. } | GivenUp::TooFew { .. } => true,
        GivenUp::Mix { .. } | GivenUp::Rest { .. } | GivenUp::Topic { .. } | GivenUp::Backup { .. } => explain,
    });
    items.extend(given_up.map(|given_up| Item::labeled("!", given_up_text(section, given_up))));
    page.list(Marks::Column, items);
}

/// What the whole costs, and which rules gave way: the proof where reasons are wanted, and its want always.
fn cost(page: &mut Page, drawn: &Drawn<'_>) {
    let Drawn { kit, explain, account, code: _, choices: _ } = *drawn;
    let says_cost = explain || !account.proven;
    if !says_cost && account.relaxed.is_empty() {
        return;
    }
    page.section(Fact::heard("Cost", "How well it fits what is wanted"));
    if says_cost {
        let points = counted(account.cost, "point");
        let heard = format!("{} {points} speak against this choice: with none, every wish would be met.", fit(account));
        page.line(Fact::heard(proof(account), heard));
    }
    if let Some(terms) = terms(&account.terms).filter(|_| explain) {
        page.line(terms);
    }
    let several = kit.rounds.len() > 1;
    let text = |rule: &GaveWay| {
        let round = round_of(rule);
        let text = kit.rounds.get(round - 1).map(|plan| relaxed_text(plan, rule)).unwrap_or_default();
        if several { format!("round {round}: {text}") } else { text }
    };
    page.list(Marks::Column, account.relaxed.iter().map(|rule| Item::labeled("!", text(rule))).collect::<Vec<_>>());
}

fn round_of(rule: &GaveWay) -> usize {
    match rule {
        GaveWay::BankLimit { round, .. }
        | GaveWay::Technology { round, .. }
        | GaveWay::Level { round, .. }
        | GaveWay::Minimum { round, .. } => *round,
    }
}

/// A rule that gave way, in words, and why.
pub(crate) fn relaxed_text(plan: &Plan, rule: &GaveWay) -> String {
    match rule {
        GaveWay::BankLimit { round: _, bank, questions, limit } => format!(
            "{questions} questions of the bank “{}” instead of at most {limit}: the sections can't be filled from others",
            spaced(bank.as_ref())
        ),
        GaveWay::Technology { round: _, technology, able: 0 } => {
            format!("nothing asks about {technology}: no question that could be asked here does")
        }
        GaveWay::Technology { round: _, technology, able } => format!(
            "nothing asks about {technology}: {} could, but {} not go together with the rules that matter more",
            counted(*able, "question"),
            if *able == 1 { "does" } else { "do" }
        ),
        GaveWay::Level { round: _, question, level } => {
            let slot = plan.questions().find(|planned| planned.banked.question.id == *question);
            let which = slot.map_or_else(|| question.to_string(), |planned| planned.slot.to_string());
            format!(
                "{which} is meant for {level}, more than a step from {}: nothing nearer fits, or it was asked for",
                plan.level
            )
        }
        GaveWay::Minimum { round: _, section, questions, wanted } => {
            let title =
                plan.sections.iter().find(|of| of.id == *section).map(|of| of.title.as_str()).unwrap_or_default();
            let questions = counted(*questions, "question");
            format!("{questions} in “{title}” instead of at least {wanted}: the banks have no more that fit")
        }
    }
}

/// A backup, called easier or harder where it is so beside each question of its section.
fn backup_item(section: &PlannedSection, backup: &Backup) -> Item {
    let difficulties = section.questions.iter().map(|planned| planned.banked.question.difficulty);
    match (backup.is_beyond(difficulties), backup.direction) {
        (true, direction) => item(&direction.to_string(), &backup.banked, "backup"),
        (false, Direction::Easier) => item("backup", &backup.banked, "as easy as the easiest"),
        (false, Direction::Harder) => item("backup", &backup.banked, "as hard as the hardest"),
    }
}

fn item(label: &str, banked: &Banked, when: &str) -> Item {
    let question = &banked.question;
    let facts = format!(
        "{} min, {when}, {}, {}, difficulty {}",
        question.minutes, question.kind, question.level, question.difficulty
    );
    Item::labeled(label, fill(&question.prompt, &[])).and_heard(format!("{}  ({facts})", question.id), facts)
}

/// Reasons in a line.
pub(crate) fn reasons(why: &[Reason]) -> String {
    why.iter().map(reason).collect::<Vec<_>>().join("; ")
}

/// How long ago something was, in whole days.
fn ago(days: u32) -> String {
    if days == 0 { "less than a day ago".to_owned() } else { format!("{} ago", counted(days, "day")) }
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Level { level } => format!("meant for {level}"),
        Reason::LevelBelow { level } => format!("from a level below ({level})"),
        Reason::LevelAbove { level } => format!("from a level above ({level})"),
        Reason::Difficulty { difficulty, wanted } => {
            format!("difficulty {difficulty}, of which the format wants {wanted}% of the time")
        }
        Reason::Technology { technologies } => {
            let names: Vec<&str> = technologies.iter().map(AsRef::as_ref).collect();
            format!("asks about {}", names.join(", "))
        }
        Reason::Topic { topic } => format!("the only question drawn on {}", spaced(topic.as_ref())),
        Reason::Bank { bank } => format!("the only question of the section from the bank “{}”", spaced(bank.as_ref())),
        Reason::StandsFor { kind } => format!("stands in for a question of the kind {kind}"),
        Reason::Rested { days } => format!("last asked {}", ago(*days)),
        Reason::Fresh => "not asked here before".into(),
        Reason::Fills { minutes } => {
            format!("its {} help to fill the section exactly", counted(minutes.0, "minute"))
        }
        Reason::Easier { difficulty } => format!("for a candidate who struggles: difficulty {difficulty}"),
        Reason::Harder { difficulty } => format!("for a candidate who excels: difficulty {difficulty}"),
        Reason::Chosen => "chosen by the interviewer".into(),
    }
}

/// What a section could not be given, in words.
pub(crate) fn given_up_text(section: &PlannedSection, given_up: &GivenUp) -> String {
    match given_up {
        GivenUp::Empty { minutes, lacking } => {
            let minutes = counted(minutes.0, "minute");
            format!("{minutes} left empty: {}", lacking_text(*lacking))
        }
        GivenUp::TooFew { questions, wanted } => {
            format!("{} instead of at least {wanted}", counted(*questions, "question"))
        }
        GivenUp::Mix { minutes } => {
            let are = if minutes.0 == 1 { "is" } else { "are" };
            let minutes = counted(minutes.0, "minute");
            format!("{minutes} of this section {are} of a difficulty that the format wants less of")
        }
        GivenUp::Rest { question, days } => {
            let planned = section.questions.iter().find(|planned| planned.banked.question.id == *question);
            let which = planned.map_or_else(|| question.to_string(), |planned| planned.slot.to_string());
            format!("{which} was asked {}", if *days == 0 { ago(0) } else { format!("only {}", ago(*days)) })
        }
        GivenUp::Topic { topic } => format!("more than one question on {}", spaced(topic.as_ref())),
        GivenUp::Backup { direction } => format!("no {direction} backup in the banks"),
    }
}

pub(crate) fn lacking_text(lacking: Lacking) -> String {
    let parts = [
        (lacking.eligible, "could be asked but don't fit together"),
        (lacking.level, "are for another level"),
        (lacking.technology, "need another technology"),
        (lacking.asked_before, "this candidate was asked before"),
        (lacking.excluded, "are excluded"),
        (lacking.in_kit, "are in the kit already or too close to one that is"),
        (lacking.in_cohort, "are in other plans of the cohort"),
        (lacking.too_long, "take too long"),
    ];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect();
    if parts.is_empty() {
        "the banks of this track have no question of this kind".into()
    } else {
        format!("of the questions of this kind, {}", parts.join(", "))
    }
}
