import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueries } from '@tanstack/react-query'
import { Button, Checkbox, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StyleDetail } from '../../../shared/catalog/contract.ts'
import { resolveParts } from '../../../shared/catalog/set-parts.ts'
import { type SkuLabel, skuText } from '../../../shared/catalog/sku-label.ts'
import type { AllocationLoss } from '../../../shared/inventory/allocation-loss.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { SkuPicker } from '../sku-picker.tsx'
import styles from './style.module.css'

interface Rule {
  readonly key: number
  readonly sku: SkuLabel | null
  readonly quantity: number
  readonly sameSize: boolean
}

interface SetDialogProps {
  readonly style: StyleDetail
  readonly onClose: () => void
  readonly onLosses: (losses: readonly AllocationLoss[]) => void
}

/** Makes SKUs of a style sets of other SKUs: the parts are chosen once, for every size its own. */
export function SetDialog({ style, onClose, onLosses }: SetDialogProps) {
  const { t } = useTranslation('catalog')
  const skus = style.skus.filter((sku) => !sku.archived)
  const [chosen, setChosen] = useState<readonly number[]>(skus.map((sku) => sku.id))
  const [rules, setRules] = useState<readonly Rule[]>(() => rulesOf(style))
  const save = useCommand(client.catalog.skus.saveSets, {
    onSuccess: ({ losses }) => {
      onLosses(losses)
      onClose()
    },
  })
  const picked = rules.filter((rule): rule is Rule & { readonly sku: SkuLabel } => rule.sku !== null)
  const partStyles = useQueries({
    queries: [...new Set(picked.map((rule) => rule.sku.styleId))].map((id) =>
      api.catalog.styles.get.queryOptions({ input: { id } }),
    ),
  })
  const candidates = partStyles.flatMap(({ data }) =>
    (data?.skus ?? [])
      .filter((sku) => !sku.archived)
      .map((sku) => ({ ...sku, styleId: data?.id ?? 0, style: data })),
  )
  const resolved = resolveParts(
    skus.filter((sku) => chosen.includes(sku.id)),
    picked.map((rule) => ({ skuId: rule.sku.id, quantity: rule.quantity, sameSize: rule.sameSize })),
    candidates,
  )
  const isLoading = partStyles.some((query) => query.isPending)
  const isMissing = resolved.some((set) => set.missing.length > 0)
  const change = (key: number, patch: Partial<Rule>) =>
    setRules(rules.map((rule) => (rule.key === key ? { ...rule, ...patch } : rule)))
  const nameOf = (id: number) => {
    const sku = candidates.find((candidate) => candidate.id === id)
    return sku?.style
      ? skuText({
          styleNumber: sku.style.styleNumber,
          styleName: sku.style.name,
          colour: sku.colour,
          size: sku.size,
        })
      : ''
  }
  const wasSet = skus.some((sku) => sku.isSet)
  return (
    <Modal
      open
      width={860}
      title={t('sets.dialogTitle', { style: `${style.styleNumber} ${style.name}` })}
      onCancel={onClose}
      okText={picked.length === 0 && wasSet ? t('sets.dissolve') : t('sets.save', { count: resolved.length })}
      okButtonProps={{
        loading: save.isPending,
        disabled: isLoading || isMissing || chosen.length === 0 || (picked.length === 0 && !wasSet),
      }}
      onOk={() => void save.run({ sets: resolved.map(({ skuId, parts }) => ({ skuId, parts: [...parts] })) })}
    >
      <p className={styles.muted}>{t('sets.explain')}</p>
      <ErrorNote error={save.error} />
      <h3 className={styles.heading}>{t('sets.parts')}</h3>
      {rules.map((rule) => (
        <div key={rule.key} className={styles.rule}>
          <SkuPicker
            value={rule.sku}
            withSets={false}
            placeholder={t('sets.pickPart')}
            onChange={(sku) => change(rule.key, { sku })}
          />
          <InputNumber
            min={1}
            max={1000}
            precision={0}
            value={rule.quantity}
            aria-label={t('sets.quantity')}
            prefix="×"
            style={{ width: 90 }}
            onChange={(quantity) => change(rule.key, { quantity: quantity ?? 1 })}
          />
          <Checkbox
            checked={rule.sameSize}
            onChange={(event) => change(rule.key, { sameSize: event.target.checked })}
          >
            {t('sets.sameSize')}
          </Checkbox>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('sets.removePart')}
            onClick={() => setRules(rules.filter((other) => other !== rule))}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() =>
          setRules([
            ...rules,
            {
              key: Math.max(0, ...rules.map((rule) => rule.key)) + 1,
              sku: null,
              quantity: 1,
              sameSize: true,
            },
          ])
        }
      >
        {t('sets.addPart')}
      </Button>
      <h3 className={styles.heading}>{t('sets.which')}</h3>
      <div className={styles.setList}>
        <table className={styles.partsTable}>
          <tbody>
            {skus.map((sku) => {
              const set = resolved.find((entry) => entry.skuId === sku.id)
              return (
                <tr key={sku.id}>
                  <th>
                    <Checkbox
                      checked={chosen.includes(sku.id)}
                      onChange={(event) =>
                        setChosen(
                          event.target.checked ? [...chosen, sku.id] : chosen.filter((id) => id !== sku.id),
                        )
                      }
                    >
                      {sku.colour} {sku.size}
                    </Checkbox>
                  </th>
                  <td>
                    {set?.parts.map((part) => (
                      <span key={part.skuId} className={styles.part}>
                        {nameOf(part.skuId)} <b className="number">× {part.quantity}</b>
                      </span>
                    ))}
                    {!isLoading &&
                      set?.missing.map((rule) => (
                        <span key={rule} className={styles.warn}>
                          {t('sets.missing', {
                            part: picked[rule]?.sku.styleNumber,
                            colour: picked[rule]?.sku.colour,
                            size: sku.size,
                          })}
                        </span>
                      ))}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}

/** The rules that its first set shows: a part of the set's own size is meant for every size. */
function rulesOf(style: StyleDetail): readonly Rule[] {
  const first = style.skus.find((sku) => sku.isSet && !sku.archived)
  if (!first) return [{ key: 1, sku: null, quantity: 1, sameSize: true }]
  return first.parts.map((part, index) => ({
    key: index + 1,
    sku: part.sku,
    quantity: part.quantity,
    sameSize: part.sku.size === first.size,
  }))
}
