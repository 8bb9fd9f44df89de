import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { ImportFile, ImportQuestion } from '../../../shared/orders/contract.ts'
import { client } from '../../app/client.ts'
import { takeCarriedFiles } from './carried-files.ts'

export type ImportStep = 'choose' | 'reading' | 'questions' | 'preview' | 'running' | 'done'

type ShopAnswers = NonNullable<Parameters<typeof client.orders.imports.stage>[0]['shops']>
type Answer = { readonly shops?: ShopAnswers } | { readonly exportedAt: number; readonly fileName: string }

export interface ImportFlow {
  readonly step: ImportStep
  readonly batch: string
  readonly fileNames: readonly string[]
  readonly shopId: number | null
  readonly staged: readonly ImportFile[]
  readonly questions: readonly ImportQuestion[]
  readonly jobId: number | null
  readonly error: unknown
  setShopId(id: number | null): void
  read(files: readonly File[]): Promise<void>
  /** After an answer: reads the files in question again; an export time is that of one file. */
  readAgain(answer: Answer): Promise<void>
  started(jobId: number): void
  finished(): void
  /** Gives up what was read; nothing has been taken over. */
  discard(): Promise<void>
  again(): void
}

/** The course of one import on the page. What is read waits in the store under `batch` until it is taken over. */
export function useImport(): ImportFlow {
  const [batch, setBatch] = useState(() => v7())
  const [step, setStep] = useState<ImportStep>('choose')
  const [files, setFiles] = useState<readonly File[]>([])
  const [shopId, setShopId] = useState<number | null>(null)
  /** What was answered so far: a file that is read again may ask about its time, and its shop is known by then. */
  const [shops, setShops] = useState<ShopAnswers>([])
  const [staged, setStaged] = useState<readonly ImportFile[]>([])
  const [questions, setQuestions] = useState<readonly ImportQuestion[]>([])
  const [jobId, setJobId] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)

  const stage = useCallback(
    async (
      reading: readonly File[],
      shops: ShopAnswers,
      exportedAt: number | null = null,
      later: readonly ImportQuestion[] = [],
    ) => {
      setError(null)
      setShops(shops)
      setStep('reading')
      try {
        const answer = await client.orders.imports.stage({
          batch,
          files: [...reading],
          shopId,
          shops: [...shops],
          exportedAt,
        })
        const open = [...answer.questions, ...later]
        const all = [...staged, ...answer.staged]
        setStaged(all)
        setQuestions(open)
        // The user may have left all of it out.
        setStep(open.length > 0 ? 'questions' : all.length > 0 ? 'preview' : 'choose')
      } catch (raised) {
        setError(raised)
        setStep('choose')
      }
    },
    [batch, shopId, staged],
  )
  const read = useCallback(
    async (chosen: readonly File[]) => {
      setFiles(chosen)
      await stage(chosen, [])
    },
    [stage],
  )
  // Files dropped on another screen are read at once; only one of React's two first runs gets them.
  const readRef = useRef(read)
  readRef.current = read
  useEffect(() => {
    const carried = takeCarriedFiles()
    if (carried.length > 0) void readRef.current(carried)
  }, [])

  return {
    step,
    batch,
    fileNames: files.map((file) => file.name),
    shopId,
    staged,
    questions,
    jobId,
    error,
    setShopId,
    read,
    readAgain: async (answer) => {
      const isTime = 'exportedAt' in answer
      const asked = isTime ? [answer.fileName] : questions.map((question) => question.fileName)
      await stage(
        files.filter((file) => asked.includes(file.name)),
        isTime ? shops : [...shops, ...(answer.shops ?? [])],
        isTime ? answer.exportedAt : null,
        isTime ? questions.filter((question) => question.fileName !== answer.fileName) : [],
      )
    },
    started: (id) => {
      setJobId(id)
      setStep('running')
    },
    finished: () => setStep('done'),
    discard: async () => {
      await client.orders.imports.discard({ commandId: v7(), batch }).catch(setError)
      setBatch(v7())
      setStaged([])
      setQuestions([])
      setStep('choose')
    },
    again: () => {
      setBatch(v7())
      setStaged([])
      setQuestions([])
      setJobId(null)
      setStep('choose')
    },
  }
}
