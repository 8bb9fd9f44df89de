/** Reasons a browser is shown; each says in both languages what to do next. */
export type RefusalReason = 'no-key' | 'used-key' | 'foreign' | 'missing'

const texts: Readonly<Record<RefusalReason, { readonly zh: string; readonly en: string }>> = {
  'no-key': {
    zh: '这个地址需要钥匙。请重新启动衣坊，用它打印出来的完整链接打开。数据都在，没有丢失。',
    en: 'This address needs its key. Start Yifang again and open the whole link that it prints. Your data is safe.',
  },
  'used-key': {
    zh: '这个链接已经用过一次，不能再用。再启动一次衣坊，它会给出新的链接。数据都在，没有丢失。',
    en: 'This link was used once already and is worth nothing now. Start Yifang again: it gives you a fresh one. Your data is safe.',
  },
  foreign: {
    zh: '这个请求来自别的网页或别的地址，衣坊没有理会它。请直接打开衣坊给出的链接。',
    en: 'This request came from another page or address, so Yifang did not answer it. Open the link that Yifang gave you.',
  },
  missing: { zh: '没有这个页面。', en: 'There is no such page.' },
}

/** A page of plain HTML without anything to load: what a caller without a key may see. */
export function refusalPage(reason: RefusalReason): string {
  const { zh, en } = texts[reason]
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>衣坊 Yifang</title>
<style>body{font:16px/1.7 "Microsoft YaHei UI",system-ui,sans-serif;color:#1F2328;max-width:36em;margin:15vh auto;padding:0 24px}h1{font-size:20px;color:#C8402A}</style>
<h1>衣坊 Yifang</h1><p>${zh}</p><p lang="en">${en}</p></html>`
}
