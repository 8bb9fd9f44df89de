import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { ReturnCase } from '../../../shared/shipping/returns-contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { SkuName } from '../../catalog/sku-name.tsx'
import { JobMark } from '../../stations/printing/job-mark.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { returnLabels } from '../print-data.ts'
import { usePrinting } from '../printing.ts'
import styles from '../shipping.module.css'
import { AnswerForm } from './answer-form.tsx'

type Line = ReturnCase['lines'][number]
const ends = ['restock', 'seconds', 'scrap'] as const

/** One return: each piece back to the shelf, to seconds or to scrap; and what is sent to the buyer instead. */
export function ReturnScreen() {
  const { t } = useTranslation('shipping')
  const id = Number(useParams().id)
  const may = useMay()
  const query = useQuery(api.shipping.returns.get.queryOptions({ input: { id } }))
  const inspect = useCommand(client.shipping.returns.inspect)
  const takeBack = useCommand(client.shipping.returns.void)
  const cancel = useCommand(client.shipping.returns.cancelAnswer)
  const { print, job } = usePrinting()
  const [counts, setCounts] = useState<Readonly<Record<number, number>>>({})
  const [answering, setAnswering] = useState<Line | null>(null)
  const data = query.data
  if (!data) return <ErrorNote error={query.error} />
  const left = (line: Line) =>
    data.state === 'voided' ? 0 : line.quantity - line.restocked - line.seconds - line.scrapped
  const checked = data.lines.reduce((sum, line) => sum + line.quantity - left(line), 0)
  const labels = data.state === 'voided' ? [] : returnLabels(data, t('returns.name', { id }))
  const count = (line: Line) => Math.min(counts[line.id] ?? left(line), left(line))
  const look = (line: Line, end: (typeof ends)[number]) =>
    void inspect
      .run({ returnLineId: line.id, restock: 0, seconds: 0, scrap: 0, [end]: count(line) })
      .then(() => setCounts(({ [line.id]: _, ...rest }) => rest))
  return (
    <div className={styles.page}>
      <PageHeader
        back="/pack/returns"
        title={t('returns.name', { id })}
        note={
          <>
            <StatusTag tone={data.state === 'unchecked' ? 'act' : data.state === 'done' ? 'done' : 'off'}>
              {t(`returnState.${data.state}`)}
            </StatusTag>{' '}
            {data.orderId === null ? (
              t('returns.unknownOrder')
            ) : (
              <>
                <Link to={`/orders/${data.orderId}`}>{data.orderNumber}</Link> · {data.shopName}
              </>
            )}{' '}
            {data.trackingNumber} {data.reason}
          </>
        }
        actions={
          <>
            <JobMark job={job} />
            {labels.length > 0 && (
              <Button icon={<PrinterOutlined />} onClick={() => void print('skuLabel', labels)}>
                {t('returns.labels', { count: labels.length })}
              </Button>
            )}
            {data.state !== 'voided' && checked === 0 && (
              <ConfirmAction
                title={t('returns.voidTitle')}
                text={t('returns.voidText', {
                  count: data.lines.reduce((sum, line) => sum + line.quantity, 0),
                })}
                confirm={t('returns.void')}
                onConfirm={() => takeBack.run({ id })}
              >
                {t('returns.void')}
              </ConfirmAction>
            )}
          </>
        }
      />
      <ErrorNote error={inspect.error ?? takeBack.error ?? cancel.error} />
      <Table
        size="middle"
        rowKey="id"
        dataSource={data.lines}
        pagination={false}
        columns={[
          { title: t('column.goods'), render: (_, line) => <SkuName sku={line.sku} side={72} /> },
          { title: t('returns.cameBack'), align: 'right', dataIndex: 'quantity' },
          {
            title: t('returns.looked'),
            render: (_, { restocked, seconds, scrapped }) =>
              (
                [
                  ['restock', restocked],
                  ['seconds', seconds],
                  ['scrap', scrapped],
                ] as const
              ).flatMap(([end, pieces]) =>
                pieces === 0 ? [] : [<div key={end}>{`${t(`returns.end.${end}`)} ${pieces}`}</div>],
              ),
          },
          {
            title: t('returns.look'),
            render: (_, line) =>
              left(line) === 0 ? (
                <StatusTag tone="done">{t('returns.looked')}</StatusTag>
              ) : (
                <span className={styles.bar}>
                  <InputNumber
                    size="large"
                    style={{ width: 80 }}
                    min={1}
                    max={left(line)}
                    precision={0}
                    value={count(line)}
                    aria-label={t('returns.howMany')}
                    onChange={(value) => setCounts({ ...counts, [line.id]: value ?? left(line) })}
                  />
                  {ends.map((end) => (
                    <Button
                      key={end}
                      size="large"
                      disabled={inspect.isPending}
                      onClick={() => look(line, end)}
                    >
                      {t(`returns.end.${end}`)}
                    </Button>
                  ))}
                </span>
              ),
          },
          {
            title: t('returns.instead'),
            render: (_, line) =>
              may('shipping.returns.answer') &&
              data.state !== 'voided' &&
              (line.earlier ? (
                // Nothing of it left through this program: there is no line that an exchange could answer.
                <Link to="/orders/new" title={t('returns.newOrderHelp')}>
                  {t('returns.newOrder')}
                </Link>
              ) : (
                <Button onClick={() => setAnswering(line)}>{t('returns.answer')}</Button>
              )),
          },
        ]}
      />
      {data.answers.length > 0 && (
        <section className={styles.section} aria-label={t('returns.answers')}>
          <h2>{t('returns.answers')}</h2>
          {data.answers.map((answer) => (
            <div key={answer.orderLineId} className={styles.row}>
              <StatusTag tone={answer.shipped >= answer.quantity ? 'done' : 'go'}>
                {t(`returns.kind.${answer.kind}`)}
              </StatusTag>
              <SkuName sku={answer.sku} side={48} />
              <span>{t('returns.sent', { shipped: answer.shipped, quantity: answer.quantity })}</span>
              {answer.shipped === 0 && may('shipping.returns.cancelAnswer') && (
                <Button size="small" onClick={() => void cancel.run({ orderLineId: answer.orderLineId })}>
                  {t('returns.cancelAnswer')}
                </Button>
              )}
            </div>
          ))}
        </section>
      )}
      <Modal
        open={answering !== null}
        title={t('returns.answerTitle')}
        width={640}
        footer={null}
        destroyOnHidden
        onCancel={() => setAnswering(null)}
      >
        {answering && answering.orderLineId !== null && (
          <AnswerForm
            line={answering}
            orderLineId={answering.orderLineId}
            onDone={() => setAnswering(null)}
          />
        )}
      </Modal>
    </div>
  )
}
