import { type RawBuilder, sql } from 'kysely'
import { collect, details, type Rule } from './rule.ts'

/** Each finds what is wrong as one column `detail`. */
const searches: readonly RawBuilder<{ detail: string }>[] = [
  sql`SELECT 'payslip ' || p.id || ': its lines come to ' || total || ', it says net ' || net AS detail
    FROM (SELECT p.*, (SELECT coalesce(sum(amount), 0) FROM payslip_line l WHERE l.payslip_id = p.id) AS total
      FROM payslip p) AS p WHERE total <> net`,
  sql`SELECT 'payslip ' || p.id || ': earned ' || earned || ', it says gross ' || gross AS detail
    FROM (SELECT p.*, (SELECT coalesce(sum(l.amount), 0) FROM payslip_line l LEFT JOIN pay_adjustment a ON a.id = l.adjustment_id
        WHERE l.payslip_id = p.id AND (l.kind IN ('piece', 'hour', 'salary', 'premium', 'top-up')
          OR a.kind IN ('allowance', 'bonus')
          OR l.recurring_id IN (SELECT id FROM recurring_pay WHERE kind = 'allowance'))) AS earned
      FROM payslip p) AS p WHERE earned <> gross`,
  // Half away from zero, as lines are rounded.
  sql`SELECT 'payslip line ' || l.id || ': ' || quantity || ' pieces at ' || rate || ' come to ' || amount
      || ', its entries to ' || pieces || ' pieces' AS detail
    FROM (SELECT l.*, (SELECT coalesce(sum(pieces), 0) FROM payslip_entry e WHERE e.payslip_line_id = l.id) AS pieces
      FROM payslip_line l WHERE kind = 'piece') AS l
    WHERE pieces <> quantity
      OR amount <> iif(quantity < 0, -1, 1) * ((abs(quantity) * rate * 2 + 10000) / 20000)`,
  sql`SELECT 'payslip line ' || l.id || ': its hours are ' || minutes || ' minutes, it says ' || quantity AS detail
    FROM (SELECT l.*, (SELECT coalesce(sum(minutes), 0) FROM payslip_time t WHERE t.payslip_line_id = l.id) AS minutes
      FROM payslip_line l WHERE kind = 'hour') AS l WHERE minutes <> quantity`,
  sql`SELECT 'work entry ' || e.work_entry_id || ' was taken out of a run that never paid it' AS detail
    FROM payslip_entry e WHERE reversal = 1 AND NOT EXISTS (SELECT 1 FROM payslip_entry b
      WHERE b.work_entry_id = e.work_entry_id AND b.is_rework = e.is_rework AND b.reversal = 0 AND b.pieces = 0 - e.pieces)`,
  sql`SELECT 'work entry ' || w.id || ' is paid' || iif(w.voided_at IS NULL, ', and taken back from the worker', ' and was undone, and is on no list') AS detail
    FROM (SELECT work_entry_id, sum(pieces) AS pieces FROM payslip_entry GROUP BY work_entry_id) AS e
    JOIN work_entry w ON w.id = e.work_entry_id
    WHERE (w.voided_at IS NULL AND e.pieces = 0)
      OR (w.voided_at IS NOT NULL AND e.pieces <> 0 AND NOT EXISTS (SELECT 1 FROM unpaid_entry u
        WHERE u.work_entry_id = w.id AND u.why = 'reversed' AND u.settled_line_id IS NULL))`,
  sql`SELECT 'work entry ' || e.work_entry_id || ' of ' || w.good || ' good pieces is paid as ' || e.pieces AS detail
    FROM payslip_entry e JOIN work_entry w ON w.id = e.work_entry_id JOIN payslip_line l ON l.id = e.payslip_line_id
    JOIN payslip p ON p.id = l.payslip_id
    WHERE e.reversal = 0 AND e.is_rework = 0 AND w.voided_at IS NULL
      AND (e.pieces <> w.good OR l.rate <> w.rate OR l.operation_id <> w.operation_id OR p.worker_id <> w.worker_id)`,
  sql`SELECT 'work entry ' || e.work_entry_id || ' of ' || w.rework || ' pieces made again stands in a run as ' || e.pieces AS detail
    FROM payslip_entry e JOIN work_entry w ON w.id = e.work_entry_id JOIN payslip_line l ON l.id = e.payslip_line_id
    WHERE e.reversal = 0 AND e.is_rework = 1 AND w.voided_at IS NULL
      AND (e.pieces <> w.rework OR (l.rate <> w.rate AND l.rate <> 0) OR l.fault <> '' AND l.fault <>
        CASE WHEN w.fault_worker_id IS NULL THEN 'nobody' WHEN w.fault_worker_id = w.worker_id THEN 'own' ELSE 'other' END)`,
  // Up to where each worker was paid, all her live work is in a run or on the unpaid list.
  sql`SELECT 'work entry ' || w.id || ' of worker ' || w.worker_id || ' is neither paid nor on the unpaid list' AS detail
    FROM (SELECT p.worker_id, max(r.to_date) AS last_to, max(r.entries_until) AS last_id
      FROM payslip p JOIN payroll_run r ON r.id = p.run_id GROUP BY p.worker_id) AS paid
    CROSS JOIN work_entry w ON w.worker_id = paid.worker_id AND w.work_date <= paid.last_to
    WHERE w.id <= paid.last_id AND w.voided_at IS NULL AND w.basis = 'piece' AND w.good > 0
      AND NOT EXISTS (SELECT 1 FROM payslip_entry e WHERE e.work_entry_id = w.id AND e.reversal = 0 AND e.is_rework = 0)
      AND NOT EXISTS (SELECT 1 FROM unpaid_entry u WHERE u.work_entry_id = w.id AND u.settled_line_id IS NULL)`,
  // The same of rework, since runs hold it whether it is paid or not.
  sql`SELECT 'rework of work entry ' || w.id || ' of worker ' || w.worker_id || ' is in no run' AS detail
    FROM (SELECT p.worker_id, max(r.to_date) AS last_to, max(r.entries_until) AS last_id,
        coalesce(max(iif(r.rules ->> 'rework' IS NULL, r.to_date, '')), '') AS old_to,
        coalesce(max(iif(r.rules ->> 'rework' IS NULL, r.entries_until, 0)), 0) AS old_id
      FROM payslip p JOIN payroll_run r ON r.id = p.run_id GROUP BY p.worker_id) AS paid
    CROSS JOIN work_entry w ON w.worker_id = paid.worker_id AND w.work_date <= paid.last_to
    WHERE w.id <= paid.last_id AND NOT (w.work_date <= old_to AND w.id <= old_id) AND w.voided_at IS NULL
      AND w.basis = 'piece' AND w.rework > 0
      AND NOT EXISTS (SELECT 1 FROM payslip_entry e WHERE e.work_entry_id = w.id AND e.reversal = 0 AND e.is_rework = 1)
      AND NOT EXISTS (SELECT 1 FROM unpaid_entry u WHERE u.work_entry_id = w.id AND u.settled_line_id IS NULL)`,
  sql`SELECT 'day ' || work_date || ' of recurring pay ' || recurring_id || ' is paid ' || times || ' times' AS detail
    FROM (SELECT recurring_id, work_date, sum(days) AS times FROM payslip_recurring GROUP BY recurring_id, work_date)
    WHERE times NOT IN (0, 1)`,
  sql`SELECT 'payslip line ' || l.id || ': ' || quantity || ' days come to ' || l.amount || ', its days are ' || days AS detail
    FROM (SELECT l.*, (SELECT coalesce(sum(days), 0) FROM payslip_recurring r WHERE r.payslip_line_id = l.id) AS days
      FROM payslip_line l WHERE recurring_id IS NOT NULL) AS l JOIN recurring_pay r ON r.id = l.recurring_id
    WHERE days <> quantity OR (r.per = 'day' AND l.amount <> quantity * r.amount * iif(r.kind = 'charge', -1, 1))`,
  // Since runs keep by the day what counted as made in overtime, and by how many per cent.
  sql`SELECT 'payslip line ' || l.id || ': a premium of ' || l.base || ', its days come to ' || days AS detail
    FROM (SELECT l.*, (SELECT coalesce(sum(s.base), 0) FROM payslip_premium s WHERE s.payslip_id = l.payslip_id
        AND s.overtime = l.overtime AND s.percent = l.quantity) AS days,
      (SELECT sum(b.base) FROM payslip_line b WHERE b.payslip_id = l.payslip_id AND b.kind = 'premium'
        AND b.overtime = l.overtime AND b.quantity = l.quantity) AS lines
      FROM payslip_line l WHERE kind = 'premium' AND quantity > 0) AS l WHERE days <> lines`,
  sql`SELECT 'payment of payslip ' || p.id || ': ' || paid || ' paid of ' || net AS detail
    FROM (SELECT p.*, (SELECT sum(amount) FROM wage_payment w WHERE w.payslip_id = p.id) AS paid FROM payslip p) AS p
    WHERE paid < 0 OR paid > net`,
  sql`SELECT 'debt ' || d.id || ' of ' || amount || ' is paid back by ' || back AS detail
    FROM (SELECT d.*, coalesce((SELECT 0 - sum(amount) FROM payslip_line l WHERE l.debt_id = d.id), 0)
        + coalesce((SELECT sum(amount) FROM debt_repayment b WHERE b.debt_id = d.id AND b.voided_at IS NULL), 0) AS back
      FROM worker_debt d) AS d
    WHERE back > amount OR (voided_at IS NOT NULL AND back <> 0)`,
]

/** Rule 6: a closed run says what was paid, adds up, and leaves nothing out. */
export const payrollRule: Rule = {
  rule: 6,
  name: 'closed payroll runs add up and leave nothing out',
  find: (db, limit) =>
    collect(
      limit,
      searches.map(
        (search) => async (left) =>
          details((await sql<{ detail: string }>`SELECT * FROM (${search}) LIMIT ${left}`.execute(db)).rows),
      ),
    ),
}
