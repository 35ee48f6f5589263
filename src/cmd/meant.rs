//! Which sessions a person means: by name, by candidate, or from a list.

use crate::core::ids::CandidateId;
use crate::core::people::{Meant, People};
use crate::core::session::Phase;
use crate::store::{self, Summarized};

use super::ask::{Manner, Pick};
use super::context::{Context, Sessions};
use super::failure::{Failure, Result};
use super::told::{HELD, Told, told, whose};

/// One of `picks`; where none is chosen, that nothing came of it.
fn choose(context: &Context, heading: &str, question: &str, picks: Vec<Pick>) -> Result<usize> {
    context.manner().choose(heading, question, picks).inspect_err(|failure| say_left(context, failure))
}

/// That a list was left.
fn say_left(context: &Context, failure: &Failure) {
    if matches!(failure, Failure::Interrupted) {
        context.say("left; nothing was changed");
    }
}

/// The candidate that a name means; where it is near to one that is known, or several have it, the person at the terminal is asked.
pub(super) fn known_candidate(context: &Context, people: &People, name: &str) -> Result<CandidateId> {
    let (candidates, why, is_ambiguous) = match people.candidate_meant(name) {
        Meant::One(id) => return Ok(id),
        Meant::Several(all) => (all, format!("`{name}` could be more than one candidate"), true),
        Meant::Near(near) => (near, format!("there is no candidate `{name}`"), false),
        Meant::Nobody => {
            context.needs_names()?;
            let names = people.candidate_names();
            let hint = if names.is_empty() {
                "no candidate is known yet".into()
            } else {
                format!("there are: {}", names.join(", "))
            };
            return Err(Failure::usage(format!("there is no candidate `{name}`"), hint));
        }
    };
    if !context.surroundings.interactive {
        let names: Vec<String> = candidates.into_iter().map(|(id, name)| format!("{name} ({id})")).collect();
        return Err(Failure::usage(why, format!("did you mean {}?", names.join(" or "))));
    }
    let question = if is_ambiguous {
        format!("“{name}” could be more than one candidate. Who is meant?")
    } else {
        format!("Nobody is called “{name}” here. Who is meant?")
    };
    picked(context, &question, candidates)
}

/// The one of them that the person at the terminal means.
fn picked(context: &Context, question: &str, candidates: Vec<(CandidateId, String)>) -> Result<CandidateId> {
    // Enter alone must not mean somebody: what follows may change a scorecard.
    let none = Pick::new("None of these");
    let none = if context.manner() == Manner::Screen { none.with("Down, then Enter: the one below") } else { none };
    let mut picks = vec![none];
    picks.extend(candidates.iter().map(|(_, name)| Pick::new(name)));
    let index = choose(context, "Candidates", question, picks)?;
    let chosen = index.checked_sub(1).and_then(|index| candidates.into_iter().nth(index));
    chosen.map(|(id, _)| id).ok_or_else(|| {
        context.say("none of them is meant; nothing was done");
        Failure::Interrupted
    })
}

/// The sessions that can be gone on with: not submitted, newest first.
pub(super) fn unfinished(found: Vec<Summarized>) -> Vec<Summarized> {
    newest_first(found.into_iter().filter(|found| Sought::Unfinished.fits(found)).collect())
}

/// What sessions are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    /// One to go on with.
    Unfinished,
    /// Submitted ones, for their scorecards.
    Cards,
    /// A submitted one, for its feedback.
    Feedback,
    /// A submitted one, to amend its scorecard.
    Amended,
    /// One whose conversation goes on, to show it to the candidate.
    Presented,
}

impl Sought {
    pub(super) fn fits(self, found: &Summarized) -> bool {
        let phase = found.summary.phase;
        match self {
            Self::Unfinished => matches!(phase, Phase::Live | Phase::Scoring),
            Self::Presented => phase == Phase::Live,
            Self::Cards | Self::Feedback | Self::Amended => phase == Phase::Submitted,
        }
    }

    fn question(self) -> &'static str {
        match self {
            Self::Unfinished => "Which interview would you like to go on with?",
            Self::Cards => "Whose scorecard would you like to see?",
            Self::Feedback => "Whose feedback would you like to see?",
            Self::Amended => "Which scorecard would you like to amend?",
            Self::Presented => "Which interview would you like to show?",
        }
    }

    /// What to do where none is named.
    fn naming(self) -> &'static str {
        match self {
            Self::Amended => {
                "name one of them, such as `hotseat amend NAME --reason \"read my notes again\" --rate Q3:technical=4`"
            }
            Self::Unfinished | Self::Cards | Self::Feedback | Self::Presented => "name one of them",
        }
    }

    /// Why a session does not fit.
    fn refusal(self, found: &Summarized) -> Failure {
        match self {
            Self::Unfinished => {
                let hint = format!("`hotseat scorecard {}` shows it", found.id);
                Failure::refused(format!("the session {} is submitted", found.id), hint)
            }
            Self::Cards | Self::Feedback => {
                let hint = format!("no total is shown before submission; `hotseat resume {}` goes on", found.id);
                Failure::refused(format!("the session {} is not submitted", found.id), hint)
            }
            Self::Presented => {
                let message = format!("the conversation of {} is over", found.id);
                Failure::refused(message, "the candidate is shown questions only as long as it goes on")
            }
            Self::Amended => {
                let hint = format!("`hotseat resume {}` goes on with it, and nothing needs a reason yet", found.id);
                Failure::refused(format!("the session {} is not submitted", found.id), hint)
            }
        }
    }

    /// That there is none, of all or of a candidate.
    fn none(self, whose: Option<&str>) -> Failure {
        let of = whose.map(|name| format!(" with {name}")).unwrap_or_default();
        match self {
            Self::Unfinished => {
                let more = if whose.is_some() { "; `hotseat sessions` lists what there is" } else { "" };
                Failure::refused(
                    format!("there is no session{of} to go on with"),
                    format!("`hotseat run` starts one{more}"),
                )
            }
            Self::Cards | Self::Feedback | Self::Amended => {
                Failure::refused(format!("no session{of} is submitted yet"), "`hotseat resume` goes on with one")
            }
            Self::Presented => {
                let hint = "`hotseat run` starts one; then present it in a second terminal";
                Failure::refused(format!("no session{of} is being held"), hint)
            }
        }
    }
}

/// The sessions that words mean; without any word the only one that fits, or those that are chosen from a list.
pub(super) fn chosen(context: &Context, sessions: Sessions, given: &[String], sought: Sought) -> Result<Sessions> {
    let Sessions { found, people, own, is_whole } = sessions;
    let mut all = Vec::new();
    if given.is_empty() {
        let fitting = found.into_iter().filter(|found| sought.fits(found)).collect();
        all = one_or_more(context, &people, fitting, (sought, None))?;
    } else {
        for word in given {
            all.extend(meant(context, &people, &found, (sought, word))?);
        }
    }
    Ok(Sessions { found: all, people, own, is_whole })
}

/// The sessions that a word means: a session's name or its beginning, or a candidate's name.
fn meant(
    context: &Context,
    people: &People,
    found: &[Summarized],
    (sought, word): (Sought, &str),
) -> Result<Vec<Summarized>> {
    let (fitting, whose) = fitting(context, people, found, (sought, word))?;
    match whose {
        Some(name) => one_or_more(context, people, fitting, (sought, Some(&name))),
        None => Ok(fitting),
    }
}

/// The session of the candidate's that is being shown: one that is open in a program first, then the newest.
pub(super) fn shown(context: &Context, word: &str) -> Result<Summarized> {
    let Sessions { found, people, .. } = context.own_sessions()?;
    let (fitting, whose) = fitting(context, &people, &found, (Sought::Presented, word))?;
    let mut fitting = newest_first(fitting);
    if fitting.is_empty() {
        return Err(Sought::Presented.none(whose.as_deref()));
    }
    let open = fitting.iter().position(Summarized::is_held);
    Ok(fitting.swap_remove(open.unwrap_or(0)))
}

/// The sessions that a word means and that are sought, and whose they are where it means a candidate.
fn fitting(
    context: &Context,
    people: &People,
    found: &[Summarized],
    (sought, word): (Sought, &str),
) -> Result<(Vec<Summarized>, Option<String>)> {
    let unknown = match store::position(found.iter().map(|found| &found.id), word) {
        Ok(position) if sought.fits(&found[position]) => return Ok((vec![found[position].clone()], None)),
        Ok(position) => return Err(sought.refusal(&found[position])),
        Err(error) => error,
    };
    // One that can't be read has a name all the same.
    match store::find(&context.workspace, word) {
        Err(error) if error.is_about_a_session() => return Err(error.into()),
        Ok(_) | Err(_) => {}
    }
    let candidate = match people.candidate_meant(word) {
        // What changes a scorecard must not guess: the whole name of one may be short for another.
        Meant::One(id) if sought == Sought::Amended => sure(context, people, found, (word, id))?,
        Meant::One(id) => id,
        Meant::Near(_) | Meant::Several(_) => known_candidate(context, people, word)?,
        Meant::Nobody if matches!(unknown, store::Error::SeveralSessions { .. }) => return Err(unknown.into()),
        Meant::Nobody => {
            context.needs_names()?;
            let hint = unknown.hint().unwrap_or_default();
            return Err(Failure::usage(format!("there is no session and no candidate `{word}`"), hint));
        }
    };
    let of_candidate = |found: &&Summarized| found.summary.candidate() == Some(&candidate) && sought.fits(found);
    let fitting: Vec<Summarized> = found.iter().filter(of_candidate).cloned().collect();
    // Where none fits, the one that is meant may be one that can't be read; what changes a scorecard must not guess that it is not.
    let unread = if fitting.is_empty() || sought == Sought::Amended {
        context.unread_sessions_of(&candidate)
    } else {
        Vec::new()
    };
    for session in unread {
        store::find(&context.workspace, &session)?;
    }
    Ok((fitting, Some(people.candidate_name(&candidate))))
}

/// The candidate whose whole name a word is, where it is no part of another's; otherwise the person at the terminal says who is meant.
fn sure(
    context: &Context,
    people: &People,
    found: &[Summarized],
    (word, exact): (&str, CandidateId),
) -> Result<CandidateId> {
    let others = people.others_who_have(word, &exact);
    if others.is_empty() {
        return Ok(exact);
    }
    let mut candidates = vec![(exact.clone(), people.candidate_name(&exact))];
    candidates.extend(others);
    let names: Vec<&str> = candidates.iter().map(|(_, name)| name.as_str()).collect();
    let why = format!("`{word}` could be {}", names.join(" or "));
    if context.surroundings.interactive {
        return picked(context, &format!("{why}. Who is meant?"), candidates);
    }
    let is_one = |found: &&Summarized| candidates.iter().any(|(id, _)| found.summary.candidate() == Some(id));
    let fitting = found.iter().filter(is_one).filter(|found| Sought::Amended.fits(found));
    let lines = fitting.map(|found| format!("{}: {}", found.id, whose((&found.id, &found.summary), people))).collect();
    Err(Failure::several(why, lines, "name the session"))
}

/// The newest first.
fn newest_first(mut found: Vec<Summarized>) -> Vec<Summarized> {
    found.sort_by_key(|found| std::cmp::Reverse(found.summary.began.as_ref().map(|began| began.last)));
    found
}

/// The only one; of several those that are chosen at the terminal. In a script, they are named.
fn one_or_more(
    context: &Context,
    people: &People,
    fitting: Vec<Summarized>,
    (sought, whose): (Sought, Option<&str>),
) -> Result<Vec<Summarized>> {
    let mut fitting = newest_first(fitting);
    // What was imported can't be amended; where there is nothing else, opening it says so.
    let imported = fitting.iter().filter(|found| found.is_imported()).count();
    if sought == Sought::Amended && imported > 0 {
        if imported < fitting.len() {
            fitting.retain(|found| !found.is_imported());
        } else if let Some(first) = fitting.first().filter(|_| whose.is_none() || imported > 1) {
            return Err(store::Error::Imported(first.id.to_string()).into());
        }
    }
    if fitting.is_empty() {
        return Err(sought.none(whose));
    }
    // The only one is changed by nobody who did not name it.
    let unnamed = sought == Sought::Amended && whose.is_none();
    if fitting.len() == 1 && !unnamed {
        return Ok(fitting);
    }
    let told: Vec<Told> = fitting.iter().filter_map(|found| told(found, people)).collect();
    if !context.surroundings.interactive {
        let of = whose.map(|name| format!(" with {name}")).unwrap_or_default();
        let which = if sought == Sought::Unfinished { "can be gone on with" } else { "are submitted" };
        let lines = fitting.iter().zip(&told);
        let lines = lines.map(|(found, told)| format!("{}: {}, {}", found.id, told.candidate, told.facts)).collect();
        let message = match fitting.len() {
            1 => format!("no session is named, and one{of} is submitted"),
            many => format!("{many} sessions{of} {which}"),
        };
        return Err(Failure::several(message, lines, sought.naming()));
    }
    let mut picks: Vec<Pick> = told.into_iter().map(Pick::from).collect();
    if sought == Sought::Cards {
        picks.push(Pick::new("All of them"));
    }
    let heading = whose.map_or_else(|| "Sessions".to_owned(), |name| format!("Sessions with {name}"));
    // Two windows can't go on with one: there are others in the list.
    let refuses = |index: usize| {
        let is_held = sought == Sought::Unfinished && fitting.get(index).is_some_and(Summarized::is_held);
        is_held.then(|| HELD.to_owned())
    };
    let chosen = context.manner().choose_one((&heading, sought.question()), picks, &refuses);
    let index = chosen.inspect_err(|failure| say_left(context, failure))?;
    Ok(if index < fitting.len() { vec![fitting.swap_remove(index)] } else { fitting })
}
