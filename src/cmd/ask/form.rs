//! The screen's face of a [`Flow`]: a machine of key presses, and nothing else. Letters narrow a list or are typed into the line, a number
//! goes to a line of a list; only Ctrl-Y or Ctrl-C leaves, after it was said what is lost.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::core::find::Words;
use crate::core::names::plain;
use crate::live::board::keys::{self, Area, Deed, Edit};

use super::field::TypedLine;
use super::inquiry::{Expected, Flow, Inquiry, Response};

/// Said where somebody would suspend the program, or take something back.
const STAYS: &str = "^Z does nothing here: ^/ undoes within the text, Esc goes back a question, and ^C leaves.";
/// Said of the key that answers what asks.
const ANSWERS: &str = "^Y answers where it is asked whether to leave; in the text, ^/ undoes and Alt-/ makes it again.";
/// Said where a line break was typed or pasted.
const ONE_LINE: &str = "This is one line: Enter takes it.";
const JOINED: &str = "This is one line: those that you pasted are joined in it.";

/// What lies over the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cover {
    /// Nothing.
    Open,
    /// The keys.
    Keys,
    /// Whether to leave, and what is lost by it.
    Leaving(String),
}

/// A flow with what is typed, where the cursor stands, and what lies over it.
pub(super) struct Form<'a> {
    flow: &'a mut dyn Flow,
    pub(super) inquiry: Inquiry,
    /// What narrows the list, or is the line.
    pub(super) field: TypedLine,
    /// Which of those that are shown is chosen; none where the line itself is.
    pub(super) at: Option<usize>,
    /// The first line of the body that is shown, and how many fit.
    pub(super) scroll: usize,
    pub(super) page: usize,
    /// Whether the body is longer than its place.
    pub(super) overflows: bool,
    pub(super) cover: Cover,
    /// Lines that were left half typed, by their questions.
    left_typed: Vec<(String, String)>,
}

impl<'a> Form<'a> {
    pub(super) fn new(flow: &'a mut dyn Flow) -> Self {
        let inquiry = flow.inquiry();
        let field = TypedLine::default();
        let mut form = Self {
            flow,
            inquiry,
            field,
            at: None,
            scroll: 0,
            page: 1,
            overflows: false,
            cover: Cover::Open,
            left_typed: Vec::new(),
        };
        form.take_up();
        form
    }

    /// Begins with the question as it is now.
    fn take_up(&mut self) {
        let before = std::mem::replace(&mut self.inquiry, self.flow.inquiry());
        match &self.inquiry.expected {
            Expected::OneOf { at, .. } => {
                self.field.clear();
                self.at = Some(*at);
            }
            Expected::Line { before, .. } => {
                self.field = TypedLine::offering(before.as_deref().unwrap_or_default());
                let asked = self.inquiry.question.as_str();
                if let Some(left) = self.left_typed.iter().position(|(question, _)| question == asked) {
                    self.field.clear();
                    self.field.insert(&self.left_typed.swap_remove(left).1);
                }
                self.at = None;
            }
            Expected::Yes { .. } => {
                self.field.clear();
                self.at = None;
            }
        }
        if before.body != self.inquiry.body {
            self.scroll = 0;
        }
    }

    /// The picks that are shown, by their places.
    pub(super) fn shown(&self) -> Vec<usize> {
        let typed = self.field.text();
        match &self.inquiry.expected {
            // A number goes to its line, and leaves the others where they are.
            Expected::OneOf { picks, .. } if self.inquiry.expected.numbered(&typed).is_some() => {
                (0..picks.len()).collect()
            }
            Expected::OneOf { picks, .. } => {
                let words = Words::new(&typed);
                (0..picks.len()).filter(|index| picks[*index].fits(&words)).collect()
            }
            Expected::Line { known, .. } => {
                let typed = if self.field.is_offered() { String::new() } else { plain(&typed) };
                (0..known.len()).filter(|index| plain(&known[*index]).contains(typed.trim())).collect()
            }
            Expected::Yes { .. } => Vec::new(),
        }
    }

    fn answer(&mut self, reply: Response) {
        self.flow.reply(reply);
        if !self.flow.is_over() {
            self.take_up();
        }
    }

    fn leave(&mut self) {
        match self.flow.lost() {
            Some(lost) => self.cover = Cover::Leaving(lost),
            None => self.answer(Response::Leave),
        }
    }

    fn back(&mut self) {
        let is_list = matches!(self.inquiry.expected, Expected::OneOf { .. });
        if is_list && !self.field.is_empty() {
            self.narrow(TypedLine::clear);
        } else if self.flow.can_go_back() {
            if !is_list && !self.field.is_empty() && !self.field.is_offered() {
                self.left_typed.push((self.inquiry.question.clone(), self.field.text()));
            }
            self.answer(Response::Back);
        } else {
            self.leave();
        }
    }

    fn enter(&mut self) {
        let shown = self.shown();
        let chosen = self.at.and_then(|at| shown.get(at)).copied();
        match &self.inquiry.expected {
            Expected::OneOf { .. } => {
                if let Some(index) = chosen {
                    self.answer(Response::Picked(index));
                } else {
                    let typed = self.field.text();
                    self.inquiry.said = Some(format!("Nothing here has “{typed}” in it. Esc takes it away."));
                }
            }
            Expected::Line { known, .. } => {
                let text = chosen.map_or_else(|| self.field.text(), |index| known[index].clone());
                self.answer(Response::Typed(text));
            }
            Expected::Yes { .. } => self.say_what_does_it(),
        }
    }

    /// Where a yes is expected no other key is one.
    fn say_what_does_it(&mut self) {
        if let Expected::Yes { does } = self.inquiry.expected {
            self.inquiry.said = Some(format!("Nothing is done yet: ^Y {does}, Esc goes back, ^C leaves."));
        }
    }

    /// Changes what is typed; the line of that number is chosen, else the first that still fits.
    fn narrow(&mut self, change: impl FnOnce(&mut TypedLine)) {
        if matches!(self.inquiry.expected, Expected::Yes { .. }) {
            return self.say_what_does_it();
        }
        let is_list = matches!(self.inquiry.expected, Expected::OneOf { .. });
        change(&mut self.field);
        self.inquiry.said = None;
        self.at = is_list.then(|| self.inquiry.expected.numbered(&self.field.text()).unwrap_or(0));
        if let (Expected::OneOf { at, .. }, true) = (&self.inquiry.expected, self.field.is_empty()) {
            self.at = Some(*at);
        }
    }

    /// Moves by so many; in a line of text, above the first that is known is the line itself.
    fn step(&mut self, by: isize) {
        let count = self.shown().len();
        let is_line = matches!(self.inquiry.expected, Expected::Line { .. });
        self.at = match self.at {
            None if by > 0 && count > 0 => Some(0),
            Some(0) if by < 0 && is_line => None,
            Some(at) if count > 0 => Some(at.saturating_add_signed(by).min(count - 1)),
            None | Some(_) => self.at,
        };
    }

    fn turn(&mut self, forward: bool) {
        let by = isize::try_from(self.page.max(1)).unwrap_or(1);
        if !self.overflows {
            return self.step(if forward { by } else { -by });
        }
        // The last page is found when it is drawn.
        self.scroll = self.scroll.saturating_add_signed(if forward { by } else { -by });
    }

    fn press_at_question(&mut self, key: &KeyEvent, control: bool) {
        let is_line = matches!(self.inquiry.expected, Expected::Line { .. });
        let edit = match keys::deed(&[Area::Text], key) {
            Some(Deed::Edit(edit)) => Some(edit),
            Some(Deed::Screen(_) | Deed::Talk(_) | Deed::Desk(_) | Deed::Over(_) | Deed::Card(_)) | None => None,
        };
        match key.code {
            KeyCode::Char('c') if control => self.leave(),
            KeyCode::Char('o') if control => self.cover = Cover::Keys,
            KeyCode::Char('z') if control => self.inquiry.said = Some(STAYS.to_owned()),
            KeyCode::Char('y') if control && matches!(self.inquiry.expected, Expected::Yes { .. }) => {
                self.answer(Response::Picked(0));
            }
            KeyCode::Char('y') if control => self.inquiry.said = Some(ANSWERS.to_owned()),
            KeyCode::Char('n') if control => self.step(1),
            KeyCode::Char('p') if control => self.step(-1),
            KeyCode::F(1) => self.cover = Cover::Keys,
            KeyCode::Char('?') if !is_line && self.field.is_empty() => self.cover = Cover::Keys,
            KeyCode::Home if !is_line => self.at = Some(0),
            KeyCode::End if !is_line => self.at = self.shown().len().checked_sub(1),
            KeyCode::Down => self.step(1),
            KeyCode::Up => self.step(-1),
            KeyCode::PageDown => self.turn(true),
            KeyCode::PageUp => self.turn(false),
            KeyCode::Enter if edit.is_none() => self.enter(),
            KeyCode::Esc => self.back(),
            _ => match (edit, keys::printable(key)) {
                (Some(Edit::Break), _) => self.inquiry.said = Some(ONE_LINE.to_owned()),
                (
                    Some(edit @ (Edit::Left | Edit::Right | Edit::WordLeft | Edit::WordRight | Edit::Home | Edit::End)),
                    _,
                ) => {
                    self.field.edit(edit);
                }
                (Some(edit), _) => self.narrow(|field| field.edit(edit)),
                (None, Some(sign)) => self.narrow(|field| field.insert(sign.encode_utf8(&mut [0; 4]))),
                (None, None) => {}
            },
        }
    }

    pub(super) fn press(&mut self, key: &KeyEvent) {
        if key.kind == KeyEventKind::Release || self.flow.is_over() {
            return;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL) && !key.modifiers.contains(KeyModifiers::ALT);
        match (&self.cover, key.code) {
            (Cover::Open, _) => self.press_at_question(key, control),
            (Cover::Leaving(_), KeyCode::Char('y' | 'c')) if control => {
                self.cover = Cover::Open;
                self.answer(Response::Leave);
            }
            (Cover::Leaving(_), KeyCode::Char('o')) if control => self.cover = Cover::Keys,
            (Cover::Leaving(_), KeyCode::F(1)) => self.cover = Cover::Keys,
            (Cover::Keys, KeyCode::Char(sign)) if sign != '?' && !(control && sign == 'o') => {}
            (Cover::Leaving(_) | Cover::Keys, KeyCode::Esc)
            | (Cover::Keys, KeyCode::Enter | KeyCode::F(1) | KeyCode::Char(_)) => self.cover = Cover::Open,
            (Cover::Leaving(_) | Cover::Keys, _) => {}
        }
    }

    /// Pasted text is typed; it never answers.
    pub(super) fn paste(&mut self, text: &str) {
        if self.cover == Cover::Open {
            let text = text.trim_end_matches(['\r', '\n']).to_owned();
            self.narrow(|field| field.insert(&text));
            let is_line = matches!(self.inquiry.expected, Expected::Line { .. } | Expected::OneOf { .. });
            if is_line && text.contains(['\n', '\r']) {
                self.inquiry.said = Some(JOINED.to_owned());
            }
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.flow.is_over()
    }
}

#[cfg(test)]
mod tests {
    use super::super::inquiry::Pick;
    use super::*;

    /// Asks for a fruit, then for a name; says what was answered.
    #[derive(Default)]
    struct Fruit {
        replies: Vec<Response>,
        at: usize,
        over: bool,
    }

    impl Flow for Fruit {
        fn inquiry(&self) -> Inquiry {
            let picks = ["Apple", "Pear", "Pineapple", "Quince"].map(Pick::new).into();
            let expected = match self.at {
                0 => Expected::OneOf { picks, at: 1 },
                _ => Expected::Line { before: Some("Kim".into()), known: vec!["Kim Park".into(), "Ann Lée".into()] },
            };
            Inquiry { heading: "Fruit".into(), body: Vec::new(), question: "Which?".into(), expected, said: None }
        }

        fn reply(&mut self, reply: Response) {
            match &reply {
                Response::Back => self.at = 0,
                Response::Leave => self.over = true,
                Response::Picked(_) | Response::Typed(_) => self.at += 1,
            }
            self.replies.push(reply);
        }

        fn can_go_back(&self) -> bool {
            self.at > 0
        }

        fn lost(&self) -> Option<String> {
            (self.at > 0).then(|| "The fruit is lost.".into())
        }

        fn is_over(&self) -> bool {
            self.over
        }
    }

    /// Keys in words: letters are typed, `^c` is Ctrl-C, the rest by name.
    fn press(form: &mut Form<'_>, keys: &str) {
        for word in keys.split(' ') {
            let code = match word {
                "Enter" => KeyCode::Enter,
                "Esc" => KeyCode::Esc,
                "Up" => KeyCode::Up,
                "Down" => KeyCode::Down,
                "End" => KeyCode::End,
                "Left" => KeyCode::Left,
                "Back" => KeyCode::Backspace,
                "Tab" => KeyCode::Tab,
                "F1" => KeyCode::F(1),
                _ => KeyCode::Null,
            };
            if code != KeyCode::Null {
                form.press(&KeyEvent::new(code, KeyModifiers::NONE));
            } else if let Some(letter) = word.strip_prefix('^').and_then(|rest| rest.chars().next()) {
                form.press(&KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL));
            } else {
                for letter in word.chars() {
                    form.press(&KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
                }
            }
        }
    }

    /// What was replied after these keys, and whether it is over.
    fn replied(keys: &str) -> (Vec<Response>, bool) {
        let mut flow = Fruit::default();
        press(&mut Form::new(&mut flow), keys);
        (flow.replies, flow.over)
    }

    #[test]
    fn arrows_choose_and_letters_narrow_the_list() {
        let picked = |keys: &str| match replied(keys).0.as_slice() {
            [Response::Picked(index)] => Some(*index),
            _ => None,
        };
        assert_eq!(picked("Enter"), Some(1), "what is offered");
        assert_eq!(picked("Up Enter"), Some(0));
        assert_eq!(picked("Up Up Enter"), Some(0), "the ends are the ends");
        assert_eq!(picked("End Enter"), Some(3));
        assert_eq!(picked("QUI Enter"), Some(3));
        assert_eq!(picked("P Down Enter"), Some(2), "words that begin so");
        assert_eq!(picked("zz Enter"), None, "nothing fits");
        assert_eq!(picked("zz Esc Enter"), Some(1), "Esc takes back what was typed");
        assert_eq!(picked("q Back Enter"), Some(1));
        assert_eq!(picked("? Esc Enter"), Some(1), "the keys are shown and closed");
        assert_eq!(picked("3 Enter"), Some(2), "a number is that of a line");
        assert_eq!(picked("1 Down Enter"), Some(1), "and the list stays whole");
        assert_eq!(picked("4 Back Enter"), Some(1));
        assert_eq!(picked("5 Enter"), None, "there is no such line, and nothing has it in it");
    }

    #[test]
    fn escape_goes_back_and_what_was_typed_before_is_offered() {
        let typed = |text: &str| Response::Typed(text.into());
        assert_eq!(replied("Enter Esc Down Enter").0, [Response::Picked(1), Response::Back, Response::Picked(2)]);
        assert_eq!(replied("Enter Enter").0[1], typed("Kim"), "what is offered");
        assert_eq!(replied("Enter Bo Enter").0[1], typed("Bo"), "the first letter replaces it");
        assert_eq!(replied("Enter Left x Enter").0[1], typed("Kixm"), "a key for editing keeps it");
        assert_eq!(replied("Enter park Down Enter").0[1], typed("Kim Park"), "known names are offered");
        assert_eq!(replied("Enter lee Down Enter").0[1], typed("Ann Lée"), "without accents, too");
        assert_eq!(replied("Enter ^u Enter").0[1], typed(""));
        assert_eq!(replied("Enter a?b Enter").0[1], typed("a?b"), "in a line, keys write");
        assert_eq!(replied("Enter Bo Esc Enter Enter").0[3], typed("Bo"), "what was half typed is there again");
    }

    #[test]
    fn leaving_asks_where_something_is_lost_and_no_text_leaves() {
        let mut flow = Fruit::default();
        let mut form = Form::new(&mut flow);
        press(&mut form, "^z");
        assert_eq!(form.inquiry.said.as_deref(), Some(STAYS));
        press(&mut form, "^y");
        assert_eq!(form.inquiry.said.as_deref(), Some(ANSWERS), "it undoes nothing, and says what does");
        press(&mut form, "^j");
        assert_eq!(form.inquiry.said.as_deref(), Some(ONE_LINE));
        assert_eq!(replied("Esc"), (vec![Response::Leave], true), "nothing is lost");
        assert_eq!(replied("^c"), (vec![Response::Leave], true));
        for keys in ["Enter ^c yes Enter Tab y c n q", "Enter ^c Esc", "Enter ^c ^o F1 Down"] {
            assert_eq!(replied(keys), (vec![Response::Picked(1)], false), "{keys}");
        }
        let mut flow = Fruit::default();
        let mut form = Form::new(&mut flow);
        press(&mut form, "Enter ^c ^o");
        assert_eq!(form.cover, Cover::Keys, "the keys are shown there, too");
        for keys in ["Enter ^c ^c", "Enter ^c ^y"] {
            assert_eq!(replied(keys), (vec![Response::Picked(1), Response::Leave], true), "{keys}");
        }
    }

    /// Law 12: what is pasted is typed, and answers nothing, whatever is in it.
    #[test]
    fn law_12_pasted_text_answers_nothing() {
        let mut flow = Fruit::default();
        let mut form = Form::new(&mut flow);
        form.paste("pine\ny\nq\n");
        assert_eq!(form.field.text(), "pine y q");
        assert_eq!(form.inquiry.said.as_deref(), Some(JOINED));
        press(&mut form, "Esc Enter");
        form.paste("/leave\n\u{3}\u{19}\n");
        assert_eq!(form.field.text(), "/leave   ");
        press(&mut form, "^c");
        form.paste("y\n");
        assert_eq!(form.cover, Cover::Leaving("The fruit is lost.".into()));
        assert_eq!(flow.replies, [Response::Picked(1)]);
    }
}
