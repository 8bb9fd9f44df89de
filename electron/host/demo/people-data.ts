import type { Random } from './random.ts'

/** Nobody lives there: made-up names at made-up numbers of streets that are called like anywhere. */
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const given = [...'芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚玲梅琳雪晨欣怡佳琪浩宇轩涵婷悦昕若彤可']
const places = [
  ['广东省', '广州市', '天河区'],
  ['广东省', '佛山市', '南海区'],
  ['山东省', '菏泽市', '曹县'],
  ['山东省', '济南市', '历下区'],
  ['河南省', '郑州市', '金水区'],
  ['江苏省', '苏州市', '吴中区'],
  ['浙江省', '杭州市', '余杭区'],
  ['浙江省', '金华市', '义乌市'],
  ['四川省', '成都市', '武侯区'],
  ['湖北省', '武汉市', '洪山区'],
  ['湖南省', '长沙市', '雨花区'],
  ['福建省', '泉州市', '晋江市'],
  ['河北省', '石家庄市', '长安区'],
  ['陕西省', '西安市', '雁塔区'],
  ['辽宁省', '沈阳市', '铁西区'],
  ['云南省', '昆明市', '官渡区'],
  ['上海', '上海市', '浦东新区'],
  ['北京', '北京市', '朝阳区'],
] as const
const streets = [
  '团结路',
  '人民路',
  '建设街',
  '文化路',
  '学府路',
  '新华街',
  '和平路',
  '花园路',
  '迎宾大道',
  '育才街',
] as const
const sites = [
  '实验幼儿园',
  '第二小学',
  '少年宫',
  '艺术中心',
  '阳光小区',
  '星星舞蹈培训',
  '文化馆',
  '中心小学',
  '锦绣花园',
  '职业学校',
] as const

export interface DemoBuyer {
  readonly account: string
  readonly name: string
  readonly phone: string
  readonly place: readonly [province: string, city: string, district: string]
  readonly address: string
}

export function makeBuyer(random: Random): DemoBuyer {
  const name = random.pick(surnames) + random.pick(given) + (random.chance(0.6) ? random.pick(given) : '')
  const street = `${random.pick(streets)}${random.whole(1, 388)}号${random.pick(sites)}`
  return {
    account: `tb${random.whole(10_000_000, 99_999_999)}`,
    name,
    // 100 is no prefix that a carrier gives out.
    phone: `100${String(random.whole(0, 99_999_999)).padStart(8, '0')}`,
    place: random.pick(places),
    address: random.chance(0.5) ? `${street}${random.whole(1, 20)}栋${random.whole(101, 2802)}` : street,
  }
}
