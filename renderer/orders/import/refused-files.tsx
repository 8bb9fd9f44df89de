import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { paths } from '../../app/paths.ts'
import { errorText } from '../../ui/error-text.ts'
import styles from '../orders.module.css'
import { carryFiles } from './carried-files.ts'
import type { ImportFlow, RefusedFile } from './use-import.ts'

/** The files that were not taken, each with its reason and what to do; those that were go on beside it. */
export function RefusedFiles({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('orders')
  const { refused, step } = flow
  if (refused.length === 0 || step === 'reading') return null
  const others = flow.fileNames.length - refused.length
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('import.refused', { count: refused.length })}
      description={
        <>
          <ul className={styles.refused}>
            {refused.map((one) => (
              <li key={one.file.name}>
                <span>{errorText(t, one.refusal)}</span>
                {isTracking(one) && <TrackingLink file={one.file} step={step} />}
              </li>
            ))}
          </ul>
          {others > 0 && step !== 'choose' && <span>{t('import.othersGoOn', { count: others })}</span>}
        </>
      }
    />
  )
}

const isTracking = ({ refusal }: RefusedFile) =>
  'reason' in refusal.data && refusal.data.reason === 'file-tracking-numbers'

/** Takes a file of tracking numbers to where it belongs; not while others wait here, which leaving would throw away. */
function TrackingLink({ file, step }: { readonly file: File; readonly step: ImportFlow['step'] }) {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  if (step === 'preview' || step === 'questions') return <i>{t('import.trackingLater')}</i>
  return (
    <Button
      size="small"
      onClick={() => {
        carryFiles([file])
        void navigate(paths.trackingNumbers)
      }}
    >
      {t('import.toTracking')}
    </Button>
  )
}
