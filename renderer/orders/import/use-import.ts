import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { FileRefusal, ImportFile, ImportQuestion } from '../../../shared/orders/imports-contract.ts'
import { client } from '../../app/client.ts'
import { takeCarriedFiles } from './carried-files.ts'

export type ImportStep = 'choose' | 'reading' | 'questions' | 'preview' | 'running' | 'done'

type ShopAnswers = NonNullable<Parameters<typeof client.orders.imports.stage>[0]['shops']>
type Answer = { readonly shops?: ShopAnswers } | { readonly exportedAt: number; readonly fileName: string }

/** A file that was not taken, with its bytes: it may be one for another screen. */
export interface RefusedFile {
  readonly file: File
  readonly refusal: FileRefusal
}

export interface ImportFlow {
  readonly step: ImportStep
  readonly batch: string
  readonly fileNames: readonly string[]
  readonly shopId: number | null
  readonly staged: readonly ImportFile[]
  readonly questions: readonly ImportQuestion[]
  readonly refused: readonly RefusedFile[]
  readonly jobId: number | null
  readonly error: unknown
  setShopId(id: number | null): void
  read(files: readonly File[]): Promise<void>
  /** After an answer: reads the files in question again; an export time is that of one file. */
  readAgain(answer: Answer): Promise<void>
  /** Whether the batch is on its way into the books: then leaving the screen leaves it alone. */
  taking(isTaken: boolean): void
  started(jobId: number, files: readonly ImportFile[]): void
  finished(): void
  /** Gives up what was read; nothing has been taken over. */
  discard(): Promise<void>
  again(): void
}

const throwAway = (batch: string) => client.orders.imports.discard({ commandId: v7(), batch })

/**
 * The course of one import on the page. What is read waits in the store under `batch` until it is taken over;
 * leaving the screen throws it away. `opened`: a batch that waited there already, and goes on waiting.
 */
export function useImport(opened: string | null): ImportFlow {
  const [batch, setBatch] = useState(() => opened ?? v7())
  const [step, setStep] = useState<ImportStep>(opened === null ? 'choose' : 'preview')
  const [files, setFiles] = useState<readonly File[]>([])
  const [shopId, setShopId] = useState<number | null>(null)
  /** What was answered so far: a file that is read again may ask about its time, and its shop is known by then. */
  const [shops, setShops] = useState<ShopAnswers>([])
  const [staged, setStaged] = useState<readonly ImportFile[]>([])
  const [questions, setQuestions] = useState<readonly ImportQuestion[]>([])
  const [refused, setRefused] = useState<readonly RefusedFile[]>([])
  const [jobId, setJobId] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)

  /** What waits in the store for this screen alone. */
  const waiting = useRef({ batch, isReading: false, isStaged: false, isLeft: false })
  waiting.current.batch = batch
  useEffect(() => {
    const course = waiting.current
    course.isLeft = false
    return () => {
      course.isLeft = true
      if (course.isStaged && !course.isReading) void throwAway(course.batch).catch(() => {})
    }
  }, [])

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
      const course = waiting.current
      course.isReading = true
      try {
        const answer = await client.orders.imports.stage({
          batch,
          files: [...reading],
          shopId,
          shops: [...shops],
          exportedAt,
        })
        if (answer.staged.length > 0) course.isStaged = true
        const open = [...answer.questions, ...later]
        const all = [...staged, ...answer.staged]
        setStaged(all)
        setQuestions(open)
        const bad = answer.refused.flatMap((refusal) => {
          const file = reading.find(({ name }) => name === refusal.fileName)
          return file ? [{ file, refusal }] : []
        })
        setRefused((before) => [...before, ...bad])
        // The user may have left all of it out.
        setStep(open.length > 0 ? 'questions' : all.length > 0 ? 'preview' : 'choose')
      } catch (raised) {
        setError(raised)
        setStep('choose')
      } finally {
        course.isReading = false
        if (course.isLeft && course.isStaged) void throwAway(batch).catch(() => {})
      }
    },
    [batch, shopId, staged],
  )
  const read = useCallback(
    async (chosen: readonly File[]) => {
      setFiles(chosen)
      setRefused([])
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

  const again = () => {
    setBatch(v7())
    setStaged([])
    setQuestions([])
    setRefused([])
    setJobId(null)
    setStep('choose')
  }
  return {
    step,
    batch,
    fileNames: files.map((file) => file.name),
    shopId,
    staged,
    questions,
    refused,
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
    taking: (isTaken) => {
      waiting.current.isStaged = !isTaken && opened === null
    },
    started: (id, taken) => {
      setJobId(id)
      setStaged(taken)
      setStep('running')
    },
    finished: () => setStep('done'),
    discard: async () => {
      waiting.current.isStaged = false
      await throwAway(batch).catch(setError)
      again()
    },
    again,
  }
}
