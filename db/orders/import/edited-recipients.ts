import { type Kysely, sql } from 'kysely'
import type { ParsedRecipient } from '../../../shared/orders/files/types.ts'
import { noRecipient, sameRecipient } from '../../../shared/orders/merge.ts'
import type { Database } from '../../schema.ts'

/** An address that the user changed: what the platform said when it was last compared, and hers. */
export interface EditedRecipient {
  readonly id: number
  readonly platform: ParsedRecipient
  readonly mine: ParsedRecipient
}

/** The changed addresses of orders, by order. */
export async function readEdits(
  db: Kysely<Database>,
  orderIds: readonly number[],
): Promise<Map<number, EditedRecipient>> {
  const rows = await db
    .selectFrom('order_edit')
    .select(['id', 'order_id', 'platform_value', 'user_value'])
    .where('order_id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(orderIds)}))`)
    .where('field', '=', 'recipient')
    .execute()
  const read = (text: string) => ({ ...noRecipient, ...(JSON.parse(text) as Partial<ParsedRecipient>) })
  return new Map(
    rows.map((row) => [
      row.order_id,
      { id: row.id, platform: read(row.platform_value), mine: read(row.user_value) },
    ]),
  )
}

/** Whether a file tells of an address that is neither hers nor what the platform said when she settled it. */
export function differsFromEdit(edit: EditedRecipient, said: ParsedRecipient): boolean {
  if (said.masked || sameRecipient(said, edit.platform)) return false
  return !sameRecipient(said, { ...edit.mine, masked: said.masked })
}
