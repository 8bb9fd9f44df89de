import { useEffect, useSyncExternalStore } from 'react'
import { FolderWatch, type WatchedFolder, type WatchView } from './folder-watch.ts'
import { isOrderFile } from './is-order-file.ts'
import { loadWatch, saveWatch } from './kept-watch.ts'

/** How often the folder is looked into while the page is in sight, in milliseconds. */
const lookEvery = 20_000

interface FolderPicker {
  showDirectoryPicker?(options: object): Promise<WatchedFolder>
}

const watch = new FolderWatch({ load: loadWatch, save: saveWatch, isOrderFile, now: () => Date.now() })
let screens = 0
let timer: ReturnType<typeof setInterval> | undefined
let isResumed = false

const lookIfSeen = () => {
  if (!document.hidden) void watch.look()
}

/** Looks into the watched folder as long as a screen that shows its offers is open. */
function keepLooking(): () => void {
  screens += 1
  if (screens === 1) {
    if (isResumed) lookIfSeen()
    else void watch.resume()
    isResumed = true
    timer = setInterval(lookIfSeen, lookEvery)
    document.addEventListener('visibilitychange', lookIfSeen)
  }
  return () => {
    screens -= 1
    if (screens > 0) return
    clearInterval(timer)
    document.removeEventListener('visibilitychange', lookIfSeen)
  }
}

/** The watched folder of this browser. `isAble` is false where folders cannot be watched at all. */
export function useFolderWatch(): {
  readonly view: WatchView
  readonly watch: FolderWatch
  readonly isAble: boolean
  /** By a click: chooses the folder. Choosing none changes nothing. */
  readonly choose: () => Promise<void>
} {
  const view = useSyncExternalStore(watch.subscribe, watch.view)
  const picker = (window as FolderPicker).showDirectoryPicker
  const isAble = picker !== undefined
  useEffect(() => (isAble ? keepLooking() : undefined), [isAble])
  return {
    view,
    watch,
    isAble,
    choose: async () => {
      const folder = await picker
        ?.call(window, { id: 'orders', mode: 'read', startIn: 'downloads' })
        .catch(() => null)
      if (folder) await watch.watch(folder)
    },
  }
}
