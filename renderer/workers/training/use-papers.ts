import { useTranslation } from 'react-i18next'
import { v7 } from 'uuid'
import type { IdNumberForm } from '../../../shared/workers/households/contract.ts'
import { client } from '../../app/client.ts'
import { photoUrl } from '../../catalog/photo-cache.ts'
import { usePrinting } from '../../shipping/printing.ts'
import { usePaperDates } from '../paper-texts.ts'
import { useCourseNames } from './use-course-names.ts'

/** Lines for those who come without having been asked. */
const emptyLines = 5

/** Prints a session's sheet to be ticked and signed, and the certificates of those who passed. */
export function useTrainingPapers() {
  const { t } = useTranslation('training')
  const { dayText } = usePaperDates()
  const printing = usePrinting()
  const { shownBy } = useCourseNames()
  const printSheet = async (id: number) => {
    const { session, attendees } = await client.workers.training.sessions.get({ id })
    const { name } = await client.settings.workshop.get()
    await printing.print('workSheet', [
      {
        title: t('sheet.title'),
        number: session.date,
        workshopName: name,
        styleNo: shownBy(session.courseName),
        styleName: '',
        facts: [
          [t('hours'), String(session.minutes / 60)],
          [t('trainer'), session.trainer],
          [t('place'), session.place],
        ],
        tables: [
          {
            title: t('sheet.people', { count: attendees.length }),
            columns: [
              { title: t('name'), isFigure: false },
              { title: t('came'), isFigure: true },
              { title: t('result'), isFigure: true },
              { title: t('sheet.signature'), isFigure: false },
            ],
            rows: [
              ...attendees.map((one, index) => [
                `${index + 1}  ${one.name}`,
                one.attended ? '☑' : '☐',
                one.result === 'undecided' ? '' : t(`results.${one.result}`),
                '',
              ]),
              ...Array.from({ length: emptyLines }, (_, at) => [`${attendees.length + at + 1}`, '☐', '', '']),
            ],
          },
        ],
        note: session.note,
        code: null,
        signatures: [t('trainer'), t('households:paper.responsible')],
      },
    ])
  }
  const printCertificates = async (
    id: number,
    workerIds: readonly number[],
    idNumbers: IdNumberForm | 'none',
  ) => {
    const asked = { id, workerIds: [...workerIds] }
    const { certificates, certificatesWithIds } = client.workers.training.sessions
    const found = await (idNumbers === 'none'
      ? certificates(asked)
      : certificatesWithIds({ commandId: v7(), ...asked, idNumbers }))
    const pages = found.map(async (one) => {
      const course = shownBy(one.courseName)
      const days = { from: dayText(one.from), to: dayText(one.to) }
      return {
        title: t('certificate.title'),
        number: t('certificate.number', { number: one.number }),
        workshopName: one.workshopName,
        day: dayText(one.to),
        photoUrl: one.photoHash === '' ? null : await photoUrl(one.photoHash, 'thumbnail').catch(() => null),
        paragraphs: [
          t(one.from === one.to ? 'certificate.oneDay' : 'certificate.days', {
            name: one.name + (one.idNumber && t('households:certificate.id', { id: one.idNumber })),
            course,
            hours: one.minutes / 60,
            ...days,
          }),
          ...(one.skill === ''
            ? []
            : [
                t('certificate.skill', {
                  skill: one.skill,
                  level: t(`production:worker.levels.${one.level}`),
                }),
              ]),
        ],
        table: null,
        closing: '',
        signatures: [
          one.trainer === '' ? t('trainer') : t('certificate.trainer', { name: one.trainer }),
          t('households:paper.responsible'),
        ],
      }
    })
    await printing.print('certificate', await Promise.all(pages))
  }
  return { printSheet, printCertificates }
}
