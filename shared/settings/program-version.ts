const pattern = /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/

/** Whether a text is a version of the program: three whole numbers. What was never released ("test") is none. */
export function isProgramVersion(text: string): boolean {
  return pattern.test(text)
}

/** Below zero where `a` is older than `b`, above it where it is newer. Both are versions. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (const at of [0, 1, 2]) {
    const difference = left[at]! - right[at]!
    if (difference !== 0) return difference
  }
  return 0
}
