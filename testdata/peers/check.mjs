// Reads every fixture of ../sources back with DuckDB and compares it with the CSV, value by value.
//
//   node check.mjs [directory of the table]
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

const out = process.argv[2] ?? '../sources'
const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
const rows = async q => (await db.runAndReadAll(q)).getRows()
const id = x => `('p' || lpad(replace(${x}::varchar, 'p', ''), 4, '0'))`
const day = x => `(${x}::timestamp::date)`
const columns = {
  people: [id('person_id'), 'arm', 'year::int', day('entry_date'), day('birth_date'), 'birth_year::int', 'age::int', 'gender::varchar', 'origin::varchar',
    'qualification::varchar', 'registered', 'round(earnings::double, 2)', 'placed', 'placed_int::int'],
  spells: [id('person_id'), day('start'), day('"end"'), 'kind::varchar', 'contract_months::int'],
}
let wrong = 0
for (const name of readdirSync(out)) {
  if (/\.(csv|md)$/.test(name)) continue
  const which = name.startsWith('spells') ? 'spells' : 'people'
  const glob = name.endsWith('.parquet') ? name : `${name}/**/*.parquet`
  const list = columns[which].map((c, i) => `${c} as c${i}`).join(', ')
  const q = `with file as (select ${list} from read_parquet('${join(out, glob)}', hive_partitioning = true)),
    truth as (select ${list} from read_csv('${join(out, which + '.csv')}', header = true))
    select (select count(*) from file), (select count(*) from truth),
      (select count(*) from (from file except all from truth)), (select count(*) from (from truth except all from file))`
  try {
    const [n, m, extra, missing] = (await rows(q))[0].map(Number)
    const ok = n === m && extra === 0 && missing === 0
    if (!ok) wrong++
    console.log(`${ok ? 'same ' : 'WRONG'} ${name}: ${n} rows of ${m}, ${extra} that should not be, ${missing} missing`)
  } catch (e) {
    wrong++
    console.log(`WRONG ${name}: ${e.message.split('\n')[0]}`)
  }
}
process.exitCode = wrong ? 1 : 0
