import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedApp, startApp } from '../support/app.ts'
import { launchBrowser, type OpenedPage, openPage } from './pages.ts'

let app: ServedApp
let browser: Browser
let opened: OpenedPage

/** What a headless Chromium has no hardware or dialogs for: a serial port, a chosen folder, the print dialog. */
function devices(): void {
  const all = window as unknown as Record<string, unknown>
  let push: ReadableStreamDefaultController<Uint8Array> | null = null
  const port = {
    readable: null as ReadableStream<Uint8Array> | null,
    open: async () => {
      port.readable = new ReadableStream({
        start: (controller) => {
          push = controller
        },
      })
    },
    close: async () => {
      port.readable = null
    },
    getInfo: () => ({ usbVendorId: 1504, usbProductId: 5889 }),
  }
  Object.defineProperty(navigator, 'serial', {
    configurable: true,
    value: { requestPort: async () => port, getPorts: async () => [port], addEventListener: () => {} },
  })
  all.scan = (text: string) => push?.enqueue(new TextEncoder().encode(`${text}\r\n`))
  all.showDirectoryPicker = async () => {
    const folder = await navigator.storage.getDirectory()
    return { name: '导出', values: () => folder.values() }
  }
  all.print = () => {
    const top = window.top as unknown as Record<string, unknown>
    top.printed = document.body.textContent
    window.dispatchEvent(new Event('afterprint'))
  }
}

const itemFile = [
  '子订单编号,主订单编号,商品标题,商品价格,购买数量,商品属性,订单状态,商家编码,买家实付金额,退款状态',
  '1000000000000000017,1000000000000000017,小白兔演出服,25.14,2,颜色分类:白色;参考身高:110cm,买家已付款，等待卖家发货,DY-1,50.28,没有申请退款',
].join('\n')

beforeAll(async () => {
  app = await startApp()
  await app.call('settings.shops.save', {
    commandId: '0197f000-0000-7000-8000-000000000001',
    id: null,
    platform: 'direct',
    name: '自己接的单',
    promiseHours: null,
  })
  browser = await launchBrowser()
  opened = await openPage(browser, app.link)
  await opened.context.addInitScript(devices)
  await opened.page.reload()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const go = (hash: string) => opened.page.goto(`${app.url}#${hash}`)

describe("a school class's order by hand", () => {
  it("is written for a new customer, with the pupils' list and a deposit", async () => {
    const { page } = opened
    await go('/orders/new')
    await page.getByRole('button', { name: '新客户' }).click()
    await page.getByRole('dialog').getByLabel('客户名称').fill('县实验小学')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('县实验小学').waitFor()
    await page.getByRole('button', { name: '粘贴班级尺码表' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').first().fill('张三 130\n李四 120\n王老师 XL')
    await dialog.getByPlaceholder('单价').fill('89')
    await dialog.getByRole('combobox').click()
    await page.keyboard.type('小白兔演出服')
    await page.getByText('先按“小白兔演出服”记下').click()
    await dialog.getByRole('button', { name: '加入 3 行' }).click()
    await page.getByLabel('现在收的定金').fill('100')
    await page.getByText('余款 ¥167.00').waitFor()
    await page.getByRole('button', { name: '保存订单' }).click()
    await page.getByRole('heading', { name: '收款' }).waitFor()
    await page.getByText('欠 ¥167.00').waitFor()
  })

  it('has wishes written on its lines, and a label printed for every pupil at once', async () => {
    const { page } = opened
    await page.getByRole('button', { name: '定制要求' }).click()
    await page.getByRole('dialog').getByLabel('绣字等要求').first().fill('三（2）班')
    await page.getByRole('dialog').getByLabel('量体尺寸').first().fill('身高 128')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('身高 128').waitFor()
    await page.getByRole('button', { name: '打印袋标' }).click()
    await page.getByRole('dialog').getByLabel('学校、班级').fill('三（2）班')
    await page.getByRole('button', { name: '打印 3 张' }).click()
    await page.getByRole('button', { name: '打印 3 张' }).waitFor({ state: 'hidden' })
    const printed = await page.evaluate(() => (window as unknown as { printed: string }).printed)
    for (const text of ['张三', '李四', '王老师', '130', 'XL', '三（2）班', '1/3', '3/3'])
      expect(printed).toContain(text)
  })

  it('is paid in full; a payment taken back is owed again; cancelled, the money is the customer’s', async () => {
    const { page } = opened
    await page.getByRole('button', { name: '收款' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '收下' }).click()
    await page.getByText('已结清').waitFor()
    await page.getByRole('link', { name: '县实验小学' }).click()
    await page.getByRole('button', { name: '冲回' }).first().click()
    await page.getByRole('dialog').getByLabel('金额').fill('999')
    await page.getByRole('dialog').getByLabel('为什么').fill('多收了')
    await page.getByRole('dialog').getByRole('button', { name: '冲回' }).click()
    await page.getByText('最多还能冲减 ¥167.00').waitFor()
    await page.getByRole('dialog').getByLabel('金额').fill('67')
    await page.getByRole('dialog').getByRole('button', { name: '冲回' }).click()
    await page.getByText('¥67.00').first().waitFor()
    await page.getByRole('tab', { name: '订单（1）' }).click()
    await page.getByRole('tabpanel', { name: /订单/ }).getByRole('link', { name: /-1$/ }).click()
    await page.getByRole('button', { name: '取消订单' }).click()
    await page.getByRole('dialog').getByLabel('为什么取消').fill('学校改期')
    await page.getByRole('dialog').getByRole('button', { name: '确定取消这一单' }).click()
    await page.getByText('预存 ¥200.00').first().waitFor()
    expect(await page.getByText('缺 1').count()).toBe(0)
    await page.getByRole('button', { name: '恢复这一单' }).click()
    await page.getByText('订单已恢复').waitFor()
    await page.getByText('欠 ¥67.00').first().waitFor()
  })
})

describe("a class list of a style's own sizes", () => {
  it('finds the sizes, asks for the one there is not, and leaves out what was not written', async () => {
    const sizes = ['110cm', '120cm']
    await app.call('catalog.styles.save', {
      commandId: '0197f000-0000-7000-8000-000000000002',
      id: null,
      styleNumber: 'DY-TZ',
      name: '小灰兔',
      note: '',
      photos: [],
      colours: [{ id: null, name: '灰色', swatch: '' }],
      sizes: sizes.map((name) => ({ id: null, name })),
      skus: sizes.map((size) => ({
        id: null,
        colour: '灰色',
        size,
        sellerCode: '',
        barcode: '',
        safetyStock: 0,
      })),
    })
    const { page } = opened
    await go('/orders/new')
    await page.getByRole('button', { name: '粘贴班级尺码表' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').first().fill('刘星，110，加绣名字\n周周 115')
    await dialog.getByRole('combobox').first().click()
    await page.keyboard.type('DY-TZ')
    await page.getByText('DY-TZ 小灰兔 灰色').click()
    await page.getByText('其中 1 行有对应规格').waitFor()
    expect(await dialog.getByRole('button', { name: '加入 2 行' }).isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: '都往上取一码（115→120cm）' }).click()
    await dialog.getByRole('button', { name: '加入 2 行' }).click()
    await page.getByRole('button', { name: '加一行' }).click()
    await page.getByRole('button', { name: '加一行' }).click()
    await page.getByLabel('单价', { exact: true }).last().fill('80')
    await page.getByRole('button', { name: '保存订单' }).click()
    await page.getByText('还没写是什么').waitFor()
    await page.getByLabel('单价', { exact: true }).last().fill('')
    await page.getByRole('button', { name: '保存订单' }).click()
    await page.getByText('DY-TZ 灰色 120cm').waitFor()
    expect(await page.getByText('加绣名字').count()).toBe(1)
  })

  it('is changed after it was saved', async () => {
    const { page } = opened
    await page.getByRole('button', { name: '改商品' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('数量').first().fill('65')
    await drawer.getByRole('button', { name: '删除这一行' }).nth(1).click()
    await drawer.getByRole('button', { name: '保存' }).click()
    await page.getByText('已占用 0/65').waitFor()
    await page.getByText('取消 1').waitFor()
  })
})

describe('a scanner in serial mode', () => {
  it('scans into the window it is bound to, wherever the focus is', async () => {
    const { page } = opened
    await go('/pack')
    await page.getByRole('button', { name: '扫码枪' }).click()
    await page.getByRole('button', { name: '选择串口' }).click()
    await page.getByText('扫码枪已绑定').first().waitFor()
    await page.evaluate(() => (window as unknown as { scan(text: string): void }).scan('NO-SUCH-1'))
    await page.getByText('不认识这个码：NO-SUCH-1').waitFor()
    await page.getByText('刚扫到：NO-SUCH-1').waitFor()
  })

  it('is taken up again when the page is loaded anew', async () => {
    const { page } = opened
    await page.reload()
    await page.getByRole('button', { name: '扫码枪已绑定' }).waitFor()
    await page.evaluate(() => (window as unknown as { scan(text: string): void }).scan('NO-SUCH-2'))
    await page.getByText('不认识这个码：NO-SUCH-2').waitFor()
  })
})

describe('a watched folder', () => {
  it('offers a new order file on Orders, and brings it to the preview', async () => {
    const { page, complaints } = opened
    await page.evaluate(async (text) => {
      const folder = await navigator.storage.getDirectory()
      for (const [name, content] of [
        ['ExportOrderDetailList202605181000.csv', text],
        ['工资.csv', '姓名,金额\n张三,1\n'],
      ] as const) {
        const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
        await writable.write(content)
        await writable.close()
      }
    }, itemFile)
    // A file is let rest before it is read: it may still be on its way.
    await page.waitForTimeout(1600)
    await go('/orders/import')
    await page.getByRole('button', { name: /看着一个文件夹/ }).click()
    await page.getByText('正在看着“导出”').waitFor()
    await page.getByRole('link', { name: '订单', exact: true }).click()
    await page.getByText('“导出”里有 1 个新的订单文件').waitFor()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByRole('heading', { name: '导入订单' }).waitFor()
    await page
      .getByText(/ExportOrderDetailList202605181000\.csv/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: '订单', exact: true }).click()
    expect(await page.getByText('新的订单文件').count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
