//! Quotation marks around what was said, and those that were typed with it.

/// A text in quotation marks: curly ones where it has straight ones itself, so that one sees where it ends.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains('"') { format!("\u{201c}{text}\u{201d}") } else { format!("\"{text}\"") }
}

/// What was said, without the quotation marks around it: a card has its own.
pub(crate) fn unquoted(quote: &str) -> &str {
    let quote = quote.trim();
    let pairs = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('\'', '\''), ('‘', '’')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = quote.strip_prefix(*open)?.strip_suffix(*close)?;
        let is_one = !inner.contains([*open, *close]) || *close == '’' && !inner.contains('‘');
        is_one.then(|| inner.trim())
    });
    inner.unwrap_or(quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_quotation_marks_itself_is_seen_to_end() {
        assert_eq!(quoted("never tests"), "\"never tests\"");
        assert_eq!(quoted("she said \"no\" twice"), "\u{201c}she said \"no\" twice\u{201d}");
        assert_eq!(unquoted("\"never\""), "never");
        assert_eq!(unquoted("\"one\" and \"two\""), "\"one\" and \"two\"");
    }
}
