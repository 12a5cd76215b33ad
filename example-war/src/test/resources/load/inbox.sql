-- The inbox at the size of a load run. The sizes come as settings of the session: load.tenants, load.contacts,
-- load.conversations, load.messages. Every value is computed from its row's number, so each run makes the same rows;
-- only the times are counted back from the hour of the run.
--
-- All tenants have as many rows: what differs between them is how often they are asked for. Row n belongs to tenant
-- (n - 1) % tenants, so that the driver knows the ids of each tenant without asking.

create function pg_temp.size(name text) returns integer
  language sql stable
  return current_setting('load.' || name)::integer;

-- A number from 0 (included) to n (excluded) that looks random, and is the same for the same row and salt.
create function pg_temp.pick(n integer, salt integer, below integer) returns integer
  language sql immutable parallel safe
  return abs(hashint8extended(n, salt) % below)::integer;

-- Half of all picks fall into the first quarter: a few contacts write often, a few conversations are long.
create function pg_temp.skewed(n integer, salt integer, below integer) returns integer
  language sql immutable parallel safe
  return floor(below * power(pg_temp.pick(n, salt, 1000000) / 1000000.0::double precision, 2))::integer;

insert into tenants (id, name, plan, created_at)
select 'org_' || lpad(n::text, 4, '0'), 'Tenant ' || n, (array['FREE', 'PRO', 'PRO', 'ENTERPRISE'])[1 + n % 4],
       date_trunc('hour', now()) - make_interval(days => 400 + n % 365)
from generate_series(1, pg_temp.size('tenants')) n;

create temporary table tenant_at as
select (row_number() over (order by id) - 1)::integer as at, id from tenants;

insert into contacts (id, tenant_id, name, email, phone, company, created_at)
select n, t.id, first || ' ' || last, lower(first) || '.' || lower(last) || n || '@mail.example',
       case when pg_temp.pick(n, 3, 10) < 7 then '+1 555 ' || lpad(pg_temp.pick(n, 4, 10000000)::text, 7, '0') end,
       case when pg_temp.pick(n, 5, 10) < 4 then (array['Acme Supply', 'Delta Partners', 'Evergreen Studio', 'Fathom Media',
            'Gable Homes', 'Hexa Systems', 'Inkwell Press', 'Keystone Parts'])[1 + pg_temp.pick(n, 6, 8)] end,
       date_trunc('hour', now()) - make_interval(mins => 129600 + pg_temp.pick(n, 7, 400000))
from generate_series(1, pg_temp.size('contacts')) n
     join tenant_at t on t.at = (n - 1) % pg_temp.size('tenants'),
     lateral (select
       (array['Ada', 'Amir', 'Ana', 'Ben', 'Bianca', 'Carlos', 'Chloe', 'Daniel', 'Dina', 'Elena', 'Fatima', 'Felix', 'Grace',
         'Hana', 'Hugo', 'Ines', 'Ivan', 'Julia', 'Kofi', 'Lara', 'Leo', 'Maya', 'Nora', 'Omar'])[1 + pg_temp.pick(n, 1, 24)] as first,
       (array['Abbott', 'Almeida', 'Bauer', 'Castillo', 'Chen', 'Costa', 'Dubois', 'Eriksen', 'Farouk', 'Garcia', 'Hansen',
         'Ibrahim', 'Ito', 'Kaya', 'Keller', 'Khan', 'Lopez', 'Marino', 'Novak', 'Okafor', 'Patel', 'Rossi', 'Silva', 'Tanaka'])
         [1 + pg_temp.pick(n, 2, 24)] as last) person;

insert into conversations (id, tenant_id, contact_id, subject, status, created_at, last_message_at, message_count)
select n, t.id,
       1 + (n - 1) % pg_temp.size('tenants')
         + pg_temp.size('tenants') * pg_temp.skewed(n, 11, pg_temp.size('contacts') / pg_temp.size('tenants')),
       (array['Question about my invoice', 'Delivery is late', 'Change of address', 'Cannot sign in', 'Thank you for the quick help',
         'Refund for order', 'Opening hours on holidays', 'Upgrade to a larger plan', 'Wrong item received', 'Data export'])
         [1 + pg_temp.pick(n, 12, 10)] || ' #' || (10000 + n % 90000),
       (array['OPEN', 'OPEN', 'WAITING', 'CLOSED', 'CLOSED', 'CLOSED', 'CLOSED'])[1 + pg_temp.pick(n, 13, 7)],
       started, started, 0
from generate_series(1, pg_temp.size('conversations')) n
     join tenant_at t on t.at = (n - 1) % pg_temp.size('tenants'),
     lateral (select date_trunc('hour', now()) - make_interval(mins => 60 + pg_temp.pick(n, 14, 129000)) as started) s;

-- One message for each conversation, then the rest where chance puts them within the tenant.
insert into messages (id, tenant_id, conversation_id, direction, author, text, sent_at)
select m.n, c.tenant_id, c.id,
       case when m.inbound then 'INBOUND' else 'OUTBOUND' end,
       case when m.inbound then k.name
            else (array['Robin', 'Alex', 'Charlie', 'Jamie', 'Morgan', 'Taylor'])[1 + pg_temp.pick(m.n, 21, 6)] end,
       (array['Hello,', 'Hi there,', 'Good morning,', 'Hello again,', 'Thank you for writing.', 'Good news:'])
         [1 + pg_temp.pick(m.n, 22, 6)] || ' '
         || (array['the parcel has not arrived yet, could you check where it is?',
              'I was charged twice for the same order. Please look into it, I attach the two receipts.',
              'could you send me the receipt once more? I cannot find it.',
              'is it possible to add two more people to our account before the end of the month?',
              'one of the parts is broken. I attach two photos of it and of the box it came in.',
              'that solved it right away, thank you!',
              'the second charge was reversed; it can take three days to show on your statement.',
              'a replacement is on its way, you need not send the old part back.'])[1 + pg_temp.pick(m.n, 23, 8)],
       date_trunc('second', c.created_at + case when m.n <= pg_temp.size('conversations') then interval '0'
         else pg_temp.pick(m.n, 24, 1000000) / 1000000.0::double precision
              * least(interval '4000 minutes', date_trunc('hour', now()) - c.created_at) end)
from (select n, pg_temp.pick(n, 25, 100) < 45 as inbound,
             case when n <= pg_temp.size('conversations') then n
                  else 1 + (n - 1) % pg_temp.size('tenants')
                    + pg_temp.size('tenants') * pg_temp.skewed(n, 26, pg_temp.size('conversations') / pg_temp.size('tenants')) end as conversation
      from generate_series(1, pg_temp.size('messages')) n) m
     join conversations c on c.id = m.conversation
     join contacts k on k.id = c.contact_id;

update conversations c
set message_count = m.count, last_message_at = m.latest
from (select conversation_id, count(*) as count, max(sent_at) as latest from messages group by conversation_id) m
where c.id = m.conversation_id;

insert into reports (id, tenant_id, name, metric, days, created_at)
select 3 * t.at + r.ordinal, t.id, r.name, r.metric, r.days, date_trunc('hour', now())
from tenant_at t,
     (values (1, 'Messages, last month', 'MESSAGES_PER_DAY', 30),
             (2, 'Conversations of the quarter', 'CONVERSATIONS_BY_STATUS', 90),
             (3, 'Who writes most', 'BUSIEST_CONTACTS', 90)) r (ordinal, name, metric, days);

-- The sequences go on after the numbers given here; JPA takes them by 50.
select setval('contacts_seq', pg_temp.size('contacts') + 51, false),
       setval('conversations_seq', pg_temp.size('conversations') + 51, false),
       setval('messages_seq', pg_temp.size('messages') + 51, false),
       setval('reports_seq', 3 * pg_temp.size('tenants') + 51, false);

drop table tenant_at;
