/** No entry of this program can be older: a clock before it is wrong, even in a workshop that has none yet. */
export const programDay = Date.UTC(2025, 0, 1)
