import { client } from '../app/client.ts'

type PhotoSize = 'thumbnail' | 'original'

/** So many pictures are kept as object URLs: a page of the list several times over, some 10 MB of thumbnails. */
const kept = 400

/** Least recently used first: a Map keeps the order in which keys were set. */
const cache = new Map<string, Promise<string>>()

/** An address for a kept photo, from this page's memory or the host. A failed load is asked again next time. */
export function photoUrl(hash: string, size: PhotoSize): Promise<string> {
  const key = `${size}:${hash}`
  const known = cache.get(key)
  if (known) {
    cache.delete(key)
    cache.set(key, known)
    return known
  }
  const loading = client.catalog.photo({ hash, size }).then((file) => URL.createObjectURL(file))
  cache.set(key, loading)
  loading.catch(() => cache.delete(key))
  const oldest = cache.keys().next().value
  if (cache.size > kept && oldest !== undefined) {
    const gone = cache.get(oldest)
    cache.delete(oldest)
    // A picture that is on the screen has been drawn: taking its address away does not blank it.
    void gone?.then((url) => URL.revokeObjectURL(url)).catch(() => undefined)
  }
  return loading
}
