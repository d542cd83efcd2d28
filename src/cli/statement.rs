//! `rochdale statement`.

use super::arguments::StatementArguments;
use super::{Exit, print, verify};
use crate::pipeline;
use crate::problem::Case;
use crate::report::{View, statement};
use crate::units::MemberId;

/// Prints the statements of a run that was found true.
pub(super) fn statement(command: &StatementArguments) -> Exit {
    let checked = match pipeline::check(&command.run, None) {
        Ok(checked) => checked,
        Err(error) => return verify::refusal(&error),
    };
    let asked = command.member.as_deref();
    let member = asked.and_then(|name| member_called(&checked.case, name));
    if let (Some(name), None) = (asked, member) {
        return print::failure(&format!("the run has no member {name:?}"), Exit::Usage);
    }
    let view = View::of(&checked.case, &checked.plan, &checked.savings);
    if command.csv {
        print::data(&statement::csv(&view, member), Exit::Answer)
    } else {
        print::answer(&statement::text(&view, member), Exit::Answer)
    }
}

/// The member with that id, else the first with that name.
fn member_called(case: &Case, name: &str) -> Option<MemberId> {
    let ids = || case.members.ids();
    ids()
        .find(|id| case.members[*id].key == name)
        .or_else(|| ids().find(|id| case.members[*id].name == name))
}
