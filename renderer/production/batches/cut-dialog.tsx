import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseCentimetres } from '../../../shared/catalog/size-chart.ts'
import { compareSizes } from '../../../shared/catalog/sizes.ts'
import { type BundleRule, layBundles } from '../../../shared/production/bundle-sizes.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import { proposeLay } from '../../../shared/production/lay-proposal.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'

/** Layers of one colour that a lay takes at most. */
const mostLayers = 1000

interface Stack {
  readonly key: number
  readonly colour: string
  readonly dyeLot: string
  readonly layers: number | null
}

const unique = (names: readonly string[]) => [...new Set(names)]

/** A lay: layers by colour and dye lot, pieces of each size a layer, and how the cut pieces are bundled. */
export function CutDialog({
  batch,
  onCut,
  onClose,
}: {
  readonly batch: Batch
  readonly onCut: (bundleIds: readonly number[]) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation('production')
  const [proposal] = useState(() =>
    proposeLay(
      batch.lines.map(({ sku, planned, begun }) => ({
        colour: sku.colour,
        size: sku.size,
        pieces: planned - begun,
      })),
    ),
  )
  const [stacks, setStacks] = useState<readonly Stack[]>(() =>
    unique(batch.lines.map((line) => line.sku.colour)).map((colour, key) => ({
      key,
      colour,
      dyeLot: '',
      layers: proposal.layers.get(colour) ?? null,
    })),
  )
  const sizes = unique(batch.lines.map((line) => line.sku.size)).toSorted(compareSizes)
  const [ratios, setRatios] = useState<Readonly<Record<string, number>>>(() =>
    Object.fromEntries(proposal.ratios),
  )
  const materials = useQuery(api.inventory.materials.ofBatch.queryOptions({ input: { batchId: batch.id } }))
  const fabrics = (materials.data?.rows ?? []).filter(({ unit }) => unit === 'm' || unit === 'kg')
  // Lots that the batch was given first, then those that lie there.
  const lots = useQuery(
    api.inventory.materials.lots.queryOptions({
      input: { materialIds: fabrics.map((row) => row.materialId) },
    }),
  )
  const dyeLots = unique([
    ...(materials.data?.uses ?? []).flatMap(({ dyeLot, voided }) => (voided ? [] : [dyeLot])),
    ...(lots.data ?? []).flatMap(({ dyeLot, left: rest }) => (rest > 0 ? [dyeLot] : [])),
  ]).filter((lot) => lot !== '')
  const [materialId, setMaterialId] = useState<number | null>(null)
  const [markerText, setMarkerText] = useState('')
  const [endLoss, setEndLoss] = useState('')
  const [part, setPart] = useState('')
  const [rule, setRule] = useState<BundleRule>({ by: 'size', pieces: 20 })
  const cut = useCommand(client.production.batches.cut, {
    onSuccess: ({ bundleIds }) => {
      onCut(bundleIds)
      onClose()
    },
  })
  const colours = stacks.flatMap(({ colour, dyeLot, layers }) =>
    layers ? [{ colour, dyeLot: dyeLot.trim(), layers }] : [],
  )
  const marker = sizes.flatMap((size) => (ratios[size] ? [{ size, ratio: ratios[size] }] : []))
  const bundles = layBundles(colours, marker, rule)
  const pieces = bundles.reduce((sum, bundle) => sum + bundle.quantity, 0)
  const repeated = new Set(colours.map(({ colour, dyeLot }) => `${colour} ${dyeLot}`)).size < colours.length
  const over = [...Map.groupBy(bundles, ({ colour, size }) => `${colour} ${size}`)].flatMap(([name, cut]) => {
    const line = batch.lines.find(({ sku }) => `${sku.colour} ${sku.size}` === name)
    const more = cut.reduce((sum, { quantity }) => sum + quantity, line?.begun ?? 0) - (line?.planned ?? 0)
    return more > 0
      ? [line && line.planned > 0 ? `${name} +${more}` : t('cut.unplanned', { name, more })]
      : []
  })
  const badLayers = stacks.some(({ layers }) => layers !== null && layers > mostLayers)
  const badLength = [markerText, endLoss].some(
    (text) => text.trim() !== '' && parseCentimetres(text) === null,
  )
  // A part is cut for the sets there are, unless layers are said already.
  const namePart = (name: string) => {
    setPart(name)
    if (name.trim() === '' || colours.length > 0) return
    const begun = (colour: string) =>
      Math.max(0, ...batch.lines.filter(({ sku }) => sku.colour === colour).map((line) => line.begun))
    setStacks(stacks.map((stack) => ({ ...stack, layers: begun(stack.colour) })))
  }
  const change = (key: number, patch: Partial<Stack>) =>
    setStacks(stacks.map((stack) => (stack.key === key ? { ...stack, ...patch } : stack)))
  return (
    <Modal
      open
      width={720}
      title={t('cut.title', { number: batch.batchNumber })}
      okText={
        part.trim() === ''
          ? t('cut.confirm', { bundles: bundles.length, pieces })
          : t('cut.confirmPart', { part: part.trim(), pieces })
      }
      okButtonProps={{
        disabled: pieces === 0 || repeated || badLayers || badLength,
        loading: cut.isPending,
      }}
      onOk={() =>
        void cut.run({
          batchId: batch.id,
          colours,
          sizes: marker,
          rule,
          part: part.trim(),
          materialId,
          markerLength: parseCentimetres(markerText) || null,
          endLoss: parseCentimetres(endLoss),
        })
      }
      onCancel={onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={cut.error} />
        <div className={styles.bar}>
          <b>{t('cut.part')}</b>
          <Input
            style={{ width: 200 }}
            maxLength={40}
            aria-label={t('cut.part')}
            placeholder={t('cut.partWhole')}
            value={part}
            onChange={(event) => namePart(event.target.value)}
          />
          {part.trim() !== '' && <span className={styles.muted}>{t('cut.partHelp')}</span>}
        </div>
        <b>{t('cut.layers')}</b>
        {stacks.map((stack, index) => (
          <div className={styles.bar} key={stack.key}>
            <span style={{ width: 120 }}>{stack.colour}</span>
            <InputNumber
              min={0}
              precision={0}
              data-first={index === 0 || undefined}
              status={(stack.layers ?? 0) > mostLayers ? 'error' : ''}
              value={stack.layers}
              aria-label={`${t('cut.layers')} ${stack.colour}`}
              onChange={(layers) => change(stack.key, { layers })}
            />
            <AutoComplete
              style={{ width: 160 }}
              aria-label={`${t('bundle.dyeLot')} ${stack.colour}`}
              placeholder={t('bundle.dyeLot')}
              value={stack.dyeLot}
              options={dyeLots.map((value) => ({ value }))}
              onChange={(value: string) => change(stack.key, { dyeLot: value.slice(0, 40) })}
            />
            <Button
              size="small"
              onClick={() =>
                setStacks(
                  // Beside the lot that it is another of.
                  stacks.flatMap((one) =>
                    one === stack
                      ? [
                          one,
                          {
                            key: Math.max(...stacks.map(({ key }) => key)) + 1,
                            colour: stack.colour,
                            dyeLot: '',
                            layers: null,
                          },
                        ]
                      : [one],
                  ),
                )
              }
            >
              {t('cut.otherLot')}
            </Button>
            {stacks.filter(({ colour }) => colour === stack.colour).length > 1 && (
              <Button size="small" onClick={() => setStacks(stacks.filter(({ key }) => key !== stack.key))}>
                {t('remove')}
              </Button>
            )}
          </div>
        ))}
        {repeated && <span style={{ color: '#c8402a' }}>{t('cut.repeated')}</span>}
        {badLayers && <span style={{ color: '#c8402a' }}>{t('cut.mostLayers', { count: mostLayers })}</span>}
        <b>{t('cut.ratio')}</b>
        <div className={styles.bar}>
          {sizes.map((size) => (
            <span key={size} className={styles.bar}>
              {size}
              <InputNumber
                min={0}
                max={50}
                precision={0}
                controls={false}
                aria-label={`${t('cut.ratio')} ${size}`}
                style={{ width: 56 }}
                value={ratios[size] ?? 0}
                onChange={(value) => setRatios({ ...ratios, [size]: value ?? 0 })}
              />
            </span>
          ))}
        </div>
        <b>{t('lay.fabric')}</b>
        <div className={styles.bar}>
          <Select
            allowClear
            style={{ width: 200 }}
            aria-label={t('lay.fabric')}
            placeholder={t('lay.optional')}
            value={materialId}
            options={fabrics.map((row) => ({ value: row.materialId, label: row.name }))}
            onChange={(value) => setMaterialId(value ?? null)}
          />
          {(
            [
              ['lay.marker', markerText, setMarkerText],
              ['lay.endLoss', endLoss, setEndLoss],
            ] as const
          ).map(([key, value, onChange]) => (
            <span key={key} className={styles.bar}>
              {t(key)}
              <Input
                className="number"
                style={{ width: 100 }}
                suffix="cm"
                aria-label={t(key)}
                status={value.trim() !== '' && parseCentimetres(value) === null ? 'error' : ''}
                value={value}
                onChange={(event) => onChange(event.target.value)}
              />
            </span>
          ))}
          {badLength && <span style={{ color: '#c8402a' }}>{t('cut.badLength')}</span>}
          {!badLength && markerText.trim() !== '' && materialId === null && (
            <span className={styles.muted}>{t('cut.whichFabric')}</span>
          )}
        </div>
        {part.trim() === '' && (
          <>
            <b>{t('cut.bundles')}</b>
            <div className={styles.bar}>
              <Radio.Group
                value={rule.by}
                options={(['size', 'count'] as const).map((by) => ({ value: by, label: t(`cut.by.${by}`) }))}
                onChange={(event) =>
                  setRule(
                    event.target.value === 'size' ? { by: 'size', pieces: 20 } : { by: 'count', bundles: 2 },
                  )
                }
              />
              <InputNumber
                min={1}
                max={1000}
                precision={0}
                aria-label={t('cut.bundles')}
                value={rule.by === 'size' ? rule.pieces : rule.bundles}
                onChange={(value) =>
                  setRule(
                    rule.by === 'size'
                      ? { by: 'size', pieces: value ?? 1 }
                      : { by: 'count', bundles: value ?? 1 },
                  )
                }
              />
            </div>
          </>
        )}
        {part.trim() === '' && over.length > 0 && (
          <span style={{ color: '#c8402a' }}>{t('cut.over', { list: listText(over) })}</span>
        )}
      </div>
    </Modal>
  )
}
