//! A plan that no bank can change: one script, three core questions, a coding challenge, backups.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hotseat::core::bank::Bank;
use hotseat::core::ids::{BankId, CandidateId, InterviewerId, SessionId};
use hotseat::core::library::Library;
use hotseat::core::plan::Plan;
use hotseat::core::scorecard::About;
use serde_json::{Value, json};

/// A question; its id is its bank's and its number.
pub(crate) fn question(id: &str, kind: &str, minutes: u16, prompt: &str) -> Value {
    json!({
        "bank": "api-design", "id": id, "prompt": prompt, "kind": kind, "level": "mid", "difficulty": 3,
        "minutes": minutes, "topics": ["caching"], "dimensions": ["technical", "communication"],
        "answer": format!("The explanation of {id}: it depends on who may keep a copy, and for how long."),
        "signals": {
            "strong": ["Asks who may keep a copy", "Names validation beside freshness", "Gives an example of a stale page"],
            "weak": ["Says caching is always good", "Cannot say what is cached where"]
        },
        "follow_ups": ["What changes for a page behind a login?", "How would you find a wrong header?"]
    })
}

fn rubric() -> Value {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rubrics/core.json")).expect("the rubric");
    serde_json::from_str(&text).expect("the rubric")
}

fn with(mut question: Value, more: &[(&str, Value)]) -> Value {
    for (name, value) in more {
        question[*name] = value.clone();
    }
    question
}

/// The plan: made once, since thousands of boards are opened before it.
pub(crate) fn plan() -> Plan {
    static PLAN: LazyLock<Plan> = LazyLock::new(made);
    PLAN.clone()
}

fn made() -> Plan {
    let first = with(
        question(
            "http-cache-headers",
            "concept",
            5,
            "A colleague says a page is cached for too long. What do you look at first, and why?",
        ),
        &[("hints", json!(["What does the response say about itself?", "Look at Cache-Control and Age."]))],
    );
    let third = with(
        question("http-etag-review", "code-review", 5, "Read this handler. What would you change before it goes live?"),
        &[(
            "handout",
            json!(
                "def page(request):\n    body = render(request)\n    tag = hash(body)\n    return Response(body, headers={\"ETag\": tag})"
            ),
        )],
    );
    let coding = with(
        question(
            "rate-limit",
            "coding",
            20,
            "Write a function that says whether a client may make one more request: at most 10 in any 60 seconds.",
        ),
        &[
            ("dimensions", json!(["technical", "problem-solving", "code-quality"])),
            ("hints", json!(["What do you have to remember for each client?", "Which of those times still matter?"])),
        ],
    );
    let slot = |mut question: Value, slot: u16, must_ask: bool| {
        question["slot"] = json!(slot);
        question["must_ask"] = json!(must_ask);
        question["why"] = json!([]);
        question
    };
    let backup = |mut question: Value, direction: &str| {
        question["direction"] = json!(direction);
        question["why"] = json!([]);
        question
    };
    let plan = json!({
        "version": 1, "assembler": 1, "format": "technical-screening", "title": "Technical screening",
        "level": "mid", "track": "backend", "technologies": [], "seed": 7, "minutes": 45,
        "dimensions": ["technical", "problem-solving", "communication", "code-quality"],
        "sections": [
            {"id": "introduction", "title": "Introduction", "minutes": 5, "used_minutes": 0,
             "script": "Say hello, and who you are.\nSay how the time is spent.", "questions": [], "backups": [], "given_up": []},
            {"id": "core", "title": "Core technology questions", "minutes": 15, "used_minutes": 15,
             "kinds": ["concept", "code-review"],
             "questions": [
                slot(first, 1, true),
                slot(question("http-idempotent", "concept", 5, "Which requests may a client repeat without asking, and what makes them safe to repeat?"), 2, true),
                slot(third, 3, false),
             ],
             "backups": [
                backup(question("http-status", "concept", 5, "What is the difference between a 401 and a 403?"), "easier"),
                backup(question("http-vary", "concept", 5, "What does Vary do, and how does it go wrong?"), "harder"),
             ],
             "given_up": []},
            {"id": "coding", "title": "Coding challenge", "minutes": 20, "used_minutes": 20, "kinds": ["coding"],
             "questions": [slot(coding, 4, true)], "backups": [], "given_up": []},
            {"id": "closing", "title": "Candidate's questions", "minutes": 5, "used_minutes": 0,
             "script": "Ask what they would like to know.", "questions": [], "backups": [], "given_up": []},
        ],
        "rubric": rubric(),
    });
    serde_json::from_value(plan).expect("a plan")
}

/// A bank with one question that is not in the plan.
pub(crate) fn library() -> Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(filled);
    LIBRARY.clone()
}

fn filled() -> Library {
    let mut brought = question("pool-sizing", "concept", 5, "How do you size a connection pool?");
    brought.as_object_mut().expect("an object").remove("bank");
    let bank = json!({"version": 1, "id": "http", "title": "HTTP", "questions": [brought]});
    let bank: Bank = serde_json::from_value(bank).expect("a bank");
    let mut library = Library::default();
    library.banks.insert(BankId::new("http").expect("a name"), bank);
    library
}

/// Whom it is about.
pub(crate) fn about() -> About {
    About {
        session: SessionId::new("2026-11-21-c7f3k-r1-kim-x9").expect("a name"),
        candidate: "Ann Lee".into(),
        interviewer: "Kim Park".into(),
        earlier: Vec::new(),
        amenders: BTreeMap::new(),
    }
}

/// The candidate and the interviewer.
pub(crate) fn pair() -> (CandidateId, InterviewerId) {
    (CandidateId::new("c7f3k").expect("a name"), InterviewerId::new("kim").expect("a name"))
}

/// Two hours with sixty questions, for the figures.
pub(crate) fn long_plan() -> Plan {
    let mut plan = plan();
    plan.minutes.0 = 120;
    let core = &mut plan.sections[1];
    core.minutes.0 = 90;
    let model = core.questions[0].clone();
    core.questions = (1..=59)
        .map(|number| {
            let mut question = model.clone();
            question.slot.0 = number;
            question.banked.question.id = format!("question-{number}").parse().expect("a name");
            question
        })
        .collect();
    plan.sections[2].questions[0].slot.0 = 60;
    plan
}
