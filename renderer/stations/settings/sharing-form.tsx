import { Button, Radio, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sharing } from '../../../shared/stations/contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from './stations.module.css'

/** On or off, and through which network card. Each change holds at once. */
export function SharingForm({ sharing }: { readonly sharing: Sharing }) {
  const { t } = useTranslation('stations')
  const ask = useConfirm()
  const share = useCommand(client.stations.share)
  const isKnown = sharing.cards.some((card) => card.address === sharing.address)
  const [address, setAddress] = useState(isKnown ? sharing.address : (sharing.cards[0]?.address ?? null))
  const change = (part: Partial<Pick<Sharing, 'on' | 'address' | 'keepAwake'>>) => {
    const { on, keepAwake } = sharing
    return share.run({ on, address, keepAwake, port: null, ...part })
  }
  const turnOff = async () => {
    const sure = await ask({ title: t('off.title'), text: t('off.text'), confirm: t('off.confirm') })
    if (sure) await change({ on: false })
  }
  return (
    <section className={styles.part} aria-label={t('sharing')}>
      <div className={styles.line}>
        {sharing.isOpen ? (
          <StatusTag tone="done">{t('open')}</StatusTag>
        ) : sharing.problem ? (
          <StatusTag tone="act">
            {t(`problem.${sharing.problem}`, { address: sharing.address, port: sharing.port })}
          </StatusTag>
        ) : (
          <StatusTag tone="off">{t('closed')}</StatusTag>
        )}
        {sharing.on ? (
          <Button loading={share.isPending} onClick={() => void turnOff()}>
            {t('turnOff')}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={share.isPending}
            disabled={address === null}
            onClick={() => void change({ on: true })}
          >
            {t('turnOn')}
          </Button>
        )}
      </div>
      {sharing.cards.length === 0 ? (
        <p>{t('noCards')}</p>
      ) : (
        <Radio.Group
          className={styles.cards}
          value={address}
          aria-label={t('card')}
          disabled={share.isPending}
          onChange={(event) => {
            const chosen = event.target.value as string
            setAddress(chosen)
            if (sharing.on) void change({ address: chosen })
          }}
          options={sharing.cards.map((card) => ({
            value: card.address,
            label: card.isLoopback
              ? t('loopback')
              : t('cardName', { name: card.name, address: card.address }),
          }))}
        />
      )}
      {/* biome-ignore lint/a11y/noLabelWithoutControl: antd's switch is a button within it */}
      <label className={styles.line}>
        <Switch
          checked={sharing.keepAwake}
          loading={share.isPending}
          onChange={(keepAwake) => void change({ keepAwake })}
        />
        {t('keepAwake')}
      </label>
      <ErrorNote error={share.error} />
    </section>
  )
}
