import type { z } from 'zod'
import type { Id } from '#shared/kernel/ids.ts'
import type { RowKey } from '#shared/receptions/match-rows.rules.ts'
import { withoutSender, withoutVisitor } from '#shared/receptions/personal-data.rules.ts'
import {
  type Entry,
  type PetitionBody,
  petitionBodySchema,
  type VisitBody,
  visitBodySchema,
} from '#shared/receptions/receptions.model.ts'
import {
  PETITION_KEYS,
  petitionRepeat,
  SESSION_KEYS,
  sessionRepeat,
  VISIT_KEYS,
  visitRepeat,
} from '#shared/receptions/row-identity.rules.ts'
import { type SessionBody, sessionBodySchema } from '#shared/receptions/schedule.model.ts'
import { mergeVisit, petitionLabel, sessionLabel, visitLabel } from '#shared/receptions/told-rows.rules.ts'
import type { Db } from '#main/db/db.ts'
import type { EntryKind } from './entries.repository.ts'
import { dropSenders, dropVisitors } from './names.repository.ts'
import { findPetitions, insertPetitions, updatePetition } from './petitions.repository.ts'
import { findSessions, insertSessions, updateSession } from './sessions.repository.ts'
import { findVisits, insertVisits, updateVisit } from './visits.repository.ts'

/** How one kind of row is kept, found again and shown; what is the same for all stands in import-target.ts and registers.ts. */
export type RegisterKind<Body extends { readonly dayMs: number }> = {
  readonly kind: EntryKind
  readonly schema: z.ZodType<Body>
  readonly insert: (
    transaction: Db,
    rows: readonly { readonly id: Id; readonly body: Body }[],
  ) => Promise<void>
  readonly update: (transaction: Db, id: Id, body: Body) => Promise<void>
  readonly find: (db: Db, ids: readonly Id[]) => Promise<(Entry & Body)[]>
  /** From the strictest to the loosest. */
  readonly keys: readonly RowKey<Body>[]
  /** Two lines of one file with the same are one. */
  readonly repeat: RowKey<Body>
  /** Forgets the names that are stored. @returns how many rows had one */
  readonly dropNames: (transaction: Db) => Promise<number>
  /** What is left where the station keeps no names. */
  readonly nameless: (body: Body) => Body
  /** The file's words, with what only a person can have entered. */
  readonly merge: (told: Body, stored: Body) => Body
  /** How people find the row: a day and a number, no names. */
  readonly label: (body: Body) => string
  /** Fields whose value is nobody's business in a list of changes. */
  readonly secretFields: (body: Body) => readonly string[]
}

export const VISITS: RegisterKind<VisitBody> = {
  kind: 'visit',
  schema: visitBodySchema,
  insert: insertVisits,
  update: updateVisit,
  find: findVisits,
  keys: VISIT_KEYS,
  repeat: visitRepeat,
  dropNames: dropVisitors,
  nameless: withoutVisitor,
  merge: mergeVisit,
  label: visitLabel,
  secretFields: ({ kind }) =>
    kind === 'denunciation'
      ? ['visitorName', 'address', 'content', 'resolvedBy', 'followUp', 'note']
      : ['visitorName', 'address'],
}

export const PETITIONS: RegisterKind<PetitionBody> = {
  kind: 'petition',
  schema: petitionBodySchema,
  insert: insertPetitions,
  update: updatePetition,
  find: findPetitions,
  keys: PETITION_KEYS,
  repeat: petitionRepeat,
  dropNames: dropSenders,
  nameless: withoutSender,
  merge: (told) => told,
  label: petitionLabel,
  secretFields: ({ kind }) =>
    kind === 'denunciation' ? ['senderName', 'address', 'content', 'result'] : ['senderName', 'address'],
}

export const SESSIONS: RegisterKind<SessionBody> = {
  kind: 'session',
  schema: sessionBodySchema,
  insert: insertSessions,
  update: updateSession,
  find: findSessions,
  keys: SESSION_KEYS,
  repeat: sessionRepeat,
  dropNames: async () => 0,
  nameless: (body) => body,
  merge: (told) => told,
  label: sessionLabel,
  secretFields: () => [],
}
