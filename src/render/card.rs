//! The scorecard as a table, as CSV and as Markdown.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::core::event::Ending;
use crate::core::plan::Slot;
use crate::core::rubric::{Need, Rubric};
use crate::core::scorecard::{Card, DimensionLine, EvidenceLine};

use super::layout::{bullet, cut, heading, paragraph};
use super::markdown as md;
use super::score;
use super::table::{Side, table as draw};

/// How the conversation ended, where that needs a word.
fn ending(card: &Card) -> &'static str {
    match card.round.ending {
        Ending::Completed => "",
        Ending::StoppedEarly => "STOPPED EARLY",
        Ending::NoShow => "NO-SHOW",
    }
}

fn shown(dimension: &DimensionLine) -> String {
    dimension.score.as_ref().map_or("not assessed".into(), |score| score.shown_beside(&[]))
}

fn facts(card: &Card) -> String {
    let round = &card.round;
    let kit = round.kit.as_ref().map(|kit| format!("\nkit {} · round {}", kit.id, kit.round)).unwrap_or_default();
    let mock = if round.mock { " · practice" } else { "" };
    format!(
        "{} · {} · {} · {}{mock}\n{} of {} minutes · interviewer {}{kit}\nsession {}",
        round.title,
        round.level,
        round.track,
        round.date,
        round.minutes_used,
        round.minutes_planned,
        card.interviewer.name,
        card.session
    )
}

/// The scorecard for a terminal.
pub fn table(card: &Card, rubric: &Rubric, width: usize) -> String {
    let mut out = heading(&format!("Scorecard: {}", card.candidate.name));
    out += &paragraph(&facts(card), width, "");
    let how = ending(card);
    if !how.is_empty() {
        let _ = writeln!(out, "{how}");
    }
    out.push('\n');
    if card.round.ending == Ending::NoShow {
        out += "The candidate did not come; nothing was assessed.\n";
        return out + &amendments(card, width);
    }
    out += &score::result(rubric, &card.result, card.round.mock);
    out += &recommendation(card, width);
    out += "\n";
    let head = [("dimension", Side::Left), ("weight", Side::Right), ("score", Side::Right), ("ratings", Side::Left)];
    let rows = card.dimensions.iter().map(|dimension| {
        let ratings: Vec<String> = dimension.ratings.iter().map(|r| format!("{} {}", r.slot, r.rating)).collect();
        let concluded = dimension.conclusion.map(|score| format!("; concluded {score}")).unwrap_or_default();
        [dimension.title.clone(), format!("{} %", dimension.weight), shown(dimension), ratings.join(", ") + &concluded]
    });
    out += &draw(width, head, rows);
    out += &evidence(card, width);
    out += &questions(card, width);
    out += &flags_and_criteria(card, width);
    if !card.thin.is_empty() {
        out += "\nWhere the evidence is thin\n";
        for thin in &card.thin {
            out += &bullet("  - ", &thin.to_string(), width);
        }
    }
    out + &amendments(card, width)
}

fn amendments(card: &Card, width: usize) -> String {
    let lines: String = card.amendments.iter().map(|reason| bullet("  - ", reason, width)).collect();
    if lines.is_empty() { lines } else { format!("\nAmended after submission\n{lines}") }
}

fn recommendation(card: &Card, width: usize) -> String {
    let mut out = String::new();
    let Some(recommended) = &card.recommendation else {
        return if card.round.mock { out } else { "The interviewer gave no recommendation\n".into() };
    };
    if let Some(band) = &recommended.band_title {
        let why = if recommended.reason.is_empty() { String::new() } else { format!(": {}", recommended.reason) };
        out += &paragraph(&format!("The interviewer recommends {band}{why}"), width, "");
    }
    for (title, lines) in [("Went well", &recommended.strengths), ("To work on", &recommended.growth)] {
        for line in lines {
            out += &bullet(&format!("{title}: "), line, width);
        }
    }
    out
}

/// Evidence under each dimension; a question that was shown above is only named again.
fn evidence(card: &Card, width: usize) -> String {
    let mut seen: BTreeSet<Slot> = BTreeSet::new();
    let mut out = String::new();
    for dimension in &card.dimensions {
        if dimension.evidence.is_empty() && dimension.reason.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{}", super::clean::line(&dimension.title));
        if !dimension.reason.is_empty() {
            out += &paragraph(&format!("concluded because: {}", dimension.reason), width, "  ");
        }
        let above: BTreeSet<Slot> =
            dimension.evidence.iter().map(|line| line.slot).filter(|slot| seen.contains(slot)).collect();
        let fresh: Vec<EvidenceLine> =
            dimension.evidence.iter().filter(|line| !seen.contains(&line.slot)).cloned().collect();
        out += &super::evidence::lines(&fresh, width);
        if !above.is_empty() {
            let names: Vec<String> = above.iter().map(ToString::to_string).collect();
            let _ = writeln!(out, "  and what is above at {}", names.join(", "));
        }
        seen.extend(fresh.iter().map(|line| line.slot));
    }
    out
}

fn questions(card: &Card, width: usize) -> String {
    let mut out = String::from("\nQuestions\n");
    for line in &card.questions {
        let hints = match line.hints {
            0 => String::new(),
            1 => ", 1 hint".into(),
            several => format!(", {several} hints"),
        };
        let facts =
            format!("{} of {} min, {}{hints}", line.used_ms.minutes(), line.minutes_planned, line.outcome.as_str());
        let _ = writeln!(out, "{}", cut(&format!("  {:<4} {}", line.slot, line.prompt), width));
        let _ = writeln!(out, "{}", cut(&format!("       {} ({facts})", line.id), width));
    }
    out
}

fn flags_and_criteria(card: &Card, width: usize) -> String {
    let mut out = String::new();
    if !card.notes.is_empty() {
        out += "\nNotes on the interview\n";
        for note in &card.notes {
            out += &bullet(&format!("  {} ", note.ms.clock()), &note.text, width);
        }
    }
    if !card.flags.is_empty() {
        out += "\nRed flags\n";
        for flag in &card.flags {
            let mark = format!("  {} {:<3} ", flag.ms.clock(), flag.slot);
            out += &bullet(&mark, &format!("{}: \"{}\"", flag.title, flag.quote), width);
        }
    }
    let judged: Vec<_> = card.criteria.iter().filter(|criterion| criterion.shown.is_some()).collect();
    if !card.criteria.is_empty() {
        let _ = writeln!(
            out,
            "\nCriteria: {} of {} that this round could show were judged",
            judged.len(),
            card.criteria.len()
        );
        for criterion in judged {
            let mark = if criterion.shown == Some(true) { "shown    " } else { "not shown" };
            let need = if criterion.need == Need::MustHave { "must have" } else { "nice to have" };
            out += &bullet(&format!("  {mark} "), &format!("{} ({need})", criterion.title), width);
        }
    }
    out
}

/// The head of the CSV; `docs/json.md` says what each column holds.
pub const CSV_HEAD: [&str; 24] = [
    "session",
    "date",
    "candidate_id",
    "candidate",
    "interviewer",
    "format",
    "level",
    "track",
    "kit",
    "round",
    "rubric",
    "ending",
    "mock",
    "dimension",
    "weight",
    "score",
    "score_numerator",
    "score_denominator",
    "ratings",
    "conclusion",
    "assessed_weight",
    "total",
    "band",
    "recommendation",
];

/// A row a session and dimension, with all that it takes to recompute the total: Σ weight·score / Σ weight over the rows of a session that have a score.
pub fn csv(cards: &[Card]) -> String {
    let rows = cards.iter().flat_map(|card| card.dimensions.iter().map(move |dimension| row(card, dimension)));
    super::csv::csv(&CSV_HEAD, rows)
}

fn row(card: &Card, dimension: &DimensionLine) -> Vec<String> {
    let round = &card.round;
    let text = |value: Option<String>| value.unwrap_or_default();
    let fraction = dimension.score.as_ref().map(crate::core::exact::Exact::fraction);
    let (numerator, denominator) = fraction.as_deref().and_then(|f| f.split_once('/')).unwrap_or_default();
    let ratings: Vec<String> = dimension.ratings.iter().map(|r| format!("{}:{}", r.slot, r.rating)).collect();
    let recommended = card.recommendation.as_ref().and_then(|recommended| recommended.band.as_ref());
    vec![
        card.session.to_string(),
        round.date.clone(),
        card.candidate.id.to_string(),
        card.candidate.name.clone(),
        card.interviewer.name.clone(),
        round.format.to_string(),
        round.level.to_string(),
        round.track.to_string(),
        text(round.kit.as_ref().map(|kit| kit.id.to_string())),
        text(round.kit.as_ref().map(|kit| kit.round.to_string())),
        round.rubric.to_string(),
        round.ending.as_str().to_owned(),
        round.mock.to_string(),
        dimension.id.to_string(),
        dimension.weight.to_string(),
        text(dimension.score.as_ref().map(ToString::to_string)),
        numerator.to_owned(),
        denominator.to_owned(),
        ratings.join(" "),
        text(dimension.conclusion.map(|score| score.to_string())),
        card.result.assessed_weight.to_string(),
        text(card.result.total.as_ref().map(ToString::to_string)),
        text(card.result.band.as_ref().map(ToString::to_string)),
        text(recommended.map(ToString::to_string)),
    ]
}

/// The scorecard as Markdown.
pub fn markdown(card: &Card, rubric: &Rubric) -> String {
    let mut out = format!("# Scorecard: {}\n\n", md::text(&card.candidate.name));
    for line in facts(card).lines() {
        let _ = writeln!(out, "- {}", md::text(line));
    }
    let how = ending(card);
    if !how.is_empty() {
        let _ = writeln!(out, "- **{how}**");
    }
    if card.round.ending == Ending::NoShow {
        return out;
    }
    out += "\n## Result\n\n";
    for line in score::result(rubric, &card.result, card.round.mock).lines() {
        let _ = writeln!(out, "- {}", md::text(line.trim_start_matches("  - ")));
    }
    for line in recommendation(card, usize::MAX / 2).lines() {
        let _ = writeln!(out, "- {}", md::text(line));
    }
    out += "\n## Dimensions\n\n";
    out += &md::table(
        &["dimension", "weight", "score", "ratings", "conclusion"],
        card.dimensions.iter().map(|dimension| {
            let ratings: Vec<String> = dimension.ratings.iter().map(|r| format!("{} {}", r.slot, r.rating)).collect();
            let concluded = dimension.conclusion.map(|score| score.to_string()).unwrap_or_default();
            vec![
                dimension.title.clone(),
                format!("{} %", dimension.weight),
                shown(dimension),
                ratings.join(", "),
                concluded,
            ]
        }),
    );
    for dimension in card.dimensions.iter().filter(|dimension| !dimension.evidence.is_empty()) {
        let _ = write!(out, "\n### {}\n\n", md::text(&dimension.title));
        if !dimension.reason.is_empty() {
            let _ = writeln!(out, "Concluded because: {}\n", md::text(&dimension.reason));
        }
        for line in &dimension.evidence {
            let _ =
                writeln!(out, "- {} {} {}: {}", line.ms.clock(), line.slot, line.what.as_str(), md::text(&line.text));
        }
    }
    out += "\n## Questions\n\n";
    out += &md::table(
        &["", "question", "planned", "used", "outcome", "hints"],
        card.questions.iter().map(|line| {
            vec![
                line.slot.to_string(),
                line.prompt.clone(),
                line.minutes_planned.to_string(),
                line.used_ms.minutes().to_string(),
                line.outcome.as_str().to_owned(),
                line.hints.to_string(),
            ]
        }),
    );
    if !card.notes.is_empty() {
        out += "\n## Notes on the interview\n\n";
        for note in &card.notes {
            let _ = writeln!(out, "- {} {}", note.ms.clock(), md::text(&note.text));
        }
    }
    if !card.flags.is_empty() {
        out += "\n## Red flags\n\n";
        for flag in &card.flags {
            let _ = writeln!(
                out,
                "- {} {} {}: {}",
                flag.ms.clock(),
                flag.slot,
                md::text(&flag.title),
                md::text(&flag.quote)
            );
        }
    }
    let judged = card.criteria.iter().filter_map(|criterion| Some((criterion, criterion.shown?)));
    let judged: Vec<String> = judged
        .map(|(criterion, shown)| {
            format!("- {}: {}\n", md::text(&criterion.title), if shown { "shown" } else { "not shown" })
        })
        .collect();
    if !judged.is_empty() {
        let _ = write!(out, "\n## Criteria\n\n{}", judged.concat());
    }
    if !card.thin.is_empty() {
        out += "\n## Where the evidence is thin\n\n";
        for thin in &card.thin {
            let _ = writeln!(out, "- {}", md::text(&thin.to_string()));
        }
    }
    for reason in &card.amendments {
        let _ = writeln!(out, "\nAmended after submission: {}", md::text(reason));
    }
    out
}
