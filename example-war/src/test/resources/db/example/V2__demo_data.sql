-- Demo data in realistic numbers: 24 tenants, 30,000 contacts, 20,000 conversations, 100,000 messages, 72 reports.
--
-- Every value is computed from its row's number, so each run makes the same rows; only the times are counted back
-- from the hour in which the migration runs, so that the inbox is never empty "in the last 30 days".

-- A number from 0 (included) to n (excluded) that looks random, and is the same for the same seed.
create function pg_temp.pick(seed text, n integer) returns integer
  language sql immutable parallel safe
  return abs(hashtextextended(seed, 0) % n)::integer;

-- The same as a fraction of 1.
create function pg_temp.fraction(seed text) returns double precision
  language sql immutable parallel safe
  return pg_temp.pick(seed, 1000000) / 1000000::double precision;

-- The entry of a list that belongs to the seed.
create function pg_temp.choose(seed text, list text[]) returns text
  language sql immutable parallel safe
  return list[1 + pg_temp.pick(seed, cardinality(list))];

insert into tenants (id, name, plan, created_at)
select 'org_' || case n when 1 then 'abc123' else substr(md5('tenant' || n), 1, 6) end,
       (array['Northwind Bikes', 'Blue Harbor Foods', 'Alder & Finch', 'Cobalt Travel', 'Meadow Clinics', 'Ironwood Tools',
              'Lumen Energy', 'Paperkite Books', 'Saltmarsh Hotels', 'Quarry Fitness', 'Velvet Roast Coffee', 'Harbor Light Insurance',
              'Juniper Gardens', 'Tidewater Logistics', 'Oak & Ember', 'Silverline Rail', 'Mosaic Learning', 'Granite Bank',
              'Clover Veterinary', 'Beacon Telecom', 'Rivet Robotics', 'Sunroom Furniture', 'Polar Outfitters', 'Copperfield Legal'])[n],
       (array['FREE', 'PRO', 'PRO', 'ENTERPRISE'])[1 + n % 4],
       date_trunc('hour', now()) - make_interval(days => 900 - 20 * n)
from generate_series(1, 24) n;

-- Tenants of different sizes: the first has four times as many rows as the last.
create temporary table tenant_at on commit drop as
select array_agg(id order by created_at) as ids from tenants;

create function pg_temp.tenant_of(seed text) returns integer
  language sql immutable parallel safe
  return 1 + floor(24 * power(pg_temp.fraction(seed), 1.4))::integer;

insert into contacts (id, tenant_id, name, email, phone, company, created_at)
select n,
       t.ids[pg_temp.tenant_of('contact' || n)],
       first || ' ' || last,
       lower(first) || '.' || replace(lower(last), '''', '') || n || '@' || domain,
       case when pg_temp.pick('phone?' || n, 10) < 7
            then '+1 555 ' || lpad(pg_temp.pick('area' || n, 1000)::text, 3, '0') || ' '
                 || lpad(pg_temp.pick('line' || n, 10000)::text, 4, '0') end,
       case when pg_temp.pick('company?' || n, 10) < 4
            then pg_temp.choose('company' || n, array['Acme Supply', 'Delta Partners', 'Evergreen Studio', 'Fathom Media', 'Gable Homes',
                 'Hexa Systems', 'Inkwell Press', 'Keystone Parts', 'Larkspur Care', 'Mapleton School', 'Nimbus Cloud', 'Orchard Farms']) end,
       date_trunc('hour', now()) - make_interval(mins => 129600 + pg_temp.pick('since' || n, 800000))
from tenant_at t,
     generate_series(1, 30000) n,
     lateral (select
       pg_temp.choose('first' || n, array['Ada', 'Amir', 'Ana', 'Ben', 'Bianca', 'Carlos', 'Chloe', 'Daniel', 'Dina', 'Elena', 'Emil',
         'Fatima', 'Felix', 'Grace', 'Hana', 'Hugo', 'Ines', 'Ivan', 'Jonas', 'Julia', 'Kofi', 'Lara', 'Leo', 'Lucia', 'Maya', 'Mei',
         'Milan', 'Nadia', 'Noah', 'Nora', 'Omar', 'Paula', 'Priya', 'Rafael', 'Rosa', 'Sam', 'Sofia', 'Tariq', 'Uma', 'Victor',
         'Wanda', 'Yara', 'Yusuf', 'Zoe']) as first,
       pg_temp.choose('last' || n, array['Abbott', 'Almeida', 'Bauer', 'Bergman', 'Castillo', 'Chen', 'Costa', 'Dubois', 'Eriksen',
         'Farouk', 'Fischer', 'Garcia', 'Haddad', 'Hansen', 'Ibrahim', 'Ito', 'Jensen', 'Kaya', 'Keller', 'Khan', 'Kowalski', 'Larsen',
         'Lopez', 'Marino', 'Mbeki', 'Moreau', 'Nakamura', 'Novak', 'O''Brien', 'Okafor', 'Park', 'Patel', 'Petrov', 'Reyes', 'Rossi',
         'Sato', 'Schmidt', 'Silva', 'Tanaka', 'Weber', 'Wright', 'Yilmaz']) as last,
       pg_temp.choose('domain' || n, array['example.com', 'example.org', 'example.net', 'mail.example', 'post.example']) as domain) person;

-- Each tenant's contacts in a row, so that a conversation finds one of its own tenant by number.
create temporary table contact_at on commit drop as
select tenant_id, array_agg(id order by id) as ids, array_agg(name order by id) as names
from contacts group by tenant_id;

insert into conversations (id, tenant_id, contact_id, subject, status, created_at, last_message_at, message_count)
select n,
       c.tenant_id,
       -- A few contacts write often: the square pulls towards the start of the list.
       c.ids[1 + floor(cardinality(c.ids) * power(pg_temp.fraction('who' || n), 2))::integer],
       pg_temp.choose('subject' || n, array['Question about my invoice', 'Delivery is late', 'Change of address', 'Cannot sign in',
         'Thank you for the quick help', 'Refund for order', 'Opening hours on holidays', 'Upgrade to a larger plan', 'Wrong item received',
         'Appointment next week', 'Data export', 'Feedback on the new version', 'Broken part under warranty', 'Cancel my subscription',
         'Offer for 20 seats', 'Password reset does not arrive', 'Two charges for one order', 'Where is my receipt'])
         || case when pg_temp.pick('number?' || n, 3) = 0 then ' #' || (10000 + pg_temp.pick('number' || n, 89999)) else '' end,
       (array['OPEN', 'OPEN', 'WAITING', 'CLOSED', 'CLOSED', 'CLOSED', 'CLOSED'])[1 + pg_temp.pick('status' || n, 7)],
       started, started, 0
from tenant_at t,
     generate_series(1, 20000) n
     join lateral (select date_trunc('hour', now()) - make_interval(mins => 60 + pg_temp.pick('started' || n, 129000)) as started) s on true
     join contact_at c on c.tenant_id = (select ids[pg_temp.tenant_of('conversation' || n)] from tenant_at);

-- Five messages to a conversation on average: the first of each, then the rest where chance puts them.
insert into messages (id, tenant_id, conversation_id, direction, author, text, sent_at)
select m.n, c.tenant_id, c.id,
       case when inbound then 'INBOUND' else 'OUTBOUND' end,
       case when inbound then k.name
            else pg_temp.choose('agent' || m.n, array['Robin', 'Alex', 'Charlie', 'Jamie', 'Morgan', 'Taylor']) end,
       case when inbound
            then pg_temp.choose('opening' || m.n, array['Hello,', 'Hi there,', 'Good morning,', 'Hello again,', 'Dear team,'])
                 || ' ' || pg_temp.choose('body' || m.n, array[
                   'the parcel has not arrived yet, could you check where it is?',
                   'I was charged twice for the same order. Please look into it.',
                   'could you send me the receipt once more? I cannot find it.',
                   'I moved last week, please use my new address from now on.',
                   'the link in your mail says that it has expired.',
                   'is it possible to add two more people to our account?',
                   'one of the parts is broken. I attach two photos.',
                   'thank you, that solved it right away!',
                   'I would like to move my appointment to Thursday, if you still have room.',
                   'the new version is much faster. One wish: a darker theme.'])
            else pg_temp.choose('reply' || m.n, array['Thank you for writing.', 'Hello, and thanks for your patience.', 'Good news:',
                   'I have looked into it.'])
                 || ' ' || pg_temp.choose('answer' || m.n, array[
                   'The parcel left our warehouse this morning and should reach you tomorrow.',
                   'The second charge was reversed; it can take three days to show.',
                   'I have sent the receipt to the address that we have on file.',
                   'Your new address is stored and used from the next order on.',
                   'Here is a fresh link, valid for 24 hours.',
                   'I have added the two seats; they appear on the next invoice.',
                   'A replacement is on its way, you need not send the old part back.',
                   'Thursday at 10:30 is yours.',
                   'Is there anything else that we can do for you?']) end,
       date_trunc('second', c.created_at
         + case when m.n <= 20000 then interval '0'
                else pg_temp.fraction('later' || m.n) * least(interval '4000 minutes', date_trunc('hour', now()) - c.created_at) end)
from (select n, case when n <= 20000 then n
                     else 1 + floor(20000 * power(pg_temp.fraction('thread' || n), 1.5))::integer end as conversation,
             n <= 20000 or pg_temp.pick('inbound' || n, 100) < 45 as inbound
      from generate_series(1, 100000) n) m
     join conversations c on c.id = m.conversation
     join contacts k on k.id = c.contact_id;

update conversations c
set message_count = m.count, last_message_at = m.latest
from (select conversation_id, count(*) as count, max(sent_at) as latest from messages group by conversation_id) m
where c.id = m.conversation_id;

insert into reports (id, tenant_id, name, metric, days, created_at)
select 3 * (t.ordinal - 1) + r.ordinal, t.id, r.name, r.metric, r.days, t.created_at
from (select id, created_at, row_number() over (order by created_at) as ordinal from tenants) t,
     (values (1, 'Messages, last month', 'MESSAGES_PER_DAY', 30),
             (2, 'Conversations of the quarter', 'CONVERSATIONS_BY_STATUS', 90),
             (3, 'Who writes most', 'BUSIEST_CONTACTS', 90)) r (ordinal, name, metric, days);

-- The sequences go on after the numbers given here; JPA takes them by 50.
select setval('contacts_seq', 30051, false), setval('conversations_seq', 20051, false), setval('messages_seq', 100051, false),
       setval('reports_seq', 151, false);

analyze tenants, contacts, conversations, messages, reports;
