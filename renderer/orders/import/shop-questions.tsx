import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { namedShopKey } from '../../../shared/orders/file-shops.ts'
import type { ImportQuestion } from '../../../shared/orders/imports-contract.ts'
import type { Shop } from '../../../shared/settings/contract.ts'
import { api } from '../../app/client.ts'
import { ShopForm } from '../../settings/shops/shop-form.tsx'
import { listText } from '../../ui/list-text.ts'
import styles from '../orders.module.css'
import type { ImportFlow } from './use-import.ts'

type ShopQuestion = Extract<ImportQuestion, { kind: 'shop' }>

/** One question: what files of a platform call a shop, and the files that do. */
interface Group {
  readonly key: string
  readonly question: ShopQuestion
  readonly files: readonly string[]
}

/**
 * Whose the files are, asked once for each platform and name in them; only its shops are offered. Files that name
 * none wait for those that do: once it is known what shop those mean, there is often nothing left to ask.
 */
export function ShopQuestions(props: {
  readonly questions: readonly ShopQuestion[]
  readonly flow: ImportFlow
}) {
  const { t } = useTranslation('orders')
  const { flow } = props
  const groups = groupsOf(props.questions)
  const { data: shops } = useQuery(api.settings.shops.list.queryOptions())
  const [picked, setPicked] = useState<Answers>({})
  const [adding, setAdding] = useState<string | null>(null)
  if (!shops) return null
  const candidatesOf = ({ question }: Group) =>
    shops.filter((shop) => !shop.archived && question.platforms.includes(shop.platform))
  const answerOf = (group: Group) =>
    picked[group.key] ?? likelyShop(group.question, candidatesOf(group), flow)
  const isComplete = groups.every((group) => answerOf(group) !== undefined)
  // One new shop at a time: the first that is needed is asked for at once.
  const needed = groups.find((group) => answerOf(group) === undefined && candidatesOf(group).length === 0)
  const open = adding ?? needed?.key
  const goOn = (answers: Answers) =>
    void flow.readAgain({
      shops: groups.flatMap((group) => {
        const { platform, mapped, shopName } = group.question
        const answer = answers[group.key] ?? answerOf(group)
        if (answer === undefined) return []
        return [{ platform, mapped, shopName, shopId: answer === leftOut ? null : answer }]
      }),
    })
  const pick = (group: Group, answer: number) => {
    setPicked({ ...picked, [group.key]: answer })
    setAdding(null)
  }
  const added = (group: Group, shopId: number) => {
    pick(group, shopId)
    const answers = { ...picked, [group.key]: shopId }
    if (groups.every(({ key }) => answers[key] !== undefined)) goOn(answers)
  }
  return (
    <>
      {groups.map((group) => (
        <QuestionCard
          key={group.key}
          group={group}
          shops={candidatesOf(group)}
          answer={answerOf(group)}
          isAdding={open === group.key}
          onPick={(answer) => pick(group, answer)}
          onAdd={() => setAdding(group.key)}
          onAdded={(shopId) => added(group, shopId)}
          {...(adding === group.key ? { onCancel: () => setAdding(null) } : {})}
        />
      ))}
      <div className={styles.bar}>
        <Button type="primary" autoFocus disabled={!isComplete} onClick={() => goOn(picked)}>
          {t('import.goOn')}
        </Button>
        <Button type="text" onClick={() => void flow.discard()}>
          {t('import.giveUp')}
        </Button>
      </div>
    </>
  )
}

/** The answer that is no shop: its rows are not imported. */
const leftOut = 0
type Answers = Readonly<Record<string, number>>

function QuestionCard(props: {
  readonly group: Group
  readonly shops: readonly Shop[]
  readonly answer: number | undefined
  readonly isAdding: boolean
  readonly onPick: (answer: number) => void
  readonly onAdd: () => void
  readonly onAdded: (shopId: number) => void
  readonly onCancel?: () => void
}) {
  const { t } = useTranslation('orders')
  const { group, shops, answer, isAdding, onCancel } = props
  const { platform, platforms, shopName } = group.question
  const platformName = platform === null ? t('import.erpFile') : t(`settings:platform.${platform}`)
  return (
    <section className={styles.question}>
      <div className={styles.bar}>
        <h2>{platformName}</h2>
        <span className={styles.muted}>{listText(group.files)}</span>
      </div>
      <p>{shopName === '' ? t('import.whichShop') : t('import.whichShopNamed', { name: shopName })}</p>
      <div className={styles.bar}>
        <Select
          style={{ width: 320 }}
          placeholder={t('shop')}
          aria-label={`${t('shop')} ${group.files[0]}`}
          value={answer ?? null}
          options={[
            ...shops.map((shop) => ({
              value: shop.id,
              label: `${shop.name} · ${t(`settings:platform.${shop.platform}`)}`,
            })),
            { value: leftOut, label: t('import.leaveOut') },
          ]}
          onChange={props.onPick}
        />
        {!isAdding && <Button onClick={props.onAdd}>{t('import.newShop')}</Button>}
      </div>
      {shopName !== '' && !isAdding && <span className={styles.muted}>{t('import.shopRemembered')}</span>}
      {isAdding && (
        <>
          {shops.length === 0 && (
            <p>
              {platform === null
                ? t('import.noShopYetErp')
                : t('import.noShopYet', { platform: platformName })}
            </p>
          )}
          <ShopForm
            shop={null}
            isShort
            platforms={platforms}
            initialName={shopName}
            onDone={props.onAdded}
            {...(onCancel ? { onCancel } : {})}
          />
        </>
      )}
    </section>
  )
}

function groupsOf(questions: readonly ShopQuestion[]): Group[] {
  const groups = new Map<string, { key: string; question: ShopQuestion; files: string[] }>()
  for (const question of questions) {
    const named = questions.some((other) => other.shopName !== '' && other.platform === question.platform)
    if (question.shopName === '' && named) continue
    const key = namedShopKey(question)
    const group = groups.get(key)
    if (group) group.files.push(question.fileName)
    else groups.set(key, { key, question, files: [question.fileName] })
  }
  return [...groups.values()]
}

/** The only shop that can be meant, or the one that the files of its platform that came with it belong to. */
function likelyShop(question: ShopQuestion, shops: readonly Shop[], flow: ImportFlow): number | undefined {
  if (shops.length === 1) return shops[0]!.id
  if (question.shopName !== '') return undefined
  const mates = flow.staged.filter((file) => file.platform === question.platform)
  const ids = new Set(mates.map((file) => file.shopId))
  return shops.find((shop) => ids.size === 1 && ids.has(shop.id))?.id
}
