import { useTranslation } from 'react-i18next'
import { usualCourses } from '../../../shared/workers/training/usual-courses.ts'

/** Names of courses in the reader's language: the usual ones are stored by one name, a workshop's own as it wrote them. */
export function useCourseNames() {
  const { t } = useTranslation('training')
  const shownBy = (name: string) => {
    const usual = usualCourses.find((one) => one.name === name)
    return usual ? t(`usual.${usual.code}`) : name
  }
  const storedBy = (shown: string) =>
    usualCourses.find(({ code }) => t(`usual.${code}`) === shown)?.name ?? shown
  return { shownBy, storedBy }
}
