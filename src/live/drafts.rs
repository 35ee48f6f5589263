//! Half-typed texts on disk: each with what it is written for, so that it comes back where it was written.
//!
//! A single text that belongs nowhere else, of which nobody knows when its typing began, stands there as it is. Any other has a label
//! before it; labels end and texts are divided by two characters that no text can hold.

use crate::core::event::Flag;
use crate::core::ids::{DimensionId, FlagId};
use crate::core::plan::Slot;
use crate::core::scale::{Millis, Rating};
use crate::core::session::State;

/// What a text is written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The quote of a red flag at a question.
    Quote(Flag, Slot),
    /// The name of who interviews from now on.
    HandOver,
    /// Why one concludes so on a dimension.
    Reason(DimensionId, Option<Rating>),
    /// Why one recommends so.
    Why,
    /// What went well, for the candidate.
    Strength,
    /// What to work on, for the candidate.
    Growth,
    /// A note on a question, or on the interview.
    Note(Option<Slot>),
    /// The new text of a note that is recorded, by its entry, and the question that it is on.
    Correction(u64, Option<Slot>),
}

/// A text that is typed and not recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfTyped {
    /// What it is written for.
    pub purpose: Purpose,
    /// The text.
    pub text: String,
    /// When its typing began, on the session's clock; none where nobody knows.
    pub typed: Option<Millis>,
}

/// Ends a label.
const LABEL: char = '\u{1f}';
/// Stands between texts.
const BETWEEN: char = '\u{1e}';

impl Purpose {
    /// The question that the text is about, if it is about one.
    pub(crate) fn slot(&self) -> Option<Slot> {
        match self {
            Self::Quote(_, slot) => Some(*slot),
            Self::Note(slot) | Self::Correction(_, slot) => *slot,
            Self::HandOver | Self::Reason(..) | Self::Why | Self::Strength | Self::Growth => None,
        }
    }

    /// Whether a text for it is worth keeping: one that is not blank; of a red flag of one's own there is the title.
    pub(crate) fn holds(&self, text: &str) -> bool {
        matches!(self, Self::Quote(Flag::Own(_), _)) || !text.trim().is_empty()
    }

    /// Whether there is but one text for it, which is gone on with: not one of several notes or lines.
    pub(crate) fn is_one_text(&self) -> bool {
        match self {
            Self::Quote(..) | Self::HandOver | Self::Reason(..) | Self::Why | Self::Correction(..) => true,
            Self::Strength | Self::Growth | Self::Note(_) => false,
        }
    }

    /// Stands before a text, with when its typing began where that is known.
    fn label(&self, typed: Option<Millis>) -> String {
        let label = self.unlabeled_time();
        let Some(typed) = typed else { return label };
        let (first, rest) = label.split_at(label.find(' ').unwrap_or(label.len()));
        format!("{first}{TYPED}{}{rest}", typed.0)
    }

    fn unlabeled_time(&self) -> String {
        match self {
            Self::Quote(Flag::Listed(flag), slot) => format!("flag {slot} {flag}"),
            Self::Quote(Flag::Own(title), slot) => format!("own-flag {slot} {title}"),
            Self::Reason(dimension, None) => format!("reason - {dimension}"),
            Self::Reason(dimension, Some(score)) => format!("reason {score} {dimension}"),
            Self::HandOver => "hand-over".into(),
            Self::Why => "why".into(),
            Self::Strength => "went-well".into(),
            Self::Growth => "to-work-on".into(),
            Self::Note(None) => "note".into(),
            Self::Note(Some(slot)) => format!("note {slot}"),
            Self::Correction(entry, None) => format!("correction {entry}"),
            Self::Correction(entry, Some(slot)) => format!("correction {entry} {slot}"),
        }
    }

    /// What a label says, and when the typing began where it has that; none where no version of the program wrote it.
    fn labeled(label: &str) -> Option<(Self, Option<Millis>)> {
        let mut words = label.splitn(3, ' ');
        let first = words.next()?;
        let (first, typed) = first.split_once(TYPED).map_or((first, None), |(word, typed)| (word, typed.parse().ok()));
        let purpose = match (first, words.next(), words.next()) {
            ("flag", Some(slot), Some(flag)) => Self::Quote(Flag::Listed(FlagId::new(flag).ok()?), slot.parse().ok()?),
            ("own-flag", Some(slot), Some(title)) => Self::Quote(Flag::Own(title.to_owned()), slot.parse().ok()?),
            ("reason", Some(score), Some(dimension)) => {
                Self::Reason(DimensionId::new(dimension).ok()?, score.parse().ok())
            }
            ("why", None, None) => Self::Why,
            ("went-well", None, None) => Self::Strength,
            ("to-work-on", None, None) => Self::Growth,
            ("note", Some(slot), None) => Self::Note(Some(slot.parse().ok()?)),
            ("correction", Some(entry), None) => Self::Correction(entry.parse().ok()?, None),
            ("correction", Some(entry), Some(slot)) => Self::Correction(entry.parse().ok()?, Some(slot.parse().ok()?)),
            ("note", None, None) => Self::Note(None),
            _ => return None,
        };
        Some((purpose, typed.map(Millis)))
    }
}

/// Texts as they are kept. The name of an interviewer is no text about the candidate, and what is blank is none.
pub(crate) fn write(texts: &[HalfTyped]) -> String {
    let is_kept = |text: &&HalfTyped| text.purpose != Purpose::HandOver && text.purpose.holds(&text.text);
    let texts: Vec<&HalfTyped> = texts.iter().filter(is_kept).collect();
    match texts.as_slice() {
        [HalfTyped { purpose: Purpose::Note(None), text, typed: None }] => text.clone(),
        texts => {
            let labeled = |half: &&HalfTyped| format!("{}{LABEL}{}", half.purpose.label(half.typed), half.text);
            texts.iter().map(labeled).collect::<Vec<_>>().join(&BETWEEN.to_string())
        }
    }
}

/// Before the question of a line that was not obeyed.
const ASIDE: &str = "line";
/// Before the thing that scoring stood at.
const STOOD: &str = "at ";
/// Stands where a line belongs to no question.
const NOWHERE: &str = "-";
/// Between the word of a line and when it was typed.
const TYPED: char = '@';

/// A line that was not obeyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Aside {
    /// The question at which it was typed.
    pub(crate) slot: Option<Slot>,
    /// What was asked then, in words; nothing where nothing was.
    pub(crate) asked: String,
    /// When it was typed, on the session's clock; none where an earlier version kept it.
    pub(crate) typed: Option<Millis>,
    /// The line.
    pub(crate) line: String,
}

impl Aside {
    fn label(&self) -> String {
        let slot = self.slot.map(|slot| slot.to_string());
        let typed = self.typed.map(|typed| format!("{TYPED}{}", typed.0)).unwrap_or_default();
        match (slot, self.asked.as_str()) {
            (None, "") => format!("{ASIDE}{typed}"),
            (Some(slot), "") => format!("{ASIDE}{typed} {slot}"),
            (slot, asked) => format!("{ASIDE}{typed} {} {asked}", slot.as_deref().unwrap_or(NOWHERE)),
        }
    }

    /// The line that a label stands before; none where it is another text's.
    fn labeled(label: &str, line: &str) -> Option<Self> {
        let rest = label.strip_prefix(ASIDE)?;
        let (typed, place) = match rest.strip_prefix(TYPED) {
            Some(typed) => typed.split_once(' ').unwrap_or((typed, "")),
            None => ("", rest.trim_start()),
        };
        let (slot, asked) = place.split_once(' ').unwrap_or((place, ""));
        Some(Self {
            slot: slot.parse().ok(),
            asked: asked.to_owned(),
            typed: typed.parse().ok().map(Millis),
            line: line.to_owned(),
        })
    }
}

/// What is kept beside the journal line by line.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// The lines that were not obeyed.
    pub(crate) aside: Vec<Aside>,
    /// The thing that scoring stood at, by its name in files.
    pub(crate) stood: Option<String>,
}

/// It as it is kept.
pub(crate) fn write_kept(aside: &[Aside], stood: Option<&str>) -> String {
    let lines = aside.iter().map(|aside| format!("{}{LABEL}{}", aside.label(), aside.line));
    let stood = stood.map(|stood| format!("{STOOD}{stood}{LABEL}"));
    lines.chain(stood).collect::<Vec<_>>().join(&BETWEEN.to_string())
}

/// The lines that were not obeyed and texts, as they are kept.
pub(crate) fn write_with(aside: &[Aside], texts: &[HalfTyped]) -> String {
    let parts = [write_kept(aside, None), write(texts)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&BETWEEN.to_string())
}

/// What was kept line by line, and the rest of it.
pub(crate) fn apart(text: &str) -> (Kept, String) {
    let (mut kept, mut others) = (Kept::default(), Vec::new());
    for text in text.split(BETWEEN) {
        let labeled = text.split_once(LABEL);
        let aside = labeled.and_then(|(label, line)| Aside::labeled(label, line));
        let stood = labeled.and_then(|(label, _)| label.strip_prefix(STOOD));
        match (aside, stood) {
            (Some(aside), _) => kept.aside.push(aside),
            (None, Some(stood)) => kept.stood = Some(stood.to_owned()),
            (None, None) => others.push(text),
        }
    }
    (kept, others.join(&BETWEEN.to_string()))
}

/// The texts that were kept, by this version or an earlier one.
pub(crate) fn read(kept: &str, state: &State) -> Vec<HalfTyped> {
    let known = |slot: Slot| state.asking(slot).is_some();
    let each = |text: &str| {
        let Some((label, text)) = text.split_once(LABEL) else { return unlabeled(text, state) };
        let labeled = Purpose::labeled(label).filter(|(purpose, _)| purpose.slot().is_none_or(known));
        let (purpose, typed) = labeled.map_or((None, None), |(purpose, typed)| (Some(purpose), typed));
        // A note that is gone has no other text: this one is a note by itself.
        let is_gone = |entry: u64| state.notes.iter().all(|note| note.entry != entry);
        let purpose = purpose.map(|purpose| match purpose {
            Purpose::Correction(entry, slot) if is_gone(entry) => Purpose::Note(slot),
            Purpose::Correction(..)
            | Purpose::Quote(..)
            | Purpose::HandOver
            | Purpose::Reason(..)
            | Purpose::Why
            | Purpose::Strength
            | Purpose::Growth
            | Purpose::Note(_) => purpose,
        });
        vec![HalfTyped { purpose: purpose.unwrap_or(Purpose::Note(None)), text: text.to_owned(), typed }]
    };
    kept.split(BETWEEN).flat_map(each).filter(|half| half.purpose.holds(&half.text)).collect()
}

/// An earlier version wrote several texts one below the other, and put "On Q1: " before a note on a question.
fn unlabeled(text: &str, state: &State) -> Vec<HalfTyped> {
    let named = |line: &str| {
        let (name, text) = line.strip_prefix("On ")?.split_once(": ")?;
        let slot = name.starts_with('Q').then(|| name.parse::<Slot>().ok()).flatten()?;
        state.asking(slot).map(|_| (slot, text.to_owned()))
    };
    let note = |slot: Option<Slot>, text: String| HalfTyped { purpose: Purpose::Note(slot), text, typed: None };
    let mut texts: Vec<HalfTyped> = Vec::new();
    for line in text.lines() {
        match (named(line), texts.last_mut()) {
            (Some((slot, text)), _) => texts.push(note(Some(slot), text)),
            (None, Some(half)) => {
                half.text.push('\n');
                half.text.push_str(line);
            }
            (None, None) => texts.push(note(None, line.to_owned())),
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::plan::Plan;
    use crate::core::session::Session;

    #[test]
    fn a_line_aside_is_read_as_it_was_written_now_or_before() {
        let aside = |slot: Option<u16>, asked: &str, line: &str, typed: Option<u64>| Aside {
            slot: slot.map(Slot),
            asked: asked.into(),
            typed: typed.map(Millis),
            line: line.into(),
        };
        let lines = [
            aside(None, "", "/nxt", Some(0)),
            aside(Some(1), "", "/sw", Some(750_000)),
            aside(Some(2), "where /yes skips it", "maybe", Some(61_000)),
            aside(None, "your conclusion on Code quality", "hm - so", Some(3_600_000)),
        ];
        let text = write_kept(&lines, Some("conclusion code-quality"));
        let (kept, others) = apart(&format!("{text}{BETWEEN}note Q1{LABEL}half"));
        assert_eq!((kept.aside, kept.stood.as_deref()), (lines.to_vec(), Some("conclusion code-quality")));
        assert_eq!(others, format!("note Q1{LABEL}half"));
        // Earlier versions wrote them without what was asked, and without a time.
        assert_eq!(apart(&format!("line{LABEL}/nxt")).0.aside, [aside(None, "", "/nxt", None)]);
        assert_eq!(apart(&format!("line Q1{LABEL}/nxt")).0.aside, [aside(Some(1), "", "/nxt", None)]);
        let asked = "line Q2 where /yes skips it";
        let known = aside(Some(2), "where /yes skips it", "maybe", None);
        assert_eq!(apart(&format!("{asked}{LABEL}maybe")).0.aside, [known]);
        assert_eq!((write_kept(&[], None), apart("").0.aside.len()), (String::new(), 0));
        // Beside the texts of the board each is still what it was.
        let halves =
            [half_typed(Purpose::Note(None), "a", None), half_typed(Purpose::Note(Some(Slot(1))), "b", Some(7))];
        for many in 0..=halves.len() {
            let (kept, others) = apart(&write_with(&lines, &halves[..many]));
            assert_eq!((kept.aside, others), (lines.to_vec(), write(&halves[..many])));
        }
        assert_eq!(write_with(&[], &halves), write(&halves));
    }

    fn half_typed(purpose: Purpose, text: &str, typed: Option<u64>) -> HalfTyped {
        HalfTyped { purpose, text: text.to_owned(), typed: typed.map(Millis) }
    }

    #[test]
    fn several_texts_come_back_with_when_their_typing_began() {
        let plan = include_str!("../../sessions/2026-11-10-c7hqk-r1-iris-holly-b2rm/plan.json");
        let session = Session::new(serde_json::from_str::<Plan>(plan).expect("a plan"));
        let texts = [
            half_typed(Purpose::Note(None), "a", Some(7)),
            half_typed(Purpose::Note(Some(Slot(1))), "b", Some(61_000)),
            half_typed(Purpose::Why, "c", None),
        ];
        let kept = write(&texts);
        assert_eq!(kept, "note@7\u{1f}a\u{1e}note@61000 Q1\u{1f}b\u{1e}why\u{1f}c");
        assert_eq!(read(&kept, session.state()), texts);
        assert_eq!(read(&write(&texts[..1]), session.state()), texts[..1], "a single one too");
        assert_eq!(write(&[half_typed(Purpose::Note(None), "a", None)]), "a", "one without a time stands as it is");
    }

    #[test]
    fn each_label_of_an_earlier_version_begins_a_text_of_its_question() {
        let plan = include_str!("../../sessions/2026-11-10-c7hqk-r1-iris-holly-b2rm/plan.json");
        let session = Session::new(serde_json::from_str::<Plan>(plan).expect("a plan"));
        let of = |draft: &str| read(draft, session.state());
        let note = |slot: Option<u16>, text: &str| half_typed(Purpose::Note(slot.map(Slot)), text, None);
        assert_eq!(of("asks\nfirst"), [note(None, "asks\nfirst")]);
        assert_eq!(
            of("asks\nOn Q1: saw it\nand more\nOn Q2: late"),
            [note(None, "asks"), note(Some(1), "saw it\nand more"), note(Some(2), "late")]
        );
        assert_eq!(of("On Q99: who?"), [note(None, "On Q99: who?")], "no question of the round");
        assert_eq!(of("On Quarterly: who?"), [note(None, "On Quarterly: who?")]);
        assert_eq!(of(" \n"), []);
    }
}
