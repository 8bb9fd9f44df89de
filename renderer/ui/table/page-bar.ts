/** antd's paging of a list that the host gives page by page; nothing where one page holds it. */
export function pageBar(
  page: number,
  total: number | undefined,
  onChange: (page: number) => void,
  pageSize = 50,
) {
  return {
    current: page,
    pageSize,
    total: total ?? 0,
    hideOnSinglePage: true,
    showSizeChanger: false,
    onChange,
  } as const
}
