import { useTranslation } from 'react-i18next'
import type { WorkerKind } from '../../../shared/workers/contract.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../payroll.module.css'

/** A worker in a row of a table, with her kind, and whether she left. */
export function WorkerName(props: {
  readonly name: string
  readonly kind: WorkerKind
  readonly archived: boolean
  readonly onOpen: () => void
}) {
  const { t } = useTranslation('payroll')
  return (
    <span className={styles.name}>
      <LinkButton onClick={props.onOpen}>{props.name}</LinkButton>
      <span className={styles.small}>{t(`production:worker.kinds.${props.kind}`)}</span>
      {props.archived && <StatusTag tone="off">{t('left')}</StatusTag>}
    </span>
  )
}
