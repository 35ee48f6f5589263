//! The sessions of an export of hotseat's own, as its rows say them: each row says a part, and no two say otherwise.

use crate::core::day::Day;
use crate::core::event::{Ending, Recommendation};
use crate::core::format::Format;
use crate::core::ids::{BandId, KitId, TrackId};
use crate::core::library::Library;
use crate::core::names;
use crate::core::panel::{Import, ImportedFlag, NotAssessed, round_in};
use crate::core::plan::{IMPORTED, KitRound};
use crate::core::ratings::course::{AmendmentText, HandOverText};
use crate::core::ratings::packed::{FlagText, parted};
use crate::core::ratings::{ExportedSession, HeldTexts, Who};
use crate::core::rubric::Rubric;
use crate::core::scale::{Kind, Level};
use crate::core::version::Version1;

use super::people::Pair;

/// What was held.
#[derive(Clone)]
pub(super) struct HeldRound {
    pub(super) format: Format,
    pub(super) level: Level,
    pub(super) rubric: Rubric,
    pub(super) track: Option<TrackId>,
    pub(super) kit: Option<KitRound>,
    pub(super) kinds: Vec<Kind>,
}

/// What the command line says was held, as far as it says it.
pub(super) struct SaidRound {
    pub(super) format: Option<Format>,
    pub(super) level: Option<Level>,
    /// Which rubric, in the place of the format's own.
    pub(super) rubric: Option<Rubric>,
}

impl HeldRound {
    /// What tells it from others.
    pub(super) fn key(&self) -> impl PartialEq + use<> {
        (
            self.format.id.clone(),
            self.level,
            self.rubric.id.clone(),
            self.track.clone(),
            self.kit.clone(),
            self.kinds.clone(),
        )
    }

    /// What was held, as a row says it; `known` where it says nothing.
    ///
    /// # Errors
    /// What is missing, or not here.
    pub(super) fn of(said: &ExportedSession<'_>, (library, known): (&Library, &SaidRound)) -> Result<Self, String> {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let missing = |what: &str| format!("the {what} is missing; --{what} says it for rows without one");
        let not_here =
            |what: &str, name: &str| format!("there is no {what} `{name}` here: put its document into {what}s/");
        let format = match text(said.format) {
            Some(name) => {
                let format = names::called(&name, library.formats.values());
                format.ok_or_else(|| not_here("format", &name))?.clone()
            }
            None => known.format.clone().ok_or_else(|| missing("format"))?,
        };
        let level = match text(said.level) {
            Some(level) => level.parse().map_err(|error| format!("{error}"))?,
            None => known.level.ok_or_else(|| missing("level"))?,
        };
        let name = text(said.rubric).unwrap_or_else(|| format.rubric.to_string());
        let rubric = names::called(&name, library.rubrics.values());
        let rubric = rubric.ok_or_else(|| not_here("rubric", &name))?.clone();
        let track = text(said.track).filter(|track| track != IMPORTED).map(TrackId::new).transpose();
        let kit = text(said.kit).map(KitId::new).transpose();
        // Without a kit, it is the stage of ratings that were imported themselves.
        let round = text(said.round).filter(|_| !said.kit.is_empty());
        let round = round.map(|round| round.parse::<u8>().map_err(|_| format!("`{round}` is no round of a kit")));
        let kinds = said
            .expected_kinds
            .split_whitespace()
            .map(|kind| kind.parse::<Kind>().map_err(|error| format!("`expected_kinds`: {error}")));
        Ok(Self {
            kinds: kinds.collect::<Result<_, String>>()?,
            format,
            level,
            rubric,
            track: track.map_err(|error| error.to_string())?,
            kit: kit
                .map_err(|error| error.to_string())?
                .zip(round.transpose()?)
                .map(|(id, round)| KitRound { id, round }),
        })
    }

    /// What was held, as a row of somebody else's table says it, or the command line; none where neither does.
    ///
    /// # Errors
    /// That they contradict each other, or that there is no such thing here.
    pub(super) fn of_row(
        held: HeldTexts<'_>,
        (library, known): (&Library, &SaidRound),
    ) -> Result<Option<Self>, String> {
        let against = |what: &str, text: &str, flag: &str| {
            format!("the {what} is `{text}` here, and --{what} says {flag}: leave the flag out, or mend the table")
        };
        let format = match (held.format, &known.format) {
            (Some(text), flag) => {
                let found = names::called(text, library.formats.values());
                let found = found.ok_or_else(|| {
                    format!("there is no format `{text}` here: write one that `hotseat formats` lists, or leave the cell empty")
                })?;
                if let Some(flag) = flag.as_ref().filter(|flag| flag.id != found.id) {
                    return Err(against("format", text, flag.id.as_str()));
                }
                Some(found.clone())
            }
            (None, flag) => flag.clone(),
        };
        let level = match (held.level, known.level) {
            (Some(text), flag) => {
                let found = text.to_lowercase().parse::<Level>().map_err(|error| format!("the level: {error}"))?;
                if let Some(flag) = flag.filter(|flag| *flag != found) {
                    return Err(against("level", text, &flag.to_string()));
                }
                Some(found)
            }
            (None, flag) => flag,
        };
        let (Some(format), Some(level)) = (format, level) else { return Ok(None) };
        let own = || {
            let name = format.rubric.as_str();
            let found = names::called(name, library.rubrics.values());
            found.cloned().ok_or_else(|| format!("there is no rubric `{name}` here: put its document into rubrics/"))
        };
        let rubric = known.rubric.clone().map_or_else(own, Ok)?;
        Ok(Some(Self { format, level, rubric, track: None, kit: None, kinds: Vec::new() }))
    }

    /// An import of it, without anything in it.
    pub(super) fn import(self, date: Day) -> Import {
        Import {
            version: Version1,
            format: self.format.id,
            title: self.format.title,
            minutes: self.format.minutes,
            level: self.level,
            track: self.track,
            kit: self.kit,
            dimensions: self.format.dimensions,
            kinds: self.kinds,
            date,
            rubric: self.rubric,
            rows: Vec::new(),
            sessions: Vec::new(),
        }
    }
}

/// A session as an export of hotseat's own has it.
pub(super) struct HeldSession {
    /// Who was interviewed, and by whom.
    pub(super) pair: Pair,
    /// The day.
    pub(super) date: Option<Day>,
    /// Which of several rounds.
    pub(super) round: Option<String>,
    /// Which stage, where the export says one.
    pub(super) stage: Option<String>,
    /// Which of [`super::rows::ImportRows::held`].
    pub(super) held: usize,
    /// The cells that all its rows repeat, by column.
    shared: Vec<(&'static str, String)>,
    /// The cells that one of its rows has, by column.
    once: Vec<(&'static str, String)>,
    /// Whether the texts in them are understood.
    is_understood: bool,
    pub(super) recommendation: Option<Recommendation>,
    pub(super) flags: Vec<ImportedFlag>,
    pub(super) notes: Vec<String>,
    pub(super) ending: Ending,
    pub(super) mock: bool,
    pub(super) minutes_used: Option<u64>,
    /// Who handed over, by number, and until when.
    pub(super) hand_overs: Vec<(u32, HandOverText)>,
    pub(super) not_assessed: Vec<NotAssessed>,
    /// What was changed after submission, with who did it by number.
    pub(super) amendments: Vec<(Option<u32>, AmendmentText)>,
}

impl HeldSession {
    /// A session as its first row says it.
    ///
    /// # Errors
    /// What can't be understood.
    pub(super) fn of(
        said: &ExportedSession<'_>,
        (pair, date, held): (Pair, Option<Day>, usize),
    ) -> Result<Self, String> {
        let (ending, mock) = (ending_of(said.ending)?, is_mock(said.mock)?);
        let minutes_used = Some(said.minutes_used).filter(|text| !text.is_empty()).map(|text| {
            text.parse::<u64>().map_err(|_| format!("`minutes_used` says `{text}`, which is no number of minutes"))
        });
        Ok(Self {
            pair,
            date,
            round: round_of(said),
            stage: Some(said.round).filter(|stage| !stage.is_empty() && said.kit.is_empty()).map(str::to_owned),
            held,
            shared: said.shared().map(|(column, text)| (column, text.to_owned())).to_vec(),
            once: said.said_once().map(|(column, _)| (column, String::new())).to_vec(),
            is_understood: false,
            recommendation: None,
            flags: Vec::new(),
            notes: Vec::new(),
            ending,
            mock,
            minutes_used: minutes_used.transpose()?.filter(|minutes| *minutes > 0),
            hand_overs: Vec::new(),
            not_assessed: Vec::new(),
            amendments: Vec::new(),
        })
    }

    /// Takes what one more of its rows says; `meet` knows people by number.
    ///
    /// # Errors
    /// What can't be understood, or says otherwise than a row above.
    pub(super) fn take(
        &mut self,
        said: &ExportedSession<'_>,
        rubric: &Rubric,
        meet: impl FnMut(Who<'_>) -> Result<u32, String>,
    ) -> Result<(), String> {
        let otherwise = |column: &str, before: &str, now: &str| {
            format!(
                "`{column}` says `{now}`, but `{before}` in a row of the same session above: let both say the same, or export it anew"
            )
        };
        let (shared, once) = (said.shared(), said.said_once());
        if let Some(((column, before), (_, now))) =
            self.shared.iter().zip(&shared).find(|((_, before), (_, now))| before != now)
        {
            return Err(otherwise(column, before, now));
        }
        // The row that says it may stand anywhere among those of the session.
        let is_said = |before: &str, now: &str| !before.is_empty() && !now.is_empty() && before != now;
        if let Some(((column, before), (_, now))) =
            self.once.iter().zip(&once).find(|((_, before), (_, now))| is_said(before, now))
        {
            return Err(otherwise(column, before, now));
        }
        let before = self.once.clone();
        for ((_, known), (_, now)) in self.once.iter_mut().zip(once).filter(|((_, known), _)| known.is_empty()) {
            now.clone_into(known);
        }
        self.notes.extend(parted(said.notes));
        if !self.is_understood || before != self.once {
            self.understand(said.recommendation, rubric, meet)?;
            self.is_understood = true;
        }
        Ok(())
    }

    /// What its texts say.
    fn understand(
        &mut self,
        recommended: &str,
        rubric: &Rubric,
        mut meet: impl FnMut(Who<'_>) -> Result<u32, String>,
    ) -> Result<(), String> {
        let text = |column: &str| {
            let found = self.once.iter().find(|(name, _)| *name == column);
            found.map_or("", |(_, text)| text.as_str())
        };
        let band = Some(recommended).filter(|band| !band.is_empty()).map(|band| band_of(band, rubric)).transpose()?;
        let recommendation = Recommendation {
            band,
            reason: text("reason").to_owned(),
            strengths: parted(text("strengths")),
            growth: parted(text("growth")),
        };
        let flags = parted(text("flags")).iter().map(|flag| flag_of(flag, rubric)).collect::<Result<_, String>>()?;
        let hand_overs = parted(text("hand_overs")).into_iter().map(|own| {
            let own: HandOverText = own.parse().map_err(|error| format!("`hand_overs`: {error}"))?;
            let who = Who { name: &own.name, id: Some(own.id.as_str()) };
            Ok((meet(who).map_err(|why| format!("`hand_overs`: {why}"))?, own))
        });
        let hand_overs = hand_overs.collect::<Result<_, String>>()?;
        let amendments = parted(text("amendments")).into_iter().map(|own| {
            let own: AmendmentText = own.parse().map_err(|error| format!("`amendments`: {error}"))?;
            let who = own.by.as_ref().map(|by| meet(Who { name: &by.name, id: Some(by.id.as_str()) }));
            Ok((who.transpose().map_err(|why| format!("`amendments`: {why}"))?, own))
        });
        let amendments = amendments.collect::<Result<_, String>>()?;
        self.recommendation = (recommendation != Recommendation::default()).then_some(recommendation);
        (self.flags, self.hand_overs, self.amendments) = (flags, hand_overs, amendments);
        Ok(())
    }

    /// Whether it names who handed over, and not until when, as exports of earlier versions do.
    pub(super) fn hand_overs_lack_times(&self) -> bool {
        let is_named = self.shared.iter().any(|(column, text)| *column == "handed_over" && !text.is_empty());
        is_named && self.hand_overs.is_empty()
    }
}

/// Which of several rounds: the one in the name of a session that was imported itself, else the format. A kit's session says its round by
/// itself.
fn round_of(said: &ExportedSession<'_>) -> Option<String> {
    let named = || round_in(said.session, (said.date, said.candidate.id?, said.interviewer.id?));
    let round = if said.kit.is_empty() { named() } else { None };
    Some(round.unwrap_or(said.format).to_owned()).filter(|round| !round.is_empty())
}

fn ending_of(text: &str) -> Result<Ending, String> {
    let all = [Ending::Completed, Ending::StoppedEarly, Ending::NoShow];
    let found = all.into_iter().find(|ending| ending.as_str() == text);
    found.ok_or_else(|| format!("`ending` says `{text}`, but an interview is {}", all.map(Ending::as_str).join(", ")))
}

fn is_mock(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(format!("`mock` says `{text}`, and is true for practice and false for an interview")),
    }
}

fn band_of(name: &str, rubric: &Rubric) -> Result<BandId, String> {
    let band = BandId::new(name).ok().and_then(|id| rubric.band(&id));
    band.map(|band| band.id.clone())
        .ok_or_else(|| format!("`{name}` in `recommendation` is no band of the rubric {}", rubric.id))
}

fn flag_of(text: &str, rubric: &Rubric) -> Result<ImportedFlag, String> {
    let FlagText { title, slot, quote } = text.parse().map_err(|error| format!("`flags`: {error}"))?;
    let listed = rubric.red_flags.iter().find(|flag| flag.title == title).map(|flag| flag.id.clone());
    let title = listed.is_none().then_some(title);
    Ok(ImportedFlag { flag: listed, title, question: slot, quote })
}
