// Counts people by profile and outcome with DuckDB on one thread, as ./groupby does, with the newer version that Node has.
//
//   node groupby.mjs FILE...
import { DuckDBInstance } from '@duckdb/node-api'

const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
const one = async q => (await db.runAndReadAll(q)).getRows()[0]
const [version] = await one('select version()')
const files = process.argv.slice(2).map(f => `'${f.replaceAll("'", "''")}'`).join(', ')
const query = `select count(*), sum(n) from (select count(*) as n from read_parquet([${files}])
  group by year, age, gender, origin, qualification, placed)`
for (let i = 0; i < 5; i++) {
  const before = process.cpuUsage()
  const [groups, people] = await one(query)
  const { user, system } = process.cpuUsage(before)
  console.log(`DuckDB ${version}: ${people} people, ${groups} groups, ${(user / 1e6).toFixed(2)} s user, ${(system / 1e6).toFixed(2)} s system, ` +
    `${(Number(people) / user).toFixed(1)} million rows a second of user time`)
}
