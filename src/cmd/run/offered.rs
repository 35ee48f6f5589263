//! What the wizard offers, by what is known and what was answered.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::core::format::{Format, Track};
use crate::core::ids::QuestionId;
use crate::core::plan::{Banked, KitRound, Plan, PlanSummary, Slot};
use crate::core::scale::Level;
use crate::core::session::Phase;
use crate::store::Summarized;

use super::wizard::{Order, Wizard};

impl<'a> Wizard<'a> {
    /// The unfinished sessions, newest first.
    pub(super) fn unfinished(&self) -> Vec<&Summarized> {
        let is_open = |found: &&Summarized| matches!(found.summary.phase, Phase::Live | Phase::Scoring);
        let mut open: Vec<&Summarized> = self.read.sessions.iter().filter(is_open).collect();
        open.sort_by_key(|found| std::cmp::Reverse(found.summary.began.as_ref().map(|began| began.last)));
        open
    }

    /// The formats that fit what flags say, the warm-up first, then by length.
    pub(super) fn formats(&self) -> Vec<&'a Format> {
        let track = self.given.track.as_ref().and_then(|id| self.read.library.track(id));
        let has = |track: &Track, format: &Format| track.formats.contains(&format.id);
        let fits = |format: &&Format| {
            let mut tracks = self.read.library.tracks.iter();
            track.map_or_else(|| tracks.any(|track| has(track, format)), |track| has(track, format))
                && self.given.level.is_none_or(|level| format.levels.is_empty() || format.levels.contains(&level))
        };
        let mut formats: Vec<&Format> = self.read.library.formats.values().filter(fits).collect();
        formats.sort_by_key(|format| (format.id.as_str() != "warm-up", format.minutes));
        formats
    }

    /// The format that was chosen.
    pub(super) fn format(&self) -> Option<&'a Format> {
        self.answers.format.as_ref().and_then(|id| self.read.library.formats.get(id))
    }

    /// The levels for which the format makes sense.
    pub(super) fn levels(&self) -> Vec<Level> {
        let fitting = self.format().map(|format| format.levels.as_slice()).unwrap_or_default();
        Level::ALL.iter().copied().filter(|level| fitting.is_empty() || fitting.contains(level)).collect()
    }

    /// The tracks for which the format makes sense.
    pub(super) fn tracks(&self) -> Vec<&'a Track> {
        let format = self.answers.format.as_ref();
        self.read.library.tracks.iter().filter(|track| format.is_none_or(|id| track.formats.contains(id))).collect()
    }

    /// The session that began last, for what is remembered of it.
    fn latest(&self) -> Option<&Summarized> {
        self.read.sessions.iter().max_by_key(|found| found.summary.began.as_ref().map(|began| began.at))
    }

    /// The plan that was held last.
    pub(super) fn last(&self) -> Option<&PlanSummary> {
        self.latest().map(|found| &*found.summary.plan)
    }

    /// Who interviewed last, in the session that something was recorded in last: whoever began it, and who went on, each once.
    pub(super) fn last_interviewers(&self) -> Vec<String> {
        let last = |found: &&Summarized| found.summary.began.as_ref().map(|began| began.last);
        let latest = self.read.sessions.iter().max_by_key(last);
        let Some(began) = latest.and_then(|found| found.summary.began.as_ref()) else { return Vec::new() };
        let mut names: Vec<String> = Vec::new();
        for id in began.handed_over.iter().chain([&began.interviewer]) {
            let name = self.read.people.interviewer_name(id);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The plan to be held, once it is known.
    pub(super) fn plan(&self) -> Option<&Plan> {
        match &self.fixed.kit {
            Some(kit) => kit.rounds.get(self.answers.round?.checked_sub(1)?),
            None => self.draw.as_ref()?.plan(),
        }
    }

    /// The sessions of the same candidate, round and interviewer, newest first. Practice that is over can be repeated without a word.
    pub(super) fn existing(&self) -> Vec<&Summarized> {
        let candidate = self.answers.candidate.as_ref().and_then(|person| person.known.as_ref());
        let interviewer = self.answers.interviewer.as_ref().and_then(|person| person.known.as_ref());
        let (Some(candidate), Some(interviewer)) = (candidate, interviewer) else { return Vec::new() };
        let kit: Option<KitRound> = self.fixed.kit.as_ref().and_then(|_| self.plan()?.kit.clone());
        let same = |found: &&Summarized| {
            let (plan, summary) = (&found.summary.plan, &found.summary);
            let same_round = plan.kit == kit && (kit.is_some() || Some(&plan.format) == self.answers.format.as_ref());
            // Whoever it was handed over to goes on with it.
            let by_same = summary.began.as_ref().is_some_and(|began| {
                began.interviewer == *interviewer && began.candidate == *candidate && began.mock == self.fixed.mock
            });
            same_round && by_same && !(self.fixed.mock && summary.phase == Phase::Submitted)
        };
        let mut same: Vec<&Summarized> = self.read.sessions.iter().filter(same).collect();
        same.sort_by_key(|found| std::cmp::Reverse(found.summary.began.as_ref().map(|began| began.at)));
        same
    }

    /// The questions of the plan that this candidate was asked before.
    pub(super) fn repeats(&self) -> Vec<Slot> {
        let candidate = self.answers.candidate.as_ref().and_then(|person| person.known.as_ref());
        let (Some(candidate), Some(plan)) = (candidate, self.plan()) else { return Vec::new() };
        // What is drawn is no kit's, even where it is called so.
        let kit = plan.kit.as_ref().filter(|_| self.fixed.kit.is_some());
        let theirs = self.read.sessions.iter().filter(|found| found.summary.candidate() == Some(candidate));
        let repeated =
            theirs.filter_map(|found| found.summary.asked().filter(|asked| asked.is_repeated_by(candidate, kit)));
        let asked: BTreeSet<Arc<QuestionId>> = repeated.flat_map(|asked| asked.questions).collect();
        let asked = |banked: &Banked| asked.contains(&banked.question.id);
        plan.questions().filter(|planned| asked(&planned.banked)).map(|planned| planned.slot).collect()
    }

    /// What can be done with the plan; a kit is frozen.
    pub(super) fn menu(&self) -> Vec<Order> {
        match &self.draw {
            None => vec![Order::Start, Order::Explain],
            Some(draw) if draw.is_changed() => {
                vec![Order::Start, Order::DrawAgain, Order::Exchange, Order::TakeBack, Order::Explain]
            }
            Some(_) => vec![Order::Start, Order::DrawAgain, Order::Exchange, Order::Explain],
        }
    }
}
