//! After the conversation: what is unrated, conclusions from the evidence, recommendation, submission. No mean, total or band before that.

use crate::core::event::{Ending, Recommendation};
use crate::core::ids::{CriterionId, DimensionId};
use crate::core::plan::Slot;
use crate::core::rubric::Need;
use crate::core::scale::Rating;
use crate::core::scorecard::{could_show, thin};
use crate::core::session::{Action, Assess, NotRecorded, Recorder, Refusal};
use crate::render::{self, live as show};
use crate::store::Live;

use super::super::context::Context;
use super::super::failure::Result;
use super::super::prompt;
use super::Next;

/// Where an answer leads.
enum Answer {
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
enum Way {
    On,
    Submit,
    Resume,
    Leave,
}

const WORDS: &str = "Enter leaves a thing as it is; /done goes to the next part, /submit to the end, /back into the conversation, /quit leaves.\n";

/// Asks for a line; the few words that lead elsewhere are heard everywhere.
fn ask(context: &Context, prompt: &str) -> Result<Answer> {
    loop {
        let Some(line) = prompt::line(prompt)? else { return Ok(Answer::Leave) };
        match line.trim() {
            "/quit" | "/q" => return Ok(Answer::Leave),
            "/done" | "/d" => return Ok(Answer::Part),
            "/submit" | "/s" => return Ok(Answer::Submit),
            "/back" | "/b" => return Ok(Answer::Resume),
            other if other.starts_with('/') => context.print(WORDS)?,
            other => return Ok(Answer::Given(other.to_owned())),
        }
    }
}

/// Lets an answer lead elsewhere, or gives what was answered.
macro_rules! given {
    ($answer:expr) => {
        match $answer {
            Answer::Given(text) => text,
            Answer::Part => return Ok(Way::On),
            Answer::Submit => return Ok(Way::Submit),
            Answer::Resume => return Ok(Way::Resume),
            Answer::Leave => return Ok(Way::Leave),
        }
    };
}

/// Runs until the card is submitted or the interviewer leaves.
pub(super) fn scoring(context: &mut Context, recorder: &mut Live) -> Result<Next> {
    let width = context.width();
    let state = recorder.session().state();
    if state.ending != Some(Ending::NoShow) {
        let lines = &recorder.session().plan().rubric.checklists.after;
        context.print(&format!("\n{}\n{WORDS}", show::checklist("After the conversation", lines, width)))?;
        let parts: [fn(&Context, &mut Live) -> Result<Way>; 4] = [unrated, conclusions, criteria, recommendation];
        for part in parts {
            match part(context, recorder)? {
                Way::On => {}
                Way::Submit => break,
                Way::Leave => return Ok(Next::Leave),
                Way::Resume => {
                    recorder.record(Action::Resume)?;
                    return Ok(Next::Phase);
                }
            }
        }
    }
    submit(context, recorder)
}

/// Asks until the recorder takes the answer.
fn record(context: &Context, recorder: &mut Live, action: impl Into<Action>) -> Result<bool> {
    match recorder.record(action.into()) {
        Ok(_) => Ok(true),
        Err(error) => {
            context.print(&format!("{}\n", render::clean::line(&error.to_string())))?;
            Ok(false)
        }
    }
}

/// The questions that were asked but lack a rating.
fn unrated(context: &Context, recorder: &mut Live) -> Result<Way> {
    let width = context.width();
    let queue: Vec<(Slot, Vec<DimensionId>)> =
        recorder.session().state().unrated().map(|asking| (asking.slot, asking.unrated().cloned().collect())).collect();
    if queue.is_empty() {
        return Ok(Way::On);
    }
    context.print(&render::layout::heading(&format!("Unrated questions: {}", queue.len())))?;
    for (slot, dimensions) in queue {
        let session = recorder.session();
        let mut text = format!("\n{}\n", show::headline(session, slot, width));
        if let Some(asking) = session.state().asking(slot) {
            text += &show::evidence_at(session, asking, width);
        }
        context.print(&text)?;
        for dimension in dimensions {
            loop {
                let line = given!(ask(context, &format!("{slot} {dimension}, 1-5: "))?);
                if line.is_empty() || line == "-" {
                    break;
                }
                match line.parse::<Rating>() {
                    Ok(rating)
                        if record(context, recorder, Assess::Rate(Some(slot), dimension.clone(), Some(rating)))? =>
                    {
                        break;
                    }
                    Ok(_) => {}
                    Err(error) => context.print(&format!("{}\n", render::clean::line(&error.to_string())))?,
                }
            }
        }
    }
    Ok(Way::On)
}

/// Dimension by dimension: anchors, evidence, conclusion.
fn conclusions(context: &Context, recorder: &mut Live) -> Result<Way> {
    let rubric = recorder.session().plan().rubric.clone();
    for dimension in &rubric.dimensions {
        let assessed = recorder.session().state().asking.iter().any(|a| a.ratings.contains_key(&dimension.id));
        let expected = recorder.session().plan().dimensions.contains(&dimension.id);
        if !assessed && !expected {
            continue;
        }
        let before = recorder.session().state().conclusions.get(&dimension.id).and_then(|c| c.score);
        context.print(&format!("\n{}", show::evidence_on(recorder.session(), dimension, context.width())))?;
        let kept = before.map_or(String::new(), |score| format!(" (so far {score})"));
        loop {
            let prompt = format!("Your conclusion on {}, 1-5{kept}: ", render::clean::line(&dimension.title));
            let line = given!(ask(context, &prompt)?);
            if line.is_empty() {
                break;
            }
            let score = match line.parse::<Rating>() {
                Ok(score) => score,
                Err(error) => {
                    context.print(&format!("{}\n", render::clean::line(&error.to_string())))?;
                    continue;
                }
            };
            match recorder.record(Assess::Conclude(dimension.id.clone(), Some(score), String::new()).into()) {
                Ok(_) => break,
                Err(NotRecorded::Refused(Refusal::ReasonNeeded)) => {
                    let why = given!(ask(
                        context,
                        "That is half a point or more from your ratings, or rests on none. Why: "
                    )?);
                    if record(context, recorder, Assess::Conclude(dimension.id.clone(), Some(score), why))? {
                        break;
                    }
                }
                Err(error) => context.print(&format!("{}\n", render::clean::line(&error.to_string())))?,
            }
        }
    }
    Ok(Way::On)
}

/// The criteria that this round could show.
fn criteria(context: &Context, recorder: &mut Live) -> Result<Way> {
    let session = recorder.session();
    let open: Vec<(CriterionId, String)> = session
        .plan()
        .rubric
        .criteria
        .iter()
        .filter(|criterion| could_show(criterion, session.state()))
        .map(|criterion| {
            let need = if criterion.need == Need::MustHave { "must have" } else { "nice to have" };
            let before = session
                .state()
                .criteria
                .get(&criterion.id)
                .map_or("", |shown| if *shown { ", so far y" } else { ", so far n" });
            (criterion.id.clone(), format!("{} ({need}{before})", criterion.title))
        })
        .collect();
    if open.is_empty() {
        return Ok(Way::On);
    }
    context.print(&format!(
        "\n{}",
        render::layout::heading("Criteria that this round could show: y shown, n not shown")
    ))?;
    for (criterion, title) in open {
        loop {
            let line = given!(ask(context, &format!("{}: ", render::clean::line(&title)))?);
            let shown = match line.to_lowercase().as_str() {
                "" => break,
                "y" | "yes" => true,
                "n" | "no" => false,
                _ => {
                    context.print("y, n, or Enter for no judgement\n")?;
                    continue;
                }
            };
            if record(context, recorder, Assess::Tick(criterion.clone(), shown))? {
                break;
            }
        }
    }
    Ok(Way::On)
}

/// The interviewer's own view, and what the candidate may take home.
fn recommendation(context: &Context, recorder: &mut Live) -> Result<Way> {
    let rubric = recorder.session().plan().rubric.clone();
    let mut recommendation = recorder.session().state().recommendation.clone().unwrap_or_default();
    let mock = recorder.session().state().mock();
    if !mock {
        let mut text = format!("\n{}", render::layout::heading("Your recommendation"));
        for (number, band) in (1..).zip(&rubric.bands) {
            text += &render::layout::bullet(&format!("  {number} {}: ", band.title), &band.meaning, context.width());
        }
        context.print(&text)?;
        loop {
            let line = given!(ask(context, &format!("1-{}: ", rubric.bands.len()))?);
            if line.is_empty() {
                break;
            }
            let chosen = line.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).and_then(|n| rubric.bands.get(n));
            if let Some(band) = chosen {
                recommendation.band = Some(band.id.clone());
                break;
            }
            context.print("one of the numbers, or Enter for none\n")?;
        }
        let why = given!(ask(context, "In a sentence, why: ")?);
        if !why.is_empty() {
            recommendation.reason = why;
        }
        save(context, recorder, &recommendation)?;
    }
    context
        .print(&format!("\n{}", render::layout::heading("For the candidate to take home, a line each; Enter ends")))?;
    for (title, good) in [("What went well: ", true), ("What to work on: ", false)] {
        loop {
            let line = given!(ask(context, title)?);
            if line.is_empty() {
                break;
            }
            if good { &mut recommendation.strengths } else { &mut recommendation.growth }.push(line);
            save(context, recorder, &recommendation)?;
        }
    }
    Ok(Way::On)
}

fn save(context: &Context, recorder: &mut Live, recommendation: &Recommendation) -> Result {
    let same = recorder.session().state().recommendation.as_ref() == Some(recommendation);
    let empty = *recommendation == Recommendation::default();
    if !same && !empty {
        record(context, recorder, Assess::Recommend(recommendation.clone()))?;
    }
    Ok(())
}

/// Names thin evidence and asks once.
fn submit(context: &Context, recorder: &mut Live) -> Result<Next> {
    let session = recorder.session();
    let thin = thin(session.plan(), session.state());
    if !thin.is_empty() {
        context.print(&format!("\n{}", render::layout::heading("Where the evidence is thin")))?;
        let lines: String =
            thin.iter().map(|thin| render::layout::bullet("  - ", &thin.to_string(), context.width())).collect();
        context.print(&lines)?;
    }
    loop {
        let Some(line) = prompt::line(
            "\nSubmit the scorecard? After that changes need a reason. y submits, b goes back, q leaves: ",
        )?
        else {
            return Ok(Next::Leave);
        };
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => {
                if record(context, recorder, Action::Submit)? {
                    return Ok(Next::Phase);
                }
            }
            "b" | "back" | "/back" => return Ok(Next::Phase),
            "q" | "quit" | "/quit" => return Ok(Next::Leave),
            _ => context.print("y, b or q\n")?,
        }
    }
}
