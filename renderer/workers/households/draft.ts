import { parseMoney, toDecimal } from '../../../shared/money.ts'
import type { Household, HouseholdDraft } from '../../../shared/workers/households/contract.ts'
import { monitoredKinds } from '../../../shared/workers/households/types.ts'

type Type = Household['types'][number]
type Member = Household['members'][number]
type Subsidy = Household['subsidies'][number]

/** A household as it is being typed: amounts are texts, a day that is not given is empty. */
export interface TypedHousehold
  extends Pick<Household, 'number' | 'head' | 'village' | 'address' | 'note' | 'archived'> {
  readonly types: readonly TypedType[]
  readonly members: readonly TypedMember[]
  readonly subsidies: readonly TypedSubsidy[]
}
/** `key` keeps a row's fields its own while others come and go. */
export type TypedType = Pick<Type, 'kind' | 'note'> & Texts<'from' | 'to' | 'riskClearedOn'> & Keyed
export type TypedMember = Pick<Member, 'workerId' | 'name' | 'relation'> & Texts<'from' | 'to'> & Keyed
export type TypedSubsidy = Pick<Subsidy, 'workerId' | 'name' | 'note'> &
  Texts<'appliedOn' | 'amount' | 'receivedOn' | 'receivedAmount'> &
  Keyed
type Texts<K extends string> = Readonly<Record<K, string>>
interface Keyed {
  readonly key: number
}

/** Not from zero: rows that were kept over a reload have keys of before. */
let lastKey = Date.now()
export const newKey = (): number => {
  lastKey += 1
  return lastKey
}

export function typedHousehold(household: Household | null): TypedHousehold {
  if (household === null)
    return {
      number: '',
      head: '',
      village: '',
      address: '',
      note: '',
      archived: false,
      types: [],
      members: [],
      subsidies: [],
    }
  const money = (minor: number | null) => (minor === null ? '' : toDecimal(minor))
  return {
    ...household,
    types: household.types.map((type) => ({
      ...type,
      key: newKey(),
      to: type.to ?? '',
      riskClearedOn: type.riskClearedOn ?? '',
    })),
    members: household.members.map((member) => ({
      ...member,
      key: newKey(),
      from: member.from ?? '',
      to: member.to ?? '',
    })),
    subsidies: household.subsidies.map((subsidy) => ({
      ...subsidy,
      key: newKey(),
      amount: money(subsidy.amount),
      receivedOn: subsidy.receivedOn ?? '',
      receivedAmount: money(subsidy.receivedAmount),
    })),
  }
}

/** What is typed as it is sent; null where something in it is missing or wrong. */
export function readHousehold(typed: TypedHousehold): HouseholdDraft | null {
  const day = (text: string) => (text === '' ? null : text)
  const isOrdered = ({ from, to }: { readonly from: string; readonly to: string }) =>
    from === '' || to === '' || from <= to
  const subsidies = typed.subsidies.flatMap(({ key: _key, ...subsidy }) => {
    const amount = parseMoney(subsidy.amount)
    const receivedAmount = subsidy.receivedAmount.trim() === '' ? null : parseMoney(subsidy.receivedAmount)
    const isReceived = subsidy.receivedOn !== ''
    if (amount === null || amount < 0 || subsidy.name.trim() === '' || subsidy.appliedOn === '') return []
    if (!isReceived && subsidy.receivedAmount.trim() !== '') return []
    if (isReceived && subsidy.receivedAmount.trim() !== '' && receivedAmount === null) return []
    return [
      {
        ...subsidy,
        amount,
        receivedOn: day(subsidy.receivedOn),
        // What was asked for came, unless somebody says otherwise.
        receivedAmount: isReceived ? (receivedAmount ?? amount) : null,
      },
    ]
  })
  const isWhole =
    typed.number.trim() !== '' &&
    typed.head.trim() !== '' &&
    typed.types.every((type) => type.from !== '' && isOrdered(type)) &&
    typed.members.every((member) => member.name.trim() !== '' && isOrdered(member)) &&
    subsidies.length === typed.subsidies.length
  if (!isWhole) return null
  return {
    number: typed.number,
    head: typed.head,
    village: typed.village,
    address: typed.address,
    note: typed.note,
    archived: typed.archived,
    types: typed.types.map(({ key: _key, ...type }) => ({
      ...type,
      to: day(type.to),
      riskClearedOn: monitoredKinds.includes(type.kind) ? day(type.riskClearedOn) : null,
    })),
    members: typed.members.map(({ key: _key, ...member }) => ({
      ...member,
      from: day(member.from),
      to: day(member.to),
    })),
    subsidies,
  }
}
