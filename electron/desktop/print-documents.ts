/** A document to print shows text and pictures; nothing in it may run, load from elsewhere or send. */
export const printPolicy = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Documents on their way to the printer, each under an unguessable path for as long as its window needs it.
 * They hold buyers' addresses: never in an address, a file or the log, only in this memory.
 */
export interface PrintDocuments {
  add(html: string): string
  find(path: string): string | null
  remove(path: string): void
}

export function createPrintDocuments(): PrintDocuments {
  const waiting = new Map<string, string>()
  return {
    add: (html) => {
      const path = `/print/${crypto.randomUUID()}.html`
      waiting.set(path, html)
      return path
    },
    find: (path) => waiting.get(path) ?? null,
    remove: (path) => {
      waiting.delete(path)
    },
  }
}
