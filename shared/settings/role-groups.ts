/** Who uses the program (DESIGN §1). */
export const roles = ['owner', 'office', 'packer', 'recorder', 'worker', 'installer'] as const
export type Role = (typeof roles)[number]

export const everyone = roles
export const owner = ['owner'] as const
export const office = ['owner', 'office'] as const
export const packing = ['owner', 'office', 'packer'] as const
export const upkeep = ['owner', 'installer'] as const
export const kiosk = ['owner', 'worker'] as const
export const floor = ['owner', 'office', 'recorder'] as const

/** One line a procedure: who may call it. `null`: before anyone has said who she is. */
export type Permissions = Readonly<Record<string, readonly Role[] | null>>
