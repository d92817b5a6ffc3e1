-- Counts of people for sib, per profile and without ids: write the rows to Parquet.
-- Run it with UTC as the time zone of the session, or times may fall on another day.
with people as (
  select cast('programme' as string) as arm,
    cast(`id` as string) as id,
    cast(`entry` as string) as e,
    cast(`diploma` as string) as c1,
    cast(`pay` as string) as c2,
    cast(`born` as string) as c3,
    cast(`children` as string) as c4,
    cast(`score` as string) as c5,
    cast(`registered` as string) as t1,
    lower(cast(`placed` as string)) as x5
  from `programme`
  union all
  select cast('comparison' as string) as arm,
    cast(`id` as string) as id,
    cast(`entry` as string) as e,
    cast(`diploma` as string) as c1,
    cast(`pay` as string) as c2,
    cast(`born` as string) as c3,
    cast(`children` as string) as c4,
    cast(`score` as string) as c5,
    cast(`registered` as string) as t1,
    lower(cast(`placed` as string)) as x5
  from `register`.`comparison`
)
, dated as (
  select p.*,
    count(*) over (partition by id) as same_id,
    case when e rlike '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?$' then cast(substr(e, 1, 10) as date) end as entry
  from people p
)
, cohorts as (
  select p.*,
    cast(case when entry between date '2013-09-01' and date '2014-08-31' then 2014 when entry between date '2014-09-01' and date '2015-08-31' then 2015 end as bigint) as entered
  from dated p
)
, births as (
  select p.*,
    case when c3 rlike '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?$' then cast(substr(c3, 1, 10) as date) end as born_c3
  from cohorts p
)
, ages as (
  select p.*,
    case when c2 rlike '^-?[0-9]*[.]?[0-9]+([.][0-9]*)?([eE][-+]?[0-9]+)?$' and not c2 rlike '^-?[0-9]{17,}$' then cast(c2 as double) + 0 end as number_c2,
    case when c3 rlike '^[0-9]{1,4}$' then cast(extract(year from entry) as bigint) - cast(c3 as bigint)
      when born_c3 is not null then cast(extract(year from entry) as bigint) - cast(extract(year from born_c3) as bigint) - case when (cast(extract(month from entry) as bigint) * 100 + cast(extract(day from entry) as bigint)) < (cast(extract(month from born_c3) as bigint) * 100 + cast(extract(day from born_c3) as bigint)) then 1 else 0 end end as age_c3
  from births p
)
, placed as (
  select p.*,
    case when entered in (2014, 2015) then entered end as cohort,
    case when c1 is null then '(missing)' else case c1 when 'Bac+3' then 'high' else c1 end end as v1,
    case when number_c2 >= 0 and number_c2 < cast('0.1' as double) then 'some' when number_c2 >= cast('0.1' as double) then 'most' end as v2,
    case when age_c3 between 0 and 130 then age_c3 end as v3,
    case when c4 rlike '^-?[0-9]{1,16}$' and case when c4 rlike '^-?[0-9]{1,16}$' then cast(c4 as bigint) end between -9007199254740992 and 9007199254740992 then cast(c4 as bigint) end as v4,
    case when c5 rlike '^-?[0-9]*[.]?[0-9]+([.][0-9]*)?([eE][-+]?[0-9]+)?$' and not c5 rlike '^-?[0-9]{17,}$' then cast(c5 as double) + 0 end as v5,
    t1 as w1,
    case when x5 in ('1', 'true', '1.0', '1.0e0') then 1 when x5 in ('0', 'false', '0.0', '0.0e0', '-0', '-0.0', '-0.0e0') then 0 end as r5
  from ages p
)
, judged as (
  select p.*,
    case
      when arm is null then 'refused:the arm is missing or unknown'
      when id is null or id = '' then 'refused:a person has no id'
      when same_id > 1 then 'refused:an id comes twice'
      when entry is null then 'refused:the day of entry is missing or no day'
      when c1 is not null and (v1 = '' or v1 = '(missing)' or v1 not in ('high', 'low')) then 'refused:unknown value of qualification'
      when c2 is not null and v2 is null then 'refused:unknown value of band'
      when c3 is null then 'refused:missing age'
      when c3 is not null and v3 is null then 'refused:unknown value of age'
      when c4 is not null and v4 is null then 'refused:unknown value of children'
      when c5 is not null and v5 is null then 'refused:unknown value of score'
      when t1 is null then 'refused:missing registered'
      when t1 is not null and (w1 = '') then 'refused:unknown value of registered'
      when x5 is not null and r5 is null then 'refused:outcome 5 is not 0 or 1'
      when v2 is null then 'missing:band'
      when v4 is null then 'missing:children'
      when v5 is null then 'missing:score'
      when not (w1 in ('true')) then 'rule:registered'
      when not (v3 >= 18 and v3 <= 33) then 'rule:adult'
      when not (v4 not in (9)) then 'rule:few'
      when cohort is null then 'year'
      else 'eligible' end as fate
  from placed p
)
, ending as (
  select p.*,
    date_add(add_months(entry, 12), -1) as last1,
    date_add(add_months(entry, 12), -1) as last2,
    date_add(add_months(entry, 12), -1) as last3,
    add_months(entry, 6) as asked3,
    date_add(add_months(entry, 12), -1) as last4
  from judged p
)
, followed as (
  select p.*,
    case when last1 <= date '2016-01-31' then 1 else 0 end as complete1,
    case when last2 <= date '2016-01-31' then 1 else 0 end as complete2,
    case when last3 <= date '2016-01-31' and asked3 <= date '2016-01-31' then 1 else 0 end as complete3,
    case when last4 <= date '2016-01-31' then 1 else 0 end as complete4
  from ending p
)
, staged as (
  select p.*,
    case when fate = 'eligible' and complete1 = 1 and (entry < date '2013-09-01' or last1 > date '2016-12-31') then 'refused:the calendar does not cover a follow-up' else fate end as stage
  from followed p
)
, spelt as (
  select cast(`who` as string) as id,
    cast(`from` as string) as s0,
    cast(`to` as string) as e0,
    cast(`kind` as string) as kind,
    cast(`months` as string) as m0
  from `spells`
)
, spells as (
  select s.*,
    case when s0 rlike '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?$' then cast(substr(s0, 1, 10) as date) end as begins,
    case when e0 rlike '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?$' then cast(substr(e0, 1, 10) as date) end as ends,
    case when m0 rlike '^-?[0-9]{1,16}$' and case when m0 rlike '^-?[0-9]{1,16}$' then cast(m0 as bigint) end between -9007199254740992 and 9007199254740992 then cast(m0 as bigint) end as months
  from spelt s
)
, registered as (
  select distinct id
  from spells
  where id is not null
)
, calendar1 as (
  select date_add(date '2013-09-01', n) as d
  from (select explode(sequence(0, 1217)) as n) g
  where (n + 0) % 7 in (1, 2, 3, 4, 5) and date_add(date '2013-09-01', n) not in (date '2014-01-01')
)
, worked1 as (
  select p.id,
    count(distinct d.d) as amount
  from staged p
  join spells s on s.id = p.id and s.kind in ('job')
  join calendar1 d on d.d between p.entry and p.last1 and s.begins <= d.d and (s.ends is null or s.ends >= d.d)
  where p.stage = 'eligible' and p.complete1 = 1
  group by p.id
)
, numbers2 as (
  select n
  from (select explode(sequence(0, 372)) as n) g
)
, worked2 as (
  select p.id,
    count(distinct d.n) as amount
  from staged p
  join spells s on s.id = p.id
  join numbers2 d on date_add(p.entry, d.n) <= p.last2 and s.begins <= date_add(p.entry, d.n) and (s.ends is null or s.ends >= date_add(p.entry, d.n))
  where p.stage = 'eligible' and p.complete2 = 1
  group by p.id
)
, worked3 as (
  select p.id,
    count(*) as amount
  from staged p
  join spells s on s.id = p.id and s.months >= 3 and s.begins <= p.asked3 and (s.ends is null or s.ends >= p.asked3)
  where p.stage = 'eligible' and p.complete3 = 1
  group by p.id
)
, worked4 as (
  select p.id,
    count(*) as amount
  from staged p
  join spells s on s.id = p.id and s.begins between p.entry and p.last4
  where p.stage = 'eligible' and p.complete4 = 1
  group by p.id
)
, happened as (
  select p.*,
    case when stage = 'eligible' and complete1 = 1 and 1 = 1 then 1 else 0 end as observed1,
    case when stage = 'eligible' and complete1 = 1 and 1 = 1 and worked1.amount >= 90 then 1 else 0 end as placed1,
    case when stage = 'eligible' and not (complete1 = 1) then 1 else 0 end as incomplete1,
    case when stage = 'eligible' and complete2 = 1 and registered.id is not null then 1 else 0 end as observed2,
    case when stage = 'eligible' and complete2 = 1 and registered.id is not null and worked2.amount >= 30 then 1 else 0 end as placed2,
    case when stage = 'eligible' and not (complete2 = 1) then 1 else 0 end as incomplete2,
    case when stage = 'eligible' and complete3 = 1 and 1 = 1 then 1 else 0 end as observed3,
    case when stage = 'eligible' and complete3 = 1 and 1 = 1 and worked3.amount >= 1 then 1 else 0 end as placed3,
    case when stage = 'eligible' and not (complete3 = 1) then 1 else 0 end as incomplete3,
    case when stage = 'eligible' and complete4 = 1 and 1 = 1 then 1 else 0 end as observed4,
    case when stage = 'eligible' and complete4 = 1 and 1 = 1 and worked4.amount >= 1 then 1 else 0 end as placed4,
    case when stage = 'eligible' and not (complete4 = 1) then 1 else 0 end as incomplete4,
    case when stage = 'eligible' and 1 = 1 and r5 is not null then 1 else 0 end as observed5,
    case when stage = 'eligible' and 1 = 1 and r5 is not null and r5 = 1 then 1 else 0 end as placed5,
    case when stage = 'eligible' and not (1 = 1) then 1 else 0 end as incomplete5
  from staged p
  left join registered on registered.id = p.id
  left join worked1 on worked1.id = p.id
  left join worked2 on worked2.id = p.id
  left join worked3 on worked3.id = p.id
  left join worked4 on worked4.id = p.id
)
, shown as (
  select stage,
    arm,
    case when stage not like 'refused:%' then cohort end as cohort,
    case when stage = 'eligible' then v1 end as v1,
    case when stage = 'eligible' then v2 end as v2,
    case when stage = 'eligible' then v3 end as v3,
    case when stage = 'eligible' then v4 end as v4,
    case when stage = 'eligible' then v5 end as v5,
    observed1,
    placed1,
    incomplete1,
    observed2,
    placed2,
    incomplete2,
    observed3,
    placed3,
    incomplete3,
    observed4,
    placed4,
    incomplete4,
    observed5,
    placed5,
    incomplete5
  from happened
  where arm is null or arm = 'programme' or arm = 'comparison'
)
, counted as (
  select stage,
    arm,
    cohort,
    v1,
    v2,
    v3,
    v4,
    v5,
    count(*) as people,
    cast(sum(observed1) as bigint) as observed1,
    cast(sum(placed1) as bigint) as placed1,
    cast(sum(incomplete1) as bigint) as incomplete1,
    cast(sum(observed2) as bigint) as observed2,
    cast(sum(placed2) as bigint) as placed2,
    cast(sum(incomplete2) as bigint) as incomplete2,
    cast(sum(observed3) as bigint) as observed3,
    cast(sum(placed3) as bigint) as placed3,
    cast(sum(incomplete3) as bigint) as incomplete3,
    cast(sum(observed4) as bigint) as observed4,
    cast(sum(placed4) as bigint) as placed4,
    cast(sum(incomplete4) as bigint) as incomplete4,
    cast(sum(observed5) as bigint) as observed5,
    cast(sum(placed5) as bigint) as placed5,
    cast(sum(incomplete5) as bigint) as incomplete5
  from shown
  group by stage, arm, cohort, v1, v2, v3, v4, v5
  union all
  select cast('refused:spells without an id or days that fit' as string), cast('programme' as string), cast(null as bigint), cast(null as string), cast(null as string), cast(null as bigint), cast(null as bigint), cast(null as double), count(*), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint), cast(0 as bigint)
  from spells
  where id is null or id = '' or begins is null or e0 is not null and ends is null or ends < begins or m0 is not null and months is null
  having count(*) > 0
)
select q.stage,
  q.arm,
  q.cohort,
  q.v1 as `qualification`,
  q.v2 as `band`,
  q.v3 as `age`,
  q.v4 as `children`,
  q.v5 as `score`,
  q.people,
  q.observed1 as observed_1,
  q.placed1 as placed_1,
  q.incomplete1 as incomplete_1,
  q.observed2 as observed_2,
  q.placed2 as placed_2,
  q.incomplete2 as incomplete_2,
  q.observed3 as observed_3,
  q.placed3 as placed_3,
  q.incomplete3 as incomplete_3,
  q.observed4 as observed_4,
  q.placed4 as placed_4,
  q.incomplete4 as incomplete_4,
  q.observed5 as observed_5,
  q.placed5 as placed_5,
  q.incomplete5 as incomplete_5
from counted q
order by case q.stage when 'eligible' then 0 when 'missing:band' then 1 when 'missing:children' then 2 when 'missing:score' then 3 when 'rule:registered' then 4 when 'rule:adult' then 5 when 'rule:few' then 6 when 'year' then 7 else 1000000 end, q.stage, case q.arm when 'programme' then 0 else 1 end, coalesce(q.cohort, 0), case when q.v1 = '(missing)' then 1 else 0 end, q.v1, q.v2, q.v3, q.v4, q.v5
