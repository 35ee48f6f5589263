//! What keys do at the scoring desk: ratings that are missing, dimension after dimension, criteria, recommendation, submission.

use ratatui::crossterm::event::KeyEvent;

use crate::core::event::Recommendation;
use crate::core::ids::DimensionId;
use crate::core::plan::Slot;
use crate::core::scale::Rating;
use crate::core::session::{Assess, NotRecorded, Refusal};

use super::super::drafts::{HalfTyped, Purpose};
use super::super::{told, verbs};
use super::complaints::{Weight, complaints};
use super::interview::Board;
use super::keys::{
    self, AtDesk, AtDimension, AtRatings, AtRecommendation, AtSubmission, AtTakeAways, FACE, Judge, Way,
};
use super::parts::{self, Part, TakeAway};
use super::rating::digit;
use super::view::{self, Ask, Choice, List};

impl Board<'_> {
    /// The part of the desk that is open.
    pub(super) fn part(&self) -> Option<Part> {
        let parts = parts::parts(self.session());
        parts.get(self.view.desk.part.min(parts.len().saturating_sub(1))).cloned()
    }

    /// Opens a part of the desk; in the ratings and the criteria the cursor stands on the first that is missing, in the bands on the one that
    /// is recommended, or below them all, on none.
    pub(super) fn enter_part(&mut self, part: usize) {
        let last = parts::parts(self.session()).len().saturating_sub(1);
        self.view.desk = view::Desk { part: part.min(last), ..view::Desk::default() };
        if self.part() == Some(Part::Ratings) {
            self.view.desk.cursor.row = self.next_unrated(0).unwrap_or(0);
        }
        if self.part() == Some(Part::Criteria) {
            let judged = &self.session().state().criteria;
            let open = parts::criteria(self.session()).iter().position(|criterion| !judged.contains_key(&criterion.id));
            self.view.desk.cursor.row = open.unwrap_or(0);
        }
        if self.part() == Some(Part::Recommendation) {
            let given = self.recommendation().band;
            let bands = &self.session().plan().rubric.bands;
            self.view.desk.cursor.row =
                bands.iter().position(|band| Some(&band.id) == given.as_ref()).unwrap_or(bands.len());
        }
    }

    /// The part to which the text that is being written belongs; the first where none is, or it belongs to none.
    pub(super) fn part_of_text(&self) -> usize {
        let Some((purpose, _)) = self.view.ask.as_ref().and_then(Ask::written) else { return 0 };
        let wanted = parts::part_of(self.session(), purpose);
        parts::parts(self.session()).iter().position(|part| Some(part) == wanted.as_ref()).unwrap_or(0)
    }

    /// The next line without a rating from `from` on, around the end.
    fn next_unrated(&self, from: usize) -> Option<usize> {
        let rows = parts::rating_rows(self.session());
        let unrated = |(_, row): &(usize, &(Slot, _))| parts::is_unrated(self.session(), row);
        let after = rows.iter().enumerate().skip(from).find(unrated);
        after.or_else(|| rows.iter().enumerate().find(unrated)).map(|(position, _)| position)
    }

    pub(super) fn act_at_desk(&mut self, deed: AtDesk, key: Option<&KeyEvent>) {
        match deed {
            AtDesk::NextPart if self.part() == Some(Part::Submission) => {
                self.refuse("this is the last part: Ctrl-S submits the scorecard");
            }
            AtDesk::NextPart => self.enter_part(self.view.desk.part + 1),
            AtDesk::PartBefore if self.view.desk.part == 0 => {
                self.refuse("this is the first part: F9 goes back into the conversation");
            }
            AtDesk::PartBefore => self.enter_part(self.view.desk.part.saturating_sub(1)),
            // Below all bands the cursor stands on none: from there the first step shows it in the middle, near no band more than another.
            AtDesk::Walk(Way::Down | Way::Up)
                if let Some(count) = self.desk_lines()
                    && self.view.desk.cursor.row >= count =>
            {
                self.view.desk.cursor.row = count.saturating_sub(1) / 2;
            }
            AtDesk::Walk(way) => self.walk(way),
            AtDesk::NextLine if self.desk_lines().is_none_or(|count| self.view.desk.cursor.row + 1 >= count) => {
                self.say("this is the last line: Tab goes on");
            }
            AtDesk::NextLine => self.walk(Way::Down),
            AtDesk::Anchors => {
                self.view.desk.anchors = !self.view.desk.anchors;
                self.view.desk.cursor.scroll = 0;
            }
            AtDesk::ToSubmission if self.part() == Some(Part::Submission) => self.ask_to_submit(),
            AtDesk::ToSubmission => self.enter_part(usize::MAX),
            AtDesk::ToTalk => self.view.ask = Some(Ask::about(Choice::ToTalk)),
            AtDesk::Ratings(deed) => self.at_ratings(deed, key),
            AtDesk::Dimension(deed) => self.at_dimension(deed, key),
            AtDesk::Criterion(how) => self.at_criteria(how),
            AtDesk::Recommendation(deed) => self.at_recommendation(deed, key),
            AtDesk::TakeAways(deed) => self.at_take_aways(deed),
            AtDesk::Submission(AtSubmission::Submit) => self.ask_to_submit(),
            AtDesk::Submission(AtSubmission::Choose) => self.mend(),
            AtDesk::Submission(AtSubmission::Pass) => {
                let complaints = complaints(self.session(), &self.view);
                let here = complaints.get(self.view.desk.cursor.row).and_then(|complaint| complaint.rating.as_ref());
                match here.map(|(slot, _)| *slot) {
                    Some(slot) => self.pass(slot),
                    None => self.refuse("the cursor is on no question: F6 says of one that it was only passed through"),
                }
            }
        }
    }

    fn ask_to_submit(&mut self) {
        self.view.ask = Some(Ask::about(Choice::Submit(self.half_typed())));
    }

    /// How many lines the part has to stand on; none where there is only a text to scroll.
    pub(super) fn desk_lines(&self) -> Option<usize> {
        let session = self.session();
        match self.part() {
            Some(Part::Ratings) => Some(parts::rating_rows(session).len()),
            Some(Part::Criteria) => Some(parts::criteria(session).len()),
            Some(Part::Recommendation) => Some(session.plan().rubric.bands.len()),
            Some(Part::TakeAways) => Some(parts::take_aways(session).len()),
            Some(Part::Submission) => Some(complaints(session, &self.view).len() + 1),
            Some(Part::Dimension(_)) | None => None,
        }
    }

    /// Goes to where it is mended what the last look complains about; on the line below them all, writes a note.
    fn mend(&mut self) {
        let complaints = complaints(self.session(), &self.view);
        let Some(complaint) = complaints.get(self.view.desk.cursor.row) else {
            return self.write(Purpose::Note(None));
        };
        let part = parts::parts(self.session()).iter().position(|part| *part == complaint.part);
        self.enter_part(part.unwrap_or(0));
        if let Some(wanted) = &complaint.rating {
            let row = parts::rating_rows(self.session()).iter().position(|row| row == wanted);
            self.view.desk.cursor.row = row.unwrap_or(0);
        }
        if let Some(half) = &complaint.half_typed {
            self.go_on_with(half);
            return self.say("this is half typed: type on, and Enter keeps it; emptied and closed, it is gone; then Ctrl-S goes back");
        }
        let here = if complaint.weight == Weight::Blank { "here is the first of it" } else { "here it is mended" };
        self.say(format!("{here}; Ctrl-S goes back to the last look: {}", complaint.text));
    }

    fn at_ratings(&mut self, deed: AtRatings, key: Option<&KeyEvent>) {
        let rows = parts::rating_rows(self.session());
        let Some((slot, dimension)) = rows.get(self.view.desk.cursor.row).cloned() else { return };
        match deed {
            AtRatings::Score => {
                let Some(rating) = digit(key) else { return };
                let here = format!("{slot}, {}", self.session().plan().rubric.title_of(&dimension));
                if self.holds_digit(key, &here) {
                    return;
                }
                if self.accept(Assess::Rate(Some(slot), dimension, Some(rating)))
                    && let Some(next) = self.next_unrated(self.view.desk.cursor.row + 1)
                {
                    self.run.went_on_after =
                        key.and_then(keys::printable).filter(|_| self.view.desk.cursor.row != next);
                    self.view.desk.cursor.row = next;
                }
            }
            AtRatings::Unrate if parts::is_unrated(self.session(), &(slot, dimension.clone())) => {
                let title = self.session().plan().rubric.title_of(&dimension);
                self.refuse(format!("{title} is not rated at {slot}: there is nothing to take back"));
            }
            AtRatings::Unrate => {
                self.accept(Assess::Rate(Some(slot), dimension, None));
            }
            AtRatings::Pass => self.pass(slot),
            AtRatings::Write => self.write(Purpose::Note(Some(slot))),
            AtRatings::Flag => self.view.ask = Some(Ask::list(List::Flags(slot))),
        }
    }

    /// Says that a question was only passed through. Its lines go, and the cursor stands where the next ones are.
    fn pass(&mut self, slot: Slot) {
        let parts = parts::parts(self.session());
        self.does(|keeper| verbs::pass(keeper, slot, FACE));
        // The ratings go with the last question, and with a dimension's last question the dimension may stay or go.
        if parts::parts(self.session()).len() != parts.len() {
            let part = self.part_like(parts.get(self.view.desk.part));
            self.enter_part(part);
        }
        let last = self.desk_lines().unwrap_or(1).saturating_sub(1);
        self.view.desk.cursor.row = self.view.desk.cursor.row.min(last);
    }

    /// Where a part stands now; the first where it is gone.
    fn part_like(&self, part: Option<&Part>) -> usize {
        parts::parts(self.session()).iter().position(|other| Some(other) == part).unwrap_or(0)
    }

    fn at_dimension(&mut self, deed: AtDimension, key: Option<&KeyEvent>) {
        let Some(Part::Dimension(dimension)) = self.part() else { return };
        match deed {
            AtDimension::Conclude => {
                if let Some(score) = digit(key) {
                    self.conclude(dimension, Some(score));
                }
            }
            AtDimension::Withdraw => self.conclude(dimension, None),
            AtDimension::Write => self.write(self.own_text()),
        }
    }

    fn conclude(&mut self, dimension: DimensionId, score: Option<Rating>) {
        let recorded = self.record(Assess::Conclude(dimension.clone(), score, String::new()));
        if recorded == Err(NotRecorded::Refused(Refusal::ReasonNeeded)) {
            self.view.said = None;
            let half_typed =
                |half: &&HalfTyped| matches!(&half.purpose, Purpose::Reason(other, _) if *other == dimension);
            self.run.took_up = self.view.unfinished.iter().rev().find(half_typed).cloned();
            self.write(Purpose::Reason(dimension, score));
        }
    }

    fn at_criteria(&mut self, how: Judge) {
        let criterion =
            parts::criteria(self.session()).get(self.view.desk.cursor.row).map(|criterion| criterion.id.clone());
        let Some(criterion) = criterion else { return };
        let before = self.session().state().criteria.get(&criterion).copied();
        let shown = match how {
            Judge::Shown => Some(true),
            Judge::NotShown => Some(false),
            Judge::Blank => None,
        };
        if before == shown {
            return self.refuse(format!("the criterion is {} already", told::judged(shown)));
        }
        self.accept(Assess::Tick(criterion, shown));
    }

    fn at_recommendation(&mut self, deed: AtRecommendation, key: Option<&KeyEvent>) {
        match deed {
            AtRecommendation::Number => {
                let number = key.and_then(keys::printable).and_then(|key| key.to_digit(10));
                let count = self.session().plan().rubric.bands.len();
                // Numbers grow with the band: the last of the rubric's is the worst and has the 1.
                let row = number.and_then(|number| count.checked_sub(usize::try_from(number).ok()?));
                match row {
                    Some(row) => self.recommend(row),
                    None => self.refuse("no band has that number"),
                }
            }
            AtRecommendation::UnderCursor => self.recommend(self.view.desk.cursor.row),
            AtRecommendation::Withdraw => {
                let recommendation = Recommendation { band: None, ..self.recommendation() };
                self.accept(Assess::Recommend(recommendation));
            }
            AtRecommendation::Write => self.write(Purpose::Why),
        }
    }

    /// What was recommended so far.
    pub(super) fn recommendation(&self) -> Recommendation {
        self.session().state().recommendation.clone().unwrap_or_default()
    }

    /// Recommends the band on a line, if there is one.
    fn recommend(&mut self, row: usize) {
        let Some(band) = self.session().plan().rubric.bands.get(row).map(|band| band.id.clone()) else {
            return self.refuse("the cursor is on no band: a number recommends one, and arrows choose");
        };
        self.view.desk.cursor.row = row;
        let recommendation = Recommendation { band: Some(band), ..self.recommendation() };
        self.accept(Assess::Recommend(recommendation));
    }

    fn at_take_aways(&mut self, deed: AtTakeAways) {
        let Some(row) = parts::take_aways(self.session()).get(self.view.desk.cursor.row).copied() else { return };
        match (deed, row) {
            (AtTakeAways::Write, _) => self.write(self.own_text()),
            (AtTakeAways::Remove, TakeAway::Strength(position)) => self.remove(position, true),
            (AtTakeAways::Remove, TakeAway::Growth(position)) => self.remove(position, false),
            (AtTakeAways::Remove, TakeAway::NewStrength | TakeAway::NewGrowth) => {
                self.refuse("no line is under the cursor that could be removed");
            }
        }
    }

    fn remove(&mut self, position: usize, strength: bool) {
        let mut recommendation = self.recommendation();
        let lines = if strength { &mut recommendation.strengths } else { &mut recommendation.growth };
        if position < lines.len() {
            lines.remove(position);
            self.accept(Assess::Recommend(recommendation));
            // Where the next line would stand: a second press takes none that nobody looked at.
            let new = if strength { TakeAway::NewStrength } else { TakeAway::NewGrowth };
            let row = parts::take_aways(self.session()).iter().position(|row| *row == new);
            self.view.desk.cursor = view::Cursor { row: row.unwrap_or(0), scroll: 0 };
        }
    }

    /// After a text was recorded: take-aways ask for the next line, the cursor below the one that was written, and say so.
    pub(super) fn after_written(&mut self, purpose: &Purpose) {
        let wanted = match purpose {
            Purpose::Strength => TakeAway::NewStrength,
            Purpose::Growth => TakeAway::NewGrowth,
            Purpose::Quote(..)
            | Purpose::Reason(..)
            | Purpose::Why
            | Purpose::Note(_)
            | Purpose::Correction(..)
            | Purpose::HandOver => return,
        };
        let row = parts::take_aways(self.session()).iter().position(|row| *row == wanted);
        self.view.desk.cursor.row = row.unwrap_or(0);
        self.write(purpose.clone());
        self.say_too("the next line is open: Enter on an empty one closes it");
    }
}
