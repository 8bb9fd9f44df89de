/** What work in the background is called. */
export function jobKind(
  t: (key: string, options: { readonly defaultValue: string }) => string,
  kind: string,
): string {
  return t(`app:jobs.kind.${kind.replaceAll('.', '-')}`, { defaultValue: kind })
}
