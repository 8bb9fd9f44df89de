import { z } from 'zod'
import { i18n } from '../../app/i18n.ts'

/**
 * What a field says when its text does not fit, in the user's language at that moment. Set once for all
 * schemas: the contract's own texts are made for developers.
 */
export function installFieldErrors(): void {
  z.config({ customError: fieldError })
}

function fieldError(issue: z.core.$ZodRawIssue): string {
  const say = (key: string, words: Record<string, unknown> = {}) => i18n.t(`ui:field.${key}`, words)
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) <= 1) return say('required')
      if (issue.origin === 'string') return say('tooShort', { minimum: Number(issue.minimum) })
      return say('tooSmall', { minimum: Number(issue.minimum) })
    case 'too_big':
      if (issue.origin === 'string') return say('tooLong', { maximum: Number(issue.maximum) })
      return say('tooBig', { maximum: Number(issue.maximum) })
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? say('required') : say('invalid')
    default:
      return say('invalid')
  }
}
