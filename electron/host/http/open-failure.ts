import { openFailure } from '../open-failure.ts'

/** Why a data folder did not open, for a terminal: what happened, what was kept, what to do, in both languages. */
export function openFailureText(error: unknown, dataDir: string): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return '端口已被别的程序占用，请换一个 --port，或者不指定。\nThe port is taken by another program: choose another --port, or none.'
  const { kind, detail } = openFailure(error)
  return [...texts[kind](detail), dataDir].join('\n')
}

const texts: Readonly<Record<ReturnType<typeof openFailure>['kind'], (detail: string) => readonly string[]>> =
  {
    newer: (version) => [
      `这个数据文件夹由更新的衣坊版本写入（${version}）。什么都没有改动。请安装新版衣坊后再打开。`,
      `This data folder was written by a newer Yifang (${version}). Nothing was changed. Install the newer version and open it again.`,
    ],
    damaged: () => [
      '数据库读不出来。什么都没有删除。请从备份恢复：npm run -s cli -- restore --data 文件夹 备份文件',
      'The database cannot be read. Nothing was deleted. Restore a backup: npm run -s cli -- restore --data DIR BACKUP',
    ],
    unwritable: () => [
      '这个文件夹不能写入。什么都没有改动。请换一个文件夹（--data），或者打开它的写入权限。',
      'This folder cannot be written to. Nothing was changed. Choose another one (--data) or allow writing to it.',
    ],
    other: (detail) => [
      '衣坊没能启动。数据没有改动。',
      'Yifang could not start. Your data was not changed.',
      detail,
    ],
  }
