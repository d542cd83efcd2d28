//! Every column of every file: name, what it holds, default, example, meaning.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::record::{Column, Record, complete_schema, records};

records! {
    /// `case.toml`: what holds for the whole case.
    SettingsRecord {
        name: "text" = required, "Camden corner stores", "Name of the case, for people";
        currency: "ISO 4217 code" = required, "USD", "Currency of the case; members' prices and all results are in it";
        as_of: "date" = required, "2026-03-02", "The day on which the case is looked at; quotes must be valid on it";
        cycle: "text" = "order", "week", "What one order cycle is called";
        horizon: "text" = "the cycle's name if there is one cycle, else required", "year", "What all the cycles together are called";
        cycles: "whole number, at least 1" = "1", "52", "How many order cycles the horizon has";
        split: "yes or no (`true`, `false`)" = "no", "yes", "Whether one demand line may be served by several quotes";
        over_buy: "yes or no (`true`, `false`)" = "yes", "no", "Whether more than the demand may be bought to reach a break or a minimum; perishable items never, unless the item says yes";
        tax: "`excluded` or `included`" = "excluded", "included", "Whether prices include sales tax; a label on statements";
        terms: "list of names" = "none", "12-month", "Terms that the cooperative commits to, for quotes with a condition `term:NAME`";
        transfers: "yes or no (`true`, `false`)" = "yes", "no", "Whether members pay each other, so that savings are shared; `no`: everybody pays its own invoices";
        cap_today: "yes or no (`true`, `false`)" = "no", "yes", "Whether no member may be charged more than it pays today, where all its prices of today are known";
        admin_fee_percent: "percent, 0 to 100" = "0", "1.5", "The cooperative's fee, of what vendors invoice";
        admin_fee_member: "money, at least 0" = "0", "120", "The cooperative's fee for each member that buys, for the whole horizon, on top of the percentage";
        tax_rate: "percent, 0 to 100" = "not shown", "6.625", "Sales tax on what vendors invoice; shown on members' statements, part of no cost, charge or saving";
        speed_km_h: "km per hour, above 0" = "required for ways that travel.csv does not list", "35", "Mean speed of the vehicles that collect goods, stops at lights and the like included";
        road_factor: "number, at least 1" = "1.3", "1.25", "How much longer roads are than the shortest line over the globe, for ways that travel.csv does not list";
        commit_until: "date, `as_of` or later" = "not stated", "2027-02-28", "Last day for which members commit to the plan; shown on their statements";
    }

    /// `[rates]` of `case.toml`: exchange rates.
    RateRecord {
        currency: "ISO 4217 code" = required, "EUR", "A currency in which a vendor quotes";
        rate: "number above 0, at most 12 decimals" = required, "1.08", "What one unit of it is worth in the case's currency";
    }

    /// `members.csv`: who buys.
    MemberRecord {
        id: "id" = required, "hart-street", "How other files refer to the member";
        name: "text" = "the id", "Hart Street Market", "Name for people";
        tags: "list of words" = "none", "north school", "Labels that rules refer to";
        tax_exempt: "yes or no" = "no", "yes", "Whether the member pays no sales tax";
        today_source: "text" = "none", "invoices of February 2026", "Where and when the member's prices of today were recorded";
    }

    /// `sites.csv`: where members receive goods. A member without a row has one site with its own id and name.
    SiteRecord {
        id: "id" = required, "hart-street-back", "How other files refer to the site";
        member: "id of a member" = required, "hart-street", "Whose place it is";
        name: "text" = "the id", "Back door, Hart Street", "Name for people";
        zone: "word" = "none", "north", "Delivery zone, referred to by vendors' zones, drop terms and quote scopes";
        lat: "degrees, -90 to 90" = "unknown", "39.9448", "Latitude";
        lon: "degrees, -180 to 180" = "unknown", "-75.1198", "Longitude";
    }

    /// `items.csv`: what is bought.
    ItemRecord {
        id: "id" = required, "apples", "How other files refer to the item";
        name: "text" = "the id", "Apples, Gala", "Name for people";
        unit: "text" = required, "lb", "Base unit: demand and quotes by the unit are counted in it";
        category: "word" = "none", "fruit", "Category that rebates, rules and share conditions refer to";
        weight: "kg per base unit, at least 0" = "unknown", "0.4536", "Needed where weight is counted";
        volume: "litres per base unit, at least 0" = "unknown", "0.8", "Space it takes";
        storage: "`ambient`, `chilled` or `frozen`" = "ambient", "chilled", "How it must be kept";
        perishable: "yes or no" = "no", "yes", "Whether it spoils: then no surplus is bought unless `over_buy` says yes";
        surplus_cost: "money per base unit, at least 0" = "0", "0.10", "What a surplus unit costs on top of its price: storage or waste";
        step: "base units, above 0" = "1, or the finest decimal place of the item's demand", "0.5", "Quantities of the item are multiples of it";
        split: "yes or no" = "as in case.toml", "yes", "Whether one demand line may be served by several quotes";
        over_buy: "yes or no" = "as in case.toml; no if perishable", "no", "Whether more than the demand may be bought";
        certificates: "list of words" = "none", "organic", "Certificates that a vendor must hold to sell it";
    }

    /// `demand.csv`: what each member needs.
    DemandRecord {
        id: "id" = "site/item", "hart-apples", "How results refer to the demand line";
        member: "id of a member" = required, "hart-street", "Who needs it";
        site: "id of a site" = "the member's site; required if it has several", "hart-street-back", "Where it is needed";
        item: "id of an item" = required, "apples", "What is needed";
        quantity: "base units, at least 0" = required, "120", "How much";
        per: "`cycle` or `horizon`" = "cycle", "horizon", "What the quantity is for; a quantity per horizon is divided evenly by the cycles";
        needed_by: "date" = "any day", "2026-03-09", "Latest day of the first delivery; compared with a quote's lead days";
        ceiling: "money per base unit, at least 0" = "none", "1.50", "Highest price the member accepts";
        substitutes: "list of ITEM=FACTOR" = "none", "pears=1.2", "Items accepted instead, each listed once; FACTOR base units of it replace one base unit. It is this line that accepts them: two items may replace each other, and what replaces a substitute is not accepted with it";
        substitutes_approved_by: "text" = "none", "kitchen manager", "Who approved the substitutes";
        refuse: "list of vendor ids and tag:NAME" = "none", "valley tag:import", "Vendors that the member refuses";
        require: "list of vendor ids and tag:NAME" = "any vendor", "tag:local", "The only vendors that the member accepts";
        today_vendor: "text" = "unknown", "Corner Cash & Carry", "Whom the member buys from today; need not be in vendors.csv";
        today_price: "money per base unit, at least 0" = "unknown", "1.32", "What the member pays today, delivered";
    }

    /// `vendors.csv`: who sells. All money of a vendor is in the vendor's currency.
    VendorRecord {
        id: "id" = required, "valley", "How other files refer to the vendor";
        name: "text" = "the id", "Valley Produce", "Name for people";
        currency: "ISO 4217 code" = "the case's", "EUR", "Currency of all the vendor's money; needs a rate in case.toml";
        tags: "list of words" = "none", "local", "Labels that demand lines and rules refer to";
        certificates: "list of words" = "none", "organic", "Certificates the vendor holds";
        zones: "list of zones" = "everywhere", "north south", "Zones served";
        delivery: "`delivered`, `collect` or `none`" = "delivered", "collect", "`delivered`: brought to each site once per cycle; `collect`: the cooperative's vehicles fetch it once per cycle and bring it to the hub; `none`: nothing moves, for services";
        loading_minutes: "minutes, at least 0" = "0", "15", "How long a visit of a vehicle takes (`delivery` = `collect`)";
        min_order: "money, at least 0" = "none", "250", "Least value of goods if anything is bought";
        min_order_per: "`cycle` or `horizon`" = "cycle", "horizon", "What the minimum is counted over";
        fixed_fee: "money, at least 0" = "0", "35", "Fee if anything is bought";
        fixed_fee_per: "`cycle`, `horizon` or `once`" = "cycle", "once", "How often the fee is charged";
        capacity: "base units or kg, at least 0" = "unlimited", "4000", "Most the vendor supplies over all its quotes";
        capacity_unit: "`units` or `kg`" = "units", "kg", "What the capacity counts";
        capacity_per: "`cycle` or `horizon`" = "cycle", "horizon", "What the capacity is counted over";
        drop_fee: "money, at least 0" = "0", "25", "Fee of each drop at a site";
        drop_free_from: "money, at least 0" = "never free", "300", "Value of goods from which a drop is free";
        drop_min: "money, at least 0" = "none", "75", "Least value of goods in a drop";
        lat: "degrees, -90 to 90" = "unknown", "39.9064", "Latitude";
        lon: "degrees, -180 to 180" = "unknown", "-75.1715", "Longitude";
    }

    /// `drops.csv`: a vendor's drop terms in one zone. A row replaces all three drop terms of `vendors.csv` in that zone.
    DropRecord {
        vendor: "id of a vendor" = required, "valley", "Whose terms";
        zone: "zone" = required, "south", "For sites in this zone";
        fee: "money, at least 0" = "0", "40", "Fee of each drop";
        free_from: "money, at least 0" = "never free", "500", "Value of goods from which a drop is free";
        min: "money, at least 0" = "none", "100", "Least value of goods in a drop";
    }

    /// `hubs.csv`: where collected goods arrive and routes start and end. Members fetch their goods there.
    HubRecord {
        id: "id" = required, "depot", "How other files and results refer to the hub";
        name: "text" = "the id", "Depot, Federal Street", "Name for people";
        lat: "degrees, -90 to 90" = "unknown", "39.9370", "Latitude";
        lon: "degrees, -180 to 180" = "unknown", "-75.1080", "Longitude";
    }

    /// `vehicles.csv`: what fetches goods from vendors; all money in the case's currency. A row is for vehicles that are alike.
    VehicleRecord {
        id: "id" = required, "van", "How results refer to the vehicles";
        name: "text" = "the id", "Refrigerated van", "Name for people";
        hub: "id of a hub" = "the only hub", "depot", "Where their routes start and end";
        count: "whole number, at least 1" = "1", "2", "How many there are";
        weight_max: "kg, above 0" = "unlimited", "1200", "Most that one holds by weight";
        volume_max: "litres, above 0" = "unlimited", "8000", "Most that one holds by volume";
        fixed_cost: "money, at least 0" = "0", "40", "Cost of one vehicle's route, whatever its length";
        cost_per_km: "money, at least 0" = "0", "0.80", "Cost of a kilometre";
        cost_per_hour: "money, at least 0" = "0", "25", "Cost of an hour between departure and return";
        distance_max_km: "km, above 0" = "unlimited", "200", "Longest route";
        duration_max_minutes: "minutes, above 0" = "unlimited", "480", "Longest time between departure and return";
    }

    /// `travel.csv`: ways that are known better than from coordinates, in the form of a matrix file; one row for each direction.
    TravelRecord {
        from: "id of a hub or vendor" = required, "depot", "Where the way begins";
        to: "id of a hub or vendor" = required, "valley", "Where it ends";
        distance_m: "whole metres, at least 0" = required, "7350", "How far it is";
        duration_s: "whole seconds, at least 0" = required, "810", "How long it takes";
    }

    /// `quotes.csv`: which vendor offers what at which price.
    QuoteRecord {
        id: "id" = "vendor/item; required if the vendor has two quotes of the item", "valley-apples-40", "How other files and results refer to the quote";
        vendor: "id of a vendor" = required, "valley", "Who offers";
        item: "id of an item" = required, "apples", "What is offered";
        price: "money per unit or pack, at least 0" = "the first break's, if that starts at 0, at 1 or at the minimum", "38.00", "List price: the price below the first break";
        quoted_in: "`unit` or `pack`" = "unit", "pack", "What price, min, lot, capacity and the quote's own breaks are stated in: base units of the item, or packs of this quote";
        pack: "base units, above 0" = "1", "40", "Base units in one of the vendor's packs";
        whole_packs: "`site`, `member` or `pool`" = "packs may be broken", "site", "For whom packs are bought whole: each site, each member, or all together";
        broken_pack_fee: "money, at least 0" = "0", "1.50", "Fee per site and cycle if the site's quantity is not a whole number of packs";
        scope: "list of site:ID, member:ID, zone:NAME" = "everywhere", "zone:north site:hart-street", "Which sites may buy under the quote";
        group: "word" = "none", "valley-fruit", "Quotes of one vendor with the same group count together toward the group's breaks";
        min: "units or packs, at least 0" = "none", "10", "Least quantity if anything is bought under the quote";
        min_per: "`cycle` or `horizon`" = "cycle", "horizon", "What the minimum is counted over";
        lot: "units or packs, above 0" = "none", "5", "The quantity per cycle is a multiple of it";
        capacity: "units or packs, at least 0" = "unlimited", "200", "Most that can be bought under the quote";
        capacity_per: "`cycle` or `horizon`" = "cycle", "horizon", "What the capacity is counted over";
        valid_from: "date" = "always", "2026-02-01", "First day on which the quote can be accepted";
        valid_until: "date" = "always", "2026-03-31", "Last day on which the quote can be accepted";
        lead_days: "whole days, at least 0" = "in time", "2", "Days from order to delivery";
        conditions: "list of share:F, members:N, term:NAME" = "none", "share:0.6 members:5", "What must hold for the quote to be used: the vendor supplies this share of the category's demand; so many members buy from it; the term is committed";
        surplus_owner: "id of a member" = "all buyers, by what they buy", "hart-street", "Who owns surplus that belongs to no site or member";
    }

    /// `breaks.csv`: where prices change with the quantity; one row for each break.
    BreakRecord {
        group: "group or quote id" = required, "valley-fruit", "A group named in quotes.csv, or a quote's id for that quote alone";
        structure: "`all_units` or `incremental`" = "all_units", "incremental", "`all_units`: the reached break's price applies to every unit; `incremental`: only to what lies above the break";
        counts: "`units`, `packs`, `weight` or `spend`" = "units", "weight", "What is counted: base units, packs, kg, or money at list price";
        per: "`cycle`, `horizon` or `once`" = "cycle", "horizon", "What is counted over";
        quote: "id of a quote" = "every quote of the group", "valley/apples", "For which quote of the group the row holds";
        from: "what is counted, at least 0" = required, "500", "Where the break starts; it belongs to the new price";
        price: "money per unit or pack, at least 0" = "none", "36.50", "The new price, stated as the quote's own price is";
        percent_off: "percent of the list price, 0 to 100" = "none", "4", "Reduction of the list price (counts = spend, incremental: of the money above the break)";
        amount_off: "money, at least 0" = "none", "0.05", "`all_units`: off the list price; `incremental`: off for each counted unit";
    }

    /// `rebates.csv`: money back for what is spent with a vendor. Rows with the same id are levels of one rebate.
    RebateRecord {
        id: "id" = required, "valley-yearly", "Which rebate";
        vendor: "id of a vendor" = required, "valley", "Who refunds";
        category: "category" = "all goods", "fruit", "Only this category counts and is refunded";
        per: "`cycle`, `horizon` or `once`" = "cycle", "horizon", "What the spend is counted over";
        from: "money, at least 0" = required, "50000", "Spend from which the level is reached";
        percent: "percent, 0 to 100" = "none", "2", "Refund on all the spend";
        amount: "money, at least 0" = "none", "500", "Refund as a lump each time";
    }

    /// `bundles.csv`: a discount on several items when each reaches its minimum. Rows with the same id are parts of one bundle; the discount is stated once.
    BundleRecord {
        id: "id" = required, "fruit-basket", "Which bundle";
        vendor: "id of a vendor" = required, "valley", "Who grants it";
        item: "id of an item" = required, "apples", "An item of the bundle";
        min: "base units, above 0" = required, "40", "Least quantity of the item bought from the vendor";
        per: "`cycle`, `horizon` or `once`" = "cycle", "horizon", "What the minimums are counted over";
        percent: "percent, 0 to 100" = "none", "5", "Discount on the value of all the bundle's items";
        amount: "money, at least 0" = "none", "30", "Discount as a lump each time";
    }

    /// `rules.csv`: business rules on the award. A rule is about the demand lines that match all its conditions.
    RuleRecord {
        id: "id" = required, "schools-local", "How results refer to the rule";
        rule: "`forbid`, `require`, `most_vendors`, `fewest_vendors`, `same_vendor`, `largest_share`, `smallest_share`, `keep_incumbent`, `most_switches`, `switching_cost`, `budget`, `minimum_saving` or `nobody_above_today`" = required, "smallest_share", "What the rule demands; *Rules* below explains each kind and which cells it uses";
        vendor: "id of a vendor" = "none", "valley", "The vendor it is about; this or `vendor_tag`";
        vendor_tag: "word" = "none", "local", "All vendors with this tag, together";
        limit: "a count, a percentage from 0 to 100, or money" = "none; required where the rule has a limit", "30", "The limit: how many vendors or switches, what share or saving, which budget, or what a switch costs";
        counts: "`units`, `weight` or `spend`" = "spend", "weight", "What a share is a share of: base units, kg, or the money for goods";
        per: "`cycle`, `horizon` or `once`" = "horizon", "cycle", "What a budget is for";
        each: "`member`, `site`, `category` or `item`" = "all its lines at once", "member", "The rule holds for the lines of each of these by themselves";
        price: "money, above 0" = "the rule may not be broken", "500", "What breaking the rule by one unit costs over the horizon: a vendor, a switch, a base unit, a kg, or one of the currency";
        member: "id of a member" = "all", "hart-street", "Only this member's lines";
        member_tag: "word" = "all", "school", "Only lines of members with this tag";
        site: "id of a site" = "all", "hart-street-back", "Only lines at this site";
        item: "id of an item" = "all", "apples", "Only lines for this item";
        category: "category" = "all", "fruit", "Only lines for items of this category";
        note: "text" = "none", "board decision of January", "Why the rule exists";
    }
}
