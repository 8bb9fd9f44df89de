import { useTranslation } from 'react-i18next'
import type { KindOn } from '../../../shared/workers/households/types.ts'
import { inBrackets, listText } from '../../ui/list-text.ts'

/** What a household is, in one line: a watched kind says whether its risk is cleared. */
export function useKindText(): (kinds: readonly KindOn[]) => string {
  const { t } = useTranslation('households')
  return (kinds) =>
    listText(
      kinds.map(({ kind, cleared }) =>
        cleared === null
          ? t(`kinds.${kind}`)
          : `${t(`kinds.${kind}`)}${inBrackets(t(cleared ? 'risk.cleared' : 'risk.open'))}`,
      ),
    )
}
