/**
 * Income tax an employer withholds from wages and from casual labour (domain/wages.md: State Taxation Administration,
 * announcement 2018 no. 61, articles 6 and 8). All amounts in fen. The tables are data: `PayRules` carries them, dated.
 */

/** Tax of an amount up to `upTo` (null: any): `permille` of it less `quick`. */
export interface TaxBracket {
  readonly upTo: number | null
  /** Parts of a thousand. */
  readonly permille: number
  readonly quick: number
}

/** Yearly brackets of cumulative withholding. */
export const wageBrackets: readonly TaxBracket[] = [
  { upTo: 3_600_000, permille: 30, quick: 0 },
  { upTo: 14_400_000, permille: 100, quick: 252_000 },
  { upTo: 30_000_000, permille: 200, quick: 1_692_000 },
  { upTo: 42_000_000, permille: 250, quick: 3_192_000 },
  { upTo: 66_000_000, permille: 300, quick: 5_292_000 },
  { upTo: 96_000_000, permille: 350, quick: 8_592_000 },
  { upTo: null, permille: 450, quick: 18_192_000 },
]

/** Brackets of one month's pay for casual labour, by its taxable part. */
export const labourBrackets: readonly TaxBracket[] = [
  { upTo: 2_000_000, permille: 200, quick: 0 },
  { upTo: 5_000_000, permille: 300, quick: 200_000 },
  { upTo: null, permille: 400, quick: 700_000 },
]

/** What of a year's income is free for each month of employment. */
export const monthlyAllowance = 500_000

/** Tax of a taxable amount, rounded half up to fen; none of nothing. */
export function taxOf(taxable: number, brackets: readonly TaxBracket[]): number {
  if (taxable <= 0) return 0
  const bracket = brackets.find(({ upTo }) => upTo === null || taxable <= upTo)!
  return Math.floor((taxable * bracket.permille + 500) / 1000) - bracket.quick
}

/** A year so far with one employer, this payment included. */
export interface YearOfWages {
  readonly income: number
  /** Months of employment in the year up to this one. */
  readonly months: number
  /** Social insurance she paid, and what else is deducted. */
  readonly deducted: number
  readonly withheld: number
}

/** Tax to withhold now: what the year so far asks for less what was withheld; never less than nothing. */
export function wageTax(year: YearOfWages): number {
  const taxable = year.income - monthlyAllowance * year.months - year.deducted
  return Math.max(0, taxOf(taxable, wageBrackets) - year.withheld)
}

/** A month of casual labour so far, this payment included. */
export interface MonthOfLabour {
  readonly income: number
  readonly withheld: number
}

/** Tax to withhold now: of a month's pay 800 yuan are free, of more than 4,000 yuan a fifth is; never less than nothing. */
export function labourTax({ income, withheld }: MonthOfLabour): number {
  const taxable = income <= 400_000 ? income - 80_000 : income - Math.floor((income * 200 + 500) / 1000)
  return Math.max(0, taxOf(taxable, labourBrackets) - withheld)
}
