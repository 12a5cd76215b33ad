-- The tables of the example: a multi-tenant inbox.
--
-- Every row belongs to a tenant. The foreign keys carry the tenant too, so that the database itself refuses a
-- conversation with another tenant's contact, and a message in another tenant's conversation.

create table tenants (
  id         varchar(64) primary key,
  name       varchar(120) not null,
  plan       varchar(16) not null check (plan in ('FREE', 'PRO', 'ENTERPRISE')),
  created_at timestamptz not null
);

create sequence contacts_seq start with 50 increment by 50;

create table contacts (
  id         bigint primary key,
  tenant_id  varchar(64) not null references tenants (id),
  name       varchar(120) not null,
  email      varchar(254) not null,
  phone      varchar(32),
  company    varchar(120),
  created_at timestamptz not null,
  version    integer not null default 1,
  unique (tenant_id, id),
  unique (tenant_id, email)
);

-- The list, a page at a time, by name.
create index contacts_by_name on contacts (tenant_id, name, id);

create sequence conversations_seq start with 50 increment by 50;

create table conversations (
  id              bigint primary key,
  tenant_id       varchar(64) not null,
  contact_id      bigint not null,
  subject         varchar(200) not null,
  status          varchar(16) not null check (status in ('OPEN', 'WAITING', 'CLOSED')),
  created_at      timestamptz not null,
  -- Kept with every message that comes or goes, so that the list needs no count and no maximum over the messages.
  last_message_at timestamptz not null,
  message_count   integer not null default 0,
  version         integer not null default 1,
  unique (tenant_id, id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade
);

-- The list, newest first.
create index conversations_by_time on conversations (tenant_id, last_message_at desc, id desc);
-- A contact's deletion, and the busiest contacts.
create index conversations_by_contact on conversations (tenant_id, contact_id);

create sequence messages_seq start with 50 increment by 50;

create table messages (
  id              bigint primary key,
  tenant_id       varchar(64) not null,
  conversation_id bigint not null,
  direction       varchar(16) not null check (direction in ('INBOUND', 'OUTBOUND')),
  author          varchar(120) not null,
  text            varchar(4000) not null,
  sent_at         timestamptz not null,
  version         integer not null default 1,
  foreign key (tenant_id, conversation_id) references conversations (tenant_id, id) on delete cascade
);

-- The list of a tenant, newest first, and the figures by day.
create index messages_by_time on messages (tenant_id, sent_at desc, id desc);
-- One conversation, in order.
create index messages_by_conversation on messages (tenant_id, conversation_id, sent_at, id);

create sequence reports_seq start with 50 increment by 50;

create table reports (
  id         bigint primary key,
  tenant_id  varchar(64) not null references tenants (id),
  name       varchar(120) not null,
  metric     varchar(32) not null check (metric in ('MESSAGES_PER_DAY', 'CONVERSATIONS_BY_STATUS', 'BUSIEST_CONTACTS')),
  days       integer not null check (days between 1 and 366),
  created_at timestamptz not null,
  version    integer not null default 1,
  unique (tenant_id, name)
);
