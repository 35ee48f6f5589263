//! Holds an interview line by line: types lines, and gives what was said and recorded.

use std::collections::VecDeque;
use std::io;

use hotseat::core::event::{Course, Event, Recording, Talk};
use hotseat::core::plan::Plan;
use hotseat::core::session::{Phase, Session};
use hotseat::live::Left;
use hotseat::live::lines::{self, Console, Heard, Occasion};

use crate::board::driver::{Memory, World};
use crate::board::plan;

/// A console at which everything is typed beforehand.
struct Script {
    typed: VecDeque<Heard>,
    said: String,
    attended: bool,
    /// The disk is full from this line on.
    full_at: Option<usize>,
    world: World,
    heard: usize,
    /// Where in what was said each question ended.
    asked: Vec<usize>,
}

impl Console for Script {
    fn width(&self) -> usize {
        80
    }

    fn attended(&self) -> bool {
        self.attended
    }

    fn print(&mut self, text: &str) -> io::Result<()> {
        self.said += text;
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.print("\n")
    }

    fn hear(&mut self, prompt: &str) -> io::Result<Heard> {
        self.print(prompt)?;
        self.heard += 1;
        self.asked.push(self.said.len());
        if let Some(at) = self.full_at {
            // Two lines long, then there is room again.
            self.world.full.set((at..at + 2).contains(&self.heard) && self.typed.len() > 1);
        }
        self.world.now.set(self.world.now.get() + 1000);
        Ok(self.typed.pop_front().unwrap_or(Heard::End))
    }
}

/// What came of an interview.
pub(super) struct Held {
    pub(super) said: String,
    asked: Vec<usize>,
    pub(super) left: Left,
    pub(super) session: Session,
    /// What is kept beside the journal: the lines that were not obeyed.
    pub(super) draft: String,
}

impl Held {
    pub(super) fn phase(&self) -> Phase {
        self.session.state().phase
    }

    /// What was said between two lines of input.
    pub(super) fn parts(&self) -> Vec<&str> {
        let from = std::iter::once(&0).chain(&self.asked);
        from.zip(&self.asked).map(|(from, to)| &self.said[*from..*to]).collect()
    }

    pub(super) fn notes(&self) -> Vec<&str> {
        self.session.state().notes.iter().map(|note| note.text.as_str()).collect()
    }

    /// The lines that were put aside.
    pub(super) fn aside(&self) -> Vec<&str> {
        let lines = self.draft.split('\u{1e}').filter(|line| line.starts_with("line"));
        let lines = lines.filter_map(|line| Some(line.split_once('\u{1f}')?.1));
        lines.collect()
    }

    /// Everything that was ever recorded, also what was taken back.
    pub(super) fn journal(&self) -> String {
        serde_json::to_string(&self.session.state().entries).expect("it writes")
    }

    /// How often something happened that law 12 protects.
    pub(super) fn protected(&self) -> usize {
        let events = self.session.state().entries.iter().map(|entry| &entry.event);
        events.filter(|event| is_protected(event)).count()
    }
}

/// Ends, skips, drops, swaps, brings in, submits or gives away.
fn is_protected(event: &Event) -> bool {
    match event {
        Event::Course(Course::Ended(_) | Course::Submitted | Course::HandedOver { .. })
        | Event::Talk(Talk::Swapped { .. } | Talk::BroughtIn { .. })
        | Event::Recording(Recording::Hinted { .. } | Recording::Skipped { .. }) => true,
        Event::Course(Course::Began(_) | Course::Paused | Course::Resumed | Course::Slept { .. })
        | Event::Talk(Talk::Asked(_) | Talk::Entered(_))
        | Event::Recording(
            Recording::FollowedUp { .. }
            | Recording::Extended { .. }
            | Recording::Found(_)
            | Recording::NoteChanged { .. }
            | Recording::Removed { .. },
        )
        | Event::Undone { .. }
        | Event::Redone { .. }
        | Event::Amended { .. } => false,
    }
}

/// Lines that are typed one by one.
pub(super) fn typed(lines: &str) -> Vec<Heard> {
    lines.lines().map(|line| Heard::Line(line.to_owned())).collect()
}

/// Holds an interview from its beginning.
pub(super) fn hold(lines: &str) -> Held {
    hold_with(typed(lines), None)
}

/// The same, on a disk that is full for two lines from one of them on.
pub(super) fn hold_with(typed: Vec<Heard>, full_at: Option<usize>) -> Held {
    let world = World::default();
    let memory = Memory::new(plan::plan(), world.clone());
    over(memory, &world, (typed, full_at))
}

/// Goes on with what the world holds.
pub(super) fn goes_on(world: &World, lines: &str) -> Held {
    over(Memory::again(plan::plan(), world.clone()), world, (typed(lines), None))
}

/// Holds an interview over some other plan, whose questions stand where those of the usual one do.
pub(super) fn hold_over(plan: Plan, lines: &str) -> Held {
    let world = World::default();
    over(Memory::new(plan, world.clone()), &world, (typed(lines), None))
}

fn over(mut memory: Memory, world: &World, (typed, full_at): (Vec<Heard>, Option<usize>)) -> Held {
    let mut script = Script {
        typed: typed.into(),
        said: String::new(),
        attended: true,
        full_at,
        world: world.clone(),
        heard: 0,
        asked: vec![],
    };
    let (who, library) = (plan::about(), plan::library());
    let occasion = Occasion { who: &who, library: &library, plain: true };
    let left = lines::run(&mut script, &mut memory, occasion).expect("a console that works");
    let session =
        Session::replay(plan::plan(), world.journal.borrow().iter().cloned()).expect("a journal that replays");
    Held { said: script.said, asked: script.asked, left, session, draft: world.draft.borrow().clone() }
}
