import { Button, Checkbox, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 } from 'uuid'
import type { IdNumberForm } from '../../../shared/workers/households/contract.ts'
import { client } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import styles from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { today } from '../../ui/today.ts'
import { IdNumberChoice } from './id-number-choice.tsx'
import { useHouseholdPapers } from './use-papers.ts'

/** The county's roster of a year: on paper, or as a spreadsheet. */
export function RosterDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('households')
  const { language } = useSession()
  const { printRoster } = useHouseholdPapers()
  const [year, setYear] = useState(() => Number(today().slice(0, 4)))
  const [onlyProgramme, setOnlyProgramme] = useState(true)
  const [idNumbers, setIdNumbers] = useState<IdNumberForm>('masked')
  const [state, setState] = useState<'idle' | 'busy' | 'empty'>('idle')
  const [error, setError] = useState<unknown>(null)
  const asked = { year: String(year), onlyProgramme, idNumbers }
  const print = async () => {
    setState('busy')
    setError(null)
    try {
      const roster = await client.workers.households.roster.print({ commandId: v7(), ...asked })
      if (roster.rows.length > 0) await printRoster(roster)
      setState(roster.rows.length > 0 ? 'idle' : 'empty')
    } catch (raised) {
      setError(raised)
      setState('idle')
    }
  }
  return (
    <Modal open title={t('roster.title')} footer={null} onCancel={onClose}>
      <div className={styles.page}>
        <ErrorNote error={error} />
        <span className={styles.bar}>
          {t('roster.year')}
          <InputNumber
            aria-label={t('roster.year')}
            min={2000}
            max={2100}
            value={year}
            onChange={(value) => value !== null && setYear(value)}
          />
        </span>
        <Checkbox checked={onlyProgramme} onChange={(event) => setOnlyProgramme(event.target.checked)}>
          {t('roster.onlyProgramme')}
        </Checkbox>
        <IdNumberChoice value={idNumbers} onChange={setIdNumbers} />
        {state === 'empty' && <span role="alert">{t('roster.empty')}</span>}
        <div className={styles.bar}>
          <Button type="primary" loading={state === 'busy'} onClick={() => void print()}>
            {t('print')}
          </Button>
          <ExportButton
            onExport={() =>
              client.workers.households.roster.export({ commandId: v7(), ...asked, headers: language })
            }
          />
        </div>
      </div>
    </Modal>
  )
}
