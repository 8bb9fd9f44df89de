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
  // Whoever prints anything at all may have it printed elsewhere. Her own station's printer she lends herself: where a paper
  // comes out is chosen by whoever has it printed.
  'stations.printing.printers': [...packing, 'recorder'],
  'stations.printing.share': packing,
  'stations.printing.print': [...packing, 'recorder'],
  'stations.printing.jobs': [...packing, 'recorder'],
  'stations.printing.settle': [...packing, 'recorder'],
  // The program on another PC calls these, whoever is before it; the device's own key is asked for.
  'stations.printing.recover': null,
  'stations.printing.next': null,
  'stations.printing.take': null,
  'stations.printing.end': null,
} as const satisfies Permissions
