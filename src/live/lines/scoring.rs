//! After the conversation: what is unrated, conclusions from the evidence, recommendation, submission. No mean, total or band before that.

use crate::core::event::{Ending, Recommendation};
use crate::core::ids::{CriterionId, DimensionId};
use crate::core::plan::Slot;
use crate::core::scale::Rating;
use crate::core::scorecard::{could_show, thin};
use crate::core::session::{Action, Assess, NotRecorded, Refusal};
use crate::page::{clean, layout};

use super::{FACE, Lines, Next, Result, show, words};

/// Where an answer leads.
enum Reply {
    Given(String),
    /// To the next part.
    Part,
    /// To submission.
    Submit,
    /// Back into the conversation.
    Resume,
    Leave,
}

/// Why the parts were broken off.
enum Exit {
    On,
    Submit,
    Resume,
    Leave,
}

const WORDS: &str = "Enter leaves a thing as it is; /done goes to the next part, /submit to the end, /back into the conversation, /quit leaves.\n";

/// Lets an answer lead elsewhere, or gives what was answered.
macro_rules! given {
    ($answer:expr) => {
        match $answer {
            Reply::Given(text) => text,
            Reply::Part => return Ok(Exit::On),
            Reply::Submit => return Ok(Exit::Submit),
            Reply::Resume => return Ok(Exit::Resume),
            Reply::Leave => return Ok(Exit::Leave),
        }
    };
}

impl Lines<'_> {
    /// Runs until the card is submitted or the interviewer leaves.
    pub(super) fn score(&mut self) -> Result<Next> {
        if self.session().state().ending != Some(Ending::NoShow) {
            let checklist = &self.session().plan().rubric.checklists.after;
            let page = show::checklist(words::AFTER, checklist, self.width());
            self.print(&format!("\n{page}\n{WORDS}"))?;
            let parts: [fn(&mut Self) -> Result<Exit>; 4] =
                [Self::unrated, Self::conclusions, Self::criteria, Self::recommendation];
            for part in parts {
                match part(self)? {
                    Exit::On => {}
                    Exit::Submit => break,
                    Exit::Leave => return Ok(Next::Leave),
                    Exit::Resume => {
                        self.record(Action::Resume)?;
                        return Ok(Next::Phase);
                    }
                }
            }
        }
        self.submit()
    }

    /// Asks for a line; the few words that lead elsewhere are heard everywhere.
    fn answer_to(&mut self, prompt: &str) -> Result<Reply> {
        loop {
            let Some(line) = self.ask(prompt)? else { return Ok(Reply::Leave) };
            match line.trim() {
                "/quit" | "/q" => return Ok(Reply::Leave),
                "/done" | "/d" => return Ok(Reply::Part),
                "/submit" | "/s" => return Ok(Reply::Submit),
                "/back" | "/b" => return Ok(Reply::Resume),
                other if other.starts_with('/') => self.print(WORDS)?,
                other => return Ok(Reply::Given(other.to_owned())),
            }
        }
    }

    /// Records; says why not where it was not.
    fn recorded(&mut self, action: impl Into<Action>) -> Result<bool> {
        match self.record(action) {
            Ok(()) => Ok(true),
            Err(error) => {
                self.say(&words::not_recorded(&error, FACE))?;
                Ok(false)
            }
        }
    }

    /// The questions that were asked but lack a rating.
    fn unrated(&mut self) -> Result<Exit> {
        let unrated = self.session().state().unrated();
        let queue: Vec<(Slot, Vec<DimensionId>)> =
            unrated.map(|asking| (asking.slot, asking.unrated().cloned().collect())).collect();
        if queue.is_empty() {
            return Ok(Exit::On);
        }
        self.print(&layout::heading(&format!("Unrated questions: {}", queue.len())))?;
        for (slot, dimensions) in queue {
            let (session, width) = (self.session(), self.width());
            let mut text = format!("\n{}\n", words::headline(session, slot, width));
            if let Some(asking) = session.state().asking(slot) {
                text += &show::evidence_at(session, asking, width);
            }
            self.print(&text)?;
            for dimension in dimensions {
                loop {
                    let line = given!(self.answer_to(&format!("{slot} {dimension}, 1-5: "))?);
                    if line.is_empty() || line == "-" {
                        break;
                    }
                    match line.parse::<Rating>() {
                        Ok(rating) => {
                            if self.recorded(Assess::Rate(Some(slot), dimension.clone(), Some(rating)))? {
                                break;
                            }
                        }
                        Err(error) => self.say(&error.to_string())?,
                    }
                }
            }
        }
        Ok(Exit::On)
    }

    /// Dimension by dimension: anchors, evidence, conclusion.
    fn conclusions(&mut self) -> Result<Exit> {
        let dimensions = self.session().plan().rubric.dimensions.clone();
        for dimension in &dimensions {
            let (plan, state) = (self.session().plan(), self.session().state());
            let assessed = state.asking.iter().any(|asking| asking.ratings.contains_key(&dimension.id));
            if !assessed && !plan.dimensions.contains(&dimension.id) {
                continue;
            }
            let page = show::evidence_on(self.session(), dimension, self.width());
            self.print(&format!("\n{page}"))?;
            let before = self.session().state().conclusions.get(&dimension.id).and_then(|before| before.score);
            let kept = before.map_or(String::new(), |score| format!(" (so far {score})"));
            let title = clean::line(&dimension.title);
            loop {
                let line = given!(self.answer_to(&format!("Your conclusion on {title}, 1-5{kept}: "))?);
                if line.is_empty() {
                    break;
                }
                let score = match line.parse::<Rating>() {
                    Ok(score) => score,
                    Err(error) => {
                        self.say(&error.to_string())?;
                        continue;
                    }
                };
                let concluded = match self.record(Assess::Conclude(dimension.id.clone(), Some(score), String::new())) {
                    Ok(()) => true,
                    Err(NotRecorded::Refused(Refusal::ReasonNeeded)) => {
                        let why = words::why_conclude(self.session(), &dimension.id, score);
                        let why = given!(self.answer_to(&format!("{} ", clean::line(&why)))?);
                        self.recorded(Assess::Conclude(dimension.id.clone(), Some(score), why))?
                    }
                    Err(error) => {
                        self.say(&words::not_recorded(&error, FACE))?;
                        false
                    }
                };
                if concluded {
                    break;
                }
            }
        }
        Ok(Exit::On)
    }

    /// The criteria that this round could show.
    fn criteria(&mut self) -> Result<Exit> {
        let (plan, state) = (self.session().plan(), self.session().state());
        let criteria = plan.rubric.criteria.iter().filter(|criterion| could_show(criterion, state));
        let open: Vec<(CriterionId, String)> = criteria
            .map(|criterion| {
                let before = match state.criteria.get(&criterion.id) {
                    Some(true) => ", so far y",
                    Some(false) => ", so far n",
                    None => "",
                };
                (criterion.id.clone(), format!("{} ({}{before})", criterion.title, words::need(criterion.need)))
            })
            .collect();
        if open.is_empty() {
            return Ok(Exit::On);
        }
        self.print(&format!("\n{}", layout::heading(&format!("{}: y shown, n not shown", words::CRITERIA))))?;
        for (criterion, title) in open {
            loop {
                let line = given!(self.answer_to(&format!("{}: ", clean::line(&title)))?);
                let shown = match line.to_lowercase().as_str() {
                    "" => break,
                    "y" | "yes" => true,
                    "n" | "no" => false,
                    _ => {
                        self.print("y, n, or Enter for no judgement\n")?;
                        continue;
                    }
                };
                if self.recorded(Assess::Tick(criterion.clone(), shown))? {
                    break;
                }
            }
        }
        Ok(Exit::On)
    }

    /// The interviewer's own view, and what the candidate may take home.
    fn recommendation(&mut self) -> Result<Exit> {
        let mut recommendation = self.session().state().recommendation.clone().unwrap_or_default();
        if !self.session().state().mock() {
            let bands = self.session().plan().rubric.bands.clone();
            let mut text = format!("\n{}", layout::heading("Your recommendation"));
            for (number, band) in (1..).zip(&bands) {
                text += &layout::bullet(&format!("  {number} {}: ", band.title), &band.meaning, self.width());
            }
            self.print(&text)?;
            loop {
                let line = given!(self.answer_to(&format!("1-{}: ", bands.len()))?);
                if line.is_empty() {
                    break;
                }
                let chosen = line.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).and_then(|n| bands.get(n));
                if let Some(band) = chosen {
                    recommendation.band = Some(band.id.clone());
                    break;
                }
                self.print("one of the numbers, or Enter for none\n")?;
            }
            let why = given!(self.answer_to(&format!("{} ", words::WHY_RECOMMEND))?);
            if !why.is_empty() {
                recommendation.reason = why;
            }
            self.save(&recommendation)?;
        }
        self.print(&format!("\n{}", layout::heading(&format!("{}, a line each; Enter ends", words::TAKE_HOME))))?;
        for (title, good) in [("What went well: ", true), ("What to work on: ", false)] {
            loop {
                let line = given!(self.answer_to(title)?);
                if line.is_empty() {
                    break;
                }
                if good { &mut recommendation.strengths } else { &mut recommendation.growth }.push(line);
                self.save(&recommendation)?;
            }
        }
        Ok(Exit::On)
    }

    fn save(&mut self, recommendation: &Recommendation) -> Result<()> {
        let same = self.session().state().recommendation.as_ref() == Some(recommendation);
        let empty = *recommendation == Recommendation::default();
        if !same && !empty {
            self.recorded(Assess::Recommend(recommendation.clone()))?;
        }
        Ok(())
    }

    /// Names thin evidence and asks once.
    fn submit(&mut self) -> Result<Next> {
        let thin = thin(self.session().plan(), self.session().state());
        if !thin.is_empty() {
            self.print(&format!("\n{}", layout::heading(words::THIN)))?;
            let width = self.width();
            let rubric = &self.session().plan().rubric;
            let lines: String = thin.iter().map(|thin| layout::bullet("  - ", &thin.said(rubric), width)).collect();
            self.print(&lines)?;
        }
        loop {
            let Some(line) = self.ask(&format!("\n{} y submits, b goes back, q leaves: ", words::SUBMIT))? else {
                return Ok(Next::Leave);
            };
            match line.trim().to_lowercase().as_str() {
                "y" | "yes" => {
                    if self.recorded(Action::Submit)? {
                        return Ok(Next::Phase);
                    }
                }
                "b" | "back" | "/back" => return Ok(Next::Phase),
                "q" | "quit" | "/quit" => return Ok(Next::Leave),
                _ => self.print("y, b or q\n")?,
            }
        }
    }
}
