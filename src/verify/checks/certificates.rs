//! A vendor holds what its item calls for.

use crate::problem::Case;
use crate::units::QuoteId;
use crate::verify::Refusal;

/// The vendor holds every certificate of the quoted item.
pub fn certificates(case: &Case, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let quote = &case.quotes[quote];
    let (vendor, item) = (&case.vendors[quote.vendor], &case.items[quote.item]);
    for certificate in &item.certificates {
        if !vendor.certificates.contains(certificate) {
            refusals.push(Refusal::CertificateMissing {
                vendor: vendor.key.clone(),
                certificate: certificate.clone(),
                item: item.key.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::verify::fixture::small;

    #[test]
    fn a_vendor_without_the_certificate_is_refused() {
        let mut small = small();
        small.case.items[small.flour].certificates = vec!["organic".into()];
        small.check(&["vendor `mill` lacks certificate `organic`, which item `flour` requires"]);
        small.case.vendors[small.mill].certificates = vec!["organic".into()];
        small.check(&[]);
    }
}
