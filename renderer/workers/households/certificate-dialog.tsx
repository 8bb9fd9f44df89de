import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 } from 'uuid'
import { type IdNumberForm, mostCertificateMonths } from '../../../shared/workers/households/contract.ts'
import { monthsFrom } from '../../../shared/workers/households/income.ts'
import { client } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import styles from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { today } from '../../ui/today.ts'
import { WorkerSelect } from '../worker-select.tsx'
import { IdNumberChoice } from './id-number-choice.tsx'
import { useHouseholdPapers } from './use-papers.ts'

/** A worker's income certificate for some months: on paper, or as a spreadsheet. Null: she is chosen here, whether of a household or none. */
export function CertificateDialog(props: {
  readonly worker: { readonly id: number; readonly name: string } | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation('households')
  const { language } = useSession()
  const { printCertificate } = useHouseholdPapers()
  const [worker, setWorker] = useState(props.worker)
  const [span, setSpan] = useState(() => ({ from: `${today().slice(0, 4)}-01`, to: today().slice(0, 7) }))
  const [idNumbers, setIdNumbers] = useState<IdNumberForm>('masked')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const count = span.from === '' || span.to === '' ? 0 : monthsFrom(span.from, span.to).length
  const isRight = count > 0 && count <= mostCertificateMonths
  const asked = { workerId: worker?.id ?? 0, ...span, idNumbers }
  const print = async () => {
    setBusy(true)
    setError(null)
    try {
      await printCertificate(await client.workers.households.certificate.print({ commandId: v7(), ...asked }))
    } catch (raised) {
      setError(raised)
    }
    setBusy(false)
  }
  return (
    <Modal
      open
      title={[t('certificate.title'), props.worker?.name].filter(Boolean).join(' · ')}
      footer={null}
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={error} />
        {props.worker === null && (
          <WorkerSelect
            label={t('certificate.worker')}
            value={worker?.id ?? null}
            who={() => true}
            onChange={setWorker}
          />
        )}
        <div className={styles.bar}>
          {(['from', 'to'] as const).map((end) => (
            <span key={end} className={styles.bar}>
              {t(`span.${end}`)}
              <Input
                type="month"
                style={{ width: 150 }}
                aria-label={t(`certificate.${end}`)}
                status={isRight ? '' : 'error'}
                value={span[end]}
                onChange={(event) => setSpan({ ...span, [end]: event.target.value })}
              />
            </span>
          ))}
        </div>
        {!isRight && <span role="alert">{t('certificate.span', { most: mostCertificateMonths })}</span>}
        {isRight && count > 12 && <span className={styles.muted}>{t('certificate.byYear')}</span>}
        <IdNumberChoice value={idNumbers} onChange={setIdNumbers} />
        <div className={styles.bar}>
          <Button
            type="primary"
            disabled={!isRight || worker === null}
            loading={isBusy}
            onClick={() => void print()}
          >
            {t('print')}
          </Button>
          <ExportButton
            disabled={!isRight || worker === null}
            onExport={() =>
              client.workers.households.certificate.export({ commandId: v7(), ...asked, headers: language })
            }
          />
        </div>
      </div>
    </Modal>
  )
}
