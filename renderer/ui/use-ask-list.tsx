import { useConfirm } from './use-confirm.tsx'

/** Asks about several things at once, each in a line of its own. Nothing to ask: yes. */
export function useAskList(): (question: {
  readonly title: string
  readonly texts: readonly string[]
  readonly confirm: string
}) => Promise<boolean> {
  const ask = useConfirm()
  return async ({ title, texts, confirm }) =>
    texts.length === 0 ||
    ask({
      title,
      text: (
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ),
      confirm,
    })
}
