import { floor, office, owner, type Permissions } from '../settings/role-groups.ts'

/** Who may call which procedure of this module. */
export const subcontractingPermissions = {
  'subcontracting.partners.list': floor,
  'subcontracting.partners.save': office,
  'subcontracting.partners.forgetKey': owner,
  'subcontracting.partners.proposePrice': office,
  'subcontracting.suggestions': office,
  'subcontracting.ownFingerprint': office,
  'subcontracting.orders.list': floor,
  'subcontracting.orders.get': floor,
  'subcontracting.orders.create': office,
  'subcontracting.orders.receive': floor,
  'subcontracting.orders.voidReturn': office,
  'subcontracting.orders.close': office,
  'subcontracting.orders.reopen': office,
  'subcontracting.orders.file': office,
  'subcontracting.files.read': office,
  // A key that changed is what somebody who pretends to be a partner would have.
  'subcontracting.files.trustKey': owner,
  'subcontracting.files.accept': office,
  'subcontracting.incoming.list': office,
  'subcontracting.incoming.export': office,
  'subcontracting.incoming.add': office,
  'subcontracting.incoming.remove': office,
  'subcontracting.incoming.deliver': office,
  'subcontracting.incoming.voidDelivery': office,
  'subcontracting.incoming.file': office,
} as const satisfies Permissions
