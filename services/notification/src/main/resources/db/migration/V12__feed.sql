-- Which entries of the feed their reader has seen. An entry stands in the feed from due_at on.
alter table notices add column read_at timestamptz;
create index notices_in_feed on notices (tenant_id, reader_id, due_at desc, notice_id desc) where channel = 'feed';
create index notices_unread on notices (tenant_id, reader_id) where channel = 'feed' and read_at is null;
-- What has just come into a tenant's feeds, for those that watch them.
create index notices_new_in_feeds on notices (tenant_id, due_at) where channel = 'feed';
