import type { OpenFailure } from '../host/open-failure.ts'

interface FailureText {
  readonly message: string
  readonly detail: string
}

const both = (zh: string, en: string) => `${zh}\n${en}`

/** Said before anyone is known, hence in both languages at once. */
export const startFailureTexts: Readonly<
  Record<OpenFailure['kind'] | 'in-browser' | 'give-up' | 'no-key', FailureText>
> = {
  full: {
    message: both('磁盘满了，衣坊打不开数据。', 'The disk is full: the data cannot be opened.'),
    detail: both(
      '什么都没有改动。请删掉一些不用的文件，腾出几百 MB，再启动衣坊。',
      'Nothing was changed. Delete files that you do not need, some hundred MB, then start Yifang again.',
    ),
  },
  unwritable: {
    message: both('数据文件夹不能写入。', 'The data folder cannot be written to.'),
    detail: both(
      '什么都没有改动。请看看 U 盘是否写保护，并打开这个文件夹的写入权限，再启动衣坊。',
      'Nothing was changed. Look whether the disk is write-protected, allow writing to this folder, then start Yifang again.',
    ),
  },
  gone: {
    message: both('数据所在的硬盘现在没有接上。', 'The disk with the data is not connected.'),
    detail: both(
      '衣坊的数据已搬到下面这个文件夹，但现在那里没有。什么都没有改动。请接好那个硬盘，再启动衣坊。盘坏了，可以从备份恢复。',
      'The data was moved to the folder below, which is not there now. Nothing was changed. Connect that disk, then start Yifang again. If the disk is broken, a backup can be restored.',
    ),
  },
  'give-up': {
    message: both('不用那个硬盘了，从备份恢复？', 'Go on without that disk, from a copy?'),
    detail: both(
      '衣坊会在下面这个文件夹打开修复画面：可以恢复这里的备份，或者 U 盘上的备份。备份以后做的都不在里面。那个盘以后找到了，也不会再用。',
      'Yifang opens its rescue screen in the folder below: restore a copy that lies there, or one from a USB stick. What was done after that copy is not in it. Should the disk turn up again, it is not used any more.',
    ),
  },
  'no-key': {
    message: both(
      '这台电脑加入过别的电脑上的作坊，但它的钥匙在这里打不开。',
      'This PC had joined the workshop on another PC, and its key does not open here.',
    ),
    detail: both(
      '可能换了 Windows 用户，或者这个文件夹是从别的电脑拷来的。什么都没有改动。用原来的 Windows 用户登录，或者在「设置 → 工位」里重新加入（老板要再输入一次六位数字）。',
      'Another Windows user may be signed in, or the folder was copied from another PC. Nothing was changed. Sign in as the user of before, or join again under Settings, Stations (the owner types six digits once more).',
    ),
  },
  other: {
    message: both('衣坊没能启动。', 'Yifang could not start.'),
    detail: both(
      '数据没有改动。请再启动一次；还不行，就把下面的话发给安装员。',
      'Your data was not changed. Start it once more; if it fails again, send the words below to your installer.',
    ),
  },
  'in-browser': {
    message: both(
      '衣坊已经在浏览器里打开了这个文件夹。',
      'Yifang has this folder open in your browser already.',
    ),
    detail: both(
      '同一个文件夹一次只能打开一处。可以直接到浏览器里继续。',
      'A folder is open in one place at a time. You can go on in the browser.',
    ),
  },
  'in-use': {
    message: both('这个数据文件夹正被另一个程序使用。', 'Another program is using this data folder.'),
    detail: both(
      '可能正在备份、导入或检查。请等它做完，再启动衣坊。什么都没有改动。',
      'It may be a backup, an import or a check. Wait until it is done, then start Yifang again. Nothing was changed.',
    ),
  },
}
