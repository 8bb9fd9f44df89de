/** Files dropped on another screen, on their way to the import screen: a File cannot travel in an address. */
let carried: readonly File[] = []

export function carryFiles(files: readonly File[]): void {
  carried = files
}

/** Takes the files once. */
export function takeCarriedFiles(): readonly File[] {
  const files = carried
  carried = []
  return files
}
