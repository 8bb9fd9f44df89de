import { chromium } from 'playwright-core'
import { chromiumPath } from './support/chromium.ts'
import { startApp } from './support/app.ts'
const app = await startApp()
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ['--no-sandbox'] })
const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
context.setDefaultTimeout(6000)
const page = await context.newPage()
const errors: string[] = []
page.on('console', (m) => { if (m.type() === 'error') errors.push(m.text().slice(0, 300)) })
page.on('pageerror', (e) => errors.push(String(e).slice(0, 300)))
let n = 0
const shot = async (name: string) => { await page.waitForTimeout(700); await page.screenshot({ path: `/tmp/shots/j${String(++n).padStart(2, '0')}-${name}.png` }) }
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
try {
await page.goto(app.link)
await shot('first')
await page.goto(app.url + '#/orders')
const dir = '/work/shared/samples/'
await page.setInputFiles('input[type=file]', ['taobao_ExportOrderDetailList_2017.gbk.csv', 'taobao_ExportOrderList_2017.gbk.csv'].map((n) => dir + n))
await page.getByText('这是哪个店铺的文件').waitFor()
await shot('question')
await page.getByRole('button', { name: '添加店铺' }).or(page.locator('form button[type=submit]')).first().click()
await page.getByRole('button', { name: /导入 5 个订单/ }).click()
await page.getByText('导入完成').waitFor()
await page.getByRole('button', { name: '对应商品' }).click()
await shot('matching')
await page.goto(app.url + '#/catalog/import')
await page.setInputFiles('input[type=file]', csv('款式.csv', '款号,款名,颜色,尺码,商家编码\nDY-TZ,小白兔演出服,白色,100,DY-TZ-100\nDY-TZ,小白兔演出服,白色,110,DY-TZ-110\nDY-TZ,小白兔演出服,白色,120,DY-TZ-120\nMG-NV,蒙古舞蹈服,红色,130,MG-NV-130\nMG-NV,蒙古舞蹈服,红色,140,MG-NV-140\n'))
await shot('sheet')
await page.locator('button.ant-btn-primary').last().click()
await page.waitForTimeout(1500); await shot('sheet-done')
await page.goto(app.url + '#/stock/opening')
await page.waitForTimeout(500)
await page.setInputFiles('input[type=file]', csv('期初.csv', '商家编码,数量,单位成本\nDY-TZ-110,20,12\nDY-TZ-120,20,12\nMG-NV-130,20,50\n'))
await shot('opening')
await page.locator('button.ant-btn-primary').last().click()
await page.waitForTimeout(1500); await shot('opening-done')
await page.goto(app.url + '#/orders'); await shot('orders')
await page.goto(app.url + '#/pack'); await shot('pack')
const scan = async (code: string) => { await page.keyboard.type(code); await page.keyboard.press('Enter'); await page.waitForTimeout(500) }
await scan('35082869905640002'); await shot('opened')
await scan('DY-TZ-110'); await shot('wrong')
await scan('DY-TZ-120'); await scan('DY-TZ-120'); await scan('MG-NV-130'); await shot('full')
await scan('73600316240001'); await shot('closed')
await page.goto(app.url + '#/pack/hand-over'); await shot('hand-over')
await page.goto(app.url + '#/pack/tracking'); await shot('tracking')
await page.goto(app.url + '#/'); await shot('today')
} catch (e) { console.log('ERR', String(e).slice(0, 600)); await page.screenshot({ path: '/tmp/shots/err.png' }) }
console.log(errors.slice(0, 8))
await browser.close(); await app.close(); process.exit()
