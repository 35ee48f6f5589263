//! Several sources read as one: the parts of each stand behind those of the ones before.

use std::ops::ControlFlow;

use super::numbered::Taker;
use super::{Account, Gleaned, Spot, Written};

/// Hands on what a source comes upon with the places that it has among those of several. Texts have other numbers in each of them, so
/// that no row goes by its numbers.
pub(crate) struct BehindParts<'a> {
    taker: &'a mut dyn Taker,
    /// How many parts the sources before have.
    parts: u32,
    /// Whether no more is wanted.
    pub has_enough: bool,
}

impl<'a> BehindParts<'a> {
    pub(crate) fn new(taker: &'a mut dyn Taker, parts: usize) -> Self {
        Self { taker, parts: u32::try_from(parts).unwrap_or(u32::MAX), has_enough: false }
    }

    fn placed(&self, place: Spot) -> Spot {
        Spot { part: place.part.saturating_add(self.parts), ..place }
    }
}

impl Taker for BehindParts<'_> {
    fn take(&mut self, found: Gleaned<'_>) -> ControlFlow<()> {
        let found = match found {
            Gleaned::Session(place, said) => Gleaned::Session(self.placed(place), said),
            Gleaned::Rating(written) => Gleaned::Rating(Written { place: self.placed(written.place), ..written }),
            Gleaned::NotRated(place) => Gleaned::NotRated(self.placed(place)),
            Gleaned::Unassessed(place, dimension, why) => Gleaned::Unassessed(self.placed(place), dimension, why),
            Gleaned::Bad(place, why) => Gleaned::Bad(self.placed(place), why),
        };
        let flow = self.taker.take(found);
        self.has_enough |= flow.is_break();
        flow
    }
}

impl Account {
    /// What several sources turned out to be, one after another; none where their headers give different scales.
    pub(crate) fn together(all: Vec<Self>) -> Option<Self> {
        let names: Vec<String> = all.iter().map(|account| account.name.clone()).collect();
        let mut together = Self { name: names.join(", "), ..Self::default() };
        let mut summaries: Vec<(String, Vec<String>)> = Vec::new();
        for own in all {
            let Self { name, mend, parts, summary, notes, scale, scale_by, left_out } = own;
            if together.scale.is_some_and(|known| scale.is_some_and(|own| own != known)) {
                return None;
            }
            if together.scale.is_none() {
                (together.scale, together.scale_by) = (scale, scale_by);
            }
            together.mend = mend;
            together.parts.extend(parts);
            together.notes.extend(notes.into_iter().map(|note| format!("{name}: {note}")));
            together.left_out.extend(left_out.into_iter().map(|left| format!("{left} ({name})")));
            match summaries.iter_mut().find(|(known, _)| *known == summary) {
                Some((_, names)) => names.push(name),
                None => summaries.push((summary, vec![name])),
            }
        }
        let said = |(summary, names): &(String, Vec<String>)| format!("{}: {summary}", names.join(", "));
        together.summary = match summaries.as_slice() {
            [(only, _)] => only.clone(),
            several => several.iter().map(said).collect::<Vec<_>>().join("; "),
        };
        Some(together)
    }
}
