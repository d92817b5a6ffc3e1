import { join } from 'node:path'
import parquet from '@dsnp/parquetjs'

const day = 86_400_000
const base = { text: 'UTF8', int: 'INT64', float: 'DOUBLE', bool: 'BOOLEAN', date: 'DATE' }

const layouts = [
  ['parquetjs-none.parquet', 'people', 'UNCOMPRESSED', false, 0, {}],
  ['parquetjs-gzip-groups.parquet', 'people', 'GZIP', false, 110, { age: 'INT_8', year: 'UINT_16', entry_date: 'TIMESTAMP_MILLIS' }],
  ['parquetjs-snappy-v2.parquet', 'people', 'SNAPPY', true, 0, { person_id: 'INT64', birth_date: 'TIMESTAMP_MICROS' }],
  ['spells-parquetjs.parquet', 'spells', 'BROTLI', false, 0, {}],
]

function value(kind, type, v) {
  if (kind === 'date') {
    return type === 'TIMESTAMP_MICROS' ? v * day * 1000 : new Date(v * day)
  }
  return type === 'INT64' && typeof v === 'string' ? Number(v.slice(1)) : v
}

export async function parquetjs({ out, table, list }) {
  for (const [file, which, compression, v2, rows, as] of layouts) {
    const cols = table[which]
    const fields = {}
    for (const { name, kind, values } of cols) {
      fields[name] = { type: as[name] ?? base[kind], compression, optional: values.includes(null) }
    }
    const w = await parquet.ParquetWriter.openFile(new parquet.ParquetSchema(fields), join(out, file), { useDataPageV2: v2, rowGroupSize: rows || 4096 })
    for (let i = 0; i < cols[0].values.length; i++) {
      const row = {}
      for (const { name, kind, values } of cols) {
        if (values[i] !== null) row[name] = value(kind, as[name] ?? base[kind], values[i])
      }
      await w.appendRow(row)
    }
    await w.close()
    list(file, '@dsnp/parquetjs 1.8.9', [compression, v2 ? 'V2 pages' : 'V1 pages', rows ? `row groups of ${rows}` : 'one row group',
      'required where nothing is missing', ...Object.entries(as).map(([k, t]) => `${k} as ${t}`)].join(', '))
  }
}
