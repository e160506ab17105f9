//! The codebook describes the export's columns, exactly and in order.

use evidence::{
    Answer, ColumnContent, ExportValue, InputError, Kind, Missing, Value, codebook, export_columns,
    validate_items,
};

use crate::disclosure::item;

fn items() -> Vec<evidence::Item> {
    let mut hours = item("hours", Kind::Number, 0);
    hours.unit = Some("hours".to_owned());
    let mut topics = item("topics", Kind::MultipleChoice, 3);
    topics.choices[0].code = -1;
    vec![
        item("q1", Kind::Likert, 5),
        topics,
        hours,
        item("role", Kind::SingleChoice, 2),
        item("comment", Kind::Text, 0),
    ]
}

#[test]
fn rows_equal_columns_in_order() {
    let items = items();
    validate_items(&items).unwrap();
    let columns = export_columns(&items);
    let rows = codebook(&items);
    let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
    let expected = [
        "q1",
        "q1_missing",
        "topics_m1",
        "topics_2",
        "topics_3",
        "topics_missing",
        "hours",
        "hours_missing",
        "role",
        "role_missing",
        "comment",
        "comment_missing",
    ];
    assert_eq!(names, expected);
    assert_eq!(rows.len(), columns.len());
    for (place, (row, column)) in rows.iter().zip(&columns).enumerate() {
        assert_eq!(row.position, place + 1);
        assert_eq!(row.name, column.name);
        assert_eq!(row.variable, column.variable);
        assert_eq!(row.content, column.content);
        assert_eq!(row.column_type, column.column_type);
        let reasons = column.content == ColumnContent::MissingReason;
        assert_eq!(row.missing_codes.len(), if reasons { 3 } else { 0 });
    }
    assert_eq!(rows[6].unit.as_deref(), Some("hours"));
    assert_eq!(rows[2].label, "Question topics (Choice 1)");
}

#[test]
fn every_exported_value_is_in_the_codebook() {
    let items = items();
    let answers = [
        Answer::Value(Value::Choice(4)),
        Answer::Value(Value::Choices(vec![-1, 3])),
        Answer::Value(Value::Number(1.5)),
        Answer::Missing(Missing::Refused),
        Answer::Value(Value::Text("thanks".to_owned())),
    ];
    let columns = export_columns(&items);
    let rows = codebook(&items);
    let written: Vec<_> = columns
        .iter()
        .map(|column| {
            let place = items.iter().position(|item| item.variable == column.variable);
            column.value_of(&answers[place.unwrap()])
        })
        .collect();
    use ExportValue::{Empty, Integer, Number, Text};
    let expected = [
        Integer(4),
        Empty,
        Integer(1),
        Integer(0),
        Integer(1),
        Empty,
        Number(1.5),
        Empty,
        Empty,
        Text("refused".to_owned()),
        Text("thanks".to_owned()),
        Empty,
    ];
    assert_eq!(written, expected);
    for (row, value) in rows.iter().zip(&written) {
        match value {
            Integer(code) => assert!(row.codes.iter().any(|known| known.code == *code)),
            Text(text) if !row.missing_codes.is_empty() => {
                assert!(row.missing_codes.iter().any(|known| known.code == *text));
            }
            _ => {}
        }
    }
}

#[test]
fn clashing_columns_are_refused() {
    let clash = [item("q1", Kind::Text, 0), item("q1_missing", Kind::Text, 0)];
    let name = "q1_missing".to_owned();
    assert_eq!(validate_items(&clash), Err(InputError::DuplicateColumn { name }));
    let clash = [item("t", Kind::MultipleChoice, 2), item("t_2", Kind::Number, 0)];
    assert!(validate_items(&clash).is_err());
    for bad in ["", "Q1", "1q", "a-b", "é"] {
        assert!(item(bad, Kind::Text, 0).validate().is_err(), "{bad}");
    }
}
