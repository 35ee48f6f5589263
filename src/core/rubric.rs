//! Rubrics: dimensions with weights and anchors, hire bands, floors, red flags, criteria and checklists.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bank::Question;
use super::exact::Exact;
use super::ids::{BandId, BankId, CriterionId, DimensionId, FlagId, RubricId};
use super::names::{self, NotFound, named, plain};
use super::scale::{Kind, Level, NotARating, Rating};
use super::version::Version1;

named!(
    Rubric: "rubric" titled, Dimension: "dimension" titled, Band: "band" titled, RedFlag: "red flag" titled,
    Criterion: "criterion" titled,
);

/// A file of `rubrics/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// The version of the file's format.
    pub version: Version1,
    /// The rubric's name; the file is called so, too.
    pub id: RubricId,
    /// The title for people.
    pub title: String,
    /// A word for each score.
    pub scale: FiveTexts,
    /// What is assessed; weights add up to 100.
    pub dimensions: Vec<Dimension>,
    /// Hire bands, from the highest edge to the lowest.
    pub bands: Vec<Band>,
    /// What a band above a cap needs, by level.
    #[serde(default)]
    pub floors: Vec<Floor>,
    /// Behavior that a panel must hear of.
    #[serde(default)]
    pub red_flags: Vec<RedFlag>,
    /// What the role asks for beyond the dimensions.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// What to do before, during and after.
    #[serde(default)]
    pub checklists: Checklists,
}

/// One text for each score from 1 to 5.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct FiveTexts {
    /// For a 1.
    #[serde(rename = "1")]
    pub one: String,
    /// For a 2.
    #[serde(rename = "2")]
    pub two: String,
    /// For a 3.
    #[serde(rename = "3")]
    pub three: String,
    /// For a 4.
    #[serde(rename = "4")]
    pub four: String,
    /// For a 5.
    #[serde(rename = "5")]
    pub five: String,
}

impl FiveTexts {
    /// The text for a score.
    pub(crate) fn at(&self, rating: Rating) -> &str {
        match rating.get() {
            1 => &self.one,
            2 => &self.two,
            3 => &self.three,
            4 => &self.four,
            _ => &self.five,
        }
    }
}

/// A dimension of the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Its name.
    pub id: DimensionId,
    /// The title for people.
    pub title: String,
    /// Whole percent of the total.
    #[schemars(range(min = 1, max = 100))]
    pub weight: u8,
    /// Why it is assessed.
    pub why: String,
    /// What each score looks like.
    pub anchors: FiveTexts,
}

/// A hire band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its name.
    pub id: BandId,
    /// The title for people.
    pub title: String,
    /// The lowest exact total that is in it.
    pub at_least: Exact,
    /// What it means.
    pub meaning: String,
}

/// What a candidate of a level must reach, lest the band be capped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// The level it holds for.
    pub level: Level,
    /// The dimension whose score it looks at; either this or `kind`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<DimensionId>,
    /// The kind of question whose mean it looks at; either this or `dimension`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The lowest score that is enough.
    pub at_least: Exact,
    /// The best band where it is not reached.
    pub caps_at: BandId,
}

/// Behavior that a panel must hear of, with a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RedFlag {
    /// Its name.
    pub id: FlagId,
    /// The title for people.
    pub title: String,
    /// Technical or behavioral.
    pub area: Concern,
    /// What one observes.
    pub looks_like: String,
    /// The best band where it was raised; absent where it caps nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caps_at: Option<BandId>,
}

/// What a red flag is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Concern {
    /// Skills.
    Technical,
    /// Conduct.
    Behavioral,
}

/// Something the role asks for, ticked where it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name.
    pub id: CriterionId,
    /// The title for people.
    pub title: String,
    /// How much it is needed.
    pub need: Need,
    /// What one observes.
    pub looks_like: String,
    /// The rounds in which it could be shown.
    pub shown_by: ShownBy,
}

/// How much a criterion is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Need {
    /// Without it, no offer.
    MustHave,
    /// Welcome.
    NiceToHave,
}

/// The questions in which a criterion could be shown: of one of these banks, or of one of these kinds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct ShownBy {
    /// Banks.
    #[serde(default)]
    pub banks: Vec<BankId>,
    /// Kinds.
    #[serde(default)]
    pub kinds: Vec<Kind>,
}

/// What to do around an interview, a line each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Checklists {
    /// By the interviewer, before.
    #[serde(default)]
    pub before: Vec<String>,
    /// By the interviewer, during.
    #[serde(default)]
    pub during: Vec<String>,
    /// By the interviewer, after.
    #[serde(default)]
    pub after: Vec<String>,
    /// By the candidate, before.
    #[serde(default)]
    pub candidate_before: Vec<String>,
    /// By the candidate, during.
    #[serde(default)]
    pub candidate_during: Vec<String>,
}

impl Rubric {
    /// The dimension of that name.
    pub(crate) fn dimension(&self, id: &DimensionId) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == *id)
    }

    /// A dimension's title; its name where the rubric has no such dimension.
    pub(crate) fn title_of<'a>(&'a self, id: &'a DimensionId) -> &'a str {
        self.dimension(id).map_or(id.as_str(), |dimension| dimension.title.as_str())
    }

    /// What there is of dimensions, in the order of the rubric, which is that of the scorecard.
    pub(crate) fn in_order<'a, V>(
        &'a self,
        of: &'a BTreeMap<DimensionId, V>,
    ) -> impl Iterator<Item = (&'a Dimension, &'a V)> {
        self.dimensions.iter().filter_map(|known| Some((known, of.get(&known.id)?)))
    }

    /// Whether a question gives evidence on any of the dimensions.
    pub(crate) fn rates(&self, question: &Question) -> bool {
        question.dimensions.iter().any(|id| self.dimension(id).is_some())
    }

    /// The band of that name.
    pub(crate) fn band(&self, id: &BandId) -> Option<&Band> {
        self.bands.iter().find(|band| band.id == *id)
    }

    /// A band's title; its name where the rubric has no such band.
    pub(crate) fn band_title<'a>(&'a self, id: &'a BandId) -> &'a str {
        self.band(id).map_or(id.as_str(), |band| band.title.as_str())
    }

    /// How many bands are better than this one; 0 for the best.
    pub(crate) fn rank(&self, id: &BandId) -> Option<usize> {
        self.bands.iter().position(|band| band.id == *id)
    }

    /// The band that an exact total is in: the highest whose edge it reaches, else the lowest.
    pub(crate) fn band_of(&self, total: &Exact) -> Option<&Band> {
        self.bands.iter().find(|band| *total >= band.at_least).or(self.bands.last())
    }

    /// The lower edges of the bands, for showing a total on its own side of each.
    pub(crate) fn edges(&self) -> Vec<Exact> {
        self.bands.iter().map(|band| band.at_least.clone()).collect()
    }

    /// The red flag of that name.
    pub(crate) fn red_flag(&self, id: &FlagId) -> Option<&RedFlag> {
        self.red_flags.iter().find(|flag| flag.id == *id)
    }

    /// The criterion of that name.
    pub(crate) fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == *id)
    }

    /// The dimension whose name or title it is, in any case, with blanks or hyphens.
    pub(crate) fn dimension_called(&self, given: &str) -> Option<&Dimension> {
        names::called(given, &self.dimensions)
    }

    /// The dimension that a short name, a name or its only beginning means.
    ///
    /// # Errors
    /// Where none or several are meant.
    pub fn dimension_named(&self, given: &str) -> Result<&Dimension, NotFound> {
        names::find_short(given, &self.dimensions)
    }

    /// The short name of a dimension, such as `ps`; empty where the rubric has no such dimension.
    pub(crate) fn short_name(&self, id: &DimensionId) -> String {
        let names: Vec<&str> = self.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
        let short = names::short_names(&names).into_iter().find(|(_, name)| *name == id.as_str());
        short.map(|(short, _)| short).unwrap_or_default()
    }

    /// The band that a title, a name or its only beginning means, in any case.
    ///
    /// # Errors
    /// Where none or several are meant.
    pub(crate) fn band_named(&self, given: &str) -> Result<&Band, NotFound> {
        let given = plain(given.trim());
        let titled = self.bands.iter().find(|band| plain(&band.title) == given);
        titled.map_or_else(|| names::find(&given, &self.bands), Ok)
    }

    /// The red flag that a name or its only beginning means.
    ///
    /// # Errors
    /// Where none or several are meant.
    pub(crate) fn red_flag_named(&self, given: &str) -> Result<&RedFlag, NotFound> {
        names::find(given, &self.red_flags)
    }

    /// The criterion that a title, a name or its only beginning means, in any case.
    ///
    /// # Errors
    /// Where none or several are meant.
    pub(crate) fn criterion_named(&self, given: &str) -> Result<&Criterion, NotFound> {
        names::find(given.trim(), &self.criteria)
    }

    /// What `DIMENSION=SCORE` means, such as `technical=4` or `t=4`.
    ///
    /// # Errors
    /// Which part of it is wrong.
    pub(crate) fn scored(&self, given: &str) -> Result<(&DimensionId, Rating), NotAScore> {
        let (name, score) = given.split_once('=').ok_or_else(|| NotAScore::Form(given.to_owned()))?;
        let dimension = self.dimension_named(name)?;
        let rating = score.parse().map_err(|error| NotAScore::Rating(dimension.id.clone(), error))?;
        Ok((&dimension.id, rating))
    }

    /// The same, or that the score is taken back: `technical=none`.
    pub(crate) fn scored_or_none(&self, given: &str) -> Result<(&DimensionId, Option<Rating>), NotAScore> {
        match given.split_once('=') {
            Some((name, score)) if ["none", "0", "-"].contains(&score.trim().to_lowercase().as_str()) => {
                Ok((&self.dimension_named(name)?.id, None))
            }
            Some(_) | None => self.scored(given).map(|(id, rating)| (id, Some(rating))),
        }
    }
}

/// Why a text is not a score on a dimension.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotAScore {
    /// It is not made of two parts.
    #[error("`{0}` is not a score")]
    Form(String),
    /// Its first part means no dimension.
    #[error(transparent)]
    Dimension(#[from] NotFound),
    /// Its second part is not a rating.
    #[error("{1}")]
    Rating(DimensionId, NotARating),
}

impl NotAScore {
    /// What to do next.
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::Form(_) => Some("write it as technical=4".into()),
            Self::Dimension(missing) => missing.hint(),
            Self::Rating(dimension, _) => Some(format!("such as {dimension}=4")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rubric() -> Rubric {
        let text = include_str!("../../rubrics/core.json");
        serde_json::from_str(text).expect("a rubric")
    }

    #[test]
    fn a_score_names_a_dimension_and_a_rating() {
        let rubric = rubric();
        let read = |given| rubric.scored(given).map(|(id, rating)| (id.to_string(), rating.get()));
        assert_eq!(read("technical=4"), Ok(("technical".into(), 4)));
        assert_eq!(read("ps=1"), Ok(("problem-solving".into(), 1)));
        let hint = |given| read(given).err().and_then(|error| error.hint());
        assert_eq!(hint("technical"), Some("write it as technical=4".into()));
        assert_eq!(hint("t=9"), Some("such as technical=4".into()));
        assert!(matches!(read("wit=4"), Err(NotAScore::Dimension(_))));
    }

    #[test]
    fn bands_and_flags_are_found_by_their_beginnings() {
        let rubric = rubric();
        for band in &rubric.bands {
            assert_eq!(rubric.band_named(band.id.as_str()), Ok(band));
            assert_eq!(rubric.band_named(&band.title.to_uppercase()), Ok(band), "the label on the screen, in any case");
        }
        for given in ["Strong hire", "STRONG HIRE", " strong-hire", "Strong-Hire", "strong-h"] {
            assert_eq!(rubric.band_named(given).map(|band| band.id.as_str()), Ok("strong-hire"), "{given}");
        }
        assert!(rubric.band_named("").is_err());
        assert!(rubric.red_flag_named("no-such-flag").is_err());
    }
}
