//! Draws a form: the heading, what one has to see, the question with its list or line, and a footer with the keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::core::counted::counted;
use crate::core::names::plain;
use crate::page::{Clean, clean, layout};

use super::form::{Cover, Form};
use super::inquiry::{Expected, Pick};

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const FAINT: Style = Style::new().add_modifier(Modifier::DIM);
const CHOSEN: Style = Style::new().add_modifier(Modifier::REVERSED);

const KEYS: [&str; 11] = [
    "Keys",
    "",
    "Up, Down    choose; PgUp and PgDn by pages, Home and End to the ends",
    "letters     narrow a list to what has them in it, or are typed into the line",
    "a number    goes to that line of a list",
    "Enter       takes what is chosen, or the line as it stands",
    "Esc         goes back a question; what you answered is offered again",
    "^U          empties what is typed",
    "in a line   ^A, ^E, ^W, ^K, Alt-B, Alt-F as in every text; ^/ undoes, Alt-/ makes it again",
    "^C          leaves; first it says what is lost, and then ^Y or ^C leaves",
    "^O, F1, ?   shows these keys; Esc closes them",
];

/// Draws it whole.
pub(super) fn draw(form: &mut Form<'_>, frame: &mut Frame<'_>) {
    let area = frame.area();
    let width = usize::from(area.width).saturating_sub(2).max(10);
    let height = usize::from(area.height);
    let lines = match &form.cover {
        Cover::Open => at_question(form, width, height),
        Cover::Keys => {
            let keys = KEYS.iter().flat_map(|line| wrapped(line, width, "            "));
            keys.map(Line::from).collect()
        }
        Cover::Leaving(lost) => leaving(lost, width),
    };
    let buffer = frame.buffer_mut();
    for (row, line) in (0..area.height).zip(&lines) {
        buffer.set_line(area.x + 1, area.y + row, line, area.width.saturating_sub(2));
    }
    let foot = foot(form, width);
    let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    buffer.set_style(last, Style::reset());
    buffer.set_line(area.x + 1, last.y, &Line::from(Span::styled(format!("{foot:width$}"), FAINT)), last.width);
}

/// The keys, as many as fit, the most needed first.
fn foot(form: &Form<'_>, width: usize) -> String {
    let keys: &[&str] = match (&form.cover, &form.inquiry.expected) {
        (Cover::Open, Expected::OneOf { .. }) => {
            &["Enter takes it", "Esc back", "^O keys", "^C leave", "letters, numbers find a line"]
        }
        (Cover::Open, Expected::Line { .. }) => &["Enter takes it", "Esc back", "^O keys", "^C leave"],
        (Cover::Open, Expected::Yes { .. }) => &["^Y does it", "Esc back", "^O keys", "^C leave"],
        (Cover::Keys, _) => &["Esc closes this"],
        (Cover::Leaving(_), _) => &["^Y leaves", "Esc goes on asking", "^O keys"],
    };
    let mut foot = String::new();
    for key in keys {
        let gap = if foot.is_empty() { "" } else { "   " };
        if foot.len() + gap.len() + key.len() > width {
            break;
        }
        foot = foot + gap + key;
    }
    foot
}

fn leaving(lost: &str, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::from(Span::styled("Leave?", BOLD)), Line::default()];
    lines.extend(wrapped(lost, width, "").into_iter().map(Line::from));
    lines.extend([Line::default(), Line::from("^Y leaves, Esc goes back to the question.")]);
    lines
}

fn wrapped(text: &str, width: usize, below: &str) -> Vec<String> {
    let text = clean::line(text);
    let options =
        textwrap::Options::new(width).subsequent_indent(below).word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(&text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// How many lines each part gets.
struct Shares {
    body: usize,
    list: usize,
}

/// The list is shown whole where it is short; the body has the rest.
fn shares(body: usize, list: usize, room: usize) -> Shares {
    const SHORT: usize = 8;
    if body == 0 {
        return Shares { body: 0, list: room };
    }
    let least = list.min(SHORT).min(room / 2).max(1);
    let body = body.min(room.saturating_sub(least + 1));
    Shares { body, list: room.saturating_sub(body + 1) }
}

fn at_question(form: &mut Form<'_>, width: usize, height: usize) -> Vec<Line<'static>> {
    // What was answered is long where names are; it is not cut as long as there are two lines for it.
    let heading = wrapped(&form.inquiry.heading, width, "");
    let heading = if heading.len() > 2 { vec![layout::cut(&form.inquiry.heading, width)] } else { heading };
    let above = heading.len() + 1;
    let mut lines: Vec<Line<'static>> =
        heading.into_iter().map(|line| Line::from(Span::styled(line, BOLD))).chain([Line::default()]).collect();
    let said = form.inquiry.said.iter().map(|said| Clean::said(said));
    let said: Vec<String> = said.flat_map(|said| wrapped(said.as_str(), width, "")).collect();
    let shown = form.shown();
    let about = abouts(form, &shown, width);
    let below = if about.0 == 0 { 0 } else { about.0 + 1 };
    let question = question(form, width, (height / 3).max(2));
    // Heading, question and footer, each with what parts it from the rest.
    let fixed = above + question.len() + said.len() + below + 2;
    let body: Vec<Line<'static>> =
        form.inquiry.body.iter().flat_map(|piece| piece.lines(width)).map(Line::from).collect();
    let shares = shares(body.len(), shown.len(), height.saturating_sub(fixed));
    lines.extend(window(form, body, shares.body));
    if shares.body > 0 {
        lines.push(Line::default());
    }
    lines.extend(question);
    lines.extend(said.into_iter().map(|said| Line::from(Span::styled(said, BOLD))));
    lines.extend(list(form, &shown, (width, shares.list)));
    if below > 0 {
        lines.push(Line::default());
        lines.extend(about.1.into_iter().map(Line::from));
    }
    lines
}

/// The sentence about what is chosen, and how many lines the longest of all takes, so that nothing jumps.
fn abouts(form: &Form<'_>, shown: &[usize], width: usize) -> (usize, Vec<String>) {
    let Expected::OneOf { picks, .. } = &form.inquiry.expected else { return (0, Vec::new()) };
    let lines = |pick: &Pick| if pick.about.is_empty() { Vec::new() } else { wrapped(&pick.about, width, "") };
    let most = picks.iter().map(|pick| lines(pick).len()).max().unwrap_or(0);
    let chosen = form.at.and_then(|at| shown.get(at)).and_then(|index| picks.get(*index));
    (most, chosen.map(lines).unwrap_or_default())
}

/// As many lines of the body as fit, and how many more there are.
fn window(form: &mut Form<'_>, body: Vec<Line<'static>>, rows: usize) -> Vec<Line<'static>> {
    form.overflows = body.len() > rows && rows > 1;
    if !form.overflows {
        form.scroll = 0;
        return body.into_iter().take(rows).collect();
    }
    let page = rows - 1;
    form.page = page;
    form.scroll = form.scroll.min(body.len() - page);
    let (above, below) = (form.scroll, body.len() - page - form.scroll);
    let more = match (above, below) {
        (0, below) => format!("{} below: PgDn", counted(below, "line")),
        (above, 0) => format!("{} above: PgUp", counted(above, "line")),
        (above, below) => format!("{above} above: PgUp; {} below: PgDn", counted(below, "line")),
    };
    let mut lines: Vec<Line<'static>> = body.into_iter().skip(form.scroll).take(page).collect();
    lines.push(Line::from(Span::styled(more, FAINT)));
    lines
}

/// The question, with what is typed behind it; where that has no room there, below it in as many lines as it takes, up to `most`.
fn question(form: &Form<'_>, width: usize, most: usize) -> Vec<Line<'static>> {
    let asked = clean::line(&form.inquiry.question).into_owned();
    let whole = || wrapped(&asked, width, "").into_iter().map(|line| Line::from(Span::styled(line, BOLD)));
    let is_line = matches!(form.inquiry.expected, Expected::Line { .. });
    if !is_line && form.field.is_empty() {
        return whole().collect();
    }
    let beside = textwrap::core::display_width(&asked) + textwrap::core::display_width(&form.field.text()) + 3;
    if beside > width {
        return whole().chain(written(form, width.saturating_sub(2).max(1), most)).collect();
    }
    vec![beside_it(form, &asked, width)]
}

/// What is typed, broken between words, with the line of the cursor in sight.
fn written(form: &Form<'_>, width: usize, most: usize) -> Vec<Line<'static>> {
    let (signs, at) = form.field.signs();
    let shown: Vec<String> = signs.iter().map(|sign| clean::line(sign).into_owned()).collect();
    let wide = |sign: &String| textwrap::core::display_width(sign);
    let (mut rows, mut start, mut used, mut gap) = (Vec::new(), 0, 0, None);
    for (index, sign) in shown.iter().enumerate() {
        if used + wide(sign) > width {
            let end = gap.unwrap_or(index);
            rows.push(start..end);
            (start, gap) = (end, None);
            used = shown.get(end..index).unwrap_or_default().iter().map(wide).sum();
        }
        used += wide(sign);
        if sign == " " {
            gap = Some(index + 1);
        }
    }
    rows.push(start..shown.len());
    // The cursor behind the last sign takes a column, too.
    if at == shown.len() && used >= width {
        rows.push(at..at);
    }
    let last = rows.len() - 1;
    let here = rows.iter().position(|row| row.contains(&at)).unwrap_or(last);
    let first = (here + 1).saturating_sub(most).min((last + 1).saturating_sub(most));
    let plain = if form.field.is_offered() { CHOSEN } else { Style::new() };
    let cursor = if form.at.is_some() { Style::new() } else { CHOSEN };
    let one = |(row, range): (usize, &std::ops::Range<usize>)| {
        let part = |from: usize, to: usize| shown.get(from..to).unwrap_or_default().concat();
        let mut spans = vec![Span::raw("  ")];
        if row == here {
            let end = (at + 1).min(range.end.max(at));
            let under = part(at, end);
            spans.push(Span::styled(part(range.start, at), plain));
            spans.push(Span::styled(if under.is_empty() { " ".to_owned() } else { under }, cursor));
            spans.push(Span::styled(part(end, range.end), plain));
        } else {
            spans.push(Span::styled(part(range.start, range.end), plain));
        }
        Line::from(spans)
    };
    rows.iter().enumerate().skip(first).take(most).map(one).collect()
}

/// The question, and behind it what is typed.
fn beside_it(form: &Form<'_>, asked: &str, width: usize) -> Line<'static> {
    let is_line = matches!(form.inquiry.expected, Expected::Line { .. });
    let (before, under, behind) = form.field.parts();
    let room = width.saturating_sub(textwrap::core::display_width(asked) + 3).max(4);
    // A long line is seen by its end, where it is typed.
    let mut before = clean::line(&before).into_owned();
    while textwrap::core::display_width(&before) > room {
        before.remove(0);
    }
    let under = if under.is_empty() { " ".to_owned() } else { under };
    let typed = if form.field.is_offered() { CHOSEN } else { Style::new() };
    let cursor = if form.at.is_some() && is_line { Style::new() } else { CHOSEN };
    Line::from(vec![
        Span::styled(format!("{asked}  "), BOLD),
        Span::styled(before, typed),
        Span::styled(clean::line(&under).into_owned(), cursor),
        Span::raw(clean::line(&behind).into_owned()),
    ])
}

/// The list around what is chosen, and how many more there are.
fn list(form: &Form<'_>, shown: &[usize], (width, rows): (usize, usize)) -> Vec<Line<'static>> {
    let picks: Vec<(String, Pick)> = match &form.inquiry.expected {
        // Each by its number among all, which stays the same while letters narrow the list.
        Expected::OneOf { picks, .. } => {
            let wide = picks.len().to_string().len();
            let number = |index: usize| form.inquiry.expected.number(index);
            let numbered = |index: &usize| Some((format!("{:>wide$}  ", number(*index)), picks.get(*index)?.clone()));
            shown.iter().filter_map(numbered).collect()
        }
        Expected::Line { known, .. } => {
            shown.iter().filter_map(|index| known.get(*index)).map(|name| (String::new(), known_here(name))).collect()
        }
        Expected::Yes { .. } => Vec::new(),
    };
    let is_new = newcomer(form).map(|said| Line::from(format!("  {said}")));
    if picks.is_empty() && matches!(form.inquiry.expected, Expected::OneOf { .. }) {
        return vec![Line::from("  nothing has that in it")];
    }
    let all = picks.len();
    let chosen = form.at.unwrap_or(0);
    let column =
        picks.iter().map(|(_, pick)| textwrap::core::display_width(&clean::line(&pick.title))).max().unwrap_or(0);
    // A title is read whole: what stands beside it is cut first, down to a third of the line.
    let column = column.min(width.saturating_sub(4) * 2 / 3);
    let room = |number: &str, pick: &Pick| {
        let beside = width.saturating_sub(2 + textwrap::core::display_width(number));
        if pick.facts.is_empty() { beside } else { column.min(beside) }
    };
    let titles: Vec<(&str, usize)> =
        picks.iter().map(|(number, pick)| (pick.title.as_str(), room(number, pick))).collect();
    let titles = layout::told_apart(&titles, layout::cut);
    let lines_of = |index: usize| match (picks.get(index), titles.get(index)) {
        (Some(pick), Some(title)) => row(pick, title, form.at == Some(index), (width, column)),
        (None, _) | (_, None) => Vec::new(),
    };
    // What is chosen is read whole, and takes the room of others for it.
    let taken =
        if form.at.is_some() { lines_of(chosen).len().saturating_sub(1) } else { usize::from(is_new.is_some()) };
    let fits = all + taken <= rows;
    let page = if fits { all } else { rows.saturating_sub(1 + taken).max(1) };
    let first = chosen.saturating_sub(page.saturating_sub(1)).min(all.saturating_sub(page));
    let known = (first..all.min(first + page)).flat_map(lines_of);
    let mut lines: Vec<Line<'static>> = is_new.into_iter().chain(known).collect();
    if !fits {
        let last = first + page;
        lines.push(Line::from(Span::styled(format!("  {} to {last} of {all}", first + 1), FAINT)));
    }
    lines
}

/// Where the line is a name that nobody known here has, though others have it in theirs: that Enter makes a new one.
fn newcomer(form: &Form<'_>) -> Option<String> {
    let typed = form.field.text();
    let name = layout::one_line(&typed);
    let Expected::Line { known, .. } = &form.inquiry.expected else { return None };
    let is_known = known.iter().any(|known| plain(known) == plain(&name));
    let is_asked = form.at.is_none() && !form.field.is_offered() && !form.shown().is_empty();
    (is_asked && !name.is_empty() && !is_known)
        .then(|| format!("Enter: {name}, somebody new; Down: one who is known here"))
}

/// A name that was typed before: not what the line holds, but what could be chosen for it.
fn known_here(name: &String) -> Pick {
    Pick::new(name).with("known here")
}

/// A line of a list; what is chosen is not cut, but goes on below.
fn row(
    (number, pick): &(String, Pick),
    title: &str,
    chosen: bool,
    (width, column): (usize, usize),
) -> Vec<Line<'static>> {
    let mark = format!("{}{number}", if chosen { "> " } else { "  " });
    let indent = " ".repeat(textwrap::core::display_width(&mark));
    let width = width.saturating_sub(indent.len());
    let style = if chosen { CHOSEN } else { Style::new() };
    let gap = " ".repeat(column.saturating_sub(textwrap::core::display_width(title)) + 2);
    let facts = clean::line(&pick.facts);
    let text = if facts.is_empty() { title.to_owned() } else { format!("{title}{gap}{facts}") };
    let is_whole = clean::line(&pick.title) == title && textwrap::core::display_width(&text) <= width;
    if !chosen || is_whole {
        return vec![Line::from(Span::styled(format!("{mark}{}", layout::cut(&text, width)), style))];
    }
    let facts = if facts.is_empty() { String::new() } else { format!("  ({facts})") };
    let pieces = wrapped(&format!("{}{facts}", pick.title), width, "").into_iter().enumerate();
    let line = |(number, piece)| format!("{}{piece}", if number == 0 { &mark } else { &indent });
    pieces.map(|piece| Line::from(Span::styled(line(piece), style))).collect()
}
