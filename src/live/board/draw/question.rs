//! The question: prompt, handout, signals side by side, hints, follow-ups; or its explanation.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::core::bank::fill;
use crate::core::event::Signal;
use crate::core::session::Asking;

use super::super::parts::{self, Mark};
use super::super::view::{Focus, Stands};
use super::Scene;
use super::ratings::{self, Judged};
use super::text::{beside, bullet, lines, rule, width, wrap_code};

/// Lines, and those of them that the cursor stands on.
pub(super) struct Middle {
    pub(super) lines: Vec<Line<'static>>,
    pub(super) cursor: Option<(usize, usize)>,
}

/// The question with everything that belongs to it, one below the other: where there is one column, and the note has the focus.
pub(super) fn page(scene: &Scene<'_>, columns: usize) -> Middle {
    let Some(asking) = scene.session.state().current() else { return script(scene, columns) };
    if scene.view.eye.stands == Stands::Explanation {
        return explanation(scene, asking, columns);
    }
    let mut page = Middle { lines: prompt(scene, asking, columns), cursor: None };
    signals(scene, asking, columns, &mut page);
    hints(scene, asking, columns, &mut page);
    follow_ups(scene, asking, columns, &mut page);
    page
}

/// The same in the order in which one rates: what can be ticked comes first.
pub(super) fn rating_page(scene: &Scene<'_>, columns: usize) -> Middle {
    let Some(asking) = scene.session.state().current() else { return script(scene, columns) };
    if scene.view.eye.stands == Stands::Explanation {
        return explanation(scene, asking, columns);
    }
    if scene.view.eye.stands == Stands::Anchors {
        return anchors(scene, asking, columns);
    }
    let mut page = Middle { lines: Vec::new(), cursor: None };
    signals(scene, asking, columns, &mut page);
    follow_ups(scene, asking, columns, &mut page);
    hints(scene, asking, columns, &mut page);
    page.lines.push(rule("The question", columns, scene.palette()));
    page.lines.extend(prompt(scene, asking, columns));
    page
}

/// The question and its answer: the left of two columns.
pub(super) fn left(scene: &Scene<'_>, columns: usize) -> Middle {
    let Some(asking) = scene.session.state().current() else { return script(scene, columns) };
    if scene.view.eye.stands == Stands::Explanation {
        return explanation(scene, asking, columns);
    }
    let mut page = Middle { lines: prompt(scene, asking, columns), cursor: None };
    hints(scene, asking, columns, &mut page);
    page.lines.push(rule("The answer", columns, scene.palette()));
    page.lines.extend(lines(&asking.question().answer, columns, Style::new()));
    page
}

/// What can be ticked: the right of two columns.
pub(super) fn right(scene: &Scene<'_>, asking: &Asking, columns: usize) -> Middle {
    if scene.view.eye.stands == Stands::Anchors {
        return anchors(scene, asking, columns);
    }
    let palette = scene.palette();
    let signals = &asking.question().signals;
    let strong = signals.strong.len();
    let mut page = Middle { lines: Vec::new(), cursor: None };
    if strong > 0 {
        page.lines.push(rule("Strong", columns, palette));
        listed(scene, asking, 0..strong, columns, &mut page);
    }
    if !signals.weak.is_empty() {
        page.lines.push(rule("Weak", columns, palette));
        listed(scene, asking, strong..strong + signals.weak.len(), columns, &mut page);
    }
    follow_ups(scene, asking, columns, &mut page);
    page
}

/// What is said to the candidate, and what is shown.
fn prompt(scene: &Scene<'_>, asking: &Asking, columns: usize) -> Vec<Line<'static>> {
    let (session, palette) = (scene.session, scene.palette());
    let question = asking.question();
    let mut out = lines(&fill(&question.prompt, session.state().filling()), columns, palette.bold());
    if let Some(script) = asking.continues.and(session.plan().section(asking.section)).and_then(|s| s.script.as_ref()) {
        out.extend(lines(script, columns, Style::new()));
    }
    if let Some(handout) = &question.handout {
        out.push(rule("Handout", columns, palette));
        out.extend(wrap_code(handout, columns).into_iter().map(Line::raw));
    }
    out
}

/// What each score looks like on the dimension under the cursor.
fn anchors(scene: &Scene<'_>, asking: &Asking, columns: usize) -> Middle {
    let palette = scene.palette();
    let rubric = &scene.session.plan().rubric;
    let dimensions = parts::dimensions(asking);
    let row = scene.view.eye.row.min(dimensions.len().saturating_sub(1));
    let mut out = Vec::new();
    if let Some(id) = dimensions.get(row).copied() {
        out.push(rule(&format!("{} (F2 goes back)", ratings::title(rubric, id)), columns, palette));
        let judged = Judged { rubric, id, chosen: asking.ratings.get(id).copied(), none: ratings::NOT_RATED };
        out.extend(judged.anchors(columns, usize::MAX, palette));
    }
    Middle { lines: out, cursor: None }
}

/// A section without a question has a script.
fn script(scene: &Scene<'_>, columns: usize) -> Middle {
    let session = scene.session;
    let section = session.plan().section(session.state().section());
    let palette = scene.palette();
    let mut out = Vec::new();
    if let Some(section) = section {
        out.extend(lines(&section.title, columns, palette.bold()));
        out.extend(lines(section.script.as_deref().unwrap_or("No script."), columns, Style::new()));
    }
    out.push(Line::default());
    let last = session.state().course(session.plan()).last() == Some(&session.state().place);
    let onward = if last {
        "Nothing is rated here, and nothing comes after it: F9 (or its line under Ctrl-O) ends the conversation."
    } else {
        "Nothing is rated here. Ctrl-N goes to what comes next."
    };
    out.extend(lines(onward, columns, palette.dim()));
    Middle { lines: out, cursor: None }
}

fn explanation(scene: &Scene<'_>, asking: &Asking, columns: usize) -> Middle {
    let mut out = vec![rule("The answer (F3 goes back to the question)", columns, scene.palette())];
    out.extend(lines(&asking.question().answer, columns, Style::new()));
    Middle { lines: out, cursor: None }
}

/// The line of a mark, with its letter and its tick.
fn marked(scene: &Scene<'_>, asking: &Asking, position: usize, columns: usize) -> (Vec<Line<'static>>, bool) {
    let palette = scene.palette();
    let marks = parts::marks(asking);
    let Some(mark) = marks.get(position) else { return (Vec::new(), false) };
    let (text, ticked, style) = match mark {
        Mark::Signal(signal) => {
            let style = if matches!(signal, Signal::Strong(_)) { palette.strong() } else { palette.weak() };
            (asking.signal_text(*signal), asking.signals.contains_key(signal), style)
        }
        Mark::FollowUp(number) => {
            let texts = &asking.question().follow_ups;
            (texts.get(usize::from(*number)).map(String::as_str), asking.follow_ups.contains(number), palette.bold())
        }
    };
    let rating = scene.view.focus == Focus::Rate;
    let here = rating && scene.view.eye.row == parts::dimensions(asking).len() + position;
    let letter = parts::letter(position).map_or(' ', |letter| letter);
    let tick = if ticked { 'x' } else { ' ' };
    let pointer = if here { '>' } else { ' ' };
    let style = if ticked { style } else { Style::new() };
    let style = if here { style.patch(palette.reversed()) } else { style };
    (bullet(&format!("{pointer}{letter} [{tick}] "), text.unwrap_or_default(), columns, style), here)
}

fn signals(scene: &Scene<'_>, asking: &Asking, columns: usize, page: &mut Middle) {
    let palette = scene.palette();
    let signals = &asking.question().signals;
    let gap = 2;
    let left = columns.saturating_sub(gap) / 2;
    let right = columns.saturating_sub(gap + left);
    let first = page.lines.len() + 1;
    let mut column = |range: std::ops::Range<usize>, wide: usize| {
        let mut out = Vec::new();
        for position in range {
            let start = first + out.len();
            let (lines, here) = marked(scene, asking, position, wide);
            out.extend(lines);
            if here && scene.view.eye.hint.is_none() {
                page.cursor = Some((start, first + out.len() - 1));
            }
        }
        out
    };
    let strong = column(0..signals.strong.len(), left);
    let weak = column(signals.strong.len()..signals.strong.len() + signals.weak.len(), right);
    let heads = beside(vec![rule("Strong", left, palette)], vec![rule("Weak", right, palette)], left, gap);
    page.lines.extend(heads);
    page.lines.extend(beside(strong, weak, left, gap));
}

fn hints(scene: &Scene<'_>, asking: &Asking, columns: usize, page: &mut Middle) {
    let hints = &asking.question().hints;
    if hints.is_empty() {
        return;
    }
    let palette = scene.palette();
    let next = if asking.hints.len() < hints.len() { " (Ctrl-G gives the next)" } else { "" };
    let title = format!("Hints, {} of {} given{next}", asking.hints.len(), hints.len());
    page.lines.push(rule(&title, columns, palette));
    let next = (0..u8::MAX).find(|index| !asking.hints.contains(index));
    for (index, hint) in (0_u8..).zip(hints) {
        let given = asking.hints.contains(&index);
        let mark = match (given, next == Some(index)) {
            (true, _) => format!(" {} [x] ", index + 1),
            (false, true) => format!(" {} [ ] next: ", index + 1),
            (false, false) => format!(" {} [ ] ", index + 1),
        };
        let style = if given { palette.bold() } else { Style::new() };
        debug_assert!(width(&mark) < columns);
        let start = page.lines.len();
        page.lines.extend(bullet(&mark, hint, columns, style));
        // The hint that was just given is read whole, whatever the cursor stands on.
        if scene.view.eye.hint == Some(index) {
            page.cursor = Some((start, page.lines.len() - 1));
        }
    }
}

fn follow_ups(scene: &Scene<'_>, asking: &Asking, columns: usize, page: &mut Middle) {
    let signals = &asking.question().signals;
    let first = signals.strong.len() + signals.weak.len();
    let count = asking.question().follow_ups.len();
    if count > 0 {
        page.lines.push(rule("Follow-ups", columns, scene.palette()));
        listed(scene, asking, first..first + count, columns, page);
    }
}

/// Marks below each other.
fn listed(scene: &Scene<'_>, asking: &Asking, range: std::ops::Range<usize>, columns: usize, page: &mut Middle) {
    for position in range {
        let start = page.lines.len();
        let (lines, here) = marked(scene, asking, position, columns);
        page.lines.extend(lines);
        if here && scene.view.eye.hint.is_none() {
            page.cursor = Some((start, page.lines.len() - 1));
        }
    }
}
