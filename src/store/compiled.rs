//! A shipped document as build.rs compiled it: the tree of its JSON without its notation, its texts one after another.
//!
//! It goes through the same types as the JSON, by serde; what is saved is to look for quotes, commas and escapes in megabytes of text at
//! every start. The wording of a bank's questions stands behind the bank, and is read of the questions that somebody looks at. `build.rs`
//! writes it, and tests hold each document against its JSON.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// A compiled document, or what is left of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compiled<'a> {
    /// What stands where, in order.
    pub(super) tree: &'a [u8],
    /// All texts, in order.
    pub(super) texts: &'a str,
    /// The names of fields, by number.
    pub(super) keys: &'a [&'a str],
}

/// A compiled document, and what is read of it only when it is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct CompiledDocument {
    /// The document; the parts stand behind it.
    pub(super) whole: Compiled<'static>,
    /// Where each part begins, in the tree and in the texts.
    pub(super) parts: &'static [(usize, usize)],
}

impl CompiledDocument {
    /// The parts: of a bank, the wording of each question.
    pub(super) fn parts(self) -> impl Iterator<Item = Compiled<'static>> {
        let Self { whole, parts } = self;
        parts.iter().map(move |(tree, texts)| Compiled {
            tree: whole.tree.get(*tree..).unwrap_or_default(),
            texts: whole.texts.get(*texts..).unwrap_or_default(),
            ..whole
        })
    }
}

/// Why a compiled document does not fit a type.
#[derive(Debug)]
pub(super) struct NotFitting(String);

impl fmt::Display for NotFitting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotFitting {}

impl de::Error for NotFitting {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

type Fits<T> = Result<T, NotFitting>;

/// That the bytes end where they should not: build.rs and this file are of two minds.
fn cut() -> NotFitting {
    NotFitting("the compiled document is cut".to_owned())
}

impl<'de> Compiled<'de> {
    /// The document as a type.
    pub(super) fn read<T: Deserialize<'de>>(mut self) -> Fits<T> {
        T::deserialize(&mut self)
    }

    fn byte(&mut self) -> Fits<u8> {
        let (first, rest) = self.tree.split_first().ok_or_else(cut)?;
        self.tree = rest;
        Ok(*first)
    }

    /// A number, seven bits to a byte, the lowest first.
    fn number(&mut self) -> Fits<u64> {
        let mut number = 0;
        for place in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << place;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(cut())
    }

    fn length(&mut self) -> Fits<usize> {
        usize::try_from(self.number()?).map_err(|_| cut())
    }

    fn text(&mut self) -> Fits<&'de str> {
        let length = self.length()?;
        let (text, rest) = self.texts.split_at_checked(length).ok_or_else(cut)?;
        self.texts = rest;
        Ok(text)
    }

    fn key(&mut self) -> Fits<&'de str> {
        let key = self.length()?;
        self.keys.get(key).copied().ok_or_else(cut)
    }
}

impl<'de> Deserializer<'de> for &mut Compiled<'de> {
    type Error = NotFitting;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Fits<V::Value> {
        match self.byte()? {
            b'n' => visitor.visit_unit(),
            b'f' => visitor.visit_bool(false),
            b't' => visitor.visit_bool(true),
            b'u' => visitor.visit_u64(self.number()?),
            b'i' => visitor.visit_i64(self.number()?.cast_signed()),
            b'd' => visitor.visit_f64(f64::from_bits(self.number()?)),
            b's' => visitor.visit_borrowed_str(self.text()?),
            b'a' => {
                let left = self.length()?;
                visitor.visit_seq(Within { of: self, left })
            }
            b'o' => {
                let left = self.length()?;
                visitor.visit_map(Within { of: self, left })
            }
            _ => Err(cut()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Fits<V::Value> {
        if self.tree.first() == Some(&b'n') {
            self.byte()?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Fits<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Fits<V::Value> {
        match self.byte()? {
            b's' => visitor.visit_enum(BorrowedStrDeserializer::new(self.text()?)),
            b'o' if self.length()? == 1 => visitor.visit_enum(Within { of: self, left: 1 }),
            _ => Err(NotFitting("neither a variant's name nor a variant".to_owned())),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct identifier ignored_any
    }
}

/// What is left of a list or an object.
struct Within<'w, 'de> {
    of: &'w mut Compiled<'de>,
    left: usize,
}

impl Within<'_, '_> {
    fn next(&mut self) -> bool {
        let is_left = self.left > 0;
        self.left = self.left.saturating_sub(1);
        is_left
    }
}

impl<'de> SeqAccess<'de> for Within<'_, 'de> {
    type Error = NotFitting;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Fits<Option<T::Value>> {
        if self.next() { seed.deserialize(&mut *self.of).map(Some) } else { Ok(None) }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Within<'_, 'de> {
    type Error = NotFitting;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Fits<Option<K::Value>> {
        if !self.next() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(self.of.key()?)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Fits<T::Value> {
        seed.deserialize(&mut *self.of)
    }
}

impl<'de> EnumAccess<'de> for Within<'_, 'de> {
    type Error = NotFitting;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Fits<(T::Value, Self)> {
        let variant = seed.deserialize(BorrowedStrDeserializer::new(self.of.key()?))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Within<'_, 'de> {
    type Error = NotFitting;

    fn unit_variant(self) -> Fits<()> {
        Deserialize::deserialize(&mut *self.of)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Fits<T::Value> {
        seed.deserialize(&mut *self.of)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Fits<V::Value> {
        self.of.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Fits<V::Value> {
        self.of.deserialize_any(visitor)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::embedded::{compiled, shipped};
    use super::super::library_document::shipped_bank;
    use crate::core::bank::{Bank, QuestionText};

    #[test]
    fn what_is_compiled_is_what_the_documents_say() {
        let mut documents = 0;
        for (path, text) in ["banks", "formats", "rubrics"].into_iter().flat_map(shipped) {
            let compiled = compiled().find(|(other, _)| *other == path).expect(path).1;
            if path.starts_with("banks") {
                let said: Bank = serde_json::from_str(text).expect(path);
                assert_eq!(shipped_bank(compiled).map_err(|error| error.to_string()), Ok(said), "{path}");
            } else {
                let said: Value = serde_json::from_str(text).expect(path);
                assert_eq!(compiled.whole.read::<Value>().map_err(|error| error.to_string()), Ok(said), "{path}");
            }
            documents += 1;
        }
        assert_eq!(documents, compiled().count());
    }

    #[test]
    fn what_is_cut_is_read_as_nothing() {
        for (path, document) in compiled() {
            let whole = document.whole;
            for cut in [1, 20] {
                let cut = super::Compiled { tree: &whole.tree[..cut], ..whole };
                assert!(cut.read::<Value>().is_err(), "{path}");
            }
        }
    }

    #[test]
    fn each_wording_reads() {
        for (path, document) in compiled().filter(|(path, _)| path.starts_with("banks")) {
            assert!(document.parts().count() > 0, "{path}");
            for wording in document.parts() {
                wording.read::<QuestionText>().expect(path);
            }
        }
    }
}
