//! Keys that came without a wait between them. Nobody types like that: where they are more than a few, or hold a line break within
//! them, they are a pasted text, and never obeyed.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::keys;

/// What a person did.
#[derive(Debug)]
pub(super) enum Burst {
    /// Pressed these keys, one by one.
    Keys(Vec<KeyEvent>),
    /// Pasted this text, in a terminal that does not say so.
    Text(String),
}

/// What a burst is, part by part.
pub(super) fn typed(keys: &[KeyEvent]) -> Vec<Burst> {
    let pressed: Vec<KeyEvent> = keys.iter().filter(|key| key.kind != KeyEventKind::Release).copied().collect();
    // Text and chords at once are a pasted text with control bytes in it: only the text counts.
    if pressed.iter().any(is_chord) && pressed.iter().any(|key| keys::text_of(key).is_some()) {
        return vec![Burst::Text(pressed.iter().filter_map(keys::text_of).collect())];
    }
    let runs = pressed.chunk_by(|one, other| keys::text_of(one).is_some() == keys::text_of(other).is_some());
    let typed = runs.map(|run| {
        let text: Option<String> = run.iter().map(keys::text_of).collect();
        text.filter(|text| is_pasted(text)).map_or_else(|| Burst::Keys(run.to_vec()), Burst::Text)
    });
    typed.collect()
}

/// Whether a key commands, in whatever mode: with Ctrl or Alt, a function key, Esc.
fn is_chord(key: &KeyEvent) -> bool {
    let held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    keys::text_of(key).is_none() && (held || matches!(key.code, KeyCode::F(_) | KeyCode::Esc))
}

/// Whether keys that came at once are a pasted text: more than six that print, or a line break with something after it.
fn is_pasted(text: &str) -> bool {
    const TYPED: usize = 6;
    let prints = |text: &str| text.chars().filter(|character| !matches!(character, '\n' | '\t')).count();
    prints(text) > TYPED || text.split_once('\n').is_some_and(|(_, rest)| prints(rest) > 0)
}
