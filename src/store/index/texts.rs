//! Texts that were made of sessions whole, in a file of its own beside the index that only an export for programs reads. It may be
//! larger than the memory, so that each is read by itself: where it stands is said at the end of the file.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::core::ids::SessionId;

use super::super::atomic::{Access, beside};
use super::super::opening;
use super::super::stamp::{Stamp, Stamps, Time};
use super::file::{HEAD, LARGEST, checksum, head_of};
use super::record::RecordBytes;

/// The file's name within `sessions/`.
pub(in crate::store) const FILE: &str = ".cards";

/// Where the text of a session stands.
#[derive(Debug, Serialize, Deserialize)]
struct TextPlace {
    id: SessionId,
    stamps: Stamps,
    at: u64,
    /// In bytes.
    length: u32,
    checksum: u64,
}

/// The texts that are kept.
#[derive(Debug, Default)]
pub(in crate::store) struct KeptTexts {
    file: PathBuf,
    /// By name of the session.
    places: Vec<TextPlace>,
}

impl KeptTexts {
    /// Those among these sessions; none where the file is damaged, or another program's.
    pub(in crate::store) fn of(sessions: &Path) -> Self {
        let file = sessions.join(FILE);
        let places = Self::places(&file).unwrap_or_default();
        Self { file, places }
    }

    /// The list at the file's end, in front of its own head and length.
    fn places(file: &Path) -> Option<Vec<TextPlace>> {
        const END: usize = HEAD + 8;
        let mut file = opening::to_read(file).ok()?;
        let whole = file.metadata().ok()?.len();
        let end = bytes_at(&mut file, whole.checked_sub(END as u64)?, END)?;
        let (head, length) = end.split_at_checked(HEAD)?;
        let length = u64::from_le_bytes(length.try_into().ok()?);
        let from = whole.checked_sub(END as u64)?.checked_sub(length).filter(|_| length <= LARGEST)?;
        let list = bytes_at(&mut file, from, usize::try_from(length).ok()?)?;
        if *head != *head_of(&list) {
            return None;
        }
        RecordBytes(&list).next()
    }

    /// Where the text of a session stands whose files are these.
    fn place(&self, id: &SessionId, stamps: Stamps) -> Option<&TextPlace> {
        let at = self.places.binary_search_by(|place| place.id.cmp(id)).ok()?;
        self.places.get(at).filter(|place| place.stamps == stamps)
    }

    /// Whether there is a text of a session whose files are these.
    pub(in crate::store) fn has(&self, id: &SessionId, stamps: Stamps) -> bool {
        self.place(id, stamps).is_some()
    }

    /// Reads them, where there are any.
    pub(in crate::store) fn reader(&self) -> Option<TextReader<'_>> {
        if self.places.is_empty() {
            return None;
        }
        Some(TextReader { kept: self, file: opening::to_read(&self.file).ok()?, at: 0 })
    }
}

/// Reads texts one after another.
pub(in crate::store) struct TextReader<'a> {
    kept: &'a KeptTexts,
    file: File,
    /// Where in the file it stands.
    at: u64,
}

impl TextReader<'_> {
    /// The text of a session whose files are these; none where it is not kept, or damaged.
    pub(in crate::store) fn text(&mut self, id: &SessionId, stamps: Stamps) -> Option<String> {
        self.at_place(self.kept.place(id, stamps)?)
    }

    fn at_place(&mut self, place: &TextPlace) -> Option<String> {
        if self.at != place.at {
            self.file.seek(SeekFrom::Start(place.at)).ok()?;
        }
        // Where less is read than was to be, the next one is sought anew.
        self.at = u64::MAX;
        let bytes = bytes_of(&mut self.file, usize::try_from(place.length).ok()?)?;
        self.at = place.at + u64::from(place.length);
        if checksum([&bytes, &[]]) != place.checksum {
            return None;
        }
        String::from_utf8(bytes).ok()
    }
}

fn bytes_at(file: &mut File, at: u64, length: usize) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(at)).ok()?;
    bytes_of(file, length)
}

fn bytes_of(file: &mut File, length: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length);
    file.take(length as u64).read_to_end(&mut bytes).ok()?;
    (bytes.len() == length).then_some(bytes)
}

/// Writes the texts down anew; only a file that is whole takes the place of the one before.
pub(in crate::store) struct TextWriter<'a> {
    before: Option<TextReader<'a>>,
    /// How many of those before were passed.
    passed: usize,
    out: BufWriter<tempfile::NamedTempFile>,
    /// What the clock of the file system showed at the beginning.
    began: Time,
    at: u64,
    places: Vec<TextPlace>,
    refused: io::Result<()>,
}

impl<'a> TextWriter<'a> {
    /// Begins to; none where nothing can be written.
    pub(in crate::store) fn beside(sessions: &Path, before: &'a KeptTexts) -> Option<Self> {
        let file = beside(sessions, Access::Private).ok()?;
        let began = Stamp::of(file.path()).ok()?.changed();
        Some(Self {
            before: before.reader(),
            passed: 0,
            out: BufWriter::with_capacity(1 << 16, file),
            began,
            at: 0,
            places: Vec::new(),
            refused: Ok(()),
        })
    }

    /// The text of a session that was made since it began, of files that were these just before, and can't change unseen. They come by
    /// name; what is kept of others in between stays.
    pub(in crate::store) fn add(&mut self, id: &SessionId, stamps: Stamps, text: &str) {
        self.keep_up_to(Some(id));
        if stamps.is_settled(self.began) {
            self.write(id, stamps, text);
        }
    }

    fn write(&mut self, id: &SessionId, stamps: Stamps, text: &str) {
        if self.refused.is_ok()
            && let Ok(length) = u32::try_from(text.len())
        {
            self.refused = self.out.write_all(text.as_bytes());
            let checksum = checksum([text.as_bytes(), &[]]);
            self.places.push(TextPlace { id: id.clone(), stamps, at: self.at, length, checksum });
            self.at += u64::from(length);
        }
    }

    /// Takes over those before a name, and passes that one; without a name, all that are left.
    fn keep_up_to(&mut self, id: Option<&SessionId>) {
        let Some(mut before) = self.before.take() else { return };
        while let Some(place) = before.kept.places.get(self.passed).filter(|own| id.is_none_or(|id| own.id <= *id)) {
            self.passed += 1;
            if Some(&place.id) != id
                && let Some(text) = before.at_place(place)
            {
                self.write(&place.id, place.stamps, &text);
            }
        }
        self.before = Some(before);
    }

    /// Puts them in the place of those before, unless the system refuses.
    pub(in crate::store) fn finish(mut self, sessions: &Path) {
        self.keep_up_to(None);
        let Ok(list) = postcard::to_allocvec(&self.places) else { return };
        let end = [head_of(&list).as_slice(), &(list.len() as u64).to_le_bytes()].concat();
        let written = self.refused.and_then(|()| self.out.write_all(&list)).and_then(|()| self.out.write_all(&end));
        if written.is_ok()
            && let Ok(file) = self.out.into_inner()
        {
            let _ = file.persist(sessions.join(FILE));
        }
    }
}

/// Takes all texts away where one is of a session that is none of these: nothing stays of what is gone.
pub(super) fn without_gone(sessions: &Path, there: &BTreeSet<&SessionId>) {
    let kept = KeptTexts::of(sessions);
    if kept.places.is_empty() || kept.places.iter().any(|place| !there.contains(&place.id)) {
        let _ = fs::remove_file(sessions.join(FILE));
    }
}
