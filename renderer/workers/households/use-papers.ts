import { useTranslation } from 'react-i18next'
import type { IncomeCertificate, Roster } from '../../../shared/workers/households/contract.ts'
import { certificateSpans } from '../../../shared/workers/households/income.ts'
import { usePrinting } from '../../shipping/printing.ts'
import { inBrackets } from '../../ui/list-text.ts'
import { paperYuan, usePaperDates } from '../paper-texts.ts'
import { useKindText } from './use-kind-text.ts'

/** Prints what the county asks for: the roster of a year, and one worker's income certificate. */
export function useHouseholdPapers() {
  const { t } = useTranslation('households')
  const { dayText, monthText } = usePaperDates()
  const printing = usePrinting()
  const kindText = useKindText()
  const printRoster = ({ rows, day, workshopName, linesChecked }: Roster) =>
    printing.print('roster', [
      {
        title: t('roster.paperTitle'),
        workshopName,
        about: t('roster.about', { year: day.slice(0, 4), day, count: rows.length }),
        wordTitles: [t('roster.person'), t('roster.household')],
        figureTitles: [
          t('roster.months'),
          t('roster.gross'),
          t('roster.householdGross'),
          t('roster.perPerson', { line: rows[0]?.line == null ? '—' : paperYuan(rows[0].line) }),
          t('roster.since'),
        ],
        people: rows.map((row) => ({
          words: [
            [`${row.name}${inBrackets(t(`relations.${row.relation}`))}`, row.idNumber],
            [
              `${row.householdNumber} ${row.head}`,
              [kindText(row.kinds), row.village].filter(Boolean).join(' · '),
            ],
          ],
          figures: [
            String(row.months),
            paperYuan(row.gross),
            paperYuan(row.householdGross),
            row.perPerson === null ? '—' : paperYuan(row.perPerson),
            row.since ?? '—',
          ],
        })),
        note: [t('roster.paperNote'), ...(linesChecked ? [] : [t('roster.unchecked')])].join(' '),
        signatures: [t('paper.drawnUp'), t('paper.responsible')],
      },
    ])
  const printCertificate = (certificate: IncomeCertificate) => {
    const { household, months, workerKind } = certificate
    const spans = certificateSpans(months)
    const place = household ? household.village + household.address : ''
    const span = {
      from: monthText(months[0]!.month),
      to: monthText(months.at(-1)!.month),
    }
    const text = (title: string) => ({ title, isFigure: false })
    const figure = (title: string) => ({ title, isFigure: true })
    return printing.print('certificate', [
      {
        title: t('certificate.title'),
        number: '',
        workshopName: certificate.workshopName,
        day: dayText(certificate.day),
        paragraphs: [
          [
            t('certificate.who', { name: certificate.name }),
            certificate.idNumber && t('certificate.id', { id: certificate.idNumber }),
            household && t('certificate.household', { head: household.head, number: household.number }),
            place && t('certificate.place', { place }),
            t('certificate.work', { kind: t(`production:worker.kinds.${workerKind}`) }),
          ]
            .filter(Boolean)
            .join(''),
          t(spans.length < months.length ? 'certificate.sumsByYear' : 'certificate.sums', {
            ...span,
            gross: paperYuan(certificate.gross),
            net: paperYuan(certificate.net),
          }),
        ],
        table: {
          title: '',
          columns: [
            text(t('income.month')),
            figure(t('certificate.days')),
            figure(t('certificate.gross')),
            figure(t('certificate.net')),
          ],
          rows: [
            ...spans.map(({ from, to, days, gross, net }) => [
              from === to
                ? monthText(from)
                : t('certificate.months', { from: monthText(from), to: monthText(to) }),
              String(days),
              paperYuan(gross),
              paperYuan(net),
            ]),
            [
              t('certificate.total'),
              String(months.reduce((sum, { days }) => sum + days, 0)),
              paperYuan(certificate.gross),
              paperYuan(certificate.net),
            ],
          ],
        },
        closing: t('certificate.closing'),
        signatures: [t('paper.drawnUp'), t('paper.responsible')],
      },
    ])
  }
  return { printRoster, printCertificate }
}
