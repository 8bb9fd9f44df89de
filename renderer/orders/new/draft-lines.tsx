import { DeleteOutlined, FormOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Currency } from '../../../shared/money.ts'
import { SkuPicker } from '../../catalog/sku-picker.tsx'
import { PictureField } from '../line-picture.tsx'
import styles from '../orders.module.css'
import { type DraftLine, emptyLine, isBlank, lineProblem, skuTitle } from './draft-line.ts'

/** The lines of an order by hand. A line without a SKU needs a name, and is matched later. */
export function DraftLines(props: {
  readonly lines: readonly DraftLine[]
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly isChecked: boolean
  readonly currency: Currency
}) {
  const { t } = useTranslation('orders')
  const { lines, onChange, isChecked, currency } = props
  const [open, setOpen] = useState<readonly string[]>([])
  const problemOf = (line: DraftLine) => (isBlank(line) ? null : lineProblem(line, currency))
  const set = (key: string, patch: Partial<DraftLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)))
  return (
    <>
      {lines.length > 0 && (
        <table className={styles.mapping}>
          <thead>
            <tr>
              <th scope="col" style={{ width: '30%' }}>
                {t('line.sku')}
              </th>
              <th scope="col">{t('line.title')}</th>
              <th scope="col">{t('line.wearer')}</th>
              <th scope="col">{t('line.custom')}</th>
              <th scope="col" style={{ width: 80 }}>
                {t('line.quantity')}
              </th>
              <th scope="col" style={{ width: 110 }}>
                {t('line.price')}
              </th>
              <th scope="col" aria-label={t('line.wishes')} />
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Fragment key={line.key}>
                <tr>
                  <td>
                    <SkuPicker
                      value={line.sku}
                      onChange={(sku) =>
                        // The size on the list belonged to the SKU chosen for it.
                        set(line.key, line.id === null ? { sku } : { sku, attributes: '' })
                      }
                      placeholder={line.attributes || t('line.sku')}
                    />
                  </td>
                  <td>
                    <Input
                      aria-label={t('line.title')}
                      status={isChecked && problemOf(line) === 'nameless' ? 'error' : ''}
                      placeholder={line.sku ? skuTitle(line.sku) : ''}
                      value={line.title}
                      onChange={(event) => set(line.key, { title: event.target.value })}
                    />
                  </td>
                  <td>
                    <Input
                      aria-label={t('line.wearer')}
                      value={line.wearer}
                      onChange={(event) => set(line.key, { wearer: event.target.value })}
                    />
                  </td>
                  <td>
                    <Input
                      aria-label={t('line.custom')}
                      value={line.customText}
                      onChange={(event) => set(line.key, { customText: event.target.value })}
                    />
                  </td>
                  <td>
                    <Input
                      aria-label={t('line.quantity')}
                      inputMode="numeric"
                      status={problemOf(line) === 'quantity' ? 'error' : ''}
                      value={line.quantity}
                      onChange={(event) => set(line.key, { quantity: event.target.value })}
                    />
                  </td>
                  <td>
                    <Input
                      aria-label={t('line.price')}
                      inputMode="decimal"
                      status={problemOf(line) === 'price' ? 'error' : ''}
                      value={line.price}
                      onChange={(event) => set(line.key, { price: event.target.value })}
                    />
                  </td>
                  <td>
                    <Button
                      type="text"
                      icon={<FormOutlined />}
                      title={t('line.wishes')}
                      aria-label={t('line.wishes')}
                      aria-expanded={open.includes(line.key)}
                      onClick={() =>
                        setOpen(
                          open.includes(line.key)
                            ? open.filter((key) => key !== line.key)
                            : [...open, line.key],
                        )
                      }
                    />
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={t('line.remove')}
                      onClick={() => onChange(lines.filter((other) => other.key !== line.key))}
                    />
                  </td>
                </tr>
                {isChecked && problemOf(line) !== null && (
                  <tr>
                    <td colSpan={7} className={styles.wishesCell}>
                      <span role="alert" className={styles.bad}>
                        {t(`line.problem.${problemOf(line)}`)}
                      </span>
                    </td>
                  </tr>
                )}
                {(open.includes(line.key) || line.pictureHash !== '' || line.measurements !== '') && (
                  <tr>
                    <td colSpan={7} className={styles.wishesCell}>
                      <div className={styles.wishes}>
                        <label>
                          {t('line.measurements')}
                          <Input.TextArea
                            autoSize={{ minRows: 2, maxRows: 5 }}
                            maxLength={300}
                            placeholder={t('line.measurementsExample')}
                            value={line.measurements}
                            onChange={(event) => set(line.key, { measurements: event.target.value })}
                          />
                        </label>
                        <div>
                          {t('line.picture')}
                          <PictureField
                            hash={line.pictureHash}
                            onChange={(pictureHash) => set(line.key, { pictureHash })}
                          />
                        </div>
                      </div>
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      <div>
        <Button icon={<PlusOutlined />} onClick={() => onChange([...lines, emptyLine()])}>
          {t('line.add')}
        </Button>
      </div>
    </>
  )
}
