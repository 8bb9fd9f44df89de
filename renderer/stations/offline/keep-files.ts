/**
 * Lets a paired device open its page while the link is down. Where the workshop's certificate is not trusted on the device
 * the browser refuses; the page works as before then, as long as it stays open.
 */
export function keepFiles(): void {
  navigator.serviceWorker?.register('/offline-worker.js').catch(() => {})
}
