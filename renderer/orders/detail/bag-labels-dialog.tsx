import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wearerBags } from '../../../shared/orders/bag-labels.ts'
import type { OrderDetail, OrderLine } from '../../../shared/orders/contract.ts'
import { usePrinting } from '../../shipping/printing.ts'
import styles from '../orders.module.css'

/** What a line is without its size: a SKU's label ends in it, a pasted list says it in the attributes. */
function worn(line: OrderLine) {
  const words = line.skuLabel.split(' ')
  const known = line.skuId !== null && words.length >= 3
  return {
    wearer: line.wearer,
    goods: known ? words.slice(0, -1).join(' ') : line.title,
    size: known ? words.at(-1)! : line.attributes,
    pieces: line.quantity - line.cancelled,
  }
}

/** Bags of an order's wearers: see `wearerBags`. */
export function bagsOf(order: OrderDetail) {
  return wearerBags(order.lines.map(worn))
}

/** A label for every pupil's bag, all at once, in the order of the list. */
export function BagLabelsDialog(props: { readonly order: OrderDetail; readonly onClose: () => void }) {
  const { t } = useTranslation('orders')
  const { order } = props
  const { print } = usePrinting()
  const [className, setClassName] = useState(order.account?.customerName ?? order.recipient.name)
  const [isPrinting, setPrinting] = useState(false)
  const bags = bagsOf(order)
  const run = async () => {
    setPrinting(true)
    const done = await print(
      'bagLabel',
      bags.map((bag, index) => ({
        name: bag.wearer,
        className,
        size: bag.size,
        styleName: bag.goods,
        number: `${index + 1}/${bags.length}`,
      })),
    )
    setPrinting(false)
    if (done) props.onClose()
  }
  return (
    <Modal
      open
      width={640}
      title={t('bags.title', { count: bags.length })}
      okText={t('bags.print', { count: bags.length })}
      okButtonProps={{ loading: isPrinting }}
      onOk={() => void run()}
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <label>
          {t('bags.className')}
          <Input
            autoFocus
            maxLength={60}
            value={className}
            placeholder={t('bags.classExample')}
            onChange={(event) => setClassName(event.target.value)}
            onPressEnter={() => void run()}
          />
        </label>
        <span className={styles.muted}>{t('bags.text')}</span>
        <div style={{ maxHeight: 300, overflow: 'auto' }}>
          <table className={styles.mapping}>
            <tbody>
              {bags.map((bag, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two pupils may share a name; the list is never reordered
                <tr key={index}>
                  <td className={styles.number}>{index + 1}</td>
                  <td>
                    <b>{bag.wearer}</b>
                  </td>
                  <td>{bag.size}</td>
                  <td>{bag.goods}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Modal>
  )
}
