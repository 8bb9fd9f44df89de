/** Gives a file that the host made to the user: the browser's download, or the desktop's save dialog. */
export function saveFile(fileName: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // Chromium reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
