import { makeDemo } from '../host/demo/make-demo.ts'
import { type CliAnswer, CliError, type CliRun } from './command.ts'
import { openSession } from './session.ts'

/** Fills a new folder with a workshop to look at. Refused where there are orders already. */
export async function demo(run: CliRun): Promise<CliAnswer> {
  const { data, orders = '3000' } = run.options
  const count = Number(orders)
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000)
    throw new CliError(2, 'usage', run.say('usage', { what: `--orders ${orders}` }))
  const session = await openSession(run, data)
  try {
    if (!session.host) throw new CliError(2, 'demo-exists', run.say('demoOpen', { what: data }))
    const known = await session.client.settings.today()
    if (known.hasOrders || known.hasShops)
      throw new CliError(2, 'demo-exists', run.say('demoExists', { what: data }))
    run.progress(run.say('demoWorking', { seconds: secondsFor(count) }))
    const sums = await makeDemo(session.client, count, Date.now(), (made) => {
      if (count > made) run.progress(run.say('demoMade', { made, count }))
    })
    run.tell(run.say('demoDone', { dir: data, ...sums }))
    return { exitCode: 0, json: sums }
  } finally {
    await session.close()
  }
}

/**
 * About how long it takes on two cores, to whole five seconds. Measured: 10,000 orders 12 s, 100,000 53 s; a million took
 * 32 minutes beside other work, since indexes that outgrow the cache are written page by page.
 */
function secondsFor(count: number): number {
  return Math.ceil((15 + (count / 2000) * (1 + count / 400_000)) / 5) * 5
}
