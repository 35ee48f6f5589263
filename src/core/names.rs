//! Finding what a person meant: exact names, unique prefixes, and the nearest where there is neither.

use std::fmt;

/// Why a word names nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// What the word should have named.
    pub what: &'static str,
    /// The word.
    pub given: String,
    /// What it may have meant, the nearest first.
    pub nearest: Vec<String>,
    /// All that it could have been, where that is a short list.
    pub choices: Vec<String>,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no {} `{}`", self.what, self.given)
    }
}

impl std::error::Error for NotFound {}

impl NotFound {
    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        if let Some((first, rest)) = self.nearest.split_first() {
            let rest: String = rest.iter().map(|name| format!(" or `{name}`")).collect();
            return Some(format!("did you mean `{first}`{rest}?"));
        }
        (!self.choices.is_empty()).then(|| format!("there are: {}", self.choices.join(", ")))
    }
}

/// The names nearest to `given`, at most three, the nearest first; none where nothing is near.
pub fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let given = given.to_lowercase();
    let allowed = (given.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let distance = strsim::osa_distance(&given, &lower);
            let starts = given.len() >= 2 && (lower.starts_with(&given) || lower.split('-').any(|w| w == given));
            (distance <= allowed || starts).then_some((if starts { 0 } else { distance }, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// The error for a word that names none of `names`.
pub fn not_found<'a>(what: &'static str, given: &str, names: impl IntoIterator<Item = &'a str>) -> NotFound {
    let names: Vec<&str> = names.into_iter().collect();
    let choices = if names.len() <= 16 { names.iter().map(|name| (*name).to_owned()).collect() } else { Vec::new() };
    NotFound { what, given: given.to_owned(), nearest: nearest(given, names), choices }
}

/// The one of `names` that `given` is, or is the only beginning of.
///
/// # Errors
/// Where none or several begin so; several are given as the nearest.
pub fn resolve<'a>(what: &'static str, given: &str, names: &[&'a str]) -> Result<&'a str, NotFound> {
    if let Some(exact) = names.iter().find(|name| **name == given) {
        return Ok(exact);
    }
    let begin: Vec<&'a str> =
        names.iter().copied().filter(|name| !given.is_empty() && name.starts_with(given)).collect();
    match begin.as_slice() {
        [only] => Ok(only),
        [] => Err(not_found(what, given, names.iter().copied())),
        several => Err(NotFound {
            what,
            given: given.to_owned(),
            nearest: several.iter().take(5).map(|name| (*name).to_owned()).collect(),
            choices: Vec::new(),
        }),
    }
}

/// Short names for typing: the initials of each (`t`, `ps`, `c`, `cq`); where two share theirs, as many letters as tell them apart.
pub fn short_names<'a>(names: &[&'a str]) -> Vec<(String, &'a str)> {
    let initials = |name: &str| name.split('-').filter_map(|word| word.chars().next()).collect::<String>();
    names
        .iter()
        .map(|name| {
            let own = initials(name);
            let shared = names.iter().filter(|other| initials(other) == own).count() > 1;
            let taken = |length: usize| {
                let start: String = name.chars().take(length).collect();
                names.iter().filter(|other| other.starts_with(&start)).count() > 1
            };
            let short = if shared {
                let length = (1..name.len()).find(|length| !taken(*length)).unwrap_or(name.len());
                name.chars().take(length).collect()
            } else {
                own
            };
            (short, *name)
        })
        .collect()
}

/// The one of `names` that a short name, a name or its unique beginning means.
///
/// # Errors
/// Where none or several are meant.
pub fn by_short_name<'a>(what: &'static str, given: &str, names: &[&'a str]) -> Result<&'a str, NotFound> {
    let short = short_names(names).into_iter().find(|(short, _)| short == given);
    short.map(|(_, name)| name).map_or_else(|| resolve(what, given, names), Ok)
}

/// The one of `things` whose name `given` is, or is the only beginning of.
///
/// # Errors
/// As in [`resolve`].
pub fn thing<'a, T>(
    what: &'static str,
    given: &str,
    things: &'a [T],
    name: impl Fn(&T) -> &str,
) -> Result<&'a T, NotFound> {
    let names: Vec<&str> = things.iter().map(&name).collect();
    let found = resolve(what, given, &names)?;
    things.iter().find(|thing| name(thing) == found).ok_or_else(|| not_found(what, given, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIMENSIONS: [&str; 4] = ["technical", "problem-solving", "communication", "code-quality"];

    #[test]
    fn fingers_need_one_or_two_letters_for_a_dimension() {
        let find = |given| by_short_name("dimension", given, &DIMENSIONS);
        assert_eq!(find("t"), Ok("technical"));
        assert_eq!(find("ps"), Ok("problem-solving"));
        assert_eq!(find("p"), Ok("problem-solving"));
        assert_eq!(find("c"), Ok("communication"));
        assert_eq!(find("cq"), Ok("code-quality"));
        assert!(find("co").is_err());
        assert!(find("x").is_err());
    }

    #[test]
    fn the_nearest_is_suggested() {
        let error = resolve("format", "technical-screning", &["technical-screening", "warm-up"]);
        let hint = error.err().and_then(|e| e.hint());
        assert_eq!(hint.as_deref(), Some("did you mean `technical-screening`?"));
        assert!(nearest("zzz", ["warm-up"]).is_empty());
    }
}
