import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

const files = [
  ['duckdb15-v1-snappy.parquet', 'people', 'compression snappy, parquet_version v1'],
  ['duckdb15-v2-zstd.parquet', 'people', 'compression zstd, parquet_version v2'],
  ['duckdb15-v2-none-unsigned.parquet',
    "select * replace (age::utinyint as age, year::usmallint as year, substr(person_id, 2)::bigint as person_id, entry_date::timestamp as entry_date) from people",
    'compression uncompressed, parquet_version v2'],
  ['duckdb15-v1-nodict-enum.parquet',
    "select * replace (gender::enum('F', 'M') as gender, age::tinyint as age, entry_date::timestamp_ms as entry_date) from people",
    'compression gzip, parquet_version v1, dictionary_size_limit 1'],
  ['duckdb15-hive', 'people', 'compression zstd, partition_by (year), overwrite_or_ignore true'],
  ['spells-duckdb15-v2.parquet', 'spells', 'compression zstd, parquet_version v2'],
]

// duckdb writes with COPY … TO.
export async function duckdb({ out, list }) {
  const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const types = `{'person_id': 'varchar', 'arm': 'varchar', 'year': 'integer', 'entry_date': 'date', 'birth_date': 'date', 'birth_year': 'integer',
    'age': 'integer', 'gender': 'varchar', 'origin': 'varchar', 'qualification': 'varchar', 'registered': 'boolean', 'earnings': 'double',
    'placed': 'boolean', 'placed_int': 'tinyint'}`
  const spells = `{'person_id': 'varchar', 'start': 'date', 'end': 'date', 'kind': 'varchar', 'contract_months': 'integer'}`
  await db.run(`create table people as from read_csv('${join(out, 'people.csv')}', header = true, columns = ${types})`)
  await db.run(`create table spells as from read_csv('${join(out, 'spells.csv')}', header = true, columns = ${spells})`)
  const version = (await db.runAndReadAll('select version()')).getRows()[0][0]
  for (const [file, from, options] of files) {
    const source = from.startsWith('select') ? `(${from})` : from
    await db.run(`copy ${source} to '${join(out, file)}' (format parquet, ${options})`)
    list(file, `DuckDB ${version} (@duckdb/node-api)`, options + (source === from ? '' : '; ' + from))
  }
}
