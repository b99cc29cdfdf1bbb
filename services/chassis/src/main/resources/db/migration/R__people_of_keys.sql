-- Who holds a key and signs with it; null for a machine's. Repeatable, because the numbers after V1 belong to the services.
alter table api_keys add column if not exists person text;

-- A key never changes hands, and none is forgotten: else one person could sign under two names. Whoever may feed this table could still
-- make a key up, which is to say that the service is trusted to know who called it.
create or replace function keep_holder() returns trigger
    language plpgsql as
$$
begin
    if new.person is distinct from old.person then
        raise exception 'a key never changes hands' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
drop trigger if exists holder_stays on api_keys;
create trigger holder_stays before update on api_keys for each row execute function keep_holder();
revoke delete on api_keys from grapevine_app;
