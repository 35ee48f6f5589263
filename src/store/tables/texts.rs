//! Texts with numbers, each text once.

/// Texts, numbered in the order of their first appearance.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    /// One behind the other.
    bytes: Vec<u8>,
    /// Where each begins and ends.
    spans: Vec<(u32, u32)>,
    marks: Vec<u32>,
    /// The mark and the number of a text, where its mark leads to; 0 where there is none. A power of two, at least twice as many as texts.
    slots: Vec<u64>,
    /// One more than the numbers of texts of one byte; 0 where there is none.
    letters: Vec<u32>,
    /// The number given last, as the row before likely has the same text.
    last: u32,
    /// By number, what came after it last time: dimensions mostly come in the same order.
    followers: Vec<u32>,
}

/// What tells most texts apart without a look at them. Whoever knows the seed could find texts with one mark; it is another in each run.
pub(super) fn mark(text: &[u8], seed: u64) -> u32 {
    let mut hash = seed ^ u64::try_from(text.len()).unwrap_or_default();
    if let Some(last) = text.last_chunk::<8>() {
        // The last eight are, with those before them, all of it.
        let (words, _) = text.as_chunks::<8>();
        hash = words.iter().fold(hash, |hash, word| mixed(hash ^ u64::from_le_bytes(*word)));
        return low(mixed(hash ^ u64::from_le_bytes(*last)));
    }
    low(mixed(hash.rotate_left(8) ^ short(text)))
}

/// At most seven bytes as one number, of which there is another for each text of the same length.
fn short(text: &[u8]) -> u64 {
    match (text.first_chunk::<4>(), text.last_chunk::<4>(), text) {
        (Some(first), Some(last), _) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        (.., [one, two, three]) => u64::from_le_bytes([*one, *two, *three, 0, 0, 0, 0, 0]),
        (.., [one, two]) => u64::from_le_bytes([*one, *two, 0, 0, 0, 0, 0, 0]),
        (.., [one]) => u64::from(*one),
        _ => 0,
    }
}

/// Whether two texts are the same; most have fewer than 17 bytes.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match (one.first_chunk::<8>(), one.last_chunk::<8>(), other.first_chunk::<8>(), other.last_chunk::<8>()) {
        (Some(first), Some(last), Some(other_first), Some(other_last)) => {
            u64::from_le_bytes(*first) == u64::from_le_bytes(*other_first)
                && u64::from_le_bytes(*last) == u64::from_le_bytes(*other_last)
                && (one.len() <= 16 || one == other)
        }
        _ => short(one) == short(other),
    }
}

fn mixed(word: u64) -> u64 {
    const ODD: u128 = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835;
    let product = u128::from(word).wrapping_mul(ODD);
    high(product) ^ low_word(product)
}

fn high(product: u128) -> u64 {
    (product >> 64) as u64
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
fn low_word(product: u128) -> u64 {
    product as u64
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
fn low(word: u64) -> u32 {
    word as u32
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Texts {
    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.spans.clear();
        self.marks.clear();
        self.followers.clear();
        self.slots.fill(0);
        self.letters.fill(0);
        self.last = 0;
    }

    /// Whether there are so many, or so long ones, that they had better be forgotten: what is looked for among them would be far away.
    pub(super) fn are_many(&self) -> bool {
        self.spans.len() > 1 << 12 || self.bytes.len() > 1 << 20
    }

    /// The texts from this number on, with their marks.
    pub(super) fn from(&self, number: usize) -> impl Iterator<Item = (&[u8], u32)> {
        let spans = self.spans.get(number..).unwrap_or_default();
        let texts = spans.iter().map(|span| self.at(*span).unwrap_or_default());
        texts.zip(self.marks.get(number..).unwrap_or_default().iter().copied())
    }

    fn at(&self, (from, to): (u32, u32)) -> Option<&[u8]> {
        self.bytes.get(wide(from)..wide(to))
    }

    fn get(&self, number: u32) -> Option<&[u8]> {
        self.at(*self.spans.get(wide(number))?)
    }

    /// The number of a text.
    pub(super) fn number_in(&mut self, text: &[u8], seed: u64) -> Option<u32> {
        if let [letter] = text {
            // Most scores are one digit.
            let known = self.letters.get(usize::from(*letter)).copied().unwrap_or_default();
            return if known == 0 { self.number(text, mark(text, seed)) } else { Some(known - 1) };
        }
        let is_it = |number: u32| self.get(number).is_some_and(|known| is_same(known, text));
        if is_it(self.last) {
            return Some(self.last);
        }
        let before = wide(self.last);
        let follower = self.followers.get(before).copied().unwrap_or_default();
        if is_it(follower) {
            self.last = follower;
            return Some(follower);
        }
        let number = self.number(text, mark(text, seed))?;
        if let Some(follower) = self.followers.get_mut(before) {
            *follower = number;
        }
        Some(number)
    }

    /// The number of a text with its mark; none where there are too many.
    pub(super) fn number(&mut self, text: &[u8], mark: u32) -> Option<u32> {
        if self.slots.len() <= self.spans.len() * 2 {
            self.widen();
        }
        let most = self.slots.len() - 1;
        let mut at = wide(mark) & most;
        loop {
            let slot = self.slots.get_mut(at)?;
            if *slot == 0 {
                let number = u32::try_from(self.spans.len()).ok().filter(|number| *number < u32::MAX - 1)?;
                let span = (u32::try_from(self.bytes.len()).ok()?, u32::try_from(self.bytes.len() + text.len()).ok()?);
                *slot = u64::from(mark) << 32 | u64::from(number + 1);
                self.bytes.extend_from_slice(text);
                self.spans.push(span);
                self.marks.push(mark);
                self.followers.push(number);
                self.last = number;
                if let [letter] = text {
                    self.letters.resize(256, 0);
                    self.letters[usize::from(*letter)] = number + 1;
                }
                return Some(number);
            }
            let number = low(*slot) - 1;
            if *slot >> 32 == u64::from(mark) && self.get(number).is_some_and(|known| is_same(known, text)) {
                self.last = number;
                return Some(number);
            }
            at = (at + 1) & most;
        }
    }

    /// Makes room for twice as many.
    fn widen(&mut self) {
        let count = (self.slots.len() * 2).max(64);
        self.slots.clear();
        self.slots.resize(count, 0);
        for (number, mark) in (1_u64..).zip(&self.marks) {
            let mut at = wide(*mark) & (count - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (count - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = u64::from(*mark) << 32 | number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_and_each_another() {
        let mut texts = Texts::default();
        let all: Vec<String> =
            (0..10_000).map(|number| format!("{}{}", "x".repeat(number % 40), number / 40)).collect();
        for _ in 0..2 {
            for (number, text) in (0..).zip(&all) {
                assert_eq!(texts.number_in(text.as_bytes(), 7), Some(number), "{text}");
                assert_eq!(texts.number_in(text.as_bytes(), 7), Some(number), "{text}");
            }
        }
        let kept: Vec<&[u8]> = texts.from(0).map(|(text, _)| text).collect();
        assert_eq!(kept, all.iter().map(String::as_bytes).collect::<Vec<_>>());
        texts.clear();
        assert_eq!((texts.from(0).count(), texts.number_in(b"", 7), texts.number_in(b"\0", 7)), (0, Some(0), Some(1)));
    }

    #[test]
    fn texts_of_one_mark_are_told_apart() {
        let mut texts = Texts::default();
        let numbers: Vec<Option<u32>> = (0..200_u8).map(|text| texts.number(&[text], 1)).collect();
        assert_eq!(numbers, (0..200).map(Some).collect::<Vec<_>>());
        assert_eq!(texts.number(&[199], 1), Some(199));
    }
}
