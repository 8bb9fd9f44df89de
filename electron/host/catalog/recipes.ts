import { createHash } from 'node:crypto'
import { applyRecipes } from '../../../db/catalog/recipe-sheets/apply.ts'
import type { RecipeGroup } from '../../../db/catalog/recipe-sheets/group.ts'
import type { RecipeOptions } from '../../../db/catalog/recipe-sheets/plan.ts'
import { runCommand } from '../../../db/command.ts'
import type { RecipeKind } from '../../../shared/catalog/recipe-sheets/columns.ts'
import { businessDate } from '../../../shared/dates.ts'
import { seesMoney, seesRates } from '../../../shared/settings/roles.ts'
import type { JobRun } from '../jobs.ts'
import type { GuardedContext } from '../services.ts'
import { runSheetTask, sheetFile } from '../sheet-tasks.ts'
import { xlsxFile } from '../workbook.ts'

/** Rows in one transaction, a style always whole: some 30 ms on the PCs we know, so that users' calls come in between. */
const sliceRows = 40

const fileNames = {
  'zh-CN': { materials: '物料.xlsx', bom: '用料.xlsx', routing: '工序工价.xlsx', sizes: '尺寸表.xlsx' },
  en: { materials: 'materials.xlsx', bom: 'bom.xlsx', routing: 'routing.xlsx', sizes: 'size-charts.xlsx' },
} as const

function optionsOf({ host, caller }: GuardedContext): RecipeOptions {
  return {
    money: seesMoney(caller.role),
    rates: seesRates(caller.role),
    today: businessDate(host.clock()),
  }
}

/** All rows of a kind as a workbook that `previewRecipes` reads back. */
export async function exportRecipeSheet(context: GuardedContext, kind: RecipeKind, language: 'zh-CN' | 'en') {
  const { header, rows } = await runSheetTask('recipeExport', {
    dataDir: context.host.dataDir,
    kind,
    language,
    sees: optionsOf(context),
  })
  const fileName = fileNames[language][kind]
  return { fileName, file: await xlsxFile(fileName, header, rows, true) }
}

/** What a sheet says and what of it can be written. Raises file-unreadable. */
export async function previewRecipes(context: GuardedContext, file: File) {
  return runSheetTask('recipePreview', {
    dataDir: context.host.dataDir,
    file: await sheetFile(file),
    options: optionsOf(context),
  })
}

/**
 * Writes a sheet as a job, some styles a transaction. Stopped half-way, what was written stays; the same sheet again
 * goes on from there, since every style is compared with the books. The same call again changes nothing.
 */
export async function commitRecipes(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string; readonly file: File; readonly read: Readonly<Record<string, string>> },
): Promise<{ jobId: number }> {
  const { host, caller, connection } = context
  host.clockGuard.require()
  const file = await sheetFile(input.file)
  const { kind, header, groups } = await runSheetTask('recipeGroups', { dataDir: host.dataDir, file })
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  const options = optionsOf(context)
  const jobId = await host.jobs.start('recipe-import', null, async (run: JobRun) => {
    const total = { materials: 0, styles: 0, same: 0, left: 0 }
    const changed: string[] = []
    let done = 0
    for (const [index, slice] of slicesOf(groups).entries()) {
      await run.progress(done, groups.length)
      const { answer, tables } = await runCommand(
        host.store,
        {
          uuid: `${input.commandId}/${index}`,
          name: path.join('.'),
          userId: caller.userId,
          station: connection.station,
          at: host.clock(),
          input: { digest, index },
        },
        (scope) => applyRecipes(scope, kind, header, slice, options, input.read),
      )
      for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += answer[name]
      changed.push(...answer.changed)
      if (tables.size > 0) host.changed(tables)
      done += slice.length
    }
    await run.progress(groups.length, groups.length)
    return { ...total, changed }
  })
  return { jobId }
}

function slicesOf(groups: readonly RecipeGroup[]): RecipeGroup[][] {
  const slices: RecipeGroup[][] = []
  let rows = sliceRows
  for (const group of groups) {
    if (rows >= sliceRows || rows + group.rows.length > sliceRows) {
      slices.push([])
      rows = 0
    }
    slices.at(-1)!.push(group)
    rows += group.rows.length
  }
  return slices
}
