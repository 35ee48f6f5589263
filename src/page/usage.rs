//! How questions were used.

use calibration::{Discrimination, FEWEST_TO_SEPARATE};
use serde::Serialize;

use crate::core::exact::{Exact, decimals};
use crate::core::library::Found;
use crate::core::usage::Usage;

use super::answer::Answer;
use super::block::Page;
use super::question::beginning;
use super::records::{NoTable, Records, cell};
use super::sessions::when;
use super::table::{Cell, Column, Table};

/// What `questions --usage` answers with: the most asked first.
#[derive(Debug)]
pub(crate) struct UsageList<'a>(pub Vec<(Found<'a>, Usage)>);

#[derive(Serialize)]
struct UsageLine<'a> {
    question: &'a str,
    bank: &'a str,
    asked: usize,
    candidates: usize,
    last_asked: Option<String>,
    rated: usize,
    mean: Option<&'a Exact>,
    discrimination: Separates,
}

#[derive(Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
enum Separates {
    TooFew { fewest: usize },
    Alike,
    Known { correlation: f64, low: f64, high: f64 },
}

fn line<'a>((found, usage): &'a (Found<'_>, Usage)) -> UsageLine<'a> {
    let Usage { asked, candidates, last_asked, rated, ref mean, discrimination } = *usage;
    UsageLine {
        question: found.question.id.as_str(),
        bank: found.bank.as_str(),
        asked,
        candidates,
        last_asked: last_asked.map(|at| at.to_rfc3339()),
        rated,
        mean: mean.as_ref(),
        discrimination: match discrimination {
            Discrimination::TooFew => Separates::TooFew { fewest: FEWEST_TO_SEPARATE },
            Discrimination::Alike => Separates::Alike,
            Discrimination::Correlation { value, low, high } => Separates::Known { correlation: value, low, high },
        },
    }
}

impl Answer for UsageList<'_> {
    fn value(&self) -> impl Serialize {
        self.0.iter().map(line).collect::<Vec<_>>()
    }

    fn page(&self) -> Page {
        let columns = [
            Column::words("question"),
            Column::words("asked"),
            Column::words("last"),
            Column::words("mean"),
            Column::words("separates"),
        ];
        let row = |(found, usage): &(Found<'_>, Usage)| {
            let asked = match usage.asked {
                0 => "never".to_owned(),
                1 => "once".to_owned(),
                many => format!("{many} times"),
            };
            let mean = usage.mean.as_ref().map(|mean| format!("{} ({} rated)", mean.rounded(2), usage.rated));
            [
                found.question.id.to_string(),
                asked,
                cell(usage.last_asked.map(when)),
                cell(mean),
                if usage.rated == 0 { String::new() } else { separates(usage.discrimination) },
            ]
            .map(Cell::from)
        };
        let never = self.0.iter().filter(|(_, usage)| usage.asked == 0).count();
        let mut page = Page::default().called("Use of questions");
        page.line(format!("{never} of {} were never asked", self.0.len()));
        let mut seen = Page::default();
        seen.table(Table::new(columns, self.0.iter().map(row)).stacking());
        // The same, where a listener hears what is asked in the place of its name.
        let columns = [
            Column::words("question"),
            Column::words("asked").said("{}"),
            Column::words("the last time on"),
            Column::words("mean rating"),
            Column::words("how well it separates candidates:"),
        ];
        let said = |line: &(Found<'_>, Usage)| {
            let mut row = row(line);
            let asked = match line.1.asked {
                0 => "never asked".to_owned(),
                1 => "asked once".to_owned(),
                many => format!("asked {many} times"),
            };
            (row[0], row[1]) = (format!("“{}”", beginning(line.0.question)).into(), asked.into());
            row
        };
        let mut heard = Page::default();
        heard.table(Table::new(columns, self.0.iter().map(said)));
        page.either(&seen, &heard);
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        let head = [
            "question",
            "bank",
            "asked",
            "candidates",
            "last_asked",
            "rated",
            "mean",
            "discrimination",
            "discrimination_low",
            "discrimination_high",
        ];
        let rows = self.0.iter().map(|(found, usage)| {
            let known = match usage.discrimination {
                Discrimination::TooFew | Discrimination::Alike => None,
                Discrimination::Correlation { value, low, high } => Some([value, low, high]),
            };
            let [value, low, high] = known.map_or([None; 3], |known| known.map(Some));
            vec![
                found.question.id.to_string(),
                found.bank.to_string(),
                usage.asked.to_string(),
                usage.candidates.to_string(),
                cell(usage.last_asked.map(|at| at.to_rfc3339())),
                usage.rated.to_string(),
                cell(usage.mean.as_ref()),
                cell(value),
                cell(low),
                cell(high),
            ]
        });
        Ok(Records::new(&head, rows))
    }
}

/// How well a question separates candidates, in words.
fn separates(discrimination: Discrimination) -> String {
    match discrimination {
        Discrimination::TooFew => "too few to say".to_owned(),
        Discrimination::Alike => "all are rated alike".to_owned(),
        Discrimination::Correlation { value, low, high } => {
            let [value, low, high] = [value, low, high].map(|number| decimals(number, 2));
            format!("{value} ({low} to {high})")
        }
    }
}
