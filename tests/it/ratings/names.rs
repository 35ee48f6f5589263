//! Names: who is asked about, and who is nobody.

use super::{CALIBRATE, Case, HEAD, IMPORT};

#[test]
fn accents_titles_roles_and_turned_names_are_asked_about() {
    let names = ["Ash Fern", "Dr. Fern Ash", "Fern Ash (HM)", "Férn Ásh"];
    for name in names {
        let text = format!("{HEAD}Ada One,Fern Ash,technical,3\nBea Two,{name},technical,4\n");
        let case = Case::of("names.csv", text);
        let why = format!("names.csv:3, column B: `{name}` is near to `Fern Ash`");
        let refused = case.run(IMPORT, &[]);
        assert!(refused.code == 3 && refused.stderr.contains(&why), "{refused}");
        let noted = case.run(CALIBRATE, &["--scale", "1..5"]);
        assert!(noted.stderr.contains(&format!("note: `{name}`")), "{noted}");
        let dry = case.run(IMPORT, &["--dry-run"]);
        assert!(dry.code == 3 && dry.stderr.contains(&why), "as the real run: {dry}");
    }
}

#[test]
fn nobody_is_nobodys_name_and_an_id_is_one_persons() {
    for nobody in ["N/A", "TBD", "none"] {
        let case = Case::of("nobody.csv", format!("{HEAD}Ada One,{nobody},technical,3\n"));
        for command in [IMPORT, CALIBRATE] {
            let refused = case.run(command, &[]);
            let why =
                format!("nobody.csv:2, column B: `{nobody}` stands where an interviewer should, and is nobody's name");
            assert!(refused.code == 3 && refused.stderr.contains(&why), "{refused}");
        }
    }
    let head = "candidate_id,candidate,interviewer,dimension,score\n";
    let case =
        Case::of("ids.csv", format!("{head}7,Ada One,Fern Ash,technical,3\n7,Bea Two,Fern Ash,communication,4\n"));
    for command in [IMPORT, CALIBRATE] {
        let refused = case.run(command, &[]);
        let why = "ids.csv:3, column B: the candidate: the id 7 is that of `Ada One` above, and of `Bea Two` here";
        assert!(refused.code == 3 && refused.stderr.contains(why), "{refused}");
        let other = if command == IMPORT { vec![] } else { vec!["--scale", "1..5"] };
        case.run(command, &[other, vec!["--same", "Bea Two=Ada One"]].concat()).fine();
    }
    let case = Case::of("apart.csv", format!("{head}7,Ada One,Fern Ash,technical,3\n8,Ada One,Fern Ash,technical,4\n"));
    let read = case.run(IMPORT, &[]);
    assert!(
        read.stderr.contains(
            "`Ada One` with the id 8 (workspace/apart.csv:3, column B) and `Ada One` with the id 7 are two people"
        ),
        "{read}"
    );
    read.fine();
}

/// Whatever their ids keep apart stays apart, and rounds are one however they are written: by one rule in both commands.
#[test]
fn who_is_rated_twice_is_told_by_one_rule() {
    let head = "candidate,interviewer_id,interviewer,dimension,score\n";
    let rows = "Ada One,1,Fern Ash,technical,3\nAda One,2,Fern Ash,technical,5\n";
    let case = Case::of("apart.csv", format!("{head}{rows}"));
    let read = case.run(IMPORT, &[]);
    assert!(read.stderr.contains("are two people"), "{read}");
    read.fine();
    assert_eq!(case.kept_ratings(), 2);
    assert_eq!(case.sandbox.read("sessions/people.json").matches("Fern Ash").count(), 2);
    assert_eq!(case.run(CALIBRATE, &["--scale", "1..5"]).json()["n"], 2);
    let head = "candidate,interviewer,dimension,round,score\n";
    let rows = "Ada One,Fern Ash,technical,Round 1,3\nada one,fern ash,Technical skills,round-1,5\n";
    let case = Case::of("rounds.csv", format!("{head}{rows}"));
    let refused = case.run(IMPORT, &[]);
    assert!(refused.code == 3 && refused.stderr.contains("stands above already"), "{refused}");
    let read = case.run(CALIBRATE, &["--scale", "1..5"]);
    assert!(read.stderr.contains("left out: 1 rating repeats another"), "{read}");
}

#[test]
fn a_name_that_nobody_has_is_said() {
    let case = Case::of("same.csv", format!("{HEAD}Ada One,Fern Ash,technical,3\n"));
    for command in [IMPORT, CALIBRATE] {
        let read = case.run(command, &["--same", "F Ash=Fern Ash"]);
        let why = "note: --same \"F Ash=Fern Ash\" changes nothing, as nobody in it is called so";
        assert!(read.code == 0 && read.stderr.contains(why), "{read}");
    }
}
