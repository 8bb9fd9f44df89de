const key = 'yifang-clock'
/** What is written down of the host's time is this fresh at least, in milliseconds. */
const writtenEvery = 60_000
/** An answer that took longer tells too little of when it was given, in milliseconds. */
const quick = 2000

/** How far the host's clock is ahead of this device's, and the host's time when it was last heard. */
interface Learnt {
  readonly off: number
  readonly heardAt: number
}

const here: Learnt = { off: 0, heardAt: 0 }
let written = read()
let learnt = written

function read(): Learnt {
  try {
    return { ...here, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Learnt>) }
  } catch {
    return here
  }
}

/**
 * The time by the clock of the PC that keeps the books, as this page knows it: a tablet's own may be a day off. Without a
 * link by what was learnt before, and never before what was heard: an empty battery begins in 2015.
 */
export function now(): number {
  return Math.max(Date.now() + learnt.off, learnt.heardAt)
}

/** When the host was last heard, by its own clock, fresh to a minute after the page was loaded again; null: never. */
export function hostHeardAt(): number | null {
  return learnt.heardAt === 0 ? null : learnt.heardAt
}

/** The host said what time it was as it answered, `took` milliseconds after it was asked. */
export function hearHost(at: number, took: number): void {
  if (!Number.isSafeInteger(at) || at <= 0 || took > quick) return
  learnt = { off: at - Date.now(), heardAt: at }
  if (Math.abs(learnt.off - written.off) < quick && Math.abs(at - written.heardAt) < writtenEvery) return
  written = learnt
  // A full disk forgets it: then the device's own clock is as good as there is.
  try {
    localStorage.setItem(key, JSON.stringify(learnt))
  } catch {}
}
