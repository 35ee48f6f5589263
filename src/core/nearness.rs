//! Which names of people are so near to each other that they may mean one person.

/// Whether two folded names could be one that was mistyped, has its last name in front, or has an initial for its first; or one is a
/// word of the other. Names with different numbers or letters for them are different people: `Candidate 1` and `Candidate 3`.
pub(crate) fn is_near(name: &str, wanted: &str) -> bool {
    if name.chars().filter(char::is_ascii_digit).ne(wanted.chars().filter(char::is_ascii_digit)) {
        return false;
    }
    if let (Some(one), Some(other)) = (lettered(name), lettered(wanted))
        && one != other
    {
        return false;
    }
    let length = wanted.chars().count();
    let letters = wanted.chars().filter(|letter| letter.is_alphabetic()).count();
    // So few letters are a code rather than a name.
    let allowed = match (letters, length) {
        (0..3, _) => 0,
        (_, 0..5) => 1,
        (3.., 5..) => 2,
    };
    // As many letters more or less are as many mistakes.
    (name.chars().count().abs_diff(length) <= allowed && strsim::osa_distance(name, wanted) <= allowed)
        || (length >= 3 && name.split(' ').any(|word| word == wanted))
        || turned(name).as_deref() == Some(wanted)
        || turned(wanted).as_deref() == Some(name)
        || is_abbreviated(name, wanted)
        || is_abbreviated(wanted, name)
}

/// The letter that numbers a name: the `b` of `rater b`.
fn lettered(name: &str) -> Option<&str> {
    let (_, last) = name.rsplit_once(' ')?;
    (last.chars().count() == 1).then_some(last)
}

/// `ash, fern` as `fern ash`.
fn turned(name: &str) -> Option<String> {
    let (last, first) = name.split_once(',')?;
    Some(format!("{} {}", first.trim(), last.trim()))
}

/// Whether the first is the second with an initial for its first name: `f. ash` and `fern ash`.
fn is_abbreviated(short: &str, long: &str) -> bool {
    let (Some((initial, last)), Some((first, other))) = (short.split_once(' '), long.split_once(' ')) else {
        return false;
    };
    let mut letters = initial.trim_end_matches('.').chars();
    last == other && letters.next().is_some_and(|letter| first.starts_with(letter)) && letters.next().is_none()
}
