/** Addresses that one module's screens give another's: a moved screen is moved here. */
export const paths = {
  today: '/today',
  orders: '/orders',
  importOrders: '/orders/import',
  imports: '/orders/imports',
  waitingImports: '/orders/imports?waiting=true',
  catalog: '/catalog',
  matching: '/catalog/listings',
  stock: '/stock',
  materials: '/stock/materials',
  receiveStock: '/stock/receive',
  unpricedReceipts: '/stock/receipts?unpriced=1',
  counts: '/stock/counts',
  openingStock: '/stock/opening',
  shortage: '/stock/short',
  wages: '/wages',
  wageRuns: '/wages/runs',
  wagesOwed: '/wages/owed',
  givenAndTaken: '/wages/besides',
  workerDebts: '/wages/debts',
  payTerms: '/wages/terms',
  payRules: '/wages/rules',
  wageInsight: '/wages/insight',
  myPay: '/my-pay',
  attendance: '/people/attendance',
  badgeStation: '/people/attendance/scan',
  attendanceMonth: '/people/attendance/month',
  workers: '/people/workers',
  importWorkers: '/people/workers/import',
  households: '/people/households',
  training: '/people/training',
  skills: '/people/skills',
  recordWork: '/floor',
  pack: '/pack',
  trackingNumbers: '/pack/tracking',
  settings: '/settings',
  shops: '/settings/shops',
  backup: '/settings/backup',
  health: '/settings/health',
  users: '/settings/users',
} as const

/** Stages of an order that still has to leave. */
export const unshipped = ['open', 'picking', 'packed'] as const

/** Parcels handed over on a business day. */
export const shippedOnPath = (day: string) => `/pack/parcels?shippedOn=${day}`

/** Everybody's day; of one worker, hers is open to be put right. */
export const attendanceOn = (day: string, workerId?: number) =>
  `${paths.attendance}?day=${day}${workerId === undefined ? '' : `&worker=${workerId}`}`

export const householdPath = (id: number) => `${paths.households}/${id}`

/** The routing of a style, with its rates. */
export const routingPath = (styleId: number) => `/floor/routing/${styleId}`

/** The order list with filters in its address, as useUrlFilter reads them. */
export function ordersPath(filter: Readonly<Record<string, string | readonly string[]>>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    params.set(name, typeof value === 'string' ? value : value.join(','))
  return `${paths.orders}?${params.toString()}`
}
