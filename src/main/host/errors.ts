import { ORPCError } from '@orpc/server'
import { AppError, type AppErrorKind } from '#shared/kernel/app-error.ts'

type Reply = { readonly code: string; readonly status: number }

const REPLIES: Readonly<Record<AppErrorKind, Reply>> = {
  invalid: { code: 'INVALID', status: 400 },
  unauthenticated: { code: 'UNAUTHENTICATED', status: 401 },
  forbidden: { code: 'FORBIDDEN', status: 403 },
  'not-found': { code: 'NOT_FOUND', status: 404 },
  conflict: { code: 'CONFLICT', status: 409 },
  precondition: { code: 'PRECONDITION', status: 412 },
  cancelled: { code: 'CANCELLED', status: 499 },
  unavailable: { code: 'UNAVAILABLE', status: 503 },
  'data-loss': { code: 'DATA_LOSS', status: 500 },
  internal: { code: 'INTERNAL', status: 500 },
}

export function statusOf(kind: AppErrorKind): number {
  return REPLIES[kind].status
}

/** Names the first field that the contract's schema refused. */
function refusedField(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues))
    return ''
  const issues: unknown[] = data.issues
  const [first] = issues
  if (typeof first !== 'object' || first === null || !('path' in first) || !Array.isArray(first.path))
    return ''
  return first.path.map(String).join('.')
}

/** Anything thrown, as the AppError that it stands for. What nobody foresaw is `internal unexpected`, its cause logged. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof ORPCError && thrown.code === 'BAD_REQUEST') {
    return new AppError('invalid', 'input.invalid', { field: refusedField(thrown.data) }, thrown)
  }
  return new AppError('internal', 'unexpected', {}, thrown)
}

/** The wire form of an error: its kind, its code and the blanks of its sentence; never a stack or a cause. */
export function toRpcError(error: AppError): ORPCError<string, unknown> {
  const { code, status } = REPLIES[error.kind]
  return new ORPCError(code, {
    status,
    message: error.code,
    data: { code: error.code, detail: error.detail },
  })
}
