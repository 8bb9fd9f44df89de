import type { TFunction } from 'i18next'
import { isErrorCode } from '../../../shared/errors.ts'
import type { Job } from '../../../shared/settings/contract.ts'
import { errorText } from '../../ui/error-text.ts'

/** Sheets are written some rows at a time: what is written is kept, and the same file goes on from there. */
const goOn: readonly string[] = ['catalog-import', 'recipe-import']

/** Why a job ended as it did, in the user's words. */
export function shownJobError(t: TFunction<'today'>, job: Job): string {
  if (job.error && isErrorCode(job.error.code)) {
    const data = typeof job.error.data === 'object' && job.error.data !== null ? job.error.data : {}
    return errorText(t, { code: job.error.code, data: data as Readonly<Record<string, unknown>> })
  }
  if (job.kind === 'reprice') return t('today:job.repriceText', { done: job.done, total: job.total })
  return goOn.includes(job.kind) && job.total > 0
    ? t('today:job.cutOffText', { done: job.done, total: job.total })
    : t('today:job.interruptedText')
}
