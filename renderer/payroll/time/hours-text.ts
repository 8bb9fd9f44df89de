/** Minutes as hours to one decimal at most: "9", "4.5"; the minutes where it would not be exact. */
export function hoursText(minutes: number): string {
  return minutes % 6 === 0 ? String(minutes / 60) : (minutes / 60).toFixed(2)
}
