//! The kinds of document that have a schema.

use schemars::{Schema, schema_for};

use crate::core::ats::RatingWords;
use crate::core::ats::sending::Mapping;
use crate::core::audit::Audit;
use crate::core::bank::Bank;
use crate::core::format::{Format, Loops, Technologies, Tracks};
use crate::core::names::Named;
use crate::core::panel::Import;
use crate::core::people::People;
use crate::core::plan::{Kit, Plan};
use crate::core::rubric::Rubric;
use crate::core::scorecard::Card;

/// A kind of document with its schema.
pub(super) struct Described(&'static str, fn() -> Schema);

impl Described {
    /// Its schema.
    pub(super) fn schema(&self) -> Schema {
        self.1()
    }
}

impl Named for Described {
    const WHAT: &'static str = "document";

    fn name(&self) -> &str {
        self.0
    }
}

/// All of them.
pub(super) const SCHEMAS: [Described; 14] = [
    Described("bank", || schema_for!(Bank)),
    Described("audit", || schema_for!(Audit)),
    Described("format", || schema_for!(Format)),
    Described("loops", || schema_for!(Loops)),
    Described("tracks", || schema_for!(Tracks)),
    Described("technologies", || schema_for!(Technologies)),
    Described("ats", || schema_for!(RatingWords)),
    Described("ats-mapping", || schema_for!(Mapping)),
    Described("rubric", || schema_for!(Rubric)),
    Described("kit", || schema_for!(Kit)),
    Described("plan", || schema_for!(Plan)),
    Described("people", || schema_for!(People)),
    Described("import", || schema_for!(Import)),
    Described("scorecard", || schema_for!(Card)),
];
