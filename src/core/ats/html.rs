//! HTML as plain text: what fields called `_with_tags` and rich text hold.

/// Elements that begin a line of their own.
const LINES: [&str; 12] = ["p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "tr", "blockquote"];

/// The text without tags, its entities read; lines stay lines.
pub(super) fn plain_text(html: &str) -> String {
    let (mut text, mut rest) = (String::new(), html);
    while let Some(start) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(start);
        text.push_str(before);
        rest = match (tag(from), entity(from)) {
            (Some((name, after)), _) => {
                if LINES.contains(&name.as_str()) && !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                after
            }
            (None, Some((letter, after))) => {
                text.push(letter);
                after
            }
            (None, None) => {
                let mut letters = from.chars();
                text.extend(letters.next());
                letters.as_str()
            }
        };
    }
    text.push_str(rest);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The name of the tag that a text begins with, and what stands behind it. `Vec<T>` in a note is one to a browser, too.
fn tag(from: &str) -> Option<(String, &str)> {
    let inside = from.strip_prefix('<')?;
    let begins = inside.strip_prefix('/').unwrap_or(inside);
    if !begins.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '!') {
        return None;
    }
    let (tag, after) = inside.split_once('>')?;
    let name = tag.trim_start_matches('/').split(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
    Some((name.to_ascii_lowercase(), after))
}

fn entity(from: &str) -> Option<(char, &str)> {
    let (name, after) = from.strip_prefix('&')?.split_once(';')?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((letter, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_lines_and_signs_stay() {
        assert_eq!(plain_text("<p>Calm &amp; clear.</p><p>Asked <b>why</b></p>"), "Calm & clear.\nAsked why");
        assert_eq!(plain_text("<ul><li>one</li><li>two</li></ul>"), "one\ntwo");
        assert_eq!(plain_text("a<br/>b"), "a\nb");
        assert_eq!(plain_text("used &lt;T&gt; &#39;well&#x27;"), "used <T> 'well'");
        assert_eq!(plain_text("if a < b && c"), "if a < b && c");
        assert_eq!(plain_text("no tags"), "no tags");
    }
}
