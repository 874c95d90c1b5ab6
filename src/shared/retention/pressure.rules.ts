import { MINUTE_MS } from '../kernel/instant.ts'

const LARGEST_MARGIN_BYTES = 1024 ** 3
const MARGIN_SHARE = 0.02
/** Deleting is looked after every minute: it must never be late, not even when a run was skipped. */
const MARGIN_MS = 10 * MINUTE_MS

/**
 * Room kept free above the reserve, so that old footage goes before recording has to stop: a fiftieth of the disk, at
 * most 1 GiB, but never less than ten minutes of recording.
 */
export function marginBytes(disk: { readonly totalBytes: number; readonly bytesPerMs: number }): number {
  const share = Math.min(LARGEST_MARGIN_BYTES, disk.totalBytes * MARGIN_SHARE)
  return Math.ceil(Math.max(share, disk.bytesPerMs * MARGIN_MS))
}

export type DiskState = {
  readonly freeBytes: number
  readonly totalBytes: number
  readonly reserveBytes: number
}

/**
 * How many bytes have to go so that at least one disk takes recordings again with twice the margin; 0 while one has the
 * margin. No disk at all: 0, since deleting would not help.
 */
export function bytesToFree(disks: readonly DiskState[], bytesPerMs: number): number {
  const needs = disks.map(({ freeBytes, totalBytes, reserveBytes }) => {
    const margin = marginBytes({ totalBytes, bytesPerMs })
    return freeBytes >= reserveBytes + margin ? 0 : reserveBytes + 2 * margin - freeBytes
  })
  return needs.length === 0 ? 0 : Math.min(...needs)
}

export type FolderRoom = {
  readonly prefix: string
  readonly ordinal: number
  readonly freeBytes: number
  readonly reserveBytes: number
}

/** The first folder, by its ordinal, with room above its reserve; null when none has any. */
export function chooseFolder(folders: readonly FolderRoom[]): FolderRoom | null {
  const inOrder = [...folders].sort((left, right) => left.ordinal - right.ordinal)
  return inOrder.find(({ freeBytes, reserveBytes }) => freeBytes >= reserveBytes) ?? null
}

/** Whether one folder is the other, or lies in it. Both absolute, as the machine writes them. */
export function isNested(left: string, right: string): boolean {
  const parts = (path: string): string[] => path.split(/[\\/]/).filter((part) => part !== '')
  // Windows tells no case apart; where a system does, two folders that differ in it alone are refused for nothing.
  const [first, second] = [parts(left.toLowerCase()), parts(right.toLowerCase())]
  const shorter = Math.min(first.length, second.length)
  return first.slice(0, shorter).join('/') === second.slice(0, shorter).join('/')
}
