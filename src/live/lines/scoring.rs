//! After the conversation: what is unrated, conclusions from the evidence, recommendation, submission. No mean, total or band before that.

use crate::core::event::Ending;
use crate::core::ids::DimensionId;
use crate::core::scale::Rating;
use crate::core::session::{Action, Phase, Session};
use crate::page::{clean, layout};

use super::asking::{Asked, Consent};
use super::command::{self, Typed, Word};
use super::console::Input;
use super::parts::{self, ScoringPart, Thing};
use super::{Lines, Next, Result, Upshot, missing, readback, refused, show, words};

const WORDS: &str = "Enter leaves a thing as it is, but a conclusion that needs a reason waits for it; /back goes to the thing before, /done to the next part, /submit to the end, and \
                     /reopen back into the conversation. /evidence reads what you recorded, /anchors what each score looks like, \
                     and /help says more.";

/// What stands before a line that is aside where all is read back.
const NOT_RECORDED: &str = "Not recorded: ";

/// Where scoring stands.
pub(super) struct Whereabouts {
    pub(super) things: Vec<Thing>,
    pub(super) at: usize,
    /// What was read out last.
    shown: Option<Thing>,
    /// A conclusion that still needs its reason.
    pub(super) unreasoned: Option<(DimensionId, Rating)>,
    /// Where the last `/done` led to, and from where.
    leapt: Option<(usize, usize)>,
}

impl Whereabouts {
    pub(super) fn thing(&self) -> Thing {
        self.things.get(self.at).cloned().unwrap_or(Thing::Submission)
    }

    pub(super) fn on(&mut self) {
        self.at = (self.at + 1).min(self.things.len().saturating_sub(1));
    }

    /// Goes to a thing where it is asked for.
    pub(super) fn stand_at(&mut self, thing: &Thing) {
        self.at = self.things.iter().position(|known| known == thing).unwrap_or(self.at);
    }

    pub(super) fn to(&mut self, part: ScoringPart) -> bool {
        let found = self.things.iter().position(|thing| thing.part() == part);
        self.at = found.unwrap_or(self.at);
        found.is_some()
    }
}

impl Lines<'_> {
    /// Runs until the card is submitted, the conversation reopened, or the interviewer leaves.
    pub(super) fn score(&mut self) -> Result<Next> {
        let things = parts::things(self.session());
        let mut here = Whereabouts { things, at: 0, shown: None, unreasoned: None, leapt: None };
        let stood = here.things.iter().position(|thing| Some(thing.key()) == self.stood);
        let last = parts::last(self.session());
        // Whoever has done nothing yet begins at the beginning.
        if let Some(stood) = stood.filter(|stood| *stood > 0 || last.is_some()) {
            here.at = stood;
        } else if let Some(last) = last {
            // Scoring goes on where one was.
            here.stand_at(&last);
            if here.thing() == last && !matches!(last, Thing::WentWell | Thing::ToWorkOn) {
                here.on();
            }
        } else if self.session().state().ending != Some(Ending::NoShow) {
            let checklist = &self.session().plan().rubric.checklists.after;
            let page = show::checklist(words::AFTER, checklist, self.width());
            self.print(&format!("\n{page}\n{}", layout::paragraph(WORDS, self.width(), "")))?;
        }
        while self.session().state().phase == Phase::Scoring {
            if let Some(left) = self.one(&mut here)? {
                self.unreasoned_kept(&mut here)?;
                self.about_nothing();
                return Ok(Next::Leave(left));
            }
        }
        self.about_nothing();
        Ok(Next::Phase)
    }

    /// Nothing is asked about any more.
    fn about_nothing(&mut self) {
        (self.about, self.topic, self.criterion) = (None, None, None);
    }

    /// Asks for one thing and takes what comes.
    fn one(&mut self, here: &mut Whereabouts) -> Result<Option<super::Left>> {
        let thing = here.thing();
        self.about = thing.slot();
        self.topic = thing.dimension().cloned();
        self.criterion = thing.criterion().cloned();
        self.asked = thing.asked(self.session());
        self.keep_place(Some(thing.key()));
        if here.shown.as_ref() != Some(&thing) {
            let text = parts::introduced(self.session(), here.shown.as_ref(), &thing, self.width());
            self.print(&text)?;
            here.shown = Some(thing.clone());
            // The lines to take home are what was read out last.
            self.read_out.clear();
            if thing == Thing::Submission {
                let outcome = self.submit()?;
                return self.tell(outcome, "");
            }
        }
        let prompt = match &here.unreasoned {
            Some((dimension, score)) => {
                format!("{} ", clean::line(&words::why_conclude(self.session(), dimension, *score)))
            }
            None => parts::prompt(self.session(), &thing),
        };
        let line = match self.ask(&prompt)? {
            Asked::Left(left) => return Ok(Some(left)),
            Asked::Anew => {
                here.shown = None;
                return Ok(None);
            }
            Asked::Input(Input::Pasted(text)) => {
                self.keep_pasted("", text)?;
                return Ok(None);
            }
            Asked::Input(Input::Line(line) | Input::TooSoon(line)) => line,
        };
        let outcome = match command::parse(&line) {
            Typed::Empty => self.passed(here),
            Typed::Text(text) | Typed::Rate(text) => self.taken(here, &thing, &text),
            Typed::NoCommand(why) => self.rate_by_name(&line, why),
            Typed::Command(word, rest) => self.led(here, word, &rest)?,
        };
        self.tell(outcome, &line)
    }

    /// Enter alone: on to the next thing, but a conclusion is not lost for want of its reason.
    fn passed(&mut self, here: &mut Whereabouts) -> Upshot {
        if let Some((dimension, score)) = &here.unreasoned {
            let title = self.session().plan().rubric.title_of(dimension);
            return Upshot::Brief(format!(
                "your {score} on {title} stands only with a reason; /back takes the {score} back, and Enter after it leaves that open"
            ));
        }
        if here.thing() == Thing::Submission {
            return Upshot::Said(String::new());
        }
        let recommended = self.session().state().recommendation.as_ref().is_some_and(|given| given.band.is_some());
        if here.thing() == Thing::Band && !recommended {
            // Nothing to give a reason for.
            here.on();
            here.on();
            return Upshot::Brief("no recommendation is given; /go recommendation gives it later".to_owned());
        }
        let open = self.left_open(&here.thing());
        here.on();
        open.map_or(Upshot::Said(String::new()), |open| Upshot::Brief(open.to_owned()))
    }

    /// What is said where a thing is passed that was not given.
    fn left_open(&self, thing: &Thing) -> Option<&'static str> {
        let state = self.session().state();
        match thing {
            Thing::Conclusion(id) => {
                let is_given = state.conclusions.get(id).is_some_and(|conclusion| conclusion.score.is_some());
                (!is_given).then_some("left open")
            }
            Thing::Criterion(id) => (!state.criteria.contains_key(id)).then_some("left open"),
            Thing::Rating(..) | Thing::Band | Thing::Reason | Thing::WentWell | Thing::ToWorkOn | Thing::Submission => {
                None
            }
        }
    }

    /// The commands that lead through scoring; the others do what they do in the conversation.
    fn led(&mut self, here: &mut Whereabouts, word: Word, rest: &str) -> Result<Upshot> {
        let moves = matches!(word, Word::Next | Word::Done | Word::Submit | Word::Reopen | Word::Go);
        if moves {
            self.unreasoned_kept(here)?;
        }
        Ok(match word {
            Word::Yes | Word::No if here.thing().criterion().is_some() => {
                let answer = if word == Word::Yes { "yes" } else { "no" };
                self.taken(here, &here.thing(), answer)
            }
            Word::Next => self.passed(here),
            Word::Back => self.back(here),
            Word::Go => self.going_to(here, rest),
            Word::Why => self.why(here, rest),
            Word::Remove if here.thing().part() == ScoringPart::TakeAways && self.read_out.is_empty() => {
                self.remove(here, rest)
            }
            Word::Remove if here.thing() == Thing::Reason && rest.is_empty() && self.is_reasoned() => {
                self.remove_reason()
            }
            Word::Done => {
                let (part, from) = (here.thing().part(), here.at);
                while here.thing().part() == part && here.at + 1 < here.things.len() {
                    here.on();
                }
                here.leapt = Some((here.at, from));
                Upshot::Said(String::new())
            }
            Word::Submit => {
                here.to(ScoringPart::Submission);
                here.shown = None;
                Upshot::Said(String::new())
            }
            Word::Reopen => self.reopen()?,
            Word::Undo if here.unreasoned.is_some() => self.back(here),
            Word::Undo | Word::Redo => {
                let before = self.session().state().entries.len();
                let outcome = self.obey(word, rest)?;
                if self.session().state().entries.len() > before
                    && let Some(thing) = parts::turned(self.session())
                {
                    here.stand_at(&thing);
                }
                outcome
            }
            Word::Show if rest.is_empty() && here.thing() != Thing::Submission => {
                here.shown = None;
                Upshot::Said(String::new())
            }
            Word::Show if here.thing() == Thing::Submission => match self.to_submit_part(rest) {
                Some(text) => Upshot::Said(text),
                None => self.obey(word, rest)?,
            },
            other @ (Word::Begin
            | Word::Plan
            | Word::Show
            | Word::Cover
            | Word::Note
            | Word::Notes
            | Word::Keep
            | Word::Remove
            | Word::Change
            | Word::Rate
            | Word::Saw
            | Word::Unsaw
            | Word::Probe
            | Word::Hint
            | Word::Flag
            | Word::Evidence
            | Word::History
            | Word::Skip
            | Word::Drop
            | Word::Swap
            | Word::Find
            | Word::Bring
            | Word::Handout
            | Word::Answer
            | Word::Anchors
            | Word::Checklist
            | Word::Clocks
            | Word::Pause
            | Word::Resume
            | Word::Extend
            | Word::End
            | Word::HandOver
            | Word::Quit
            | Word::Help
            | Word::Yes
            | Word::No) => self.obey(other, rest)?,
        })
    }

    /// Back into the conversation: the clocks run then, and no clock runs backward.
    fn reopen(&mut self) -> Result<Upshot> {
        let question = if self.session().state().is_no_show() {
            "The candidate came after all? That begins the conversation, and its clocks."
        } else {
            "Go back into the conversation? Its clocks run again then."
        };
        self.once_confirmed((question, "does that"), |lines| {
            lines.keeper.record(Action::Resume)?;
            Ok("the conversation goes on, and the clocks run".to_owned())
        })
    }

    fn back(&mut self, here: &mut Whereabouts) -> Upshot {
        if let Some((dimension, score)) = here.unreasoned.take() {
            let title = self.session().plan().rubric.title_of(&dimension);
            return Upshot::Brief(format!("the {score} on {title} is taken back"));
        }
        if here.at == 0 {
            return Upshot::Brief("this is the first thing; /reopen goes back into the conversation".into());
        }
        here.at = match here.leapt.take() {
            Some((to, from)) if to == here.at => from,
            Some(_) | None => here.at - 1,
        };
        let recommended = self.session().state().recommendation.as_ref().is_some_and(|given| given.band.is_some());
        if here.thing() == Thing::Reason && !recommended {
            // As on the way there: nothing to give a reason for.
            here.to(ScoringPart::Recommendation);
        }
        Upshot::Said(String::new())
    }

    /// A conclusion that is left without its reason is none yet, and kept aside.
    fn unreasoned_kept(&mut self, here: &mut Whereabouts) -> Result<()> {
        let Some((dimension, score)) = here.unreasoned.take() else { return Ok(()) };
        let title = self.session().plan().rubric.title_of(&dimension).to_owned();
        let said = self.conclusion_aside(score, &title);
        self.say(&said)
    }

    /// Reads everything back, names what is missing and where the evidence is thin, and asks.
    fn submit(&mut self) -> Result<Upshot> {
        let whole = self.submittable(usize::MAX, Extent::Whole);
        let aside = self.aside.iter().map(|aside| format!("{NOT_RECORDED}{}", aside.line));
        let whole: Vec<String> = whole.lines().map(str::to_owned).chain(aside).collect();
        let before = std::mem::replace(&mut self.read_back, whole);
        let text = if before.is_empty() { self.to_submit(self.width(), Extent::Short) } else { self.anew(&before) };
        self.print(&format!("{text}\n"))?;
        // It is asked by going there, too.
        self.asking = Some("/submit".to_owned());
        Ok(match self.confirmed(words::SUBMIT, "submits it")? {
            Consent::Yes => match self.record(Action::Submit) {
                Ok(()) => {
                    self.aside.clear();
                    self.stood = None;
                    self.save_aside()?;
                    Upshot::Said(String::new())
                }
                Err(error) => refused(&error),
            },
            Consent::No => Upshot::Said(String::new()),
            Consent::Left(left) => Upshot::Leave(left),
        })
    }

    /// What has changed since it was read back.
    fn anew(&self, before: &[String]) -> String {
        const MOST: usize = 4;
        // A number that another line had before makes none new.
        let text = |line: &String| match line.split_once(". ") {
            Some((number, text)) if number.trim().parse::<usize>().is_ok() => text.trim().to_owned(),
            Some(_) | None => line.trim().to_owned(),
        };
        let only = |of: &[String], than: &[String]| -> Vec<String> {
            let than: Vec<String> = than.iter().map(text).collect();
            of.iter().map(text).filter(|line| !than.contains(line)).collect()
        };
        let (new, gone) = (only(&self.read_back, before), only(before, &self.read_back));
        let read = |lines: &[String], title: &str| -> String {
            let more = match lines.len().saturating_sub(MOST) {
                0 => String::new(),
                more => layout::paragraph(&format!("And {more} more."), self.width(), ""),
            };
            let line = |line: &String| layout::paragraph(&format!("{title}{line}"), self.width(), "");
            lines.iter().take(MOST).map(line).chain([more]).collect()
        };
        let all = layout::paragraph("/show reads back all of it.", self.width(), "");
        let (aside, gone): (Vec<String>, Vec<String>) =
            gone.into_iter().partition(|line| line.starts_with(NOT_RECORDED));
        let aside: Vec<String> =
            aside.iter().filter_map(|line| line.strip_prefix(NOT_RECORDED)).map(str::to_owned).collect();
        let gone_lines = format!("{}{}", read(&gone, "No longer: "), read(&aside, "No longer aside: "));
        if new.is_empty() && gone.is_empty() && aside.is_empty() {
            return format!("\n{}{all}", show::heading("Nothing has changed since it was read back."));
        }
        format!("\n{}{}{}{all}", show::heading("What has changed since it was read back"), read(&new, ""), gone_lines)
    }

    /// Everything that will be submitted, what is missing, where the evidence is thin, and what is kept aside.
    fn to_submit(&self, width: usize, extent: Extent) -> String {
        /// So many lines that are aside are read out without being asked for.
        const FEW: usize = 3;
        let mut text = self.submittable(width, extent);
        let aside = match (extent, self.aside.len()) {
            (Extent::Short, many) if many > FEW => {
                let how = "/notes reads them, /keep all makes notes of them, and /keep none drops them";
                layout::paragraph(&format!("{many} lines were not recorded: {how}."), width, "")
            }
            (Extent::Short | Extent::Whole, _) => self.lines_aside(width),
        };
        if !aside.is_empty() {
            text += &format!("\n{aside}");
        }
        text
    }

    /// The same without what is kept aside.
    fn submittable(&self, width: usize, extent: Extent) -> String {
        let session = self.session();
        let mut text = match extent {
            Extent::Whole => format!("\n{}", readback::read_back(session, width)),
            Extent::Short => format!("\n{}", readback::brief(session, width)),
        };
        if session.state().ending != Some(Ending::NoShow) {
            for (title, word, lines) in lacking(session) {
                text += &listed_to(title, word, (&lines, extent), width);
            }
        }
        if let Some(far) = missing::far(session) {
            text += &format!("\n{}", layout::paragraph(&far, width, ""));
        }
        text
    }

    /// What will be submitted: all of it, or the part that a word names; none where it names none.
    fn to_submit_part(&self, rest: &str) -> Option<String> {
        let (session, width) = (self.session(), self.width());
        if rest.is_empty() || rest.eq_ignore_ascii_case("all") {
            return Some(self.to_submit(width, Extent::Whole));
        }
        let given = rest.to_lowercase();
        let lacking = lacking(session).into_iter().find(|(_, word, _)| word.starts_with(&given));
        if let Some((title, word, lines)) = lacking.filter(|_| given.len() > 2) {
            let none = format!("{title}: nothing\n");
            let text = listed_to(title, word, (&lines, Extent::Whole), width);
            return Some(if lines.is_empty() { none } else { text });
        }
        readback::part(session, &given, width)
    }
}

/// How much is read out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Short,
    Whole,
}

/// What is missing and where the evidence is thin, with the word that reads it.
fn lacking(session: &Session) -> [(&'static str, &'static str, Vec<String>); 2] {
    [("Still missing", "missing", missing::missing(session)), (words::THIN, "thin", missing::thinness(session))]
}

/// A list, or as much of it as one listens to and the word that reads the rest.
fn listed_to(title: &str, word: &str, (lines, extent): (&[String], Extent), width: usize) -> String {
    const MOST: usize = 9;
    if lines.is_empty() {
        return String::new();
    }
    let most = if extent == Extent::Short && lines.len() > MOST + 1 { MOST } else { lines.len() };
    let more = match lines.len() - most {
        0 => String::new(),
        more => layout::paragraph(&format!("And {more} more; /show {word} reads all of them."), width, ""),
    };
    format!("\n{}{more}", show::checklist(title, lines.get(..most).unwrap_or_default(), width))
}
