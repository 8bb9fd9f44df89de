/** The owner closes the program, her PC goes to sleep, or was locked (it still answers then). */
export const awayReasons = ['closing', 'sleep', 'locked'] as const
export type Away = (typeof awayReasons)[number]
