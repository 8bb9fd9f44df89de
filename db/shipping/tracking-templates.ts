import type { Kysely } from 'kysely'
import { type Platform, platforms } from '../../shared/orders/platforms.ts'
import { type TrackingTemplate, trackingTemplateSchema } from '../../shared/shipping/hand-over-contract.ts'
import { trackingPresets } from '../../shared/shipping/tracking-templates.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

export interface TemplateRow {
  readonly platform: Platform
  readonly template: TrackingTemplate
  readonly verified: boolean
  readonly preset: boolean
}

/** The templates of all platforms that take tracking files: the workshop's own, else as the program came. */
export async function listTemplates(db: Kysely<Database>): Promise<TemplateRow[]> {
  const rows = await db.selectFrom('tracking_template').selectAll().execute()
  return platforms.flatMap((platform): TemplateRow[] => {
    const own = rows.find((row) => row.platform === platform)
    if (own) {
      const template = trackingTemplateSchema.parse(JSON.parse(own.template))
      return [{ platform, template, verified: own.verified === 1, preset: false }]
    }
    const preset = trackingPresets[platform]
    return preset ? [{ platform, ...preset, preset: true }] : []
  })
}

/** Keeps a template of the workshop's own; `verified`: somebody compared it with the platform's. */
export async function saveTemplate(
  scope: CommandScope,
  input: { readonly platform: Platform; readonly template: TrackingTemplate; readonly verified: boolean },
): Promise<Record<string, never>> {
  const values = { template: JSON.stringify(input.template), verified: input.verified ? 1 : 0 } as const
  const own = await find(scope, input.platform)
  if (own) await scope.update('tracking_template', own.id, values)
  else await scope.insert('tracking_template', { platform: input.platform, ...values })
  return {}
}

/** Back to the template that came with the program. */
export async function resetTemplate(scope: CommandScope, platform: Platform): Promise<Record<string, never>> {
  const own = await find(scope, platform)
  if (own) await scope.remove('tracking_template', own.id)
  return {}
}

function find(scope: CommandScope, platform: Platform) {
  return scope.trx
    .selectFrom('tracking_template')
    .select('id')
    .where('platform', '=', platform)
    .executeTakeFirst()
}
