//! What dimensions are called, for people.

use std::collections::BTreeMap;

use crate::core::rubric::Rubric;

/// The titles of dimensions, by their ids; one that has none here is called by its id.
#[derive(Debug, Clone, Default)]
pub struct Titles(BTreeMap<String, String>);

impl Titles {
    /// Those of some rubrics; where two call one dimension differently, it keeps its id.
    pub(crate) fn of<'a>(rubrics: impl IntoIterator<Item = &'a Rubric>) -> Self {
        let mut titles: BTreeMap<String, String> = BTreeMap::new();
        for dimension in rubrics.into_iter().flat_map(|rubric| &rubric.dimensions) {
            let id = dimension.id.to_string();
            let title = titles.entry(id.clone()).or_insert_with(|| dimension.title.clone());
            if *title != dimension.title {
                *title = id;
            }
        }
        Self(titles)
    }

    /// What a dimension is called.
    pub(super) fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }
}
