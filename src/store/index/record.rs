//! A session as it stands in the index: its summary with numbers for what it shares with others.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::core::event::{Ending, Flag};
use crate::core::ids::{DimensionId, QuestionId, SessionId};
use crate::core::plan::Slot;
use crate::core::scale::{Kind, Millis, Percent, Rating};
use crate::core::session::{Began, Concluded, Phase, Put, Raised, SlotRating, Standpoint, Summary};

use super::super::stamp::Stamps;
use super::shared::{Meanings, Numbers, Once, Shared};

/// A session in the index.
#[derive(Debug)]
pub(in crate::store) struct Indexed {
    pub(in crate::store) id: SessionId,
    pub(in crate::store) stamps: Stamps,
    pub(in crate::store) summary: Summary,
}

/// A session's record.
#[derive(Debug, Serialize, Deserialize)]
struct SessionRecord<'a> {
    id: &'a str,
    stamps: Stamps,
    plan: u32,
    phase: Phase,
    #[serde(borrow)]
    began: Option<BeganRecord<'a>>,
    ending: Option<Ending>,
    used: Millis,
    #[serde(borrow)]
    stands: Option<StandpointRecord<'a>>,
    /// The question, and whether it continues another and stands.
    put: Vec<(u32, bool, bool)>,
    ratings: Vec<(Slot, Kind, u32, Rating)>,
    conclusions: Vec<(u32, Rating)>,
    #[serde(borrow)]
    flags: Vec<FlagRecord<'a>>,
    recommended: Option<u32>,
}

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

/// All records with what they share, as bytes; none where there are more names than can be counted.
pub(super) fn write<'a>(
    indexed: impl ExactSizeIterator<Item = (&'a SessionId, Stamps, &'a Summary)>,
) -> Option<Vec<u8>> {
    let (mut numbers, mut records) = (Numbers::default(), postcard::to_allocvec(&indexed.len()).ok()?);
    for (id, stamps, summary) in indexed {
        records = postcard::to_extend(&record(&mut numbers, (id, stamps, summary))?, records).ok()?;
    }
    let mut bytes = postcard::to_allocvec(numbers.shared()).ok()?;
    bytes.append(&mut records);
    Some(bytes)
}

fn record<'a>(
    numbers: &mut Numbers<'a>,
    (id, stamps, summary): (&'a SessionId, Stamps, &'a Summary),
) -> Option<SessionRecord<'a>> {
    // Taken apart whole, so that what a summary comes to hold is not forgotten here.
    let Summary { plan, phase, began, ending, used, stands, put, ratings, conclusions, flags, recommended } = summary;
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
    let put = put
        .iter()
        .map(|Put { question, continues, stands }| Some((numbers.name(question.as_str())?, *continues, *stands)));
    let put = put.collect::<Option<_>>()?;
    let ratings = ratings.iter().map(|SlotRating { slot, kind, dimension, rating }| {
        Some((*slot, *kind, numbers.name(dimension.as_str())?, *rating))
    });
    let ratings = ratings.collect::<Option<_>>()?;
    let conclusions = conclusions.iter();
    let conclusions =
        conclusions.map(|Concluded { dimension, score }| Some((numbers.name(dimension.as_str())?, *score)));
    let conclusions = conclusions.collect::<Option<_>>()?;
    let flags = flags.iter().map(|raised| flag(numbers, raised)).collect::<Option<_>>()?;
    let recommended = match recommended {
        Some(band) => Some(numbers.name(band.as_str())?),
        None => None,
    };
    Some(SessionRecord {
        id: id.as_str(),
        stamps,
        plan: numbers.plan(plan)?,
        phase: *phase,
        began,
        ending: *ending,
        used: *used,
        stands,
        put,
        ratings,
        conclusions,
        flags,
        recommended,
    })
}

fn flag<'a>(numbers: &mut Numbers<'a>, raised: &'a Raised) -> Option<FlagRecord<'a>> {
    let Raised { entry, flag, slot, ms, quote } = raised;
    let flag = match flag {
        Flag::Listed(id) => Ok(numbers.name(id.as_str())?),
        Flag::Own(title) => Err(title.as_str()),
    };
    Some(FlagRecord { entry: *entry, flag, slot: *slot, ms: *ms, quote })
}

/// What the bytes of all records hold; none where something of it is no record.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Indexed>> {
    let (shared, rest) = postcard::take_from_bytes::<Shared<'_>>(bytes).ok()?;
    let (count, mut rest) = postcard::take_from_bytes::<usize>(rest).ok()?;
    let meanings = Meanings::of(shared)?;
    let mut names = RecordNames { meanings: &meanings, questions: meanings.once(), dimensions: meanings.once() };
    let mut indexed = Vec::with_capacity(count.min(rest.len()));
    for _ in 0..count {
        let (record, after) = postcard::take_from_bytes::<SessionRecord<'_>>(rest).ok()?;
        indexed.push(names.indexed(record)?);
        rest = after;
    }
    Some(indexed)
}

/// What the numbers of records stand for.
struct RecordNames<'m, 'a> {
    meanings: &'m Meanings<'a>,
    questions: Once<'m, 'a, QuestionId>,
    dimensions: Once<'m, 'a, DimensionId>,
}

impl RecordNames<'_, '_> {
    fn indexed(&mut self, record: SessionRecord<'_>) -> Option<Indexed> {
        let began = match record.began {
            Some(began) => Some(self.began(&began)?),
            None => None,
        };
        let put = record.put.into_iter();
        let put = put.map(|(question, continues, stands)| {
            Some(Put { question: self.questions.name(question)?, continues, stands })
        });
        let put = put.collect::<Option<_>>()?;
        let ratings = record.ratings.into_iter().map(|(slot, kind, dimension, rating)| {
            Some(SlotRating { slot, kind, dimension: self.dimensions.name(dimension)?, rating })
        });
        let ratings = ratings.collect::<Option<_>>()?;
        let conclusions = record.conclusions.into_iter();
        let conclusions = conclusions
            .map(|(dimension, score)| Some(Concluded { dimension: self.dimensions.name(dimension)?, score }));
        let conclusions = conclusions.collect::<Option<_>>()?;
        let recommended = match record.recommended {
            Some(band) => Some(self.meanings.name(band)?),
            None => None,
        };
        let summary = Summary {
            plan: self.meanings.plan(record.plan)?,
            phase: record.phase,
            began,
            ending: record.ending,
            used: record.used,
            stands: record.stands.map(|stands| match stands {
                StandpointRecord::Before => Standpoint::Before,
                StandpointRecord::Question(slot) => Standpoint::Question(slot),
                StandpointRecord::Section(title) => Standpoint::Section(title.map(str::to_owned)),
            }),
            put,
            ratings,
            conclusions,
            flags: record.flags.into_iter().map(|flag| self.raised(&flag)).collect::<Option<_>>()?,
            recommended,
        };
        Some(Indexed { id: SessionId::new(record.id).ok()?, stamps: record.stamps, summary })
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
