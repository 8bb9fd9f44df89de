import { useQuery } from '@tanstack/react-query'
import { InputNumber, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { StyleDetail, StyleSku } from '../../../shared/catalog/contract.ts'
import { api } from '../../app/client.ts'
import type { usePrinting } from '../../shipping/printing.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import styles from './style.module.css'

const codes = ['own', 'barcode', 'sellerCode'] as const
/** One print job at most: a browser keeps all its pages in memory. */
const mostLabels = 2000

/** Labels for bags and shelves: how many of each SKU, on which paper, with which code. */
export function LabelsDialog({
  style,
  printing,
  onClose,
}: {
  readonly style: StyleDetail
  /** Of the screen, which goes on saying how far they are. */
  readonly printing: ReturnType<typeof usePrinting>
  readonly onClose: () => void
}) {
  const { t } = useTranslation('catalog')
  const profiles = useQuery(api.shipping.printers.list.queryOptions())
  const profile = profiles.data?.find((row) => row.document === 'skuLabel')
  const paper = printing.paperOf('skuLabel')
  // A set has no pieces to stick a label on: its parts carry their own.
  const skus = style.skus.filter((sku) => !sku.archived && !sku.isSet)
  const [code, setCode] = useState<(typeof codes)[number]>('own')
  const [counts, setCounts] = useState<Readonly<Record<number, number>>>({})
  const [every, setEvery] = useState<number | null>(1)
  const [isPrinting, setPrinting] = useState(false)
  // Code 128 knows ASCII only: a seller code with Chinese in it cannot be printed as bars.
  const codeOf = (sku: StyleSku) =>
    code !== 'own' && /^[\x20-\x7e]+$/.test(sku[code]) ? sku[code] : sku.printedCode
  const countOf = (sku: StyleSku) => counts[sku.id] ?? every ?? 0
  const total = skus.reduce((sum, sku) => sum + countOf(sku), 0)
  const withoutCode =
    code === 'own' ? 0 : skus.filter((sku) => countOf(sku) > 0 && codeOf(sku) !== sku[code]).length
  const print = async () => {
    setPrinting(true)
    const labels = skus.flatMap((sku) =>
      Array.from({ length: countOf(sku) }, () => ({
        styleNo: style.styleNumber,
        name: style.name,
        colour: sku.colour,
        size: sku.size,
        sellerCode: sku.sellerCode,
        code: codeOf(sku),
      })),
    )
    const isPrinted = await printing.print('skuLabel', labels)
    setPrinting(false)
    if (isPrinted) onClose()
  }
  return (
    <Modal
      open
      width={640}
      title={t('labels.title', { style: `${style.styleNumber} ${style.name}` })}
      onCancel={onClose}
      okText={t('labels.print', { count: total })}
      okButtonProps={{ loading: isPrinting, disabled: !profile || total === 0 || total > mostLabels }}
      onOk={() => void print()}
    >
      <ErrorNote error={profiles.error} />
      <div className={styles.rule}>
        <span>
          {paper && t('labels.paperOf', { paper: paper.replace('x', ' × ') })}{' '}
          {profile?.printerName !== '' && profile?.printerName}
        </span>
        <Link to="/settings/printers">{t('labels.changePaper')}</Link>
      </div>
      <div className={styles.rule}>
        {t('labels.code')}
        <Radio.Group
          value={code}
          options={codes.map((value) => ({ value, label: t(`labels.codes.${value}`) }))}
          onChange={(event) => setCode(event.target.value)}
        />
      </div>
      {withoutCode > 0 && <p className={styles.muted}>{t('labels.withoutCode', { count: withoutCode })}</p>}
      <div className={styles.rule}>
        {t('labels.every')}
        <InputNumber
          min={0}
          max={500}
          precision={0}
          value={every}
          aria-label={t('labels.every')}
          style={{ flex: 'none', width: 90, marginRight: 'auto' }}
          onChange={(count) => {
            setEvery(count)
            setCounts({})
          }}
        />
      </div>
      <div className={styles.setList}>
        <table className={styles.partsTable}>
          <tbody>
            {skus.map((sku) => (
              <tr key={sku.id}>
                <th>
                  {sku.colour} {sku.size}
                </th>
                <td className={styles.muted}>{codeOf(sku)}</td>
                <td>
                  <InputNumber
                    size="small"
                    min={0}
                    max={500}
                    precision={0}
                    value={countOf(sku)}
                    aria-label={`${sku.colour} ${sku.size}`}
                    onChange={(count) => setCounts({ ...counts, [sku.id]: count ?? 0 })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {skus.length === 0 && <p>{t('labels.onlySets')}</p>}
      {total > mostLabels && <p className={styles.warn}>{t('labels.tooMany', { most: mostLabels })}</p>}
    </Modal>
  )
}
