//! Scorecards.

mod nameless;
mod rows;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::core::event::Ending;
use crate::core::ids::InterviewerId;
use crate::core::plan::Slot;
use crate::core::quotes::quoted;
use crate::core::rubric::{Need, Rubric};
use crate::core::scale::Millis;
use crate::core::scorecard::{Alteration, AskedLine, Card, ChangeLine, DimensionLine, EvidenceLine, Extract, Outcome};

use super::answer::{Answer, OneOrAll};
use super::block::{Fact, Item, Marks, Page};
use super::records::{NoTable, Records};
use super::score;
use super::table::{Cell, Column, Table};

pub(crate) use nameless::NamelessCard;
pub(crate) use rows::{ExportShape, ExportTable};

/// What `scorecard` answers with.
#[derive(Debug)]
pub(crate) struct Cards<'a>(pub OneOrAll<ShownCard<'a>>);

/// A scorecard with the rubric by which it was scored, and as a spreadsheet has it.
#[derive(Debug)]
pub(crate) struct ShownCard<'a> {
    /// The scorecard.
    pub card: Card,
    /// The rubric.
    pub rubric: &'a Rubric,
    /// What a spreadsheet takes of it.
    pub extract: Extract<'a>,
}

impl Answer for Cards<'_> {
    fn value(&self) -> impl Serialize {
        match &self.0 {
            OneOrAll::One(own) => OneOrAll::One(&own.card),
            OneOrAll::All(cards) => OneOrAll::All(cards.iter().map(|own| &own.card).collect()),
        }
    }

    fn page(&self) -> Page {
        let cards: Page = self.0.as_slice().iter().map(|own| page(&own.card, own.rubric)).collect();
        match &self.0 {
            OneOrAll::One(_) => cards,
            OneOrAll::All(_) => cards.called("Scorecards"),
        }
    }

    fn records(&self) -> Result<Records, NoTable> {
        let mut records = Records::headed(rows::head());
        for own in self.0.as_slice() {
            rows::long(&own.extract, &mut records);
        }
        Ok(records)
    }
}

/// A scorecard.
pub(crate) fn page(card: &Card, rubric: &Rubric) -> Page {
    let mut page = Page::titled(format!("Scorecard: {}", card.candidate.name));
    page.lines(facts(card));
    if card.round.ending == Ending::NoShow {
        page.line("The candidate did not come; nothing was assessed.");
        page.lines(amended(card));
        recorded(&mut page, card);
    } else {
        score::result(&mut page, rubric, &card.result, (card.round.mock, beside_the_total(card)));
        recommendation(&mut page, card);
        page.table(dimensions(card));
        let shown = evidence(&mut page, card);
        questions(&mut page, card);
        notes(&mut page, card);
        flags(&mut page, card, &shown);
        criteria(&mut page, card);
        let thin = card.thin.iter().map(|thin| Item::new(thin.said(rubric)));
        page.list_section("Where the evidence is thin", Marks::Bullets, thin);
    }
    page.list_section("Amended after submission", Marks::Bullets, card.changes.iter().map(changed));
    page
}

/// What must not be overlooked beside a total: flags, must-have criteria that are open, what has no score, and that it was changed.
fn beside_the_total(card: &Card) -> Vec<String> {
    let mut lines = Vec::new();
    if card.result.total.is_none() {
        let open = card.dimensions.iter().filter(|dimension| dimension.score.is_none());
        let open: Vec<String> = open.map(|own| format!("{} ({}%)", own.title, own.weight)).collect();
        // Practice is compared with nothing, and what was imported is corrected where it came from.
        let amend = (!card.imported).then_some("`hotseat amend` can still rate it");
        let others = (!card.round.mock).then_some("`hotseat compare` counts the other rounds, too");
        let what: Vec<&str> = amend.into_iter().chain(others).collect();
        let what = if what.is_empty() { String::new() } else { format!(" {}.", what.join("; ")) };
        lines.push(format!("Not assessed: {}.{what}", open.join(", ")));
    }
    lines.extend(card.flags.iter().map(|flag| format!("Red flag at {}: {}", flag.slot, flag.title)));
    for (shown, how) in [(Some(false), "not shown"), (None, "not judged")] {
        let open = card.criteria.iter().filter(|own| own.need == Need::MustHave && own.shown == shown);
        let open: Vec<&str> = open.map(|own| own.title.as_str()).collect();
        if !open.is_empty() {
            let criteria = if open.len() == 1 { "criterion" } else { "criteria" };
            lines.push(format!("Must-have {criteria} {how}: {}", open.join(", ")));
        }
    }
    lines.extend(amended(card));
    lines
}

/// That it was amended, how often, and when last.
fn amended(card: &Card) -> Option<String> {
    let last = minute(&card.changes.last()?.at);
    Some(match card.changes.len() {
        1 => format!("Amended after submission: 1 change, {last}; it stands at the end"),
        many => format!("Amended after submission: {many} changes, the last {last}; they stand at the end"),
    })
}

/// What was recorded of somebody who did not come: once, as it is evidence on nothing.
fn recorded(page: &mut Page, card: &Card) {
    let mut lines: Vec<&EvidenceLine> = Vec::new();
    for line in card.dimensions.iter().flat_map(|dimension| &dimension.evidence) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.sort_by_key(|line| line.ms);
    let shown: BTreeSet<Slot> = lines.iter().map(|line| line.slot).collect();
    page.list_section("Recorded at the questions", Marks::Column, evidence_items(card, lines));
    notes(page, card);
    flags(page, card, &shown);
}

/// What was changed, from what, to what, why and when; texts of several lines stand below it.
fn changed(change: &ChangeLine) -> Item {
    let by = change.by.as_ref().map(|by| format!(", by {}", by.name)).unwrap_or_default();
    let when = format!("{}{by}", minute(&change.at));
    let texts = [change.from.as_ref(), change.to.as_ref(), Some(&change.reason)];
    if !texts.into_iter().flatten().any(|text| text.trim().contains('\n')) {
        return Item::new(format!("{} ({when}), reason: {}", from_to(change), change.reason));
    }
    let item = Item::new(format!("{} ({when})", what(change)));
    let said = [("from", change.from.as_ref()), ("to", change.to.as_ref()), ("reason", Some(&change.reason))];
    let said = said.into_iter().filter_map(|(label, text)| Some((label, text?)));
    said.fold(item, |item, (label, text)| item.and_written(label, text))
}

/// What was changed, from what and to what; what was added or withdrawn.
fn from_to(change: &ChangeLine) -> String {
    let from_to = match (change.deed, &change.from, &change.to) {
        (Alteration::Withdrew, Some(text), _)
        | (Alteration::Added, _, Some(text))
        | (Alteration::Changed, None, Some(text)) => {
            format!(": {text}")
        }
        (Alteration::Changed, Some(from), Some(to)) => format!(": from {from} to {to}"),
        (Alteration::Changed | Alteration::Added, Some(from), None) => format!(": {from} was taken back"),
        (Alteration::Added, None, None) | (Alteration::Withdrew | Alteration::Changed, None, _) => String::new(),
    };
    format!("{}{from_to}", what(change))
}

/// What was changed, added or withdrawn.
fn what(change: &ChangeLine) -> String {
    let deed = match change.deed {
        Alteration::Changed => "",
        Alteration::Added => "added ",
        Alteration::Withdrew => "withdrew ",
    };
    format!("{deed}{}", change.what)
}

/// The same as a sentence of what was done.
pub(crate) fn deed(change: &ChangeLine) -> String {
    match change.deed {
        Alteration::Changed => format!("changed {}", from_to(change)),
        Alteration::Added | Alteration::Withdrew => from_to(change),
    }
}

/// A wall time to the minute, such as `2026-11-21 10:32`.
fn minute(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

fn facts(card: &Card) -> Vec<Fact> {
    let round = &card.round;
    let slept = match round.minutes_slept {
        0 => String::new(),
        1 => " (and 1 that the computer slept)".to_owned(),
        many => format!(" (and {many} that the computer slept)"),
    };
    let mock = if round.mock { " · practice" } else { "" };
    // Nobody came, so that no minute was used for anything.
    let minutes = match round.ending {
        Ending::NoShow => String::new(),
        Ending::Completed | Ending::StoppedEarly => {
            format!("{} of {} minutes{slept} · ", round.minutes_used, round.minutes_planned)
        }
    };
    let mut facts = vec![
        Fact::from(format!("{} · {} · {} · {}{mock}", round.title, round.level, round.track, round.date)),
        Fact::from(format!("{minutes}interviewer {}", card.interviewer.name)),
    ];
    facts.extend(card.handed_over.iter().map(|line| {
        Fact::from(format!("{} interviewed until {}, and handed over", line.interviewer.name, minute(&line.until)))
    }));
    let kit = round.kit.as_ref();
    facts.extend(kit.map(|kit| {
        Fact::heard(format!("kit {} · round {}", kit.id, kit.round), format!("round {} of a kit", kit.round))
    }));
    facts.push(Fact::heard(format!("session {}", card.session), ""));
    match round.ending {
        Ending::Completed => {}
        ending @ (Ending::StoppedEarly | Ending::NoShow) => facts.push(capitalized(ending.title()).into()),
    }
    facts
}

fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn recommendation(page: &mut Page, card: &Card) {
    let Some(recommended) = &card.recommendation else {
        if !card.round.mock {
            page.line("The interviewer gave no recommendation");
        }
        return;
    };
    let band = recommended.band_title.as_ref().map(|band| format!("The interviewer recommends {band}"));
    let (reasoned, bare) = if recommended.reason.is_empty() { (None, band) } else { (band, None) };
    let reasoned = reasoned.map(|band| (band, recommended.reason.as_str()));
    let went_well = recommended.strengths.iter().map(|line| ("Went well".to_owned(), line.as_str()));
    let to_work_on = recommended.growth.iter().map(|line| ("To work on".to_owned(), line.as_str()));
    let told: Vec<(String, &str)> = reasoned.into_iter().chain(went_well).chain(to_work_on).collect();
    page.lines(bare).told(told);
}

fn dimensions(card: &Card) -> Table {
    let columns =
        [Column::words("dimension"), Column::numbers("weight"), Column::numbers("score"), Column::words("ratings")];
    let row = |dimension: &DimensionLine| {
        let ratings: Vec<String> = dimension.ratings.iter().map(|r| format!("{} {}", r.slot, r.rating)).collect();
        let concluded = dimension.conclusion.map(|score| format!("concluded {score}"));
        let ratings = Some(ratings.join(", ")).filter(|ratings| !ratings.is_empty());
        let unrated = card.questions.iter().filter(|question| question.unrated.contains(&dimension.id));
        let unrated: Vec<String> = unrated.map(|question| question.slot.to_string()).collect();
        let unrated = (!unrated.is_empty()).then(|| format!("not rated at {}", unrated.join(", ")));
        let basis: Vec<String> = ratings.into_iter().chain(unrated).chain(concluded).collect();
        let score = dimension.score.as_ref().map_or("not assessed".into(), |score| score.shown_beside(&[]));
        [Cell::from(&dimension.title), format!("{}%", dimension.weight).into(), score.into(), basis.join("; ").into()]
    };
    Table::new(columns, card.dimensions.iter().map(row))
}

/// Evidence under each dimension; a question that was shown above is only named again. Returns which were shown.
fn evidence(page: &mut Page, card: &Card) -> BTreeSet<Slot> {
    let mut seen: BTreeSet<Slot> = BTreeSet::new();
    for dimension in card.dimensions.iter().filter(|own| !own.evidence.is_empty() || !own.reason.is_empty()) {
        page.section(&dimension.title);
        if !dimension.reason.is_empty() {
            page.told([("concluded because".to_owned(), dimension.reason.as_str())]);
        }
        let (above, fresh): (Vec<&EvidenceLine>, Vec<&EvidenceLine>) =
            dimension.evidence.iter().partition(|line| seen.contains(&line.slot));
        page.list(Marks::Column, evidence_items(card, fresh.iter().copied()));
        let above: BTreeSet<Slot> = above.iter().map(|line| line.slot).collect();
        if !above.is_empty() {
            let names: Vec<String> = above.iter().map(ToString::to_string).collect();
            let names = names.join(", ");
            page.line(format!("the evidence at {names} belongs here, too, and stands above"));
        }
        seen.extend(fresh.iter().map(|line| line.slot));
    }
    seen
}

fn evidence_items<'a>(card: &Card, lines: impl IntoIterator<Item = &'a EvidenceLine>) -> Vec<Item> {
    let said = lines.into_iter().map(|line| {
        let label = format!("{} {:<3} {:<6}", card.clock(line.ms), line.slot, line.what.as_str());
        let own = SaidLine { text: &line.text, changed: line.changed_ms, by: line.by.as_ref() };
        (label.trim_end().to_owned(), own)
    });
    said_items(card, said)
}

/// Something that somebody recorded.
struct SaidLine<'a> {
    text: &'a str,
    /// When it got this text, where that is not the one that was written.
    changed: Option<Millis>,
    by: Option<&'a InterviewerId>,
}

/// What was recorded, line by line; whose it is stands once before it, where that changes. It begins with whose card it is.
fn said_items<'a>(card: &Card, said: impl Iterator<Item = (String, SaidLine<'a>)>) -> Vec<Item> {
    let (mut items, mut whose) = (Vec::new(), None);
    for (label, line) in said {
        if line.by != whose {
            items.push(Item::new(format!("{} recorded what follows:", name(card, line.by))));
            whose = line.by;
        }
        items.push(told(card, &label, &line));
    }
    items
}

/// What somebody wrote, with its lines as they were, and when its text was changed.
fn told(card: &Card, label: &str, line: &SaidLine<'_>) -> Item {
    let Some(clock) = line.changed.map(|ms| card.clock(ms)) else { return Item::written(label, line.text) };
    let changed = format!("(text changed {clock})");
    if line.text.trim().contains('\n') {
        return Item::written(label, line.text).and_more(changed);
    }
    Item::written(label, &format!("{} {changed}", line.text))
}

/// Who that is: one who handed over, or whose card it is.
fn name<'a>(card: &'a Card, by: Option<&InterviewerId>) -> &'a str {
    let earlier = by.and_then(|id| card.handed_over.iter().find(|line| line.interviewer.id == *id));
    earlier.map_or(card.interviewer.name.as_str(), |line| line.interviewer.name.as_str())
}

/// Whether a question counts as asked, and nothing at all was recorded at it.
fn is_bare(card: &Card, line: &AskedLine) -> bool {
    let here = |slot: &Slot| *slot == line.slot;
    let recorded = card.dimensions.iter().any(|dimension| {
        dimension.ratings.iter().any(|own| here(&own.slot)) || dimension.evidence.iter().any(|own| here(&own.slot))
    });
    let recorded = recorded || line.hints > 0 || !line.follow_ups.is_empty();
    line.outcome == Outcome::Asked && !recorded && card.flags.iter().all(|flag| !here(&flag.slot))
}

fn questions(page: &mut Page, card: &Card) {
    let items = card.questions.iter().map(|line| {
        let hints = match line.hints {
            0 => String::new(),
            1 => ", 1 hint".into(),
            several => format!(", {several} hints"),
        };
        let used = match line.used_ms {
            Millis(1..60_000) => "under 1".to_owned(),
            other => other.minutes().to_string(),
        };
        let bare = if is_bare(card, line) { ", nothing recorded" } else { "" };
        let facts = format!("{used} of {} min, {}{bare}{hints}", line.minutes_planned, line.outcome.as_str());
        let item = Item::cut(line.slot.to_string(), &line.prompt).and_known(line.id.as_ref(), &facts);
        line.follow_ups.iter().fold(item, |item, own| item.and(format!("asked at {}", card.clock(own.ms)), &own.text))
    });
    page.list_section("Questions", Marks::Column, items);
}

fn notes(page: &mut Page, card: &Card) {
    let notes = card.notes.iter().map(|note| {
        let own = SaidLine { text: &note.text, changed: note.changed_ms, by: note.by.as_ref() };
        (card.clock(note.ms), own)
    });
    page.list_section("Notes on the interview", Marks::Column, said_items(card, notes));
}

/// Those that did not stand among the evidence already.
fn flags(page: &mut Page, card: &Card, shown: &BTreeSet<Slot>) {
    let flags = card.flags.iter().filter(|flag| !shown.contains(&flag.slot)).map(|flag| {
        let label = format!("{} {}", card.clock(flag.ms), flag.slot);
        Item::written(label, &format!("{}: {}", flag.title, quoted(&flag.quote)))
    });
    page.list_section("Red flags", Marks::Column, flags);
}

fn criteria(page: &mut Page, card: &Card) {
    if card.criteria.is_empty() {
        return;
    }
    let judged: Vec<Item> = card
        .criteria
        .iter()
        .filter_map(|criterion| {
            let label = if criterion.shown? { "shown" } else { "not shown" };
            let need = match criterion.need {
                Need::MustHave => "must have",
                Need::NiceToHave => "nice to have",
            };
            Some(Item::labeled(label, format!("criterion {} ({need})", criterion.title)))
        })
        .collect();
    page.section("Criteria").line(format!("{} of {} criteria were judged", judged.len(), card.criteria.len()));
    page.list(Marks::Column, judged);
}
