import { listCourses, saveCourse } from '../../../db/workers/training/courses.ts'
import { readSkillMatrix } from '../../../db/workers/training/matrix.ts'
import {
  listSessions,
  readSession,
  removeSession,
  saveSession,
} from '../../../db/workers/training/sessions.ts'
import { businessDate } from '../../../shared/dates.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'
import { matrixFile } from './matrix-file.ts'
import { takeTrainingCertificates, trainingCertificates } from './training-papers.ts'

const os = procedures.workers.training
const reader = (context: GuardedContext) => context.host.store.reader
const today = (context: GuardedContext) => businessDate(context.host.clock())

export const trainingRouter = os.router({
  courses: {
    list: os.courses.list.handler(({ context }) => listCourses(reader(context))),
    save: os.courses.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveCourse(scope, input)),
    ),
  },
  sessions: {
    list: os.sessions.list.handler(({ context }) => listSessions(reader(context))),
    get: os.sessions.get.handler(({ context, input }) => readSession(reader(context), input.id)),
    save: os.sessions.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveSession(scope, input, today(context))),
    ),
    remove: os.sessions.remove.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => removeSession(scope, input.id)),
    ),
    certificates: os.sessions.certificates.handler(({ context, input }) =>
      trainingCertificates(context, input),
    ),
    certificatesWithIds: os.sessions.certificatesWithIds.handler(({ context, input, path }) =>
      takeTrainingCertificates(context, path, input),
    ),
  },
  matrix: os.matrix.handler(({ context }) => readSkillMatrix(reader(context), today(context))),
  exportMatrix: os.exportMatrix.handler(async ({ context, input }) =>
    matrixFile(await readSkillMatrix(reader(context), today(context)), today(context), input.headers),
  ),
})
