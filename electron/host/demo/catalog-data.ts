import type { CostumeShape } from './draw-costume.ts'

export interface DemoStyle {
  readonly number: string
  readonly name: string
  /** What the marketplaces call it. */
  readonly title: string
  readonly shape: CostumeShape
  readonly colours: readonly (readonly [name: string, swatch: string])[]
  readonly trim: string
  readonly sizes: readonly string[]
  /** Fen. */
  readonly price: number
  readonly cost: number
  /** Style numbers of what a set is made of, in the same size (or the only one there is). */
  readonly parts?: readonly string[]
}

const children = ['90', '100', '110', '120', '130', '140', '150', '160', '170'] as const
const adults = ['S', 'M', 'L', 'XL', 'XXL', '3XL'] as const
const one = ['均码'] as const

const white = ['白色', '#f7f5f0'] as const
const red = ['红色', '#c8322b'] as const
const blue = ['蓝色', '#2f6fb0'] as const
const pink = ['粉色', '#ef9fb5'] as const
const yellow = ['黄色', '#f0bf3a'] as const
const green = ['军绿', '#5b6b3c'] as const
const grey = ['灰色', '#8d9299'] as const
const purple = ['紫色', '#7d5aa6'] as const
const black = ['黑色', '#2d2d33'] as const
const brown = ['棕色', '#8a5a35'] as const

/** Thirty styles as the villages make them: animals for 1 June, nurses for a film, gala dresses, head-wear. */
export const demoStyles: readonly DemoStyle[] = [
  style(
    'TZ',
    '小白兔连体衣',
    '六一儿童演出服小白兔动物表演服幼儿园舞蹈连体衣',
    'animal',
    [white, grey, pink],
    '#f3b8c4',
    children,
    3980,
    1650,
  ),
  style(
    'LH',
    '小老虎连体衣',
    '儿童老虎演出服动物连体衣幼儿园舞台表演服',
    'animal',
    [yellow, brown],
    '#fff3da',
    children,
    4280,
    1780,
  ),
  style(
    'XM',
    '小熊猫连体衣',
    '熊猫演出服儿童动物服装幼儿卡通连体表演服',
    'animal',
    [black, white],
    '#ffffff',
    children,
    4580,
    1880,
  ),
  style(
    'QW',
    '小青蛙连体衣',
    '小青蛙演出服儿童小蝌蚪找妈妈表演服动物服',
    'animal',
    [['绿色', '#5aa845']],
    '#e9f3c9',
    children,
    3980,
    1600,
  ),
  style(
    'XJ',
    '小鸡连体衣',
    '小黄鸡演出服幼儿园亲子动物服装儿童舞蹈服',
    'animal',
    [yellow],
    '#f28a2e',
    children,
    3880,
    1550,
  ),
  style(
    'HS',
    '护士服',
    '民国护士服演出服战地护士表演服装舞台剧',
    'dress',
    [white, blue],
    '#c8322b',
    adults,
    6800,
    2900,
  ),
  style(
    'JB',
    '小八路军装',
    '儿童红军演出服小八路军装抗战舞台表演服',
    'suit',
    [grey, green],
    '#c8322b',
    children,
    5800,
    2450,
  ),
  style(
    'HB',
    '红军成人军装',
    '成人红军演出服八路军军装长征合唱服装',
    'suit',
    [grey, ['灰蓝', '#7d8da3']],
    '#c8322b',
    adults,
    7800,
    3300,
  ),
  style(
    'XQ',
    '学生装',
    '民国学生装五四青年演出服毕业照班服',
    'dress',
    [blue, black],
    '#f7f5f0',
    adults,
    6500,
    2700,
  ),
  style(
    'MG',
    '蒙古族大摆裙',
    '小荷风采蒙古族舞蹈服儿童演出服女童大摆裙',
    'robe',
    [red, blue],
    '#f0bf3a',
    children,
    9800,
    4300,
  ),
  style(
    'ZZ',
    '藏族水袖',
    '藏族舞蹈服演出服女童水袖民族服装',
    'robe',
    [blue, pink],
    '#f0bf3a',
    children,
    9600,
    4200,
  ),
  style(
    'DZ',
    '傣族鱼尾裙',
    '傣族舞蹈服装儿童孔雀舞演出服女鱼尾裙',
    'dress',
    [['翠绿', '#2f9e78'], pink],
    '#f0bf3a',
    children,
    8900,
    3900,
  ),
  style(
    'XZ',
    '新疆舞裙',
    '新疆舞蹈服儿童维族演出服女童大摆裙',
    'dress',
    [red, purple],
    '#f0bf3a',
    children,
    9200,
    4000,
  ),
  style(
    'GZ',
    '古装汉服',
    '儿童古装汉服国学三字经表演服书童演出服',
    'robe',
    [blue, red, green],
    '#f7f5f0',
    children,
    6200,
    2600,
  ),
  style(
    'HC',
    '合唱团长裙',
    '大合唱演出服女长裙成人舞台主持礼服',
    'dress',
    [red, ['宝蓝', '#2446a0'], purple],
    '#f7e7c0',
    adults,
    11800,
    5200,
  ),
  style(
    'YL',
    '秧歌服',
    '秧歌服演出服中老年广场舞腰鼓服装套装',
    'suit',
    [red, yellow, green],
    '#f7f5f0',
    adults,
    6900,
    2900,
  ),
  style(
    'TB',
    '蓬蓬公主裙',
    '儿童蓬蓬裙演出服亮片公主裙主持人走秀',
    'dress',
    [pink, white, purple],
    '#f0bf3a',
    children,
    7900,
    3350,
  ),
  style(
    'JS',
    '爵士舞套装',
    '儿童爵士舞演出服街舞嘻哈套装潮服亮片',
    'suit',
    [black, ['银色', '#b9bec6']],
    '#c8322b',
    children,
    7200,
    3050,
  ),
  style(
    'SD',
    '圣诞老人服',
    '圣诞节儿童演出服圣诞老人服装套装',
    'suit',
    [red],
    '#f7f5f0',
    children,
    4900,
    2050,
  ),
  style(
    'WS',
    '武术服',
    '儿童武术服太极练功服演出服长袖',
    'suit',
    [white, red],
    '#2d2d33',
    children,
    5200,
    2150,
  ),
  style(
    'HD',
    '荷花舞裙',
    '荷花舞蹈演出服儿童伞舞江南扇子舞',
    'dress',
    [pink],
    '#5aa845',
    children,
    8600,
    3700,
  ),
  style('LS', '小兔头饰', '小白兔头饰演出道具发箍', 'ears', [white, pink], '#f3b8c4', one, 680, 220),
  style('HM', '护士帽', '护士帽演出道具民国护士头饰', 'hat', [white], '#c8322b', one, 780, 260),
  style('BM', '八角帽', '红军八角帽演出道具成人儿童', 'hat', [grey, green], '#c8322b', one, 880, 310),
  style('PD', '红军皮带', '演出武装带腰带红军八路军道具', 'belt', [brown], '#d8b25a', one, 980, 360),
  style(
    'WZ',
    '舞蹈白袜',
    '儿童舞蹈袜连裤袜白色练功袜',
    'stockings',
    [white, ['肉色', '#e6c3a5']],
    '#d9d9d9',
    one,
    1280,
    420,
  ),
  style('MZ', '蒙古帽', '蒙古族舞蹈帽子头饰演出道具', 'hat', [red, blue], '#f0bf3a', one, 1880, 720),
  style(
    'JBT',
    '小八路全套',
    '小八路军装儿童红军演出服全套送帽子皮带',
    'suit',
    [grey, green],
    '#c8322b',
    children,
    7600,
    0,
    ['JB', 'BM', 'PD'],
  ),
  style(
    'TZT',
    '小白兔全套',
    '小白兔演出服全套送头饰白袜',
    'animal',
    [white, pink],
    '#f3b8c4',
    children,
    5500,
    0,
    ['TZ', 'LS', 'WZ'],
  ),
  style('HST', '护士服全套', '战地护士演出服全套送护士帽', 'dress', [white], '#c8322b', adults, 7500, 0, [
    'HS',
    'HM',
  ]),
]

function style(
  number: string,
  name: string,
  title: string,
  shape: CostumeShape,
  colours: DemoStyle['colours'],
  trim: string,
  sizes: readonly string[],
  price: number,
  cost: number,
  parts?: readonly string[],
): DemoStyle {
  return { number, name, title, shape, colours, trim, sizes, price, cost, ...(parts && { parts }) }
}

export const demoSkuCode = (styleNumber: string, colour: number, size: string) =>
  `DL-${styleNumber}-${colour + 1}${size === '均码' ? '' : `-${size}`}`
