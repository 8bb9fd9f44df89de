import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal, Radio, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { v7 } from 'uuid'
import type { CountDetail, CountLine } from '../../shared/inventory/contract.ts'
import { parsePieces } from '../../shared/quantity.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { shownError } from '../app/shown-error.ts'
import { ConfirmAction } from '../ui/confirm-action.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { errorText } from '../ui/error-text.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { ScanInput, type ScanOutcome } from '../ui/scan-input.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { Fact, Fen, Field, Pieces } from './parts/figures.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { SkuCell, SkuPhoto } from './parts/sku-cell.tsx'

type Shown = 'all' | 'different' | 'uncounted'

/** The count of a place, by scanner: one scan, one piece; or type what is there. */
export function CountScreen() {
  const { t } = useTranslation('inventory')
  const id = Number(useParams().id)
  const may = useMay()
  const navigate = useNavigate()
  const query = useQuery(api.inventory.counts.get.queryOptions({ input: { id } }))
  const [shown, setShown] = useState<Shown>('all')
  const [isClosing, setClosing] = useState(false)
  const cancel = useCommand(client.inventory.counts.cancel, {
    onSuccess: () => void navigate('/stock/counts'),
  })
  if (!query.data) return <ErrorNote error={query.error} />
  const count = query.data
  const isOpen = count.state === 'open'
  const lines = count.lines.filter((line) =>
    shown === 'all' ? true : shown === 'uncounted' ? line.counted === null : (line.difference ?? 0) !== 0,
  )
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('count.title', { place: count.locationName })}
        note={count.note}
        back="/stock/counts"
        actions={
          isOpen && (
            <span className={styles.bar}>
              {may('inventory.counts.cancel') && (
                <ConfirmAction
                  title={t('count.cancelTitle')}
                  text={t('count.cancelText', { count: count.pieces })}
                  confirm={t('count.cancel')}
                  onConfirm={() => cancel.run({ id })}
                >
                  {t('count.cancel')}
                </ConfirmAction>
              )}
              {may('inventory.counts.close') ? (
                <Button type="primary" size="large" onClick={() => setClosing(true)}>
                  {t('count.close')}
                </Button>
              ) : (
                <span className={styles.muted}>{t('count.closeByOffice')}</span>
              )}
            </span>
          )
        }
      />
      <ErrorNote error={query.error ?? cancel.error} />
      {isOpen ? (
        <Scanning id={id} />
      ) : (
        <StatusTag tone={count.state === 'done' ? 'done' : 'off'}>
          {t(`count.state.${count.state}`)}
        </StatusTag>
      )}
      <Sums count={count} />
      <Segmented<Shown>
        style={{ alignSelf: 'flex-start' }}
        value={shown}
        onChange={setShown}
        options={(['all', 'different', 'uncounted'] as const).map((name) => ({
          value: name,
          label: t(`count.show.${name}`),
        }))}
      />
      <CountTable id={id} lines={lines} isOpen={isOpen} />
      <Modal
        open={isClosing}
        title={t('count.close')}
        footer={null}
        destroyOnHidden
        onCancel={() => setClosing(false)}
      >
        <CloseForm count={count} onDone={() => setClosing(false)} />
      </Modal>
    </div>
  )
}

function Scanning({ id }: { readonly id: number }) {
  const { t } = useTranslation('inventory')
  const query = useQuery({ ...api.inventory.counts.get.queryOptions({ input: { id } }), enabled: false })
  const [last, setLast] = useState<
    | { readonly sku: CountLine['sku']; readonly counted: number; readonly expected: number }
    | { readonly error: unknown }
    | null
  >(null)
  const scan = async (code: string): Promise<ScanOutcome> => {
    try {
      setLast(await client.inventory.counts.scan({ commandId: v7(), id, code }))
      void query.refetch()
      return 'right'
    } catch (error) {
      setLast({ error })
      return 'wrong'
    }
  }
  const tone = last === null ? '' : 'error' in last ? styles.wrong : styles.right
  return (
    <div className={styles.countScan}>
      <div className={styles.page}>
        <ScanInput placeholder={t('count.scan')} onScan={scan} />
        <span className={styles.muted}>{t('count.help')}</span>
      </div>
      <div className={`${styles.lastScan} ${tone}`} aria-live="polite">
        {last === null ? (
          <span className={styles.muted}>{t('count.nothingScanned')}</span>
        ) : 'error' in last ? (
          <span>{errorText(t, shownError(last.error))}</span>
        ) : (
          <>
            <SkuPhoto hash={last.sku.photoHash} size={96} />
            <span className={styles.grow}>
              {last.sku.styleNumber} {last.sku.styleName}
              <br />
              {[last.sku.colour, last.sku.size].filter((part) => part !== '').join(' · ')}
              <br />
              <span className={styles.muted}>{t('count.booked', { count: last.expected })}</span>
            </span>
            <b>{last.counted}</b>
          </>
        )}
      </div>
    </div>
  )
}

function Sums({ count }: { readonly count: CountDetail }) {
  const { t } = useTranslation('inventory')
  const uncounted = count.lines.filter((line) => line.counted === null).length
  const differences = count.lines.filter((line) => (line.difference ?? 0) !== 0)
  const value = differences.reduce((sum, line) => sum + (line.differenceValue ?? 0), 0)
  const isMoney = differences.some((line) => line.differenceValue !== null)
  return (
    <div className={styles.facts}>
      <Fact name={t('count.counted')}>
        {t('count.countedFact', { skus: count.skus, pieces: count.pieces })}
      </Fact>
      <Fact name={t('count.different')}>{differences.length}</Fact>
      {count.state === 'open' && <Fact name={t('count.uncounted')}>{uncounted}</Fact>}
      {isMoney && count.state === 'open' && (
        <Fact name={t('count.value')}>
          <Fen value={value} />
        </Fact>
      )}
    </div>
  )
}

function CountTable(props: {
  readonly id: number
  readonly lines: readonly CountLine[]
  readonly isOpen: boolean
}) {
  const { t } = useTranslation('inventory')
  const set = useCommand(client.inventory.counts.set)
  return (
    <>
      <ErrorNote error={set.error} onClose={set.reset} />
      <Table
        rowKey={(line) => line.sku.id}
        dataSource={[...props.lines]}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('count.noLines') }}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('sku'), render: (_, line) => <SkuCell sku={line.sku} photo={48} /> },
          { title: t('count.bookedHead'), align: 'right', render: (_, line) => line.expected },
          {
            title: t('count.countedHead'),
            width: 140,
            render: (_, line) =>
              props.isOpen ? (
                <CountedInput
                  key={`${line.sku.id}:${line.counted}`}
                  line={line}
                  onSet={(counted) => void set.run({ id: props.id, itemId: line.sku.id, counted })}
                />
              ) : (
                line.counted
              ),
          },
          {
            title: t('count.difference'),
            align: 'right',
            render: (_, line) =>
              line.difference === null ? (
                <span className={styles.muted}>{t('count.notCounted')}</span>
              ) : line.difference === 0 ? (
                <span className={styles.good}>✓ 0</span>
              ) : (
                <Pieces value={line.difference} alarm={line.difference < 0} />
              ),
          },
          {
            title: t('count.value'),
            align: 'right',
            render: (_, line) => <Fen value={line.differenceValue === 0 ? null : line.differenceValue} />,
          },
        ]}
      />
    </>
  )
}

/** What is there, typed; taken on Enter or when leaving the field. Emptied: not counted after all. */
function CountedInput({
  line,
  onSet,
}: {
  readonly line: CountLine
  readonly onSet: (counted: number | null) => void
}) {
  const { t } = useTranslation('inventory')
  const [text, setText] = useState(line.counted === null ? '' : String(line.counted))
  const value = text.trim() === '' ? null : parsePieces(text)
  const isWrong = text.trim() !== '' && value === null
  const take = () => {
    if (!isWrong && value !== line.counted) onSet(value)
  }
  return (
    <Input
      size="large"
      aria-label={t('count.countedHead')}
      inputMode="numeric"
      status={isWrong ? 'error' : ''}
      value={text}
      placeholder="—"
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={take}
      onBlur={take}
    />
  )
}

function CloseForm({ count, onDone }: { readonly count: CountDetail; readonly onDone: () => void }) {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  const [unscanned, setUnscanned] = useState<'zero' | 'leave'>('leave')
  const [shortageReason, setShortageReason] = useState('')
  const close = useCommand(client.inventory.counts.close, {
    onSuccess: ({ changed, losses }) => {
      message.success(t('count.done', { count: changed }))
      onDone()
      showLosses(losses)
    },
  })
  const missing = count.lines.filter((line) => line.counted === null)
  const pieces = missing.reduce((sum, line) => sum + line.expected, 0)
  const different = count.lines.filter((line) => (line.difference ?? 0) !== 0).length
  const isBelowZero =
    close.error !== null && close.error !== undefined && shownError(close.error).code === 'stock-below-zero'
  return (
    <div className={styles.form}>
      <p>{t('count.closeText', { count: different })}</p>
      {missing.length > 0 && (
        <Field name={t('count.unscanned', { skus: missing.length, pieces })}>
          <Radio.Group
            value={unscanned}
            onChange={(event) => setUnscanned(event.target.value as 'zero' | 'leave')}
            options={[
              { value: 'leave', label: t('count.leave') },
              { value: 'zero', label: t('count.zero') },
            ]}
          />
        </Field>
      )}
      <ErrorNote error={close.error} onClose={close.reset} />
      {isBelowZero && (
        <Field name={t('belowZero.reason')}>
          <Input
            value={shortageReason}
            placeholder={t('belowZero.hint')}
            onChange={(event) => setShortageReason(event.target.value)}
          />
        </Field>
      )}
      <div className={styles.bar}>
        <Button
          type="primary"
          loading={close.isPending}
          onClick={() =>
            void close.run({
              id: count.id,
              unscanned,
              ...(shortageReason.trim() !== '' && { shortageReason: shortageReason.trim() }),
            })
          }
        >
          {t('count.close')}
        </Button>
        <Button onClick={onDone}>{t('count.goOn')}</Button>
      </div>
    </div>
  )
}
