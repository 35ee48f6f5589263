//! Formats, loops, tracks and rubrics: one whole, or all in a list.

use serde::Serialize;

use crate::core::counted::counted;
use crate::core::format::{Format, Loop, Track};
use crate::core::ids::FormatId;
use crate::core::rubric::{Dimension, Floor, Need, Rubric};
use crate::core::scale::{Kind, Minutes, Rating};

use super::answer::{Answer, OneOrAll};
use super::block::{Fact, Item, Marks, Page};
use super::question::spaced;
use super::records::{NoTable, Records, cell};
use super::table::{Cell, Column, Table};

/// A document of the library that a command lists, and shows whole by its name.
pub(crate) trait Shelved: Serialize {
    /// What a document that lists them is called.
    const TITLE: &'static str;
    /// What stands above the list, a column each.
    const COLUMNS: [&'static str; 3];
    /// The head of its records.
    const HEAD: &'static [&'static str];

    /// The command that shows it whole by its name.
    const COMMAND: &'static str;

    /// Its row in the list.
    fn row(&self) -> [String; 3];
    /// The same as it is heard.
    fn said(&self) -> String;
    /// Its name.
    fn name(&self) -> &str;
    /// All of it.
    fn whole(&self) -> Page;
    /// Its records.
    fn records(&self) -> Vec<Vec<String>>;
}

/// What `formats`, `loops`, `tracks` and `rubrics` answer with.
#[derive(Debug)]
pub(crate) struct Shelf<'a, T>(pub OneOrAll<&'a T>);

impl<T: Shelved> Answer for Shelf<'_, T> {
    fn value(&self) -> impl Serialize {
        &self.0
    }

    fn page(&self) -> Page {
        let all = match &self.0 {
            OneOrAll::One(one) => return one.whole(),
            OneOrAll::All(all) => all,
        };
        let columns =
            T::COLUMNS.map(|title| if title == "min" { Column::numbers(title) } else { Column::words(title) });
        let mut seen = Page::default();
        seen.table(Table::new(columns, all.iter().map(|one| one.row().map(Cell::from))));
        let whole = |one: &&T| {
            let command = format!("to read it whole: `hotseat {} {}`", T::COMMAND, one.name());
            Item::new(one.said()).and_whole(command)
        };
        let mut heard = Page::default();
        heard.list(Marks::Bullets, all.iter().map(whole));
        let mut page = Page::default().called(T::TITLE);
        page.either(&seen, &heard);
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        Ok(Records::new(T::HEAD, self.0.as_slice().iter().flat_map(|one| one.records())))
    }
}

fn names<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}

fn minutes(minutes: Minutes) -> String {
    counted(minutes.0, "minute")
}

impl Shelved for Format {
    const TITLE: &'static str = "Formats";
    const COMMAND: &'static str = "formats";
    const COLUMNS: [&'static str; 3] = ["format", "min", "sections"];
    const HEAD: &'static [&'static str] = &[
        "format",
        "title",
        "minutes",
        "rubric",
        "dimensions",
        "levels",
        "section",
        "section_title",
        "section_minutes",
        "kinds",
        "min_questions",
        "max_questions",
        "continues",
    ];

    fn row(&self) -> [String; 3] {
        let sections: Vec<String> = self.sections.iter().map(|own| format!("{} {}", own.title, own.minutes)).collect();
        [self.id.to_string(), self.minutes.to_string(), sections.join(" · ")]
    }

    fn said(&self) -> String {
        let sections: Vec<String> =
            self.sections.iter().map(|own| format!("{}, {}", own.title, minutes(own.minutes))).collect();
        let many = counted(sections.len(), "section");
        format!("{}, {} in {many}: {}", self.title, minutes(self.minutes), sections.join("; "))
    }

    fn name(&self) -> &str {
        self.id.as_str()
    }

    fn whole(&self) -> Page {
        let mut page = Page::titled(Fact::heard(
            format!("{}: {}, {} min", self.id, self.title, self.minutes),
            format!("{}, {}", self.title, minutes(self.minutes)),
        ));
        page.line(&self.summary);
        page.line(Fact::heard(
            format!("rubric {}; assesses {}", self.rubric, names(&self.dimensions)),
            format!("Rated by the rubric {}, on {}", self.rubric, spaced(&names(&self.dimensions))),
        ));
        let levels: Vec<&str> = self.levels.iter().map(|level| level.as_str()).collect();
        if !levels.is_empty() {
            page.line(format!("for {}", levels.join(", ")));
        }
        for section in &self.sections {
            let kinds: Vec<&str> = section.kinds.iter().map(|kind| kind.as_str()).collect();
            let what: Fact = match (&section.continues, kinds.is_empty()) {
                (Some(id), _) => {
                    let before = self.sections.iter().find(|before| before.id == *id);
                    let title = before.map(|before| before.title.as_str()).unwrap_or_default();
                    Fact::heard(
                        format!("goes on with the problem of `{id}`"),
                        format!("goes on with the problem of {title}"),
                    )
                }
                (None, true) => Fact::heard("script", "no questions; the interviewer says this:"),
                (None, false) => {
                    let most = counted(section.max_questions, "question");
                    let many = if section.min_questions == section.max_questions {
                        most
                    } else {
                        format!("{} to {most}", section.min_questions)
                    };
                    let kinds = kinds.join(", ");
                    let heard = format!("{many}, of the kind {}", spaced(&kinds).replace(", ", " or "));
                    Fact::heard(format!("{kinds}, {many}"), heard)
                }
            };
            page.section(Fact::heard(
                format!("{}  ({} min)", section.title, section.minutes),
                format!("{}, {}", section.title, minutes(section.minutes)),
            ));
            page.line(what);
            if let Some(script) = &section.script {
                page.lines(script.lines().filter(|line| !line.trim().is_empty()));
            }
        }
        page.section(Fact::heard(
            "Difficulty 1-5, percent of the rated minutes",
            "How many percent of the rated minutes go to each difficulty, of which 1 is the easiest and 5 the hardest",
        ));
        let columns = std::iter::once(Column::words("level")).chain((1..=5).map(|n| Column::numbers(n.to_string())));
        let row = |(level, mix): (&crate::core::scale::Level, &[u8; 5])| {
            std::iter::once(Cell::from(level.to_string()))
                .chain(mix.map(|share| Cell::from(share.to_string())))
                .collect()
        };
        let mut seen = Page::default();
        seen.table(Table::new(columns, self.mix.iter().map(row).collect::<Vec<Vec<Cell>>>()));
        let said = |(level, mix): (&crate::core::scale::Level, &[u8; 5])| {
            let shares = (1..).zip(mix).filter(|(_, share)| **share > 0);
            let shares: Vec<String> = shares.map(|(n, share)| format!("{share} percent at difficulty {n}")).collect();
            format!("{level} level: {}", shares.join(", "))
        };
        let mut heard = Page::default();
        heard.texts(Marks::Bullets, self.mix.iter().map(said));
        page.either(&seen, &heard);
        page
    }

    fn records(&self) -> Vec<Vec<String>> {
        let levels: Vec<&str> = self.levels.iter().map(|level| level.as_str()).collect();
        let sections = self.sections.iter().map(|section| {
            let kinds: Vec<&str> = section.kinds.iter().map(|kind| kind.as_str()).collect();
            vec![
                self.id.to_string(),
                self.title.clone(),
                self.minutes.to_string(),
                self.rubric.to_string(),
                names(&self.dimensions),
                levels.join(", "),
                section.id.to_string(),
                section.title.clone(),
                section.minutes.to_string(),
                kinds.join(", "),
                section.min_questions.to_string(),
                section.max_questions.to_string(),
                cell(section.continues.as_ref()),
            ]
        });
        sections.collect()
    }
}

impl Shelved for Loop {
    const TITLE: &'static str = "Loops";
    const COMMAND: &'static str = "loops";
    const COLUMNS: [&'static str; 3] = ["loop", "title", "rounds"];
    const HEAD: &'static [&'static str] = &["loop", "title", "round", "format"];

    fn row(&self) -> [String; 3] {
        [self.id.to_string(), self.title.clone(), names(&self.formats)]
    }

    fn said(&self) -> String {
        format!("{}, {}: {}", self.title, counted(self.formats.len(), "round"), spaced(&names(&self.formats)))
    }

    fn name(&self) -> &str {
        self.id.as_str()
    }

    fn whole(&self) -> Page {
        let rounds = format!("{}, {}", self.title, counted(self.formats.len(), "round"));
        let mut page = Page::titled(Fact::heard(format!("{}: {}", self.id, self.title), rounds));
        let named = |id: &FormatId| Item::heard(id.as_str(), spaced(id.as_str()));
        page.list(Marks::Numbers, self.formats.iter().map(named));
        page
    }

    fn records(&self) -> Vec<Vec<String>> {
        let formats = (1..).zip(&self.formats);
        let row = |(round, format): (usize, &crate::core::ids::FormatId)| {
            vec![self.id.to_string(), self.title.clone(), round.to_string(), format.to_string()]
        };
        formats.map(row).collect()
    }
}

impl Shelved for Track {
    const TITLE: &'static str = "Tracks";
    const COMMAND: &'static str = "tracks";
    const COLUMNS: [&'static str; 3] = ["track", "title", "summary"];
    const HEAD: &'static [&'static str] =
        &["track", "title", "summary", "banks", "formats", "stands_for", "leaves_out", "without"];

    fn row(&self) -> [String; 3] {
        [self.id.to_string(), self.title.clone(), self.summary.clone()]
    }

    fn said(&self) -> String {
        format!("{}: {}", self.title, self.summary)
    }

    fn name(&self) -> &str {
        self.id.as_str()
    }

    fn whole(&self) -> Page {
        let mut page = Page::titled(Fact::heard(format!("{}: {}", self.id, self.title), &self.title));
        page.line(&self.summary);
        let lists = [("banks", names(&self.banks)), ("formats", names(&self.formats))];
        let (mut seen, mut heard) = (Page::default(), Page::default());
        seen.list(Marks::Column, lists.clone().map(|(label, text)| Item::labeled(label, text)));
        heard.list(Marks::RunIn, lists.map(|(label, text)| Item::labeled(label, spaced(&text))));
        page.either(&seen, &heard);
        let stands = |(kind, by): (&Kind, &Kind)| {
            let text = format!("{by} stands in for {kind}");
            Fact::heard(&text, spaced(&text))
        };
        page.lines(self.stands_for.iter().map(stands));
        page.lines(self.leaves_out.iter().map(|dimension| format!("{dimension} is not expected")));
        let without = &self.without;
        let lists = [("technologies", names(&without.technologies)), ("topics", names(&without.topics))];
        let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
        page.lines(lists.map(|(what, names)| format!("without the {what} {names}")));
        page
    }

    fn records(&self) -> Vec<Vec<String>> {
        let stands_for: Vec<String> = self.stands_for.iter().map(|(kind, by)| format!("{by} for {kind}")).collect();
        let technologies = self.without.technologies.iter().map(AsRef::as_ref);
        let without = technologies.chain(self.without.topics.iter().map(AsRef::<str>::as_ref));
        vec![vec![
            self.id.to_string(),
            self.title.clone(),
            self.summary.clone(),
            names(&self.banks),
            names(&self.formats),
            stands_for.join(", "),
            names(&self.leaves_out),
            without.collect::<Vec<_>>().join(", "),
        ]]
    }
}

impl Shelved for Rubric {
    const TITLE: &'static str = "Rubrics";
    const COMMAND: &'static str = "rubrics";
    const COLUMNS: [&'static str; 3] = ["rubric", "title", "dimensions"];
    const HEAD: &'static [&'static str] =
        &["rubric", "title", "dimension", "dimension_title", "weight", "score", "label", "anchor"];

    fn row(&self) -> [String; 3] {
        let dimensions: Vec<String> = self.dimensions.iter().map(|own| format!("{} {}%", own.id, own.weight)).collect();
        [self.id.to_string(), self.title.clone(), dimensions.join(", ")]
    }

    fn said(&self) -> String {
        let of = |own: &Dimension| format!("{} {} percent", own.title, own.weight);
        let dimensions: Vec<String> = self.dimensions.iter().map(of).collect();
        format!("{}, {}: {}", self.title, counted(dimensions.len(), "dimension"), dimensions.join(", "))
    }

    fn name(&self) -> &str {
        self.id.as_str()
    }

    fn whole(&self) -> Page {
        let mut page = Page::titled(Fact::heard(format!("{}: {}", self.id, self.title), &self.title));
        for dimension in &self.dimensions {
            page.section(Fact::heard(
                format!("{} ({}), {}%", dimension.title, dimension.id, dimension.weight),
                format!("{}, {} percent", dimension.title, dimension.weight),
            ));
            page.line(&dimension.why);
            let anchor = |rating: &Rating| {
                Item::labeled(format!("{rating} {}", self.scale.at(*rating)), dimension.anchors.at(*rating))
            };
            page.list(Marks::Column, Rating::ALL.iter().rev().map(anchor));
        }
        let bands = self
            .bands
            .iter()
            .map(|band| Item::labeled(format!("{} from {}", band.title, band.at_least), &band.meaning));
        page.list_section("Bands", Marks::Column, bands);
        page.list_section("Floors", Marks::Column, self.floors.iter().map(|floor| floor_item(self, floor)));
        let flags = self.red_flags.iter().map(|flag| Item::labeled(&flag.title, &flag.looks_like));
        page.list_section("Red flags", Marks::RunIn, flags);
        let criteria = self.criteria.iter().map(|criterion| {
            let need = match criterion.need {
                Need::MustHave => "must have",
                Need::NiceToHave => "nice to have",
            };
            Item::labeled(format!("{} ({need})", criterion.title), &criterion.looks_like)
        });
        page.list_section("Criteria", Marks::RunIn, criteria);
        page
    }

    fn records(&self) -> Vec<Vec<String>> {
        let dimensions = self.dimensions.iter().flat_map(|own| {
            Rating::ALL.iter().rev().map(move |rating| {
                vec![
                    self.id.to_string(),
                    self.title.clone(),
                    own.id.to_string(),
                    own.title.clone(),
                    own.weight.to_string(),
                    rating.to_string(),
                    self.scale.at(*rating).to_owned(),
                    own.anchors.at(*rating).to_owned(),
                ]
            })
        });
        dimensions.collect()
    }
}

fn floor_item(rubric: &Rubric, floor: &Floor) -> Item {
    let of = floor.dimension.as_ref().map(|id| rubric.title_of(id).to_owned());
    let of = of.or_else(|| floor.kind.map(|kind| format!("{kind} questions"))).unwrap_or_default();
    let caps_at = rubric.band(&floor.caps_at).map_or("", |band| band.title.as_str());
    Item::labeled(floor.level.to_string(), format!("{of} at least {}, else {caps_at} at best", floor.at_least))
}
