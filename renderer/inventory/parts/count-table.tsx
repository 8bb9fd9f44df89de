import { Alert, Button, Input, Space, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountLine } from '../../../shared/inventory/counts-contract.ts'
import { parsePieces } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { errorText } from '../../ui/error-text.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { Fen, Pieces } from './figures.tsx'
import { SkuCell } from './sku-cell.tsx'

interface Typed {
  readonly itemId: number
  readonly counted: number | null
}

/** What is booked in the place, what was counted, and the difference. */
export function CountTable(props: {
  readonly id: number
  readonly lines: readonly CountLine[]
  readonly isOpen: boolean
}) {
  const { t } = useTranslation('inventory')
  const set = useCommand(client.inventory.counts.set)
  /** Typed over what somebody else had counted meanwhile. */
  const [conflict, setConflict] = useState<Typed | null>(null)
  const write = async (typed: Typed, before?: number | null) => {
    setConflict(typed)
    const isWritten = await set.run({ id: props.id, ...typed, ...(before !== undefined && { before }) })
    if (isWritten) setConflict(null)
  }
  const answer = (isMine: boolean) => {
    const typed = conflict
    setConflict(null)
    set.reset()
    if (isMine && typed) void write(typed)
  }
  return (
    <>
      {conflict && shownError(set.error).code === 'count-changed' ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={errorText(t, shownError(set.error))}
          action={
            <Space>
              <Button size="large" onClick={() => answer(false)}>
                {t('count.keepTheirs')}
              </Button>
              <Button size="large" onClick={() => answer(true)}>
                {t('count.writeMine')}
              </Button>
            </Space>
          }
        />
      ) : (
        <ErrorNote error={set.error} onClose={set.reset} />
      )}
      <Table
        rowKey={(line) => line.sku.id}
        dataSource={[...props.lines]}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('count.noLines') }}
        scroll={{ x: true }}
        columns={[
          { title: t('sku'), render: (_, line) => <SkuCell sku={line.sku} photo={48} /> },
          {
            title: t('count.bookedHead'),
            align: 'right',
            render: (_, line) => (
              <>
                {line.expected}
                {line.packed > 0 && (
                  <div className={styles.muted}>{t('count.packed', { count: line.packed })}</div>
                )}
              </>
            ),
          },
          {
            title: t('count.countedHead'),
            width: 140,
            render: (_, line) =>
              props.isOpen ? (
                <CountedInput
                  key={`${line.sku.id}:${line.counted}`}
                  line={line}
                  onSet={(counted) => void write({ itemId: line.sku.id, counted }, line.counted)}
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
            // What is counted is what a tablet has room for.
            responsive: ['xl'],
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
