//! Rows for a spreadsheet: one for each rule and member.

use super::json_types::{GroupGainEntry, LossEntry, MemberShareEntry, SavingEntry, SavingsFile};
use crate::problem::Case;
use crate::report::plan_json::DecimalText;
use crate::savings::Comparison;

const HEADER: [&str; 14] = [
    "rule",
    "member",
    "today",
    "alone_at_least",
    "cap",
    "charge",
    "transfer",
    "saving_against",
    "saving",
    "saving_share",
    "loss_alone_at_least",
    "loss_alone_at_most",
    "tightest_group",
    "tightest_gain_at_most",
];

/// Every member under every rule that says what is charged, with a header; amounts over the horizon.
///
/// # Panics
/// Never: memory takes every row.
pub fn csv(case: &Case, comparison: &Comparison) -> String {
    let file = SavingsFile::of(case, comparison);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(HEADER)
        .expect("memory takes the header");
    for rule in &file.rules {
        for member in &rule.members {
            let row = row(&rule.rule, member);
            writer.write_record(row).expect("rows fit the header");
        }
    }
    let bytes = writer.into_inner().expect("memory takes every row");
    String::from_utf8(bytes).expect("every cell is UTF-8")
}

fn row(rule: &str, member: &MemberShareEntry) -> [String; 14] {
    let text = |value: Option<&DecimalText>| value.map(|value| value.0.clone()).unwrap_or_default();
    let saving = member.saving.as_ref();
    let loss = member.loss_alone.as_ref();
    let tightest = member.tightest.as_ref();
    [
        rule.to_owned(),
        member.member.clone(),
        text(member.today.as_ref()),
        text(member.alone_at_least.as_ref()),
        text(member.cap.as_ref()),
        member.charge.0.clone(),
        member.transfer.0.clone(),
        saving
            .map(|saving: &SavingEntry| saving.against.clone())
            .unwrap_or_default(),
        text(saving.map(|saving| &saving.amount)),
        text(saving.and_then(|saving| saving.share.as_ref())),
        text(loss.map(|loss: &LossEntry| &loss.at_least)),
        text(loss.map(|loss| &loss.at_most)),
        tightest
            .map(|group: &GroupGainEntry| group.group.join(" "))
            .unwrap_or_default(),
        text(tightest.map(|group| &group.gain_at_most)),
    ]
}
