import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatAmount } from '../../../shared/quantity.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import styles from '../inventory.module.css'
import type { Given } from './use-given.ts'

/** Amounts of materials, each with its dye lot where the material has lots; the rest of a line may come of another lot. */
export function GivenLines({
  given,
  canRemove = false,
}: {
  readonly given: Given
  readonly canRemove?: boolean
}) {
  const { t } = useTranslation('materials')
  const hasLots = given.lines.some(({ materialId }) => given.lotsOf(materialId).length > 0)
  return (
    <>
      {given.lines.map((line, index) => {
        const lots = given.lotsOf(line.materialId)
        const before = given.lines.slice(0, index).filter((one) => one.materialId === line.materialId).length
        const others = given.lines.filter(
          (one) => one.materialId === line.materialId && one.key !== line.key && one.lot,
        )
        const isLast = !given.lines.slice(index + 1).some((one) => one.materialId === line.materialId)
        const label = before === 0 ? line.name : `${line.name} ${before + 1}`
        return (
          <div key={line.key} className={styles.bar}>
            <span style={{ flex: 1, minWidth: 120 }}>{before === 0 && line.name}</span>
            {lots.length > 0 && (
              <Select
                allowClear
                style={{ width: 210 }}
                aria-label={`${t('dyeLot')} ${label}`}
                placeholder={t('lot.pick')}
                value={line.lot || null}
                options={lots
                  .filter(({ dyeLot }) => !others.some(({ lot }) => lot === dyeLot))
                  .map((lot) => ({
                    value: lot.dyeLot,
                    label: t('lot.option', {
                      lot: lot.dyeLot,
                      amount: formatAmount(lot.left),
                      unit: t(`units.${line.unit}`),
                    }),
                  }))}
                onChange={(lot: string | undefined) => given.change(line.key, { lot: lot ?? '' })}
              />
            )}
            <AmountInput
              width={140}
              label={label}
              unit={t(`units.${line.unit}`)}
              value={line.text}
              onChange={(text) => given.change(line.key, { text })}
            />
            {isLast && line.lot && lots.length > others.length + 1 && (
              <Button onClick={() => given.divide(line)}>{t('lot.other')}</Button>
            )}
            {(canRemove || before > 0) && (
              <Button
                aria-label={t('lot.remove', { material: label })}
                onClick={() => given.remove(line.key)}
              >
                {t('remove')}
              </Button>
            )}
          </div>
        )
      })}
      {hasLots && <span className={styles.muted}>{t('lot.estimate')}</span>}
    </>
  )
}
