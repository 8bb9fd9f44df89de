import { type Kysely, sql } from 'kysely'

/**
 * Whose fault it was that pieces were made again: what is paid for them, and charged, goes by it. Until now one switch said
 * whether rework is paid; what it said stays the rule.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Null: nobody's (material, pattern, machine), or nothing was made again.
  'ALTER TABLE work_entry ADD COLUMN fault_worker_id INTEGER REFERENCES worker (id)',
  'CREATE INDEX work_entry_fault ON work_entry (fault_worker_id) WHERE fault_worker_id IS NOT NULL',
  'CREATE INDEX inspection_defect_entry ON inspection_defect (work_entry_id) WHERE work_entry_id IS NOT NULL',
  // A defect says whose it was; of what was recorded without one everybody mended her own, as the switch was explained.
  `UPDATE work_entry SET fault_worker_id = worker_id WHERE rework > 0
    AND NOT EXISTS (SELECT 1 FROM inspection_defect d WHERE d.work_entry_id = work_entry.id)`,
  `UPDATE work_entry SET fault_worker_id = (SELECT d.worker_id FROM inspection_defect d WHERE d.work_entry_id = work_entry.id
    ORDER BY d.id DESC LIMIT 1) WHERE rework > 0 AND fault_worker_id IS NULL`,
  // Of rework: whose fault it was when it was paid or not; '' before this was told apart.
  "ALTER TABLE payslip_line ADD COLUMN fault TEXT NOT NULL DEFAULT '' CHECK (fault IN ('', 'own', 'other', 'nobody'))",
  // The rework, paid to another, that this damage is charged for.
  'ALTER TABLE worker_debt ADD COLUMN work_entry_id INTEGER REFERENCES work_entry (id)',
  'CREATE INDEX worker_debt_entry ON worker_debt (work_entry_id) WHERE work_entry_id IS NOT NULL',
  `UPDATE setting SET value = json_remove(json_set(value, '$.rework', iif(value ->> 'payRework', 'all', 'none'),
    '$.chargeRework', json('false')), '$.payRework') WHERE key = 'payroll.rules' AND json_type(value, '$.payRework') IS NOT NULL`,
]
