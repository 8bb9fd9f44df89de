/** Whether a row is one that only this device knows so far: its id stands for its place in the queue. */
export function isKeptId(id: number): boolean {
  return id <= 0
}
