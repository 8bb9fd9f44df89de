import type { KeptWatch } from './folder-watch.ts'

const databaseName = 'yifang-page'
const storeName = 'kept'
const key = 'watched-folder'

/** A folder's handle can be kept in IndexedDB only: it is no text. */
async function withStore<A>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<A>,
): Promise<A> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  try {
    return await new Promise<A>((resolve, reject) => {
      const request = work(database.transaction(storeName, mode).objectStore(storeName))
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  } finally {
    database.close()
  }
}

export async function loadWatch(): Promise<KeptWatch | null> {
  const kept: KeptWatch | undefined = await withStore('readonly', (store) => store.get(key))
  return kept ?? null
}

export async function saveWatch(kept: KeptWatch | null): Promise<void> {
  if (kept === null) await withStore('readwrite', (store) => store.delete(key))
  else await withStore('readwrite', (store) => store.put(kept, key))
}
