import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { ImportFile, ImportQuestion } from '../../../shared/orders/contract.ts'
import { client } from '../../app/client.ts'
import { takeCarriedFiles } from './carried-files.ts'

export type ImportStep = 'choose' | 'reading' | 'questions' | 'preview' | 'running' | 'done'

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
  /** After an answer: reads the files in question again, with the shop or the export time given. */
  readAgain(answer: { readonly shopId?: number; readonly exportedAt?: number }): Promise<void>
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
  const [staged, setStaged] = useState<readonly ImportFile[]>([])
  const [questions, setQuestions] = useState<readonly ImportQuestion[]>([])
  const [jobId, setJobId] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)

  const stage = useCallback(
    async (reading: readonly File[], shop: number | null, exportedAt: number | null) => {
      setError(null)
      setStep('reading')
      try {
        const answer = await client.orders.imports.stage({
          batch,
          files: [...reading],
          shopId: shop,
          exportedAt,
        })
        setStaged((before) => [...before, ...answer.staged])
        setQuestions(answer.questions)
        setStep(answer.questions.length > 0 ? 'questions' : 'preview')
      } catch (raised) {
        setError(raised)
        setStep('choose')
      }
    },
    [batch],
  )
  const read = useCallback(
    async (chosen: readonly File[]) => {
      setFiles(chosen)
      await stage(chosen, shopId, null)
    },
    [stage, shopId],
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
      const asked = new Set(questions.map((question) => question.fileName))
      await stage(
        files.filter((file) => asked.has(file.name)),
        answer.shopId ?? shopId,
        answer.exportedAt ?? null,
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
