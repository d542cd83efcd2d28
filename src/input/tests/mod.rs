//! Tests of the reader as a whole, on one small case that has something in every file.

mod breaks;
mod changes;
mod codes;
mod meaning;
mod pages;
mod rules;
mod warnings;

use std::collections::BTreeMap;
use std::fs;

use super::fault::Log;
use super::folder::Bytes;
use super::{Faults, Loaded, Severity, read_case, read_files};

/// A case with something in every file, without faults or warnings.
pub(super) const FULL: [(&str, &str); 15] = [
    (
        "case.toml",
        "name = \"Two stores\"\ncurrency = \"USD\"\nas_of = 2026-03-02\ncycle = \"week\"\n\
         horizon = \"year\"\ncycles = 52\nterms = [\"yearly\"]\n[rates]\nEUR = 1.08\n",
    ),
    (
        "members.csv",
        "id,name,tags,tax_exempt,today_source\nann,Ann's,school,yes,invoices\nbea,,,,\n",
    ),
    (
        "sites.csv",
        "id,member,name,zone,lat,lon\nfront,ann,,north,39.94,-75.11\nback,ann,,south,,\n",
    ),
    (
        "items.csv",
        "id,unit,category,weight,volume,storage,perishable,surplus_cost,step,over_buy,certificates\n\
         apples,lb,fruit,0.4536,,chilled,yes,0.1,,yes,\npears,lb,fruit,0.4536,,,,,0.5,,\n\
         paper,box,office,5,,,,,,,fsc\n",
    ),
    (
        "demand.csv",
        "id,member,site,item,quantity,per,needed_by,ceiling,substitutes,refuse,require,\
         today_vendor,today_price\n\
         a1,ann,front,apples,10,cycle,2026-03-20,2.00,pears=1.5,vega,tag:local valley,Corner,1.5\n\
         ,ann,back,paper,104,horizon,,,,,,valley,31\n\
         ,bea,,apples,7.5,,,,,,,,\n",
    ),
    (
        "vendors.csv",
        "id,currency,tags,certificates,zones,delivery,min_order,min_order_per,fixed_fee,\
         fixed_fee_per,capacity,capacity_unit,capacity_per,drop_fee,drop_free_from,drop_min\n\
         valley,EUR,local,fsc,,delivered,50,cycle,10,once,900,kg,cycle,5,100,20\n\
         vega,,,,,none,,,,,,,,,,\n",
    ),
    (
        "drops.csv",
        "vendor,zone,fee,free_from,min\nvalley,south,8,200,\n",
    ),
    (
        "hubs.csv",
        "id,name,lat,lon\ndepot,Federal Street,39.93,-75.1\n",
    ),
    (
        "vehicles.csv",
        "id,name,hub,count,weight_max,volume_max,fixed_cost,cost_per_km,cost_per_hour,\
         distance_max_km,duration_max_minutes\n\
         van,Van,depot,2,1200,,40,0.8,25,200,480\ntruck,,,,,,,,,,\n",
    ),
    (
        "travel.csv",
        "from,to,distance_m,duration_s\ndepot,valley,7350,810\nvalley,depot,7400,820\n",
    ),
    (
        "quotes.csv",
        "id,vendor,item,price,quoted_in,pack,whole_packs,broken_pack_fee,scope,group,min,min_per,\
         lot,capacity,capacity_per,valid_from,valid_until,lead_days,conditions,surplus_owner\n\
         ,valley,apples,40,pack,40,site,,,fruit,1,cycle,2,50,cycle,2026-01-01,2026-12-31,2,,ann\n\
         vp,valley,pears,1.20,unit,,,,member:ann zone:south site:bea,fruit,,,,,,,,,,\n\
         paper,valley,paper,,,,,,,,,,,,,,,,share:0.5 members:1 term:yearly,\n\
         ,vega,apples,1.10,,,,,,,,,,,,,,,,\n",
    ),
    (
        "breaks.csv",
        "group,structure,counts,per,quote,from,price,percent_off,amount_off\n\
         fruit,incremental,weight,cycle,,100,,,0.02\nfruit,,,,,200,,,0.05\n\
         paper,all_units,units,horizon,,1,30,,\npaper,,,,,100,28.5,,\npaper,,,,,500,,10,\n",
    ),
    (
        "rebates.csv",
        "id,vendor,category,per,from,percent,amount\nyearly,valley,fruit,horizon,1000,1,\n\
         yearly,valley,fruit,horizon,5000,,200\n",
    ),
    (
        "bundles.csv",
        "id,vendor,item,min,per,percent,amount\nbasket,valley,apples,10,cycle,5,\n\
         basket,valley,pears,10,,,\n",
    ),
    (
        "rules.csv",
        "id,rule,vendor,vendor_tag,limit,counts,per,each,price,member,member_tag,site,item,\
         category,note\n\
         r1,forbid,vega,,,,,,,ann,school,front,apples,fruit,why not\n\
         r2,require,,local,,,,,,,,,paper,,\n\
         r3,most_vendors,,,1,,,site,5,,,,,,\n\
         r4,fewest_vendors,vega,,1,,,,,,,,,,\n\
         r5,same_vendor,,,,,,category,20,,,,,,\n\
         r6,largest_share,valley,,90,weight,,item,0.5,,,,,,\n\
         r7,smallest_share,,local,12.5,,,member,,,,,,,\n\
         r8,keep_incumbent,,,,,,,,,,,paper,,\n\
         r9,most_switches,,,1,,,,9,,,,,,\n\
         r10,switching_cost,,,25,,,,,,,,,,\n\
         r11,budget,,,900,,cycle,member,1.5,,,,,,\n\
         r12,minimum_saving,,,5,,,member,2,ann,,,,,\n\
         r13,nobody_above_today,,,,,,,,,,,,,\n",
    ),
];

/// The full case as editable files.
pub(super) fn full() -> BTreeMap<String, String> {
    let own = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
    FULL.into_iter().map(own).collect()
}

/// Reads files from memory.
pub(super) fn read(files: &BTreeMap<String, String>) -> Result<Loaded, Faults> {
    let bytes: Bytes = files
        .iter()
        .map(|(name, text)| (name.clone(), Some(text.clone().into_bytes())))
        .collect();
    read_files(&bytes, Log::default())
}

/// The codes of all faults of the files, each once, sorted.
pub(super) fn codes(files: &BTreeMap<String, String>) -> Vec<String> {
    let faults = match read(files) {
        Ok(loaded) => loaded.warnings,
        Err(faults) => faults.0,
    };
    let mut codes: Vec<_> = faults.iter().map(|fault| fault.code.to_string()).collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn the_full_case_has_no_fault_and_no_warning() {
    let loaded = read(&full()).map_err(|faults| faults.to_string()).unwrap();
    let warnings: Vec<_> = loaded.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(loaded.sources.len(), 15);
}

#[test]
fn every_fault_of_every_file_is_reported_at_once() {
    let mut files = full();
    for (name, from, to) in [
        ("quotes.csv", "1.20", "\"1,20\""),
        ("demand.csv", "bea,,apples", "bea,,appels"),
        ("case.toml", "52", "0"),
        ("sites.csv", "-75.11", ""),
    ] {
        let text = files.get_mut(name).unwrap();
        *text = text.replace(from, to);
    }
    assert_eq!(codes(&files), ["C105", "D110", "Q103", "S116"]);
    let faults = read(&files).unwrap_err();
    assert_eq!(faults.n_errors(), 4);
    assert!(
        faults
            .0
            .iter()
            .all(|fault| fault.severity == Severity::Error)
    );
}

#[test]
fn one_missing_file_raises_no_faults_elsewhere() {
    for (name, _) in FULL {
        let mut files = full();
        files.remove(name);
        let found = codes(&files);
        let is_required = super::File::ALL
            .iter()
            .any(|file| file.name() == name && file.is_required());
        if is_required {
            assert_eq!(found, ["F002"], "{name}");
        }
    }
}

/// The codes of the full case as a folder whose entry `name` is `bytes`; `None`: a folder, which
/// cannot be read as a file.
fn codes_with(name: &str, bytes: Option<&[u8]>) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    for (other, text) in FULL.into_iter().filter(|(other, _)| *other != name) {
        fs::write(dir.path().join(other), text).unwrap();
    }
    let path = dir.path().join(name);
    match bytes {
        Some(bytes) => fs::write(path, bytes).unwrap(),
        None => fs::create_dir(path).unwrap(),
    }
    let faults = match read_case(dir.path()) {
        Ok(loaded) => loaded.warnings,
        Err(faults) => faults.0,
    };
    faults.iter().map(|fault| fault.code.to_string()).collect()
}

#[test]
fn a_file_that_cannot_be_read_raises_no_faults_elsewhere() {
    for (name, text) in FULL {
        let windows_1252 = [text.as_bytes(), b"\xE9"].concat();
        assert_eq!(codes_with(name, Some(&windows_1252)), ["F004"], "{name}");
        assert_eq!(codes_with(name, None), ["F003"], "{name}");
        if name != "case.toml" {
            let semicolons = text.replace(',', ";");
            let found = codes_with(name, Some(semicolons.as_bytes()));
            assert_eq!(found, [format!("{}120", letter(name))], "{name}");
        }
    }
}

#[test]
fn a_folder_that_the_case_does_not_use_is_only_warned_of() {
    assert_eq!(codes_with("old.csv", None), ["F005"]);
}

fn letter(name: &str) -> char {
    let file = super::File::ALL
        .into_iter()
        .find(|file| file.name() == name);
    file.unwrap().letter()
}

#[test]
fn a_mistyped_optional_file_stops_the_case_where_the_right_one_is_absent() {
    for (name, right) in [
        ("Breaks.csv", "breaks.csv"),
        ("break.CSV", "breaks.csv"),
        ("rebate.csv", "rebates.csv"),
    ] {
        let mut files = full();
        let text = files.remove(right).unwrap();
        files.insert(name.to_owned(), text);
        assert!(codes(&files).contains(&"F011".to_owned()), "{name}");
        files.insert(right.to_owned(), full()[right].clone());
        assert_eq!(codes(&files), ["F005"], "{name}");
    }
    let mut files = full();
    files.remove("sites.csv");
    files.insert("notes.csv".to_owned(), String::new());
    assert!(!codes(&files).contains(&"F011".to_owned()));
}

proptest::proptest! {
    #[test]
    fn no_text_in_any_place_makes_the_reader_panic(
        file in 0..FULL.len(),
        permille in 0..1000_usize,
        removed in 0..40_usize,
        text in "([a-z]{1,6}|-?[0-9]{1,11}(\\.[0-9]{0,8})?|[,\"\n#=:. \u{e9}\u{0}-]{1,4}){0,4}",
    ) {
        let mut files = full();
        let (name, whole) = FULL[file];
        let letters: Vec<char> = whole.chars().collect();
        let start = letters.len() * permille / 1000;
        let end = (start + removed).min(letters.len());
        let changed: String = letters[..start].iter().copied().chain(text.chars()).chain(letters[end..].iter().copied()).collect();
        files.insert(name.to_owned(), changed);
        codes(&files);
    }
}
