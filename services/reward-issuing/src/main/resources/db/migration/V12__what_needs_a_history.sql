-- What can be known without reading everything a customer ever did, and look-ups that never take the wrong index.

-- Whether a rule of the version looks beyond one order (first, n-th, months). Null: written before this was noted; taken as yes.
alter table terms add column beyond_one_order boolean;

-- With the tenant first, a plan made for an empty queue took this index to look for one transfer, and read the tenant's whole queue.
drop index ledger_unsealed_in_order;
create index ledger_unsealed_in_order on ledger_unsealed (shard, tenant_id, posted_at, transfer_id);
