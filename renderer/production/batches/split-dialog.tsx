import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BundleRow } from '../../../shared/production/bundles-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'

/** Says into which parts a bundle is split; gives the new bundles. */
export function SplitDialog({
  bundle,
  onClose,
  onSplit,
}: {
  readonly bundle: BundleRow
  readonly onClose: () => void
  readonly onSplit: (ids: readonly number[]) => void
}) {
  const { t } = useTranslation('production')
  const half = Math.floor(bundle.held / 2)
  const [text, setText] = useState(`${half} ${bundle.held - half}`)
  const split = useCommand(client.production.bundles.split, { onSuccess: ({ ids }) => onSplit(ids) })
  const parts = text
    .split(/[^\d]+/)
    .filter(Boolean)
    .map(Number)
  const sum = parts.reduce((total, part) => total + part, 0)
  return (
    <Modal
      open
      title={t('bundle.splitTitle', { bundle: bundle.bundleNumber, pieces: bundle.held })}
      okText={t('bundle.split')}
      okButtonProps={{
        disabled: sum !== bundle.held || parts.length < 2 || parts.includes(0),
        loading: split.isPending,
      }}
      onOk={() => void split.run({ id: bundle.id, parts })}
      onCancel={onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={split.error} />
        <p className={styles.muted}>{t('bundle.splitHelp')}</p>
        <Input
          autoFocus
          value={text}
          aria-label={t('bundle.split')}
          onChange={(event) => setText(event.target.value)}
        />
        <p className={styles.muted}>{t('bundle.splitSum', { sum, held: bundle.held })}</p>
      </div>
    </Modal>
  )
}
