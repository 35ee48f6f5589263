//! Candidates side by side.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::core::counted::{counted, listed};
use crate::core::ids::FormatId;
use crate::core::names::short_names;
use crate::core::panel::{Caution, CohortHeld, Cohorts, Comparison, Group, PRACTICE, Standing};
use crate::core::quotes::quoted;
use crate::core::rubric::Rubric;
use crate::threads::in_parts;

use super::answer::Answer;
use super::block::{Item, Marks, Page};
use super::cohort::{loads, shared};
use super::records::{NoTable, Records, cell};
use super::score::{cap_text, fraction, gap_text};
use super::table::{Cell, Column, Table};

/// What `compare` answers with, and the rubrics by which it was scored.
#[derive(Debug)]
pub(crate) struct SideBySide<'a> {
    /// Candidates, group by group.
    pub comparison: &'a Comparison,
    /// The rubrics of the sessions.
    pub rubrics: Vec<&'a Rubric>,
    /// What the formats of the sessions are called.
    pub formats: Formats<'a>,
}

/// A thread of their own is worth it for so many groups.
const AT_LEAST: usize = 16;

/// The titles of formats.
pub(crate) type Formats<'a> = BTreeMap<&'a FormatId, &'a str>;

impl Answer for SideBySide<'_> {
    fn value(&self) -> impl Serialize {
        self.comparison
    }

    fn page(&self) -> Page {
        let pages = in_parts(&self.comparison.groups, AT_LEAST, |part| -> Page {
            part.iter().map(|group| page(group, self.rubric(group), &self.formats)).collect()
        });
        pages.into_iter().collect()
    }

    fn records(&self) -> Result<Records, NoTable> {
        Ok(Records::new(&HEAD, self.comparison.groups.iter().flat_map(|group| rows(group, self.rubric(group)))))
    }
}

impl<'a> SideBySide<'a> {
    fn rubric(&self, group: &Group) -> Option<&'a Rubric> {
        self.rubrics.iter().find(|rubric| rubric.id == group.basis.rubric).copied()
    }
}

/// What a group has in common, for programs: by ids, as tables have it since they were first written.
pub(crate) fn key(group: &Group) -> String {
    let of = group.basis.kit.as_ref().map(|kit| format!("kit {kit}"));
    let of = of.or_else(|| group.basis.cohort.as_ref().map(|id| format!("cohort {id}")));
    let of = of.or_else(|| group.basis.of_loop.as_ref().map(|id| format!("loop {id}")));
    let of = of.or_else(|| group.basis.format.as_ref().map(|id| format!("format {id}"))).unwrap_or_default();
    format!("{of}, {}, rubric {}", group.basis.level, group.basis.rubric)
}

/// The same for people. A kit, a cohort and a loop are known by their names, a format and a rubric by their titles.
pub(crate) fn title(group: &Group, rubric: Option<&Rubric>, formats: &Formats<'_>) -> String {
    let of = group.basis.kit.as_ref().map(|kit| format!("Kit {kit}"));
    let of = of.or_else(|| group.basis.cohort.as_ref().map(|id| format!("Cohort {id}")));
    let of = of.or_else(|| group.basis.of_loop.as_ref().map(|id| format!("Loop {id}")));
    let of = of.or_else(|| group.basis.format.as_ref().map(|id| format_title(id, formats))).unwrap_or_default();
    let rubric = rubric.map_or(group.basis.rubric.as_str(), |rubric| rubric.title.as_str());
    format!("{of}, {} level, {rubric}", group.basis.level)
}

fn format_title(id: &FormatId, formats: &Formats<'_>) -> String {
    formats.get(id).map_or_else(|| id.to_string(), |title| (*title).to_owned())
}

fn page(group: &Group, rubric: Option<&Rubric>, formats: &Formats<'_>) -> Page {
    let mut page = Page::titled(title(group, rubric, formats));
    let share = (group.questions_in_common * 100).checked_div(group.questions);
    // One alone has nothing in common with anybody.
    if let Some(share) = share.filter(|_| group.ranked.len() + group.unranked.len() > 1) {
        page.line(format!("Questions in common: {} of {} ({share}%)", group.questions_in_common, group.questions));
    }
    page.lines(group.caution.map(careful));
    page.lines(group.cohorts.as_ref().map(equality).into_iter().flatten());
    match (group.ranked.as_slice(), group.unranked.is_empty()) {
        ([], true) => {
            page.line("There is nothing to compare here yet.");
        }
        ([], false) => {
            page.lines(nobody_ranked(group));
        }
        ([only], is_alone) => {
            let whom = if is_alone { "compare" } else { "rank them" };
            page.line(format!(
                "{} is the only one to be ranked: there is nobody to {whom} with.",
                only.standing.candidate.name
            ));
            ranking(&mut page, group);
        }
        ([_, _, ..], _) => ranking(&mut page, group),
    }
    for ranked in &group.ranked {
        page.list_section(&ranked.standing.candidate.name, Marks::RunIn, details(&ranked.standing, rubric, formats));
    }
    let unranked = group.unranked.iter().map(|unranked| {
        let so_far = unranked.standing.result.shown.as_ref().map(|total| format!(" (so far {total})"));
        let lacks = unranked.lacks.join("; ");
        Item::new(format!("{}{}: {lacks}", unranked.standing.candidate.name, so_far.unwrap_or_default()))
    });
    page.list_section("Not ranked", Marks::Bullets, unranked);
    let left_out = group.left_out.iter();
    let left_out = left_out
        .map(|left| Item::heard(&format!("{}: {} (session {})", left.candidate, left.why, left.session), left.heard()));
    page.list_section("Not counted", Marks::Bullets, left_out);
    if group.left_out.iter().any(|left| left.why != PRACTICE) {
        page.line(LEFT_OUT);
    }
    if group.left_out.iter().any(|left| left.why == PRACTICE) {
        page.line("Practice never counts.");
    }
    page
}

/// Why nobody can be ranked, and what can be had all the same.
fn nobody_ranked(group: &Group) -> Vec<String> {
    let of_nobody = group.assessed_of_nobody();
    let why = match of_nobody.as_slice() {
        [] => "each lacks a score that it takes, which is named below".to_owned(),
        titles => format!("it takes a score on {}, and nobody has one", listed(titles)),
    };
    let others = "`hotseat compare --calibrated` lays them side by side by the scores that there are.";
    let others = (group.unranked.len() > 1).then(|| others.to_owned());
    [format!("No candidate can be ranked yet: {why}.")].into_iter().chain(others).collect()
}

/// Why a session counts for nobody.
const LEFT_OUT: &str = "Only submitted interviews that came to their end are counted: a comparison with one in which less could be shown would \
                        mislead.";

/// What is to be thought of where too little was asked of all.
pub(crate) fn careful(caution: Caution) -> &'static str {
    match caution {
        Caution::FewInCommon => {
            "Careful: most questions were not asked of all of them, so a small difference says little."
        }
        Caution::NoneInCommon => {
            "Careful: no question was asked of all of them, so a difference may come from the questions."
        }
        Caution::NoneRecorded => {
            "Careful: no question is recorded, so nobody can say whether they were asked the same."
        }
    }
}

/// Whether their plans were made to be equally hard, and how far they are.
pub(crate) fn equality(cohorts: &Cohorts) -> Vec<String> {
    let candidates = |count: usize| counted(count, "candidate");
    let repeated = cohorts.each.iter().flat_map(|cohort| {
        cohort.repeated.iter().map(|plan| {
            let (number, id, held) = (plan.number, &cohort.id, candidates(plan.candidates));
            format!("Careful: {held} had plan {number} of {id}, so the later ones may have heard of its questions.")
        })
    });
    if cohorts.same {
        return same_cohorts(&cohorts.each).into_iter().chain(repeated).collect();
    }
    let mut parts: Vec<String> =
        cohorts.each.iter().map(|cohort| format!("{} of {}", candidates(cohort.candidates), cohort.id)).collect();
    if cohorts.without > 0 {
        parts.push(format!("{} of none", candidates(cohorts.without)));
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let mixed = format!(
        "Careful: their plans are not all of one cohort ({}), so nothing says that these are equally hard.",
        parts.join(", ")
    );
    std::iter::once(mixed).chain(repeated).collect()
}

/// How equal the plans are where all had them of the same cohorts: one for each format of a loop or a kit.
fn same_cohorts(each: &[CohortHeld]) -> Vec<String> {
    let equal =
        |cohort: &CohortHeld| format!("{} {}", loads((cohort.lightest, cohort.heaviest)), shared(cohort.overlap));
    match each {
        [only] => vec![format!("All had plans of one cohort, {}. {}", only.id, equal(only))],
        each => {
            let ids: Vec<String> = each.iter().map(|cohort| cohort.id.to_string()).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let all = format!("All had plans of the same cohorts: {}.", listed(&ids));
            let of_each = each.iter().map(|cohort| format!("{}: {}", cohort.id, equal(cohort)));
            std::iter::once(all).chain(of_each).collect()
        }
    }
}

fn ranking(page: &mut Page, group: &Group) {
    let names: Vec<String> = group.dimensions.iter().map(|(id, _)| id.to_string()).collect();
    let short = short_names(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut columns =
        vec![Column::numbers("rank"), Column::words("candidate"), Column::numbers("total"), Column::words("band")];
    let titled = short.iter().zip(&group.dimensions);
    columns.extend(titled.map(|((short, _), (_, title))| Column::numbers(short.as_str()).called(title.as_str())));
    columns.push(Column::numbers("flags").called("red flags"));
    let rows = group.ranked.iter().map(|ranked| {
        let standing = &ranked.standing;
        let total = standing.result.shown.clone().unwrap_or_else(|| "-".into());
        let scores = group
            .dimensions
            .iter()
            .map(|(id, _)| standing.scores.get(id).map_or_else(|| "-".to_owned(), |score| score.shown_beside(&[])));
        let flags = if standing.flags.is_empty() { "-".into() } else { standing.flags.len().to_string() };
        let mut row = vec![rank(ranked.rank, ranked.tied), standing.candidate.name.clone(), total, band(standing)];
        row.extend(scores);
        row.push(flags);
        row.into_iter().map(Cell::from)
    });
    page.table(Table::new(columns, rows));
    let legend = short.iter().zip(&group.dimensions).map(|((short, _), (_, title))| format!("{short} {title}"));
    let legend: Vec<String> = legend.collect();
    page.legend(legend.join(" · "));
}

fn band(standing: &Standing) -> String {
    let result = &standing.result;
    let title = result.band_title.clone().unwrap_or_else(|| "no band".into());
    let capped = if result.capped_by.is_empty() { "" } else { ", capped" };
    let provisional = if result.provisional { ", provisional" } else { "" };
    format!("{title}{capped}{provisional}")
}

fn rank(rank: usize, tied: bool) -> String {
    if tied { format!("{rank}=") } else { rank.to_string() }
}

/// Who saw the candidate, what they recommend, what capped the band, and red flags.
fn details(standing: &Standing, rubric: Option<&Rubric>, formats: &Formats<'_>) -> Vec<Item> {
    let rounds: Vec<String> = standing.rounds.iter().map(|id| format_title(id, formats)).collect();
    let interviewers: Vec<&str> = standing.interviewers.iter().map(String::as_str).collect();
    let mut items = vec![Item::labeled("seen by", format!("{}, in {}", listed(&interviewers), rounds.join(", ")))];
    items.extend(standing.handed_over.iter().map(|own| {
        let whose = format!("{} handed over to {}, whose scorecard it is", own.from, own.to);
        Item::labeled("handed over", format!("{whose}: what both rated counts as {}'s", own.to))
    }));
    let recommendations = standing.recommendations.iter().map(|(name, band)| {
        let title = band.as_ref().and_then(|id| rubric?.band(id)).map(|band| band.title.as_str());
        format!("{} ({name})", title.unwrap_or("nothing"))
    });
    items.push(Item::labeled("recommended", recommendations.collect::<Vec<_>>().join(", ")));
    if let Some(rubric) = rubric {
        let result = &standing.result;
        items.extend(result.capped_by.iter().map(|cap| Item::labeled("capped", cap_text(rubric, cap))));
        items.extend(result.missing.iter().map(|gap| Item::labeled("provisional", gap_text(rubric, gap))));
    }
    items.extend(
        standing.flags.iter().map(|flag| Item::written("flag", &format!("{}: {}", flag.title, quoted(&flag.quote)))),
    );
    items
}

const HEAD: [&str; 20] = [
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
    "cohort",
];

/// A row for each candidate and dimension, with all that it takes to recompute the total: Σ weight·score / Σ weight over the rows
/// that have a score.
fn rows(group: &Group, rubric: Option<&Rubric>) -> Vec<Vec<String>> {
    let row = |rank: &str, lacks: &str, standing: &Standing| -> Vec<Vec<String>> {
        let rows = group.dimensions.iter().map(|(id, _)| {
            let score = standing.scores.get(id);
            let (numerator, denominator) = fraction(score);
            vec![
                cell(group.basis.kit.as_ref()),
                cell(group.basis.format.as_ref()),
                cell(group.basis.of_loop.as_ref()),
                group.basis.level.to_string(),
                rank.to_owned(),
                standing.candidate.id.to_string(),
                standing.candidate.name.clone(),
                cell(standing.result.total.as_ref()),
                cell(standing.result.band.as_ref()),
                standing.result.provisional.to_string(),
                standing.result.assessed_weight.to_string(),
                id.to_string(),
                cell(rubric.and_then(|rubric| rubric.dimension(id)).map(|dimension| dimension.weight)),
                cell(score),
                numerator,
                denominator,
                standing.interviewers.join("; "),
                standing.flags.len().to_string(),
                lacks.to_owned(),
                cell(group.basis.cohort.as_ref()),
            ]
        });
        rows.collect()
    };
    let ranked = group.ranked.iter().flat_map(|own| row(&rank(own.rank, own.tied), "", &own.standing));
    let unranked = group.unranked.iter().flat_map(|own| row("", &own.lacks.join("; "), &own.standing));
    ranked.chain(unranked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::ids::CohortId;

    fn held(id: &str, (lightest, heaviest): (u64, u64), overlap: u16) -> CohortHeld {
        let id = CohortId::new(id).expect("an id");
        let spread = heaviest - lightest;
        CohortHeld {
            id,
            candidates: 2,
            plans: 2,
            lightest,
            heaviest,
            spread,
            equal: spread == 0,
            overlap,
            repeated: vec![],
        }
    }

    #[test]
    fn several_cohorts_that_all_had_are_named_together_and_each_is_described() {
        let each = vec![held("coding-1a2b3c4d", (60, 60), 0), held("design-5e6f7a8b", (60, 62), 1)];
        let said = equality(&Cohorts { same: true, without: 0, each: each.clone() });
        assert_eq!(
            said,
            [
                "All had plans of the same cohorts: coding-1a2b3c4d and design-5e6f7a8b.",
                "coding-1a2b3c4d: Equally heavy: each plan has a load of 60. No question is in two plans, not even as a backup.",
                "design-5e6f7a8b: Not equally heavy: loads from 60 to 62, 3.3% apart. Two plans share at most 1 question, backups \
                 included.",
            ]
        );
        let said = equality(&Cohorts { same: true, without: 0, each: each[..1].to_vec() });
        assert!(said[0].starts_with("All had plans of one cohort, coding-1a2b3c4d. Equally heavy"), "{said:?}");
    }
}
