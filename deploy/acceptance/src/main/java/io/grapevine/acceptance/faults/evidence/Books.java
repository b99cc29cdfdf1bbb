package io.grapevine.acceptance.faults.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tables say of effects and money, as the names of things and the rows that are wrong. */
public final class Books {
    private static final String GROUPED = " group by %1$s having count(*) > 1 limit 100";
    private static final String EARLIER_ROWS = """
            select count(*) || ' ' || coalesce(md5(string_agg(md5(cast(r as text)), '' order by %2$s)), '') from %1$s r \
            where %3$s""";

    private final Stores stores;

    public Books(Stores stores) {
        this.stores = stores;
    }

    /** Rows that stand twice where their key says once; the constraints are not trusted, they may have been lost. */
    public Map<String, List<String>> doubled() {
        var doubled = new LinkedHashMap<String, List<String>>();
        doubled.put("touchpoint per click", twice("attribution", "touchpoints", "tenant_id, visitor, touch"));
        doubled.put("fact per event", twice("attribution", "facts", "tenant_id, source, event_id"));
        doubled.put(
                "conversion per order or sign-up",
                twice("attribution", "conversions", "tenant_id, program_key, kind, subject"));
        doubled.put(
                "reward per conversion, rule, beneficiary, level",
                twice("reward_issuing", "rewards", "tenant_id, conversion_id, rule_id, external_id, level"));
        doubled.put(
                "transfer per change of a reward",
                twice("reward_issuing", "transfers", "tenant_id, reward_id, sequence"));
        return doubled;
    }

    /** Where money does not come to zero, or balances are not what the entries say. */
    public Map<String, List<String>> unbalanced() {
        var unbalanced = new LinkedHashMap<String, List<String>>();
        unbalanced.put("transfer", wrong("""
                select tenant_id || ' ' || transfer_id || ' ' || currency || ' ' || sum(amount_minor) from ledger_entries
                group by tenant_id, transfer_id, currency having sum(amount_minor) <> 0 limit 100"""));
        unbalanced.put("tenant", wrong("""
                select tenant_id || ' ' || currency || ' ' || sum(amount_minor) from ledger_entries
                group by tenant_id, currency having sum(amount_minor) <> 0"""));
        unbalanced.put(
                "payable balance", wrong(balances("payable", "released_minor - paid_minor - clawed_back_minor")));
        unbalanced.put("held balance", wrong(balances("held", "held_minor")));
        return unbalanced;
    }

    /** Prefixes of the ledger after which somebody had had more than was earned; money that left without a payout. */
    public Map<String, List<String>> overpaid() {
        var overpaid = new LinkedHashMap<String, List<String>>();
        overpaid.put("prefix in debit", wrong("""
                select distinct tenant_id || ' ' || account || ' ' || currency from (
                  select tenant_id, account, currency, sum(amount_minor) over (
                    partition by tenant_id, account, currency order by entry_id) as owed
                  from ledger_entries where account like 'payable:%' or account like 'held:%') prefixes
                where owed > 0 limit 100"""));
        overpaid.put("paid above earned", wrong("""
                select tenant_id || ' ' || external_id || ' ' || currency from balances
                where paid_minor > released_minor - clawed_back_minor and paid_minor > 0 limit 100"""));
        overpaid.put("paid without a payout", wrong("""
                select tenant_id || ' ' || transfer_id from ledger_entries where account like 'cash:%' limit 100"""));
        return overpaid;
    }

    /** How the append-only tables look up to a moment: to be compared with the same rows later. */
    public record Snapshot(List<Extent> extents) {
        public Snapshot {
            extents = List.copyOf(extents);
        }
    }

    private record Extent(String table, String order, String condition, String fingerprint) {}

    /** Taken while nothing is being written. */
    public Snapshot snapshot() {
        var extents = new ArrayList<Extent>();
        var now = stores.column("reward_issuing", "select cast(clock_timestamp() as text)")
                .getFirst();
        var lastEntry = stores.count("reward_issuing", "select coalesce(max(entry_id), 0) from ledger_entries");
        extents.add(extent("ledger_entries", "entry_id", "entry_id <= " + lastEntry));
        extents.add(extent("transfers", "tenant_id, transfer_id", "posted_at <= timestamptz '" + now + "'"));
        extents.add(
                extent("reward_changes", "tenant_id, reward_id, sequence", "changed_at <= timestamptz '" + now + "'"));
        extents.add(extent("ledger_seals", "tenant_id, shard, sequence", "sealed_at <= timestamptz '" + now + "'"));
        return new Snapshot(extents);
    }

    /** Tables whose earlier rows are not what they were. */
    public List<String> changedSince(Snapshot snapshot) {
        var changed = new ArrayList<String>();
        for (var extent : snapshot.extents()) {
            var now = extent(extent.table(), extent.order(), extent.condition());
            if (!now.equals(extent)) {
                changed.add("%s where %s: %s, then %s"
                        .formatted(extent.table(), extent.condition(), extent.fingerprint(), now.fingerprint()));
            }
        }
        return changed;
    }

    /** What the application must not be able to do to the books, and whether it was refused. */
    public Map<String, Boolean> refusals() {
        var refusals = new LinkedHashMap<String, Boolean>();
        for (var table : List.of("ledger_entries", "transfers", "ledger_seals", "reward_changes")) {
            for (var statement : List.of("update " + table + " set tenant_id = tenant_id", "delete from " + table)) {
                refusals.put(statement, stores.refusesApplication("reward_issuing", statement));
            }
        }
        return refusals;
    }

    private Extent extent(String table, String order, String condition) {
        var fingerprint = stores.column("reward_issuing", EARLIER_ROWS.formatted(table, order, condition))
                .getFirst();
        return new Extent(table, order, condition, fingerprint);
    }

    private List<String> twice(String database, String table, String key) {
        return stores.column(
                database,
                "select concat_ws('|', %1$s) || ' stands ' || count(*) || ' times' from ".formatted(key)
                        + table
                        + GROUPED.formatted(key));
    }

    private List<String> wrong(String query) {
        return stores.column("reward_issuing", query);
    }

    /** Entries credit what is owed, so their sum is the balance with the other sign. */
    private static String balances(String purpose, String owed) {
        return """
                select concat_ws(' ', tenant_id, program_key, external_id, currency, 'entries', e.owed, 'balance', b.owed) from (
                  select tenant_id, program_key, substr(account, length('%1$s:') + 1) as external_id, currency,
                    -sum(amount_minor) as owed from ledger_entries where account like '%1$s:%%' group by 1, 2, 3, 4) e
                full join (
                  select tenant_id, program_key, external_id, currency, sum(%2$s) as owed from balances group by 1, 2, 3, 4) b
                using (tenant_id, program_key, external_id, currency)
                where coalesce(e.owed, 0) <> coalesce(b.owed, 0) limit 100""".formatted(purpose, owed);
    }
}
