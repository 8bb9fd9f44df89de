import { businessDate } from '../../../shared/dates.ts'
import { procedures } from '../procedures.ts'
import { runInsight } from './insight-tasks.ts'

const os = procedures.payroll.insight

export const insightRouter = os.router({
  earnings: os.earnings.handler(({ context, input }) => runInsight(context.host.dataDir, 'earnings', input)),
  trends: os.trends.handler(({ context, input }) => runInsight(context.host.dataDir, 'trends', input)),
  styles: os.styles.handler(({ context, input }) =>
    runInsight(context.host.dataDir, 'styles', { ...input, today: businessDate(context.host.clock()) }),
  ),
  simulate: os.simulate.handler(({ context, input }) => runInsight(context.host.dataDir, 'simulate', input)),
})
