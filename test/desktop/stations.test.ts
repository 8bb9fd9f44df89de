import { expect, test } from 'vitest'
import type { HostEvent } from '../../shared/settings/contract.ts'
import { newDevice, newDeviceKey, newStation, pair } from '../support/station.ts'
import { newPlace } from './running.ts'

test('the owner’s program lets a device in, keeps the PC awake, says when she is away, and asks before it cuts one off', async () => {
  const place = newPlace()
  const { desktop, page } = await place.open()
  const { port } = await page.evaluate(() =>
    window.probe.client.stations.share({
      commandId: window.probe.newId(),
      on: true,
      address: '127.0.0.1',
      port: null,
      keepAwake: true,
    }),
  )
  const ca = await page.evaluate(async () => (await window.probe.client.stations.certificate()).file.text())
  expect(await desktop.evaluate(({ standin }) => standin.state.awake)).toBe(1)
  const device = newDevice({ address: '127.0.0.1', port, host: `127.0.0.1:${port}`, ca })
  const key = newDeviceKey()
  const owner = {
    stations: {
      pair: (given: Parameters<typeof window.probe.client.stations.pair>[0]) =>
        page.evaluate((input) => window.probe.client.stations.pair(input), given),
    },
  }
  await pair(owner, device, key, { name: '记工平板' })
  const version = (await page.evaluate(() => window.probe.client.settings.session.get())).version
  const station = await newStation(device, key, version)
  const heard: HostEvent[] = []
  const events = await station.client.settings.events.watch()
  const listening = (async () => {
    for await (const event of events) heard.push(event)
  })().catch(() => {})
  const away = () => heard.filter(({ kind }) => kind === 'away')
  await desktop.evaluate(({ standin }) => standin.powerStandin.tell('suspend'))
  await expect.poll(away).toEqual([{ kind: 'away', why: 'sleep' }])
  await desktop.evaluate(({ standin }) => standin.powerStandin.tell('resume'))
  await expect.poll(away).toHaveLength(2)
  // Closing: asked about by name; kept open, the device goes on.
  const close = (response: number) =>
    desktop.evaluate(({ BrowserWindow }, answer) => {
      globalThis.desktopScript.answers.push({ response: answer })
      setImmediate(() => BrowserWindow.getAllWindows()[0]!.close())
    }, response)
  await close(0)
  await expect
    .poll(() => desktop.evaluate(() => JSON.stringify(globalThis.desktopScript.dialogs)))
    .toContain('记工平板')
  expect((await station.client.settings.session.get()).station).toBe('记工平板')
  await close(1)
  expect(await desktop.exited).toBe(0)
  await listening
  expect(away().at(-1)).toEqual({ kind: 'away', why: 'closing' })
  device.close()
})
