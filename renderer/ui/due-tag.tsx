import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { businessDate, daysBetween, formatInstant, hourMs, type Instant } from '../../shared/dates.ts'
import { InstantText } from './instant-text.tsx'
import { StatusTag, type Tone } from './status-tag.tsx'
import { useNow } from './use-now.ts'

interface DueProps {
  readonly shipBy: Instant | null
  /** Where the date comes from, for the tooltip. */
  readonly source?: 'user' | 'platform' | 'promise' | 'none'
  /** The order left or ended: the date is told without alarm. */
  readonly isOver?: boolean
}

/** When an order must leave, and how urgent that is now. */
export function DueTag({ shipBy, source, isOver = false }: DueProps) {
  const { t } = useTranslation('ui')
  const now = useNow()
  if (shipBy === null)
    return (
      <StatusTag tone={isOver ? 'off' : 'warn'} title={t('due.noneTitle')}>
        {t('due.none')}
      </StatusTag>
    )
  const exact = formatInstant(shipBy)
  const title = source ? t(`due.source.${source}`, { at: exact }) : exact
  if (isOver)
    return (
      <span title={title}>
        <InstantText at={shipBy} />
      </span>
    )
  const { tone, text } = due(t, shipBy, now)
  return (
    <StatusTag tone={tone} title={title}>
      {text}
    </StatusTag>
  )
}

function due(
  t: TFunction<'ui'>,
  shipBy: Instant,
  now: Instant,
): { readonly tone: Tone; readonly text: string } {
  const late = now - shipBy
  if (late > 0) {
    const hours = Math.floor(late / hourMs)
    return {
      tone: 'act',
      text:
        hours < 48
          ? t('due.overdueHours', { count: Math.max(1, hours) })
          : t('due.overdueDays', { count: Math.floor(hours / 24) }),
    }
  }
  const time = formatInstant(shipBy).slice(11)
  const days = daysBetween(businessDate(now), businessDate(shipBy))
  if (days === 0) return { tone: 'act', text: t('due.today', { time }) }
  if (days === 1) return { tone: 'warn', text: t('due.tomorrow', { time }) }
  return { tone: 'off', text: formatInstant(shipBy).slice(5) }
}
