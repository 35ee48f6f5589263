//! From the text of a file to its records: pages as services answer with them, joined or not, JSON Lines, and what connectors wrap
//! around a record.

use serde_json::{Map, Value};

/// A record, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SystemRecord {
    /// Its fields.
    pub fields: Map<String, Value>,
    /// Where it stands.
    pub place: RecordPlace,
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RecordPlace {
    /// In which of the files that were read, counted from 0.
    pub file: usize,
    /// As which of the file, counted from 1.
    pub record: usize,
    /// On which line it or its page begins, counted from 1.
    pub line: usize,
}

/// Records that stand together, and what they are called where the file itself says so.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Chunk {
    /// Such as `scorecards`.
    pub name: Option<String>,
    /// In order.
    pub records: Vec<SystemRecord>,
    /// Whether the service said that more follows.
    pub more: bool,
}

/// Why a file holds no records.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotRecords {
    /// It is empty.
    #[error("the file is empty")]
    Empty,
    /// It is a web page.
    #[error("line {line}: this is a web page and no JSON: the service, or something before it, answered with it")]
    WebPage {
        /// Counted from 1.
        line: usize,
    },
    /// It ends within a record.
    #[error("line {line}: the file ends in the middle of a record: it was cut short")]
    CutShort {
        /// Counted from 1.
        line: usize,
    },
    /// It is no JSON.
    #[error("line {line}: this is no JSON: {why}")]
    NotJson {
        /// Counted from 1.
        line: usize,
        /// What the parser says.
        why: String,
    },
    /// It is an answer that says what went wrong.
    #[error("line {line}: the service answered with an error and not with records: {said}")]
    ErrorMessage {
        /// Counted from 1.
        line: usize,
        /// What the service says.
        said: String,
    },
    /// It holds something else.
    #[error("line {line}: {what} stands where a record should")]
    SomethingElse {
        /// Counted from 1.
        line: usize,
        /// What.
        what: &'static str,
    },
}

impl NotRecords {
    /// What to do next.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::Empty | Self::WebPage { .. } | Self::ErrorMessage { .. } => "fetch it again, and look at the answer",
            Self::CutShort { .. } => "fetch it again",
            Self::NotJson { .. } => "fetch it again, or look whether it was cut short",
            Self::SomethingElse { .. } => "a file holds objects, one after another or in a list",
        }
    }
}

/// Under what services and scripts put the records of a page.
const LISTS: [&str; 6] = ["results", "data", "items", "records", "value", "rows"];
/// Under what they say what went wrong.
const ERRORS: [&str; 7] = ["errors", "error", "message", "detail", "errorInfo", "error_description", "title"];

/// The records of a file's text.
///
/// # Errors
/// What stands there instead.
pub(crate) fn chunks(file: usize, text: &str) -> Result<Vec<Chunk>, NotRecords> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(NotRecords::Empty);
    }
    let mut reading = Reading { file, line: 1, records: 0, found: Vec::new() };
    let mut counted = 0;
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    loop {
        // Lines are counted on to where the next value begins.
        let rest = text.get(values.byte_offset()..).unwrap_or_default();
        let start = text.len() - rest.trim_start().len();
        reading.line += text.get(counted..start).unwrap_or_default().matches('\n').count();
        counted = start;
        match values.next() {
            None => break,
            Some(Ok(value)) => reading.page(value)?,
            Some(Err(_)) if rest.trim_start().starts_with('<') => {
                return Err(NotRecords::WebPage { line: reading.line });
            }
            Some(Err(error)) if error.is_eof() => return Err(NotRecords::CutShort { line: error.line().max(1) }),
            Some(Err(error)) => {
                let why = error.to_string();
                let why = why.split(" at line ").next().unwrap_or_default().to_owned();
                // The parser counts from the text's beginning.
                return Err(NotRecords::NotJson { line: error.line().max(1), why });
            }
        }
    }
    Ok(reading.found)
}

struct Reading {
    file: usize,
    line: usize,
    records: usize,
    found: Vec<Chunk>,
}

impl Reading {
    /// Takes what a value holds: a list of records, a page around one, or a record itself.
    fn page(&mut self, value: Value) -> Result<(), NotRecords> {
        match value {
            Value::Array(values) => self.list(None, values),
            Value::Object(fields) => self.object(fields),
            Value::Null => Ok(()),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => Err(self.something_else("a single value")),
        }
    }

    fn object(&mut self, mut fields: Map<String, Value>) -> Result<(), NotRecords> {
        if let Some((name, record)) = wrapped(&mut fields) {
            return match record {
                Some(record) => self.record(name, record),
                // What connectors say beside their records.
                None => Ok(()),
            };
        }
        let failed = ["success", "ok"].iter().any(|name| fields.get(*name) == Some(&Value::Bool(false)));
        if fields.contains_key("id") && !failed {
            return self.record(None, fields);
        }
        let more = says_more(&fields);
        if !failed && let Some(list) = LISTS.iter().find(|name| fields.get(**name).is_some_and(holds_records)) {
            let inside = fields.remove(*list).unwrap_or_default();
            let before = self.found.len();
            self.page(inside)?;
            // An empty page is one, too.
            if self.found.len() == before {
                self.found.push(Chunk::default());
            }
            self.found.iter_mut().skip(before).for_each(|chunk| chunk.more = more);
            return Ok(());
        }
        let has_records =
            || fields.iter().any(|(name, value)| !ERRORS.contains(&name.as_str()) && is_list_of_objects(value));
        if failed || (ERRORS.iter().any(|name| fields.contains_key(*name)) && !has_records()) {
            return Err(NotRecords::ErrorMessage { line: self.line, said: said(&fields) });
        }
        let lists: Vec<String> =
            fields.iter().filter(|(_, value)| is_list_of_objects(value)).map(|(name, _)| name.clone()).collect();
        // A record has lists of its own, such as a scorecard's attributes, but then also something that belongs to one record.
        let is_record = fields.keys().any(|name| {
            ["application", "candidate", "submitted"]
                .iter()
                .any(|part| name.starts_with(part) && !fields[name].is_array())
        });
        if lists.is_empty() || is_record {
            return self.record(None, fields);
        }
        for name in lists {
            if let Some(Value::Array(values)) = fields.remove(&name) {
                self.list(Some(&name), values)?;
            }
        }
        Ok(())
    }

    fn list(&mut self, name: Option<&str>, values: Vec<Value>) -> Result<(), NotRecords> {
        self.found.push(Chunk { name: name.map(str::to_owned), ..Chunk::default() });
        for value in values {
            match value {
                Value::Object(mut fields) => match wrapped(&mut fields) {
                    Some((inner, Some(record))) => self.record(inner.or_else(|| name.map(str::to_owned)), record)?,
                    Some((_, None)) => {}
                    None => self.record(name.map(str::to_owned), fields)?,
                },
                // Scripts leave the pages as a list of pages.
                Value::Array(inner) => self.list(name, inner)?,
                Value::Null => {}
                Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                    return Err(self.something_else("a single value"));
                }
            }
        }
        Ok(())
    }

    fn record(&mut self, name: Option<String>, fields: Map<String, Value>) -> Result<(), NotRecords> {
        // A page within a list of pages.
        if !fields.contains_key("id") && LISTS.iter().any(|list| fields.get(*list).is_some_and(Value::is_array)) {
            return self.object(fields);
        }
        self.records += 1;
        let record =
            SystemRecord { fields, place: RecordPlace { file: self.file, record: self.records, line: self.line } };
        match self.found.last_mut() {
            Some(chunk) if chunk.name == name && !chunk.more => chunk.records.push(record),
            _ => self.found.push(Chunk { name, records: vec![record], more: false }),
        }
        Ok(())
    }

    fn something_else(&self, what: &'static str) -> NotRecords {
        NotRecords::SomethingElse { line: self.line, what }
    }
}

/// A stream and a record of it, where they are said.
type Unwrapped = (Option<String>, Option<Map<String, Value>>);

/// The record that a connector wrapped, and its stream; no record where it is the connector's own message.
fn wrapped(fields: &mut Map<String, Value>) -> Option<Unwrapped> {
    if let Some(Value::Object(record)) = fields.remove("_airbyte_data") {
        return Some((text(fields.get("_airbyte_stream")), Some(record)));
    }
    let kind = fields.get("type").and_then(Value::as_str).unwrap_or_default();
    match kind {
        "RECORD" => {
            let Some(Value::Object(mut record)) = fields.remove("record") else { return Some((None, None)) };
            let stream = text(fields.get("stream"));
            Some(match (stream, record.remove("data")) {
                (None, Some(Value::Object(data))) => (text(record.get("stream")), Some(data)),
                (stream, data) => {
                    record.extend(data.map(|data| ("data".to_owned(), data)));
                    (stream, Some(record))
                }
            })
        }
        "SCHEMA" | "STATE" | "LOG" | "CATALOG" | "SPEC" | "TRACE" | "ACTIVATE_VERSION" => Some((None, None)),
        _ => None,
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::to_owned)
}

fn holds_records(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().all(|value| value.is_object() || value.is_null() || value.is_array()),
        Value::Object(fields) => fields.contains_key("id"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn is_list_of_objects(value: &Value) -> bool {
    value.as_array().is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_object))
}

/// Whether a page says that another follows.
fn says_more(fields: &Map<String, Value>) -> bool {
    match (fields.get("moreDataAvailable").or_else(|| fields.get("hasNext")), fields.get("next")) {
        (Some(Value::Bool(more)), _) => *more,
        (_, Some(Value::String(next))) => !next.is_empty(),
        _ => false,
    }
}

/// What an answer says went wrong, in a line.
fn said(fields: &Map<String, Value>) -> String {
    const LONGEST: usize = 200;
    let mut texts = Vec::new();
    for name in ERRORS {
        collect(fields.get(name), &mut texts);
    }
    let said = if texts.is_empty() { "it does not say which".to_owned() } else { texts.join("; ") };
    said.chars().take(LONGEST).collect()
}

fn collect(value: Option<&Value>, texts: &mut Vec<String>) {
    match value {
        Some(Value::String(text)) if !text.trim().is_empty() && !texts.contains(text) => texts.push(text.clone()),
        Some(Value::Array(values)) => values.iter().for_each(|value| collect(Some(value), texts)),
        Some(Value::Object(fields)) => fields.values().for_each(|value| collect(Some(value), texts)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ids of the records of a text, by chunk.
    fn ids(text: &str) -> Vec<(Option<String>, String)> {
        let chunks = chunks(0, text).expect("it reads");
        let id = |record: &SystemRecord| record.fields.get("id").map(ToString::to_string).unwrap_or_default();
        chunks
            .iter()
            .map(|chunk| (chunk.name.clone(), chunk.records.iter().map(id).collect::<Vec<_>>().join(" ")))
            .collect()
    }

    fn refused(text: &str) -> String {
        chunks(0, text).expect_err("no records").to_string()
    }

    #[test]
    fn records_stand_in_lists_pages_lines_and_wrappings() {
        let all = |ids: &str| vec![(None, ids.to_owned())];
        assert_eq!(ids(r#"[{"id":1},{"id":2}]"#), all("1 2"));
        assert_eq!(ids(r#"{"results":[{"id":1}],"success":true,"moreDataAvailable":false}"#), all("1"));
        assert_eq!(ids(r#"{"success":true,"results":{"id":1}}"#), all("1"));
        assert_eq!(ids("{\"id\":1}\n\n{\"id\":2}\r\n"), all("1 2"));
        assert_eq!(ids("\u{feff}{\"id\":1}"), all("1"));
        let pages = "{\"data\":[{\"id\":1}],\"hasNext\":true}{\"data\":[{\"id\":2}],\"hasNext\":false}";
        assert_eq!(ids(pages).iter().map(|(_, ids)| ids.as_str()).collect::<String>(), "12");
        assert!(chunks(0, pages).is_ok_and(|chunks| chunks[0].more && !chunks[1].more));
        let listed = r#"[{"data":[{"id":1}]},{"data":[{"id":2}]}]"#;
        assert_eq!(ids(listed).iter().map(|(_, ids)| ids.as_str()).collect::<String>(), "12");
        let singer = "{\"type\":\"SCHEMA\",\"stream\":\"users\"}\n{\"type\":\"RECORD\",\"stream\":\"users\",\"record\":{\"id\":3}}";
        assert_eq!(ids(singer), [(Some("users".to_owned()), "3".to_owned())]);
        assert_eq!(ids(r#"{"_airbyte_data":{"id":4}}"#), all("4"));
        let bundle = r#"{"scorecards":[{"id":6}],"users":[{"id":5}]}"#;
        let named = |name: &str, ids: &str| (Some(name.to_owned()), ids.to_owned());
        assert_eq!(ids(bundle), [named("scorecards", "6"), named("users", "5")]);
    }

    #[test]
    fn what_is_no_record_is_named_by_its_line() {
        let error = refused("{\"id\":1}\n{\"success\":false,\"errors\":[\"invalid_input\"],\"results\":null}");
        assert_eq!(error, "line 2: the service answered with an error and not with records: invalid_input");
        assert!(refused(r#"{"message":"Unauthorized"}"#).ends_with("records: Unauthorized"));
        assert!(refused(r#"{"errors":[{"message":"Unauthorized"}]}"#).ends_with("records: Unauthorized"));
        assert!(
            refused(r#"{"code":"ResourceNotFound","message":"Opportunity was not found"}"#).contains("was not found")
        );
        assert!(refused(r#"{"detail":"Authentication credentials were not provided."}"#).contains("credentials"));
        assert!(refused("<!DOCTYPE html><title>502</title>").contains("web page"));
        assert_eq!(refused(" \n"), "the file is empty");
        assert_eq!(
            refused("{\"id\":1}\n{\"id\":"),
            "line 2: the file ends in the middle of a record: it was cut short"
        );
        assert!(refused("{\"id\":1}\n{\"id\":}").starts_with("line 2: this is no JSON"));
        assert!(refused("[1]").contains("a single value"));
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        let lines = chunks(7, "{\"id\":1}\n\n{\"id\":2}\n").expect("it reads");
        let places: Vec<RecordPlace> = lines[0].records.iter().map(|record| record.place).collect();
        assert_eq!(places, [RecordPlace { file: 7, record: 1, line: 1 }, RecordPlace { file: 7, record: 2, line: 3 }]);
        let page = chunks(0, "[\n{\"id\":1},\n{\"id\":2}]").expect("it reads");
        assert_eq!(page[0].records[1].place, RecordPlace { file: 0, record: 2, line: 1 });
    }
}
