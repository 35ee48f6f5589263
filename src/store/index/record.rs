//! A summary as it stands in the index: with numbers for what it shares with others.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::core::event::{Ending, Flag};
use crate::core::ids::{DimensionId, QuestionId};
use crate::core::plan::Slot;
use crate::core::scale::{Kind, Millis, Percent, Rating};
use crate::core::session::{Began, Concluded, Phase, Put, Raised, SlotRating, Standpoint, Summary};

use super::super::stamp::Stamps;
use super::shared::{Meanings, Numbers, Once};

/// What stands in front of a session's summary.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct RecordHead<'a> {
    pub(super) id: &'a str,
    pub(super) stamps: Stamps,
}

/// A summary without its lists, which follow, each with its length: what was put, ratings, conclusions, flags.
#[derive(Debug, Serialize, Deserialize)]
struct SummaryRecord<'a> {
    plan: u32,
    phase: Phase,
    #[serde(borrow)]
    began: Option<BeganRecord<'a>>,
    ending: Option<Ending>,
    used: Millis,
    planned: Millis,
    #[serde(borrow)]
    stands: Option<StandpointRecord<'a>>,
    recommended: Option<u32>,
}

/// Its place, the question, and whether it continues another and stands.
type PutRecord = (Slot, u32, bool, bool);
type RatingRecord = (Slot, Kind, u32, Rating);
type ConclusionRecord = (u32, Rating);

#[derive(Debug, Serialize, Deserialize)]
struct BeganRecord<'a> {
    candidate: &'a str,
    interviewer: u32,
    handed_over: Vec<u32>,
    mock: bool,
    extra_time: Percent,
    at: TimeRecord,
    last: TimeRecord,
}

/// Seconds of the epoch, nanoseconds, and the offset of the zone in seconds.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct TimeRecord(i64, u32, i32);

impl From<DateTime<FixedOffset>> for TimeRecord {
    fn from(at: DateTime<FixedOffset>) -> Self {
        Self(at.timestamp(), at.timestamp_subsec_nanos(), at.offset().local_minus_utc())
    }
}

impl TimeRecord {
    fn moment(self) -> Option<DateTime<FixedOffset>> {
        let Self(seconds, part, offset) = self;
        Some(DateTime::from_timestamp(seconds, part)?.with_timezone(&FixedOffset::east_opt(offset)?))
    }
}

#[derive(Debug, Serialize, Deserialize)]
enum StandpointRecord<'a> {
    Before,
    Question(Slot),
    Section(#[serde(borrow)] Option<&'a str>),
}

#[derive(Debug, Serialize, Deserialize)]
struct FlagRecord<'a> {
    entry: u64,
    /// One of the rubric's, or one of the interviewer's own.
    #[serde(borrow)]
    flag: Result<u32, &'a str>,
    slot: Slot,
    ms: Millis,
    quote: &'a str,
}

/// Appends a summary to the bytes of a record; none where there are more names than can be counted.
pub(super) fn write<'a>(numbers: &mut Numbers<'a>, summary: &'a Summary, bytes: Vec<u8>) -> Option<Vec<u8>> {
    // Taken apart whole, so that what a summary comes to hold is not forgotten here.
    let Summary { plan, phase, began, ending, used, planned, stands, put, ratings, conclusions, flags, recommended } =
        summary;
    let began = match began {
        Some(Began { candidate, interviewer, handed_over, mock, extra_time, at, last }) => Some(BeganRecord {
            candidate: candidate.as_str(),
            interviewer: numbers.name(interviewer.as_str())?,
            handed_over: handed_over.iter().map(|id| numbers.name(id.as_str())).collect::<Option<_>>()?,
            mock: *mock,
            extra_time: *extra_time,
            at: (*at).into(),
            last: (*last).into(),
        }),
        None => None,
    };
    let stands = stands.as_ref().map(|stands| match stands {
        Standpoint::Before => StandpointRecord::Before,
        Standpoint::Question(slot) => StandpointRecord::Question(*slot),
        Standpoint::Section(title) => StandpointRecord::Section(title.as_deref()),
    });
    let recommended = match recommended {
        Some(band) => Some(numbers.name(band.as_str())?),
        None => None,
    };
    let record = SummaryRecord {
        plan: numbers.plan(plan)?,
        phase: *phase,
        began,
        ending: *ending,
        used: *used,
        planned: *planned,
        stands,
        recommended,
    };
    let bytes = postcard::to_extend(&record, bytes).ok()?;
    let put = put.iter().map(|Put { slot, question, continues, stands }| -> Option<PutRecord> {
        Some((*slot, numbers.name(question.as_str())?, *continues, *stands))
    });
    let bytes = list(put, bytes)?;
    let ratings = ratings.iter().map(|SlotRating { slot, kind, dimension, rating }| -> Option<RatingRecord> {
        Some((*slot, *kind, numbers.name(dimension.as_str())?, *rating))
    });
    let bytes = list(ratings, bytes)?;
    let conclusions = conclusions.iter().map(|Concluded { dimension, score }| -> Option<ConclusionRecord> {
        Some((numbers.name(dimension.as_str())?, *score))
    });
    let bytes = list(conclusions, bytes)?;
    list(flags.iter().map(|raised| flag(numbers, raised)), bytes)
}

/// Appends a list with its length.
fn list<T: Serialize>(mut records: impl ExactSizeIterator<Item = Option<T>>, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let bytes = postcard::to_extend(&records.len(), bytes).ok()?;
    records.try_fold(bytes, |bytes, record| postcard::to_extend(&record?, bytes).ok())
}

fn flag<'a>(numbers: &mut Numbers<'a>, raised: &'a Raised) -> Option<FlagRecord<'a>> {
    let Raised { entry, flag, slot, ms, quote } = raised;
    let flag = match flag {
        Flag::Listed(id) => Ok(numbers.name(id.as_str())?),
        Flag::Own(title) => Err(title.as_str()),
    };
    Some(FlagRecord { entry: *entry, flag, slot: *slot, ms: *ms, quote })
}

/// Takes one thing after another from bytes.
pub(super) struct RecordBytes<'a>(pub(super) &'a [u8]);

impl<'a> RecordBytes<'a> {
    /// The next thing; none where what stands there is something else.
    pub(super) fn next<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let (found, rest) = postcard::take_from_bytes(self.0).ok()?;
        self.0 = rest;
        Some(found)
    }

    /// The next so many bytes.
    pub(super) fn bytes(&mut self, length: u32) -> Option<&'a [u8]> {
        let (found, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(found)
    }

    fn list<R: Deserialize<'a>, T>(&mut self, mut meant: impl FnMut(R) -> Option<T>) -> Option<Vec<T>> {
        let length: usize = self.next()?;
        // A record takes a byte at least.
        let mut list = Vec::with_capacity(length.min(self.0.len()));
        for _ in 0..length {
            list.push(meant(self.next()?)?);
        }
        Some(list)
    }
}

/// Reads summaries; names that many of them have are parsed once.
pub(super) struct Summaries<'m, 'a> {
    meanings: &'m Meanings<'a>,
    questions: Once<'m, 'a, QuestionId>,
    dimensions: Once<'m, 'a, DimensionId>,
}

impl<'m, 'a> Summaries<'m, 'a> {
    pub(super) fn of(meanings: &'m Meanings<'a>) -> Self {
        Self { meanings, questions: meanings.once(), dimensions: meanings.once() }
    }

    /// The next summary; none where what stands there is none.
    pub(super) fn next(&mut self, taking: &mut RecordBytes<'_>) -> Option<Summary> {
        let record: SummaryRecord<'_> = taking.next()?;
        let began = match record.began {
            Some(began) => Some(self.began(&began)?),
            None => None,
        };
        let recommended = match record.recommended {
            Some(band) => Some(self.meanings.name(band)?),
            None => None,
        };
        Some(Summary {
            plan: self.meanings.plan(record.plan)?,
            phase: record.phase,
            began,
            ending: record.ending,
            used: record.used,
            planned: record.planned,
            stands: record.stands.map(|stands| match stands {
                StandpointRecord::Before => Standpoint::Before,
                StandpointRecord::Question(slot) => Standpoint::Question(slot),
                StandpointRecord::Section(title) => Standpoint::Section(title.map(str::to_owned)),
            }),
            put: taking.list(|(slot, question, continues, stands): PutRecord| {
                Some(Put { slot, question: self.questions.name(question)?, continues, stands })
            })?,
            ratings: taking.list(|(slot, kind, dimension, rating): RatingRecord| {
                Some(SlotRating { slot, kind, dimension: self.dimensions.name(dimension)?, rating })
            })?,
            conclusions: taking.list(|(dimension, score): ConclusionRecord| {
                Some(Concluded { dimension: self.dimensions.name(dimension)?, score })
            })?,
            flags: taking.list(|flag: FlagRecord<'_>| self.raised(&flag))?,
            recommended,
        })
    }

    fn began(&self, record: &BeganRecord<'_>) -> Option<Began> {
        Some(Began {
            candidate: record.candidate.parse().ok()?,
            interviewer: self.meanings.name(record.interviewer)?,
            handed_over: record.handed_over.iter().map(|id| self.meanings.name(*id)).collect::<Option<_>>()?,
            mock: record.mock,
            extra_time: record.extra_time,
            at: record.at.moment()?,
            last: record.last.moment()?,
        })
    }

    fn raised(&self, record: &FlagRecord<'_>) -> Option<Raised> {
        let flag = match record.flag {
            Ok(listed) => Flag::Listed(self.meanings.name(listed)?),
            Err(own) => Flag::Own(own.to_owned()),
        };
        let (entry, slot, ms, quote) = (record.entry, record.slot, record.ms, record.quote.to_owned());
        Some(Raised { entry, flag, slot, ms, quote })
    }
}
