//! The conversation: header, question, ratings, notes; on wide screens the outline on the left and the notes on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget as _;

use crate::core::scale::Rating;
use crate::core::session::Asking;

use super::super::parts;
use super::super::view::{Field, Focus};
use super::ratings::Judged;
use super::text::{Palette, bullet, in_sight, put, put_scrolled, rule, wrap};
use super::{Scene, Seen, header, outline, question, ratings};

/// From how many columns on the outline has a place of its own, and the notes too.
const WIDE: u16 = 110;
const WIDEST: u16 = 136;

/// Draws the conversation.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    header::draw(scene, Rect { height: 2, ..area }, buffer);
    let body = Rect { y: area.y + 2, height: area.height - 2, ..area };
    let mut middle = body;
    let mut notes_aside = false;
    if area.width >= WIDE {
        let left = Rect { width: 36, ..body };
        draw_outline(scene, left, buffer);
        middle = Rect { x: left.right() + 1, width: body.width - 37, ..body };
    }
    if area.width >= WIDEST {
        let right = Rect { x: middle.right() - 34, width: 34, ..middle };
        middle.width -= 35;
        notes_aside = true;
        let lines = notes(scene, usize::from(right.width));
        let scroll = lines.len().saturating_sub(usize::from(right.height) - 1);
        put(buffer, right, &[rule(&notes_title(scene), usize::from(right.width), scene.palette())], 0);
        put(buffer, Rect { y: right.y + 1, height: right.height - 1, ..right }, &lines, scroll);
    }
    if scene.view.focus == Focus::Plan && area.width < WIDE {
        let (above, cursor) = writing(scene, middle, 1, false, buffer);
        draw_outline(scene, above, buffer);
        return Seen { cursor, ..Seen::default() };
    }
    conversation(scene, middle, notes_aside, buffer)
}

fn draw_outline(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) {
    let lines = outline::lines(scene, usize::from(area.width));
    let row = if scene.view.focus == Focus::Plan { scene.view.plan_row } else { parts::outline_row(scene.session) };
    let scroll = in_sight(0, row.saturating_sub(1), row + 1, usize::from(area.height));
    put_scrolled(buffer, area, &lines, scroll, scene.palette());
}

fn conversation(scene: &Scene<'_>, area: Rect, notes_aside: bool, buffer: &mut Buffer) -> Seen {
    let rating = scene.view.focus == Focus::Rate;
    let roomy = area.height >= 19;
    let editor = if rating { 1 } else { editor_height(scene, area, roomy) };
    let (above, cursor) = writing(scene, area, editor, roomy && !notes_aside && !rating, buffer);
    let columns = usize::from(above.width);
    let asking = scene.session.state().current();
    let desk = asking.map(|asking| {
        // The explanation gets the room that the anchors would take.
        if rating && !scene.view.explaining {
            rating_lines(scene, asking, columns, usize::from(above.height))
        } else {
            vec![ratings::row(scene, asking, columns)]
        }
    });
    let desk = desk.unwrap_or_default();
    let tall = u16::try_from(desk.len()).unwrap_or(0).min(above.height);
    let question = Rect { height: above.height - tall, ..above };
    put(buffer, Rect { y: question.bottom(), height: tall, ..above }, &desk, 0);
    let page = question::page(scene, columns);
    let height = usize::from(question.height);
    let mut scroll = scene.view.scroll;
    if let (true, Some((first, last))) = (scene.view.follow, page.cursor) {
        scroll = in_sight(scroll, first.saturating_sub(1), last + 1, height);
    }
    let scroll = put_scrolled(buffer, question, &page.lines, scroll, scene.palette());
    Seen { cursor, scroll: Some(scroll), ..Seen::default() }
}

/// Each dimension with its scores, and the anchors of the one under the cursor.
fn rating_lines(scene: &Scene<'_>, asking: &Asking, columns: usize, height: usize) -> Vec<Line<'static>> {
    let palette = scene.palette();
    let rubric = &scene.session.plan().rubric;
    let judged = |id| Judged { rubric, id, chosen: asking.ratings.get(id).copied() };
    let dimensions = parts::dimensions(asking);
    // What the question keeps, however many dimensions there are; the anchors keep a line each.
    let least = 4;
    let row = scene.view.row.min(dimensions.len().saturating_sub(1));
    let most = height.saturating_sub(least + 1 + Rating::ALL.len()).max(5);
    let first = in_sight(0, row.saturating_sub(1), (row + 1).min(dimensions.len().saturating_sub(1)), most);
    let mut lines = vec![rule("Ratings: 1-5, 0 not assessed", columns, palette)];
    for (position, id) in dimensions.iter().enumerate().skip(first).take(most) {
        let here = position == scene.view.row;
        lines.push(judged(id).scores(here, palette));
    }
    if let Some(id) = dimensions.get(scene.view.row) {
        let room = height.saturating_sub(lines.len() + least);
        lines.extend(judged(id).anchors(columns, room, palette));
    }
    lines
}

/// How many lines the note takes: as many as it has, within reason.
fn editor_height(scene: &Scene<'_>, area: Rect, roomy: bool) -> u16 {
    let columns = usize::from(area.width.saturating_sub(2)).max(1);
    let lines: usize = scene.view.note.area().lines().iter().map(|line| wrap(line, columns).len().max(1)).sum();
    let (least, most) = if roomy { (2, (area.height / 3).max(4)) } else { (1, 3) };
    u16::try_from(lines).unwrap_or(most).clamp(least, most)
}

/// The note with the last of those before it; gives what is left above, and where the cursor stands.
fn writing(
    scene: &Scene<'_>,
    area: Rect,
    editor: u16,
    with_history: bool,
    buffer: &mut Buffer,
) -> (Rect, Option<(u16, u16)>) {
    let palette = scene.palette();
    let columns = usize::from(area.width);
    let history = if with_history { notes(scene, columns) } else { Vec::new() };
    let shown = history.len().min(if area.height >= 30 { 6 } else { 2 });
    let tall = 1 + u16::try_from(shown).unwrap_or(0) + editor;
    let above = Rect { height: area.height.saturating_sub(tall), ..area };
    let title = Rect { y: above.bottom(), height: 1, ..area };
    put(buffer, title, &[rule(&notes_title(scene), columns, palette)], 0);
    let past = Rect { y: title.bottom(), height: u16::try_from(shown).unwrap_or(0), ..area };
    put(buffer, past, &history, history.len().saturating_sub(shown));
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
        put(buffer, area, &[Line::styled("  Tab or Esc: back to the note", palette.dim())], 0);
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

fn notes_title(scene: &Scene<'_>) -> String {
    let state = scene.session.state();
    let slot = state.current().map(|asking| asking.slot);
    let notes = state.notes_on(slot).count();
    let flags = state.flags.iter().filter(|raised| Some(raised.slot) == slot).count();
    let at = slot.map_or("here".to_owned(), |slot| format!("on {slot}"));
    let flags = match flags {
        0 => String::new(),
        1 => ", 1 red flag".into(),
        many => format!(", {many} red flags"),
    };
    format!("Notes {at}: {notes}{flags}")
}

/// What was noted and flagged at this question, oldest first, with times.
fn notes(scene: &Scene<'_>, columns: usize) -> Vec<Line<'static>> {
    let palette = scene.palette();
    let (plan, state) = (scene.session.plan(), scene.session.state());
    let slot = state.current().map(|asking| asking.slot);
    let mut all: Vec<(u64, String, String, Style)> = state
        .notes_on(slot)
        .map(|note| (note.entry, format!(" {} ", note.ms.clock()), note.text.clone(), Style::new()))
        .collect();
    all.extend(state.flags.iter().filter(|raised| Some(raised.slot) == slot).map(|raised| {
        let title = raised.flag.title(&plan.rubric);
        let text = format!("{title}: \"{}\"", raised.quote);
        (raised.entry, format!(" {} FLAG ", raised.ms.clock()), text, palette.alarm())
    }));
    all.sort_by_key(|(entry, ..)| *entry);
    all.into_iter().flat_map(|(_, mark, text, style)| bullet(&mark, &text, columns, style)).collect()
}
