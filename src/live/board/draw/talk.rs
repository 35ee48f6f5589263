//! The conversation: header, question, ratings, notes; on wide screens what is asked on the left and what is rated on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget as _;

use crate::core::quotes::quoted;
use crate::page::clean;

use super::super::field::Field;
use super::super::parts;
use super::super::view::{Focus, Scrolled, Seen};
use super::question::Middle;
use super::text::{Palette, bullet, in_sight, lines, put, put_list, put_scrolled, room, rows, rule, shorten, wrap};
use super::{Scene, header, outline, question, ratings};

/// From how many columns on there are two columns.
const WIDE: u16 = 110;

/// Draws the conversation.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    header::draw(scene, Rect { height: 2, ..area }, buffer);
    let body = Rect { y: area.y + 2, height: area.height - 2, ..area };
    if area.width >= WIDE && scene.session.state().current().is_some() {
        return wide(scene, body, buffer);
    }
    // Prose is not set wider than it can be read.
    let body = Rect { width: body.width.min(WIDE), ..body };
    match scene.view.focus {
        Focus::Note => noting(scene, body, buffer),
        Focus::Rate => rating(scene, body, buffer),
        Focus::Plan => planning(scene, body, buffer),
    }
}

/// The question with all that belongs to it, the ratings in a line, and the note.
fn noting(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let columns = usize::from(area.width);
    let asking = scene.session.state().current();
    let ratings: Vec<Line<'static>> = asking.map(|asking| ratings::row(scene, asking, columns)).into_iter().collect();
    let page = question::page(scene, columns);
    let mut editor = editor_height(scene, area, area.height >= 19);
    // A line of the note that is empty is better given to a question that has no room.
    let taken = page.lines.len() + ratings.len() + 1 + notes(scene, columns).concat().len().min(most_notes(area));
    if scene.view.note.area().lines().len() < 2 && taken + usize::from(editor) > usize::from(area.height) {
        editor = editor_lines(scene, area).clamp(1, editor);
    }
    let (above, cursor) = writing(scene, area, editor, buffer);
    let above = at_the_foot(above, &ratings, buffer);
    let eye = scrolled(scene, above, &page, scene.view.eye.scroll, buffer);
    Seen { cursor, eye: Some(eye), ..Seen::default() }
}

/// The prompt in a line, what can be ticked, and the ratings.
fn rating(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let columns = usize::from(area.width);
    let above = half_typed(scene, area, buffer);
    let Some(asking) = scene.session.state().current() else {
        let page = question::rating_page(scene, columns);
        let eye = scrolled(scene, above, &page, scene.view.eye.scroll, buffer);
        return Seen { eye: Some(eye), ..Seen::default() };
    };
    // What can be ticked keeps some lines, however many dimensions there are.
    let most = usize::from(above.height / 2).max(2);
    let above = at_the_foot(above, &ratings::block(scene, asking, columns, most), buffer);
    let prompt = super::super::super::words::headline(scene.session, asking.slot, usize::MAX);
    put(buffer, above, &[Line::styled(shorten(&prompt, columns), scene.palette().bold())], 0);
    let below = Rect { y: above.y + 1, height: above.height.saturating_sub(1), ..above };
    let page = question::rating_page(scene, columns);
    let eye = scrolled(scene, below, &page, scene.view.eye.scroll, buffer);
    Seen { eye: Some(eye), ..Seen::default() }
}

/// The outline, and below it what the cursor stands on, whole.
fn planning(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let above = half_typed(scene, area, buffer);
    draw_plan(scene, above, buffer)
}

fn draw_plan(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let palette = scene.palette();
    let columns = usize::from(area.width);
    let text = lines(&outline::preview(scene), columns, Style::new());
    let tall = text.len().min(usize::from(area.height) / 2);
    let tall = u16::try_from(tall).unwrap_or(0);
    let below = Rect { y: area.bottom() - tall, height: tall, ..area };
    let mut list = Rect { height: area.height - tall, ..area };
    if tall > 0 {
        list.height = list.height.saturating_sub(1);
        put(buffer, Rect { y: list.bottom(), height: 1, ..area }, &[rule("Under the cursor", columns, palette)], 0);
    }
    let shown = put_scrolled(buffer, below, &text, scene.view.plan.scroll, palette);
    let lines = outline::lines(scene, columns);
    let pages = put_list(buffer, list, &lines, (&rows(lines.len()), scene.view.plan.row), palette);
    Seen { list: Some(shown), pages, ..Seen::default() }
}

/// Two columns: question and answer, or the outline, over the note; ratings over what can be ticked.
fn wide(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let first = area.width * 11 / 20;
    let left = Rect { width: first - 1, ..area };
    let right = Rect { x: area.x + first + 1, width: area.width - first - 1, ..area };
    let mut drawn = if scene.view.focus == Focus::Plan {
        let above = half_typed(scene, left, buffer);
        draw_plan(scene, above, buffer)
    } else {
        let editor = editor_height(scene, left, true);
        let (above, cursor) = writing(scene, left, editor, buffer);
        let page = question::left(scene, usize::from(above.width));
        let eye = scrolled(scene, above, &page, scene.view.eye.scroll, buffer);
        Seen { cursor, eye: Some(eye), ..Seen::default() }
    };
    let Some(asking) = scene.session.state().current() else { return drawn };
    let columns = usize::from(right.width);
    let block = ratings::block(scene, asking, columns, usize::from(right.height / 2).max(2));
    let mut top = vec![rule("Ratings", columns, scene.palette())];
    top.extend(block);
    let tall = u16::try_from(top.len()).unwrap_or(0).min(right.height);
    put(buffer, Rect { height: tall, ..right }, &top, 0);
    let below = Rect { y: right.y + tall, height: right.height - tall, ..right };
    let page = question::right(scene, asking, columns);
    drawn.aside = Some(scrolled(scene, below, &page, scene.view.eye.aside, buffer));
    drawn
}

/// Draws a page, scrolled so that what it points to is in sight.
fn scrolled(scene: &Scene<'_>, area: Rect, page: &Middle, scroll: usize, buffer: &mut Buffer) -> Scrolled {
    let height = room(area, page.lines.len());
    let scroll = match page.cursor.filter(|_| scene.view.eye.follow) {
        Some((first, last)) => in_sight(scroll, first.saturating_sub(1), last, height),
        None => scroll,
    };
    put_scrolled(buffer, area, &page.lines, scroll, scene.palette())
}

/// Puts lines at the foot of an area; gives what is left above.
fn at_the_foot(area: Rect, lines: &[Line<'static>], buffer: &mut Buffer) -> Rect {
    let tall = u16::try_from(lines.len()).unwrap_or(0).min(area.height);
    let above = Rect { height: area.height - tall, ..area };
    put(buffer, Rect { y: above.bottom(), height: tall, ..area }, lines, 0);
    above
}

/// Where the note has not the focus: the half-typed one in a line, if there is one.
fn half_typed(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Rect {
    if scene.view.note.is_blank() {
        return area;
    }
    let text = scene.view.note.text();
    let text = shorten(&format!(" Half-typed note (Esc): {}", text.trim()), usize::from(area.width));
    at_the_foot(area, &[Line::styled(text, scene.palette().dim())], buffer)
}

/// How many lines the note takes: as many as it has, within reason.
fn editor_height(scene: &Scene<'_>, area: Rect, roomy: bool) -> u16 {
    let (least, most) = if roomy { (2, (area.height / 3).max(4)) } else { (1, 3) };
    editor_lines(scene, area).clamp(least, most)
}

/// How many lines the note has.
pub(super) fn editor_lines(scene: &Scene<'_>, area: Rect) -> u16 {
    let columns = usize::from(area.width.saturating_sub(2)).max(1);
    let lines: usize = scene.view.note.area().lines().iter().map(|line| wrap(line, columns).len().max(1)).sum();
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// How many lines of the notes before are shown at most.
fn most_notes(area: Rect) -> usize {
    match area.height {
        30.. => 6,
        19.. => 2,
        _ => 1,
    }
}

/// The note with the last of those before it; gives what is left above, and where the cursor stands.
fn writing(scene: &Scene<'_>, area: Rect, editor: u16, buffer: &mut Buffer) -> (Rect, Option<(u16, u16)>) {
    let palette = scene.palette();
    let columns = usize::from(area.width);
    let (history, more) = latest(&notes(scene, columns), most_notes(area), columns);
    let shown = history.len();
    let tall = 1 + u16::try_from(shown).unwrap_or(0) + editor;
    let above = Rect { height: area.height.saturating_sub(tall), ..area };
    let title = Rect { y: above.bottom(), height: 1, ..area };
    put(buffer, title, &[rule(&notes_title(scene, editor, more), columns, palette)], 0);
    let past = Rect { y: title.bottom(), height: u16::try_from(shown).unwrap_or(0), ..area };
    put(buffer, past, &history, 0);
    let here = Rect { y: past.bottom(), height: editor, ..area };
    let writes = scene.view.focus == Focus::Note && scene.view.ask.is_none();
    let cursor = field(&scene.view.note, here, writes, palette, buffer);
    (above, cursor)
}

/// A text being written, behind a sign that says whether keys go to it.
pub(super) fn field(
    field: &Field,
    area: Rect,
    writes: bool,
    palette: Palette,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let sign = if writes { "> " } else { "  " };
    let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    if !writes && field.is_blank() {
        put(buffer, area, &[Line::styled("  Esc goes back to the note", palette.dim())], 0);
        return None;
    }
    buffer.set_stringn(area.x, area.y, sign, 2, palette.bold());
    field.area().render(inner, buffer);
    if !writes {
        buffer.set_style(inner, Style::reset().patch(palette.dim()));
        return None;
    }
    let at = field.area().screen_cursor();
    let (top, left) = field.area().scroll_offset();
    let x = inner.x + u16::try_from(at.col).unwrap_or(0).saturating_sub(left);
    let y = inner.y + u16::try_from(at.row).unwrap_or(0).saturating_sub(top);
    (x < inner.right() && y < inner.bottom()).then_some((x, y))
}

/// How many notes there are, that not all of them are shown, and where in a long one the cursor stands.
fn notes_title(scene: &Scene<'_>, editor: u16, more: bool) -> String {
    let state = scene.session.state();
    let slot = state.current().map(|asking| asking.slot);
    let notes = state.notes_on(slot).count();
    let flags = state.flags.iter().filter(|raised| Some(raised.slot) == slot).count();
    let at = slot.map_or("on the interview".to_owned(), |slot| format!("on {slot}"));
    let flags = match flags {
        0 => String::new(),
        1 => ", 1 red flag".into(),
        many => format!(", {many} red flags"),
    };
    let more = if more { " · F10 shows all" } else { "" };
    let behind = match scene.view.behind.len() {
        0 => String::new(),
        behind => format!(" · {behind} more half typed (Up)"),
    };
    let area = scene.view.note.area();
    let count = area.lines().len();
    let line = area.cursor().0 + 1;
    let long = if count > usize::from(editor) { format!(" · line {line} of {count}") } else { String::new() };
    format!("Notes {at}: {notes}{flags}{behind}{more}{long}")
}

/// The last of the notes, as many lines as have room, and whether there are more. One that has no room for all of it is shown from its
/// beginning, with its time: never the end of one alone.
fn latest(notes: &[Vec<Line<'static>>], most: usize, columns: usize) -> (Vec<Line<'static>>, bool) {
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut more = false;
    for note in notes.iter().rev() {
        let room = most - lines.len();
        let mut head: Vec<Line<'static>> = note.iter().take(room).cloned().collect();
        if let Some(end) = head.last_mut().filter(|_| note.len() > room) {
            *end = Line::styled(shorten(&format!("{end} …"), columns), end.style);
        }
        more |= note.len() > room;
        head.append(&mut lines);
        lines = head;
    }
    (lines, more)
}

/// What was noted and flagged at this question, oldest first, with times; the lines of each.
fn notes(scene: &Scene<'_>, columns: usize) -> Vec<Vec<Line<'static>>> {
    let palette = scene.palette();
    let (plan, state) = (scene.session.plan(), scene.session.state());
    let slot = state.current().map(|asking| asking.slot);
    let conversation = state.conversation();
    let names = parts::interviewers(scene.backdrop.about, &scene.view.handed_over);
    // Who goes on must know which of the notes are another one's.
    let mark = |ms, entry| match parts::earlier_interviewer(scene.session, &names, entry) {
        Some(other) => format!(" {} {}: ", conversation.clock(ms), clean::line(other)),
        None => format!(" {} ", conversation.clock(ms)),
    };
    let mut all: Vec<(u64, String, String, Style)> = state
        .notes_on(slot)
        .map(|note| (note.entry, mark(note.ms, note.entry), note.text.clone(), Style::new()))
        .collect();
    all.extend(state.flags.iter().filter(|raised| Some(raised.slot) == slot).map(|raised| {
        let title = raised.flag.title(&plan.rubric);
        let text = format!("{title}: {}", quoted(&raised.quote));
        (raised.entry, format!("{}FLAG ", mark(raised.ms, raised.entry)), text, palette.alarm())
    }));
    all.sort_by_key(|(entry, ..)| *entry);
    all.into_iter().map(|(_, mark, text, style)| bullet(&mark, &text, columns, style)).collect()
}
