//! A generated case as the records of a case folder.

use rochdale::input::{
    BreakRecord, CaseRecords, DemandRecord, DropRecord, ItemRecord, MemberRecord, QuoteRecord,
    RuleRecord, SCHEMA_VERSION, SettingsRecord, SiteRecord, VendorRecord,
};
use rochdale::problem::{
    Case, DeliveryTerms, DemandLine, PeriodQuantity, Quote, QuoteStructure, Rule, RuleKind,
    VendorChoice,
};

/// The records that are read as `case` again; of a case that `generate` made.
///
/// # Panics
/// If the case holds rules or choices that `generate` never makes.
pub fn records(case: &Case) -> CaseRecords {
    let owner = |site: &rochdale::problem::Site| case.members[site.member].key.clone();
    CaseRecords {
        schema_version: SCHEMA_VERSION,
        settings: SettingsRecord {
            name: case.name.clone(),
            currency: case.currency.code().to_owned(),
            as_of: case.as_of.to_string(),
            over_buy: "no".to_owned(),
            ..SettingsRecord::default()
        },
        rates: vec![],
        members: collect(case.members.values(), |member| MemberRecord {
            id: member.key.clone(),
            ..MemberRecord::default()
        }),
        sites: collect(case.sites.values(), |site| SiteRecord {
            id: site.key.clone(),
            member: owner(site),
            zone: site.zone.clone().unwrap_or_default(),
            ..SiteRecord::default()
        }),
        items: collect(case.items.values(), |item| ItemRecord {
            id: item.key.clone(),
            unit: item.unit.clone(),
            ..ItemRecord::default()
        }),
        demand: collect(case.demand.values(), |line| demand(case, line)),
        vendors: collect(case.vendors.values(), vendor),
        drops: case.vendors.values().flat_map(drops).collect(),
        quotes: collect(case.quotes.values(), |quote| self::quote(case, quote)),
        breaks: case.groups.values().flat_map(breaks).collect(),
        hubs: vec![],
        vehicles: vec![],
        travel: vec![],
        rebates: vec![],
        bundles: vec![],
        rules: collect(case.rules.values(), rule),
    }
}

fn collect<'a, T: 'a, R>(rows: impl Iterator<Item = &'a T>, record: impl Fn(&'a T) -> R) -> Vec<R> {
    rows.map(record).collect()
}

fn demand(case: &Case, line: &DemandLine) -> DemandRecord {
    let refused = line.refuses.iter().map(|choice| match choice {
        VendorChoice::Vendor(vendor) => case.vendors[*vendor].key.as_str(),
        VendorChoice::Tag(_) => unreachable!("generated members refuse vendors by name"),
    });
    DemandRecord {
        member: case.members[case.sites[line.site].member].key.clone(),
        item: case.items[line.item].key.clone(),
        quantity: line.quantity.to_string(),
        refuse: refused.collect::<Vec<_>>().join(" "),
        ..DemandRecord::default()
    }
}

fn vendor(vendor: &rochdale::problem::Vendor) -> VendorRecord {
    let delivery = match vendor.delivery {
        DeliveryTerms::Delivered { .. } => "delivered",
        DeliveryTerms::Collect { .. } => "collect",
        DeliveryTerms::None => "none",
    };
    let fixed_fee = vendor.fixed_fee.map(|fee| fee.amount.to_string());
    VendorRecord {
        id: vendor.key.clone(),
        delivery: delivery.to_owned(),
        fixed_fee: fixed_fee.unwrap_or_default(),
        ..VendorRecord::default()
    }
}

fn drops(vendor: &rochdale::problem::Vendor) -> Vec<DropRecord> {
    let DeliveryTerms::Delivered { by_zone, .. } = &vendor.delivery else {
        return vec![];
    };
    collect(by_zone.iter(), |(zone, drop)| DropRecord {
        vendor: vendor.key.clone(),
        zone: zone.clone(),
        fee: drop.fee.to_string(),
        ..DropRecord::default()
    })
}

fn quote(case: &Case, quote: &Quote) -> QuoteRecord {
    let text = |limit: Option<PeriodQuantity>| {
        limit.map_or(String::new(), |limit| limit.quantity.to_string())
    };
    QuoteRecord {
        vendor: case.vendors[quote.vendor].key.clone(),
        item: case.items[quote.item].key.clone(),
        price: quote.price.amount().to_string(),
        min: text(quote.min_order),
        capacity: text(quote.capacity),
        ..QuoteRecord::default()
    }
}

/// Every tier but the first, which is the list price.
fn breaks(group: &rochdale::problem::BreakGroup) -> Vec<BreakRecord> {
    let QuoteStructure::AllUnits(tiers) = &group.structure else {
        unreachable!("generated breaks are of all units");
    };
    collect(tiers[1..].iter(), |tier| BreakRecord {
        group: group.key.clone(),
        from: tier.from.to_string(),
        price: tier.prices[0].amount().to_string(),
        ..BreakRecord::default()
    })
}

fn rule(rule: &Rule) -> RuleRecord {
    let RuleKind::MostVendors { most, of: None } = &rule.kind else {
        unreachable!("generated rules limit the number of vendors");
    };
    RuleRecord {
        id: rule.key.clone(),
        rule: "most_vendors".to_owned(),
        limit: most.to_string(),
        ..RuleRecord::default()
    }
}
