import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaidTicket, Payslip, PayslipLine } from '../../../shared/payroll/payslip-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Money } from '../../ui/money.tsx'
import { useWarningTexts } from '../parts/use-warning-texts.ts'
import { lineReckoning, lineTitle } from '../slip/line-text.ts'
import styles from './kiosk.module.css'

/** A payslip in large type: each line says how its amount comes about, and opens to its tickets. */
export function OwnSlip(props: {
  readonly slip: Payslip
  readonly badge: string
  readonly onBack: () => void
}) {
  const { t } = useTranslation('payroll')
  const { slip } = props
  const texts = useWarningTexts()
  const [opened, setOpened] = useState<{
    readonly at: number
    readonly tickets: readonly PaidTicket[]
  } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const open = async (line: PayslipLine, at: number) => {
    if (opened?.at === at) return setOpened(null)
    const { operationId, rate, why, isRework, fault } = line
    try {
      setError(null)
      const wanted =
        line.id > 0
          ? { lineId: line.id }
          : { operationId: operationId ?? 1, rate, why: why === '' ? ('now' as const) : why, isRework, fault }
      setOpened({
        at,
        tickets: await client.payroll.kiosk.tickets({ badge: props.badge, line: wanted }),
      })
    } catch (problem) {
      setError(problem)
    }
  }
  return (
    <section className={styles.card}>
      <div className={styles.bar}>
        <h2 className={styles.grow}>{t('span', { from: slip.from, to: slip.to })}</h2>
        <Button size="large" onClick={props.onBack}>
          {t('kiosk.back')}
        </Button>
      </div>
      <ErrorNote error={error} />
      <ul className={styles.lines}>
        {slip.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a payslip stay in their order
          <li key={at}>
            <button
              type="button"
              className={styles.slip}
              disabled={line.kind !== 'piece'}
              aria-expanded={opened?.at === at}
              onClick={() => void open(line, at)}
            >
              <span className={styles.grow}>
                <b>{line.kind === 'piece' ? line.operationName : lineTitle(t, line)}</b>{' '}
                {line.kind === 'piece' && line.styleName}
                <span className={styles.how}>
                  {[
                    line.why === 'late' && t('line.late'),
                    line.why === 'reversed' && t('line.reversed'),
                    lineReckoning(t, line, slip),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <b className={line.amount < 0 ? `${styles.figure} ${styles.taken}` : styles.figure}>
                <Money minor={line.amount} />
              </b>
            </button>
            {opened?.at === at && (
              <ul className={styles.tickets}>
                {opened.tickets.map((ticket) => (
                  <li key={ticket.entryId}>
                    <span>{ticket.workDate}</span>
                    <span className={styles.grow}>
                      {ticket.batchNumber} · {t('ticket.number', { number: ticket.bundleNumber })} ·{' '}
                      {ticket.colour} {ticket.size}
                    </span>
                    <b>{t('kiosk.pieces', { count: ticket.pieces })}</b>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.sum}>
        <span>
          {t('gross')} <Money minor={slip.gross} />
        </span>
        <span>
          {t('taken')} <Money minor={slip.net - slip.gross} />
        </span>
        <span className={styles.net}>
          {t('net')} <Money minor={slip.net} />
        </span>
      </div>
      {texts(slip.warnings).map((text) => (
        <p key={text}>{text}</p>
      ))}
    </section>
  )
}
