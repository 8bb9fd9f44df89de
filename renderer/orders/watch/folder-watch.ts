/** What we use of the File System Access API; typed here, since permissions are in no library yet. */
export interface WatchedFolder {
  readonly name: string
  values(): AsyncIterable<FolderEntry>
  queryPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>
  requestPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>
}
export interface FolderEntry {
  readonly kind: 'file' | 'directory'
  readonly name: string
  getFile?(): Promise<File>
}

/** Kept in this browser between starts. */
export interface KeptWatch {
  readonly folder: WatchedFolder
  /** Files that were answered for, or are no orders: "name|size|lastModified". */
  readonly seen: readonly string[]
}

export interface WatchView {
  /** Null: none is watched. */
  readonly folder: string | null
  /** The browser wants a click before it reads the folder again. */
  readonly needsClick: boolean
  /** New order files that nobody has answered for. */
  readonly offers: readonly File[]
}

export interface WatchWorld {
  readonly load: () => Promise<KeptWatch | null>
  /** Null forgets. */
  readonly save: (kept: KeptWatch | null) => Promise<void>
  /** Whether a file's head is an order file's. */
  readonly isOrderFile: (file: File) => Promise<boolean>
  readonly now: () => number
}

/** Older files were there before anyone asked: yesterday's export may still be wanted, last year's is not. */
const newestFor = 36 * 3_600_000
/** A file that was written in this moment may not be whole yet. */
const restFor = 1500

const nothing: WatchView = { folder: null, needsClick: false, offers: [] }
const keyOf = (file: File) => `${file.name}|${file.size}|${file.lastModified}`
/** Lists and problem rows that this program itself put into Downloads. */
const isOurs = (name: string) =>
  /^(?:订单|orders)-\d{4}-\d\d-\d\d/.test(name) || /-(?:待修改|to-mend)(?: ?\(\d+\))?\.csv$/.test(name)

/** Looks into a folder that the user chose (the browser's downloads) for order files which are new there. */
export class FolderWatch {
  readonly #world: WatchWorld
  readonly #listeners = new Set<() => void>()
  #view = nothing
  #folder: WatchedFolder | null = null
  #seen = new Set<string>()
  #looking: Promise<void> | null = null

  constructor(world: WatchWorld) {
    this.#world = world
  }

  readonly view = (): WatchView => this.#view
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes up the folder of the last time. */
  async resume(): Promise<void> {
    const kept = await this.#world.load().catch(() => null)
    if (!kept || this.#folder) return
    this.#folder = kept.folder
    this.#seen = new Set(kept.seen)
    this.#show({ folder: kept.folder.name })
    await this.look()
  }

  async watch(folder: WatchedFolder): Promise<void> {
    this.#folder = folder
    this.#seen = new Set()
    this.#show({ folder: folder.name, offers: [], needsClick: false })
    await this.#save()
    await this.look()
  }

  async stop(): Promise<void> {
    this.#folder = null
    this.#show(nothing)
    await this.#world.save(null)
  }

  /** Asks the browser's leave again; must be called by a click. */
  async allow(): Promise<void> {
    await this.#folder?.requestPermission?.({ mode: 'read' }).catch(() => undefined)
    await this.look()
  }

  /** One look; while one is under way, the same. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  /** Takes the offered files, to import them or to leave them: they are not offered again. */
  async answer(): Promise<readonly File[]> {
    const { offers } = this.#view
    for (const file of offers) this.#seen.add(keyOf(file))
    this.#show({ offers: [] })
    await this.#save()
    return offers
  }

  async #look(): Promise<void> {
    const folder = this.#folder
    if (!folder) return
    const leave =
      (await folder.queryPermission?.({ mode: 'read' }).catch(() => 'prompt' as const)) ?? 'granted'
    this.#show({ needsClick: leave !== 'granted' })
    if (leave !== 'granted') return
    const offers: File[] = []
    const present = new Set<string>()
    try {
      for await (const entry of folder.values()) {
        if (entry.kind !== 'file' || !/\.(?:csv|xlsx)$/i.test(entry.name) || isOurs(entry.name)) continue
        // Gone or locked since it was listed: the next look will tell.
        const file = await entry.getFile?.().catch(() => null)
        if (!file) continue
        const key = keyOf(file)
        present.add(key)
        if (this.#seen.has(key)) continue
        const age = this.#world.now() - file.lastModified
        if (age < restFor) continue
        const isKnown = this.#view.offers.some((offer) => keyOf(offer) === key)
        if (isKnown || (age < newestFor && (await this.#world.isOrderFile(file)))) offers.push(file)
        else this.#seen.add(key)
      }
    } catch {
      // The folder itself is away (a stick pulled out): nothing is offered until it is back.
      this.#show({ offers: [] })
      return
    }
    if (this.#folder !== folder) return
    // Files that are gone need not be remembered; answered meanwhile, they are not offered again.
    this.#seen = new Set([...this.#seen].filter((key) => present.has(key)))
    this.#show({ offers: offers.filter((file) => !this.#seen.has(keyOf(file))) })
    await this.#save()
  }

  async #save(): Promise<void> {
    // A browser without storage watches until the page is closed.
    if (this.#folder)
      await this.#world.save({ folder: this.#folder, seen: [...this.#seen] }).catch(() => undefined)
  }

  #show(patch: Partial<WatchView>): void {
    this.#view = { ...this.#view, ...patch }
    for (const listener of this.#listeners) listener()
  }
}
