//! Asks for what a command needs: with lists to choose from on a terminal, by numbers and lines where that would be in the way.

use std::io::{self, Write as _};

use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, Select};

use crate::page::clean;
use crate::page::layout::cut;

use super::failure::{Failure, Result};
use super::input::{self, Read};
use super::interrupt;

/// How questions are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Lists that arrow keys walk through.
    Lists {
        /// Whether in color.
        color: bool,
        /// How wide the terminal is, in columns; an item that wraps would be drawn wrongly.
        width: usize,
    },
    /// Numbered lines, for screen readers, simple terminals and pipes.
    Lines,
}

impl Manner {
    /// One of `items`; the default stands first among equals.
    pub(super) fn choose(self, title: &str, items: &[String], default: usize) -> Result<usize> {
        match self {
            Self::Lists { color, width } => {
                let items: Vec<String> = items.iter().map(|item| cut(item, width.saturating_sub(3))).collect();
                let theme = theme(color);
                let select = Select::with_theme(theme.as_ref()).with_prompt(title).items(&items).default(default);
                interrupt::caught(|| select.max_length(12).interact_opt())?.ok_or(Failure::Interrupted)
            }
            Self::Lines => {
                let mut text = format!("{title}\n");
                for (number, item) in (1..).zip(items) {
                    text += &format!("  {number}  {}\n", clean::line(item));
                }
                say(&text)?;
                loop {
                    let line = ask(&format!("1 to {}, Enter for {}: ", items.len(), default + 1))?;
                    if line.is_empty() {
                        return Ok(default);
                    }
                    match line.parse::<usize>() {
                        Ok(number) if (1..=items.len()).contains(&number) => return Ok(number - 1),
                        _ => say(&format!("`{}` is not one of the numbers\n", clean::line(&line)))?,
                    }
                }
            }
        }
    }

    /// A line of text; `check` says what is wrong with it.
    pub(super) fn text(
        self,
        title: &str,
        default: Option<String>,
        check: impl Fn(&str) -> Option<String>,
    ) -> Result<String> {
        match self {
            Self::Lists { color, .. } => {
                let theme = theme(color);
                let mut input = Input::<String>::with_theme(theme.as_ref())
                    .with_prompt(title)
                    .validate_with(|text: &String| check(text).map_or(Ok(()), Err));
                if let Some(default) = default {
                    input = input.default(default);
                }
                interrupt::caught(|| input.interact_text())
            }
            Self::Lines => loop {
                let known =
                    default.as_ref().map(|name| format!(" (Enter for {})", clean::line(name))).unwrap_or_default();
                let line = ask(&format!("{title}{known}: "))?;
                let line = if line.is_empty() { default.clone().unwrap_or_default() } else { line };
                match check(&line) {
                    None => return Ok(line),
                    Some(wrong) => say(&format!("{wrong}\n"))?,
                }
            },
        }
    }
}

fn theme(color: bool) -> Box<dyn Theme> {
    if color { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) }
}

/// Prints at once.
pub(super) fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A line of input without its end.
///
/// # Errors
/// [`Failure::Interrupted`] where there is no more input.
pub(super) fn ask(prompt: &str) -> Result<String> {
    line(prompt)?.ok_or(Failure::Interrupted)
}

/// A line of input without its end; none where there is no more.
///
/// # Errors
/// What the system refused, or a signal that came instead.
pub(super) fn line(prompt: &str) -> io::Result<Option<String>> {
    say(prompt)?;
    match interrupt::ending(input::line)? {
        Read::Line(line) => Ok(Some(line)),
        Read::End => say("\n").map(|()| None),
        Read::Signal => Err(io::ErrorKind::Interrupted.into()),
    }
}
