import { AppError } from '#shared/kernel/app-error.ts'
import type { AbsenceCause } from '#shared/recordings/recordings.model.ts'

/** How one attempt ended: the cause that goes into the ledger, and the reason behind it (key under `recorder.`). */
export type Outcome = { readonly cause: AbsenceCause; readonly reason: string }

/** Codes of a disk or folder that takes no footage: full, read-only, pulled out, broken, not ours. */
const STORAGE_CODE = /^(?:disk|folder|file)\./

/** What a failed write or an unforeseen error means for the ledger. */
export function outcomeOf(thrown: unknown): Outcome {
  const code = thrown instanceof AppError ? thrown.code : 'recorder.failed'
  return { cause: STORAGE_CODE.test(code) ? 'disk-full' : 'recorder-down', reason: code }
}

/** What the station itself lacks is no fault of the camera. */
const OWN_REASONS: readonly string[] = ['tool-missing', 'tool-killed', 'audio-format']

/** How a connection ended that nobody asked to end. */
export function outcomeOfEnd(reason: string): Outcome {
  return { cause: OWN_REASONS.includes(reason) ? 'recorder-down' : 'camera-offline', reason }
}
