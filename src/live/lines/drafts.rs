//! What a crash left half typed: each text becomes a note of the question that it was written on.

use crate::core::plan::Slot;
use crate::core::session::State;

/// The texts of a draft. A line that begins with `On Q2:`, where the round has that question, begins a text on it.
pub(super) fn texts(state: &State, draft: &str) -> Vec<(Option<Slot>, String)> {
    let mut texts: Vec<(Option<Slot>, String)> = Vec::new();
    for line in draft.lines() {
        let (slot, line) = match labeled(state, line) {
            Some((slot, line)) => (Some(slot), line),
            None => (None, line),
        };
        match texts.last_mut() {
            Some((_, text)) if slot.is_none() => {
                text.push('\n');
                text.push_str(line);
            }
            Some(_) | None => texts.push((slot, line.to_owned())),
        }
    }
    texts.retain(|(_, text)| !text.trim().is_empty());
    texts
}

fn labeled<'t>(state: &State, line: &'t str) -> Option<(Slot, &'t str)> {
    let (name, text) = line.strip_prefix("On ")?.split_once(": ")?;
    let slot = name.starts_with('Q').then(|| name.parse::<Slot>().ok()).flatten()?;
    state.asking(slot).map(|_| (slot, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::session::Session;

    #[test]
    fn each_label_begins_a_text_of_its_question() {
        let plan = include_str!("../../../sessions/2026-11-10-c7hqk-r1-iris-holly-b2rm/plan.json");
        let session = Session::new(serde_json::from_str(plan).expect("a plan"));
        let of = |draft: &str| texts(session.state(), draft);
        let on = |number| Some(Slot(number));
        assert_eq!(of("asks\nfirst"), [(None, "asks\nfirst".into())]);
        assert_eq!(
            of("asks\nOn Q1: saw it\nand more\nOn Q2: late"),
            [(None, "asks".into()), (on(1), "saw it\nand more".into()), (on(2), "late".into())]
        );
        assert_eq!(of("On Q99: who?"), [(None, "On Q99: who?".into())], "no question of the round");
        assert_eq!(of("On Quarterly: who?"), [(None, "On Quarterly: who?".into())]);
        assert_eq!(of(" \n"), []);
    }
}
