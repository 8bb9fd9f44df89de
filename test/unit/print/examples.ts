import type { DocumentProps } from '../../../renderer/print/documents.ts'
import type { PrintItem } from '../../../renderer/print/items.tsx'
import { encodeCode, qrText } from '../../../shared/barcode.ts'
import { testPhotoUrl } from '../../support/print-pages.ts'

/** Goods of a school gala, so many kinds. */
export function exampleItems(count: number): readonly PrintItem[] {
  const names = [
    '小荷风采六一儿童演出服蓬蓬裙',
    '军装女兵表演服',
    '动物连体衣小狮子',
    '汉服国学服男童',
    '拉丁舞裙',
  ]
  const colours = ['大红色', '白色', '军绿', '天蓝色加亮片']
  return Array.from({ length: count }, (_, i) => ({
    styleNo: `YF${2600 + i}`,
    name: names[i % names.length]!,
    colour: colours[i % colours.length]!,
    size: String(110 + (i % 6) * 10),
    sellerCode: `YF${2600 + i}-${colours[i % colours.length]!.slice(0, 1)}-${110 + (i % 6) * 10}`,
    quantity: (i * 7) % 12 || 1,
    location: i % 7 === 6 ? null : `A${(i % 12) + 1}-${(i % 4) + 1}`,
    photoUrl: i % 5 === 4 ? null : testPhotoUrl,
  }))
}

function monthOfDays(count: number, note: string) {
  return Array.from({ length: count }, (_, index) => ({
    day: `${index + 1} Wed`,
    times: '07:58–+1 02:10',
    hours: ['10.98', '12.33', '', ''],
    note,
  }))
}

const sender = {
  name: '衣坊演出服',
  phone: '0530-1234567',
  address: '山东省菏泽市曹县大集镇丁楼村淘宝路88号',
}
const longAddress =
  '广西壮族自治区百色市隆林各族自治县德峨镇那地村民委员会弄杂屯小学旁边第三个路口左转蓝色铁皮房对面' +
  '南方电网德峨供电所宿舍2栋3单元601室（请先打电话，快递放门口小卖部王阿姨处代收，谢谢）'

/** A month of one worker, so many lines of pieces. */
function payslip(name: string, count: number): DocumentProps['payslip'] {
  const steps = ['平车拼身', '锁边', '钉扣', '整烫', '上拉链（双面胶）']
  const lines = Array.from({ length: count }, (_, i) => ({
    name: `小白兔演出服加长加厚豪华版 ${steps[i % steps.length]!}`.slice(i % 2 === 0 ? 0 : 5),
    detail: `${120 + i * 7} 件 × 0.85 元`,
    amount: `¥${(102 + i * 5.95).toFixed(2)}`,
    isTaken: false,
  }))
  return {
    workshopName: '菏泽市曹县大集镇衣坊演出服饰有限责任公司',
    name,
    photoUrl: testPhotoUrl,
    from: '2026-05-01',
    to: '2026-05-31',
    hours: '上班 208 小时，加班 12.5 小时',
    lines: [
      ...lines,
      { name: '全勤奖', detail: '', amount: '¥100.00', isTaken: false },
      { name: '还借支', detail: '5 月 3 日借 500 元，还剩 200 元', amount: '-¥300.00', isTaken: true },
    ],
    gross: '¥4,823.50',
    taken: '-¥300.00',
    net: '¥4,523.50',
    paid: '',
    notes: [],
  }
}

/** One ordinary and one extreme set of props of each document. */
export const examples: {
  readonly [K in keyof DocumentProps]: readonly [DocumentProps[K], DocumentProps[K]]
} = {
  addressLabel: [
    {
      recipient: {
        name: '欧阳晓红',
        phone: '13812341907',
        address: '河南省郑州市二七区大学路街道康复前街12号院3栋2单元501室',
      },
      sender,
      items: exampleItems(2),
      orderNo: '3826419057264810943',
      remark: '六一演出，务必5月28日前到',
      performanceDate: '2026-06-01',
      carrierName: '中通快递',
      tracking: '73610555582883',
      parcelCode: encodeCode({ kind: 'parcel', epoch: 1, id: 4711 }),
      part: { index: 2, count: 5 },
    },
    {
      recipient: {
        name: '隆林各族自治县德峨镇中心幼儿园大二班李思琪老师收',
        phone: '13212345774-1234',
        address: longAddress,
      },
      sender: { ...sender, name: '菏泽市曹县大集镇衣坊演出服饰有限责任公司' },
      items: exampleItems(20),
      orderNo: '260518-384729384756-8839475',
      remark: `${'衣服要大一码，女生裙子长一点，男生裤子改短，袖口加亮片，'.repeat(4)}谢谢`,
      performanceDate: '2026-12-25',
      carrierName: '菜鸟速递（县城代收点转）',
      tracking: 'SF1385628716739',
      part: { index: 12, count: 15 },
    },
  ],
  packingSlip: [
    {
      shopName: '衣坊演出服',
      orderNo: '3826419057264810943',
      date: '2026-05-18',
      recipientName: '欧阳晓红',
      items: exampleItems(3),
      remark: '送两双舞蹈袜',
      message: '演出服为一次性演出用品，请勿机洗。尺码不合适请在3天内联系客服换货，吊牌请勿剪掉。',
      code: encodeCode({ kind: 'order', epoch: 1, id: 20931 }),
    },
    {
      shopName: '菏泽市曹县大集镇衣坊演出服饰有限责任公司旗舰店',
      orderNo: '260518-384729384756-8839475-2',
      date: '2026-05-18',
      recipientName: '隆林各族自治县德峨镇中心幼儿园大二班李思琪老师收',
      items: exampleItems(60),
      remark: '衣服要大一码，女生裙子长一点，男生裤子改短，袖口加亮片，'.repeat(3),
      message: '演出服为一次性演出用品，请勿机洗。尺码不合适请在3天内联系客服换货，吊牌请勿剪掉。'.repeat(3),
      code: encodeCode({ kind: 'order', epoch: 12, id: 987654321 }),
    },
  ],
  pickSlip: [
    {
      code: encodeCode({ kind: 'pickSlip', epoch: 1, id: 1234 }),
      orderNo: '3826419057264810943',
      shopName: '衣坊旗舰店',
      items: exampleItems(4),
      shipBy: '2026-05-19',
      performanceDate: '2026-06-01',
      carrierName: '中通',
      remark: '男生8套女生12套，分开包',
    },
    {
      code: encodeCode({ kind: 'pickSlip', epoch: 12, id: 987654321 }),
      orderNo: '260518-384729384756-8839475',
      shopName: '菏泽市曹县大集镇衣坊演出服饰旗舰店',
      items: exampleItems(20),
      shipBy: null,
      performanceDate: '2026-12-25',
      carrierName: '邮政 EMS',
      remark: '衣服要大一码，女生裙子长一点，男生裤子改短，袖口加亮片，'.repeat(3),
    },
  ],
  pickList: [
    {
      wave: '第 2 批',
      createdAt: '2026-05-18 10:02',
      rows: exampleItems(9).map((item, i) => ({
        ...item,
        orders: Array.from({ length: (i % 4) + 1 }, (_, k) => ({
          mark: `${k + i}号`,
          quantity: (k % 2) + 1,
        })),
      })),
      orderCount: 12,
      code: encodeCode({ kind: 'pickSlip', epoch: 1, id: 77 }),
    },
    {
      wave: '第 20 批',
      createdAt: '2026-05-18 10:02',
      rows: exampleItems(70).map((item, i) => ({
        ...item,
        styleNo: `${item.styleNo}-加长加厚豪华版`,
        quantity: 1000 + i,
        orders: Array.from({ length: 120 }, (_, k) => ({ mark: `订单${k + i}`, quantity: k % 3 })),
      })),
      orderCount: 812,
    },
  ],
  manifest: [
    {
      workshopName: '衣坊演出服',
      carrierName: '中通快递',
      manifestNo: 'J260518-1',
      handedAt: '2026-05-18 18:30',
      parcels: Array.from({ length: 23 }, (_, i) => ({
        tracking: String(73610555582883 + i),
        weightGrams: 400 + i * 35,
        pieces: (i % 4) + 1,
      })),
      code: encodeCode({ kind: 'parcel', epoch: 1, id: 1 }),
    },
    {
      workshopName: '菏泽市曹县大集镇衣坊演出服饰有限责任公司',
      carrierName: '圆通速递',
      manifestNo: 'J260518-12',
      handedAt: '2026-05-18 18:30',
      parcels: Array.from({ length: 200 }, (_, i) => ({
        tracking: `YT${8962646785389 + i}`,
        weightGrams: i === 3 ? null : 12_345,
        pieces: 100,
      })),
    },
  ],
  payslip: [
    payslip('王秀英', 4),
    {
      ...payslip('买买提·阿卜杜拉·克里木江', 60),
      notes: ['按工时不到最低工资，补到最低工资：应有 1,820.00 元，挣到 1,533.20 元。'],
      paid: '¥500.00',
    },
  ],
  payslipGrid: [
    { slips: [payslip('王秀英', 9), payslip('李桂兰', 3)] },
    {
      slips: [
        payslip('王秀英', 4),
        payslip('买买提·阿卜杜拉·克里木江', 60),
        payslip('李桂兰', 15),
        payslip('赵六', 0),
      ],
    },
  ],
  certificate: [
    {
      title: '培训合格证书',
      number: '编号 2026-0012',
      workshopName: '衣坊演出服',
      day: '2026年6月30日',
      photoUrl: testPhotoUrl,
      paragraphs: [
        '　　王秀英同志于2026年5月10日至5月18日参加本车间缝纫技能培训，共12小时，考核合格，特发此证。',
      ],
      table: null,
      closing: '',
      signatures: ['培训老师'],
    },
    {
      title: 'Certificate of income',
      number: '2025-07—2026-06',
      workshopName: '菏泽市曹县大集镇衣坊演出服饰有限责任公司',
      day: '2026-06-30',
      paragraphs: [
        'This certifies that Ouyang Xiaohong, ID number 372922198803151234, of the household of Ouyang Dashan (no. 3717220001000200030004), ' +
          'Dinglou village, Daji town, Cao county, has worked in this workshop by the piece and earned the wages listed below. '.repeat(
            4,
          ),
      ],
      table: {
        title: '',
        columns: [
          { title: 'Month', isFigure: false },
          { title: 'Days worked', isFigure: true },
          { title: 'Gross (yuan)', isFigure: true },
          { title: 'Net (yuan)', isFigure: true },
        ],
        rows: Array.from({ length: 13 }, (_, at) => [`2025-${at}`, '31', '123,456.78', '123,456.78']),
      },
      closing:
        'A month is that in which the wages’ run ends. Gross is what was earned, net what was paid out after social insurance, tax, meals and advances. '.repeat(
          2,
        ),
      signatures: ['Drawn up by', 'Owner'],
    },
  ],
  roster: [
    {
      title: '就业帮扶车间务工人员花名册',
      workshopName: '衣坊演出服',
      about: '2026年　截至 2026-06-30　共 1 人',
      wordTitles: ['姓名、身份证号', '户、类型'],
      figureTitles: ['月数', '本人应发', '全户应发', '人均', '达线起始'],
      people: [
        {
          words: [
            ['王秀英（配偶）', '3729**********1234'],
            ['DL-07 丁大山', '脱贫户'],
          ],
          figures: ['6', '15,600.00', '15,600.00', '3,900.00', ''],
        },
      ],
      note: '',
      signatures: ['填表人', '负责人'],
    },
    {
      title: 'Roster of people employed in the employment workshop',
      workshopName: '菏泽市曹县大集镇衣坊演出服饰有限责任公司',
      about: '2026, up to 2026-06-30, 60 people',
      wordTitles: ['Name, ID number', 'Household, type'],
      figureTitles: [
        'Months paid',
        'Her gross (yuan)',
        'Household gross (yuan)',
        'Per person (yuan)',
        'Line reached since',
      ],
      people: Array.from({ length: 60 }, (_, at) => ({
        words: [
          ['阿卜杜热依木·买买提明江 (child-in-law)', '372922198803151234'],
          [
            `371722000100020003${at} 欧阳大山`,
            'In sudden hardship, risk not cleared; on low income; with a disabled member; registered',
          ],
        ] as const,
        figures: ['12', '123,456.78', '1,234,567.89', '123,456.78', '2026-06'],
      })),
      note: 'The line has not been checked by the owner yet. '.repeat(8),
      signatures: ['Drawn up by', 'Owner'],
    },
  ],
  workSheet: [
    {
      title: '制单',
      number: '260518-2',
      workshopName: '衣坊演出服',
      styleNo: 'YF2601',
      styleName: '小白兔演出服',
      photoUrl: null,
      facts: [['交期', '2026-05-25']],
      tables: [
        {
          title: '件数',
          columns: [
            { title: '颜色', isFigure: false },
            { title: '110', isFigure: true },
            { title: '合计', isFigure: true },
          ],
          rows: [['白色', '20', '20']],
        },
      ],
      note: '',
      code: null,
      signatures: [],
    },
    {
      title: '外发加工单',
      number: 'W260518-12',
      workshopName: '菏泽市曹县大集镇衣坊演出服饰有限责任公司',
      styleNo: 'YF2601加长加厚豪华版女童',
      styleName: '六一儿童节幼儿园小白兔连体毛绒演出服（含头饰手套）',
      photoUrl: null,
      facts: Array.from({ length: 8 }, (_, index) => [
        `要求${index}`,
        '2026-05-25 之前送到大集镇北头老厂房西门',
      ]),
      tables: [
        {
          title: '件数',
          columns: [
            { title: '颜色', isFigure: false },
            ...Array.from({ length: 14 }, (_, index) => ({ title: `${90 + index * 10}`, isFigure: true })),
          ],
          rows: Array.from({ length: 12 }, (_, row) => [
            `天蓝色加亮片 ${row}（含头饰手套）`,
            ...Array.from({ length: 14 }, () => '1000'),
          ]),
        },
        {
          title: '各扎',
          columns: [
            { title: '扎号', isFigure: false },
            { title: '件数', isFigure: true },
          ],
          rows: Array.from({ length: 80 }, (_, row) => [`${row + 1}`, '50']),
        },
      ],
      note: '拉链要顺，兔耳朵左右对称，毛绒顺一个方向；'.repeat(12),
      code: 'YIFANG W260518-12 4000',
      signatures: ['发料人', '收料人'],
    },
  ],
  timeSheet: [
    {
      workshopName: '衣坊演出服',
      name: '王秀英',
      kind: '计件',
      month: '2026-05',
      columns: ['正常小时', '工作日加班', '休息日加班', '节假日加班'],
      days: monthOfDays(28, ''),
      sums: ['176', '12', '0', '0'],
      facts: [['天数', '22']],
    },
    {
      workshopName: '菏泽市曹县大集镇衣坊演出服饰有限责任公司第二车间',
      name: '欧阳阿依古丽·买买提江（大）',
      kind: '返乡人员',
      month: '2026-05',
      columns: ['Overtime workday', 'Overtime rest day', 'Overtime holiday', 'Normal hours'],
      days: monthOfDays(31, '法定节假日 没刷下班 请假'),
      sums: ['247.98', '120.33', '64.55', '31.17'],
      facts: [
        ['天数', '31'],
        ['请假天', '10'],
        ['农忙天', '10'],
        ['缺勤天', '10'],
      ],
    },
  ],
  badge: [
    {
      name: '王秀英',
      workshopName: '衣坊演出服',
      photoUrl: testPhotoUrl,
      code: encodeCode({ kind: 'worker', epoch: 1, id: 12 }),
      qr: qrText(encodeCode({ kind: 'worker', epoch: 1, id: 12 }), '7F3A'),
    },
    {
      name: '欧阳阿依古丽·买买提江（大）',
      workshopName: '菏泽市曹县大集镇衣坊演出服饰有限责任公司第二车间',
      photoUrl: null,
      code: encodeCode({ kind: 'worker', epoch: 999, id: 987_654_321 }),
      qr: qrText(encodeCode({ kind: 'worker', epoch: 999, id: 987_654_321 }), '7F3A'),
    },
  ],
  bundleTicket: [
    {
      tickets: [
        {
          batchNumber: '261129-3',
          bundleNumber: 117,
          styleNo: 'LH 老虎演出服',
          colour: '黄色',
          size: '120',
          dyeLot: 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB',
          pieces: 20,
          // With what they pay: two rows on the smallest label.
          operations: [
            '平车 2.80',
            '锁边 0.60',
            '做头饰 1.10',
            '钉扣 0.35',
            '整烫 0.40',
            '包装 0.12',
            '上拉链 0.88',
          ],
          strip: null,
          code: encodeCode({ kind: 'bundle', epoch: 1, id: 100_123 }),
          qr: qrText(encodeCode({ kind: 'bundle', epoch: 1, id: 100_123 }), '7F3A'),
        },
      ],
    },
    {
      tickets: Array.from({ length: 21 }, (_, index) => ({
        batchNumber: '260518-123',
        bundleNumber: 12_340 + index,
        styleNo: 'YF2601加长加厚豪华版女童',
        colour: '天蓝色加亮片（含头饰手套）',
        size: '均码120-130',
        dyeLot: 'A-2026-0518-3',
        pieces: 1000,
        strip: index % 2 ? '拼身（含拉链） 0.85' : null,
        operations: ['裁片验片', '拼身', '做耳', '上拉链', '锁边', '钉扣', '整烫', '包装'],
        code: encodeCode({ kind: 'bundle', epoch: 12, id: 987_654_300 + index }),
        qr: qrText(
          encodeCode({ kind: 'bundle', epoch: 12, id: 987_654_300 + index }),
          '7F3A',
          index % 2 ? 123_456 : undefined,
        ),
      })),
    },
  ],
  skuLabel: [
    {
      styleNo: 'YF2601',
      name: '小荷风采蓬蓬裙',
      colour: '大红色',
      size: '120',
      sellerCode: 'YF2601-R-120',
      code: encodeCode({ kind: 'sku', epoch: 1, id: 5120 }),
    },
    {
      styleNo: 'YF2601加长加厚豪华版',
      name: '小荷风采六一儿童演出服蓬蓬裙女童合唱服公主裙',
      colour: '天蓝色加亮片（含头饰手套）',
      size: '均码120-130',
      sellerCode: 'YF2601-JCJHHHB-TLSJLP-120-130',
      code: encodeCode({ kind: 'sku', epoch: 12, id: 987654321 }),
    },
  ],
  bagLabel: [
    {
      name: '张梓涵',
      className: '二年级3班',
      size: '130',
      styleName: '军装女兵表演服 军绿',
      number: '12/45',
    },
    {
      name: '阿依古丽·买买提热西提',
      className: '乌鲁木齐市第十二中学附属小学一年级（13）班',
      size: '均码120-130',
      styleName: '小荷风采六一儿童演出服蓬蓬裙女童合唱服',
      number: '112/145',
    },
  ],
  calibrationPage: [
    { printerName: '佳博 GP-1324D' },
    {
      printerName: 'HPRT N41 打包台二号打印机（靠窗）',
      calibration: { offsetXmm: -1.5, offsetYmm: 0.5, scale: 1.01, rotate180: false },
    },
  ],
}
