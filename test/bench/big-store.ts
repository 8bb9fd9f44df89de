import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import RawDatabase from 'better-sqlite3'
import { openStore, storeFile } from '../../db/open.ts'
import { initialiseStore } from '../../db/settings/initialise.ts'
import { dayMs } from '../../shared/dates.ts'
import { matchKey } from '../../shared/orders/matching.ts'
import { searchTerms, searchText } from '../../shared/orders/search.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'

export const bigStoreOrders = 1_000_000
/** Orders not yet shipped: what a large workshop has before 1 June. */
const activeOrders = 10_000
/** "Now" of the big store: its ship-by dates lie around it. */
export const bigStoreNow = Date.UTC(2026, 4, 20, 3, 0)

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文辉玲婷雪晨宇轩浩然子涵欣怡']
const places = [
  ['广东省', '广州市', '越秀区'],
  ['浙江省', '杭州市', '余杭区'],
  ['江苏省', '苏州市', '姑苏区'],
  ['山东省', '菏泽市', '曹县'],
  ['四川省', '成都市', '武侯区'],
  ['河南省', '郑州市', '金水区'],
  ['湖北省', '武汉市', '洪山区'],
  ['北京市', '北京市', '朝阳区'],
  ['上海市', '上海市', '浦东新区'],
  ['福建省', '厦门市', '思明区'],
] as const
const streets = [
  '人民路',
  '解放路',
  '中山路',
  '文化路',
  '建设路',
  '幼儿园路',
  '学府街',
  '和平里',
  '新华大街',
  '滨河路',
]
const costumes = [
  '小白兔表演服',
  '蒙古族舞蹈服女童',
  '红军护士演出服',
  '古筝汉服女童',
  '小荷风采大摆裙',
  '大合唱礼服',
  '啦啦队服',
  '京剧戏服',
]
const prefixes = [
  '130',
  '131',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '158',
  '159',
  '177',
  '186',
  '188',
  '189',
  '199',
]

/** The same numbers in every run: figures of two days can be compared. */
function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * below)
  }
}

/**
 * A data folder with a million orders, made once for each schema and kept in `.cache`: nobody may write to it.
 * Orders, lines, words and texts as an import writes them; no raw rows and no audit, which no figure reads.
 */
export async function bigStore(log: (line: string) => void): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const made = ['../../db/schema.sql', './big-store.ts', '../../shared/orders/search.ts']
  const hash = createHash('sha256')
  for (const file of made) hash.update(readFileSync(new URL(file, import.meta.url)))
  const dir = join(root, '.cache', `bench-1m-${hash.digest('hex').slice(0, 12)}`)
  if (existsSync(storeFile(dir))) return dir
  const partial = `${dir}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  log('making a store of 1,000,000 orders, once: takes some minutes')
  const store = await openStore(partial, async () => {})
  await initialiseStore(store, bigStoreNow)
  await store.close()
  const raw = new RawDatabase(storeFile(partial))
  fillStore(raw)
  raw.close()
  renameSync(partial, dir)
  return dir
}

/** Indexes are made after the rows: sorted once instead of a million random steps. */
function fillStore(raw: RawDatabase.Database): void {
  // A store in WAL goes to no journal only by way of another.
  raw.pragma('journal_mode = DELETE')
  raw.pragma('journal_mode = OFF')
  raw.pragma('synchronous = OFF')
  raw.pragma('foreign_keys = OFF')
  raw.pragma('cache_size = -1000000')
  raw.pragma('temp_store = FILE')
  const indexes = raw
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
        AND tbl_name IN ('orders', 'order_line', 'order_term', 'waybill')`,
    )
    .all()
  for (const { name } of indexes) raw.exec(`DROP INDEX ${name}`)
  raw.exec('BEGIN')
  const catalog = fillCatalog(raw)
  raw.exec('CREATE TEMP TABLE word (term TEXT, order_id INTEGER)')
  fillOrders(raw, catalog)
  raw.exec('INSERT OR IGNORE INTO order_term SELECT term, order_id FROM word ORDER BY term, order_id')
  raw.exec('DROP TABLE word')
  for (const { sql } of indexes) raw.exec(sql)
  raw.exec("INSERT INTO order_text (order_text) VALUES ('optimize')")
  raw.exec('COMMIT')
  raw.pragma('journal_mode = WAL')
}

interface Catalog {
  readonly listings: readonly {
    readonly sku: number
    readonly title: string
    readonly attributes: string
    readonly code: string
    readonly key: string
  }[]
}

function fillCatalog(raw: RawDatabase.Database): Catalog {
  const shop = raw.prepare(
    "INSERT INTO shop (id, platform, name, currency, time_zone, promise_hours, command_id) VALUES (?, ?, ?, 'CNY', 'Asia/Shanghai', 48, 1)",
  )
  for (const [index, platform] of ['taobao', 'tmall', 'pinduoduo', 'douyin'].entries())
    shop.run(index + 1, platform, `示例演出服 ${platform}`)
  const style = raw.prepare(
    'INSERT INTO style (style_number, name, name_initials, command_id) VALUES (?, ?, ?, 1)',
  )
  const item = raw.prepare("INSERT INTO item (kind) VALUES ('sku')")
  const sku = raw.prepare(
    'INSERT INTO sku (id, style_id, colour, size, seller_code, command_id) VALUES (?, ?, ?, ?, ?, 1)',
  )
  const listing = raw.prepare('INSERT INTO listing (match_key) VALUES (?)')
  const text = raw.prepare('INSERT INTO listing_text (rowid, text) VALUES (?, ?)')
  const listings: Catalog['listings'][number][] = []
  for (let number = 0; number < 100; number++) {
    const name = `${costumes[number % costumes.length]} ${number}`
    const styleId = Number(style.run(`DY-${number}`, name, pinyinInitials(name)).lastInsertRowid)
    for (const size of ['100cm', '110cm', '120cm', '130cm', '140cm']) {
      const id = Number(item.run().lastInsertRowid)
      const line = {
        title: `六一儿童演出服${name}`,
        attributes: `颜色分类：红色；参考身高：${size}`,
        sellerCode: `DY-${number}-${size}`,
      }
      sku.run(id, styleId, '红色', size, line.sellerCode)
      const key = matchKey(line)
      text.run(
        Number(listing.run(key).lastInsertRowid),
        searchText([line.title, line.attributes, line.sellerCode]),
      )
      listings.push({ sku: id, title: line.title, attributes: line.attributes, code: line.sellerCode, key })
    }
  }
  return { listings }
}

const orderColumns =
  'id, shop_id, order_number, status, platform_status, head_as_of, lines_as_of, currency, goods_amount, postage_amount, paid_amount, buyer_id, buyer_note, titles, stated_pieces, recipient_name, recipient_phone, recipient_province, recipient_city, recipient_district, recipient_address, created_at, paid_at, platform_shipped_at, completed_at, ship_by, ship_by_source, hold_reason, after_sale, stage, piece_count, short_count, unmatched_count, ended_at, command_id'
const lineColumns =
  'order_id, line_key, title, attributes, seller_code, match_key, sku_id, sku_source, quantity, shipped, unit_price, paid_amount, command_id'

function insertInto(raw: RawDatabase.Database, table: string, columns: string): RawDatabase.Statement {
  return raw.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/[a-z_]+/g, '?')})`)
}

function fillOrders(raw: RawDatabase.Database, { listings }: Catalog): void {
  const order = insertInto(raw, 'orders', orderColumns)
  const lineInsert = insertInto(raw, 'order_line', lineColumns)
  const word = insertInto(raw, 'word', 'term, order_id')
  const text = raw.prepare('INSERT INTO order_text (rowid, text) VALUES (?, ?)')
  const waybill = raw.prepare(
    "INSERT INTO waybill (order_id, tracking_number, carrier_name, source, command_id) VALUES (?, ?, '中通快递', 'order-file', 1)",
  )
  const random = randomOf(20260520)
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!
  for (let id = 1; id <= bigStoreOrders; id++) {
    const active = id > bigStoreOrders - activeOrders
    // Three years of orders, oldest first; the last five days are not yet shipped.
    const created = active
      ? bigStoreNow - random(5 * dayMs)
      : bigStoreNow - 5 * dayMs - Math.floor(((bigStoreOrders - id) / bigStoreOrders) * 1095 * dayMs)
    const shop = 1 + (random(10) < 6 ? 0 : 1 + random(3))
    const number =
      shop === 3
        ? `${new Date(created).toISOString().slice(2, 10).replaceAll('-', '')}-${100000000000 + random(900000000) * 1000 + (id % 1000)}`
        : `${2_000_000_000_000 + id * 7}${String(random(1_000_000)).padStart(6, '0')}`
    const name = pick(surnames) + pick(given) + (random(3) > 0 ? pick(given) : '')
    const phone = pick(prefixes) + String(random(100_000_000)).padStart(8, '0')
    const [province, city, district] = pick(places)
    const address = `${pick(streets)}${1 + random(900)}号${pick(streets).slice(0, 2)}苑${1 + random(30)}栋${101 + random(2000)}`
    const lineCount = random(10) < 7 ? 1 : 2
    const lines = Array.from({ length: lineCount }, () => ({
      ...pick(listings),
      quantity: 1 + (random(5) === 0 ? random(30) : random(3)),
    }))
    const pieces = lines.reduce((sum, line) => sum + line.quantity, 0)
    const titles = [...new Set(lines.map((line) => line.title))].join('，')
    const buyer = `tb${(random(600_000) + 1_000_000).toString(36)}`
    const note = random(8) === 0 ? '请尽快发货，5月30日演出' : ''
    const tracking = active
      ? null
      : `7${8 + random(2)}${String(random(10 ** 9)).padStart(9, '0')}${String(random(1000)).padStart(3, '0')}`
    const closed = !active && random(25) === 0
    const unmatched = active && random(40) === 0 ? 1 : 0
    const short = active && random(3) === 0 ? 1 + random(pieces) : 0
    const stage = active
      ? random(20) === 0
        ? 'picking'
        : random(20) === 0
          ? 'packed'
          : 'open'
      : id > bigStoreOrders - 40_000
        ? 'shipped'
        : 'ended'
    order.run(
      id,
      shop,
      number,
      active ? 'paid' : closed ? 'closed' : 'completed',
      active ? '买家已付款，等待卖家发货' : closed ? '交易关闭' : '交易成功',
      created,
      created,
      'CNY',
      pieces * 3900,
      0,
      pieces * 3900,
      buyer,
      note,
      titles,
      pieces,
      name,
      phone,
      province,
      city,
      district,
      address,
      created,
      created,
      active ? null : created + dayMs,
      active ? null : created + 9 * dayMs,
      created + 2 * dayMs,
      'promise',
      active && random(60) === 0 ? '等客户回复' : null,
      closed ? 'refunded' : 'none',
      stage,
      pieces,
      short,
      unmatched,
      active ? null : created + 9 * dayMs,
      1,
    )
    for (const [index, line] of lines.entries())
      lineInsert.run(
        id,
        `id:${id}${index}`,
        line.title,
        line.attributes,
        line.code,
        line.key,
        line.sku,
        'code',
        line.quantity,
        active ? 0 : line.quantity,
        3900,
        line.quantity * 3900,
        1,
      )
    if (tracking) waybill.run(id, tracking)
    const terms = searchTerms({
      orderNumber: number,
      buyerId: buyer,
      recipientName: name,
      recipientPhone: phone,
      trackingNumbers: tracking ? [tracking] : [],
    })
    for (const term of terms) word.run(term, id)
    text.run(id, searchText([province + city + district + address, titles, note]))
  }
}
