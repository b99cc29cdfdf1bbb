package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.faults.evidence.Stores;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Bugs put back on purpose, to show that the harness sees them. None needs a line in a service: each is made from outside, by a setting
 * of the Kafka client, by what the database is told to do, or by what a crash leaves on the disk.
 */
public enum PutBack {
    /** Offsets are committed while the batch is still being worked on. */
    OFFSET_BEFORE_COMMIT(
            Set.of("I1", "I4"),
            Map.of(
                    "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_COMMIT_STRATEGY", "ignore",
                    "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_ENABLE_AUTO_COMMIT", "true",
                    "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_AUTO_COMMIT_INTERVAL_MS", "20"),
            Map.of()),
    /** What says that an event and a touch exist once. */
    UNIQUE_KEY_DROPPED(Set.of("I2"), Map.of(), Map.of("attribution", """
                    alter table facts drop constraint facts_pkey;
                    select cover_touchpoints((now() + months * interval '1 month')::date) from generate_series(-2, 1) months;
                    do $$ declare key regclass; begin
                        for key in select indexrelid::regclass from pg_index join pg_inherits on inhrelid = indrelid
                            where inhparent = 'touchpoints'::regclass and indisunique loop execute 'drop index ' || key; end loop;
                    end $$;""")),
    /** The relay reads on from the last row it published; what commits later under a smaller number is passed over. */
    OUTBOX_BY_ID(Set.of("I8"), Map.of(), everywhere("""
                    create table relay_position (last bigint not null);
                    insert into relay_position values (0);
                    grant select on relay_position to grapevine_relay, grapevine_app;
                    create function advance_relay() returns trigger language plpgsql security definer as $$
                    begin
                        update relay_position set last = greatest(last, (select coalesce(max(outbox_id), 0) from published));
                        return null;
                    end $$;
                    create trigger advance_relay after delete on outbox referencing old table as published
                        for each statement execute function advance_relay();
                    alter policy relay_sees_all on outbox using (outbox_id > (select last from relay_position));""")),
    /** What was seen is remembered where it may be emptied: a table that forgets whenever Redis does. */
    DEDUPE_IN_REDIS(Set.of("I2"), Map.of(), Map.of("attribution", """
                    alter table facts drop constraint facts_pkey;
                    create unlogged table redis_seen (id text primary key);
                    create function seen_in_redis() returns trigger language plpgsql security definer as $$
                    begin
                        insert into redis_seen values (new.tenant_id || '|' || new.source || '|' || new.event_id)
                            on conflict do nothing;
                        return case when found then new end;
                    end $$;
                    create trigger seen_in_redis before insert on facts for each row execute function seen_in_redis();""")),
    /** A balance is read, added to and written; what another wrote within the second between is lost. */
    BALANCE_READ_MODIFY_WRITE(Set.of("I5"), Map.of(), Map.of("reward_issuing", """
                    create table balances_read (key text primary key, released bigint not null, read_at timestamptz not null);
                    create function write_what_was_read() returns trigger language plpgsql security definer as $$
                    declare
                        row_key text := concat_ws('|', new.tenant_id, new.program_key, new.external_id, new.currency, new.kind);
                        earlier balances_read;
                    begin
                        select * into earlier from balances_read where key = row_key;
                        insert into balances_read values (row_key, old.released_minor, clock_timestamp())
                            on conflict (key) do update set released = excluded.released, read_at = excluded.read_at;
                        if earlier.read_at > clock_timestamp() - interval '1 second' then
                            new.released_minor := earlier.released + new.released_minor - old.released_minor;
                        end if;
                        return new;
                    end $$;
                    create trigger write_what_was_read before update on balances
                        for each row execute function write_what_was_read();""")),
    /** What was answered and not yet shipped was never on the disk: the torn tail takes it along. */
    ACK_BEFORE_APPEND(Set.of("I1"), Map.of(), Map.of()),
    /** A frame whose content is not what its checksum was made of is read all the same: the torn one gets a right checksum. */
    CRC_UNCHECKED(Set.of("I3"), Map.of(), Map.of());

    private final Set<String> shownBy;
    private final Map<String, String> settings;
    private final Map<String, String> scripts;

    PutBack(Set<String> shownBy, Map<String, String> settings, Map<String, String> scripts) {
        this.shownBy = shownBy;
        this.settings = settings;
        this.scripts = scripts;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a word that names nothing, with all that do */
    static Set<PutBack> parse(String words) {
        var bugs = EnumSet.noneOf(PutBack.class);
        for (var word : words.split(",", -1)) if (!word.isBlank()) bugs.add(named(word.strip()));
        return bugs;
    }

    /** The invariants that must go red; any other that does is no proof that this bug was seen. */
    Set<String> shownBy() {
        return shownBy;
    }

    /** What every service is started with. */
    Map<String, String> settings() {
        return settings;
    }

    /** Changes what the services stand on, once they run. */
    void putInto(Stores stores) {
        scripts.forEach(stores::change);
    }

    /** Redis has just lost everything. */
    public void forget(Stores stores) {
        if (this == DEDUPE_IN_REDIS) stores.change("attribution", "truncate redis_seen");
    }

    private static PutBack named(String word) {
        return Arrays.stream(values())
                .filter(bug -> bug.word().equals(word))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no bug is called " + word + "; there are "
                        + Arrays.stream(values()).map(PutBack::word).collect(Collectors.joining(", "))));
    }

    private static Map<String, String> everywhere(String script) {
        return List.of("programs", "attribution", "reward_issuing").stream()
                .collect(Collectors.toMap(database -> database, _ -> script));
    }
}
