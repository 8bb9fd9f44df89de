import { YifangError } from '../../../shared/errors.ts'
import type { HostServices } from '../services.ts'
import { forgetTrouble } from './rescue-state.ts'

/**
 * Begins an empty workshop where the database was damaged or is missing: what was renamed aside and every backup
 * stay where they are. Raises not-allowed where a store is open or belongs to a newer program.
 */
export async function startEmpty(host: HostServices): Promise<void> {
  const trouble = host.trouble()
  if (trouble?.kind !== 'damaged' && trouble?.kind !== 'missing')
    throw new YifangError('not-allowed', { procedure: 'settings.rescue.startEmpty' })
  await host.gate.alone(async () => {
    await forgetTrouble(host.dataDir)
    await host.reopen({ evenEmpty: true })
  })
  host.events.publish('host', { kind: 'session' })
}
