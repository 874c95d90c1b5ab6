import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/kernel/app-error.ts'
import { fileError, removalError } from './file-errors.ts'

const systemError = (code: string): Error => Object.assign(new Error(code), { code })

describe('what the operating system says of a file', () => {
  it.each([
    ['ENOSPC', 'unavailable', 'disk.full'],
    ['EDQUOT', 'unavailable', 'disk.full'],
    ['EROFS', 'unavailable', 'disk.read-only'],
    ['EIO', 'unavailable', 'disk.failed'],
    ['ENODEV', 'unavailable', 'disk.failed'],
    ['EBADF', 'unavailable', 'disk.failed'],
    ['EBUSY', 'unavailable', 'file.busy'],
    ['EACCES', 'unavailable', 'file.denied'],
    ['EPERM', 'unavailable', 'file.denied'],
    ['ENOENT', 'not-found', 'file.missing'],
    ['ENOTDIR', 'not-found', 'file.missing'],
    ['EWHATEVER', 'unavailable', 'file.failed'],
  ])('%s is %s %s', (system, kind, code) => {
    expect(fileError(systemError(system), 'a/b.mp4')).toMatchObject({ kind, code })
  })

  it('takes a refusal to remove for a file that somebody holds open', () => {
    expect(removalError(systemError('EPERM'), 'a').code).toBe('file.busy')
    expect(removalError(systemError('EBUSY'), 'a').code).toBe('file.busy')
    expect(removalError(systemError('EROFS'), 'a').code).toBe('disk.read-only')
  })

  it('leaves what has a code of its own as it is', () => {
    const known = new AppError('forbidden', 'file.outside')
    expect(fileError(known, 'a')).toBe(known)
  })
})
