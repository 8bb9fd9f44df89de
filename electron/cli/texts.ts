import type { ErrorCode } from '../../shared/errors.ts'

export type CliLanguage = 'zh-CN' | 'en'

/** `--lang`, else the system's LANG; Chinese where neither says anything (Windows in the villages has no LANG). */
export function cliLanguage(flag: string | undefined, env: NodeJS.ProcessEnv): CliLanguage {
  const said = flag ?? env.LC_ALL ?? env.LANG ?? 'zh'
  return /^zh/i.test(said) ? 'zh-CN' : 'en'
}

const zh = {
  help: `衣坊 Yifang 命令行

  {program} 命令 --data 文件夹 …

  import  --data 文件夹 --shop 店铺 [--platform 平台] 文件…   导入订单文件
  check   --data 文件夹                                       检查数据是否都对得上
  demo    --data 文件夹 [--orders 数量]                       做一个演示用的衣坊（默认 3000 单；10 万单约 1 分钟、220 MB，
                                                              100 万单约半小时、2 GB）
  backup  --data 文件夹 [--passphrase] 备份文件               备份整个数据文件夹（可以只写 U 盘的文件夹）
  restore --data 文件夹 [--other-workshop] 备份文件           从备份恢复；别的衣坊的备份要加 --other-workshop

  --json        只在标准输出写一个 JSON
  --pin-stdin   设了密码时，写入要密码：从标准输入读一行。也可以放在环境变量 YIFANG_PIN 里；
                都没有就在终端里问（不显示）。密码不能写在命令里：电脑上别的人看得到
  --passphrase  备份加密码：在终端里问（不显示），或用环境变量 YIFANG_PASSPHRASE；恢复时需要才问
  --user 姓名   用谁的密码，默认是老板
  --lang zh|en  文字的语言，默认看 LANG
  --out 文件    只用于装好的程序（Yifang.exe --cli …），它没有终端：说的话都写进这个文件；结果看退出码
  --help        这段说明

  平台：taobao tmall 1688 pinduoduo douyin shopee lazada tiktok direct
  退出码：0 正常；1 有几行有问题（import）或检查不通过（check）；2 没有做成，什么都没有写入`,
  usage: '命令不对：{what}。用 --help 看说明。',
  dataNeeded: '请用 --data 说明数据文件夹。',
  shopNeeded: '请用 --shop 说明店铺。',
  shopUnknown:
    '没有店铺「{name}」，什么都没有写入。已有的店铺：{shops}。确实是新店铺的话，加上 --platform {platform} 就会建好。',
  shopListed: '{name}（{platform}）',
  listComma: '、',
  fileNeeded: '请给出文件。',
  platformUnknown: '没有这个平台：{what}',
  noStore: '{what} 里没有衣坊的数据库。',
  olderStore: '{what} 的数据库是旧版的，请先用这个版本打开一次。',
  storeMissing:
    '文件夹里有备份，但没有数据库 yifang.db。什么都没有改动。请把数据库放回来，或者用 restore 从备份恢复。',
  restoreOverNewer:
    '这里的数据由更新的衣坊写入（{version}），没有恢复，什么都没有改动。请用新版，或者恢复到另一个文件夹。',
  cannotRead: '读不了文件 {what}，什么都没有写入。',
  cannotWrite: '不能写到 {what}。没有做备份，什么都没有改动。请换一个位置。',
  wouldReplace: '{what} 已经存在，没有覆盖它。请换一个名字，或者只写文件夹：备份会按时间起名。',
  notRecognised: '不认得文件 {what} 的表头，什么都没有写入。请在衣坊的「导入」里对应一次列，以后就认得了。',
  noOrders: '{what} 里只有表头，没有订单，没有写入。',
  imported: '订单：新增 {added}，更新 {updated}，不变 {unchanged}',
  importedLines: '明细：新增 {added}，更新 {updated}，不变 {unchanged}',
  importedMore: '隐藏收件人的订单 {masked}，还没有对应款式的明细 {unmatched}',
  problem: '{file} 第 {row} 行：{message}',
  checkImporting: '有一次导入还没写完，衣坊开着会自动做完；下面是这一刻的数据。',
  checkGood: '规则 {rule} 没有问题 · {name}',
  checkBad: '规则 {rule} 有 {count} 处不对 · {name}',
  checkAll: { good: '数据都对得上。', bad: '有数据对不上，请把这些文字发给安装员；数据没有改动。' },
  backedUp: '已备份到 {file}（{size} MB，订单 {orders}）。已读回核对。',
  backupProblems: '备份已做好，但其中有 {count} 处数据对不上，用 check 看明细。',
  restored: '已从 {file} 恢复。恢复以后的新条码从第 {epoch} 代开始。',
  numbersLocked: '身份证号和银行卡号如果锁着，下次打开衣坊后由老板用恢复码打开。',
  backupNoKey: '里面的身份证号和银行卡号，换电脑后要用恢复码打开：这份备份不带钥匙。',
  lost: '备份之后的 {commands} 次操作不在了（其中订单 {orders}，已发包裹 {parcels}）。',
  lostUnknown: '原来的数据库读不出来，不知道少了什么。',
  keptAs: '原来的数据库保存为 {file}。',
  passphraseAsk: '备份的密码（输入时不显示）：',
  passphraseNeeded:
    '备份的密码至少 8 个字。没有做备份，什么都没有改动。在终端里输入，或用环境变量 YIFANG_PASSPHRASE。',
  pinAsk: '{name} 的密码（输入时不显示）：',
  pinNeeded:
    '这个衣坊设了密码，什么都没有改动。请在终端里运行，或用环境变量 YIFANG_PIN 或 --pin-stdin 给出密码。',
  pinSeen:
    '密码不能写在命令里，电脑上别的人看得到。请用环境变量 YIFANG_PIN，或 --pin-stdin，或在终端里输入。什么都没有改动。',
  userUnknown: '没有这个人，或者她没有密码：{name}。什么都没有改动。',
  demoExists: '{what} 里已经有订单，演示数据只能放进新文件夹。什么都没有改动。',
  demoOpen: '{what} 正在衣坊里打开着，演示数据只能放进新文件夹。什么都没有改动。',
  demoDone: '演示衣坊已在 {dir}：{shops} 个店铺，{styles} 个款式，{skus} 个规格，{orders} 个订单。',
  demoWorking: '正在做演示数据，大约 {seconds} 秒……',
  demoMade: '  订单 {made} / {count}',
  noHost:
    '数据文件夹正被另一个程序使用：{what}（可能正在导入、备份或恢复）。什么都没有改动。请等它做完再试。',
  unexpected: '没有做成：{what}',
} as const

type Texts = {
  readonly [K in keyof typeof zh]: (typeof zh)[K] extends string
    ? string
    : { readonly [L in keyof (typeof zh)[K]]: string }
}

const en: Texts = {
  help: `Yifang command line

  {program} COMMAND --data DIR …

  import  --data DIR --shop NAME [--platform P] FILE…   take order files in
  check   --data DIR                                    check that everything adds up
  demo    --data DIR [--orders N]                       make a workshop to look at (3,000 orders; 100,000 take about a
                                                        minute and 220 MB, 1,000,000 half an hour and 2 GB)
  backup  --data DIR [--passphrase] FILE                back up the whole data folder (FILE may be a folder)
  restore --data DIR [--other-workshop] FILE            restore a backup; one of another workshop needs the flag

  --json        print one JSON object on standard output, and nothing else
  --pin-stdin   where PINs are set, writing needs one: read from standard input. Or put it into the environment
                variable YIFANG_PIN; else it is asked for on the terminal, unseen. Never in the command itself:
                other people on this PC can see that
  --passphrase  seal the backup: asked for on the terminal, unseen, or from the environment variable
                YIFANG_PASSPHRASE. A restore asks where it is needed
  --user NAME   whose PIN; the owner's by default
  --lang zh|en  language of the texts; LANG by default
  --out FILE    of the installed program only (Yifang.exe --cli …), which has no terminal: all it says goes into FILE
  --help        this text

  Platforms: taobao tmall 1688 pinduoduo douyin shopee lazada tiktok direct
  Exit codes: 0 all is well; 1 some rows have problems (import) or a rule is broken (check); 2 it was not done and nothing was written`,
  usage: 'Not understood: {what}. See --help.',
  dataNeeded: 'Name the data folder with --data.',
  shopNeeded: 'Name the shop with --shop.',
  shopUnknown:
    'There is no shop “{name}”, and nothing was written. Known shops: {shops}. If it is a new one, add --platform {platform} and it is made.',
  shopListed: '{name} ({platform})',
  listComma: ', ',
  fileNeeded: 'Name a file.',
  platformUnknown: 'There is no platform {what}',
  noStore: 'There is no Yifang database in {what}.',
  olderStore: 'The database in {what} is of an older version. Open it once with this one first.',
  storeMissing:
    'There are backups in the folder and no database yifang.db. Nothing was changed. Put it back, or restore a backup.',
  restoreOverNewer:
    'The data here was written by a newer Yifang ({version}). Nothing was restored or changed. Use the newer version, or restore into another folder.',
  cannotRead: 'The file {what} cannot be read. Nothing was written.',
  cannotWrite: 'Cannot write to {what}. No backup was made and nothing was changed. Choose another place.',
  wouldReplace:
    '{what} is there already and was not replaced. Choose another name, or name a folder: the backup is then named by the time.',
  notRecognised:
    'The headings of {what} are not known. Nothing was written. Match its columns once under Import in Yifang; they are remembered.',
  noOrders: '{what} has a header and no orders: nothing was written of it.',
  imported: 'Orders: {added} added, {updated} updated, {unchanged} unchanged',
  importedLines: 'Lines: {added} added, {updated} updated, {unchanged} unchanged',
  importedMore: '{masked} orders with hidden recipients, {unmatched} lines without a SKU yet',
  problem: '{file} row {row}: {message}',
  checkImporting:
    'An import is still being written, and is finished while Yifang is open. This is the data of this moment.',
  checkGood: 'Rule {rule} holds · {name}',
  checkBad: 'Rule {rule} is broken {count} times · {name}',
  checkAll: {
    good: 'Everything adds up.',
    bad: 'Some of the data does not add up. Send this text to your installer; nothing was changed.',
  },
  backedUp: 'Backed up to {file} ({size} MB, {orders} orders). It was read back and compared.',
  backupProblems: 'The backup was made, but {count} things in it do not add up: run check to see them.',
  restored: 'Restored from {file}. New barcodes are of generation {epoch} from now on.',
  numbersLocked:
    'Where ID and bank numbers are locked when Yifang is next opened, the owner opens them with the recovery code.',
  backupNoKey:
    'On another PC the recovery code opens the ID and bank numbers in it: this copy does not bring their key.',
  lost: '{commands} actions after the backup are gone (among them {orders} orders, {parcels} shipped parcels).',
  lostUnknown: 'The database that was there could not be read, so what is missing is not known.',
  keptAs: 'The database that was there is kept as {file}.',
  passphraseAsk: 'Passphrase of the backup (not shown): ',
  passphraseNeeded:
    'The passphrase of a backup has 8 characters at least. No backup was made and nothing was changed. Type it on a terminal, or give it by the environment variable YIFANG_PASSPHRASE.',
  pinAsk: 'PIN of {name} (not shown): ',
  pinNeeded:
    'This workshop has PINs, so nothing was changed. Run this in a terminal, or give the PIN by the environment variable YIFANG_PIN or by --pin-stdin.',
  pinSeen:
    'A PIN must not stand in a command, where other people on this PC can see it. Use the environment variable YIFANG_PIN, --pin-stdin, or type it when asked. Nothing was changed.',
  userUnknown: 'There is nobody called {name}, or she has no PIN. Nothing was changed.',
  demoExists: 'There are orders in {what} already. The demo needs a folder of its own. Nothing was changed.',
  demoOpen: '{what} is open in Yifang. The demo needs a new folder of its own. Nothing was changed.',
  demoDone: 'The demo workshop is in {dir}: {shops} shops, {styles} styles, {skus} SKUs, {orders} orders.',
  demoWorking: 'Making a workshop to look at: about {seconds} seconds…',
  demoMade: '  {made} of {count} orders',
  noHost:
    'Another program is using the data folder {what} (perhaps an import, a backup or a restore). Nothing was changed. Try again when it is done.',
  unexpected: 'It was not done: {what}',
}

export const texts: Readonly<Record<CliLanguage, Texts>> = { 'zh-CN': zh, en }

/** What the CLI says of the errors that it can meet; others go by their code. */
export const errorTexts: Readonly<Record<CliLanguage, Partial<Record<ErrorCode, string>>>> = {
  'zh-CN': {
    'not-allowed': '这个用户不能做这件事。什么都没有改动。',
    locked: '需要密码。什么都没有改动。',
    'pin-wrong': '密码不对。什么都没有改动。',
    'pin-wait': '密码错了几次，请 {waitSeconds} 秒后再试。什么都没有改动。',
    'disk-full': '磁盘满了，这一步没有写入。请腾出空间再试。',
    'store-busy': '数据正忙，什么都没有改动，请稍后再试。',
    'clock-doubtful':
      '电脑的日期是 {now}，上一次记录是 {last}。什么都没有写入。请先核对电脑的日期；没错的话，请在画面上确认。',
    'store-newer': '数据由更新的衣坊写入（{version}）。什么都没有改动。请用新版。',
    internal: '程序出错了（编号 {id}），没有做成。先前的数据都在。详情在数据文件夹的 logs 里。',
    'store-damaged': '数据库读不出来，已原样改名保存为 {renamedTo}，没有删除。请用 restore 从备份恢复。',
    'store-unsound': '数据库文件有损坏（{problem}），没有做成。什么都没有改动。请用 restore 从备份恢复。',
    'folder-unwritable': '不能写入文件夹 {path}。',
    'backup-damaged': '备份文件 {file} 已损坏，没有恢复，现有数据没有改动。',
    'backup-newer': '备份文件 {file} 由更新的衣坊写入（{version}），没有恢复。',
    'backup-passphrase-needed':
      '备份文件 {file} 有密码。请在终端里输入，或用环境变量 YIFANG_PASSPHRASE。什么都没有改动。',
    'backup-passphrase-wrong': '密码不对，打不开备份文件 {file}。什么都没有改动。',
    'backup-other-site':
      '备份文件 {file} 是别的衣坊「{workshop}」的，没有恢复，什么都没有改动。真的要用它，就加上 --other-workshop。',
    'no-room': '磁盘地方不够：需要 {needed} MB，只剩 {free} MB。什么都没有改动。',
    'file-held': '文件 {file} 一直被别的程序占着（可能是杀毒软件），没有做成。请稍后再试。',
    'backup-not-kept': '写进去的备份读回来对不上，没有留下。请换一个盘。',
    'file-unreadable': '文件 {file} 不能读入，什么都没有写入（{reason}）。',
    'file-other-platform':
      '文件 {file} 是 {platform} 的订单，不能放进 {shopPlatform} 店铺「{shop}」。什么都没有写入。请用 --shop 写 {platform} 的店铺；还没有的话，加上 --platform {platform} 就会建好。',
    'import-unknown': '没有可以导入的行。',
    'job-running': '另一个导入正在进行，请等它完成。',
    'already-exists': '已经有了：{name}',
  },
  en: {
    'not-allowed': 'This user may not do that. Nothing was changed.',
    locked: 'A PIN is needed. Nothing was changed.',
    'pin-wrong': 'The PIN is wrong. Nothing was changed.',
    'pin-wait': 'Several wrong PINs: try again in {waitSeconds} seconds. Nothing was changed.',
    'disk-full': 'The disk is full and this step was not written. Make room and try again.',
    'store-busy': 'The data is busy and nothing was changed. Try again in a moment.',
    'clock-doubtful':
      'This PC says {now}, the last entry was made at {last}. Nothing was written. Check the date of the PC; if it is right, say so on the screen.',
    'store-newer':
      'The data was written by a newer Yifang ({version}). Nothing was changed. Use the newer version.',
    internal:
      'Something went wrong in the program (number {id}) and it was not done. Everything before it is safe. The folder “logs” has the details.',
    'store-damaged':
      'The database could not be read. It is kept as {renamedTo}; nothing was deleted. Restore a backup.',
    'store-unsound':
      'The database file is damaged ({problem}), so this was not done. Nothing was changed. Restore a backup.',
    'folder-unwritable': 'The folder {path} cannot be written to.',
    'backup-damaged': 'The backup {file} is damaged and was not restored. Your data was not changed.',
    'backup-newer': 'The backup {file} was made by a newer Yifang ({version}) and was not restored.',
    'backup-passphrase-needed':
      'The backup {file} has a passphrase. Type it on a terminal, or give it by the environment variable YIFANG_PASSPHRASE. Nothing was changed.',
    'backup-passphrase-wrong': 'The passphrase does not open {file}. Nothing was changed.',
    'backup-other-site':
      'The backup {file} is of another workshop, “{workshop}”. It was not restored and nothing was changed. If you really want it, add --other-workshop.',
    'no-room':
      'There is not enough room: {needed} MB are needed and {free} MB are free. Nothing was changed.',
    'file-held': 'The file {file} is held by another program (an antivirus?) and it was not done. Try again.',
    'backup-not-kept': 'The backup could not be read back and was not kept. Try another disk.',
    'file-unreadable': 'The file {file} cannot be taken in and nothing was written ({reason}).',
    'file-other-platform':
      'The file {file} holds orders of {platform} and cannot go into “{shop}”, a shop of {shopPlatform}. Nothing was written. Name a shop of {platform} with --shop; add --platform {platform} to make one.',
    'import-unknown': 'There are no rows to take in.',
    'job-running': 'Another import is running: wait until it is done.',
    'already-exists': 'There is one already: {name}',
  },
}

export function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ''))
}
