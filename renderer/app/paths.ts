/** Addresses that one module's screens give another's: a moved screen is moved here. */
export const paths = {
  orders: '/orders',
  importOrders: '/orders/import',
  imports: '/orders/imports',
  waitingImports: '/orders/imports?waiting=true',
  catalog: '/catalog',
  matching: '/catalog/listings',
  stock: '/stock',
  materials: '/stock/materials',
  receiveStock: '/stock/receive',
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
  workingHours: '/floor/time',
  workers: '/floor/workers',
  recordWork: '/floor',
  pack: '/pack',
  trackingNumbers: '/pack/tracking',
  shops: '/settings/shops',
  backup: '/settings/backup',
  health: '/settings/health',
  people: '/settings/people',
} as const

/** Stages of an order that still has to leave. */
export const unshipped = ['open', 'picking', 'packed'] as const

/** Parcels handed over on a business day. */
export const shippedOnPath = (day: string) => `/pack/parcels?shippedOn=${day}`

/** The routing of a style, with its rates. */
export const routingPath = (styleId: number) => `/floor/routing/${styleId}`

/** The order list with filters in its address, as useUrlFilter reads them. */
export function ordersPath(filter: Readonly<Record<string, string | readonly string[]>>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    params.set(name, typeof value === 'string' ? value : value.join(','))
  return `${paths.orders}?${params.toString()}`
}
