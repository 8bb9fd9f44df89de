import { Button, Checkbox, Dropdown, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BundleRow } from '../../../shared/production/bundles-contract.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import { formatRate, rateOn } from '../../../shared/production/piece-rates.ts'
import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ticketsOn } from '../../print/documents/bundle-ticket.tsx'
import { documents } from '../../print/documents.ts'
import { papers } from '../../print/paper.ts'
import { usePrinting } from '../../shipping/printing.ts'
import { JobMark } from '../../stations/printing/job-mark.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useStationChoice } from '../../ui/use-station-choice.ts'

/** Prints bundle tickets; if asked for, with a strip for each step to be torn off, and with what the step pays. */
export function PrintTickets(props: { readonly batch: Batch; readonly bundles: readonly BundleRow[] }) {
  const { t } = useTranslation('production')
  const may = useMay()
  const printing = usePrinting()
  const [withStrips, setStrips] = useStationChoice('tickets.strips')
  const [ratesChosen, setRates] = useStationChoice('tickets.rates')
  const { batch, bundles } = props
  const seesRates = may('production.routing.setRates')
  // Whoever may not see rates prints none, whatever the station remembers.
  const withRates = seesRates && ratesChosen
  const print = async () => {
    const paper = printing.paperOf('bundleTicket')
    if (!paper) return
    const routing = withRates ? await client.production.routing.get({ styleId: batch.styleId }) : []
    const named = (id: number, name: string, size: string) => {
      const rate = rateOn(routing.find((operation) => operation.id === id)?.rates ?? [], size, today())
      return rate === null ? name : `${name} ${formatRate(rate)}`
    }
    const tickets = bundles.flatMap(({ sku, code, qr, bundleNumber, quantity, held, dyeLot }) => {
      const steps = batch.operations
        .filter(({ recorded }) => recorded)
        .map(({ id, name }) => ({ id, text: named(id, name, sku.size) }))
      const ticket = {
        batchNumber: batch.batchNumber,
        bundleNumber,
        styleNo: sku.styleNumber,
        colour: sku.colour,
        size: sku.size,
        dyeLot,
        // What is in it now: pieces that were scrapped are on no ticket printed again.
        pieces: held || quantity,
        operations: steps.map(({ text }) => text),
        strip: null,
        code,
        qr,
      }
      // A strip's QR code names its step: one scan says both.
      const strips = steps.map(({ id, text }) => ({ ...ticket, strip: text, qr: `${qr}-${id}` }))
      return [ticket, ...(withStrips ? strips : [])]
    })
    const onPage = ticketsOn(papers[paper])
    const pages = Array.from({ length: Math.ceil(tickets.length / onPage) }, (_, page) => ({
      tickets: tickets.slice(page * onPage, (page + 1) * onPage),
    }))
    await printing.print('bundleTicket', pages)
  }
  return (
    <>
      <Button disabled={bundles.length === 0} onClick={() => void print()}>
        {t('bundle.print', { count: bundles.length })}
      </Button>
      <JobMark job={printing.job} />
      <Dropdown
        trigger={['click']}
        popupRender={() => (
          <div style={{ padding: 12, background: '#fff', border: '1px solid #d8dce1', borderRadius: 6 }}>
            {may('shipping.printers.save') && (
              <Radio.Group
                aria-label={t('shipping:printers.paper')}
                value={printing.paperOf('bundleTicket')}
                onChange={(event) => printing.choosePaper('bundleTicket', event.target.value)}
                options={documents.bundleTicket.papers.map((paper) => ({
                  value: paper,
                  label: t(`shipping:paper.${paper}`),
                }))}
              />
            )}
            <div>
              <Checkbox checked={withStrips} onChange={(event) => setStrips(event.target.checked)}>
                {t('bundle.strips')}
              </Checkbox>
            </div>
            {seesRates && (
              <div>
                <Checkbox checked={withRates} onChange={(event) => setRates(event.target.checked)}>
                  {t('bundle.rates')}
                </Checkbox>
              </div>
            )}
          </div>
        )}
      >
        <Button>{t('bundle.printHow')}</Button>
      </Dropdown>
      <ErrorNote error={printing.error} />
    </>
  )
}
