//! A number made of what is put into it: what chance draws by, and the bits by which a draw code tells one thing from another. It is
//! fixed here to the bit, because a kit must come out the same years from now.

use serde::Serialize;

/// A number made of what is put into it, the same on every platform: FNV-1a (64 bits), mixed by the last steps of splitmix64.
#[derive(Clone, Copy)]
pub(super) struct DrawDigest(u64);

impl DrawDigest {
    pub(super) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Bytes, without an end.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// A text, with its end.
    pub(super) fn text(&mut self, text: impl AsRef<str>) {
        self.bytes(text.as_ref().as_bytes());
        self.bytes(&[0xff]);
    }

    pub(super) fn number(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    pub(super) fn texts<T: AsRef<str>>(&mut self, texts: &[T]) {
        self.number(texts.len() as u64);
        for text in texts {
            self.text(text);
        }
    }

    /// A document, as JSON.
    pub(super) fn document(&mut self, document: &impl Serialize) {
        // A document of the library has a JSON; where it had none, two would look alike.
        self.bytes(&serde_json::to_vec(document).unwrap_or_default());
    }

    pub(super) fn mixed(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 1 to 1023.
    pub(super) fn part(self) -> u16 {
        u16::try_from(self.mixed() % 1023 + 1).unwrap_or(1)
    }

    pub(super) fn outcome(self) -> u16 {
        u16::try_from(self.mixed() >> 49).unwrap_or(0)
    }
}
