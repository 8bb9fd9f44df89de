import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesktopPrinter } from '../../../shared/desktop-bridge.ts'
import type { PrinterProfile } from '../../../shared/shipping/printer-profile.ts'
import { api, client } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { documents } from '../../print/documents.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { offers, printDocuments, settingOf } from '../printing.ts'
import styles from '../shipping.module.css'
import { Labelled } from './labelled.tsx'

const selfPrinting: readonly string[] = ['addressLabel', 'packingSlip']

/** One document's paper and printer; the calibration page shows what to write into the corrections. */
export function PrinterForm({
  profile,
  printers,
}: {
  readonly profile: PrinterProfile
  readonly printers: readonly DesktopPrinter[] | null
}) {
  const { t } = useTranslation('shipping')
  const { language, station } = useSession()
  const [draft, setDraft] = useState(profile)
  const save = useCommand(client.shipping.printers.save)
  const { data: shared = [] } = useQuery(api.stations.printing.printers.queryOptions())
  const elsewhere = printers === null ? offers(shared, profile.document, station) : []
  const isChanged = JSON.stringify(draft) !== JSON.stringify(profile)
  const calibrate = () => {
    const setting = settingOf(draft)
    const printerName =
      printers?.find((printer) => printer.name === draft.printerName)?.displayName ?? draft.printerName
    void printDocuments(
      'calibrationPage',
      [{ printerName: printerName || station, calibration: setting.calibration }],
      setting,
      language,
    )
  }
  return (
    <section className={styles.section} aria-label={t(`document.${draft.document}`)}>
      <h2>{t(`document.${draft.document}`)}</h2>
      <div className={styles.calibration}>
        <Labelled label={t('printers.paper')}>
          {(name) => (
            <Select
              {...name}
              value={draft.paper}
              options={documents[draft.document].papers.map((paper) => ({
                value: paper,
                label: t(`paper.${paper}`),
              }))}
              onChange={(paper: PrinterProfile['paper']) => setDraft({ ...draft, paper })}
            />
          )}
        </Labelled>
        {elsewhere.length > 0 && (
          <Labelled label={t('stations:printing.place')}>
            {(name) => (
              <Select
                {...name}
                value={elsewhere.find(({ id }) => id === draft.sharedPrinterId)?.id ?? 0}
                popupMatchSelectWidth={false}
                options={[
                  { value: 0, label: t('stations:printing.here') },
                  ...elsewhere.map((printer) => ({
                    value: printer.id,
                    label: t('stations:printing.at', { name: printer.name, station: printer.station }),
                  })),
                ]}
                onChange={(id) =>
                  setDraft({ ...draft, sharedPrinterId: id === 0 ? null : id, printsHere: id === 0 })
                }
              />
            )}
          </Labelled>
        )}
        {printers !== null && (
          <Labelled label={t('printers.printer')}>
            {(name) => (
              <Select
                {...name}
                value={draft.printerName}
                options={[
                  { value: '', label: t('printers.ask') },
                  ...printers.map(({ name, displayName }) => ({ value: name, label: displayName })),
                ]}
                onChange={(printerName) => setDraft({ ...draft, printerName })}
              />
            )}
          </Labelled>
        )}
        <Labelled label={t('printers.offsetX')}>
          {(name) => (
            <InputNumber
              {...name}
              suffix="mm"
              step={0.1}
              min={-20}
              max={20}
              value={draft.offsetX / 100}
              onChange={(value) => setDraft({ ...draft, offsetX: Math.round((value ?? 0) * 100) })}
            />
          )}
        </Labelled>
        <Labelled label={t('printers.offsetY')}>
          {(name) => (
            <InputNumber
              {...name}
              suffix="mm"
              step={0.1}
              min={-20}
              max={20}
              value={draft.offsetY / 100}
              onChange={(value) => setDraft({ ...draft, offsetY: Math.round((value ?? 0) * 100) })}
            />
          )}
        </Labelled>
        <Labelled label={t('printers.scale')}>
          {(name) => (
            <InputNumber
              {...name}
              suffix="%"
              step={0.1}
              min={50}
              max={150}
              value={draft.scale / 10}
              onChange={(value) => setDraft({ ...draft, scale: Math.round((value ?? 100) * 10) })}
            />
          )}
        </Labelled>
      </div>
      <div className={styles.bar}>
        <Checkbox
          checked={draft.rotated}
          onChange={(event) => setDraft({ ...draft, rotated: event.target.checked })}
        >
          {t('printers.rotated')}
        </Checkbox>
        {selfPrinting.includes(draft.document) && (
          <Checkbox
            checked={draft.automatic}
            onChange={(event) => setDraft({ ...draft, automatic: event.target.checked })}
          >
            {t('printers.automatic')}
          </Checkbox>
        )}
        <span className={styles.grow} />
        <Button onClick={calibrate}>{t('printers.calibrate')}</Button>
        <Button
          type="primary"
          disabled={!isChanged}
          loading={save.isPending}
          onClick={() => void save.run(draft)}
        >
          {t('save')}
        </Button>
      </div>
      <ErrorNote error={save.error} />
    </section>
  )
}
