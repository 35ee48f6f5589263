//! The applicant tracking systems and common models whose scorecards are read, and how their records are told apart.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::scale::{NotOneOf, words};
use super::page::SystemRecord;

words! {
    /// An applicant tracking system, or a common model over several.
    System, "applicant tracking system":
    /// Harvest v3: flat resources.
    Greenhouse = "greenhouse",
    /// Harvest v1 and v2, switched off in August 2026: whole scorecards.
    GreenhouseV1 = "greenhouse-v1",
    /// `applicationFeedback.list`.
    Ashby = "ashby",
    /// Feedback on opportunities.
    Lever = "lever",
    /// Merge's common model.
    Merge = "merge",
    /// Unified's common model.
    Unified = "unified",
}

impl System {
    /// What it is called in sentences.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Greenhouse => "Greenhouse (Harvest v3)",
            Self::GreenhouseV1 => "Greenhouse (Harvest v1)",
            Self::Ashby => "Ashby",
            Self::Lever => "Lever",
            Self::Merge => "Merge",
            Self::Unified => "Unified",
        }
    }

    /// The system of which a record is a scorecard or a part of one; none for all other records.
    pub(super) fn of(record: &SystemRecord) -> Option<Self> {
        let has = |name: &str| record.fields.contains_key(name);
        let lists = |name: &str| record.fields.get(name).is_some_and(Value::is_array);
        if has("submittedValues") || has("submitted_values") {
            Some(Self::Ashby)
        } else if has("candidate_attribute_rating")
            || has("candidate_rating")
            || has("interview_kit_id") && has("submitter_id")
        {
            Some(Self::Greenhouse)
        } else if has("overall_recommendation")
            && (lists("attributes") && has("submitted_by")
                || has("ratings")
                || has("candidate_id") && has("interviewer"))
        {
            Some(Self::GreenhouseV1)
        } else if has("overall_recommendation") && has("application") {
            Some(Self::Merge)
        } else if has("interviewer_id") && (has("recommendation") || has("questions")) {
            Some(Self::Unified)
        } else if lists("fields")
            && ["baseTemplateId", "completedAt", "panel", "user", "user_id"].iter().any(|name| has(name))
        {
            Some(Self::Lever)
        } else {
            None
        }
    }
}
