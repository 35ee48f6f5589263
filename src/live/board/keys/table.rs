//! The table of keys: what is pressed where, what it does, and the words for it.

use ratatui::crossterm::event::KeyCode;

use super::area::Area;
use super::deed::{
    AtCard, AtDesk, AtDimension, AtRatings, AtRecommendation, AtSubmission, AtTakeAways, Deed, Edit, InTalk, Judge,
    OnScreen, Over, Rate, Way,
};
use super::key::{Key, key};
use super::press::{HELP, Press, UNDO, YES};

const ENTER: Press = Press::Code(KeyCode::Enter);
const ESC: Press = Press::Code(KeyCode::Esc);
const TAB: Press = Press::Code(KeyCode::Tab);
const BACK_TAB: Press = Press::Code(KeyCode::BackTab);
const SPACE: Press = Press::Char(' ');
const UP: Press = Press::Code(KeyCode::Up);
const DOWN: Press = Press::Code(KeyCode::Down);
const LEFT: Press = Press::Code(KeyCode::Left);
const RIGHT: Press = Press::Code(KeyCode::Right);
const PAGE_UP: Press = Press::Code(KeyCode::PageUp);
const PAGE_DOWN: Press = Press::Code(KeyCode::PageDown);
const HOME: Press = Press::Code(KeyCode::Home);
const END: Press = Press::Code(KeyCode::End);
const DELETE: Press = Press::Code(KeyCode::Delete);
/// Not the key that answers boxes: a second press must not answer the box of the first.
const REDO: &[Press] = &[Press::Alt(KeyCode::Char('x')), f(12)];

const fn f(number: u8) -> Press {
    Press::Code(KeyCode::F(number))
}

/// Every key of the board. Where two lines fit, the one for the narrower area acts. Within an area what matters most comes first: the bar
/// at the foot shows as many as have room. A line without a press is done from the list of what can be done.
#[rustfmt::skip] // A line a key, so that it reads as a table.
pub static TABLE: &[Key] = &[
    key(Area::Note, &[ENTER], Deed::Talk(InTalk::Keep)).says("keep", "keep the note").also("save write"),
    key(Area::Rate, &[Press::Digit], Deed::Talk(InTalk::Rate(Rate::Digit))).says("rate", "rate the dimension, 5 is best, and go on to the next one").also("score level"),
    key(Area::Rate, &[Press::Letter], Deed::Talk(InTalk::TickLetter)).says("tick", "tick the signal or follow-up of that letter").also("check evidence observed saw seen ask probe"),
    key(Area::Rate, &[SPACE, ENTER], Deed::Talk(InTalk::Tick)).says("", "tick the signal or follow-up under the cursor").also("check evidence observed saw seen ask probe"),
    key(Area::Rate, &[Press::Char('0'), Press::Char('-'), DELETE], Deed::Talk(InTalk::Rate(Rate::Nothing))).says("", "take the rating under the cursor back, or the signal's tick").also("untick uncheck unrate clear remove none"),
    key(Area::Rate, &[LEFT], Deed::Talk(InTalk::Rate(Rate::Lower))).says("", "a lower rating"),
    key(Area::Rate, &[RIGHT], Deed::Talk(InTalk::Rate(Rate::Higher))).says("", "a higher rating"),
    key(Area::Rate, &[DOWN], Deed::Talk(InTalk::Walk(Way::Down))).says("", "a line down"),
    key(Area::Rate, &[UP], Deed::Talk(InTalk::Walk(Way::Up))).says("", "a line up"),
    key(Area::Rate, &[HOME], Deed::Talk(InTalk::Walk(Way::First))).says("", "the first line"),
    key(Area::Rate, &[END], Deed::Talk(InTalk::Walk(Way::Last))).says("", "the last line"),
    key(Area::Plan, &[ENTER], Deed::Talk(InTalk::Go)).says("go", "go to that question; at a backup, put it in the question's place (asks)"),
    key(Area::Plan, &[DOWN], Deed::Talk(InTalk::Walk(Way::Down))).says("", "a line down"),
    key(Area::Plan, &[UP], Deed::Talk(InTalk::Walk(Way::Up))).says("", "a line up"),
    key(Area::Plan, &[PAGE_DOWN], Deed::Talk(InTalk::Walk(Way::PageDown))).says("", "a page down: in what the cursor stands on, where there is more of it, else in the list"),
    key(Area::Plan, &[PAGE_UP], Deed::Talk(InTalk::Walk(Way::PageUp))).says("", "a page up, the same way"),
    key(Area::Plan, &[HOME], Deed::Talk(InTalk::Walk(Way::First))).says("", "the first line"),
    key(Area::Plan, &[END], Deed::Talk(InTalk::Walk(Way::Last))).says("", "the last line"),
    key(Area::Command, &[ESC], Deed::Talk(InTalk::Escape)).says("note", "back to the note"),
    key(Area::Command, &[UNDO], Deed::Screen(OnScreen::Undo)).says("undo", "undo: take back what was recorded last, and say what it was").also("revert edit correct change mistake delete"),
    key(Area::Talk, &[Press::Ctrl('r')], Deed::Talk(InTalk::ToRate)).says("rate", "to the ratings; Esc goes back to the note").also("score tick signals evidence"),
    key(Area::Talk, &[Press::Ctrl('n')], Deed::Talk(InTalk::Next)).says("next", "the next question").also("on forward continue"),
    key(Area::Talk, &[UNDO], Deed::Screen(OnScreen::Undo)).says("undo", "undo: take back what was recorded last, and say what it was").also("revert edit correct change mistake delete"),
    key(Area::Talk, &[Press::Ctrl('g')], Deed::Talk(InTalk::Hint)).says("hint", "give the next hint; shows it first (asks)").also("help them"),
    key(Area::Talk, &[TAB], Deed::Talk(InTalk::Turn)).says("turn", "from the note to the ratings, to the plan, to the note").also("outline switch focus pane agenda"),
    key(Area::Talk, &[Press::Ctrl('f')], Deed::Talk(InTalk::Flag)).says("flag", "raise a red flag: first which one, then what was said or seen").also("warning concern"),
    key(Area::Talk, &[Press::Ctrl('p')], Deed::Talk(InTalk::Back)).says("back", "the question before").also("previous earlier last"),
    key(Area::Talk, &[Press::Ctrl('t')], Deed::Talk(InTalk::Pause)).says("pause", "pause: stop the clocks, and let them run again").also("timer break resume continue start"),
    key(Area::Talk, REDO, Deed::Screen(OnScreen::Redo)).says("redo", "redo: make again what was taken back (asks where the deed does)").also("again restore"),
    key(Area::Talk, &[f(2)], Deed::Talk(InTalk::Anchors)).says("", "what each score from 1 to 5 looks like, and back").also("anchors scale rubric levels"),
    key(Area::Talk, &[f(3)], Deed::Talk(InTalk::Explain)).says("", "the explanation, and back to the question").also("answer solution"),
    key(Area::Talk, &[f(4)], Deed::Talk(InTalk::Find)).says("", "find a question in the round or the banks, and go to it or bring it in (asks)").also("search look add extra another"),
    key(Area::Talk, &[f(5)], Deed::Talk(InTalk::Extend)).says("", "give the section 5 more minutes").also("extend extra time timer clock longer"),
    key(Area::Talk, &[f(6)], Deed::Talk(InTalk::Skip)).says("", "skip this question and go on (asks)").also("pass omit"),
    key(Area::Talk, &[f(7)], Deed::Talk(InTalk::Drop)).says("", "drop the section's least valuable if-time question (asks)").also("remove omit late"),
    key(Area::Talk, &[f(8)], Deed::Talk(InTalk::Backup)).says("", "put an easier or a harder backup in this question's place (asks)").also("swap exchange replace change another level"),
    key(Area::Talk, &[f(9)], Deed::Talk(InTalk::End)).says("", "end the conversation: to its end, stopped early, or a no-show (asks)").also("finish complete completed whole stop quit close over absent the candidate did does not come came missing no show"),
    key(Area::Talk, &[f(10)], Deed::Screen(OnScreen::History)).says("", "the history: everything that was recorded, newest first; removes any one of it, changes a note, brings back what was taken back").also("evidence log notes list all undo redo undone restore edit correct delete"),
    key(Area::Talk, &[], Deed::Talk(InTalk::HandOver)).says("", "hand over to another interviewer (asks)").also("handover change switch swap colleague"),
    key(Area::Talk, &[], Deed::Talk(InTalk::CopyPrompt)).says("", "copy the prompt to the clipboard"),
    key(Area::Talk, &[], Deed::Talk(InTalk::CopyHandout)).says("", "copy the handout to the clipboard"),
    key(Area::Talk, &[], Deed::Talk(InTalk::Flag)).says("", "raise a red flag of your own: type its title, and choose the last line"),
    key(Area::Talk, &[BACK_TAB], Deed::Talk(InTalk::TurnBack)).says("", "the other way around: to the plan, to the ratings, to the note").also("outline"),
    key(Area::Talk, &[ESC], Deed::Talk(InTalk::Escape)).says("", "close what stands in the question's place, or go back to the note"),
    key(Area::Talk, &[PAGE_DOWN], Deed::Talk(InTalk::Scroll(Way::PageDown))).says("", "a page down"),
    key(Area::Talk, &[PAGE_UP], Deed::Talk(InTalk::Scroll(Way::PageUp))).says("", "a page up"),
    key(Area::Before, &[YES], Deed::Talk(InTalk::Begin)).says("begin", "begin the conversation, and let the clocks run").also("start"),
    key(Area::Before, &[ENTER], Deed::Talk(InTalk::Keep)).says("", "keep what you typed: it becomes a note on the interview when the conversation begins; Enter begins nothing"),
    key(Area::Before, &[ESC], Deed::Talk(InTalk::Escape)).says("", "nothing: what you typed stays"),
    key(Area::Before, &[f(9)], Deed::Talk(InTalk::End)).says("no-show", "no-show: the candidate does not come (asks)").also("end finish absent cancel did came missing no show"),
    key(Area::Before, &[PAGE_DOWN], Deed::Talk(InTalk::Scroll(Way::PageDown))).says("", "a page down"),
    key(Area::Before, &[PAGE_UP], Deed::Talk(InTalk::Scroll(Way::PageUp))).says("", "a page up"),
    key(Area::Checklist, &[DOWN], Deed::Talk(InTalk::Scroll(Way::Down))).says("", "a line down"),
    key(Area::Checklist, &[UP], Deed::Talk(InTalk::Scroll(Way::Up))).says("", "a line up"),
    key(Area::Checklist, &[HOME], Deed::Talk(InTalk::Scroll(Way::First))).says("", "to the top"),
    key(Area::Checklist, &[END], Deed::Talk(InTalk::Scroll(Way::Last))).says("", "to the end"),
    key(Area::Ratings, &[Press::Digit], Deed::Desk(AtDesk::Ratings(AtRatings::Score))).says("rate", "rate, 5 is best, and go on to the next that is unrated").also("score level"),
    key(Area::Ratings, &[ENTER], Deed::Desk(AtDesk::NextLine)).says("next", "the next line"),
    key(Area::Ratings, &[], Deed::Desk(AtDesk::Ratings(AtRatings::Write))).says("", "write a note on this question; a text that you type opens it, too").also("edit"),
    key(Area::Ratings, &[Press::Ctrl('f')], Deed::Desk(AtDesk::Ratings(AtRatings::Flag))).says("", "raise a red flag at this question: first which one, then what was said or seen"),
    key(Area::Ratings, &[Press::Char('0'), Press::Char('-'), DELETE], Deed::Desk(AtDesk::Ratings(AtRatings::Unrate))).says("", "take the rating back").also("unrate clear remove none"),
    key(Area::Ratings, &[f(6)], Deed::Desk(AtDesk::Ratings(AtRatings::Pass))).says("", "this question was only passed through: it counts as skipped, and not as asked").also("skip pass omit not asked"),
    key(Area::Ratings, &[f(2)], Deed::Desk(AtDesk::Anchors)).says("", "what each score from 1 to 5 looks like, whole, and back"),
    key(Area::Dimension, &[Press::Digit], Deed::Desk(AtDesk::Dimension(AtDimension::Conclude))).says("conclude", "your conclusion on the dimension; 5 is best").also("score level evidence"),
    key(Area::Dimension, &[ENTER], Deed::Desk(AtDesk::Dimension(AtDimension::Write))).says("why", "write why you conclude that; a text that you type opens it, too").also("reason edit"),
    key(Area::Dimension, &[Press::Char('0'), Press::Char('-'), DELETE], Deed::Desk(AtDesk::Dimension(AtDimension::Withdraw))).says("", "no conclusion of your own: the ratings stand"),
    key(Area::Dimension, &[f(2)], Deed::Desk(AtDesk::Anchors)).says("", "what each score from 1 to 5 looks like, whole, and back"),
    key(Area::Criteria, &[Press::Char('y'), SPACE, RIGHT], Deed::Desk(AtDesk::Criterion(Judge::Shown))).says("shown", "the criterion was shown").also("criteria tick check yes"),
    key(Area::Criteria, &[Press::Char('n'), LEFT], Deed::Desk(AtDesk::Criterion(Judge::NotShown))).says("not shown", "the criterion was not shown").also("criteria no"),
    key(Area::Criteria, &[ENTER], Deed::Desk(AtDesk::NextLine)).says("next", "the next line; nothing is judged"),
    key(Area::Criteria, &[Press::Char('0'), Press::Char('-'), DELETE], Deed::Desk(AtDesk::Criterion(Judge::Blank))).says("", "the criterion is not judged: as it was before").also("criteria clear remove untick"),
    key(Area::Recommendation, &[Press::Number], Deed::Desk(AtDesk::Recommendation(AtRecommendation::Number))).says("recommend", "recommend the band of that number; the highest is best"),
    key(Area::Recommendation, &[SPACE], Deed::Desk(AtDesk::Recommendation(AtRecommendation::UnderCursor))).says("", "recommend the band under the cursor"),
    key(Area::Recommendation, &[ENTER], Deed::Desk(AtDesk::Recommendation(AtRecommendation::Write))).says("why", "write why, in a sentence; a text that you type opens it, too").also("reason edit"),
    key(Area::Recommendation, &[Press::Char('0'), Press::Char('-'), DELETE], Deed::Desk(AtDesk::Recommendation(AtRecommendation::Withdraw))).says("", "recommend no band").also("clear remove"),
    key(Area::TakeAways, &[ENTER], Deed::Desk(AtDesk::TakeAways(AtTakeAways::Write))).says("write", "write a line where the cursor is: what went well, or what to work on; a text that you type opens it, too").also("takeaways feedback strengths growth edit"),
    key(Area::TakeAways, &[DELETE], Deed::Desk(AtDesk::TakeAways(AtTakeAways::Remove))).says("remove", "remove the line under the cursor").also("delete clear"),
    key(Area::Submission, &[Press::Ctrl('s')], Deed::Desk(AtDesk::Submission(AtSubmission::Submit))).says("submit", "submit the scorecard (asks)").also("finish send done"),
    key(Area::Submission, &[ENTER], Deed::Desk(AtDesk::Submission(AtSubmission::Choose))).says("go there", "go to where it is mended; on the last line, write a note on the interview"),
    key(Area::Submission, &[f(6)], Deed::Desk(AtDesk::Submission(AtSubmission::Pass))).says("", "the question under the cursor was only passed through: it counts as skipped, and not as asked").also("skip pass omit not asked"),
    key(Area::Desk, &[TAB, Press::Ctrl('n')], Deed::Desk(AtDesk::NextPart)).says("on", "the next part").also("forward criteria dimension recommendation"),
    key(Area::Desk, &[BACK_TAB, Press::Ctrl('p'), ESC], Deed::Desk(AtDesk::PartBefore)).says("back", "the part before").also("previous"),
    key(Area::Desk, &[Press::Ctrl('s')], Deed::Desk(AtDesk::ToSubmission)).says("submit", "to the last look before submission").also("finish send done missing"),
    key(Area::Desk, &[UNDO], Deed::Screen(OnScreen::Undo)).says("undo", "undo: take back what was recorded last, and say what it was").also("revert edit correct change mistake delete"),
    key(Area::Desk, REDO, Deed::Screen(OnScreen::Redo)).says("redo", "redo: make again what was taken back (asks where the deed does)").also("again restore"),
    key(Area::Desk, &[f(9)], Deed::Desk(AtDesk::ToTalk)).says("", "back into the conversation: it had not ended (asks)").also("reopen resume continue"),
    key(Area::Desk, &[f(10)], Deed::Screen(OnScreen::History)).says("", "the history: everything that was recorded, newest first; removes any one of it, changes a note, brings back what was taken back").also("evidence log notes list all undo redo undone restore edit correct delete"),
    key(Area::Desk, &[DOWN], Deed::Desk(AtDesk::Walk(Way::Down))).says("", "a line down"),
    key(Area::Desk, &[UP], Deed::Desk(AtDesk::Walk(Way::Up))).says("", "a line up"),
    key(Area::Desk, &[PAGE_DOWN], Deed::Desk(AtDesk::Walk(Way::PageDown))).says("", "a page down: in what the cursor stands on, where there is more of it, else in the list"),
    key(Area::Desk, &[PAGE_UP], Deed::Desk(AtDesk::Walk(Way::PageUp))).says("", "a page up, the same way"),
    key(Area::Desk, &[HOME], Deed::Desk(AtDesk::Walk(Way::First))).says("", "the first line"),
    key(Area::Desk, &[END], Deed::Desk(AtDesk::Walk(Way::Last))).says("", "the last line"),
    key(Area::Card, &[ESC, Press::Ctrl('c')], Deed::Card(AtCard::Leave)).says("leave", "leave; `hotseat amend` changes what is submitted").also("quit exit close finish edit"),
    key(Area::Card, &[PAGE_DOWN, SPACE], Deed::Card(AtCard::Scroll(Way::PageDown))).says("down", "a page down"),
    key(Area::Card, &[PAGE_UP], Deed::Card(AtCard::Scroll(Way::PageUp))).says("up", "a page up"),
    key(Area::Card, &[DOWN], Deed::Card(AtCard::Scroll(Way::Down))).says("", "a line down"),
    key(Area::Card, &[UP], Deed::Card(AtCard::Scroll(Way::Up))).says("", "a line up"),
    key(Area::Card, &[HOME], Deed::Card(AtCard::Scroll(Way::First))).says("", "to the top"),
    key(Area::Card, &[END], Deed::Card(AtCard::Scroll(Way::Last))).says("", "to the end"),
    key(Area::Anywhere, &[Press::Ctrl('c')], Deed::Screen(OnScreen::Leave)).says("leave", "leave; `hotseat resume` continues (asks; Ctrl-C again is yes)").also("quit exit close stop"),
    key(Area::Anywhere, &[Press::Ctrl('l')], Deed::Screen(OnScreen::Cover)).says("cover", "cover the screen but for the prompt; Ctrl-Y lifts the cover").also("hide share privacy"),
    key(Area::Anywhere, &[Press::Ctrl('z')], Deed::Screen(OnScreen::Stay)).says("", "says what takes back and what leaves: it does not suspend here").also("suspend background undo"),
    key(Area::Anywhere, &[HELP, f(1)], Deed::Screen(OnScreen::Help)).says("", "this list"),
    key(Area::Keyed, &[Press::Char('?')], Deed::Screen(OnScreen::Help)).says("", "this list"),
    key(Area::Text, &[ENTER], Deed::Over(Over::Choose)).says("keep", "keep the text"),
    key(Area::Text, &[ESC], Deed::Over(Over::Close)).says("close", "close it; what was typed is still there when you come back"),
    key(Area::Text, &[Press::Ctrl('j'), Press::Alt(KeyCode::Enter)], Deed::Edit(Edit::Break)).says("", "a new line"),
    key(Area::Text, &[Press::Code(KeyCode::Backspace), Press::Ctrl('h')], Deed::Edit(Edit::Backspace)).says("", "remove the character before").also("edit erase delete"),
    key(Area::Text, &[DELETE, Press::Ctrl('d')], Deed::Edit(Edit::Delete)).says("", "remove the character after"),
    key(Area::Text, &[Press::Ctrl('w'), Press::Alt(KeyCode::Backspace), Press::CtrlCode(KeyCode::Backspace)], Deed::Edit(Edit::WordBefore)).says("", "remove the word before"),
    key(Area::Text, &[Press::Alt(KeyCode::Char('d')), Press::CtrlCode(KeyCode::Delete)], Deed::Edit(Edit::WordAfter)).says("", "remove the word after"),
    key(Area::Text, &[Press::Ctrl('u')], Deed::Edit(Edit::Empty)).says("", "remove all of the text; Ctrl-/ brings it back").also("clear empty"),
    key(Area::Text, &[Press::Ctrl('k')], Deed::Edit(Edit::ToEnd)).says("", "remove the line from the cursor on"),
    key(Area::Text, &[Press::Ctrl('7'), Press::Ctrl('/'), Press::Ctrl('_')], Deed::Edit(Edit::Undo)).says("", "undo within the text"),
    key(Area::Text, &[Press::Alt(KeyCode::Char('/')), Press::Alt(KeyCode::Char('_'))], Deed::Edit(Edit::Redo)).says("", "redo within the text"),
    key(Area::Text, &[LEFT], Deed::Edit(Edit::Left)).says("", "a character to the left"),
    key(Area::Text, &[RIGHT], Deed::Edit(Edit::Right)).says("", "a character to the right"),
    key(Area::Text, &[UP], Deed::Edit(Edit::Up)).says("", "a line up; above the first one of a note, the next of your half-typed notes").also("draft drafts"),
    key(Area::Text, &[DOWN], Deed::Edit(Edit::Down)).says("", "a line down"),
    key(Area::Text, &[Press::CtrlCode(KeyCode::Left), Press::Alt(KeyCode::Left), Press::Alt(KeyCode::Char('b'))], Deed::Edit(Edit::WordLeft)).says("", "a word to the left"),
    key(Area::Text, &[Press::CtrlCode(KeyCode::Right), Press::Alt(KeyCode::Right), Press::Alt(KeyCode::Char('f'))], Deed::Edit(Edit::WordRight)).says("", "a word to the right"),
    key(Area::Text, &[HOME, Press::Ctrl('a')], Deed::Edit(Edit::Home)).says("", "to the start of the line"),
    key(Area::Text, &[END, Press::Ctrl('e')], Deed::Edit(Edit::End)).says("", "to the end of the line"),
    key(Area::History, &[DELETE], Deed::Over(Over::Remove)).says("remove", "remove what the cursor stands on by itself, or change the text of a note (asks)").also("edit correct change delete untick"),
    key(Area::List, &[ENTER], Deed::Over(Over::Choose)).says("choose", "choose it"),
    key(Area::List, &[ESC], Deed::Over(Over::Close)).says("close", "close the list"),
    key(Area::List, &[DOWN], Deed::Over(Over::Walk(Way::Down))).says("", "a line down"),
    key(Area::List, &[UP], Deed::Over(Over::Walk(Way::Up))).says("", "a line up"),
    key(Area::List, &[PAGE_DOWN], Deed::Over(Over::Walk(Way::PageDown))).says("", "a page down: in what the cursor stands on, where there is more of it, else in the list"),
    key(Area::List, &[PAGE_UP], Deed::Over(Over::Walk(Way::PageUp))).says("", "a page up, the same way"),
    key(Area::List, &[HOME], Deed::Over(Over::Walk(Way::First))).says("", "the first line"),
    key(Area::List, &[END], Deed::Over(Over::Walk(Way::Last))).says("", "the last line"),
    key(Area::Choice, &[YES], Deed::Over(Over::Confirm)).says("does it", "do what the box says"),
    key(Area::Choice, &[ESC], Deed::Over(Over::Close)).says("goes back", "go back; nothing happens"),
    key(Area::Choice, &[DOWN], Deed::Over(Over::Walk(Way::Down))).says("", "the next answer"),
    key(Area::Choice, &[UP], Deed::Over(Over::Walk(Way::Up))).says("", "the answer before"),
    key(Area::Choice, &[PAGE_DOWN], Deed::Over(Over::Walk(Way::PageDown))).says("", "a page down in what the box shows"),
    key(Area::Choice, &[PAGE_UP], Deed::Over(Over::Walk(Way::PageUp))).says("", "a page up in what the box shows"),
    key(Area::Choice, &[HOME], Deed::Over(Over::Walk(Way::First))).says("", "the first answer"),
    key(Area::Choice, &[END], Deed::Over(Over::Walk(Way::Last))).says("", "the last answer"),
    key(Area::Cover, &[YES], Deed::Screen(OnScreen::Uncover)).says("lift", "lift the cover").also("show uncover"),
];
