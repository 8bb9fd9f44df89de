import { type OpenFailure, openFailure } from './open-failure.ts'
import type { Trouble } from './settings/rescue-state.ts'

/*
 * What a start says in the terminal when a data folder does not open as it should: what happened, what was kept,
 * what to do; in both languages, since nobody is known yet.
 */

/** The host runs, but on its rescue screen only. */
export function troubleText(trouble: Trouble): string {
  const restore = 'npm run -s cli -- restore --data DIR FILE'
  switch (trouble.kind) {
    case 'damaged':
      return [
        `数据库读不出来，已原样改名保存为 ${trouble.renamedTo}，没有删除任何东西。衣坊打开的是修复画面：请在那里从备份恢复（或用 ${restore}）。`,
        `The database cannot be read. It is kept as ${trouble.renamedTo}; nothing was deleted. Yifang shows its rescue screen: restore a backup there (or with ${restore}).`,
      ].join('\n')
    case 'missing':
      return [
        `文件夹里有备份，但没有数据库 yifang.db。没有改动任何东西。衣坊打开的是修复画面：请在那里从备份恢复（或用 ${restore}），或者把数据库放回来再启动。`,
        `There are backups in the folder and no database yifang.db. Nothing was changed. Yifang shows its rescue screen: restore a backup there (or with ${restore}), or put the database back and start again.`,
      ].join('\n')
    case 'newer':
      return [
        `数据由更新的衣坊版本写入（${trouble.version}），这个版本打不开。什么都没有改动。请安装新版衣坊。`,
        `The data was written by a newer Yifang (${trouble.version}), which this one cannot open. Nothing was changed. Install the newer version.`,
      ].join('\n')
    case 'update':
      return [
        `升级到 ${trouble.to} 后没有正常启动。数据都在。衣坊打开的是修复画面：可以继续用 ${trouble.to}，也可以退回 ${trouble.from}。`,
        `Yifang did not come up after the update to ${trouble.to}. Your data is there. It shows its rescue screen: go on with ${trouble.to}, or back to ${trouble.from}.`,
      ].join('\n')
    case 'going-back':
      return [
        `正在退回 ${trouble.to}：数据已换回升级前的，旧版程序还没有装上。衣坊打开的是修复画面：请在那里继续。`,
        `Going back to ${trouble.to}: the data of before the update is in place, the older program is not installed yet. Yifang shows its rescue screen: go on there.`,
      ].join('\n')
  }
}

/** The host did not start. */
export function openFailureText(error: unknown, dataDir: string): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return '端口已被别的程序占用，请换一个 --port，或者不指定。\nThe port is taken by another program: choose another --port, or none.'
  const { kind, detail } = openFailure(error)
  return [...failureTexts[kind](detail), dataDir].join('\n')
}

const failureTexts: Readonly<Record<OpenFailure['kind'], (detail: string) => readonly string[]>> = {
  full: () => [
    '磁盘满了，衣坊打不开数据。什么都没有改动。请腾出空间（几百 MB），再启动衣坊。',
    'The disk is full, so the data cannot be opened. Nothing was changed. Make room (some hundred MB) and start Yifang again.',
  ],
  unwritable: () => [
    '这个文件夹不能写入。什么都没有改动。请换一个文件夹（--data），或者打开它的写入权限。',
    'This folder cannot be written to. Nothing was changed. Choose another one (--data) or allow writing to it.',
  ],
  'in-use': () => [
    '这个数据文件夹正被另一个程序使用（可能正在导入、备份或恢复）。什么都没有改动。请等它做完，再启动衣坊。',
    'Another program is using this data folder (perhaps an import, a backup or a restore). Nothing was changed. Wait until it is done, then start Yifang again.',
  ],
  gone: (detail) => [
    `这个衣坊的数据已搬到 ${detail}，但现在那里没有。什么都没有改动。请接好那个硬盘，再启动衣坊。盘坏了的话，把原来文件夹里的 moved.json 改个名字，再用 restore 恢复备份。`,
    `This workshop was moved to ${detail}, which is not there now. Nothing was changed. Connect that disk and start Yifang again; if it is broken, rename moved.json in the folder of before and restore a backup.`,
  ],
  other: (detail) => [
    '衣坊没能启动。数据没有改动。',
    'Yifang could not start. Your data was not changed.',
    detail,
  ],
}
