//! Text in any encoding that tables come in, as UTF-8.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a file its encoding is told by.
pub(super) const LOOKED_AT: usize = 1 << 20;

/// The encoding of a text that begins so, and what a person should know of it.
pub(super) fn encoding(begins: &[u8], is_whole: bool) -> (&'static Encoding, Option<&'static str>) {
    if let Some((found, _)) = Encoding::for_bom(begins) {
        return (found, said(found));
    }
    let zeros = |odd: usize| begins.iter().skip(odd).step_by(2).take(512).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = (begins.len() / 2).min(512);
    if pairs > 2 && odd > pairs / 2 && even == 0 {
        return (UTF_16LE, said(UTF_16LE));
    }
    if pairs > 2 && even > pairs / 2 && odd == 0 {
        return (UTF_16BE, said(UTF_16BE));
    }
    let is_utf8 = match std::str::from_utf8(begins) {
        Ok(_) => true,
        // The last character may be cut.
        Err(error) => error.error_len().is_none() && !is_whole,
    };
    if is_utf8 { (UTF_8, None) } else { (WINDOWS_1252, said(WINDOWS_1252)) }
}

fn said(found: &'static Encoding) -> Option<&'static str> {
    match found.name() {
        "UTF-16LE" | "UTF-16BE" => Some("UTF-16"),
        "windows-1252" => Some("Windows-1252, as it is not UTF-8"),
        _ => None,
    }
}

/// Input decoded to UTF-8. Characters that can't be become U+FFFD.
pub(super) struct Decoded<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    done: bool,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(input: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { input, decoder, raw: vec![0; 1 << 16], start: 0, end: 0, at_end: false, done: false }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.start == self.end && !self.at_end {
                self.start = 0;
                self.end = self.input.read(&mut self.raw)?;
                self.at_end = self.end == 0;
            }
            if self.done {
                return Ok(0);
            }
            let from = self.raw.get(self.start..self.end).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(from, buffer, self.at_end);
            self.start += read;
            self.done = self.at_end && result == CoderResult::InputEmpty;
            if written > 0 || self.done {
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_told_by_the_beginning() {
        for (begins, whole, name) in [
            (&b"\xef\xbb\xbfa,b"[..], true, "UTF-8"),
            (b"\xff\xfea\0,\0", true, "UTF-16LE"),
            (b"a\0,\0b\0c\0", true, "UTF-16LE"),
            (b"\0a\0,\0b\0c", true, "UTF-16BE"),
            (b"Zo\xc3\xab", true, "UTF-8"),
            (b"Zo\xc3", false, "UTF-8"),
            (b"Zo\xc3", true, "windows-1252"),
            (b"Zo\xeb,4", false, "windows-1252"),
            (b"", true, "UTF-8"),
        ] {
            assert_eq!(encoding(begins, whole).0.name(), name, "{begins:?}");
        }
    }
}
