import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { carriedPack } from '../queue/floor-pack.ts'
import { useKeptState } from '../queue/kept-state.ts'
import { type KeptCall, refusedCalls, waitingCalls } from '../queue/kept-store.ts'
import { takeBack } from '../queue/sender.ts'
import styles from './kept.module.css'
import { useKeptWords } from './kept-words.ts'
import { RefusedRecord } from './refused-record.tsx'

/** What this device keeps, one by one: what could not be done and why, then what waits for the link. */
export function KeptDrawer({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('kept')
  return (
    <Drawer open={isOpen} onClose={onClose} title={t('title')} size={560} destroyOnHidden>
      <Lists />
    </Drawer>
  )
}

const key = ['device', 'kept'] as const

function Lists() {
  const { t } = useTranslation('kept')
  const { message } = App.useApp()
  const state = useKeptState()
  const words = useKeptWords()
  const cache = useQueryClient()
  const { data } = useQuery({
    queryKey: key,
    queryFn: async () => ({
      waiting: await waitingCalls(),
      refused: await refusedCalls(),
      site: (await carriedPack())?.stamp.site ?? null,
    }),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of either is the reason
  useEffect(() => {
    void cache.invalidateQueries({ queryKey: key })
  }, [state.waiting, state.refused, cache])
  if (!data) return null
  const { waiting, refused, site } = data
  const isOfOther = (call: KeptCall) => call.site !== null && site !== null && call.site !== site
  const back = async (order: number) => {
    if (!(await takeBack(order))) void message.info(t('tooLate'))
  }
  return (
    <div className={styles.lists}>
      {refused.length > 0 && (
        <section aria-label={t('refusedTitle')}>
          <h3 className={styles.title}>{t('refusedTitle')}</h3>
          <p className={styles.hint}>{t('refusedText')}</p>
          {refused.map((call) => (
            <RefusedRecord key={call.order} call={call} words={words(call)} />
          ))}
        </section>
      )}
      <section aria-label={t('waitingTitle')}>
        <h3 className={styles.title}>{t('waitingTitle')}</h3>
        <p className={styles.hint}>{t(waiting.length === 0 ? 'nothing' : 'waitingText')}</p>
        {waiting.map((call) => (
          <article key={call.order} className={styles.waiting}>
            <span className={styles.words}>
              {words(call)} {call.by?.name} <InstantText at={call.at} />
            </span>
            <StatusTag tone={isOfOther(call) ? 'warn' : 'go'}>
              {t(isOfOther(call) ? 'ofOther' : 'waits')}
            </StatusTag>
            {call.name !== 'stations.putAway' && (
              <Button size="large" onClick={() => void back(call.order!)}>
                {t('takeBack')}
              </Button>
            )}
          </article>
        ))}
      </section>
    </div>
  )
}
