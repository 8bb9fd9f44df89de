/** How a PC with the program joins the workshop of another PC: what its page asks of its own main process. */

/** A workshop that answers at an address, before anybody trusts it. */
export interface FoundWorkshop {
  /** "192.168.1.5:7443" */
  readonly address: string
  /** SHA-256 of its root certificate: to be compared with the owner's screen. */
  readonly fingerprint: string
}

/**
 * `no-answer`: nobody answers there; `no-workshop`: somebody does, who is no workshop's door; `other-workshop`: not the one
 * that this PC has joined; `clock`: its certificate is of another time; `too-many`: it is asked too often; `no-safe`: this
 * PC has nowhere to keep a key.
 */
export const joinProblems = [
  'no-answer',
  'no-workshop',
  'other-workshop',
  'clock',
  'too-many',
  'no-safe',
] as const
export type JoinProblem = (typeof joinProblems)[number]

export type Found = FoundWorkshop | { readonly problem: JoinProblem }
/** Six digits for the owner to type. */
export type Asked = { readonly code: string } | { readonly problem: JoinProblem }
/** `paired`: this PC is in, and its program starts again. */
export type JoinState = 'waiting' | 'paired' | 'gone'
