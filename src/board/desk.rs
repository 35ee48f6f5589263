//! What keys do at the scoring desk: ratings that are missing, dimension after dimension, criteria, recommendation, submission.

use ratatui::crossterm::event::KeyEvent;

use crate::core::plan::Slot;
use crate::core::session::{Assess, Refusal};

use super::keys::{self, Deed};
use super::live::Board;
use super::parts::{self, Part, TakeAway};
use super::talk::digit;
use super::unsaved::Recorded;
use super::view::{Ask, Choice, Desk, Field, Purpose};

impl Board<'_> {
    /// The part of the desk that is open.
    pub(super) fn part(&self) -> Option<Part> {
        let parts = parts::parts(self.session());
        parts.get(self.view.desk.part.min(parts.len().saturating_sub(1))).cloned()
    }

    /// Opens a part of the desk; in the ratings the cursor stands on the first that is missing.
    pub(super) fn enter_part(&mut self, part: usize) {
        let last = parts::parts(self.session()).len().saturating_sub(1);
        self.view.desk = Desk { part: part.min(last), ..Desk::default() };
        if self.part() == Some(Part::Ratings) {
            self.view.desk.row = self.next_unrated(0).unwrap_or(0);
        }
    }

    /// The next line without a rating from `from` on, around the end.
    fn next_unrated(&self, from: usize) -> Option<usize> {
        let rows = parts::rating_rows(self.session());
        let unrated = |(_, row): &(usize, &(Slot, _))| parts::is_unrated(self.session(), row);
        let after = rows.iter().enumerate().skip(from).find(unrated);
        after.or_else(|| rows.iter().enumerate().find(unrated)).map(|(position, _)| position)
    }

    pub(super) fn act_at_desk(&mut self, deed: Deed, key: &KeyEvent) {
        let part = self.part();
        match deed {
            Deed::NextPart => self.enter_part(self.view.desk.part + 1),
            Deed::PartBefore => self.enter_part(self.view.desk.part.saturating_sub(1)),
            Deed::Submit if part == Some(Part::Submission) => self.view.ask = Some(Ask::Choice(Choice::Submit)),
            Deed::Submit => self.enter_part(usize::MAX),
            Deed::ToTalk => self.view.ask = Some(Ask::Choice(Choice::ToTalk)),
            Deed::Undo => self.undo(),
            Deed::PageDown => self.view.desk.scroll += 5,
            Deed::PageUp => self.view.desk.scroll = self.view.desk.scroll.saturating_sub(5),
            Deed::Up => self.step(-1),
            Deed::Down => self.step(1),
            _ => match part {
                Some(Part::Ratings) => self.at_ratings(deed, key),
                Some(Part::Dimension(dimension)) => match deed {
                    Deed::Score | Deed::Unrate => {
                        let score = if deed == Deed::Score { digit(key) } else { None };
                        let action = Assess::Conclude(dimension.clone(), score, String::new());
                        if let Recorded::Refused(Refusal::ReasonNeeded) = self.record(action) {
                            self.view.said = None;
                            self.write(Purpose::Reason(dimension, score), "");
                        }
                    }
                    Deed::Write => {
                        let conclusion = self.session().state().conclusions.get(&dimension);
                        let (score, reason) = conclusion.map(|c| (c.score, c.reason.clone())).unwrap_or_default();
                        self.write(Purpose::Reason(dimension, score), &reason);
                    }
                    _ => {}
                },
                Some(Part::Criteria) => self.at_criteria(deed),
                Some(Part::Recommendation) => self.at_recommendation(deed, key),
                Some(Part::TakeAways) => self.at_take_aways(deed),
                Some(Part::Submission) if deed == Deed::Write => self.write(Purpose::Note(None), ""),
                _ => {}
            },
        }
    }

    /// Moves the cursor within the part.
    fn step(&mut self, by: isize) {
        let session = self.session();
        let count = match self.part() {
            Some(Part::Ratings) => parts::rating_rows(session).len(),
            Some(Part::Criteria) => parts::criteria(session).len(),
            Some(Part::Recommendation) => session.plan().rubric.bands.len(),
            Some(Part::TakeAways) => parts::take_aways(session).len(),
            _ => {
                let scroll = self.view.desk.scroll.saturating_add_signed(by);
                self.view.desk.scroll = scroll;
                return;
            }
        };
        self.view.desk.row = self.view.desk.row.saturating_add_signed(by).min(count.saturating_sub(1));
        self.view.desk.scroll = 0;
    }

    fn at_ratings(&mut self, deed: Deed, key: &KeyEvent) {
        let rows = parts::rating_rows(self.session());
        let Some((slot, dimension)) = rows.get(self.view.desk.row).cloned() else { return };
        match deed {
            Deed::Score => {
                if self.record(Assess::Rate(Some(slot), dimension, digit(key))).accepted()
                    && let Some(next) = self.next_unrated(self.view.desk.row + 1)
                {
                    self.view.desk.row = next;
                }
            }
            Deed::Unrate if self.record(Assess::Rate(Some(slot), dimension, None)).accepted() => self.step(1),
            Deed::Write => self.write(Purpose::Note(Some(slot)), ""),
            Deed::Flag => self.view.ask = Some(Ask::Flag { slot, field: Field::default(), row: 0 }),
            _ => {}
        }
    }

    fn at_criteria(&mut self, deed: Deed) {
        let criterion = parts::criteria(self.session()).get(self.view.desk.row).map(|criterion| criterion.id.clone());
        if let (Some(criterion), Deed::Shown | Deed::NotShown) = (criterion, deed)
            && self.record(Assess::Tick(criterion, deed == Deed::Shown)).accepted()
        {
            self.step(1);
        }
    }

    fn at_recommendation(&mut self, deed: Deed, key: &KeyEvent) {
        let mut recommendation = self.session().state().recommendation.clone().unwrap_or_default();
        match deed {
            Deed::Score => {
                let number = keys::printable(key).and_then(|key| key.to_digit(10)).unwrap_or(0);
                let position = usize::try_from(number).unwrap_or(0).checked_sub(1);
                let band = position.and_then(|position| self.session().plan().rubric.bands.get(position));
                let Some(band) = band.map(|band| band.id.clone()) else { return };
                recommendation.band = Some(band);
                self.view.desk.row = position.unwrap_or(0);
                self.record(Assess::Recommend(recommendation));
            }
            Deed::Unrate => {
                recommendation.band = None;
                self.record(Assess::Recommend(recommendation));
            }
            Deed::Write => self.write(Purpose::Why, &recommendation.reason),
            _ => {}
        }
    }

    fn at_take_aways(&mut self, deed: Deed) {
        let Some(row) = parts::take_aways(self.session()).get(self.view.desk.row).copied() else { return };
        match (deed, row) {
            (Deed::Write, TakeAway::Strength(_) | TakeAway::NewStrength) => self.write(Purpose::Strength, ""),
            (Deed::Write, TakeAway::Growth(_) | TakeAway::NewGrowth) => self.write(Purpose::Growth, ""),
            (Deed::Remove, TakeAway::Strength(position)) => self.remove(position, true),
            (Deed::Remove, TakeAway::Growth(position)) => self.remove(position, false),
            _ => {}
        }
    }

    fn remove(&mut self, position: usize, strength: bool) {
        let mut recommendation = self.session().state().recommendation.clone().unwrap_or_default();
        let lines = if strength { &mut recommendation.strengths } else { &mut recommendation.growth };
        if position < lines.len() {
            lines.remove(position);
            self.record(Assess::Recommend(recommendation));
            self.step(0);
        }
    }

    /// After a text was recorded: take-aways ask for the next line, the cursor below the one that was written.
    pub(super) fn after_written(&mut self, purpose: &Purpose) {
        let wanted = match purpose {
            Purpose::Strength => TakeAway::NewStrength,
            Purpose::Growth => TakeAway::NewGrowth,
            _ => return,
        };
        let row = parts::take_aways(self.session()).iter().position(|row| *row == wanted);
        self.view.desk.row = row.unwrap_or(0);
        self.write(purpose.clone(), "");
    }
}
