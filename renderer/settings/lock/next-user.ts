let next: number | null = null

/** Who is expected at the lock screen: it asks for her PIN at once. */
export function rememberNextUser(userId: number): void {
  next = userId
}

/** Null: whoever comes chooses her name. */
export function expectedUser(): number | null {
  return next
}
