//! What must hold of every input, by kind of document. A target says whether it was accepted: whether something was read of it.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::LazyLock;

use chrono::DateTime;
use hotseat::core::assembly::{History, Request, Wishes, assemble};
use hotseat::core::bank::Bank;
use hotseat::core::check::{self, Checkable};
use hotseat::core::event::Entry;
use hotseat::core::format::Format;
use hotseat::core::ids::FormatId;
use hotseat::core::library::Library;
use hotseat::core::panel::Import;
use hotseat::core::people::People;
use hotseat::core::plan::{Kit, Plan};
use hotseat::core::rubric::Rubric;
use hotseat::core::scale::{Level, Millis};
use hotseat::core::session::Session;
use hotseat::fuzzing;
use hotseat::store::{self, Parts, Workspace};

use crate::chance::Chance;
use crate::{corpus, playing};

/// Reads a document. One that is accepted is written and read again as the same; one that is refused is refused with words and places.
fn document<T: Checkable + serde::Serialize + PartialEq + Debug>(data: &[u8]) -> Option<T> {
    let text = std::str::from_utf8(data).ok()?;
    match check::read::<T>(text) {
        Ok(document) => {
            let pretty = serde_json::to_string_pretty(&document).expect("it writes");
            assert_eq!(check::read::<T>(&pretty).as_ref(), Ok(&document), "what is written reads as the same");
            Some(document)
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "nothing is refused without a word");
            let lines = text.split('\n').count();
            for problem in problems {
                assert!(!problem.message.is_empty());
                let at = problem.at.expect("every problem has its place");
                assert!((1..=lines).contains(&at.line) && at.column >= 1, "{at:?} of {lines} lines");
            }
            None
        }
    }
}

/// What takes much longer than reading, such as playing a session, is done for one input in so many where the engine runs millions,
/// and for every input without it.
const THOROUGH: usize = if cfg!(feature = "libfuzzer") { 32 } else { 1 };

fn is_thorough(data: &[u8]) -> bool {
    Chance::of(data).one_in(THOROUGH)
}

/// The shipped library with few questions.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let workspace = Workspace { root: "/nonexistent/hotseat".into(), origin: store::Origin::Flag };
    let mut library = store::load(&workspace, Parts::All).expect("the shipped library reads").library;
    for bank in library.banks.values_mut() {
        bank.questions.truncate(3);
    }
    library.banks.retain(|id, _| ["python-language", "system-design", "behavioral"].contains(&id.as_str()));
    library.formats.retain(|id, _| id.as_str() == "warm-up");
    library.tracks.retain(|track| track.id.as_str() == "backend");
    library.loops.clear();
    library
});

/// The library with something else in it: nothing that `check` and assembly do with it crashes, and what is drawn can be played.
fn used(change: impl FnOnce(&mut Library), format: &FormatId, level: Level) {
    let mut library = LIBRARY.clone();
    change(&mut library);
    check::library(&library, &|_, _| None);
    check::content(&library, |_| true);
    let request = Request {
        formats: vec![format.clone()],
        loop_id: None,
        level,
        track: library.tracks.first().expect("a track").id.clone(),
        technologies: Vec::new(),
        candidate: None,
        seed: 7,
        wishes: Wishes::default(),
    };
    let now = DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let Ok(assembled) = assemble(&library, &request, &History::empty(now)) else { return };
    for plan in &assembled.kit.rounds {
        playing::play(plan);
    }
}

/// A bank.
pub fn bank(data: &[u8]) -> bool {
    let Some(bank) = document::<Bank>(data) else { return false };
    if !is_thorough(data) {
        return true;
    }
    let level = bank.questions.first().map_or(Level::Mid, |question| question.level);
    let format = LIBRARY.formats.keys().next().expect("a format").clone();
    let into = |library: &mut Library| {
        library.tracks.iter_mut().for_each(|track| track.banks.push(bank.id.clone()));
        library.banks.insert(bank.id.clone(), bank);
    };
    used(into, &format, level);
    true
}

/// A format.
pub fn format(data: &[u8]) -> bool {
    let Some(format) = document::<Format>(data) else { return false };
    if !is_thorough(data) {
        return true;
    }
    let (id, level) = (format.id.clone(), format.levels.first().copied().unwrap_or(Level::Mid));
    let into = |library: &mut Library| {
        library.tracks.iter_mut().for_each(|track| track.formats.push(format.id.clone()));
        library.formats.insert(format.id.clone(), format);
    };
    used(into, &id, level);
    true
}

/// A rubric.
pub fn rubric(data: &[u8]) -> bool {
    let Some(rubric) = document::<Rubric>(data) else { return false };
    if !is_thorough(data) {
        return true;
    }
    playing::play(&Plan { rubric, ..PLAN.clone() });
    true
}

/// A kit: all its rounds can be played.
pub fn kit(data: &[u8]) -> bool {
    let Some(kit) = document::<Kit>(data) else { return false };
    if !is_thorough(data) {
        return true;
    }
    for plan in kit.rounds.iter().take(2) {
        playing::play(plan);
    }
    true
}

/// A session's plan.
pub fn plan(data: &[u8]) -> bool {
    let Some(plan) = document::<Plan>(data) else { return false };
    if !is_thorough(data) {
        return true;
    }
    playing::play(&plan);
    true
}

/// The plan that journals are replayed over.
static PLAN: LazyLock<Plan> =
    LazyLock::new(|| serde_json::from_slice(&corpus::plan_of_journals()).expect("the shipped plan reads"));

/// A journal: its whole lines are read, cut where it may be; and what replays leads to the same again.
pub fn journal(data: &[u8]) -> bool {
    let thorough = is_thorough(data);
    if thorough {
        let cut = data.len() - data.len().min(usize::from(data.last().copied().unwrap_or_default()));
        whole_lines(data.get(..cut).unwrap_or_default());
    }
    let Some(entries) = whole_lines(data) else { return false };
    // As it stands, and with its numbers and times put right, so that more of it follows.
    let mut session = Session::new(PLAN.clone());
    let mut ms = Millis(0);
    for entry in entries {
        let put_right = Entry { seq: session.state().entries.len() as u64 + 1, ms: entry.ms.max(ms), ..entry.clone() };
        let before = thorough.then(|| session.clone());
        if session.apply(entry).is_err() {
            assert!(before.is_none_or(|before| before == session), "what is refused changes nothing");
            if session.apply(put_right).is_err() {
                continue;
            }
        }
        ms = session.state().clock.now;
    }
    let is_begun = !session.state().entries.is_empty();
    if thorough {
        playing::again(&session);
        playing::go_on(session);
    }
    is_begun
}

/// What is read of a journal is what its whole lines say, and what is left over is the last.
fn whole_lines(bytes: &[u8]) -> Option<Vec<Entry>> {
    // Blank lines at the end are none.
    let text = bytes.trim_ascii_end();
    let is_ended = bytes.get(text.len()..).is_some_and(|end| end.contains(&b'\n'));
    let bytes = if is_ended { &bytes[..=text.len()] } else { bytes };
    let end = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    match store::parse(bytes) {
        Ok((entries, dropped)) => {
            if let Some(dropped) = dropped {
                assert_eq!((entries.len(), dropped.line, dropped.bytes), (lines, lines + 1, bytes.len() - end));
            } else {
                // The last line may lack its end.
                let last = usize::from(!text.is_empty());
                assert_eq!(entries.len(), text.iter().filter(|byte| **byte == b'\n').count() + last);
            }
            let written = playing::written(&entries);
            let again = store::parse(&written).map(|(read, _)| read);
            assert_eq!(again.as_ref(), Ok(&entries), "what is written reads as the same");
            Some(entries)
        }
        Err((line, reason)) => {
            assert!((1..=lines).contains(&line) && !reason.is_empty(), "{line} of {lines}");
            None
        }
    }
}

/// The list of people: whoever stands in it is found by name and id, in both ways.
pub fn people(data: &[u8]) -> bool {
    let Some(people) = document::<People>(data) else { return false };
    fuzzing::problems_of(&people);
    let given = people.candidates.iter().flat_map(|(id, name)| [id.as_str(), name.as_str()]);
    for given in given.take(16) {
        assert_eq!(fuzzing::is_known(&people, given), Some(true), "{given:?}");
    }
    let mut half = people.candidates.values().filter_map(|name| name.split(' ').next());
    assert!(half.all(|given| fuzzing::is_known(&people, given).is_some()));
    true
}

/// An import: none of its ratings is lost in the sessions that it stands for, and each of those is one.
pub fn import(data: &[u8]) -> bool {
    let Some(import) = document::<Import>(data) else { return false };
    let Some((rows, sessions)) = fuzzing::imported(&import) else { return false };
    let scored = |session: &Session| {
        let summary = session.summary();
        let concluded = summary.conclusions.iter().map(|one| one.dimension.clone());
        concluded.chain(summary.ratings.iter().map(|one| one.dimension.clone())).collect::<BTreeSet<_>>().len()
    };
    let scored: usize = sessions.iter().map(scored).sum();
    assert!(scored <= rows && (rows == 0 || scored > 0), "{scored} of {rows}");
    if is_thorough(data) {
        sessions.iter().for_each(playing::again);
    }
    true
}

/// A table of ratings: whatever is found in it has a line of the file, in order, and the same file is read the same way again, also in
/// short stretches side by side.
pub fn ratings(data: &[u8]) -> bool {
    let Some(table) = fuzzing::ratings(data) else { return false };
    let lines = data.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
    for found in [&table.taken, &table.not_rated, &table.bad] {
        assert!(found.windows(2).all(|pair| pair[0] <= pair[1]), "{table:?}");
        assert!(found.iter().all(|line| (1..=lines).contains(line)), "{table:?}");
    }
    if is_thorough(data) {
        assert_eq!(fuzzing::ratings(data).as_ref(), Some(&table));
        // Most stretches are shorter than a row or two.
        let stretch = 1 + data.iter().fold(data.len(), |sum, byte| sum.wrapping_mul(31) ^ usize::from(*byte)) % 200;
        assert_eq!(fuzzing::tabled(data, Some(stretch)), fuzzing::tabled(data, None), "in stretches of {stretch}");
    }
    !table.taken.is_empty()
}
