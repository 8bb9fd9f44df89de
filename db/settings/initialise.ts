import { generateKeyPairSync, randomInt } from 'node:crypto'
import { v4, v7 } from 'uuid'
import { runCommand } from '../command.ts'
import type { Store } from '../open.ts'

/** Couriers met in the villages; a workshop edits the list. Codes follow shared/shipping/tracking.ts. */
const carriers = [
  ['ZTO', '中通快递'],
  ['YTO', '圆通速递'],
  ['STO', '申通快递'],
  ['YUNDA', '韵达快递'],
  ['JT', '极兔速递'],
  ['SF', '顺丰速运'],
  ['EMS', '邮政EMS'],
  ['YZ', '邮政快递包裹'],
  ['JD', '京东快递'],
  ['DPK', '德邦快递'],
] as const

/** The places a new workshop starts with. */
const locations = [
  ['A', '成品架', 'sellable'],
  ['T', '待检退货', 'unchecked'],
  ['B', '次品', 'seconds'],
  ['F', '报废', 'scrap'],
  ['L', '物料架', 'materials'],
] as const

/** Gives a new store its workshop row, keys, first owner, locations and carriers. Does nothing to an old one. */
export async function initialiseStore(store: Pick<Store, 'writer' | 'bulk'>, at: number): Promise<void> {
  const known = await store.writer.selectFrom('workshop').select('id').executeTakeFirst()
  if (known) return
  const keys = generateKeyPairSync('ed25519')
  await runCommand(
    store,
    { uuid: v7(), name: 'settings.initialise', userId: null, station: 'host', at, input: null },
    async (scope) => {
      await scope.trx
        .insertInto('workshop')
        .values({
          id: 1,
          site_id: v4(),
          time_zone: 'Asia/Shanghai',
          restore_epoch: 1,
          code_mark: randomInt(1, 23),
          public_key: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
          private_key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
          created_at: at,
        })
        .execute()
      await scope.insert('user', { name: '老板', role: 'owner' })
      for (const [code, name, kind] of locations) await scope.insert('location', { code, name, kind })
      for (const [code, name] of carriers) await scope.insert('carrier', { code, name })
      return null
    },
  )
}
