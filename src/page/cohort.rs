//! The plans of a cohort beside each other: how equal they are.

use serde::Serialize;

use crate::core::assembly::{Equivalence, PlanFacts};
use crate::core::counted::{counted, listed};
use crate::core::plan::{Kit, is_equal};
use crate::core::scale::Level;

use super::answer::Answer;
use super::block::{Item, Marks, Page};
use super::plan::relaxed_text;
use super::records::{NoTable, Records};
use super::table::{Cell, Column, Table};

/// What `plan --cohort` answers with.
#[derive(Debug)]
pub(crate) struct SideBySidePlans<'a> {
    /// What the plans are for, as the title of one drawn alone says it.
    pub title: &'a str,
    /// The kits, in order.
    pub kits: &'a [Kit],
    /// How equal they are.
    pub equivalence: &'a Equivalence,
}

#[derive(Serialize)]
struct ShownEquivalence<'a> {
    #[serde(flatten)]
    equivalence: &'a Equivalence,
    equal: bool,
}

impl Answer for SideBySidePlans<'_> {
    fn value(&self) -> impl Serialize {
        let equivalence = self.equivalence;
        ShownEquivalence { equivalence, equal: is_equal(equivalence.lightest, equivalence.heaviest) }
    }

    fn page(&self) -> Page {
        let Equivalence { overlap, lightest, heaviest, cost, bound, ref plans, .. } = *self.equivalence;
        let count = u32::try_from(plans.len()).unwrap_or(u32::MAX);
        let mut page = Page::titled(format!("{}: a cohort of {}", self.title, counted(count, "plan")));
        page.line(loads((lightest, heaviest)));
        if !is_equal(lightest, heaviest) {
            page.line(
                "What each point apart costs is `spread` in the format's `assembly`: more makes them more equal, where the banks can.",
            );
        }
        page.lines(short(plans));
        page.line(shared(overlap));
        page.line(proven(cost, bound));
        page.table(table(plans));
        page.legend(legend(plans));
        let relaxed = plans.iter().zip(self.kits).flat_map(|(plan, kit)| {
            let round = kit.rounds.first();
            plan.relaxed.iter().filter_map(move |rule| {
                Some(Item::labeled("!", format!("plan {}: {}", plan.number, relaxed_text(round?, rule))))
            })
        });
        page.list_section("What gave way", Marks::Column, relaxed.collect::<Vec<_>>());
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        let mut head: Vec<String> = ["cohort", "plan", "kit", "load", "minutes", "empty"].map(str::to_owned).into();
        head.extend((1..=5).map(|difficulty| format!("minutes_{difficulty}")));
        head.push("banks".to_owned());
        head.extend(Level::ALL.iter().map(ToString::to_string));
        head.extend(["questions", "backups", "cost"].map(str::to_owned));
        let row = |plan: &PlanFacts| {
            let mut row = vec![
                self.equivalence.cohort.to_string(),
                plan.number.to_string(),
                plan.kit.to_string(),
                plan.load.to_string(),
                plan.minutes.to_string(),
                plan.empty.to_string(),
            ];
            row.extend(plan.mix.iter().map(ToString::to_string));
            row.push(plan.banks.to_string());
            row.extend(Level::ALL.iter().map(|level| plan.levels.get(level).copied().unwrap_or(0).to_string()));
            row.extend([plan.questions.to_string(), plan.backups.to_string(), plan.cost.to_string()]);
            row
        };
        Ok(Records::new(&head, self.equivalence.plans.iter().map(row)))
    }
}

/// Which plans do not fill their minutes, in words; nothing where all do.
fn short(plans: &[PlanFacts]) -> Option<String> {
    let left: Vec<u16> = plans.iter().map(|plan| plan.empty.0).filter(|minutes| *minutes > 0).collect();
    let most = left.iter().max()?;
    let short = counted(u32::try_from(left.len()).unwrap_or(u32::MAX), "plan");
    let leave = if left.len() == 1 { "leaves" } else { "leave" };
    let minutes = counted(u32::from(*most), "minute");
    Some(format!("{short} of {} {leave} minutes empty, {minutes} at most.", plans.len()))
}

/// How equal loads are, in words.
pub(crate) fn loads((lightest, heaviest): (u64, u64)) -> String {
    let spread = heaviest.saturating_sub(lightest);
    if spread == 0 {
        return format!("Equally heavy: each plan has a load of {heaviest}.");
    }
    let tenths = (spread * 1000).div_ceil(heaviest.max(1));
    let how = if is_equal(lightest, heaviest) { "Equally heavy" } else { "Not equally heavy" };
    format!("{how}: loads from {lightest} to {heaviest}, {}.{}% apart.", tenths / 10, tenths % 10)
}

/// How much two plans share, in words.
pub(crate) fn shared(overlap: u16) -> String {
    match overlap {
        0 => "No question is in two plans, not even as a backup.".to_owned(),
        most => format!("Two plans share at most {}, backups included.", counted(most, "question")),
    }
}

fn proven(cost: u64, bound: u64) -> String {
    let points = counted(cost, "point");
    if cost == bound {
        return format!("Cost: {points}; it is proven that no other cohort costs less.");
    }
    let tenths = ((cost - bound) * 1000).div_ceil(cost.max(1));
    format!("Cost: {points}; no other cohort costs less than {bound} ({}.{}% less).", tenths / 10, tenths % 10)
}

/// The levels of which a plan has a question: others would only take room.
fn levels(plans: &[PlanFacts]) -> Vec<Level> {
    Level::ALL.iter().copied().filter(|level| plans.iter().any(|plan| plan.levels.contains_key(level))).collect()
}

/// What the short titles of the columns stand for.
fn legend(plans: &[PlanFacts]) -> String {
    let levels = levels(plans);
    let names: Vec<&str> = levels.iter().map(|level| level.as_str()).collect();
    let of_level = match names.as_slice() {
        [] => String::new(),
        names => format!(" · {} questions for that level", listed(names)),
    };
    format!("load minutes times difficulty · d1 to d5 minutes at each difficulty{of_level}")
}

fn table(plans: &[PlanFacts]) -> Table {
    let mut columns = vec![
        Column::numbers("plan").said("plan {}"),
        Column::numbers("load").said("load {}"),
        Column::numbers("min").said("{} minutes").one("1 minute"),
    ];
    let titles = [
        ("d1", "{} at difficulty 1"),
        ("d2", "{} at difficulty 2"),
        ("d3", "{} at difficulty 3"),
        ("d4", "{} at difficulty 4"),
        ("d5", "{} at difficulty 5"),
    ];
    columns.extend(titles.map(|(short, said)| Column::numbers(short).said(said)));
    columns.push(Column::numbers("banks"));
    let levels = levels(plans);
    columns.extend(levels.iter().map(|level| Column::numbers(level.as_str()).called(format!("{level} questions"))));
    columns.extend([Column::numbers("backups"), Column::numbers("cost")]);
    let rows = plans.iter().map(|plan| {
        let mut row = vec![plan.number.to_string(), plan.load.to_string(), plan.minutes.to_string()];
        row.extend(plan.mix.iter().map(ToString::to_string));
        row.push(plan.banks.to_string());
        row.extend(levels.iter().map(|level| plan.levels.get(level).copied().unwrap_or(0).to_string()));
        row.extend([plan.backups.to_string(), plan.cost.to_string()]);
        row.into_iter().map(Cell::from)
    });
    Table::new(columns, rows)
}
