//! What `check --unnamed` lists.

use serde::Serialize;

use crate::core::check::Unnamed;

use super::answer::Answer;
use super::block::{Item, Marks, Page};
use super::records::{NoTable, Records};

/// Code reviews with the names of their handouts that nothing else of them mentions.
#[derive(Debug)]
pub(crate) struct UnnamedNames(pub Vec<Unnamed>);

impl Answer for UnnamedNames {
    fn value(&self) -> impl Serialize {
        &self.0
    }

    fn page(&self) -> Page {
        let mut page = Page::default();
        page.list(Marks::RunIn, self.0.iter().map(|of| Item::labeled(of.question.to_string(), of.names.join(", "))));
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        let rows = self.0.iter().flat_map(|of| {
            of.names.iter().map(|name| vec![of.bank.to_string(), of.question.to_string(), name.clone()])
        });
        Ok(Records::new(&["bank", "question", "name"], rows))
    }
}
