package io.grapevine.benchmark.graph.adapter;

import io.grapevine.benchmark.graph.PlantedTree;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same edges twice: as the sign-ups that insights has been told of, and as plain pairs of numbers with an index each way, which is the
 * least that a recursive query needs.
 */
final class Edges {

    /** Of so many people one has ordered something. */
    private static final int PEOPLE_PER_ORDER = 10;

    private final Connection database;
    private final String program;
    private final int people;

    Edges(Connection database, String program, int people) {
        this.database = database;
        this.program = program;
        this.people = people;
    }

    static String id(int person) {
        return "cus_" + person;
    }

    /** Fills both; the indexes are made afterwards, since what is measured is not how they grow. */
    void plant() throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("set maintenance_work_mem = '512MB'");
            statement.execute("create schema if not exists plain");
            statement.execute(
                    "create table %s as select i::int as child, (%s)::int as parent from generate_series(1, %d::bigint - 1) i"
                            .formatted(table(), PlantedTree.ADVOCATE_IN_SQL, people));
            statement.execute("alter table %s add primary key (child)".formatted(table()));
            statement.execute("create index on %s (parent)".formatted(table()));
            statement.execute("vacuum analyze " + table());
            var indexes = dropIndexes(statement);
            // No graph is in memory yet that would have to be told, and none of the figures by triggers is asked for.
            statement.execute("set session_replication_role = replica");
            insert(statement, "s", "signup", "null", 0, "null", "child", 1);
            insert(
                    statement,
                    "o",
                    "purchase",
                    "'ord_" + program + "_' || child",
                    4_999,
                    "'EUR'",
                    "child",
                    PEOPLE_PER_ORDER);
            statement.execute("set session_replication_role = origin");
            for (var index : indexes) statement.execute(index);
            statement.execute("vacuum analyze public.conversions");
        }
    }

    private void insert(
            Statement statement,
            String prefix,
            String kind,
            String order,
            int amount,
            String currency,
            String person,
            int every)
            throws SQLException {
        statement.execute("""
                insert into public.conversions (tenant_id, conversion_id, revision, program_key, kind, event_id, customer_id, order_id,
                    occurred_at, outcome, advocate_id, code, amount_minor, refunded_minor, currency)
                select 'demo', '%s' || '%s' || %s, 1, '%s', '%s', '%s' || %s, 'cus_' || child, %s,
                    timestamptz '2026-01-01Z' + child * interval '1 second', 'attributed', 'cus_' || parent, 'C' || parent, %d, 0, %s
                from %s where child %% %d = 0 order by child""".formatted(
                program, prefix, person, program, kind, prefix, person, order, amount, currency, table(), every));
    }

    /** @return how to make them again */
    private static List<String> dropIndexes(Statement statement) throws SQLException {
        Map<String, String> indexes = new TreeMap<>();
        try (var found = statement.executeQuery("""
                select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename = 'conversions'
                    and indexname not in (select conname from pg_constraint)""")) {
            while (found.next()) indexes.put(found.getString(1), found.getString(2));
        }
        for (var name : indexes.keySet()) statement.execute("drop index public." + name);
        return new ArrayList<>(indexes.values());
    }

    /** People and advocates within so many generations below somebody, at most so many. */
    int tree(int person, int generations, int limit) throws SQLException {
        return rows("""
                with recursive below(child, parent, depth) as (
                    select child, parent, 1 from %1$s where parent = %2$d
                    union all
                    select e.child, e.parent, b.depth + 1 from %1$s e join below b on e.parent = b.child where b.depth < %3$d)
                select child, parent, depth from below limit %4$d""".formatted(table(), person, generations, limit));
    }

    /** How many stand below somebody, by generation. */
    int generations(int person) throws SQLException {
        return rows("""
                with recursive below(child, depth) as (
                    select child, 1 from %1$s where parent = %2$d
                    union all
                    select e.child, b.depth + 1 from %1$s e join below b on e.parent = b.child)
                select depth, count(*) from below group by depth order by depth""".formatted(table(), person));
    }

    /** Friends a head: the K-factor by counting. */
    int kFactor() throws SQLException {
        return rows("select count(*)::float / (count(*) + 1) from " + table());
    }

    double bytesPerEdge() throws SQLException {
        try (var statement = database.createStatement();
                var found = statement.executeQuery("select pg_total_relation_size('%s')".formatted(table()))) {
            found.next();
            return found.getDouble(1) / (people - 1);
        }
    }

    /** Many rows a statement, each statement a transaction. */
    void insertPlainly(int from, int to, int perStatement) throws SQLException {
        try (var statement = database.createStatement()) {
            for (int first = from; first < to; first += perStatement)
                statement.execute("insert into %s select i::int, (%s)::int from generate_series(%d, %d::bigint) i"
                        .formatted(
                                table(), PlantedTree.ADVOCATE_IN_SQL, first, Math.min(to, first + perStatement) - 1));
        }
    }

    private int rows(String query) throws SQLException {
        try (var statement = database.createStatement();
                var found = statement.executeQuery(query)) {
            int rows = 0;
            while (found.next()) rows++;
            return rows;
        }
    }

    private String table() {
        return "plain.edges_" + people;
    }
}
