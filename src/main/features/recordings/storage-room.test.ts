import { describe, expect, it } from 'vitest'
import { askedRarely, type FoundRoom } from './storage-room.ts'

const GIGABYTE = 1_000_000_000

function roomThatCounts(...answers: readonly (FoundRoom | null | Error)[]) {
  const time = { steadyMs: 0 }
  const listeners: (() => void)[] = []
  let asked = 0
  const room = askedRarely(
    {
      findRoom: async () => {
        const answer = answers[Math.min(asked, answers.length - 1)]
        asked += 1
        if (answer instanceof Error) throw answer
        return answer ?? null
      },
      isReachable: async () => true,
      onChange: (listener) => listeners.push(listener),
    },
    () => time.steadyMs,
  )
  const change = (): void => {
    for (const listener of listeners) listener()
  }
  return { room, time, asked: () => asked, change }
}

const found = (spareBytes: number): FoundRoom => ({ folder: '', spareBytes })

describe('asking for room', () => {
  it('asks a disk with much room once a minute, for all who write', async () => {
    const { room, time, asked } = roomThatCounts(found(500 * GIGABYTE), null)
    expect(await Promise.all([room.writableFolder(), room.writableFolder()])).toEqual(['', ''])
    time.steadyMs = 59_999
    expect(await room.writableFolder()).toBe('')
    expect(asked()).toBe(1)
    time.steadyMs = 60_000
    expect(await room.writableFolder()).toBeNull()
  })

  it('asks again before a disk with little room can be full', async () => {
    const { room, time, asked } = roomThatCounts(found(GIGABYTE), found(0), null)
    await room.writableFolder()
    time.steadyMs = 19_999
    await room.writableFolder()
    expect(asked()).toBe(1)
    time.steadyMs = 20_000
    expect(await room.writableFolder()).toBe('')
    expect(await room.writableFolder()).toBeNull()
  })

  it('asks anew each time while there is none, or none that could be written', async () => {
    const { room } = roomThatCounts(null, new Error('gone'), found(GIGABYTE))
    expect(await room.writableFolder()).toBeNull()
    await expect(room.writableFolder()).rejects.toThrow('gone')
    expect(await room.writableFolder()).toBe('')
  })

  it('asks at once where folders have changed', async () => {
    const { room, change } = roomThatCounts(found(500 * GIGABYTE), { folder: 'other/', spareBytes: GIGABYTE })
    expect(await room.writableFolder()).toBe('')
    change()
    expect(await room.writableFolder()).toBe('other/')
  })

  it('asks at once where a write has failed', async () => {
    const { room, asked } = roomThatCounts(found(500 * GIGABYTE), { folder: 'other/', spareBytes: GIGABYTE })
    await room.writableFolder()
    expect(await Promise.all([room.findFolder(), room.findFolder()])).toEqual(['other/', 'other/'])
    expect(await room.writableFolder()).toBe('other/')
    expect(asked()).toBe(2)
  })
})
