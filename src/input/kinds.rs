//! The table of fault kinds: number, files, title, cause and action.

use super::fault::Severity;
use super::kind::kinds;

kinds! {
    Error NoFolder "F" 1
        "There is no such folder",
        "The path names nothing, or a file instead of a folder.",
        "Give the folder that holds `case.toml`; `rochdale init DIR` makes a first one.";
    Error NoFile "F" 2
        "A required file is missing",
        "Every case needs `case.toml`, `members.csv`, `items.csv`, `demand.csv`, `vendors.csv` and `quotes.csv`.",
        "Add the file. If it is there under another name, rename it: small letters, `.csv`.";
    Error Unreadable "F" 3
        "A file cannot be read",
        "The operating system refused to open it.",
        "Check the permissions, and that no other program has locked it.";
    Error NotUtf8 "F" 4
        "A file is not UTF-8 text",
        "It was saved in another encoding, or it is a workbook that was renamed to `.csv`.",
        "In the spreadsheet choose *Save as*, then *CSV UTF-8 (comma delimited)*.";
    Warning UnknownFile "F" 5
        "A CSV file that the case does not know",
        "Its name is none of the case's file names, so it is not read.",
        "Correct the name, or move the file elsewhere.";
    Error EmptyFile "F" 6
        "A file without a header row",
        "It is empty, or holds only comments.",
        "Write the column names in the first row. Remove an optional file that you do not need.";
    Error NoRows "F" 7
        "A required file without rows",
        "It has a header, but nothing below it.",
        "Add at least one row.";
    Error NotRecords "F" 8
        "A normalised case that cannot be read",
        "`case.json` is not JSON, or not shaped as `docs/case.schema.json` says.",
        "Use the `case.json` of a run as it was written.";
    Error OtherVersion "FT" 9
        "A file of another format version",
        "`case.json` or the routing file was written for a version with another format.",
        "Read it with the version it was written for; solve the case folder again, or write the routing file as `docs/route-format.md` says.";
    Error NothingToImport "F" 10
        "A table of quotes without a part that can be bought",
        "No part has enough vendors in the chosen currency and a quote in stock.",
        "Check the currency, the names of the columns and the number of vendors asked for.";
    Error MistypedFile "F" 11
        "A CSV file whose name is almost one of the case's",
        "The case has no file of the right name, so the prices or rules in this one would be ignored silently.",
        "Rename it as proposed, or move it elsewhere if it is not meant.";

    Error UnknownColumn "CMSIDVPQBEURTHLW" 101
        "A column or key that is not known",
        "Unknown columns are refused, since a mistyped one would be ignored silently. A column without a name may stay where all its cells are empty.",
        "Correct the name as proposed; give a column without one a name; or remove the column.";
    Error MissingColumn "FCMSIDVPQBEURTHLW" 102
        "A required column or key is missing",
        "The header has no such column, or `case.toml` has no such key.",
        "Add it; `docs/case-format.md` says what it means.";
    Error NotANumber "CSIDVPQBEURTHLW" 103
        "A number was expected",
        "Numbers are written with digits and one decimal point: no decimal comma, thousands separator, currency sign, percent sign or exponent. Nothing is guessed.",
        "Write it as 1234.5.";
    Error OutOfRange "CSIDVPQBEURTHLW" 104
        "A number that is too large or too fine",
        "Numbers have at most 6 decimals, exchange rates 12, and at most 1 000 000 000 as absolute value, so that all sums stay exact.",
        "Round the number, or choose another unit.";
    Error OutOfBounds "CSIDVPQBEURTHLW" 105
        "A number outside its bounds",
        "It is negative, zero or above a limit where that has no meaning.",
        "Give a number within the bounds named in the message.";
    Error EmptyCell "CMSIDVPQBEURTHLW" 106
        "A required cell is empty",
        "The column has no default.",
        "Fill the cell, or remove the row.";
    Error NotAChoice "CMIDVQBEURT" 107
        "Not one of the possible words",
        "The cell takes one of a few words, in small letters.",
        "Use one of the words in the message.";
    Error NotADate "CDQ" 108
        "A date was expected",
        "Dates are written year-month-day, so that day and month cannot be mixed up.",
        "Write 2026-03-29.";
    Error NotAnId "CMSIDVPQEURHL" 109
        "Characters that an id cannot have",
        "Ids, tags, zones and categories used in lists consist of letters, digits, `-`, `_` and `.`.",
        "Use `-` instead of blanks; put the full name into the name column.";
    Error UnknownId "SDPQBEURTLW" 110
        "A reference to something that does not exist",
        "The cell names a member, site, item, vendor, quote, currency or category that no file declares.",
        "Correct it as proposed, or add the missing row.";
    Error Duplicate "CMSIDVPQURTHLW" 111
        "Declared twice",
        "Two rows have the same id, or speak about the same thing.",
        "Remove one, or give it another id.";
    Error RaggedRow "MSIDVPQBEURTHLW" 112
        "A row with more or fewer cells than the header",
        "Often a comma inside a name or number.",
        "Put the text with the comma in quotation marks; write numbers with a point.";
    Error DuplicateColumn "FMSIDVPQBEURHLW" 113
        "A column that stands twice in the header",
        "It is not clear which of the two holds.",
        "Remove one of them.";
    Error OpenQuotation "MSIDVPQBEURHLW" 114
        "A quotation mark that is not closed",
        "The row has an odd number of quotation marks, or a cell runs over several lines.",
        "Close the quotation mark in the same row; double one that belongs to the text.";
    Error NotAnEntry "DQ" 115
        "A list entry of the wrong form",
        "Lists are separated by blanks, and every entry has one of the forms in the message.",
        "Write the entry in one of these forms, without blanks inside.";
    Error HalfALocation "SVH" 116
        "Latitude without longitude, or the reverse",
        "A place needs both.",
        "Fill both cells or none.";
    Warning NobodyHasIt "VPDQR" 117
        "A tag or zone that nobody has",
        "The cell names a tag no vendor or member carries, or a zone no site lies in. Such an entry has no effect; but where a vendor's zones, a quote's scope, a `require` or a rule that requires name nothing else, no vendor is left.",
        "Correct the spelling here or where the tag or zone is given.";
    Error NotToml "C" 118
        "case.toml is not TOML",
        "Often a missing quotation mark, or two keys in one line.",
        "Correct the line; texts stand in quotation marks: `name = \"…\"`.";
    Error WrongType "C" 119
        "A value of the wrong type",
        "For instance a list where one text is expected.",
        "Write it as in the example of `docs/case-format.md`.";
    Error WrongSeparator "FMSIDVPQBEURHLW" 120
        "Cells that are not separated by commas",
        "The header is one cell with semicolons or tabs in it: the table was saved in another kind of CSV.",
        "Save it as *CSV (comma delimited)*, with a decimal point in numbers.";

    Error TooLarge "DVPQBEU" 121
        "A number that becomes too large when it is converted",
        "In the case's currency and in base units, for a price also for one base unit, it is more than 10 000 000 000.",
        "Check exchange rate, pack and factor; or use a larger unit or another currency.";

    Error RateOfItself "C" 201
        "A rate for the case's own currency",
        "One unit of the case's currency is worth one unit of it.",
        "Remove the rate.";
    Warning UnusedTerm "C" 202
        "A committed term that no quote asks for",
        "The cooperative commits to it and gains nothing, or it is spelled differently in `quotes.csv`.",
        "Correct the spelling, or remove the term.";
    Warning UnusedRate "C" 203
        "A rate that no vendor needs",
        "No vendor quotes in this currency.",
        "Check the vendors' currencies, or remove the rate.";

    Error OtherMembersSite "DR" 211
        "The site belongs to another member",
        "Member and site of the row do not fit together.",
        "Correct one of the two.";
    Error NoSite "D" 212
        "The member has several sites",
        "It is not said which of them needs the goods.",
        "Fill the column `site`.";
    Error OffStep "D" 213
        "A quantity that the item's step does not allow",
        "Quantities of the item are multiples of its `step`, also per order cycle.",
        "Change the quantity, or declare a smaller step in `items.csv`.";
    Error CycleShareNotExact "D" 214
        "A quantity that cannot be divided evenly by the cycles",
        "Quantity per horizon divided by the number of cycles has more than 6 decimals.",
        "State the quantity per cycle, or choose one that divides evenly.";
    Warning ZeroDemand "D" 215
        "A demand of zero",
        "The row is left out.",
        "Remove it, or fill in the quantity.";
    Error OwnSubstitute "D" 216
        "A substitute listed twice, or the item itself",
        "Every substitute stands once, with one factor. Two items may well replace each other, on different lines.",
        "Remove the superfluous entry.";
    Error NeededInThePast "D" 217
        "Needed before the case begins",
        "`needed_by` is before `as_of`.",
        "Correct the date, or `as_of` in `case.toml`.";
    Warning TodayWithoutPrice "D" 218
        "Today's vendor without today's price",
        "Without a price nothing can be compared, so the entry is left out, also from rules about switches.",
        "Fill in `today_price`.";
    Warning TodayFarOff "D" 219
        "Today's price is far from all quotes",
        "It is more than five times the dearest quote, or less than a fifth of the cheapest.",
        "Check the unit: today's price is per base unit of the item.";
    Warning NotQuoted "D" 220
        "Demand that no quote offers",
        "No usable quote for the item or a substitute may serve this line: scopes, zones, lead days, rules and the vendors that the member accepts all count.",
        "Ask a vendor for a quote, check what keeps the quotes away, or accept a substitute.";
    Error NoDemand "D" 221
        "Nothing is needed",
        "Every row has quantity zero.",
        "Fill in at least one quantity.";
    Error RefusedAndRequired "D" 222
        "Refused and required at once",
        "The same vendor or tag stands in both lists.",
        "Remove it from one of them.";
    Error TooManySteps "D" 223
        "Demand in too many steps",
        "Lines that may be split are counted in the item's steps, up to ten million of them.",
        "Round the quantities, or state a coarser `step` in `items.csv`.";

    Error NoRate "V" 231
        "No exchange rate",
        "The vendor's currency is not the case's, and `case.toml` states no rate for it.",
        "Add the currency under `[rates]`.";
    Error NothingMoves "VP" 232
        "Drop terms where nothing is delivered",
        "The vendor has `delivery = none` or `collect`.",
        "Remove the drop terms, or set delivery to `delivered`.";
    Error NoWeight "VBRL" 233
        "Weight counts, but an item has none",
        "A capacity in kg, breaks by weight and shares by weight need the weight of every item concerned, and a vehicle's `weight_max` that of every item it may fetch.",
        "Fill in `weight` in `items.csv`.";
    Error LaterTerm "V" 234
        "Delivery terms that this version does not know yet",
        "Goods to a hub, vendor routes and pickup are planned, not built.",
        "Use `delivered` with the fees the vendor charges, `collect` or `none`.";
    Error NoFleet "V" 235
        "Collected goods without a hub or a vehicle",
        "A vendor has `delivery = collect`, but nobody can fetch its goods.",
        "Add `hubs.csv` and `vehicles.csv`.";
    Error UnknownWay "V" 236
        "A way whose length is not known",
        "Distances and times between the hub and the vendors whose goods are collected come from `travel.csv`, else from `lat` and `lon` of both ends and `speed_km_h` in `case.toml`.",
        "Add the rows to `travel.csv`, or the coordinates and the speed.";
    Error SeveralHubs "H" 237
        "More than one hub",
        "This version brings all collected goods to one hub.",
        "Keep one row.";
    Error NoVolume "L" 238
        "Volume counts, but an item has none",
        "A vehicle's `volume_max` needs the volume of every item it may fetch.",
        "Fill in `volume` in `items.csv`, or empty `volume_max`.";
    Error NotCollected "V" 239
        "Loading time where nothing is collected",
        "Only a vendor with `delivery = collect` is visited by the cooperative's vehicles.",
        "Empty the cell, or set delivery to `collect`.";

    Error NoListPrice "Q" 241
        "No list price",
        "The price is empty, and the quote's first break states no price from 0, from 1 or from its minimum. A minimum counts only for breaks of one quote alone, over the same period.",
        "Fill in the price that holds below the first break.";
    Error KeyNeeded "QD" 242
        "Two rows that need an id of their own",
        "Without an id a quote is called vendor/item and a demand line site/item; here that name is taken.",
        "Fill in the column `id` in one of the rows.";
    Error NoPack "Q" 243
        "Packs without a pack size",
        "`quoted_in = pack`, whole packs and a broken-pack fee need the number of base units in a pack.",
        "Fill in `pack`.";
    Error LotBreaksPacks "Q" 244
        "A lot that is no whole number of packs",
        "Whole packs are bought in whole lots, so no quantity fits both but a multiple of both.",
        "Make the lot a multiple of the pack.";
    Error MinAboveCapacity "Q" 245
        "A minimum above the capacity",
        "The quote could never be used.",
        "Correct one of the two; mind what they are counted over.";
    Error GroupOfTwoVendors "Q" 246
        "A break group with quotes of two vendors",
        "Only quotes of one vendor count toward the same breaks.",
        "Use another group name for the other vendor.";
    Warning GroupWithoutBreaks "Q" 247
        "A break group without breaks",
        "`breaks.csv` has no row for it, so the list price holds for every quantity.",
        "Add the breaks, or leave `group` empty.";
    Warning NotValidToday "Q" 248
        "A quote that is not valid on the case's day",
        "`as_of` lies outside its dates, so nothing is bought under it.",
        "Ask for a new quote, or correct the dates.";
    Error EndsBeforeItStarts "Q" 249
        "Valid until a day before it is valid from",
        "The dates are probably exchanged.",
        "Correct them.";
    Warning UnitMismatch "Q" 250
        "A price far from the other vendors'",
        "Per base unit it differs from the others by a factor of five or more: often a price per pack entered as a price per unit, or the wrong pack size.",
        "Check `quoted_in` and `pack`.";
    Warning SameQuoteTwice "Q" 251
        "The same quote twice",
        "Vendor, item, price, breaks, pack, scope and every limit and condition are the same as in an earlier row.",
        "Remove one of them.";
    Warning TermNotCommitted "Q" 252
        "A quote for a term that is not committed",
        "Nothing is bought under it.",
        "Add the term to `terms` in `case.toml` if the cooperative commits to it.";
    Warning NotCertified "Q" 253
        "The vendor lacks a certificate the item needs",
        "Nothing is bought under the quote.",
        "Add the certificate in `vendors.csv` if the vendor holds it.";
    Error DiscountsExceedPrice "Q" 254
        "Discounts that come to more than the price",
        "Breaks, rebates and bundles together leave less than nothing to pay for one more unit, and more may be bought than is needed: the cheapest purchase would have no end.",
        "Correct the percentages, or set `over_buy` to no for the item.";

    Error GroupOrQuote "B" 261
        "A name that is both a group and a quote",
        "It is not clear whose breaks these are.",
        "Rename the group.";
    Error TwoGroups "B" 262
        "A quote with breaks of its own and of a group",
        "Every quote follows one set of breaks.",
        "Remove one of them.";
    Error GroupDisagrees "B" 263
        "Two statements about one group",
        "Structure, counts and per are stated once for a group.",
        "Leave the later cells empty.";
    Error NotOneChange "B" 264
        "Not exactly one of price, `percent_off` and `amount_off`",
        "A break says in one way what changes.",
        "Fill exactly one of the three cells.";
    Error TiersOverlap "B" 265
        "Breaks that do not ascend",
        "Every break of a quote starts above the one before it.",
        "Put the rows in order; remove one of two that start at the same place.";
    Error NotInGroup "B" 266
        "A quote that is not in the group",
        "The row's quote belongs to another group or to none.",
        "Correct the quote, or its `group` in `quotes.csv`.";
    Error TierIncomplete "B" 267
        "A break without a price for every quote",
        "When a group reaches a break, every quote in it needs a price there.",
        "Add a row for the quote, or one with an empty `quote` that holds for all.";
    Error UnequalReduction "B" 268
        "Different reductions in one incremental group",
        "What lies inside a tier may come from any quote of the group, so they share one reduction per counted unit.",
        "Use `amount_off`, or give the quotes groups of their own.";
    Error NotExact "B" 269
        "A reduction that is no finite decimal",
        "Per counted unit it would have to be rounded, as 1 divided by 3.",
        "Count packs instead of units, or use `amount_off`.";
    Error WrongChange "B" 270
        "A change that does not fit what is counted",
        "Incremental breaks that count spend take `percent_off`; those that count units, packs or weight take `price` or `amount_off`.",
        "Use the other column.";
    Error BelowZero "B" 271
        "A price below zero",
        "The reduction is larger than the list price.",
        "Correct the reduction.";
    Error TwoListPrices "B" 272
        "Two list prices",
        "The first break states the price of every quantity that can be bought, and `quotes.csv` states another.",
        "Empty the price in `quotes.csv`, or start the first break later.";
    Warning PriceRises "B" 273
        "The price rises with the quantity",
        "Usually two breaks are exchanged or a digit is mistyped.",
        "Check the break; it is used as it stands.";

    Error RebateDisagrees "E" 281
        "Two statements about one rebate",
        "Vendor, category and per are the same for all levels of a rebate.",
        "Correct the row, or give it another id.";
    Error LevelsOverlap "E" 282
        "Levels that do not ascend",
        "Every level of a rebate starts above the one before it.",
        "Put the rows in order.";
    Error NotOneDiscount "EU" 283
        "Not exactly one of percent and amount",
        "A rebate level or a bundle grants one or the other.",
        "Fill exactly one of the two cells.";
    Error RebateCutsGroup "E" 284
        "A rebate on a part of an incremental group",
        "The group's reduction belongs to all its quotes together; how much of it falls into the category is not defined.",
        "Let the rebate count all spend, or split the group by category.";
    Error RebateFalls "E" 285
        "A rebate that falls as the spend rises",
        "Where the level starts, the level before it would give more back.",
        "Correct the level's percent, amount or start.";

    Error BundleDisagrees "U" 291
        "Two statements about one bundle",
        "Vendor, per and discount are stated once for a bundle.",
        "Leave the later cells empty, or give the row another id.";
    Warning PartNotQuoted "U" 292
        "A bundle that can never be complete",
        "The vendor does not quote one of its items.",
        "Add the quote, or correct the item.";

    Error NotOneVendor "R" 301
        "Too many or too few of vendor and `vendor_tag`",
        "`forbid`, `require` and `smallest_share` are about one vendor or about all with a tag; `most_vendors`, `fewest_vendors` and `largest_share` may be.",
        "Fill exactly one of the two cells, or at most one, as the message says.";
    Warning RulesNothing "R" 302
        "A rule without effect",
        "No demand line matches all its conditions.",
        "Check member, site, item and category of the rule.";
    Error OtherKindsCell "R" 303
        "A cell that this kind of rule does not use",
        "Every kind uses some of the columns `vendor`, `vendor_tag`, `limit`, `counts`, `per`, `each` and `price`. A cell in another one would be ignored silently.",
        "Empty the cell, or use the kind of rule that has it; `docs/case-format.md` lists them.";
    Error NoLimit "R" 304
        "A rule without its limit",
        "`most_vendors`, `fewest_vendors`, `most_switches`, shares, `switching_cost`, `budget` and `minimum_saving` compare with a limit.",
        "Fill in `limit`: a count, a percentage or an amount of money, as the message says.";
    Warning TodayUnknown "R" 305
        "A rule about today where nothing is known of today",
        "Savings are measured against `today_price`, switches against `today_vendor` (where `today_price` is given too). No demand line of the rule has it, so the rule has no effect.",
        "Fill in the two columns of `demand.csv`, or remove the rule.";
    Warning NeverBroken "R" 306
        "A rule that cannot be broken",
        "Its limit lies where no award can miss it: as many vendors as there are, a share of 0 or 100 percent.",
        "Correct the limit, or remove the rule.";
    Warning NeverKept "R" 307
        "A rule that cannot be kept",
        "Whatever is bought breaks it: a share for vendors that quote nothing of it, more vendors than can serve the lines, one vendor where none quotes everything, today's vendor where it is none of the case's. If the rule has no price, there is no plan.",
        "Add the missing vendor or quotes, correct the rule, narrow what it is about, or give it a price.";
    Warning SmallPercent "R" 308
        "A percentage below one",
        "Shares and savings are percentages: 0.6 is six in a thousand, not 60 percent.",
        "Write 60 for 60 percent. If the small percentage is meant, leave it.";
    Warning MixedUnits "R" 309
        "A share of units that are not alike",
        "The lines are counted in different base units, and a share of pounds and pieces together means little.",
        "Count spend or weight, or let the rule hold for `each` item.";

    Error NotARoutingFile "T" 401
        "A routing file that cannot be read",
        "It begins like JSON, but is none, or is not shaped as `docs/route.schema.json` says: a key is missing, unknown or holds another kind of value.",
        "Correct the line in the message; `docs/route-format.md` has an example.";
    Error NotRoutable "T" 402
        "Stops, vehicles and travel that do not fit together",
        "For instance a window that ends before it begins, or a place that the travel matrix does not have.",
        "Correct the stop or vehicle that the message names.";
    Error NoTravel "T" 403
        "A routing server that does not tell distances and times",
        "Nobody answers at the address in `travel.url`, the server refuses the places or the profile, or what answers is no routing server. Distances are never made up.",
        "Do as the message says: start the server, correct the address or the coordinates. Without a server, use `{\"kind\": \"great_circle\", \"speed_km_h\": 30}`, a matrix file, or a cache that holds all pairs.";
    Error TravelFile "T" 404
        "A matrix file or cache that cannot be used",
        "The file that `travel` names cannot be read or written, or it holds something else than distances and times between the places: a row is missing, stands twice or has a number that is none.",
        "Correct the row in the message; a matrix file has the columns `from,to,distance_m,duration_s` and a row for every two places in both directions. Move a broken cache away to have everything asked anew.";
    Error NotAServer "T" 405
        "An address or profile that no routing server can have",
        "The address does not begin with `http://` and a host, or the profile has other characters than letters, digits, `-` and `_`.",
        "Write an address such as `http://127.0.0.1:8002`; for an https server put a local proxy between.";
}
