//! Candidates side by side.

use std::fmt::Write as _;

use crate::core::panel::{Comparison, Group, Standing};
use crate::core::rubric::Rubric;

use super::layout::{bullet, heading};
use super::markdown as md;
use super::score::gap_text;
use super::table::{Side, plain};

/// What a group has in common.
pub fn title(group: &Group) -> String {
    let of = group.kit.as_ref().map(|kit| format!("kit {kit}"));
    let of = of.or_else(|| group.of_loop.as_ref().map(|id| format!("loop {id}")));
    let of = of.or_else(|| group.format.as_ref().map(|id| format!("format {id}"))).unwrap_or_default();
    format!("{of}, {}, rubric {}", group.level, group.rubric)
}

fn in_common(group: &Group) -> String {
    let share = (group.questions_in_common * 100).checked_div(group.questions).unwrap_or(0);
    format!("Questions in common: {} of {} ({share} %)", group.questions_in_common, group.questions)
}

fn band(standing: &Standing) -> String {
    let result = &standing.result;
    let title = result.band_title.clone().unwrap_or_else(|| "no band".into());
    let capped = if result.capped_by.is_empty() { "" } else { ", capped" };
    let provisional = if result.provisional { ", provisional" } else { "" };
    format!("{title}{capped}{provisional}")
}

fn total(standing: &Standing) -> String {
    standing.result.shown.clone().unwrap_or_else(|| "-".into())
}

fn scores(group: &Group, standing: &Standing) -> Vec<String> {
    let shown = |id| {
        standing.scores.get(id).map_or("-".to_owned(), |score: &crate::core::exact::Exact| score.shown_beside(&[]))
    };
    group.dimensions.iter().map(|(id, _)| shown(id)).collect()
}

fn rank(rank: usize, tied: bool) -> String {
    if tied { format!("{rank}=") } else { rank.to_string() }
}

/// The comparison for a terminal.
pub fn table(comparison: &Comparison, rubrics: &[&Rubric], width: usize) -> String {
    comparison.groups.iter().map(|group| group_table(group, rubrics, width)).collect::<Vec<_>>().join("\n")
}

fn group_table(group: &Group, rubrics: &[&Rubric], width: usize) -> String {
    let mut out = heading(&title(group));
    let _ = writeln!(out, "{}\n", in_common(group));
    let rubric = rubrics.iter().find(|rubric| rubric.id == group.rubric);
    let names: Vec<String> = group.dimensions.iter().map(|(id, _)| id.to_string()).collect();
    let short = crate::core::names::short_names(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut head = vec![("rank", Side::Right), ("candidate", Side::Left), ("total", Side::Right), ("band", Side::Left)];
    head.extend(short.iter().map(|(short, _)| (short.as_str(), Side::Right)));
    head.push(("flags", Side::Right));
    let row = |first: String, standing: &Standing| {
        let mut row = vec![first, standing.candidate.name.clone(), total(standing), band(standing)];
        row.extend(scores(group, standing));
        row.push(if standing.flags.is_empty() { "-".into() } else { standing.flags.len().to_string() });
        row
    };
    let rows: Vec<Vec<String>> =
        group.ranked.iter().map(|ranked| row(rank(ranked.rank, ranked.tied), &ranked.standing)).collect();
    if rows.is_empty() {
        out += "Nobody has everything that it takes to be ranked.\n";
    } else {
        out += &plain(width, &head, rows);
        let legend: Vec<String> = short.iter().map(|(short, name)| format!("{short} {name}")).collect();
        out += &bullet("", &legend.join(" · "), width);
    }
    for ranked in &group.ranked {
        out += &details(&ranked.standing, rubric.copied(), width);
    }
    if !group.unranked.is_empty() {
        out += "\nNot ranked\n";
        for unranked in &group.unranked {
            let so_far =
                unranked.standing.result.shown.as_ref().map(|total| format!(" (so far {total})")).unwrap_or_default();
            out += &bullet(
                "  - ",
                &format!("{}{so_far}: {}", unranked.standing.candidate.name, unranked.lacks.join("; ")),
                width,
            );
        }
    }
    if !group.left_out.is_empty() {
        out += "\nNot counted\n";
        for left in &group.left_out {
            out += &bullet("  - ", &format!("{}: {} ({})", left.candidate, left.why, left.session), width);
        }
    }
    out
}

/// Who saw the candidate, what they recommend, what capped the band, and red flags.
fn details(standing: &Standing, rubric: Option<&Rubric>, width: usize) -> String {
    let mut out = format!("\n{}\n", super::clean::line(&standing.candidate.name));
    let rounds: Vec<&str> = standing.rounds.iter().map(AsRef::as_ref).collect();
    let seen = format!("{} ({})", standing.interviewers.join(", "), rounds.join(", "));
    out += &bullet("  seen by ", &seen, width);
    let recommendations: Vec<String> = standing
        .recommendations
        .iter()
        .map(|(name, band)| {
            let title =
                band.as_ref().and_then(|id| rubric?.band(id)).map_or("no recommendation", |band| band.title.as_str());
            format!("{name}: {title}")
        })
        .collect();
    out += &bullet("  recommended ", &recommendations.join(", "), width);
    if let Some(rubric) = rubric {
        for cap in &standing.result.capped_by {
            out += &bullet("  capped: ", &super::score::cap_text(rubric, cap), width);
        }
    }
    for gap in &standing.result.missing {
        out += &bullet("  provisional: ", &gap_text(gap), width);
    }
    for flag in &standing.flags {
        out += &bullet("  flag: ", &format!("{}: \"{}\"", flag.title, flag.quote), width);
    }
    out
}

/// A row a candidate and dimension, with all that it takes to recompute the total: Σ weight·score / Σ weight over the rows that have a score.
pub fn csv(comparison: &Comparison, rubrics: &[&Rubric]) -> String {
    let mut rows = Vec::new();
    for group in &comparison.groups {
        let rubric = rubrics.iter().find(|rubric| rubric.id == group.rubric);
        let line = |rank: String, lacks: String, standing: &Standing| {
            let text = |value: Option<String>| value.unwrap_or_default();
            group
                .dimensions
                .iter()
                .map(move |(id, _)| {
                    let score = standing.scores.get(id);
                    let fraction = score.map(crate::core::exact::Exact::fraction);
                    let (numerator, denominator) =
                        fraction.as_deref().and_then(|fraction| fraction.split_once('/')).unwrap_or_default();
                    let weight = rubric.and_then(|rubric| rubric.dimension(id)).map(|dimension| dimension.weight);
                    vec![
                        text(group.kit.as_ref().map(ToString::to_string)),
                        text(group.format.as_ref().map(ToString::to_string)),
                        text(group.of_loop.as_ref().map(ToString::to_string)),
                        group.level.to_string(),
                        rank.clone(),
                        standing.candidate.id.to_string(),
                        standing.candidate.name.clone(),
                        text(standing.result.total.as_ref().map(ToString::to_string)),
                        text(standing.result.band.as_ref().map(ToString::to_string)),
                        standing.result.provisional.to_string(),
                        standing.result.assessed_weight.to_string(),
                        id.to_string(),
                        text(weight.map(|weight| weight.to_string())),
                        text(score.map(ToString::to_string)),
                        numerator.to_owned(),
                        denominator.to_owned(),
                        standing.interviewers.join("; "),
                        standing.flags.len().to_string(),
                        lacks.clone(),
                    ]
                })
                .collect::<Vec<_>>()
        };
        rows.extend(
            group
                .ranked
                .iter()
                .flat_map(|ranked| line(rank(ranked.rank, ranked.tied), String::new(), &ranked.standing)),
        );
        rows.extend(
            group
                .unranked
                .iter()
                .flat_map(|unranked| line(String::new(), unranked.lacks.join("; "), &unranked.standing)),
        );
    }
    let head = [
        "kit",
        "format",
        "loop",
        "level",
        "rank",
        "candidate_id",
        "candidate",
        "total",
        "band",
        "provisional",
        "assessed_weight",
        "dimension",
        "weight",
        "score",
        "score_numerator",
        "score_denominator",
        "interviewers",
        "flags",
        "lacks",
    ];
    super::csv::csv(&head, rows)
}

/// The comparison as Markdown.
pub fn markdown(comparison: &Comparison) -> String {
    let mut out = String::from("# Comparison\n");
    for group in &comparison.groups {
        let _ = write!(out, "\n## {}\n\n{}\n\n", md::text(&title(group)), in_common(group));
        let mut head = vec!["rank", "candidate", "total", "band"];
        head.extend(group.dimensions.iter().map(|(_, title)| title.as_str()));
        head.extend(["interviewers", "flags"]);
        out += &md::table(
            &head,
            group.ranked.iter().map(|ranked| {
                let standing = &ranked.standing;
                let mut row = vec![
                    rank(ranked.rank, ranked.tied),
                    standing.candidate.name.clone(),
                    total(standing),
                    band(standing),
                ];
                row.extend(scores(group, standing));
                row.extend([standing.interviewers.join(", "), standing.flags.len().to_string()]);
                row
            }),
        );
        for unranked in &group.unranked {
            let _ = writeln!(
                out,
                "\nNot ranked: {} ({})",
                md::text(&unranked.standing.candidate.name),
                md::text(&unranked.lacks.join("; "))
            );
        }
        for left in &group.left_out {
            let _ = writeln!(out, "\nNot counted: {}, {} ({})", md::text(&left.candidate), left.why, left.session);
        }
    }
    out
}
