import { gzipSync, brotliCompressSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'

const day = 86_400_000
const base = { text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, int: { type: 'INT32' }, float: { type: 'DOUBLE' }, bool: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' }, int64: { type: 'INT64' }, uint8: { type: 'INT32', converted_type: 'UINT_8' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' } }

const value = (kind, type, v) => v === null ? null
  : kind === 'date' ? new Date(v * day) // the library turns a Date into what the column stores
  : type === 'int64' ? BigInt(typeof v === 'string' ? v.slice(1) : v) : v

const compressors = { GZIP: b => gzipSync(b), BROTLI: b => brotliCompressSync(b) }

const layouts = [
  ['hyparquet-snappy.parquet', 'people', { codec: 'SNAPPY' }, {}],
  ['hyparquet-none-groups.parquet', 'people', { codec: 'UNCOMPRESSED', rowGroupSize: 120 }, { person_id: 'int64', age: 'uint8' }],
  ['hyparquet-gzip-pages.parquet', 'people', { codec: 'GZIP', pageSize: 600 }, { entry_date: 'timestamp', birth_date: 'timestamp' }],
  ['hyparquet-brotli.parquet', 'people', { codec: 'BROTLI' }, {}],
  ['spells-hyparquet.parquet', 'spells', { codec: 'SNAPPY' }, {}],
]

export async function hyparquet({ table, list, save }) {
  for (const [file, which, options, as] of layouts) {
    const columnData = table[which].map(({ name, kind, values }) => ({ name, data: values.map(v => value(kind, as[name], v)) }))
    const fields = table[which].map(({ name, kind, values }) =>
      ({ name, ...base[as[name] ?? kind], repetition_type: values.includes(null) ? 'OPTIONAL' : 'REQUIRED' }))
    const schema = [{ name: 'root', num_children: fields.length }, ...fields]
    save(file, new Uint8Array(parquetWriteBuffer({ columnData, schema, compressors, ...options })))
    list(file, 'hyparquet-writer 0.17.0', [JSON.stringify(options).replace(/["{}]/g, '').replaceAll(':', ' ').replaceAll(',', ', '), 'required where nothing is missing',
      ...Object.entries(as).map(([k, t]) => `${k} as ${t}`)].join(', '))
  }
}
