//! The line face of a [`Flow`]: numbered lists and lines of input. Commands are whole words behind a `/`, so that no name is taken for one.

use crate::core::find::Words;
use crate::core::names::plain;
use crate::live::lines::is_nearly_yes;
use crate::live::words;
use crate::page::{Clean, clean, layout};

use super::super::failure::Result;
use super::super::input;
use super::super::prompt;
use super::inquiry::{Expected, Flow, Inquiry, Pick, Response};

const LIST: &str = "Type the number of what you want, or some letters of it; Enter takes what is offered.";
const LINE: &str = "Type what is asked for, and Enter; Enter alone takes what is offered, where something is.";
const YES: &str = "Type /yes, and Enter, for it to be done.";
const COMMANDS: &str = "/back goes back a question (what you answered is offered again), /again repeats the question, /more reads on in \
                        a long list, /leave leaves, /help says this.";

/// What can be typed, and what is asked.
fn help(inquiry: &Inquiry) -> String {
    let (how, known) = match &inquiry.expected {
        Expected::OneOf { .. } => (LIST, String::new()),
        Expected::Line { known, .. } if known.is_empty() => (LINE, String::new()),
        Expected::Yes { .. } => (YES, String::new()),
        Expected::Line { known, .. } => {
            let names: Vec<&str> = known.iter().take(MOST).map(String::as_str).collect();
            (LINE, format!(" Known here: {}.", names.join(", ")))
        }
    };
    let end = if inquiry.question.ends_with(['?', '.']) { "" } else { "." };
    format!("{how}{known} {COMMANDS} What is asked: {}{end}", clean::line(&inquiry.question))
}

/// Whether a line is what it says at a list: the whole title of something in it, or a question mark.
fn is_meant(expected: &Expected, line: &str) -> bool {
    match expected {
        Expected::OneOf { picks, .. } => {
            line.trim() == "?" || picks.iter().any(|pick| plain(&pick.title) == plain(line.trim()))
        }
        Expected::Line { .. } | Expected::Yes { .. } => false,
    }
}

/// Words that answer another question, or are a command without its slash: more often a slip than a name, or than the beginning of
/// something in the list. Each with what does that.
const SLIPS: [(&[&str], &str); 6] = [
    (&["back", "previous", "undo"], "/back goes back a question"),
    (&["again", "repeat"], "/again repeats the question"),
    (&["leave", "quit", "exit", "cancel", "stop"], "/leave leaves"),
    (&["help", "?"], "/help says what can be typed"),
    (&["more", "next", "list"], "/more reads on in a list"),
    (&["wait", "yes", "no", "y", "n", "ok", "okay", "none", "skip"], "/back goes back a question, and /leave leaves"),
];

/// What is said of a line that is a slip more often than an answer; nothing where it is none.
fn slip(line: &str) -> Option<String> {
    let word = line.trim().to_lowercase();
    let (_, does) = SLIPS.iter().find(|(words, _)| words.contains(&word.as_str()))?;
    Some(format!("“{}” was not taken: {does}. Type it again if that is the answer.", line.trim()))
}

/// So many of a list are read out at once.
const MOST: usize = 10;

/// What a line means.
#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    Answer(Response),
    Help,
    Again,
    More,
    /// It is no answer; why.
    Unclear(String),
}

/// What is said where several lines came at once.
const PASTED: &str = "Several lines came at once: none was taken. Type the answer.";
/// What is said of a command that comes right after a paste.
const AFTER_PASTE: &str =
    "Right after a paste, a command is not obeyed, since the end of the paste may stand in it; type it again.";

/// A line that was typed; what is pasted is never taken.
struct Typist {
    /// The line before was pasted.
    pasted: bool,
}

impl Typist {
    /// A line and whether it came too soon; none where it was no line that can be taken, which is said.
    fn line(&mut self, prompt: &str, width: usize) -> Result<Option<(String, bool)>> {
        let why = if let Some((line, too_soon)) = prompt::typed(&layout::prompt(prompt, width))? {
            let after_paste = std::mem::take(&mut self.pasted);
            if !(after_paste && line.trim_start().starts_with('/')) {
                return Ok(Some((line, too_soon)));
            }
            AFTER_PASTE
        } else {
            self.pasted = true;
            // The end of the paste may stand before the cursor.
            prompt::say("\n")?;
            PASTED
        };
        prompt::say(&layout::paragraph(why, width, ""))?;
        Ok(None)
    }
}

/// Asks until nothing is left to ask.
pub(super) fn hold(flow: &mut dyn Flow, width: usize) -> Result {
    input::listen()?;
    let mut inquiry = flow.inquiry();
    let mut typist = Typist { pasted: false };
    let mut from = 0;
    prompt::say(&layout::paragraph("(/help says what can be typed here.)", width, ""))?;
    prompt::say(&shown(&inquiry, None, width))?;
    let mut held: Option<String> = None;
    while !flow.is_over() {
        let Some((line, _)) = typist.line(&offer(&inquiry), width)? else { continue };
        let before = held.take();
        let is_new = before.as_deref() != Some(line.trim());
        if let Some(said) = slip(&line).filter(|_| is_new && !is_meant(&inquiry.expected, &line)) {
            prompt::say(&layout::paragraph(Clean::said(&said).as_str(), width, ""))?;
            held = Some(line.trim().to_owned());
            continue;
        }
        match meaning(&inquiry.expected, &line) {
            Meaning::Answer(reply) => {
                if !agreed((&mut typist, flow), &reply, width)? {
                    continue;
                }
                flow.reply(reply);
                if flow.is_over() {
                    return Ok(());
                }
                let before = std::mem::replace(&mut inquiry, flow.inquiry());
                from = 0;
                prompt::say(&shown(&inquiry, Some(&before), width))?;
            }
            Meaning::Help => prompt::say(&layout::paragraph(&help(&inquiry), width, ""))?,
            Meaning::Again => {
                from = 0;
                prompt::say(&shown(&inquiry, None, width))?;
            }
            Meaning::More => {
                from += MOST;
                prompt::say(&read(&inquiry.expected, from, width))?;
            }
            Meaning::Unclear(why) => prompt::say(&layout::paragraph(Clean::said(&why).as_str(), width, ""))?,
        }
    }
    Ok(())
}

/// Whether to go through with it: leaving asks.
fn agreed((typist, flow): (&mut Typist, &dyn Flow), reply: &Response, width: usize) -> Result<bool> {
    let leaves = *reply == Response::Leave || *reply == Response::Back && !flow.can_go_back();
    let Some(lost) = flow.lost().filter(|_| leaves) else { return Ok(true) };
    prompt::say(&layout::paragraph(&format!("Leave? {lost}"), width, ""))?;
    loop {
        let line = typist.line("/yes leaves; anything else goes back to the question: ", width)?;
        if prompt::agrees(line.as_ref()) {
            return Ok(true);
        }
        if !line.is_some_and(|(line, _)| is_nearly_yes(&line)) {
            prompt::say("Not left: the question comes again.\n")?;
            return Ok(false);
        }
        prompt::say("Only /yes does it, with its slash and as a whole word.\n")?;
    }
}

/// The question, with what stands above it where that is new.
fn shown(inquiry: &Inquiry, before: Option<&Inquiry>, width: usize) -> String {
    let mut text = String::from("\n");
    if before.is_none_or(|before| before.heading != inquiry.heading) {
        text += &layout::paragraph(&inquiry.heading, width, "");
    }
    if before.is_none_or(|before| before.body != inquiry.body) {
        text += &inquiry.body.iter().map(|piece| piece.spoken(width)).collect::<String>();
    }
    if let Some(said) = &inquiry.said {
        text += &layout::paragraph(said, width, "");
    }
    match &inquiry.expected {
        Expected::OneOf { .. } => {
            text += &layout::paragraph(&inquiry.question, width, "");
            text += &read(&inquiry.expected, 0, width);
        }
        Expected::Line { .. } => {}
        Expected::Yes { .. } => text += &layout::paragraph(&inquiry.question, width, ""),
    }
    text
}

/// A part of the list from a place on, and how to hear more of it.
fn read(expected: &Expected, from: usize, width: usize) -> String {
    // What would be left is read as fast as it is announced.
    const FEW: usize = 2;
    let Expected::OneOf { picks, at } = expected else { return "There is no list here.\n".to_owned() };
    let all = picks.len();
    let last = if all <= from + MOST + FEW { all } else { from + MOST };
    let part = picks.iter().enumerate().take(last).skip(from);
    let mut text: String = part.map(|(index, pick)| numbered(expected.number(index), pick, width)).collect();
    if text.is_empty() {
        return format!("That was all: {}.\n", expected.numbers());
    }
    if last < all {
        if let Some(pick) = picks.get(*at).filter(|_| from == 0 && *at >= last) {
            text += &layout::paragraph(&format!("Enter takes {}, {}.", expected.number(*at), pick.title), width, "");
        }
        text += &layout::paragraph(&format!("{last} of {all} were read; /more reads on."), width, "");
    }
    text
}

fn numbered(number: usize, pick: &Pick, width: usize) -> String {
    let facts = match (pick.facts.as_str(), pick.title.ends_with(['.', '?', '!'])) {
        ("", _) => String::new(),
        (facts, true) => format!(" ({facts})"),
        (facts, false) => format!(", {facts}"),
    };
    // A question is its own description.
    let is_new = !pick.title.contains(&layout::one_line(&clean::line(&pick.about)));
    let about = if is_new { format!(": {}", pick.about) } else { String::new() };
    layout::bullet(&format!("  {number}  "), &format!("{}{facts}{about}", pick.title), width)
}

/// What stands before the cursor.
fn offer(inquiry: &Inquiry) -> String {
    match &inquiry.expected {
        Expected::OneOf { picks, at } if picks.len() > 1 => {
            format!("{}, Enter for {}: ", inquiry.expected.numbers(), inquiry.expected.number(*at))
        }
        Expected::OneOf { .. } => "Enter takes it: ".to_owned(),
        Expected::Yes { does } => format!("/yes {does}, /back goes back: "),
        Expected::Line { before, .. } => {
            let before = before.as_ref().map(|before| format!(" (Enter for {})", clean::line(before)));
            let (question, before) = (clean::line(&inquiry.question), before.unwrap_or_default());
            // A question has its own sign already.
            let end = if question.ends_with('?') && before.is_empty() { "" } else { ":" };
            format!("{question}{before}{end} ")
        }
    }
}

fn meaning(expected: &Expected, line: &str) -> Meaning {
    let line = line.trim();
    let is_yes = matches!(expected, Expected::Yes { .. }) && words::is_yes(line);
    if let Some(command) = line.strip_prefix('/').filter(|_| !is_yes) {
        return match command.to_lowercase().as_str() {
            "back" => Meaning::Answer(Response::Back),
            "leave" | "quit" | "exit" | "cancel" | "q" => Meaning::Answer(Response::Leave),
            "help" | "?" => Meaning::Help,
            "again" => Meaning::Again,
            "more" => Meaning::More,
            _ => {
                Meaning::Unclear(format!("There is no {line} here. There are /back, /again, /more, /leave and /help."))
            }
        };
    }
    match expected {
        Expected::Line { before, .. } => {
            let text = if line.is_empty() { before.clone().unwrap_or_default() } else { line.to_owned() };
            Meaning::Answer(Response::Typed(text))
        }
        Expected::Yes { .. } if words::is_yes(line) => Meaning::Answer(Response::Picked(0)),
        Expected::Yes { does } => Meaning::Unclear(format!("Nothing is done yet: only /yes {does}, as a whole word.")),
        Expected::OneOf { at, .. } if line.is_empty() => Meaning::Answer(Response::Picked(*at)),
        Expected::OneOf { .. } if line == "?" => Meaning::Help,
        Expected::OneOf { picks, .. } => match (expected.numbered(line), line.parse::<usize>()) {
            (Some(index), _) => Meaning::Answer(Response::Picked(index)),
            (None, Ok(number)) => Meaning::Unclear(format!("There is no {number} here: type {}.", expected.numbers())),
            (None, Err(_)) => picked(expected, picks, line),
        },
    }
}

/// Letters that only one has, or the whole title of only one.
fn picked(expected: &Expected, picks: &[Pick], line: &str) -> Meaning {
    let those = |fits: &dyn Fn(&Pick) -> bool| -> Vec<usize> {
        (0..picks.len()).filter(|index| picks.get(*index).is_some_and(fits)).collect()
    };
    let called = those(&|pick| plain(&pick.title) == plain(line));
    let words = Words::new(line);
    let fitting = if called.is_empty() { those(&|pick| pick.fits(&words)) } else { called };
    match fitting.as_slice() {
        [index] => Meaning::Answer(Response::Picked(*index)),
        [] => Meaning::Unclear(format!("Nothing here has “{line}” in it: type {}.", expected.numbers())),
        several => {
            let titles: Vec<&str> = several.iter().map(|index| picks[*index].title.as_str()).collect();
            let name = |index: &usize| {
                let pick = &picks[*index];
                let is_alone = titles.iter().filter(|title| **title == pick.title).count() == 1;
                let facts =
                    if is_alone || pick.facts.is_empty() { String::new() } else { format!(" ({})", pick.facts) };
                format!("{} {}{facts}", expected.number(*index), pick.title)
            };
            let names: Vec<String> = several.iter().take(MOST).map(name).collect();
            let more = match several.len().saturating_sub(MOST) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            Meaning::Unclear(format!("Several have “{line}” in them: {}{more}. Type a number.", names.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Expected {
        let picks = ["Warm-up", "System design", "System design (short)", "Team fit"].map(Pick::new).into();
        Expected::OneOf { picks, at: 1 }
    }

    #[test]
    fn a_number_or_letters_pick_and_only_whole_words_command() {
        let picked = |line: &str| match meaning(&list(), line) {
            Meaning::Answer(reply) => Ok(reply),
            Meaning::Unclear(why) => Err(why),
            Meaning::Help | Meaning::Again | Meaning::More => Err("help".into()),
        };
        assert_eq!(picked(""), Ok(Response::Picked(1)));
        assert_eq!(picked("4"), Ok(Response::Picked(3)));
        assert_eq!(picked("TEAM"), Ok(Response::Picked(3)));
        assert_eq!(picked("system design"), Ok(Response::Picked(1)), "the whole title before one that only holds it");
        assert_eq!(
            picked("sys"),
            Err("Several have “sys” in them: 2 System design, 3 System design (short). Type a number.".into())
        );
        let twice = ["maybe", "maybe", "May"].map(Pick::new);
        let twice = Expected::OneOf { picks: twice.map(|pick| pick.with("at Q1")).into(), at: 0 };
        let several = "Several have “maybe” in them: 1 maybe (at Q1), 2 maybe (at Q1). Type a number.";
        assert_eq!(meaning(&twice, "maybe"), Meaning::Unclear(several.into()));
        assert_eq!(meaning(&twice, "may"), Meaning::Answer(Response::Picked(2)));
        assert_eq!(picked("0"), Err("There is no 0 here: type 1 to 4.".into()));
        assert_eq!(picked("99"), Err("There is no 99 here: type 1 to 4.".into()));
        assert_eq!(picked("back"), Err("Nothing here has “back” in it: type 1 to 4.".into()));
        assert_eq!(picked("/Back"), Ok(Response::Back));
        assert_eq!(picked("/quit"), Ok(Response::Leave));
        assert_eq!(picked("?"), Err("help".into()));
        assert_eq!(
            picked("/bakc"),
            Err("There is no /bakc here. There are /back, /again, /more, /leave and /help.".into())
        );
    }

    /// "back" at the list of roles is no "Backend".
    #[test]
    fn a_word_that_leads_elsewhere_is_no_beginning_of_a_choice() {
        let roles = Expected::OneOf { picks: ["Backend", "Frontend", "Help"].map(Pick::new).into(), at: 0 };
        let is_held = |line: &str| slip(line).is_some() && !is_meant(&roles, line);
        assert!(["back", "Back", "quit", "more", "stop", "no"].into_iter().all(is_held));
        assert!(!["backend", "front", "help", "?", "1", ""].into_iter().any(is_held));
    }

    /// A list of thirty is read by tens, and what Enter takes is named even where it was not read yet.
    #[test]
    fn a_long_list_is_read_in_parts() {
        let picks = (1..=30).map(|number| Pick::new(format!("Pick {number}")).about(format!("Pick {number}")));
        let list = Expected::OneOf { picks: picks.collect(), at: 24 };
        let first = read(&list, 0, 80);
        assert_eq!(first.lines().count(), 12, "{first}");
        assert!(first.starts_with("  1  Pick 1\n"), "nothing is said twice: {first}");
        assert!(first.ends_with("Enter takes 25, Pick 25.\n10 of 30 were read; /more reads on.\n"), "{first}");
        assert!(read(&list, 10, 80).ends_with("20 of 30 were read; /more reads on.\n"));
        assert!(read(&list, 20, 80).ends_with("  30  Pick 30\n"));
        assert_eq!(read(&list, 30, 80), "That was all: 1 to 30.\n");
        assert_eq!(meaning(&list, "/more"), Meaning::More);
    }

    #[test]
    fn a_word_that_is_a_slip_more_often_than_a_name_is_held_once() {
        assert_eq!(
            slip(" back "),
            Some("“back” was not taken: /back goes back a question. Type it again if that is the answer.".into())
        );
        assert!(slip("Wait").is_some() && slip("Wai Back").is_none() && slip("Noel").is_none());
        let name = Inquiry {
            heading: String::new(),
            body: Vec::new(),
            question: "The candidate's name".into(),
            expected: Expected::Line { before: None, known: vec!["Kim Park".into()] },
            said: None,
        };
        let said = help(&name);
        assert!(
            said.contains("Known here: Kim Park.") && said.ends_with("What is asked: The candidate's name."),
            "{said}"
        );
    }

    /// How each one stands is said of each, also where it stands as the one before.
    #[test]
    fn what_two_of_a_list_share_is_said_of_both_and_a_question_has_one_sign() {
        let picks = ["Ann Lee", "Bo Chen"].map(|name| Pick::new(name).about("Submitted"));
        let read = read(&Expected::OneOf { picks: picks.into(), at: 0 }, 0, 80);
        assert_eq!(read.matches("Submitted").count(), 2, "{read}");
        let asks = |question: &str, before: Option<&str>| {
            offer(&Inquiry {
                heading: String::new(),
                body: Vec::new(),
                question: question.into(),
                expected: Expected::Line { before: before.map(str::to_owned), known: Vec::new() },
                said: None,
            })
        };
        assert_eq!(asks("What do you want to note?", None), "What do you want to note? ");
        assert_eq!(asks("Your name", Some("Kim Park")), "Your name (Enter for Kim Park): ");
    }

    #[test]
    fn a_name_is_taken_as_it_is_typed() {
        let name = Expected::Line { before: Some("Kim Park".into()), known: Vec::new() };
        assert_eq!(meaning(&name, ""), Meaning::Answer(Response::Typed("Kim Park".into())));
        assert_eq!(meaning(&name, " 2 "), Meaning::Answer(Response::Typed("2".into())));
        assert_eq!(meaning(&name, "back"), Meaning::Answer(Response::Typed("back".into())));
        assert_eq!(meaning(&name, "/back"), Meaning::Answer(Response::Back));
    }
}
