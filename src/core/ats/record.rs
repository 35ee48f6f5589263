//! What a record says: ids as numbers or texts, people, days and notes, however a service or a script writes them.

use chrono::DateTime;
use serde_json::{Map, Value};

use super::super::day::Day;
use super::html::plain_text;
use super::page::SystemRecord;

/// A person as a system knows them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SystemPerson {
    /// The system's id, with what it is the id of where that is not the person's own: `application 9001`.
    pub id: String,
    /// The name, where it is known.
    pub name: Option<String>,
    /// The address, where it is known.
    pub email: Option<String>,
}

impl SystemPerson {
    /// Somebody of whom there is only an id.
    pub(super) fn unknown(what: &str, id: &str) -> Self {
        Self { id: format!("{what} {id}"), name: None, email: None }
    }

    /// Somebody by the fields of their record, or of an object that stands for it.
    pub(super) fn of(what: &str, fields: &Map<String, Value>) -> Option<Self> {
        let (name, email) = (name(fields), email(fields));
        let id = id(fields.get("id")).or_else(|| email.clone()).or_else(|| name.clone())?;
        Some(Self { id: format!("{what} {id}"), name, email })
    }
}

/// A field that refers to another record, by its id or by the record itself.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reference<'a> {
    /// Nothing.
    None,
    /// Its id.
    Id(&'a Value),
    /// The record.
    Whole(&'a Map<String, Value>),
}

impl SystemRecord {
    /// A field; none where it is absent or null.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// The first of some fields that holds an id.
    pub(super) fn id(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| id(self.fields.get(*name)))
    }

    /// The first of some fields that holds a text with something in it.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| text(self.fields.get(*name)))
    }

    /// The first of some fields that refers to another record.
    pub(super) fn reference(&self, names: &[&str]) -> Reference<'_> {
        match names.iter().find_map(|name| self.get(name)) {
            None => Reference::None,
            Some(Value::Object(fields)) => Reference::Whole(fields),
            Some(id) => Reference::Id(id),
        }
    }

    /// The objects of a list.
    pub(super) fn objects(&self, name: &str) -> impl Iterator<Item = &Map<String, Value>> {
        self.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
    }

    /// A note: as plain text, or else from HTML.
    pub(super) fn note(&self, plain: &[&str], html: &[&str]) -> Option<String> {
        self.text(plain).or_else(|| self.text(html).map(|html| plain_text(&html))).filter(|note| !note.is_empty())
    }

    /// The day of the first of some fields that says one; an error where what it says is no day.
    pub(super) fn day(&self, names: &[&str]) -> Option<Result<Day, String>> {
        names.iter().find_map(|name| Some(day(self.get(name)?)))
    }
}

/// An id as text: services write numbers, connectors texts, and tables that went through a data frame `31.0`.
pub(super) fn id(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Number(number) => {
            let text = number.to_string();
            Some(text.strip_suffix(".0").map_or(text.clone(), str::to_owned))
        }
        Value::String(text) => {
            let text = text.trim();
            let whole = text.strip_suffix(".0").filter(|start| start.bytes().all(|byte| byte.is_ascii_digit()));
            (!text.is_empty()).then(|| whole.unwrap_or(text).to_owned())
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A text with something in it.
pub(super) fn text(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A word or number as a rating is written; none where nothing is rated.
pub(super) fn word(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Null => None,
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(_) => id(value),
        other => Some(other.to_string()),
    }
}

/// A text that may stand in an object that says which sort it is: `{"type": "PlainText", "value": "..."}`.
pub(super) fn rich_text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(plain_text(text)).filter(|text| !text.is_empty()),
        Value::Object(fields) => {
            let inside =
                ["value", "text", "plainText", "html", "content"].iter().find_map(|name| text(fields.get(*name)))?;
            let is_plain = fields.get("type").and_then(Value::as_str).is_some_and(|kind| kind.contains("lain"));
            Some(if is_plain { inside } else { plain_text(&inside) }).filter(|text| !text.is_empty())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    }
}

fn name(fields: &Map<String, Value>) -> Option<String> {
    let one = |names: &[&str]| names.iter().find_map(|name| text(fields.get(*name)));
    let parts = [one(&["first_name", "firstName"]), one(&["last_name", "lastName"])];
    let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    (!joined.is_empty()).then_some(joined).or_else(|| one(&["name", "full_name", "fullName", "display_name"]))
}

fn email(fields: &Map<String, Value>) -> Option<String> {
    const NAMES: [&str; 7] = [
        "email",
        "primary_email",
        "primary_email_address",
        "primaryEmailAddress",
        "email_addresses",
        "emails",
        "emailAddresses",
    ];
    NAMES.iter().find_map(|name| address(fields.get(*name)?))
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(_) => text(Some(value)).filter(|text| text.contains('@')),
        Value::Object(fields) => ["value", "email", "address"].iter().find_map(|name| address(fields.get(*name)?)),
        Value::Array(values) => values.iter().find_map(address),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// The day of a date or a date-time, as it is written where it was written; of a number of milliseconds, in UTC.
fn day(value: &Value) -> Result<Day, String> {
    let bad =
        || format!("`{}` is not a day such as 2026-11-21, nor a time on one", word(Some(value)).unwrap_or_default());
    match value {
        Value::String(text) => {
            let text = text.trim();
            let day = text.get(..10).ok_or_else(bad)?;
            let is_time = text.len() == 10 || text[10..].starts_with(['T', ' ']);
            if is_time { day.parse().map_err(|_| bad()) } else { Err(bad()) }
        }
        Value::Number(number) => {
            let moment = number.as_i64().and_then(DateTime::from_timestamp_millis);
            moment.map(|moment| Day::of(&moment.fixed_offset())).ok_or_else(bad)
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_are_the_same_however_they_are_written() {
        for value in [json!(31), json!("31"), json!(31.0), json!("31.0"), json!(" 31 ")] {
            assert_eq!(id(Some(&value)).as_deref(), Some("31"), "{value}");
        }
        assert_eq!(id(Some(&json!("v1.0"))).as_deref(), Some("v1.0"));
        assert_eq!(id(Some(&json!(null))), None);
    }

    #[test]
    fn a_day_is_that_of_the_place_where_it_was_written() {
        let days = |value: Value| day(&value).map(|day| day.to_string());
        assert_eq!(days(json!("2026-10-06T23:30:00-07:00")).as_deref(), Ok("2026-10-06"));
        assert_eq!(days(json!("2026-10-06 09:00:00+00:00")).as_deref(), Ok("2026-10-06"));
        assert_eq!(days(json!("2026-10-06")).as_deref(), Ok("2026-10-06"));
        assert_eq!(days(json!(1_791_244_800_000_i64)).as_deref(), Ok("2026-10-06"));
        assert!(days(json!("06/10/2026")).is_err() && days(json!("2026-10-061")).is_err() && days(json!("é")).is_err());
    }

    #[test]
    fn somebody_without_a_name_has_an_address() {
        let person = |value: Value| SystemPerson::of("user", value.as_object().expect("an object"));
        let ash = person(json!({"id": 31, "first_name": "Fern", "last_name": "Ash"})).expect("somebody");
        assert_eq!((ash.id.as_str(), ash.name.as_deref()), ("user 31", Some("Fern Ash")));
        let nameless =
            person(json!({"id": 32, "first_name": "", "primary_email": "basil@example.org"})).expect("somebody");
        assert_eq!((nameless.name, nameless.email.as_deref()), (None, Some("basil@example.org")));
        let listed = person(json!({"id": 1, "email_addresses": [{"value": "a@example.org", "type": "work"}]}));
        assert_eq!(listed.and_then(|person| person.email).as_deref(), Some("a@example.org"));
    }
}
