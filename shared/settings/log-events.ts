/** All that the host writes into its log; a line of another version may have another. The health screen has words for each. */
export const logEvents = [
  'open',
  'close',
  'bug',
  'trouble',
  'folder-not-private',
  'port-refused',
  'page-gone',
  'page-hangs',
  'moved',
  'old-folder-cleared',
  'restored',
  'update',
  'salvaged',
  'repaired',
  'clock-confirmed',
  'stations-open',
  'stations-closed',
  'stations-failed',
  'stations-unannounced',
  'station-refused',
  'station-open',
] as const
export type LogEvent = (typeof logEvents)[number]

/** What a line is shown as that the power cut off while it was written. */
export const cutOffEvent = 'cut-off'

/** What the health screen has words for. */
export function isNamedEvent(event: string): event is LogEvent | typeof cutOffEvent {
  return event === cutOffEvent || (logEvents as readonly string[]).includes(event)
}
