import type { Kysely } from 'kysely'
import { addDays } from '../../shared/dates.ts'
import type { SendOutSuggestion } from '../../shared/subcontracting/partners-contract.ts'
import { proposedPrice } from '../../shared/subcontracting/prices.ts'
import { badShare, rankPartners, saysItCan } from '../../shared/subcontracting/rank-partners.ts'
import { readOpenWork, scheduleOf, stepLoad } from '../planning/capacity.ts'
import type { Database } from '../schema.ts'
import { listPartners } from './partners.ts'
import { agreedOrders } from './prices.ts'

/** So many late batches are looked at, the soonest due first. */
const most = 20

/**
 * Batches that will be late as things stand and have work left here, the one whose going out helps most first, and the partners in the order in
 * which they suit it, with the facts behind that (see `rankPartners`). The books are read once; what would be without
 * each batch is computed. Prices only with `money`.
 */
export async function sendOutSuggestions(
  db: Kysely<Database>,
  today: string,
  money: boolean,
): Promise<SendOutSuggestion[]> {
  const work = await readOpenWork(db)
  const schedule = scheduleOf(work, today)
  const now = schedule([])
  const isLate = (batch: { readonly late: boolean }) => batch.late
  const late = work.batches.filter(({ id }) => now.get(id)!.late)
  const lateCount = late.length
  // Of what is wholly at a partner already nothing can be sent.
  const looked = late.filter(({ seconds, untimed }) => seconds > 0 || untimed !== '[]').slice(0, most)
  // Where the workshop is held up: the skill that all open work needs the most days for.
  const load = stepLoad([...work.steps.values()].flat(), work.hands)
  const partners = await listPartners(db, today, money)
  const orders = money
    ? await agreedOrders(
        db,
        looked.map(({ styleId }) => styleId),
      )
    : new Map<string, never>()
  return looked
    .map((batch): SendOutSuggestion => {
      const timed = work.steps.get(batch.id) ?? []
      const untimed = (JSON.parse(batch.untimed) as string[]).map((name) => ({ name, skill: name }))
      const steps = [...timed, ...untimed]
      const worst = load.find(({ skill }) => timed.some((step) => step.skill === skill))
      const bottleneck = worst && timed.find(({ skill }) => skill === worst.skill)!
      const then = schedule([batch.id])
      const ranked = rankPartners(
        partners.map((partner) => ({
          id: partner.id,
          name: partner.name,
          leadDays: partner.leadDays,
          // A show before the due date is the day that counts.
          inTime: batch.deadline === null || addDays(today, partner.leadDays) <= batch.deadline,
          canBottleneck: bottleneck !== undefined && saysItCan(partner.skills, bottleneck),
          can: steps.filter((step) => saysItCan(partner.skills, step)).map(({ name }) => name),
          badShare: badShare(partner),
          price: proposedPrice(
            partner.prices ?? [],
            orders.get(`${partner.id} ${batch.styleId}`) ?? [],
            { steps: steps.map(({ name }) => name), whole: false },
            today,
          ).rate,
          distance: partner.distance,
          out: partner.out,
          lateOrders: partner.lateOrders,
        })),
      )
      // What others gain by its going; itself only where somebody can have it done in time.
      const others = lateCount - 1 - [...then.values()].filter(isLate).length
      return {
        batchId: batch.id,
        batchNumber: batch.batchNumber,
        styleName: batch.styleName,
        photoHash: batch.photoHash,
        due: batch.due,
        finish: now.get(batch.id)!.finish,
        seconds: batch.seconds,
        saves: others + (ranked.some(({ inTime }) => inTime) ? 1 : 0),
        bottleneck: worst && bottleneck ? { step: bottleneck.name, days: worst.days } : null,
        partners: ranked,
      }
    })
    .toSorted((a, b) => b.saves - a.saves || b.seconds - a.seconds)
}
