/** Seconds as hours with one decimal, whole ones from a hundred on. */
export function hours(seconds: number): string {
  const value = seconds / 3600
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10)
}
