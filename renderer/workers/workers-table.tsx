import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Worker } from '../../shared/workers/contract.ts'
import type { MaskedNumber, WorkerPerson } from '../../shared/workers/details-contract.ts'
import { Photo } from '../catalog/photo.tsx'
import { inBrackets, listText } from '../ui/list-text.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { today } from '../ui/today.ts'
import styles from './workers.module.css'

/** Workers row by row. `people` null: whoever looks is told no more than names, kinds and skills. */
export function WorkersTable(props: {
  readonly workers: readonly Worker[]
  readonly people: ReadonlyMap<number, WorkerPerson> | null
  readonly isLoading: boolean
  readonly onBadge: (worker: Worker) => void
  readonly onChange?: (worker: Worker) => void
  readonly onLeave?: (worker: Worker) => void
  readonly onBack?: (worker: Worker) => void
}) {
  const { t } = useTranslation('workers')
  const { people, onChange, onLeave, onBack } = props
  const skillText = ({ skills }: Worker) =>
    skills.length === 0
      ? t('production:worker.anySkill')
      : listText(
          skills.map(
            ({ skill, level }) =>
              `${skill}${inBrackets(level === 2 ? '' : t(`production:worker.levels.${level}`))}`,
          ),
        )
  const number = (masked: MaskedNumber | undefined) =>
    masked && masked.state !== 'none' ? (
      <span className={styles.number}>{masked.text || t(`number.${masked.state}`)}</span>
    ) : (
      <span className={styles.muted}>—</span>
    )
  const told = people
    ? [
        {
          title: t('column.contact'),
          render: (_: unknown, { id }: Worker) => (
            <>
              {people.get(id)?.village}
              <div className={styles.muted}>{people.get(id)?.phone}</div>
            </>
          ),
        },
        {
          title: t('field.idNumber'),
          render: (_: unknown, { id }: Worker) => number(people.get(id)?.idNumber),
        },
        {
          title: t('field.payMethod'),
          render: (_: unknown, { id }: Worker) => {
            const person = people.get(id)
            if (!person) return null
            return (
              <>
                {t(`pay.${person.payMethod}`)}
                {person.payMethod === 'bank' && <div>{number(person.bankAccount)}</div>}
                {person.payMethod === 'wechat' && <div className={styles.muted}>{person.wechatName}</div>}
              </>
            )
          },
        },
      ]
    : [{ title: t('production:note'), dataIndex: 'note' }]
  return (
    <Table<Worker>
      size="small"
      rowKey="id"
      loading={props.isLoading}
      dataSource={[...props.workers]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: t('production:worker.nothing') }}
      scroll={{ x: true }}
      columns={[
        {
          title: t('production:worker.name'),
          render: (_, row) => (
            <span className={styles.who}>
              <Photo hash={row.photoHash === '' ? null : row.photoHash} side={40} alt="" subject="person" />
              <span>
                <b style={{ whiteSpace: 'nowrap' }}>{row.name}</b>
                <Standing worker={row} person={people?.get(row.id)} />
              </span>
            </span>
          ),
        },
        { title: t('column.kind'), render: (_, row) => t(`production:worker.kinds.${row.kind}`) },
        ...told,
        { title: t('production:worker.skills'), render: (_, row) => skillText(row) },
        {
          title: '',
          align: 'right',
          render: (_, row) => (
            <span className={styles.bar} style={{ flexWrap: 'nowrap', justifyContent: 'flex-end' }}>
              {!row.archived && (
                <Button size="small" onClick={() => props.onBadge(row)}>
                  {t('production:worker.badge')}
                </Button>
              )}
              {onChange && (
                <Button size="small" onClick={() => onChange(row)}>
                  {t('production:change')}
                </Button>
              )}
              {onLeave && !row.archived && (
                <Button size="small" onClick={() => onLeave(row)}>
                  {t('leave.open')}
                </Button>
              )}
              {onBack && row.archived && (
                <Button size="small" onClick={() => onBack(row)}>
                  {t('leave.back')}
                </Button>
              )}
            </span>
          ),
        },
      ]}
    />
  )
}

/** Nothing where she is simply here. */
function Standing({
  worker,
  person,
}: {
  readonly worker: Worker
  readonly person: WorkerPerson | undefined
}) {
  const { t } = useTranslation('workers')
  if (worker.archived)
    return (
      <div>
        <StatusTag tone="off">{t('production:worker.left')}</StatusTag>
        <div className={styles.why}>{[person?.leftOn, person?.leftReason].filter(Boolean).join(' ')}</div>
      </div>
    )
  const day = today()
  const away = worker.away.find(({ from, to }) => from <= day && day <= to)
  const until = person?.contractTo
  const word = away
    ? t('production:worker.awayUntil', { why: t(`time:marks.${away.kind}`), date: away.to })
    : until && until < day
      ? t('contractOver')
      : null
  return (
    word && (
      <div>
        <StatusTag tone="warn">{word}</StatusTag>
      </div>
    )
  )
}
