-- Who shares a reward whose amount depends on what each of them earned before: their weights, and which one this is. Null: nobody else.
alter table claims add column share jsonb;

-- What a seal's hash is taken over: 2 = the tenant, too. Null: before tenants were named, or by an instance that does not know them.
alter table ledger_seals add column form smallint;
