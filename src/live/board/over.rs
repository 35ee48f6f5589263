//! What keys do in what lies over the screen: questions that one key answers, lists, texts.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::core::event::Ending;
use crate::core::session::{Action, Assess, Recorder as _};

use super::super::Left;
use super::super::verbs::{self, Wanted};
use super::choices;
use super::interview::Board;
use super::keys::{self, Over, Way};
use super::parts;
use super::view::{Ask, Choice, Field, Focus, Purpose};

impl Board<'_> {
    pub(super) fn act_over(&mut self, deed: Over) {
        match deed {
            Over::Close => {
                self.put_text_away();
                self.view.ask = None;
            }
            Over::Walk(way) => self.walk_list(way),
            Over::Page(way) => {
                if let Some(Ask::Help { scroll }) = &mut self.view.ask {
                    *scroll = way.paged(*scroll);
                }
            }
            Over::Choose => self.choose(),
        }
    }

    /// What the cursor stands on, or the text that is written.
    fn choose(&mut self) {
        let Some(ask) = self.view.ask.clone() else { return };
        match ask {
            Ask::Flag { slot, field, row } => {
                let flag = parts::flags(self.session(), &field.text()).get(row).map(|flag| flag.id.clone());
                if let Some(flag) = flag {
                    self.write(Purpose::Quote(flag, slot), "");
                }
            }
            Ask::Find { field, row } => {
                let hits = parts::find(self.session(), self.backdrop.library, &field.text());
                if let Some(wanted) = hits.get(row).map(|hit| Wanted::from(*hit)) {
                    self.bring(&wanted);
                }
            }
            Ask::Write { purpose, field } => self.written(&purpose, &field),
            Ask::Help { .. } | Ask::Choice(_) => {}
        }
    }

    /// A key that answers a question, or any other, which closes it.
    pub(super) fn answer(&mut self, choice: Choice, key: &KeyEvent) {
        let character = keys::printable(key).map(|character| character.to_ascii_lowercase());
        let known = character.filter(|character| choices::choice(choice).1.iter().any(|(known, _)| known == character));
        let enough = key.code == KeyCode::Enter && matches!(choice, Choice::Leave);
        let Some(answer) = known.or(enough.then_some('y')) else {
            if character.is_some() {
                self.refuse("one of the keys above, or Esc to go on");
            }
            return;
        };
        self.view.ask = None;
        match choice {
            Choice::Leave => self.leave(Left::Open),
            Choice::End => self.end(answer),
            Choice::Backup => {
                if let Some(direction) = choices::direction(answer) {
                    self.move_on(|keeper| verbs::swap(keeper, direction));
                }
            }
            Choice::ToTalk => {
                if self.accept(Action::Resume) {
                    self.view.focus = Focus::Note;
                    self.settle();
                }
            }
            Choice::Submit => {
                if self.accept(Action::Submit) {
                    self.view.scroll = 0;
                }
            }
        }
    }

    fn end(&mut self, answer: char) {
        let ending = match answer {
            's' => Ending::StoppedEarly,
            'n' => Ending::NoShow,
            _ => Ending::Completed,
        };
        if self.keep_note() && self.accept(Action::End(ending)) {
            self.view.scroll = 0;
            self.enter_part(0);
        }
    }

    fn walk_list(&mut self, way: Way) {
        let session = self.keeper.session();
        let (row, count) = match &mut self.view.ask {
            Some(Ask::Flag { field, row, .. }) => (row, parts::flags(session, &field.text()).len()),
            Some(Ask::Find { field, row }) => {
                let count = parts::find(session, self.backdrop.library, &field.text()).len();
                (row, count)
            }
            Some(Ask::Help { .. } | Ask::Choice(_) | Ask::Write { .. }) | None => return,
        };
        *row = way.walked(*row, count);
    }

    /// Goes to a question of the round, or brings one in from the library and goes there.
    fn bring(&mut self, wanted: &Wanted) {
        self.view.ask = None;
        self.move_on(|keeper| verbs::bring(keeper, wanted));
    }

    /// Opens a text; one that was closed unfinished for the same purpose is still there.
    pub(super) fn write(&mut self, purpose: Purpose, text: &str) {
        let unfinished = self.view.unfinished.take_if(|(for_what, _)| *for_what == purpose);
        let field = Field::new(unfinished.as_ref().map_or(text, |(_, text)| text.as_str()));
        self.view.ask = Some(Ask::Write { purpose, field });
    }

    /// A text is finished.
    fn written(&mut self, purpose: &Purpose, field: &Field) {
        let text = field.text().trim().to_owned();
        let mut recommendation = self.recommendation();
        let action = match purpose {
            Purpose::Quote(flag, slot) => Assess::Flag(flag.clone().into(), Some(*slot), text),
            Purpose::Reason(dimension, score) => Assess::Conclude(dimension.clone(), *score, text),
            Purpose::Note(_) | Purpose::Strength | Purpose::Growth if text.is_empty() => {
                self.view.ask = None;
                return;
            }
            Purpose::Note(slot) => Assess::Note(*slot, text),
            Purpose::Why => {
                recommendation.reason = text;
                Assess::Recommend(recommendation)
            }
            Purpose::Strength => {
                recommendation.strengths.push(text);
                Assess::Recommend(recommendation)
            }
            Purpose::Growth => {
                recommendation.growth.push(text);
                Assess::Recommend(recommendation)
            }
        };
        if !self.accept(action) {
            return;
        }
        self.view.ask = None;
        self.after_written(purpose);
        self.keep_draft();
    }
}
