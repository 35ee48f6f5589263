//! What lies over the screen: what can be done, boxes that ask, lists, texts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget as _};

use crate::core::bank::fill;
use crate::core::event::Recommendation;
use crate::core::find::Hit;
use crate::core::session::{Again, Phase, Recorded};
use crate::page::layout::{one_line, told_apart};

use super::super::super::drafts::Purpose;
use super::super::super::words;
use super::super::choices;
use super::super::field::Field;
use super::super::help::{self, HelpLine};
use super::super::keys::Key;
use super::super::parts;
use super::super::view::{Ask, Choice, Cursor, List, Scrolled, Seen, View};
use super::text::{Palette, bullet, lines, put, put_list, put_scrolled, rule, shorten, wrap};
use super::{Scene, talk};

/// Draws what lies over the body, if anything does.
pub(super) fn draw(scene: &Scene<'_>, body: Rect, buffer: &mut Buffer, drawn: &mut Seen) {
    let Some(ask) = &scene.view.ask else { return };
    (drawn.cursor, drawn.list) = (None, None);
    match ask {
        Ask::List { of, field, cursor } => {
            let list = listed(scene, of, &field.text(), cursor.row);
            list.draw(scene, (field, *cursor), body, buffer, drawn);
        }
        Ask::Choice { choice, cursor } => drawn.list = Some(asked(scene, body, (choice, *cursor), buffer)),
        Ask::Write { purpose, field } => drawn.cursor = write(scene, body, purpose, field, buffer),
    }
}

/// Stands beside a flag whose quote is half typed.
const HALF_TYPED: &str = " (its quote is half typed)";

/// What a list shows.
fn listed<'a>(scene: &'a Scene<'a>, of: &'a List, typed: &str, row: usize) -> OpenList<'a> {
    let session = scene.session;
    match of {
        List::Help(behind) => {
            let before = View { ask: behind.as_deref().cloned(), ..scene.view.clone() };
            let items = help::lines(session, &before, typed).into_iter().map(ListLine::from).collect();
            OpenList { title: "What can be done: type to narrow, Enter does it", items, about: None }
        }
        List::Flags(slot) => {
            let flags = parts::flags(session, typed);
            let begun = scene.view.begun_flags(*slot, typed);
            let half_typed = begun.len();
            let titles = flags.iter().map(|flag| {
                let purpose = Purpose::Quote(crate::core::event::Flag::Listed(flag.id.clone()), *slot);
                let is_begun = scene.view.unfinished.iter().any(|half| half.purpose == purpose);
                format!("{}{}", flag.title, if is_begun { HALF_TYPED } else { "" })
            });
            let begun = begun.into_iter().map(|title| format!("one of your own: \"{title}\"{HALF_TYPED}"));
            let own = (!typed.trim().is_empty()).then(|| format!("one of your own: \"{}\"", one_line(typed)));
            let items = begun.chain(titles).chain(own.clone()).map(|text| ListLine::marked("", text)).collect();
            let own = own.map(|own| format!("{own}. It is shown and counted, and caps nothing."));
            let own = own.filter(|_| row >= flags.len() + half_typed);
            let about = row.checked_sub(half_typed).and_then(|row| flags.get(row));
            let about = about.map(|flag| format!("{}: {}", flag.title, flag.looks_like)).or(own);
            let title = if scene.view.quote.is_empty() {
                "First which red flag (type to narrow), then the quote"
            } else {
                "Which red flag does what you typed show?"
            };
            OpenList { title, items, about: Some(about.unwrap_or_default()) }
        }
        List::TitleOrQuote(_, text) => {
            let items =
                parts::long_texts(typed).iter().map(|text| ListLine::marked("", text.says().to_owned())).collect();
            let joined = if text.contains('\n') { "\nA title has one line: as that, these are joined." } else { "" };
            OpenList {
                title: "No red flag has these words: what are they?",
                items,
                about: Some(format!("{text}{joined}")),
            }
        }
        List::Questions => {
            let hits = parts::find(session, scene.backdrop.library, typed);
            let item = |hit: &Hit<'_>| {
                // What else there is to know of it stands below the list.
                let line = fill(&hit.question().prompt, session.state().filling());
                match hit {
                    Hit::InRound(asking) => ListLine::marked(&format!("{:<4} ", asking.slot), line),
                    Hit::InLibrary(_) => ListLine::marked("bank ", line),
                }
            };
            let items = hits.iter().map(item).collect();
            let about = hits.get(row).map(|hit| words::preview(hit.question(), session.state()));
            let title = "Find a question: words of it, a topic, a technology";
            OpenList { title, items, about: Some(about.unwrap_or_default()) }
        }
        List::History => {
            let names = parts::interviewers(scene.backdrop.about, &scene.view.handed_over);
            let recorded = parts::history(session, &names, typed);
            let conversation = session.state().conversation();
            let line = |recorded: &Recorded<'_>| {
                let clock = conversation.clock(recorded.ms);
                let mark = match recorded.again {
                    Some(Again::Redo) => "undone (redo makes it again): ",
                    Some(Again::Anew) => "undone: ",
                    None => "",
                };
                (format!("{clock} {mark}"), parts::recorded_line(session, &names, recorded))
            };
            let lines: Vec<(String, String)> = recorded.iter().map(line).collect();
            let about = lines.get(row).map(|(mark, text)| format!("{mark}{text}")).unwrap_or_default();
            let items = lines.into_iter().map(|(mark, text)| ListLine::marked(&mark, text)).collect();
            let title = match session.state().phase {
                Phase::Live => "History: Del removes or changes, Enter goes there or brings back",
                Phase::Ready | Phase::Scoring | Phase::Submitted => {
                    "History: Del removes or changes, Enter brings back"
                }
            };
            OpenList { title, items, about: Some(about) }
        }
    }
}

/// A cleared strip of the body at its foot.
fn strip(body: Rect, height: usize, buffer: &mut Buffer) -> Rect {
    let height = u16::try_from(height).unwrap_or(body.height).min(body.height);
    let area = Rect { y: body.bottom() - height, height, ..body };
    Clear.render(area, buffer);
    area
}

/// A line of the help as it is drawn. Where the keys have no room beside what they do, they stand above it.
fn help_line(key: &Key, pointer: &str, columns: usize) -> Vec<String> {
    let shown = key.shown();
    let indent = " ".repeat(19);
    let text = |mark: &str| -> Vec<String> {
        let pieces = wrap(key.does, columns.saturating_sub(19)).into_iter().enumerate();
        pieces
            .map(|(number, piece)| if number == 0 { format!("{mark}{piece}") } else { format!("{indent}{piece}") })
            .collect()
    };
    if super::text::width(&shown) > 16 {
        let mut lines = vec![shorten(&format!("{pointer} {shown}"), columns)];
        lines.extend(text(&indent));
        lines
    } else {
        text(&format!("{pointer} {shown:<16} "))
    }
}

/// A box that asks; gives what is seen of the text that it is about.
fn asked(scene: &Scene<'_>, body: Rect, (choice, cursor): (&Choice, Cursor), buffer: &mut Buffer) -> Scrolled {
    let Cursor { row, scroll } = cursor;
    let palette = scene.palette();
    let columns = usize::from(body.width);
    let asked = choices::asked(scene.session, choice, row);
    let mut head = vec![rule("", columns, palette)];
    head.extend(bullet(" ", &asked.title, columns, palette.bold()));
    head.extend(bullet(" ", &asked.says, columns, Style::new()));
    let lost = matches!(choice, Choice::Leave).then_some(scene.failure).flatten();
    for remark in asked.remarks.iter().cloned().chain(lost.map(|failure| format!("This would be lost: {failure}"))) {
        head.extend(bullet(" ", &remark, columns, palette.alarm()));
    }
    for (position, answer) in asked.answers.iter().enumerate() {
        let (pointer, style) = if position == row { (">", palette.reversed()) } else { (" ", Style::new()) };
        head.extend(bullet(&format!(" {pointer} "), answer, columns, style));
    }
    let about = lines(&asked.about, columns.saturating_sub(1), Style::new());
    let gives = shorten(&asked.does, columns.saturating_sub(36));
    let gives = if gives.is_empty() { gives } else { format!(": {gives}") };
    let mut does = vec![
        Span::styled("   Ctrl-Y", palette.bold()),
        Span::raw(" does it"),
        // What is under the cursor may be far from the eye: the key says which answer it gives.
        Span::styled(gives, palette.bold()),
        Span::styled("   Esc", palette.bold()),
        Span::raw(" goes back"),
    ];
    let choose = [Span::styled("   Up, Down", palette.bold()), Span::raw(" choose")];
    let used: usize = does.iter().chain(&choose).map(Span::width).sum();
    if asked.answers.len() > 1 && used <= columns {
        does.extend(choose);
    } else if asked.answers.len() > 1 {
        // Where the foot has no room for it, it stands below the answers.
        head.push(Line::from(Vec::from(choose)));
    }
    let gap = usize::from(!about.is_empty());
    let area = strip(body, head.len() + about.len() + 2 * gap + 1, buffer);
    let tall = u16::try_from(head.len()).unwrap_or(0).min(area.height - 1);
    put(buffer, Rect { height: tall, ..area }, &head, 0);
    let foot = Rect { y: area.bottom() - 1, height: 1, ..area };
    put(buffer, foot, &[Line::from(does)], 0);
    let gap = u16::try_from(gap).unwrap_or(0);
    let middle = Rect {
        x: area.x + 1,
        y: area.y + tall + gap,
        width: area.width - 1,
        height: area.height.saturating_sub(tall + 1 + 2 * gap),
    };
    put_scrolled(buffer, middle, &about, scroll, palette)
}

/// A line of a list.
enum ListLine {
    /// A heading, on which no cursor stands; whether what stands under it acts where one is.
    Heading(&'static str, bool),
    /// A key with what it does; whether it acts where one is.
    Key(&'static Key, bool),
    /// Something in a line, cut where it has no room; and what stands before it.
    Line {
        /// Such as a number.
        mark: String,
        /// What it says.
        text: String,
    },
}

impl From<HelpLine> for ListLine {
    fn from(line: HelpLine) -> Self {
        match line {
            HelpLine::Heading(title, acts) => Self::Heading(title, acts),
            HelpLine::Key(key, acts) => Self::Key(key, acts),
        }
    }
}

impl ListLine {
    fn marked(mark: &str, text: String) -> Self {
        Self::Line { mark: mark.to_owned(), text }
    }

    /// What of lines of a list is shown, so that no two look alike that are not: of each its text, as far as it has room.
    fn told_apart(items: &[Self], columns: usize) -> Vec<String> {
        let text = |item: &Self| match item {
            Self::Line { mark, text } => Some((text.clone(), columns.saturating_sub(2 + super::text::width(mark)))),
            Self::Heading(..) | Self::Key(..) => None,
        };
        let texts: Vec<(String, usize)> = items.iter().filter_map(text).collect();
        let texts: Vec<(&str, usize)> = texts.iter().map(|(text, room)| (text.as_str(), *room)).collect();
        told_apart(&texts, shorten)
    }

    /// It as it is drawn; a line with as much of its text as is `shown`.
    fn lines(&self, shown: &str, here: bool, columns: usize, palette: Palette) -> Vec<Line<'static>> {
        let pointer = if here { ">" } else { " " };
        let style = if here { palette.reversed() } else { Style::new() };
        match self {
            Self::Heading(title, true) => vec![rule(title, columns, palette)],
            Self::Heading(title, false) => vec![rule(&format!("Not here: {title}"), columns, palette)],
            Self::Key(key, acts) => {
                let style = if *acts { style } else { style.patch(palette.dim()) };
                help_line(key, pointer, columns).into_iter().map(|text| Line::styled(text, style)).collect()
            }
            Self::Line { mark, .. } => {
                vec![Line::styled(shorten(&format!("{pointer} {mark}{shown}"), columns), style)]
            }
        }
    }
}

/// A list, narrowed by what is typed, and what its cursor stands on, whole, where its lines are cut.
struct OpenList<'a> {
    title: &'a str,
    items: Vec<ListLine>,
    about: Option<String>,
}

impl OpenList<'_> {
    fn draw(
        &self,
        scene: &Scene<'_>,
        (field, cursor): (&Field, Cursor),
        body: Rect,
        buffer: &mut Buffer,
        drawn: &mut Seen,
    ) {
        let palette = scene.palette();
        let columns = usize::from(body.width);
        let height = usize::from(body.height);
        let area = strip(body, if self.about.is_some() { height * 4 / 5 } else { height }, buffer);
        put(buffer, area, &[rule(self.title, columns, palette)], 0);
        // What is typed has a line; what is pasted keeps its own, as far as there is room.
        let typed =
            u16::try_from(field.area().lines().len()).unwrap_or(1).clamp(1, 3).min(area.height.saturating_sub(1));
        drawn.cursor = talk::field(field, Rect { y: area.y + 1, height: typed, ..area }, true, palette, buffer);
        let above = (1 + typed).min(area.height);
        let rest = Rect { y: area.y + above, height: area.height - above, ..area };
        let about = self.about.as_ref().map(|about| lines(about, columns, Style::new()));
        let tall = about.as_ref().map_or(0, |about| u16::try_from(about.len() + 1).unwrap_or(rest.height));
        let tall = tall.min(rest.height / 2 + 1);
        let list = Rect { height: rest.height.saturating_sub(tall), ..rest };
        let (mut page, mut rows) = (Vec::new(), Vec::new());
        let mut shown = ListLine::told_apart(&self.items, columns).into_iter();
        for item in &self.items {
            let is_row = !matches!(item, ListLine::Heading(..));
            let text = if matches!(item, ListLine::Line { .. }) { shown.next() } else { None };
            let text = text.unwrap_or_default();
            let lines = item.lines(&text, is_row && rows.len() == cursor.row, columns, palette);
            if is_row {
                rows.push((page.len(), page.len() + lines.len() - 1));
            }
            page.extend(lines);
        }
        if page.is_empty() {
            page.push(Line::raw("  nothing is like that"));
        }
        drawn.pages = put_list(buffer, list, &page, (&rows, cursor.row), palette);
        if let Some(about) = about {
            let under = Rect { y: list.bottom(), height: 1, ..rest };
            put(buffer, under, &[rule("Under the cursor", columns, palette)], 0);
            let below = Rect { y: under.bottom(), height: tall - 1, ..rest };
            drawn.list = Some(put_scrolled(buffer, below, &about, cursor.scroll, palette));
        }
    }
}

/// Who may take over and is known here, as far as they are few.
fn known(scene: &Scene<'_>) -> String {
    const NAMED: usize = 6;
    let now = scene.view.handed_over.last().unwrap_or(&scene.backdrop.about.interviewer);
    let others: Vec<&str> = scene.view.known.iter().filter(|name| *name != now).map(String::as_str).collect();
    let more = if others.len() > NAMED { ", ..." } else { "" };
    let named = others.get(..others.len().min(NAMED)).unwrap_or_default().join(", ");
    if named.is_empty() { String::new() } else { format!(" Known here: {named}{more}") }
}

fn write(scene: &Scene<'_>, body: Rect, purpose: &Purpose, field: &Field, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let palette = scene.palette();
    let columns = usize::from(body.width);
    let rubric = &scene.session.plan().rubric;
    let next = |of: fn(&Recommendation) -> &[String]| {
        scene.session.state().recommendation.as_ref().map_or(0, |given| of(given).len()) + 1
    };
    let title = match purpose {
        Purpose::Quote(flag, slot) => {
            format!("{}, at {slot}: what was said or seen?", flag.title(rubric))
        }
        Purpose::Reason(dimension, Some(score)) => words::why_conclude(scene.session, dimension, *score),
        Purpose::Reason(dimension, None) => {
            let rated = scene.session.state().mean_rating(dimension).is_some();
            let why = if rated { "why do your ratings stand?" } else { "why does it stay not assessed?" };
            format!("No conclusion on {}: {why}", rubric.title_of(dimension))
        }
        Purpose::Why => words::WHY_RECOMMEND.into(),
        Purpose::Strength => {
            format!("What went well, line {} (Enter on an empty line closes)", next(|given| &given.strengths))
        }
        Purpose::Growth => {
            format!("What to work on, line {} (Enter on an empty line closes)", next(|given| &given.growth))
        }
        Purpose::HandOver => "Who interviews from now on?".into(),
        Purpose::Note(Some(slot)) => format!("A note on {slot}"),
        Purpose::Note(None) => "A note on the interview".into(),
        Purpose::Correction(_, Some(slot)) => format!("A note on {slot}, as it is to read from now on"),
        Purpose::Correction(_, None) => "A note on the interview, as it is to read from now on".into(),
    };
    let title = if *purpose == Purpose::HandOver { title + &known(scene) } else { title };
    let taken: usize = field.area().lines().iter().map(|line| wrap(line, columns - 2).len().max(1)).sum();
    // What is asked is read whole: where the rule has no room for it, below it.
    let head = if super::text::width(&title) + 6 <= columns {
        vec![rule(&title, columns, palette)]
    } else {
        let mut head = vec![rule("", columns, palette)];
        head.extend(bullet(" ", &title, columns, palette.bold()));
        head
    };
    let mut head = head;
    if matches!(purpose, Purpose::Strength | Purpose::Growth) {
        head.extend(lines(&format!(" {}", words::CANDIDATE_READS), columns, palette.dim()));
    }
    let area = strip(body, head.len() + taken.clamp(3, 8), buffer);
    put(buffer, area, &head, 0);
    let tall = u16::try_from(head.len()).unwrap_or(0).min(area.height);
    let inner = Rect { y: area.y + tall, height: area.height.saturating_sub(tall), ..area };
    talk::field(field, inner, true, palette, buffer)
}
