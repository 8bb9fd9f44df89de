import { Alert, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RosterPreview } from '../../shared/workers/roster-contract.ts'

type Problem = RosterPreview['problems'][number]

/** What is wrong in a list, row by row: who is left out, and who goes in without what. */
export function RosterProblems({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation('workers')
  const left = problems.filter(({ kept }) => !kept).length
  const isNumber = ({ code }: Problem) => code === 'id-number' || code === 'bank-account'
  return (
    <>
      <Alert type="warning" showIcon title={t('sheet.problems', { left, without: problems.length - left })} />
      <Table<Problem>
        size="small"
        rowKey={({ row, code, value }) => `${row} ${code} ${value}`}
        dataSource={[...problems]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('sheet.row'), dataIndex: 'row', align: 'right', width: 60 },
          { title: t('production:worker.name'), dataIndex: 'name', width: 120 },
          {
            title: t('sheet.wrong'),
            render: (_, problem) =>
              t(`sheet.problem.${problem.code}`, {
                value: isNumber(problem) ? t(`errors:reason.${problem.value}`) : problem.value,
              }),
          },
          {
            title: t('sheet.then'),
            width: 160,
            render: (_, { kept }) => t(kept ? 'sheet.without' : 'sheet.leftOut'),
          },
        ]}
      />
    </>
  )
}
