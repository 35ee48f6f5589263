//! What the candidate sees, in calm text with room around it. It is drawn from [`Shown`] alone, so nothing else can get here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::core::scale::Millis;
use crate::core::session::Shown;

use super::text::{Palette, lines, put_scrolled, width, wrap_code};

/// How it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether the section's clock is shown.
    pub clock: bool,
    /// Lines scrolled.
    pub scroll: usize,
    /// The styles.
    pub palette: Palette,
}

/// The widest that prose is set.
const MEASURE: u16 = 72;

/// Draws prompt and handout, and the section's clock where it is asked for; gives the scroll as it was possible.
pub fn draw(shown: &Shown, look: Look, area: Rect, buffer: &mut Buffer) -> usize {
    // Code that just fits without the margin is not broken for its sake.
    let widest = shown.handout().into_iter().flat_map(str::lines).map(width).max().unwrap_or(0);
    let spare = usize::from(area.width).saturating_sub(widest) / 2;
    let margin = if area.width >= 40 { u16::try_from(spare).unwrap_or(4).min(4) } else { 0 };
    let columns = usize::from(area.width.saturating_sub(2 * margin).min(MEASURE));
    let mut page = Vec::new();
    if let Some(prompt) = shown.prompt() {
        page.extend(lines(prompt, columns, look.palette.bold()));
    }
    let room = usize::from(area.width.saturating_sub(2 * margin));
    if let Some(handout) = shown.handout() {
        page.push(Line::default());
        page.extend(wrap_code(handout, room).into_iter().map(Line::raw));
    }
    let widest = page.iter().map(Line::width).max().unwrap_or(0).max(columns.min(room));
    let wide = u16::try_from(widest).unwrap_or(area.width).min(area.width);
    let top = if area.height >= 20 { 2 } else { 1 };
    let x = area.x + (area.width - wide) / 2;
    let height = area.height.saturating_sub(top + 2);
    let spare = height.saturating_sub(u16::try_from(page.len()).unwrap_or(height)) / 3;
    let inner = Rect { x, y: area.y + top + spare, width: wide, height: height - spare };
    let inner = inner.intersection(area);
    let scroll = put_scrolled(buffer, inner, &page, look.scroll, look.palette).scroll;
    if let (true, Some(section)) = (look.clock, shown.section()) {
        let text = if section.over() > Millis(0) {
            "the section's time is up".to_owned()
        } else {
            format!("{} left in this section", section.left().clock())
        };
        let wide = u16::try_from(width(&text)).unwrap_or(0).min(area.width);
        if area.height > 0 {
            let y = area.bottom() - 1;
            buffer.set_stringn(area.x + (area.width - wide) / 2, y, text, usize::from(wide), Style::new());
        }
    }
    scroll
}
