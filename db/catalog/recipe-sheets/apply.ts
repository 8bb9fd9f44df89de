import type { RecipeKind } from '../../../shared/catalog/recipe-sheets/columns.ts'
import type { MaterialValue } from '../../../shared/catalog/recipe-sheets/materials.ts'
import { isChange } from '../../../shared/catalog/recipe-sheets/problems.ts'
import type { RoutingValue } from '../../../shared/catalog/recipe-sheets/routings.ts'
import type { CommandScope } from '../../command.ts'
import { saveMaterial } from '../../inventory/materials.ts'
import { saveSupplier } from '../../inventory/suppliers.ts'
import { saveRouting, setRates } from '../../production/routing.ts'
import { saveBom } from '../bom.ts'
import { saveSizeChart } from '../size-chart.ts'
import type { RecipeGroup } from './group.ts'
import { supplierNames } from './load-materials.ts'
import { type PlannedRecipe, planRecipes, type RecipeOptions } from './plan.ts'

export interface RecipesWritten {
  readonly materials: number
  readonly styles: number
  /** As they were already. */
  readonly same: number
  /** Left out for their problems. */
  readonly left: number
  /** Left out since somebody changed them after the preview, by name. */
  readonly changed: readonly string[]
}

/**
 * Writes some styles or materials of a sheet. Plans them anew, since the books may have changed since the preview;
 * what has a problem is left out, what is as the sheet says is not touched. `read`: what the preview compared with, the
 * state of each unit by its first row; what the books have otherwise by now is left out, so that nobody's change is undone
 * without having been shown.
 */
export async function applyRecipes(
  scope: CommandScope,
  kind: RecipeKind,
  header: readonly string[],
  groups: readonly RecipeGroup[],
  options: RecipeOptions,
  read?: Readonly<Record<string, string>>,
): Promise<RecipesWritten> {
  const { planned } = await planRecipes(scope.trx, kind, header, groups, options)
  const all = planned.filter(({ unit }) => isChange(unit))
  const isStale = ({ unit, state }: PlannedRecipe) => read !== undefined && read[unit.row] !== state
  const stale = all.filter(isStale)
  const changes = all.filter((one) => !isStale(one))
  for (const change of changes) await write(scope, change)
  const left = planned.filter(({ unit }) => unit.value === null).length
  return {
    materials: kind === 'materials' ? changes.length : 0,
    styles: kind === 'materials' ? 0 : changes.length,
    same: planned.length - all.length - left,
    left,
    changed: stale.map(({ unit }) => unit.name),
  }
}

async function write(scope: CommandScope, planned: PlannedRecipe): Promise<void> {
  if (planned.unit.value === null) return
  if (planned.kind === 'materials') await writeMaterial(scope, planned.unit.value)
  else if (planned.kind === 'bom') await saveBom(scope, planned.id!, planned.unit.value)
  else if (planned.kind === 'sizes') await saveSizeChart(scope, planned.id!, planned.unit.value)
  else await writeRouting(scope, planned.id!, planned.unit.value)
}

async function writeMaterial(scope: CommandScope, { supplier, ...material }: MaterialValue): Promise<void> {
  const supplierId = supplier === '' ? null : await supplierOf(scope, supplier)
  await saveMaterial(scope, { ...material, supplierId, archived: false })
}

/** Found by the rule of the preview: rows above may have added it in another spelling. */
async function supplierOf(scope: CommandScope, written: string): Promise<number> {
  const name = (await supplierNames(scope.trx)).find(written) ?? written
  const row = await scope.trx.selectFrom('supplier').select('id').where('name', '=', name).executeTakeFirst()
  return row?.id ?? (await saveSupplier(scope, { id: null, name, kind: 'supplier', phone: '', note: '' })).id
}

async function writeRouting(scope: CommandScope, styleId: number, value: RoutingValue): Promise<void> {
  const ids = await saveRouting(scope, styleId, value.operations)
  for (const [index, list] of value.rates.entries())
    if (list !== null) await setRates(scope, { operationId: ids[index]!, ...list })
}
