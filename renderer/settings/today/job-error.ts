import type { TFunction } from 'i18next'
import { isErrorCode } from '../../../shared/errors.ts'
import type { Job } from '../../../shared/settings/contract.ts'
import { errorText } from '../../ui/error-text.ts'

/** Why a job ended as it did, in the user's words. */
export function shownJobError(t: TFunction<'today'>, job: Job): string {
  if (job.error && isErrorCode(job.error.code)) {
    const data = typeof job.error.data === 'object' && job.error.data !== null ? job.error.data : {}
    return errorText(t, { code: job.error.code, data: data as Readonly<Record<string, unknown>> })
  }
  return t('today:job.interruptedText')
}
