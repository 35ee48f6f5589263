//! What the candidate may take home.

use serde::Serialize;

use crate::core::scorecard::{Practiced, Sheet};

use super::answer::Answer;
use super::block::{Depth, Item, Marks, Page};
use super::question::spaced;
use super::records::{NoTable, Records};

impl Answer for Sheet {
    fn value(&self) -> impl Serialize {
        self
    }

    fn page(&self) -> Page {
        let mut page = Page::titled(format!("Feedback for {}", self.candidate));
        page.line(format!("{}, {}", self.title, self.date));
        page.list_section("What went well", Marks::Bullets, self.strengths.iter().map(|line| Item::as_written(line)));
        page.list_section("What to work on", Marks::Bullets, self.growth.iter().map(|line| Item::as_written(line)));
        if self.no_show {
            page.line("The candidate did not come, so there is no feedback.");
        } else if self.strengths.is_empty() && self.growth.is_empty() && !self.mock {
            page.line("The interviewer wrote no take-aways.");
        }
        for question in &self.questions {
            practiced(&mut page, question);
        }
        page.list_section("For the next time", Marks::Bullets, self.tips.iter().map(Item::new));
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        Err(NoTable("what a candidate takes home is prose"))
    }
}

fn practiced(page: &mut Page, question: &Practiced) {
    page.section(format!("{}  {}", question.slot, question.prompt));
    let parts = [("seen", &question.seen), ("seen (weak)", &question.weak), ("note", &question.notes)];
    let mut items: Vec<Item> =
        parts.iter().flat_map(|(label, texts)| texts.iter().map(|text| Item::written(*label, text))).collect();
    if !question.rated.is_empty() {
        items.push(Item::labeled("ratings", question.rated.join(", ")));
    }
    if !question.study.is_empty() {
        // A topic is known by an id of plain words.
        items.push(Item::labeled("study next", spaced(&question.study.join(", "))));
    }
    page.list(Marks::RunIn, items);
    if !question.missing.is_empty() {
        let title = if question.seen.is_empty() { "a strong answer:" } else { "a strong answer also:" };
        page.heading(Depth::Part, title).list(Marks::Bullets, question.missing.iter().map(Item::new));
    }
    page.heading(Depth::Part, "explanation:").prose(&question.answer);
}
