//! What lies over the screen: what can be done, boxes that ask, lists, texts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget as _};

use crate::core::find::Hit;
use crate::core::session::Recorded;

use super::super::super::{told, words};
use super::super::choices;
use super::super::help::{self, HelpLine};
use super::super::parts;
use super::super::view::{Ask, Choice, Field, Purpose, View};
use super::text::{bullet, in_sight, lines, put, put_scrolled, room, rule, shorten, wrap};
use super::{Scene, Seen, talk};

/// Draws what lies over the body, if anything does.
pub(super) fn draw(scene: &Scene<'_>, body: Rect, buffer: &mut Buffer, seen: &mut Seen) {
    let Some(ask) = &scene.view.ask else { return };
    seen.cursor = None;
    match ask {
        Ask::Help { row, scroll, turned, behind } => {
            let before = View { ask: behind.as_deref().cloned(), ..scene.view.clone() };
            let lines = help::lines(scene.session, &before);
            let row = if *turned { help_row(&lines, body, *scroll) } else { *row };
            let scroll = help(scene, body, &lines, (row, *scroll), buffer);
            seen.over_scroll = Some(scroll);
            seen.over_row = Some(row);
            seen.page = usize::from(body.height.saturating_sub(1));
        }
        Ask::Choice { choice, row, scroll } => {
            let (scroll, page) = asked(scene, body, (choice, *row, *scroll), buffer);
            seen.over_scroll = Some(scroll);
            seen.page = page;
        }
        Ask::Flag { field, row, .. } => {
            let flags = parts::flags(scene.session, &field.text());
            let typed = field.text();
            let own = (!typed.trim().is_empty()).then(|| format!("one of your own: \"{}\"", typed.trim()));
            let items: Vec<String> = flags.iter().map(|flag| flag.title.clone()).chain(own.clone()).collect();
            let own = own.map(|own| format!("{own}. It is shown and counted, and caps nothing."));
            let about = flags.get(*row).map(|flag| flag.looks_like.clone()).or(own).unwrap_or_default();
            let title = "Which red flag? Type to narrow the list, or the title of your own";
            let list = List { title, field: Some(field), row: *row, scroll: 0, items, about };
            list.draw(scene, body, buffer, seen);
        }
        Ask::Find { field, row, scroll } => {
            let hits = parts::find(scene.session, scene.backdrop.library, &field.text());
            let item = |hit: &Hit<'_>| {
                let line = words::found(hit.question(), scene.session.state());
                match hit {
                    Hit::InRound(asking) => format!("{:<4} {line}", asking.slot),
                    Hit::InLibrary(_) => format!("bank {line}"),
                }
            };
            let items = hits.iter().map(item).collect();
            let about = hits.get(*row).map(|hit| words::found(hit.question(), scene.session.state()));
            let title = "Find a question: words of it";
            let about = about.unwrap_or_default();
            let list = List { title, field: Some(field), row: *row, scroll: *scroll, items, about };
            list.draw(scene, body, buffer, seen);
        }
        Ask::History { row } => {
            let recorded = scene.session.history();
            let line = |recorded: &Recorded<'_>| {
                let clock = parts::since_beginning(scene.session, recorded.ms).clock();
                let mark = if recorded.undone { "undone: " } else { "" };
                format!("{clock} {mark}{}", told::event(scene.session, recorded.event))
            };
            let items: Vec<String> = recorded.iter().map(line).collect();
            let about = items.get(*row).cloned().unwrap_or_default();
            let title = "The history, newest first; Enter goes to the question";
            let list = List { title, field: None, row: *row, scroll: 0, items, about };
            list.draw(scene, body, buffer, seen);
        }
        Ask::Write { purpose, field } => seen.cursor = write(scene, body, purpose, field, buffer),
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
fn help_line(line: &HelpLine, pointer: &str, columns: usize) -> Vec<String> {
    let HelpLine::Key(key, _) = line else { return vec![String::new()] };
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

/// The first key that is whole on a page that was turned to.
fn help_row(lines: &[HelpLine], body: Rect, scroll: usize) -> usize {
    let columns = usize::from(body.width);
    let heights = || lines.iter().map(|line| help_line(line, " ", columns).len());
    let furthest = heights().sum::<usize>().saturating_sub(usize::from(body.height.saturating_sub(1)));
    let scroll = scroll.min(furthest);
    let mut at = 0;
    let mut row = 0;
    for (line, height) in lines.iter().zip(heights()) {
        if let HelpLine::Key(..) = line {
            if at >= scroll {
                return row;
            }
            row += 1;
        }
        at += height;
    }
    row.saturating_sub(1)
}

/// What can be done here, the line under the cursor in sight.
fn help(
    scene: &Scene<'_>,
    body: Rect,
    lines: &[HelpLine],
    (row, scroll): (usize, usize),
    buffer: &mut Buffer,
) -> usize {
    let palette = scene.palette();
    let columns = usize::from(body.width);
    let mut page = Vec::new();
    let mut here = (0, 0);
    let mut keys = 0;
    for line in lines {
        match line {
            HelpLine::Heading(title) => page.push(rule(title, columns, palette)),
            HelpLine::Key(_, acts) => {
                let style = if *acts { Style::new() } else { palette.dim() };
                let style = if keys == row { style.patch(palette.reversed()) } else { style };
                let start = page.len();
                let drawn = help_line(line, if keys == row { ">" } else { " " }, columns);
                page.extend(drawn.into_iter().map(|text| Line::styled(text, style)));
                if keys == row {
                    here = (start, page.len() - 1);
                }
                keys += 1;
            }
        }
    }
    let whole = strip(body, usize::from(body.height), buffer);
    // The heading above the first key comes along.
    let first = if row == 0 { 0 } else { here.0 };
    let scroll = in_sight(scroll, first, here.1, room(whole, page.len()));
    put_scrolled(buffer, whole, &page, scroll, palette)
}

/// A box that asks; gives its scroll and the lines of a page.
fn asked(
    scene: &Scene<'_>,
    body: Rect,
    (choice, row, scroll): (&Choice, usize, usize),
    buffer: &mut Buffer,
) -> (usize, usize) {
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
        head.push(Line::styled(format!(" {pointer} {answer}"), style));
    }
    let about = lines(&asked.about, columns.saturating_sub(1), Style::new());
    let mut does = vec![
        Span::styled("   Ctrl-Y", palette.bold()),
        Span::raw(" does it   "),
        Span::styled("Esc", palette.bold()),
        Span::raw(" goes back"),
    ];
    if asked.answers.len() > 1 {
        does.extend([Span::styled("   Up, Down", palette.bold()), Span::raw(" choose")]);
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
    (put_scrolled(buffer, middle, &about, scroll, palette), usize::from(middle.height))
}

/// A list, narrowed by what is typed where there is a field, and what its cursor stands on, whole.
struct List<'a> {
    title: &'a str,
    field: Option<&'a Field>,
    row: usize,
    scroll: usize,
    items: Vec<String>,
    about: String,
}

impl List<'_> {
    fn draw(&self, scene: &Scene<'_>, body: Rect, buffer: &mut Buffer, seen: &mut Seen) {
        let palette = scene.palette();
        let columns = usize::from(body.width);
        let area = strip(body, usize::from(body.height) * 4 / 5, buffer);
        put(buffer, area, &[rule(self.title, columns, palette)], 0);
        let mut top = area.y + 1;
        if let Some(field) = self.field {
            seen.cursor = talk::field(field, Rect { y: top, height: 1, ..area }, true, palette, buffer);
            top += 1;
        }
        let rest = Rect { y: top, height: area.bottom().saturating_sub(top), ..area };
        let about = lines(&self.about, columns, Style::new());
        let tall = u16::try_from(about.len()).unwrap_or(rest.height).min(rest.height / 2);
        let list = Rect { height: rest.height.saturating_sub(tall + 1), ..rest };
        let page: Vec<Line<'static>> = if self.items.is_empty() {
            vec![Line::raw("  nothing is like that")]
        } else {
            let line = |(position, item): (usize, &String)| {
                let here = position == self.row;
                let (pointer, style) = if here { (">", palette.reversed()) } else { (" ", Style::new()) };
                Line::styled(shorten(&format!("{pointer} {item}"), columns), style)
            };
            self.items.iter().enumerate().map(line).collect()
        };
        let height = room(list, page.len());
        let scroll = in_sight(0, self.row, self.row, height);
        if self.field.is_none() {
            seen.page = height;
        }
        // The pages are those of what the cursor stands on; the list itself is walked.
        let shown = put(buffer, Rect { height: u16::try_from(height).unwrap_or(0), ..list }, &page, scroll);
        if page.len() > height {
            let below = page.len().saturating_sub(shown + height);
            let foot = Rect { y: list.bottom() - 1, height: 1, ..list };
            put(buffer, foot, &[super::text::more(shown, below, ("Up", "Down"), columns, palette)], 0);
        }
        let under = Rect { y: list.bottom(), height: 1, ..rest };
        put(buffer, under, &[rule("Under the cursor", columns, palette)], 0);
        let below = Rect { y: under.bottom(), height: tall, ..rest };
        seen.over_scroll = Some(put_scrolled(buffer, below, &about, self.scroll, palette));
        if self.field.is_some() {
            seen.page = usize::from(tall);
        }
    }
}

fn write(scene: &Scene<'_>, body: Rect, purpose: &Purpose, field: &Field, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let palette = scene.palette();
    let columns = usize::from(body.width);
    let rubric = &scene.session.plan().rubric;
    let title = match purpose {
        Purpose::Quote(flag, slot) => {
            format!("{}, at {slot}: what was said or seen?", flag.title(rubric))
        }
        Purpose::Reason(dimension, Some(score)) => words::why_conclude(scene.session, dimension, *score),
        Purpose::Reason(..) => "Why do you conclude that?".into(),
        Purpose::Why => words::WHY_RECOMMEND.into(),
        Purpose::Strength => "What went well, for the candidate; an empty line ends".into(),
        Purpose::Growth => "What to work on, for the candidate; an empty line ends".into(),
        Purpose::HandOver => "Who interviews from now on?".into(),
        Purpose::Note(Some(slot)) => format!("A note on {slot}"),
        Purpose::Note(None) => "A note on the interview".into(),
    };
    let taken: usize = field.area().lines().iter().map(|line| wrap(line, columns - 2).len().max(1)).sum();
    let area = strip(body, 1 + taken.clamp(3, 8), buffer);
    put(buffer, area, &[rule(&title, columns, palette)], 0);
    let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    talk::field(field, inner, true, palette, buffer)
}
