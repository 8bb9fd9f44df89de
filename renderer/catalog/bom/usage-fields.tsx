import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { fabricGrams } from '../../../shared/catalog/bom.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import styles from '../../production/production.module.css'
import { AmountInput } from '../../ui/amount-input.tsx'
import { type BomDraft, isWeighed } from './bom-draft.ts'

/** What a piece uses; of a fabric kept by weight also by the metre, with what that weighs. */
export function UsageField(props: {
  readonly draft: BomDraft
  readonly onChange: (patch: Partial<BomDraft>) => void
}) {
  const { t } = useTranslation('materials')
  const { draft } = props
  const canMetre = isWeighed(draft.material)
  const typed = canMetre ? draft.typed : 'unit'
  const usage = parseAmount(draft.usage)
  return (
    <>
      <span className={styles.bar} style={{ gap: 4, flexWrap: 'nowrap' }}>
        <AmountInput
          width={canMetre ? 80 : 110}
          label={t('bom.usage')}
          unit={draft.material && !canMetre ? t(`units.${draft.material.unit}`) : undefined}
          value={draft.usage}
          onChange={(text) => props.onChange({ usage: text })}
        />
        {canMetre && (
          <Select
            style={{ width: 84 }}
            aria-label={t('bom.perMetre')}
            value={typed}
            options={[
              { value: 'unit', label: t('units.kg') },
              { value: 'length', label: t('units.m') },
            ]}
            onChange={(value: BomDraft['typed']) => props.onChange({ typed: value })}
          />
        )}
      </span>
      {typed === 'length' && usage !== null && (
        <div className={styles.muted}>{t('bom.weighs', { amount: weight(draft, usage) })}</div>
      )}
    </>
  )
}

/** Kilograms of so much of a line's fabric, as people write them. */
function weight({ material }: BomDraft, length: number): string {
  return formatAmount(fabricGrams(length, material?.width ?? 0, material?.gramsPerArea ?? 0))
}

/** The usage of sizes that need another one, several a row. */
export function SizeUsages(props: {
  readonly sizes: readonly string[]
  readonly draft: BomDraft
  readonly onChange: (usages: Readonly<Record<string, string>>) => void
}) {
  const { t } = useTranslation('materials')
  const { draft } = props
  return (
    <div className={styles.bar} style={{ gap: '4px 12px' }}>
      <span className={styles.muted} title={t('bom.sameForAll')}>
        {t('bom.bySize')}
      </span>
      {props.sizes.map((size) => (
        <span key={size} style={{ display: 'inline-flex', gap: 4, alignItems: 'baseline' }}>
          <span className={styles.muted}>{size}</span>
          <span>
            <AmountInput
              width={64}
              label={`${t('bom.bySize')} ${size}`}
              placeholder={draft.usage}
              value={draft.usages[size] ?? ''}
              onChange={(text) => props.onChange({ ...draft.usages, [size]: text })}
            />
          </span>
        </span>
      ))}
    </div>
  )
}
