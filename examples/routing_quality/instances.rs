//! The families of published instances: where they are, how they are read, what is known.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use rochdale::input::vrplib::{Rounding, read, read_split};
use rochdale::problem::delivery::DeliveryProblem;

/// A kind of instance, each in a folder of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Capacity alone.
    Cvrp,
    /// Time windows.
    Vrptw,
    /// Vehicles of several kinds.
    Hfvrp,
    /// Several depots, and time windows.
    Mdvrptw,
    /// Customers that accept some vehicles only, and time windows.
    SiteDependent,
    /// Pickups on the way back.
    Backhaul,
    /// Deliveries that may be split.
    Split,
}

impl Family {
    const ALL: [Self; 7] = [
        Self::Cvrp,
        Self::Vrptw,
        Self::Hfvrp,
        Self::Mdvrptw,
        Self::SiteDependent,
        Self::Backhaul,
        Self::Split,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Cvrp => "cvrp",
            Self::Vrptw => "vrptw",
            Self::Hfvrp => "hfvrp",
            Self::Mdvrptw => "mdvrptw",
            Self::SiteDependent => "site-dependent",
            Self::Backhaul => "backhaul",
            Self::Split => "split",
        }
    }

    /// The rounding for which the best known values hold.
    fn rounding(self) -> Rounding {
        match self {
            Self::Cvrp | Self::Backhaul | Self::Split => Rounding::Nearest,
            Self::Vrptw => Rounding::Tenths,
            Self::Hfvrp | Self::Mdvrptw | Self::SiteDependent => Rounding::Thousandths,
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Family {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = Self::ALL.map(Self::name).join(", ");
        let family = Self::ALL.into_iter().find(|family| family.name() == text);
        family.ok_or_else(|| format!("expected one of {names}"))
    }
}

/// One published instance.
#[derive(Clone, Debug)]
pub struct Instance {
    pub family: Family,
    pub name: String,
    /// Least cost that anybody has published.
    pub best_known: f64,
    path: PathBuf,
}

/// Best known values of heterogeneous fleets below this are a hundred thousandth of the cost; the
/// others are the cost. The two kinds lie a factor of a thousand apart.
const SMALL: f64 = 1e7;

impl Instance {
    /// The problem it states.
    pub fn problem(&self) -> Result<DeliveryProblem, String> {
        let text = fs::read_to_string(&self.path)
            .map_err(|error| format!("{}: {error}", self.path.display()))?;
        let problem = match self.family {
            Family::Split => read_split(&text, &self.name),
            family => read(&text, &self.name, family.rounding()),
        };
        problem.map_err(|faults| faults.to_string())
    }

    /// How many units of cost one unit of the best known value is, and its decimals.
    fn scale(&self) -> (f64, usize) {
        match self.family {
            Family::Vrptw => (10.0, 1),
            Family::Hfvrp if self.best_known < SMALL => (1e5, 2),
            _ => (1.0, 0),
        }
    }

    /// A cost in the scale of the best known value.
    #[allow(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
    pub fn scaled(&self, cost: i64) -> f64 {
        cost as f64 / self.scale().0
    }

    /// A cost in the scale of the best known value, as text.
    pub fn written(&self, cost: i64) -> String {
        format!("{:.*}", self.scale().1, self.scaled(cost))
    }
}

/// The instances of a family whose name contains one of `only`, by name.
pub fn instances(data: &Path, family: Family, only: &str) -> Result<Vec<Instance>, String> {
    let folder = data.join(family.name());
    let entries = fs::read_dir(&folder).map_err(|error| {
        format!(
            "{}: {error}; nothing was measured (give the folder of the instances with --data)",
            folder.display()
        )
    })?;
    let best_known = best_known(data, family)?;
    let mut instances = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else {
            continue;
        };
        let is_asked = only.is_empty() || only.split(',').any(|part| name.contains(part));
        let is_instance = path.extension().is_some_and(|ending| ending != "csv");
        if !is_asked || !is_instance {
            continue;
        }
        instances.push(Instance {
            family,
            name: name.to_owned(),
            best_known: *best_known
                .get(name)
                .ok_or_else(|| format!("{name} has no best known value"))?,
            path: path.clone(),
        });
    }
    if instances.is_empty() {
        return Err(format!("{}: no such instance", folder.display()));
    }
    instances.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(instances)
}

/// Best known values of a family by instance.
fn best_known(data: &Path, family: Family) -> Result<HashMap<String, f64>, String> {
    let (path, prefix) = match family {
        Family::Split => (data.join("split/best_known.csv"), String::new()),
        family => (data.join("best_known.csv"), format!("{family},")),
    };
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let rows = text.lines().skip(1);
    let rows = rows.filter_map(|row| row.trim().strip_prefix(&prefix)?.split_once(','));
    rows.map(|(name, value)| match value.parse() {
        Ok(value) => Ok((name.to_owned(), value)),
        Err(_) => Err(format!("{}: {value} is no number", path.display())),
    })
    .collect()
}
