import { isFound } from './is-found.ts'

/** For a Select's `showSearch`: an option is found by part of its label or of the label's pinyin initials ("wxy" finds 王秀英). */
export const byInitials = {
  filterOption: (search: string, option?: { readonly label?: unknown }) =>
    typeof option?.label === 'string' && isFound(search, [option.label]),
}
