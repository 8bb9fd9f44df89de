/** What speaks for or against giving a batch to a partner. */
export interface PartnerFacts {
  /** Its usual days end before the batch is due. */
  readonly inTime: boolean
  /** It can do the batch's step that holds the workshop up most. */
  readonly canBottleneck: boolean
  /** Steps of the batch that it says it can do. */
  readonly can: readonly string[]
  /** Scrapped, lost and reworked pieces of all that came back, in per mille; null: nothing came back yet. */
  readonly badShare: number | null
  /** 1/1,000,000 yuan a piece for the batch's steps; null: not agreed, or not to be seen. */
  readonly price: number | null
  /** Kilometres. */
  readonly distance: number | null
  /** Pieces that it still holds. */
  readonly out: number
}

/** Whose work nobody knows yet stands between the good and the bad, in per mille. */
const unknownShare = 50

/**
 * Partners, the most suitable for a batch first: in time, able to do what holds the workshop up (then more of its
 * steps), of good work (in classes of 2 %, so that one bad piece in a hundred does not outweigh a price), cheap, near,
 * with little lying there. What is not known of price or distance comes after what is.
 */
export function rankPartners<P extends PartnerFacts>(partners: readonly P[]): P[] {
  const last = Number.POSITIVE_INFINITY
  const marks = (one: P): readonly number[] => [
    one.inTime ? 0 : 1,
    one.canBottleneck ? 0 : 1,
    -one.can.length,
    Math.floor((one.badShare ?? unknownShare) / 20),
    one.price ?? last,
    one.distance ?? last,
    one.out,
  ]
  return partners
    .map((one) => ({ one, marks: marks(one) }))
    .toSorted((a, b) => {
      const at = a.marks.findIndex((mark, index) => mark !== b.marks[index])
      return at < 0 ? 0 : a.marks[at]! < b.marks[at]! ? -1 : 1
    })
    .map(({ one }) => one)
}

/** Pieces that were bad or went back of all that came, in per mille; null where nothing came. */
export function badShare(record: {
  readonly good: number
  readonly bad: number
  readonly rework: number
}): number | null {
  const all = record.good + record.bad + record.rework
  return all === 0 ? null : Math.round(((record.bad + record.rework) * 1000) / all)
}

/** Whether a partner's words on what it can do (平车、整烫) name a step or the skill that it asks for. */
export function saysItCan(skills: string, step: { readonly name: string; readonly skill: string }): boolean {
  return skills.includes(step.name) || skills.includes(step.skill)
}
