-- Who holds a key and signs with it; null for a machine's. A key never changes hands: a new holder gets a new key.
alter table tenant_keys add column person text;
