import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { schemaFiles } from '../../build/schema-types.ts'

const root = join(import.meta.dirname, '../..')
const how = 'a migration changed the schema: run `npx node build/schema-types.ts` and commit what it writes'

test('the committed schema snapshot is what the migrations make', async () => {
  const files = await schemaFiles()
  expect(readFileSync(join(root, 'db/schema.sql'), 'utf8'), how).toBe(files.sql)
})

test('the committed table types are what the migrations make', async () => {
  const files = await schemaFiles()
  expect(readFileSync(join(root, 'db/schema.ts'), 'utf8'), how).toBe(files.types)
})
