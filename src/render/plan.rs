//! A plan as an outline; with `explain`, why each question is in and what was given up.

use std::fmt::Write as _;

use crate::core::bank::fill;
use crate::core::plan::{Banked, GivenUp, Kit, Lacking, Plan, PlannedSection, Reason};

use super::layout::{bullet, cut, heading, paragraph};

/// A kit, round by round.
pub fn kit(kit: &Kit, explain: bool, width: usize) -> String {
    let rounds = kit.rounds.len();
    kit.rounds
        .iter()
        .enumerate()
        .map(|(index, plan)| {
            let round = if rounds > 1 { Some(index + 1) } else { None };
            round_outline(plan, round, explain, width) + if index + 1 < rounds { "\n" } else { "" }
        })
        .collect()
}

/// One plan.
pub fn outline(plan: &Plan, explain: bool, width: usize) -> String {
    round_outline(plan, None, explain, width)
}

fn round_outline(plan: &Plan, round: Option<usize>, explain: bool, width: usize) -> String {
    let number = round.map(|round| format!("Round {round}: ")).unwrap_or_default();
    let mut out = heading(&format!("{number}{}, {} min", plan.title, plan.minutes));
    let technologies: Vec<&str> = plan.technologies.iter().map(AsRef::as_ref).collect();
    let tech = if technologies.is_empty() { String::new() } else { format!(" · {}", technologies.join(", ")) };
    let _ = writeln!(out, "{} · {}{tech} · seed {}", plan.level, plan.track, plan.seed);
    for section in &plan.sections {
        out += &section_outline(section, explain, width);
    }
    out
}

fn section_outline(section: &PlannedSection, explain: bool, width: usize) -> String {
    let mut out = String::new();
    let used = if section.questions.is_empty() {
        format!("{} min", section.minutes)
    } else {
        format!("{} of {} min", section.used_minutes, section.minutes)
    };
    let _ = writeln!(out, "\n{}  ({used})", super::clean::line(&section.title));
    if let Some(continuation) = &section.continues {
        let _ = writeln!(out, "  {:<4} goes on with the problem of `{}`", continuation.slot, continuation.section);
    } else if section.questions.is_empty() && section.kinds.is_empty() {
        out += &paragraph("no questions; a script guides it", width, "  ");
    }
    for planned in &section.questions {
        let when = if planned.must_ask { "must ask" } else { "if time" };
        out += &question_lines(&planned.slot.to_string(), &planned.banked, when, width);
        if explain {
            out += &bullet("       why: ", &reasons(&planned.why), width);
        }
    }
    for backup in &section.backups {
        out += &question_lines("bkp", &backup.banked, &backup.direction.to_string(), width);
        if explain {
            out += &bullet("       why: ", &reasons(&backup.why), width);
        }
    }
    for given_up in &section.given_up {
        if explain || matches!(given_up, GivenUp::Empty { .. } | GivenUp::TooFew { .. }) {
            out += &bullet("  ! ", &given_up_text(given_up), width);
        }
    }
    out
}

fn question_lines(mark: &str, banked: &Banked, when: &str, width: usize) -> String {
    let question = &banked.question;
    let facts = format!(
        "{} min, {when}, {}, {}, difficulty {}",
        question.minutes, question.kind, question.level, question.difficulty
    );
    let room = width.saturating_sub(7);
    let mut out = String::new();
    let _ = writeln!(out, "  {mark:<4} {}", cut(&fill(&question.prompt, &[]), room));
    let _ = writeln!(out, "       {}", cut(&format!("{}  ({facts})", question.id), room));
    out
}

/// Reasons in a line.
pub fn reasons(why: &[Reason]) -> String {
    why.iter().map(reason).collect::<Vec<_>>().join("; ")
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Level { level } => format!("meant for {level}"),
        Reason::LevelBelow { level } => format!("from the level below ({level})"),
        Reason::LevelAbove { level } => format!("from the level above ({level})"),
        Reason::Difficulty { difficulty, wanted } => {
            format!("difficulty {difficulty}, of which the format wants {wanted} %")
        }
        Reason::Technology { technologies } => {
            let names: Vec<&str> = technologies.iter().map(AsRef::as_ref).collect();
            format!("asks about {}", names.join(", "))
        }
        Reason::Topic { topic } => format!("the only one on {topic}"),
        Reason::Bank { bank } => format!("the only one here from the bank {bank}"),
        Reason::StandsFor { kind } => format!("stands in for {kind}"),
        Reason::Rested { days } => format!("last asked {days} days ago"),
        Reason::Fresh => "not asked here before".into(),
        Reason::Fills { minutes } => format!("its {minutes} minutes help to fill the section exactly"),
        Reason::Easier { difficulty } => format!("for a candidate who struggles: difficulty {difficulty}"),
        Reason::Harder { difficulty } => format!("for a candidate who excels: difficulty {difficulty}"),
        Reason::Chosen => "chosen by the interviewer".into(),
    }
}

/// What a section could not be given, in words.
pub fn given_up_text(given_up: &GivenUp) -> String {
    match given_up {
        GivenUp::Empty { minutes, lacking } => format!("{minutes} min stay empty: {}", lacking_text(*lacking)),
        GivenUp::TooFew { questions, wanted } => format!("{questions} questions instead of at least {wanted}"),
        GivenUp::Mix { minutes } => format!("{minutes} min are at another difficulty than the format wants"),
        GivenUp::Rest { question, days } => format!("{question} was asked {days} days ago"),
        GivenUp::Topic { topic } => format!("more than one question on {topic}"),
        GivenUp::Backup { direction } => format!("no {direction} backup in the banks"),
    }
}

fn lacking_text(lacking: Lacking) -> String {
    let parts = [
        (lacking.eligible, "could be asked but don't fit together"),
        (lacking.level, "are for another level"),
        (lacking.technology, "need another technology"),
        (lacking.asked_before, "this candidate was asked before"),
        (lacking.in_kit, "are in the kit already or too close to one that is"),
        (lacking.too_long, "take too long"),
    ];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect();
    if parts.is_empty() {
        "the banks of this track have no question of this kind".into()
    } else {
        format!("of the questions of this kind, {}", parts.join(", "))
    }
}
