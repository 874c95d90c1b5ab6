import { AppError } from '#shared/kernel/app-error.ts'

export function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : null
}

const UNAVAILABLE: Readonly<Record<string, string>> = {
  ENOSPC: 'disk.full',
  EDQUOT: 'disk.full',
  EROFS: 'disk.read-only',
  EIO: 'disk.failed',
  ENXIO: 'disk.failed',
  ENODEV: 'disk.failed',
  ESTALE: 'disk.failed',
  // A disk that was pulled out while its file was open (libuv's name for several of Windows' answers too).
  EBADF: 'disk.failed',
  UNKNOWN: 'disk.failed',
  EBUSY: 'file.busy',
  ETXTBSY: 'file.busy',
  EACCES: 'file.denied',
  EPERM: 'file.denied',
}

/** What the operating system said about a file, as the AppError that people are told. */
export function fileError(thrown: unknown, path: string): AppError {
  if (thrown instanceof AppError) return thrown
  const reason = String(codeOf(thrown))
  if (reason === 'ENOENT' || reason === 'ENOTDIR')
    return new AppError('not-found', 'file.missing', { path }, thrown)
  const code = UNAVAILABLE[reason]
  if (code === 'disk.full') return new AppError('unavailable', code, {}, thrown)
  return new AppError('unavailable', code ?? 'file.failed', { path, reason }, thrown)
}

/** The same for a file that is to be taken away: on Windows an open one is refused with any of these. */
export function removalError(thrown: unknown, path: string): AppError {
  const reason = String(codeOf(thrown))
  if (reason === 'EPERM' || (process.platform === 'win32' && reason === 'EACCES'))
    return new AppError('unavailable', 'file.busy', { path, reason }, thrown)
  return fileError(thrown, path)
}

export async function guarded<T>(
  path: string,
  work: () => Promise<T>,
  toError: (thrown: unknown, path: string) => AppError = fileError,
): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    throw toError(thrown, path)
  }
}
