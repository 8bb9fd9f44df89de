import { z } from 'zod'
import { procedure } from '../rpc.ts'
import { jobFilesContract } from './files-contract.ts'
import { incomingContract } from './incoming-contract.ts'
import { sentOutContract } from './orders-contract.ts'
import { partnersContract, suggestionSchema } from './partners-contract.ts'

export const subcontractingContract = {
  partners: partnersContract,
  /** Batches that will be late, and to whom they could go. */
  suggestions: procedure.output(z.array(suggestionSchema)),
  /** This workshop's own key, as a partner sees it. */
  ownFingerprint: procedure.output(z.object({ name: z.string(), fingerprint: z.string() })),
  orders: sentOutContract,
  files: jobFilesContract,
  incoming: incomingContract,
}
