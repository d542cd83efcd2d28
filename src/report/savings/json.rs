//! Sharing rules as data.

use super::json_types::{
    CoreEntry, GroupGainEntry, LossEntry, MemberShareEntry, OwnVendorEntry, PartingEntry,
    SavingEntry, SavingsFile, SharesEntry, StabilityEntry, TransferShareEntry, WitnessEntry,
};
use crate::problem::Case;
use crate::report::plan_json::{DecimalText, baseline, horizon_entry};
use crate::savings::{
    Comparison, Complaint, CoreKnown, GroupCosts, Incumbent, MemberSavings, MemberStability,
    NoShares, Parting, Saving, Shares, SharingRule, Stability, Witness, buyers,
};
use crate::units::{MemberId, Money};

/// Version of the format; rises when a key changes its meaning or goes away.
const SCHEMA_VERSION: u32 = 1;

impl SavingsFile {
    /// The file of a comparison.
    pub fn of(case: &Case, comparison: &Comparison) -> Self {
        let groups = comparison.groups.as_ref();
        let rules = comparison.rules.iter();
        Self {
            schema_version: SCHEMA_VERSION,
            case: case.name.clone(),
            currency: case.currency.code().to_owned(),
            horizon: horizon_entry(case),
            rule_of_run: SharingRule::of(case).key().to_owned(),
            buyers: buyers(case).len(),
            groups: groups.map(GroupCosts::n_groups),
            groups_unknown: groups.map(GroupCosts::n_unknown),
            rules: rules
                .map(|(rule, result)| shares(case, *rule, result.as_ref()))
                .collect(),
            core: comparison.core.map(core),
            reserve: comparison.reserve.map(exact),
            parting: comparison
                .parting
                .as_ref()
                .map(|parting| parts(case, parting)),
        }
    }

    /// The file's text.
    ///
    /// # Panics
    /// Never: every field is a string, a number or a list of such.
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("the keys are strings");
        text.push('\n');
        text
    }

    /// The JSON Schema of the format.
    ///
    /// # Panics
    /// Never: a schema is JSON.
    pub fn schema() -> String {
        let schema = schemars::schema_for!(SavingsFile);
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        text.push('\n');
        text
    }
}

fn exact(money: Money) -> DecimalText {
    DecimalText::exact(money.value())
}

fn keys(case: &Case, members: &[MemberId]) -> Vec<String> {
    let members = members.iter();
    members
        .map(|member| case.members[*member].key.clone())
        .collect()
}

fn shares(case: &Case, rule: SharingRule, result: Result<&Shares, &NoShares>) -> SharesEntry {
    let known = result.ok();
    let stability = known.and_then(|shares| shares.stability.as_ref());
    let savings = known.map(|shares| &shares.savings);
    let members = savings
        .map_or(&[][..], |savings| &savings.members[..])
        .iter();
    let transfers = savings
        .map_or(&[][..], |savings| &savings.transfers[..])
        .iter();
    SharesEntry {
        rule: rule.key().to_owned(),
        missing: result.err().map(ToString::to_string),
        total: savings.map(|savings| savings.total.into()),
        caps_satisfied: savings.map(|savings| savings.missing().is_zero()),
        members: members.map(|of| member(case, of, stability)).collect(),
        transfers: transfers
            .map(|transfer| TransferShareEntry {
                from: case.members[transfer.from].key.clone(),
                to: case.members[transfer.to].key.clone(),
                amount: transfer.amount.into(),
            })
            .collect(),
        stability: stability.map(|stability| stable(case, stability)),
    }
}

fn member(case: &Case, savings: &MemberSavings, stability: Option<&Stability>) -> MemberShareEntry {
    let own = stability.and_then(|stability| {
        let mut members = stability.members.iter();
        members.find(|own| own.member == savings.member)
    });
    let today = savings.incumbent.as_ref().and_then(Incumbent::complete);
    MemberShareEntry {
        member: case.members[savings.member].key.clone(),
        today: today.map(Into::into),
        alone_at_least: savings.alone_at_least.map(Into::into),
        charge: savings.charge.into(),
        transfer: savings.transfer.into(),
        cap: savings.cap.map(|cap| cap.amount.into()),
        saving: savings.saving().map(|amount| saving(&amount)),
        loss_alone: own.and_then(loss),
        tightest: own
            .and_then(|own| own.tightest.as_ref())
            .map(|complaint| gain(case, complaint)),
    }
}

fn saving(saving: &Saving) -> SavingEntry {
    SavingEntry {
        against: baseline(saving.baseline).to_owned(),
        amount: saving.amount.into(),
        share: saving.share().map(Into::into),
    }
}

fn loss(own: &MemberStability) -> Option<LossEntry> {
    own.loss_alone.map(|(at_least, at_most)| LossEntry {
        at_least: exact(at_least),
        at_most: exact(at_most),
    })
}

fn gain(case: &Case, complaint: &Complaint) -> GroupGainEntry {
    GroupGainEntry {
        group: keys(case, &complaint.group),
        gain_at_most: exact(complaint.gain_at_most),
    }
}

fn stable(case: &Case, stability: &Stability) -> StabilityEntry {
    StabilityEntry {
        stable: stability.is_stable(),
        groups_at_once: stability.n_groups.is_none(),
        groups_unknown: stability.n_unknown,
        most: stability.most.as_ref().map(|most| gain(case, most)),
        witness: stability.witness.as_ref().map(|found| witness(case, found)),
    }
}

fn witness(case: &Case, witness: &Witness) -> WitnessEntry {
    let vendors = witness.vendors.iter();
    WitnessEntry {
        group: keys(case, &witness.group),
        gain: exact(witness.gain),
        cost: exact(witness.cost),
        vendors: vendors
            .map(|(vendor, amount)| OwnVendorEntry {
                vendor: case.vendors[*vendor].key.clone(),
                amount: (*amount).into(),
            })
            .collect(),
    }
}

fn core(known: CoreKnown) -> CoreEntry {
    let (status, ends) = match known {
        CoreKnown::Charges => ("charges", None),
        CoreKnown::Empty(at_least, at_most) => ("empty", Some((Some(at_least), at_most))),
        CoreKnown::Within(at_most) => ("within", Some((None, at_most))),
        CoreKnown::Open => ("open", None),
    };
    CoreEntry {
        status: status.to_owned(),
        gain_at_least: ends.and_then(|ends| ends.0).map(exact),
        gain_at_most: ends.map(|ends| exact(ends.1)),
    }
}

fn parts(case: &Case, parting: &Parting) -> PartingEntry {
    PartingEntry {
        groups: parting
            .groups
            .iter()
            .map(|group| keys(case, group))
            .collect(),
        cost: exact(parting.cost),
        saving: exact(parting.saving),
    }
}
