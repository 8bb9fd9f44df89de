import { rmSync } from 'node:fs'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { makeOrders } from '../../../electron/host/demo/make-orders.ts'
import { taobaoFiles } from '../../../electron/host/demo/order-files.ts'
import { clientOf, id, importFiles } from '../../support/host.ts'
import { idNumber, newFolder, openAt, plain } from './support.ts'

const passphrase = '新电脑 new pc'
/** A JPEG begins so; nobody looks farther. */
const photo = new File([Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')], 'a.jpg', {
  type: 'image/jpeg',
})

test('a workshop goes to a new PC by one file: orders, photos, settings and sealed numbers', async () => {
  const [oldDir, newDir] = [newFolder(), newFolder()]
  const old = await openAt(oldDir)
  const before = clientOf(old)
  const shop = await before.settings.shops.save({
    commandId: v7(),
    id: null,
    platform: 'taobao',
    name: '丁家',
    promiseHours: 48,
  })
  const orders = makeOrders(30, Date.now(), 7).filter((order) => order.shop === 'taobao')
  await importFiles(before, shop.id, taobaoFiles(orders, Date.now()))
  await before.workers.dataKey.create({ commandId: id(), forget: false })
  const { id: workerId } = await before.workers.save({ ...plain('丁秀英'), idNumber: idNumber(1) })
  await before.settings.workshop.update({ commandId: id(), name: '丁家衣坊' })
  await before.settings.backup.plan.save({ commandId: id(), everyHours: 2 })
  const { hash } = await before.catalog.photos.upload({ original: photo, thumbnail: photo })
  const { total } = await before.orders.list({})
  const { file } = await before.settings.backup.download({ withoutKey: false, passphrase })
  const carried = new File([await file.arrayBuffer()], file.name)
  await old.close()
  rmSync(oldDir, { recursive: true, force: true })

  const fresh = await openAt(newDir)
  try {
    const after = clientOf(fresh)
    const looked = await after.settings.backup.look({ file: carried, passphrase })
    expect(looked).toMatchObject({
      sealed: true,
      // Nothing is here that it could be mistaken for.
      state: 'good',
      manifest: {
        workshopName: '丁家衣坊',
        counts: { orders: orders.length },
        photos: true,
        dataKey: 'carried',
      },
    })
    const restored = await after.settings.backup.restore({
      brought: looked.brought!,
      shownName: 'x',
      passphrase,
    })
    expect(restored).toMatchObject({ dataKey: 'open', photos: 2 })
    expect((await after.orders.list({})).total).toBe(total)
    expect((await after.settings.workshop.get()).name).toBe('丁家衣坊')
    expect((await after.settings.backup.plan.get()).everyHours).toBe(2)
    const { number } = await after.workers.reveal({ commandId: id(), workerId, kind: 'id-number' })
    expect(number).toBe(idNumber(1))
    const shown = await after.catalog.photo({ hash, size: 'original' })
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(Buffer.from(await photo.arrayBuffer()))
    expect((await after.settings.backup.check()).ok).toBe(true)
    // It came on a stick, so a copy is outside this PC.
    expect((await after.settings.backup.outside()).level).toBe('fine')
    // From now on another workshop's file is asked about.
    const other = await openAt(newFolder())
    const foreign = await clientOf(other).settings.backup.download()
    const theirs = new File([await foreign.file.arrayBuffer()], 'theirs')
    await other.close()
    await expect(after.settings.backup.restore({ file: theirs })).rejects.toMatchObject({
      code: 'backup-other-site',
    })
    expect((await after.orders.list({})).total).toBe(total)
  } finally {
    await fresh.close()
    rmSync(newDir, { recursive: true, force: true })
  }
}, 240_000)
