//! The statistics by name: for tables of them, and for people.

use serde::{Serialize, Serializer};

/// A statistic of agreement, in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coefficient {
    /// Gwet's AC1.
    Ac1,
    /// Gwet's AC2 with linear weights.
    Ac2Linear,
    /// Gwet's AC2 with quadratic weights.
    Ac2Quadratic,
    /// ICC(1,1).
    Icc1,
    /// ICC(1,k).
    Icc1k,
    /// ICC(2,1).
    Icc2,
    /// ICC(2,k).
    Icc2k,
    /// ICC(3,1).
    Icc3,
    /// ICC(3,k).
    Icc3k,
    /// Krippendorff's alpha by squared differences.
    AlphaInterval,
    /// Krippendorff's alpha by equal or not.
    AlphaNominal,
    /// Krippendorff's alpha by ranks.
    AlphaOrdinal,
    /// Share of pairs of scores that are equal.
    Equal,
    /// Fleiss' kappa.
    FleissKappa,
    /// `r_wg`.
    Rwg,
    /// Share of pairs within one point.
    WithinOne,
}

/// What coefficients belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Shares of pairs of scores.
    Shares,
    /// Krippendorff's.
    Alpha,
    /// Intraclass correlations.
    Icc,
    /// Gwet's.
    Gwet,
    /// Those that stand alone.
    Others,
}

impl Coefficient {
    /// All but the shares, in the order in which people read them.
    pub const ALL: [Self; 14] = [
        Self::AlphaNominal,
        Self::AlphaOrdinal,
        Self::AlphaInterval,
        Self::FleissKappa,
        Self::Ac1,
        Self::Ac2Linear,
        Self::Ac2Quadratic,
        Self::Icc1,
        Self::Icc2,
        Self::Icc3,
        Self::Icc1k,
        Self::Icc2k,
        Self::Icc3k,
        Self::Rwg,
    ];

    /// Its key in documents, among all coefficients.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Ac1 => "AC1",
            Self::Ac2Linear => "AC2 linear",
            Self::Ac2Quadratic => "AC2 quadratic",
            Self::Icc1 => "ICC(1,1)",
            Self::Icc1k => "ICC(1,k)",
            Self::Icc2 => "ICC(2,1)",
            Self::Icc2k => "ICC(2,k)",
            Self::Icc3 => "ICC(3,1)",
            Self::Icc3k => "ICC(3,k)",
            Self::AlphaInterval => "alpha interval",
            Self::AlphaNominal => "alpha nominal",
            Self::AlphaOrdinal => "alpha ordinal",
            Self::Equal => "equal",
            Self::FleissKappa => "fleiss_kappa",
            Self::Rwg => "r_wg",
            Self::WithinOne => "within_one",
        }
    }

    /// Its key within its family.
    #[must_use]
    pub fn key_in_family(self) -> &'static str {
        match self {
            Self::Ac1 => "ac1",
            Self::Ac2Linear => "ac2_linear",
            Self::Ac2Quadratic => "ac2_quadratic",
            Self::AlphaInterval => "interval",
            Self::AlphaNominal => "nominal",
            Self::AlphaOrdinal => "ordinal",
            Self::Icc1
            | Self::Icc1k
            | Self::Icc2
            | Self::Icc2k
            | Self::Icc3
            | Self::Icc3k
            | Self::Equal
            | Self::FleissKappa
            | Self::Rwg
            | Self::WithinOne => self.key(),
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Ac1 => "Gwet's AC1",
            Self::Ac2Linear => "Gwet's AC2, linear",
            Self::Ac2Quadratic => "Gwet's AC2, quadratic",
            Self::AlphaInterval => "alpha, interval",
            Self::AlphaNominal => "alpha, nominal",
            Self::AlphaOrdinal => "alpha, ordinal",
            Self::Equal => "equal",
            Self::FleissKappa => "Fleiss' kappa",
            Self::WithinOne => "within one point",
            Self::Icc1 | Self::Icc1k | Self::Icc2 | Self::Icc2k | Self::Icc3 | Self::Icc3k | Self::Rwg => self.key(),
        }
    }

    /// What it belongs to.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            Self::Ac1 | Self::Ac2Linear | Self::Ac2Quadratic => Family::Gwet,
            Self::Icc1 | Self::Icc1k | Self::Icc2 | Self::Icc2k | Self::Icc3 | Self::Icc3k => Family::Icc,
            Self::AlphaInterval | Self::AlphaNominal | Self::AlphaOrdinal => Family::Alpha,
            Self::Equal | Self::WithinOne => Family::Shares,
            Self::FleissKappa | Self::Rwg => Family::Others,
        }
    }
}

impl Serialize for Coefficient {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

/// How much two scores that differ count as agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weights {
    /// In proportion to their distance.
    Linear,
    /// In proportion to its square.
    Quadratic,
    /// Not at all.
    Identity,
}

impl Weights {
    /// The word for it in documents.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Quadratic => "quadratic",
            Self::Identity => "unweighted",
        }
    }
}

impl Serialize for Weights {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}
