import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeasonTargets } from '../../shared/planning/contract.ts'
import { api, client } from '../app/client.ts'
import { StylePick } from '../catalog/style-pick.tsx'
import { PiecesGrid } from '../production/batches/pieces-grid.tsx'
import floor from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'

/** What a season is to find in stock: pieces by colour and size of a style, and the day they must be there. */
export function SeasonDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('planning')
  const [styleId, setStyleId] = useState<number | null>(null)
  const targets = useQuery({
    ...api.planning.season.get.queryOptions({ input: { styleId: styleId ?? 0 } }),
    enabled: styleId !== null,
    gcTime: 0,
  })
  return (
    <Drawer open size={760} title={t('season.title')} onClose={onClose}>
      <div className={floor.page}>
        <p className={floor.muted}>{t('season.help')}</p>
        <StylePick except={0} label={t('season.style')} onPick={setStyleId} />
        <ErrorNote error={targets.error} />
        {styleId !== null && targets.data && (
          <Targets key={styleId} styleId={styleId} targets={targets.data} onDone={onClose} />
        )}
      </div>
    </Drawer>
  )
}

function Targets(props: {
  readonly styleId: number
  readonly targets: SeasonTargets
  readonly onDone: () => void
}) {
  const { t } = useTranslation('planning')
  const { message } = App.useApp()
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id: props.styleId } }))
  const [readyBy, setReadyBy] = useState(props.targets.readyBy ?? '')
  const [pieces, setPieces] = useState<Readonly<Record<number, number>>>(() =>
    Object.fromEntries(props.targets.lines.map(({ skuId, quantity }) => [skuId, quantity])),
  )
  const save = useCommand(client.planning.season.save, {
    onSuccess: () => {
      void message.success(t('season.saved'))
      props.onDone()
    },
  })
  if (!style.data) return <ErrorNote error={style.error} />
  const lines = Object.entries(pieces).flatMap(([skuId, quantity]) =>
    quantity > 0 ? [{ skuId: Number(skuId), quantity }] : [],
  )
  return (
    <>
      <ErrorNote error={save.error} />
      <b>
        {style.data.styleNumber} {style.data.name}
      </b>
      <PiecesGrid
        colours={style.data.colours.map(({ name }) => name)}
        sizes={style.data.sizes.map(({ name }) => name)}
        skus={style.data.skus.filter((sku) => !sku.archived && !sku.isSet && !sku.isSeconds)}
        pieces={pieces}
        onChange={setPieces}
      />
      <div className={floor.bar}>
        <span>{t('season.readyBy')}</span>
        <Input
          type="date"
          style={{ width: 150 }}
          aria-label={t('season.readyBy')}
          value={readyBy}
          onChange={(event) => setReadyBy(event.target.value)}
        />
        <Button
          type="primary"
          disabled={lines.length > 0 && readyBy === ''}
          loading={save.isPending}
          onClick={() => void save.run({ styleId: props.styleId, readyBy: readyBy || null, lines })}
        >
          {t('season.save', { count: lines.reduce((sum, { quantity }) => sum + quantity, 0) })}
        </Button>
      </div>
    </>
  )
}
