//! What a column of a table may hold, and the words by which headers say so.

use super::super::names::plain;
use super::units::name_of;

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RatingField {
    /// Who was rated.
    Candidate,
    /// Who rated.
    Interviewer,
    /// What was rated.
    Dimension,
    /// How.
    Score,
    /// The round or format.
    Round,
    /// A note.
    Note,
    /// The day.
    Date,
}

impl RatingField {
    pub(crate) const ALL: [Self; 7] =
        [Self::Candidate, Self::Interviewer, Self::Dimension, Self::Score, Self::Round, Self::Note, Self::Date];

    /// Its name in `--columns` and in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Interviewer => "interviewer",
            Self::Dimension => "dimension",
            Self::Score => "score",
            Self::Round => "round",
            Self::Note => "note",
            Self::Date => "date",
        }
    }

    /// The words that a header may have for it, in the singular.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Candidate => CANDIDATE,
            Self::Interviewer => INTERVIEWER,
            Self::Dimension => DIMENSION,
            Self::Score => SCORE,
            Self::Round => ROUND,
            Self::Note => NOTE,
            Self::Date => DATE,
        }
    }
}

// The words of each field in English, and behind them in German, French and Spanish without accents.
const CANDIDATE: &[&str] = &[
    "candidate",
    "applicant",
    "ratee",
    "interviewee",
    "subject",
    "participant",
    "target",
    "examinee",
    "student",
    "bewerber",
    "bewerberin",
    "kandidat",
    "kandidatin",
    "candidat",
    "candidato",
    "candidata",
    "postulante",
];
const INTERVIEWER: &[&str] = &[
    "interviewer",
    "reviewer",
    "rater",
    "judge",
    "panelist",
    "panellist",
    "panel member",
    "panelmember",
    "assessor",
    "evaluator",
    "grader",
    "scorer",
    "examiner",
    "marker",
    "annotator",
    "coder",
    "observer",
    "interviewerin",
    "prufer",
    "pruefer",
    "pruferin",
    "gutachter",
    "bewerter",
    "evaluateur",
    "evaluatrice",
    "examinateur",
    "evaluador",
    "evaluadora",
    "entrevistador",
    "entrevistadora",
];
const DIMENSION: &[&str] = &[
    "dimension",
    "criterion",
    "criteria",
    "competency",
    "competence",
    "item",
    "attribute",
    "skill",
    "trait",
    "aspect",
    "kriterium",
    "kriterien",
    "kompetenz",
    "kompetenzen",
    "critere",
    "criterio",
    "competencia",
];
const SCORE: &[&str] = &[
    "score",
    "rating",
    "grade",
    "mark",
    "point",
    "value",
    "star",
    "bewertung",
    "bewertungen",
    "schulnote",
    "schulnoten",
    "punkte",
    "punktzahl",
    "puntuacion",
    "calificacion",
];
const ROUND: &[&str] = &["round", "format", "stage", "runde", "ronda"];
const NOTE: &[&str] = &[
    "note",
    "comment",
    "remark",
    "feedback",
    "rationale",
    "justification",
    "bemerkung",
    "bemerkungen",
    "anmerkung",
    "anmerkungen",
    "kommentar",
    "kommentare",
    "notiz",
    "begrundung",
    "commentaire",
    "remarque",
    "comentario",
    "observacion",
    "observaciones",
];
const DATE: &[&str] = &[
    "date",
    "day",
    "timestamp",
    "interviewed on",
    "submitted at",
    "datum",
    "zeitstempel",
    "horodateur",
    "fecha",
    "marca temporal",
];

/// The words of a header's cell, for comparing: in lower case, parted where capitals, hyphens and underscores part them, without what
/// stands in parentheses behind them.
pub(super) fn words_of(cell: &str) -> Vec<String> {
    let mut parted = String::new();
    let mut before = ' ';
    // Both genders in one word: `Bewerber:in`, `Kandidat/in`.
    let name = name_of(cell);
    let name = [":in", "/in", "*in", "/-in", "_in"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    for letter in name.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.push(if matches!(letter, '_' | '-' | '.' | ':' | '\'' | '’' | '\u{feff}') { ' ' } else { letter });
        before = letter;
    }
    plain(&parted).split_whitespace().map(str::to_owned).collect()
}

/// Whether a word of a header may stand beside the one that tells the field: `Interview Date`, `Name of the candidate`.
fn is_filler(field: RatingField, word: &str) -> bool {
    let general = matches!(
        word,
        "name"
            | "full"
            | "the"
            | "of"
            | "s"
            | "des"
            | "der"
            | "du"
            | "de"
            | "del"
            | "la"
            | "le"
            | "el"
            | "nom"
            | "nombre"
    );
    let own: &[&str] = match field {
        RatingField::Candidate | RatingField::Interviewer | RatingField::Dimension => &[],
        RatingField::Score => &["interview", "your", "given"],
        RatingField::Round => &["interview"],
        RatingField::Note => &["interview", "your", "any", "additional", "general"],
        RatingField::Date => &[
            "interview",
            "interviewed",
            "review",
            "reviewed",
            "rating",
            "rated",
            "scored",
            "submitted",
            "submission",
            "completed",
            "completion",
            "scorecard",
            "and",
            "time",
        ],
    };
    general || own.contains(&word)
}

/// How well a header's cell fits a field: 0 by its own word, 1 with others beside it; none where it does not.
pub(super) fn fit(field: RatingField, words: &[String]) -> Option<u8> {
    let names = |words: &[&String]| {
        let Some((last, before)) = words.split_last() else { return false };
        let singular = last.strip_suffix('s').unwrap_or(last);
        field.words().iter().any(|known| {
            let mut known = known.rsplit(' ');
            known.next().is_some_and(|end| end == last.as_str() || end == singular)
                && known.eq(before.iter().rev().map(|word| word.as_str()))
        })
    };
    if names(&words.iter().collect::<Vec<_>>()) {
        return Some(0);
    }
    let rest: Vec<&String> = words.iter().filter(|word| !is_filler(field, word)).collect();
    (rest.len() < words.len() && names(&rest)).then_some(1)
}

/// Whether a header's cell holds an id of what the field names: `candidate_id`.
pub(super) fn is_id_of(field: RatingField, words: &[String]) -> bool {
    let rest: Vec<String> = words.iter().filter(|word| word.as_str() != "id").cloned().collect();
    rest.len() < words.len() && fit(field, &rest) == Some(0)
}

/// Whether a header is that of `hotseat export`, whose words are its own.
pub(super) fn is_exported(cells: &[String]) -> bool {
    ["session", "candidate_id", "ending", "mock"].iter().all(|own| cells.iter().any(|cell| cell == own))
}

/// Words of a header that say that a column holds texts about the scores, wherever in it they stand, without accents.
const ABOUT: [&str; 35] = [
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
    "feedback",
    "reason",
    "reasons",
    "why",
    "rationale",
    "justification",
    "evidence",
    "explanation",
    "bemerkung",
    "bemerkungen",
    "anmerkung",
    "anmerkungen",
    "kommentar",
    "kommentare",
    "notiz",
    "notizen",
    "begrundung",
    "begruendung",
    "commentaire",
    "commentaires",
    "remarque",
    "remarques",
    "raison",
    "comentario",
    "comentarios",
    "observacion",
    "observaciones",
    "motivo",
    "justificacion",
];

/// Whether a header says that its column holds texts about the scores: `Comments on Communication`, `Why this rating?`.
pub(super) fn is_about(cell: &str) -> bool {
    let words = words_of(cell);
    words.iter().any(|word| ABOUT.contains(&word.trim_matches(|letter: char| !letter.is_alphanumeric())))
}

/// Whether a header is the word that is a note in English, and a grade in German and French.
pub(super) fn is_note_or_grade(words: &[String]) -> bool {
    matches!(words, [word] if matches!(word.as_str(), "note" | "noten" | "notes"))
}

/// Whether a header is a form's word for whoever filled it in.
pub(super) fn is_who_filled_in(words: &[String]) -> bool {
    const KNOWN: [&str; 11] = [
        "recruiter",
        "recruteur",
        "recruteuse",
        "your name",
        "your full name",
        "submitted by",
        "filled in by",
        "completed by",
        "rated by",
        "scored by",
        "interviewed by",
    ];
    KNOWN.contains(&words.join(" ").as_str())
}

/// Whether a header is a form's word for the address of whoever filled it in, which may be the candidate's as well.
pub(super) fn is_address(words: &[String]) -> bool {
    const KNOWN: [&str; 7] =
        ["email", "email address", "e mail", "e mail address", "your email", "your email address", "username"];
    KNOWN.contains(&words.join(" ").as_str())
}

/// Whether a header says that its column holds the format of an interview.
pub(super) fn is_format(words: &[String]) -> bool {
    const KNOWN: [&str; 5] = ["format", "interview format", "interview type", "type of interview", "round format"];
    KNOWN.contains(&words.join(" ").as_str())
}

/// Whether a header says that its column holds the level of an interview.
pub(super) fn is_level(words: &[String]) -> bool {
    const KNOWN: [&str; 9] =
        ["level", "levels", "seniority", "seniority level", "interview level", "job level", "stufe", "niveau", "nivel"];
    KNOWN.contains(&words.join(" ").as_str())
}
