//! What was said in the sessions of the index, in a file of its own that only an export reads. It is written and goes with the index.

use std::fs;
use std::path::Path;

use crate::core::ids::SessionId;
use crate::core::scorecard::Remarks;

use super::super::reading;
use super::super::stamp::Stamps;
use super::file::{LARGEST, put, rest_of};
use super::record::{RecordBytes, RecordHead};

/// The file's name within `sessions/`.
pub(in crate::store) const FILE: &str = ".remarks";

/// Whether there are any.
pub(super) fn are_there(sessions: &Path) -> bool {
    fs::symlink_metadata(sessions.join(FILE)).is_ok_and(|found| found.is_file())
}

/// The file's bytes; none where it can't be read.
pub(in crate::store) fn bytes(sessions: &Path) -> Vec<u8> {
    reading::bytes_up_to(LARGEST, &sessions.join(FILE)).unwrap_or_default()
}

/// What was said, by session.
#[derive(Default)]
pub(in crate::store) struct KeptRemarks<'a>(Vec<(RecordHead<'a>, &'a [u8])>);

impl<'a> KeptRemarks<'a> {
    /// What these bytes hold; nothing where they are damaged, or another program's.
    pub(in crate::store) fn of(bytes: &'a [u8]) -> Self {
        Self::read(bytes).unwrap_or_default()
    }

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut taking = RecordBytes(rest_of(bytes)?);
        let many: usize = taking.next()?;
        let records = (0..many).map(|_| {
            let (head, length): (RecordHead<'a>, u32) = taking.next()?;
            Some((head, taking.bytes(length)?))
        });
        records.collect::<Option<_>>().map(Self)
    }

    fn record(&self, id: &SessionId, stamps: Stamps) -> Option<&'a [u8]> {
        let at = self.0.binary_search_by(|(head, _)| head.id.cmp(id.as_str())).ok()?;
        let (head, record) = self.0.get(at)?;
        (head.stamps == stamps).then_some(*record)
    }

    /// What was said in a session whose files are these.
    pub(in crate::store) fn said(&self, id: &SessionId, stamps: Stamps) -> Option<Remarks> {
        RecordBytes(self.record(id, stamps)?).next()
    }
}

/// What was said in a session, as it is written down: the texts of many sessions would fill the memory.
#[derive(Debug)]
pub(in crate::store) struct PackedRemarks(Box<[u8]>);

impl PackedRemarks {
    /// The same of what was read; none where it would be more than can be written.
    pub(in crate::store) fn of(remarks: &Remarks) -> Option<Self> {
        postcard::to_allocvec(remarks).ok().map(|bytes| Self(bytes.into_boxed_slice()))
    }
}

/// Takes all of them away.
pub(super) fn remove(sessions: &Path) {
    let _ = fs::remove_file(sessions.join(FILE));
}

/// Puts down what was said in these sessions, by name: what was read just now, and else what stood there before. Of a session of which
/// neither is known, nothing stands there.
pub(super) fn write(sessions: &Path, indexed: &[(&SessionId, Stamps, Option<&PackedRemarks>)]) {
    let before = bytes(sessions);
    let before = KeptRemarks::of(&before);
    let written = || -> Option<(Vec<u8>, Vec<u8>)> {
        let (mut bytes, mut many) = (Vec::new(), 0_usize);
        for (id, stamps, fresh) in indexed {
            let record = fresh.map(|PackedRemarks(bytes)| &**bytes).or_else(|| before.record(id, *stamps));
            let Some(record) = record else { continue };
            let head = RecordHead { id: id.as_str(), stamps: *stamps };
            bytes = postcard::to_extend(&(head, u32::try_from(record.len()).ok()?), bytes).ok()?;
            bytes.extend_from_slice(record);
            many += 1;
        }
        Some((postcard::to_allocvec(&many).ok()?, bytes))
    };
    if let Some((many, bytes)) = written() {
        put(sessions, FILE, [&many, &bytes]);
    }
}
