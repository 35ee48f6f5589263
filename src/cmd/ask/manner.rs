//! Which of the two faces puts the questions, and single questions by themselves.

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;

use crate::live::board::{self, Dialog};

use super::super::failure::{Failure, Result};
use super::form::Form;
use super::inquiry::{Expected, Flow, Inquiry, Pick, Response};
use super::{draw, lines};

/// One question by itself.
struct Single<'a> {
    inquiry: Inquiry,
    reply: Option<Response>,
    /// Why a pick can't be taken now, where it can't.
    refuses: &'a dyn Fn(usize) -> Option<String>,
}

impl Flow for Single<'_> {
    fn inquiry(&self) -> Inquiry {
        self.inquiry.clone()
    }

    fn reply(&mut self, reply: Response) {
        self.inquiry.said = match reply {
            Response::Picked(index) => (self.refuses)(index),
            Response::Typed(_) | Response::Back | Response::Leave => None,
        };
        self.reply = Some(reply).filter(|_| self.inquiry.said.is_none());
    }

    fn can_go_back(&self) -> bool {
        false
    }

    fn lost(&self) -> Option<String> {
        None
    }

    fn is_over(&self) -> bool {
        self.reply.is_some()
    }
}

/// How questions are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Manner {
    /// On the whole screen.
    Screen,
    /// By numbered lines, for screen readers and simple terminals.
    Lines {
        /// How wide the terminal is, in columns.
        width: usize,
    },
}

impl Manner {
    /// Asks until nothing is left to ask.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] where the program is to end, or there is no more input.
    pub(in super::super) fn hold(self, flow: &mut dyn Flow) -> Result {
        if flow.is_over() {
            return Ok(());
        }
        match self {
            Self::Screen => {
                let mut shown = FormOnScreen(Form::new(flow));
                if board::converse(&mut shown)? { Ok(()) } else { Err(Failure::Interrupted) }
            }
            Self::Lines { width } => lines::hold(flow, width),
        }
    }

    /// One of `picks`.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] where none was chosen.
    pub(in super::super) fn choose(self, heading: &str, question: &str, picks: Vec<Pick>) -> Result<usize> {
        self.choose_one((heading, question), picks, &|_| None)
    }

    /// One of `picks`; where one can't be taken now, `refuses` says why, and the list stays.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] where none was chosen.
    pub(in super::super) fn choose_one(
        self,
        (heading, question): (&str, &str),
        picks: Vec<Pick>,
        refuses: &dyn Fn(usize) -> Option<String>,
    ) -> Result<usize> {
        let expected = Expected::OneOf { picks, at: 0 };
        let inquiry =
            Inquiry { heading: heading.into(), body: Vec::new(), question: question.into(), expected, said: None };
        let mut single = Single { inquiry, reply: None, refuses };
        self.hold(&mut single)?;
        match single.reply {
            Some(Response::Picked(index)) => Ok(index),
            Some(Response::Typed(_) | Response::Back | Response::Leave) | None => Err(Failure::Interrupted),
        }
    }
}

/// A form that has the screen for itself.
struct FormOnScreen<'a>(Form<'a>);

impl Dialog for FormOnScreen<'_> {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        draw::draw(&mut self.0, frame);
    }

    fn press(&mut self, key: &KeyEvent) {
        self.0.press(key);
    }

    fn paste(&mut self, text: &str) {
        self.0.paste(text);
    }

    fn is_over(&self) -> bool {
        self.0.is_over()
    }
}

/// The screen of so many columns and rows after each key.
#[cfg(test)]
pub(in super::super) fn pictures(flow: &mut dyn Flow, keys: &[KeyEvent], (columns, rows): (u16, u16)) -> Vec<String> {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a screen");
    let mut shown = FormOnScreen(Form::new(flow));
    let mut pictures = Vec::new();
    for key in std::iter::once(None).chain(keys.iter().map(Some)) {
        key.inspect(|key| shown.press(key));
        if !shown.is_over() {
            terminal.draw(|frame| shown.draw(frame)).expect("it draws");
            pictures.push(terminal.backend().to_string());
        }
    }
    pictures
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyModifiers};

    use super::*;

    #[test]
    fn a_name_that_is_new_beside_a_known_one_is_said_to_be_before_enter_takes_it() {
        let expected = Expected::Line { before: None, known: vec!["Zoë Marlow".into(), "Ann Lee".into()] };
        let (heading, question) = ("New interview".into(), "The candidate's name".into());
        let inquiry = Inquiry { heading, body: Vec::new(), question, expected, said: None };
        let mut single = Single { inquiry, reply: None, refuses: &|_| None };
        let keys: Vec<KeyEvent> =
            "zoe m".chars().map(|key| KeyEvent::new(KeyCode::Char(key), KeyModifiers::NONE)).collect();
        let shown = pictures(&mut single, &keys, (80, 24));
        assert!(!shown[0].contains("somebody new"), "{}", shown[0]);
        assert!(shown[5].contains("Enter: zoe m, somebody new; Down: one who is known here"), "{}", shown[5]);
        assert!(shown[5].contains("Zoë Marlow"), "{}", shown[5]);
        // Where nobody known has it there is nobody to mistake.
        let keys = [KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE)];
        let shown = pictures(&mut single, &keys, (80, 24));
        assert!(!shown[1].contains("somebody new"), "{}", shown[1]);
    }

    #[test]
    fn a_question_over_a_list_is_read_whole_and_what_is_typed_is_in_sight() {
        let expected = Expected::OneOf { picks: ["Ann Lee", "Bo Chen"].map(Pick::new).into(), at: 0 };
        let question = "Several interviews are not finished. What would you like to do?".to_owned();
        let inquiry = Inquiry { heading: "hotseat".into(), body: Vec::new(), question, expected, said: None };
        let mut single = Single { inquiry, reply: None, refuses: &|_| None };
        let keys: Vec<KeyEvent> =
            "bo ch".chars().map(|key| KeyEvent::new(KeyCode::Char(key), KeyModifiers::NONE)).collect();
        let shown = pictures(&mut single, &keys, (60, 18));
        for picture in &shown {
            assert!(picture.contains("What would you like") && picture.contains("to do?"), "{picture}");
        }
        assert!(shown[5].contains("bo ch") && shown[5].contains("Bo Chen"), "{}", shown[5]);
    }

    #[test]
    fn a_pick_that_cannot_be_taken_is_told_why_and_the_list_stays() {
        let expected = Expected::OneOf { picks: ["Ann Lee", "Bo Chen"].map(Pick::new).into(), at: 0 };
        let (heading, question) = ("Sessions".into(), "Which?".into());
        let inquiry = Inquiry { heading, body: Vec::new(), question, expected, said: None };
        let refuses = |index: usize| (index == 0).then(|| "That one is open elsewhere.".to_owned());
        let mut single = Single { inquiry, reply: None, refuses: &refuses };
        let keys = [KeyCode::Enter, KeyCode::Down, KeyCode::Enter].map(|code| KeyEvent::new(code, KeyModifiers::NONE));
        let shown = pictures(&mut single, &keys, (80, 24));
        assert!(shown[1].contains("That one is open elsewhere.") && shown[1].contains("Bo Chen"), "{}", shown[1]);
        assert_eq!(single.reply, Some(Response::Picked(1)));
    }
}
