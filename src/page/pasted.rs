//! Scorecards as a person pastes them into a form, field by field.

use serde::Serialize;

use crate::core::ats::sending::Pasted;

use super::answer::Answer;
use super::block::{Item, Marks, Page};
use super::records::{NoTable, Records, cell};

/// What `export --ats greenhouse` answers with.
#[derive(Debug)]
pub(crate) struct PastedCards(pub Vec<Pasted>);

/// What stands in the place of a choice that the form has no step for.
const BY_HAND: &str = "(choose by hand)";

impl Answer for PastedCards {
    fn value(&self) -> impl Serialize {
        &self.0
    }

    fn page(&self) -> Page {
        let page: Page = self.0.iter().map(page).collect();
        page.called("Scorecards to paste")
    }

    fn records(&self) -> Result<Records, NoTable> {
        Ok(Records::new(
            &["session", "candidate", "interviewer", "field", "value", "note"],
            self.0.iter().flat_map(rows),
        ))
    }
}

fn page(card: &Pasted) -> Page {
    let mut page = Page::titled(format!("{}: {}, {}", card.candidate, card.interview, card.date));
    page.line(format!("pasted by {}", card.interviewer));
    if let Some(text) = &card.key_take_aways {
        page.section("Key take-aways").prose(text);
    }
    let attributes = card.attributes.iter().map(|attribute| {
        let rating = attribute.rating.as_ref().map_or(BY_HAND, |chosen| chosen.label.as_str());
        let item = Item::labeled(&attribute.name, rating);
        attribute.note.iter().flat_map(|note| note.lines()).fold(item, Item::and_more)
    });
    page.list_section("Attributes", Marks::RunIn, attributes);
    let overall = card.overall.as_ref().map_or(BY_HAND, |chosen| chosen.label.as_str());
    page.section("Overall recommendation").line(overall);
    page
}

/// A row for each field, in the form's order.
fn rows(card: &Pasted) -> Vec<Vec<String>> {
    let row = |field: &str, value: String, note: Option<&String>| {
        vec![
            card.session.to_string(),
            card.candidate.clone(),
            card.interviewer.clone(),
            field.to_owned(),
            value,
            cell(note),
        ]
    };
    let mut rows = vec![row("key_take_aways", card.key_take_aways.clone().unwrap_or_default(), None)];
    rows.extend(card.attributes.iter().map(|attribute| {
        row(&attribute.name, cell(attribute.rating.as_ref().map(|chosen| &chosen.word)), attribute.note.as_ref())
    }));
    rows.push(row("overall", cell(card.overall.as_ref().map(|chosen| &chosen.word)), None));
    rows
}
