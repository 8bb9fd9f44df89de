import { owner, type Permissions, packing, upkeep } from '../settings/role-groups.ts'

/** Who is let in is the owner's word; the installer sees that it works. */
export const stationsPermissions = {
  'stations.sharing': upkeep,
  'stations.share': upkeep,
  'stations.list': upkeep,
  'stations.requests': upkeep,
  'stations.pair': upkeep,
  'stations.turnAway': upkeep,
  'stations.rename': upkeep,
  'stations.revoke': upkeep,
  'stations.refusals': upkeep,
  'stations.certificate': upkeep,
  // Whoever keeps records on a device; what was given up is told to who answers for the books.
  'stations.putAway': [...packing, 'recorder'],
  'stations.putAways': owner,
  'stations.seePutAways': owner,
  'stations.pack': [...packing, 'recorder'],
  'stations.look': [...packing, 'recorder'],
  // Whoever prints anything at all may have it printed elsewhere; whose printer others use is the owner's word.
  'stations.printing.printers': [...packing, 'recorder'],
  'stations.printing.share': owner,
  'stations.printing.print': [...packing, 'recorder'],
  'stations.printing.jobs': [...packing, 'recorder'],
  'stations.printing.settle': [...packing, 'recorder'],
} as const satisfies Permissions
