import type { RecognisedFormat } from '../types.ts'
import { lazada, shopee, tiktok } from './abroad.ts'
import { alibaba1688, douyin, jushuitan, pinduoduo } from './chinese.ts'
import type { FormatDefinition } from './definition.ts'
import { taobaoItems, taobaoOrders } from './taobao.ts'

/** A table whose columns a user named himself: everything it says, it says with its columns. */
const mapped: FormatDefinition = {
  id: 'mapped',
  source: 'mapped',
  carries: 'both',
  columns: {},
  required: ['orderNumber'],
  marks: [],
  statusPerRow: true,
}

/** Every layout known, most particular first: ties in recognising go to the earlier one. */
export const formatDefinitions: readonly FormatDefinition[] = [
  taobaoItems,
  taobaoOrders,
  pinduoduo,
  alibaba1688,
  douyin,
  shopee,
  lazada,
  tiktok,
  jushuitan,
]

const byId = new Map([...formatDefinitions, mapped].map((definition) => [definition.id, definition]))

/** The definition behind a recognised format. An id of no known layout is read like a mapped table. */
export function definitionOf(format: RecognisedFormat): FormatDefinition {
  return byId.get(format.id) ?? mapped
}
