//! Depots and clients: nodes become places, clients become stops.

use super::PLACES_MAX;
use super::document::{DEPOTS, Document, Row};
use super::reader::{Cell, Reader};
use crate::input::codes::Kind;
use crate::problem::delivery::{Group, Load, Stop, Window};
use crate::units::{GroupId, Id as _, PlaceId};

const GROUPS: &str = "MUTUALLY_EXCLUSIVE_GROUP_SECTION";

/// How many nodes there are, and which are depots.
#[derive(Debug)]
pub(super) struct Size {
    /// Number of nodes.
    pub n_nodes: usize,
    /// Depots, as positions of nodes; never empty.
    pub depots: Vec<usize>,
    /// Nodes that are not depots.
    pub clients: Vec<usize>,
    /// When something may begin at each node; `None` if nothing is said of any.
    pub windows: Option<Vec<Window>>,
    /// How long something takes at each node.
    pub service: Vec<i64>,
    /// Number of load dimensions that clients have; `None` if their loads have faults.
    pub n_dimensions: Option<usize>,
    /// What each node gets and gives.
    loads: [Vec<Load>; 2],
}

/// Stops and groups.
#[derive(Debug)]
pub(super) struct Nodes {
    /// One for every client, in order.
    pub stops: Vec<Stop>,
    /// Groups with two alternatives or more.
    pub groups: Vec<Group>,
}

/// What every other section is about; nothing if that is not known.
pub(super) fn size(document: &Document<'_>, reader: &Reader<'_>) -> Option<Size> {
    let Some(cell) = document.spec("DIMENSION") else {
        reader.missing("DIMENSION", "write the number of nodes, depots included");
        return None;
    };
    let most = i64::try_from(PLACES_MAX).expect("a small number");
    let n_nodes = usize::try_from(reader.whole(cell, 1, most)?).ok()?;
    let depots = depots(document, n_nodes, reader)?;
    let clients = (0..n_nodes).filter(|node| !depots.contains(node)).collect();
    let loads = loads(document, n_nodes, reader);
    let windows = windows(document, n_nodes, reader);
    let service = service(document, n_nodes, &depots, reader);
    // What has faults is replaced, so that the faults of later sections are found too.
    Some(Size {
        n_nodes,
        depots,
        clients,
        windows: windows.unwrap_or_default(),
        service: service.unwrap_or_else(|| vec![0; n_nodes]),
        n_dimensions: loads
            .as_ref()
            .map(|loads| loads[0].first().map_or(1, Vec::len)),
        loads: loads.unwrap_or_else(|| [0, 1].map(|_| vec![vec![0]; n_nodes])),
    })
}

fn depots(document: &Document<'_>, n: usize, reader: &Reader<'_>) -> Option<Vec<usize>> {
    let rows = document.section(DEPOTS).unwrap_or(&[]);
    let cells = rows.iter().flat_map(|row| row.cells(0));
    let depots: Vec<_> = cells.map(|cell| reader.position(cell, "node", n)).collect();
    let mut depots: Vec<usize> = depots.into_iter().collect::<Option<_>>()?;
    depots.sort_unstable();
    depots.dedup();
    if depots.is_empty() {
        depots.push(0);
    }
    Some(depots)
}

/// Deliveries and pickups of every node, all with as many dimensions.
fn loads(document: &Document<'_>, n: usize, reader: &Reader<'_>) -> Option<[Vec<Load>; 2]> {
    let of = |section: &str| -> Option<Option<Vec<Load>>> {
        match document.section(section) {
            None => Some(None),
            Some(_) => reader.amounts(document, (section, "node"), n).map(Some),
        }
    };
    let (demand, linehaul) = (of("DEMAND_SECTION"), of("LINEHAUL_SECTION"));
    let backhaul = of("BACKHAUL_SECTION")?;
    let delivery = demand?.or(linehaul?);
    let width = |loads: &Vec<Load>| loads.first().map_or(1, Vec::len);
    let n_dimensions = delivery.as_ref().or(backhaul.as_ref()).map_or(1, width);
    let none = || vec![vec![0; n_dimensions]; n];
    if backhaul
        .as_ref()
        .is_some_and(|loads| width(loads) != n_dimensions)
    {
        let cell = Cell {
            key: "BACKHAUL_SECTION",
            line: 0,
            word: "",
        };
        let message = format!("expected {n_dimensions} amounts a node, as in DEMAND_SECTION");
        reader.fault(Kind::RaggedRow, cell, message, "write 0 for none");
        return None;
    }
    Some([delivery.unwrap_or_else(none), backhaul.unwrap_or_else(none)])
}

/// `Some(None)` without a section, `None` if it has faults.
#[allow(
    clippy::option_option,
    reason = "nothing stated is not the same as a fault"
)]
fn windows(document: &Document<'_>, n: usize, reader: &Reader<'_>) -> Option<Option<Vec<Window>>> {
    let section = "TIME_WINDOW_SECTION";
    if document.section(section).is_none() {
        return Some(None);
    }
    let rows = reader.by_number(document, section, "node", n)?;
    let windows: Vec<_> = rows.iter().map(|row| window(row, reader)).collect();
    windows.into_iter().collect::<Option<_>>().map(Some)
}

fn window(row: &Row<'_>, reader: &Reader<'_>) -> Option<Window> {
    let cells = reader.cells(row, 2, 2)?;
    let (earliest, latest) = (reader.scaled(cells[0]), reader.scaled(cells[1]));
    let window = Window::new(earliest?, latest?);
    if window.earliest > window.latest {
        let message = "the window ends before it begins";
        reader.fault(Kind::OutOfBounds, cells[1], message, "exchange the two");
        return None;
    }
    Some(window)
}

/// One number is for every client; depots take part only in a section.
fn service(
    document: &Document<'_>,
    n: usize,
    depots: &[usize],
    reader: &Reader<'_>,
) -> Option<Vec<i64>> {
    let all = match document.spec("SERVICE_TIME") {
        Some(cell) => reader.scaled(cell)?,
        None => 0,
    };
    let section = ("SERVICE_TIME_SECTION", "node");
    if document.section(section.0).is_some() {
        return reader.column(document, section, n, 0, |cell| reader.scaled(cell));
    }
    let of = |node| if depots.contains(&node) { 0 } else { all };
    Some((0..n).map(of).collect())
}

/// Stops and groups; nothing if they have faults.
pub(super) fn nodes(document: &Document<'_>, size: &Size, reader: &Reader<'_>) -> Option<Nodes> {
    let n = size.n_nodes;
    let prizes = reader.column(document, ("PRIZE_SECTION", "node"), n, 0, |cell| {
        reader.scaled(cell)
    });
    let (group_of, groups) = groups(document, size, reader)?;
    let prizes = prizes?;
    let stops = size.clients.iter().map(|&node| Stop {
        name: (node + 1).to_string(),
        place: PlaceId::from_index(node),
        delivery: size.loads[0][node].clone(),
        pickup: size.loads[1][node].clone(),
        service: size.service[node],
        windows: size.windows.iter().map(|windows| windows[node]).collect(),
        prize: (prizes[node] > 0).then_some(prizes[node]),
        group: group_of[node],
        vehicles: None,
        is_splittable: false,
    });
    Some(Nodes {
        stops: stops.collect(),
        groups,
    })
}

/// The group of every node, and the groups. A single alternative is a stop like any other.
fn groups(
    document: &Document<'_>,
    size: &Size,
    reader: &Reader<'_>,
) -> Option<(Vec<Option<GroupId>>, Vec<Group>)> {
    let mut group_of = vec![None; size.n_nodes];
    let mut groups = Vec::new();
    for row in document.section(GROUPS).unwrap_or(&[]) {
        let members = clients(row, size, reader)?;
        if members.len() < 2 {
            continue;
        }
        let group = GroupId::from_index(groups.len());
        for (node, cell) in members {
            if group_of[node].replace(group).is_some() {
                let message = "the client is in a group already";
                reader.fault(Kind::Duplicate, cell, message, "remove it from one");
                return None;
            }
        }
        groups.push(Group {
            name: row.words[0].to_owned(),
            prize: None,
        });
    }
    Some((group_of, groups))
}

/// The clients that a row names behind its number.
pub(super) fn clients<'a>(
    row: &Row<'a>,
    size: &Size,
    reader: &Reader<'_>,
) -> Option<Vec<(usize, Cell<'a>)>> {
    let cells = row.cells(1).map(|cell| {
        let node = reader.position(cell, "node", size.n_nodes)?;
        if size.depots.contains(&node) {
            let message = "expected a client, this node is a depot";
            reader.fault(Kind::UnknownId, cell, message, "remove it");
            return None;
        }
        Some((node, cell))
    });
    let cells: Vec<_> = cells.collect();
    cells.into_iter().collect()
}
