import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { today } from '../../ui/today.ts'
import { keptChanged } from '../queue/kept-state.ts'
import { moveToWaiting, putAway, type RefusedCall } from '../queue/kept-store.ts'
import { sendSoon } from '../queue/sender.ts'
import styles from './kept.module.css'
import { useRefusalWords } from './kept-words.ts'

/** Written for a day that cannot be: by a device whose clock was wrong, or typed so. */
const ofDates: ReadonlySet<string> = new Set(['kept-ahead', 'date-ahead', 'date-behind'])

/** A record that the host refused: why, and the two ways on. One with a wrong date asks for the right one. */
export function RefusedRecord({ call, words }: { readonly call: RefusedCall; readonly words: string }) {
  const { t } = useTranslation('kept')
  const { user } = useSession()
  const reason = useRefusalWords()
  const [day, setDay] = useState(today)
  const isOfDate = ofDates.has(call.error.code)
  const hasDay = isOfDate && 'workDate' in (call.input as object)
  const isConflict = call.error.code === 'count-changed'
  const isSheet = call.error.code === 'sheet-recorded'
  const again = async () => {
    const decided = {
      ...(hasDay && { workDate: day }),
      // What somebody else wrote meanwhile was shown: she says that hers is to stand.
      ...(isConflict && { before: undefined }),
      ...(isSheet && { again: true }),
    }
    await moveToWaiting(call, { isNow: isOfDate, input: decided })
    await keptChanged()
    sendSoon()
  }
  const giveUp = async () => {
    await putAway(call, words, user && { id: user.id, name: user.name })
    await keptChanged()
    sendSoon()
  }
  return (
    <article className={styles.refused}>
      <strong>{words}</strong> {call.by?.name} <InstantText at={call.at} />
      <p className={styles.reason}>{reason(call.error.code, call.error.data)}</p>
      <div className={styles.buttons}>
        {hasDay && (
          <Input
            type="date"
            size="large"
            style={{ width: 160 }}
            aria-label={t('day')}
            value={day}
            max={today()}
            onChange={(event) => setDay(event.target.value || today())}
          />
        )}
        <Button size="large" onClick={() => void again()}>
          {t(isConflict ? 'writeMine' : isSheet ? 'otherSheet' : 'again')}
        </Button>
        <ConfirmAction
          size="large"
          title={t('putAwayTitle')}
          text={t('putAwayText', { what: words })}
          confirm={t('putAway')}
          onConfirm={giveUp}
        >
          {t('putAway')}
        </ConfirmAction>
      </div>
    </article>
  )
}
