//! What lies over the screen: the keys, questions that one key answers, lists, texts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget as _};

use crate::core::find::Hit;
use crate::page::layout;

use super::super::super::words;
use super::super::choices;
use super::super::keys::{Area, TABLE};
use super::super::parts;
use super::super::view::{Ask, Choice, Field, Purpose};
use super::text::{bullet, in_sight, lines, put, put_scrolled, rule, wrap};
use super::{Scene, Seen, talk};

/// Draws what lies over the body, if anything does.
pub(super) fn draw(scene: &Scene<'_>, body: Rect, buffer: &mut Buffer, seen: &mut Seen) {
    let Some(ask) = &scene.view.ask else { return };
    seen.cursor = None;
    match ask {
        Ask::Help { scroll } => seen.help_scroll = Some(help(scene, body, *scroll, buffer)),
        Ask::Choice(which) => choice(scene, body, *which, buffer),
        Ask::Flag { field, row, .. } => {
            let flags = parts::flags(scene.session, &field.text());
            let items: Vec<String> = flags.iter().map(|flag| format!("{}: {}", flag.title, flag.looks_like)).collect();
            let title = "Which red flag? Type to narrow the list";
            seen.cursor = list(scene, body, &Narrowed { title, field, row: *row, items: &items }, buffer);
        }
        Ask::Find { field, row } => {
            let hits = parts::find(scene.session, scene.backdrop.library, &field.text());
            let item = |hit: &Hit<'_>| {
                let line = words::found(hit.question(), scene.session.state());
                match hit {
                    Hit::InRound(asking) => format!("{:<4} {line}", asking.slot),
                    Hit::InLibrary(found) => format!("bank {line} ({})", found.question.id),
                }
            };
            let items: Vec<String> = hits.iter().map(item).collect();
            let title = "Find a question: words of it";
            seen.cursor = list(scene, body, &Narrowed { title, field, row: *row, items: &items }, buffer);
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

fn help(scene: &Scene<'_>, body: Rect, scroll: usize, buffer: &mut Buffer) -> usize {
    let palette = scene.palette();
    let columns = usize::from(body.width);
    let mut page = lines(
        "Printable keys write the note. Single keys act only in RATE and PLAN, and after the conversation; the mode stands at the lower left.",
        columns,
        Style::new(),
    );
    let mut area: Option<Area> = None;
    for key in TABLE {
        if area != Some(key.area) {
            area = Some(key.area);
            page.push(rule(key.area.title(), columns, palette));
        }
        page.extend(bullet(&format!("  {:<22} ", key.shown()), key.does, columns, Style::new()));
    }
    let whole = strip(body, usize::from(body.height), buffer);
    put_scrolled(buffer, whole, &page, scroll, palette)
}

fn choice(scene: &Scene<'_>, body: Rect, which: Choice, buffer: &mut Buffer) {
    let palette = scene.palette();
    let columns = usize::from(body.width);
    let (question, answers) = choices::choice(which);
    let mut page = vec![rule("", columns, palette)];
    page.extend(lines(&format!(" {question}"), columns, palette.bold()));
    if let Some(more) = remark(scene, which) {
        page.extend(bullet(" ", &more, columns, palette.alarm()));
    }
    for (key, what) in answers {
        page.push(Line::from(vec![Span::styled(format!("   {key}  "), palette.bold()), Span::raw(*what)]));
    }
    page.push(Line::from(vec![Span::styled("   Esc  ", palette.bold()), Span::raw("go on as before")]));
    let area = strip(body, page.len(), buffer);
    put(buffer, area, &page, 0);
}

/// What one should know before answering.
fn remark(scene: &Scene<'_>, which: Choice) -> Option<String> {
    let state = scene.session.state();
    match which {
        Choice::Leave => scene.failure.map(|failure| format!("This would be lost: {failure}")),
        Choice::End => words::unasked(state),
        Choice::Submit => words::unrated(state),
        Choice::Backup | Choice::ToTalk => None,
    }
}

/// A list that is narrowed by what is typed.
struct Narrowed<'a> {
    title: &'a str,
    field: &'a Field,
    row: usize,
    items: &'a [String],
}

fn list(scene: &Scene<'_>, body: Rect, list: &Narrowed<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let &Narrowed { title, field, row, items } = list;
    let palette = scene.palette();
    let columns = usize::from(body.width);
    let area = strip(body, (items.len() + 2).clamp(8, usize::from(body.height) * 3 / 4), buffer);
    put(buffer, area, &[rule(title, columns, palette)], 0);
    let typed = Rect { y: area.y + 1, height: 1, ..area };
    let cursor = talk::field(field, typed, true, palette, buffer);
    let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let page: Vec<Line<'static>> = if items.is_empty() {
        vec![Line::raw("  nothing is like that")]
    } else {
        let line = |(position, item): (usize, &String)| {
            let (pointer, style) = if position == row { (">", palette.reversed()) } else { (" ", Style::new()) };
            Line::styled(layout::cut(&format!("{pointer} {item}"), columns), style)
        };
        items.iter().enumerate().map(line).collect()
    };
    let scroll = in_sight(0, row, row, usize::from(below.height));
    put(buffer, below, &page, scroll);
    cursor
}

fn write(scene: &Scene<'_>, body: Rect, purpose: &Purpose, field: &Field, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let palette = scene.palette();
    let columns = usize::from(body.width);
    let rubric = &scene.session.plan().rubric;
    let title = match purpose {
        Purpose::Quote(flag, slot) => {
            let title = rubric.red_flag(flag).map_or(flag.as_str(), |flag| flag.title.as_str());
            format!("{title}, at {slot}: what was said or seen?")
        }
        Purpose::Reason(dimension, Some(score)) => words::why_conclude(scene.session, dimension, *score),
        Purpose::Reason(..) => "Why do you conclude so?".into(),
        Purpose::Why => words::WHY_RECOMMEND.into(),
        Purpose::Strength => "What went well, for the candidate; an empty line ends".into(),
        Purpose::Growth => "What to work on, for the candidate; an empty line ends".into(),
        Purpose::Note(Some(slot)) => format!("A note on {slot}"),
        Purpose::Note(None) => "A note on the interview".into(),
    };
    let taken: usize = field.area().lines().iter().map(|line| wrap(line, columns - 2).len().max(1)).sum();
    let area = strip(body, 1 + taken.clamp(3, 8), buffer);
    put(buffer, area, &[rule(&title, columns, palette)], 0);
    let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    talk::field(field, inner, true, palette, buffer)
}
