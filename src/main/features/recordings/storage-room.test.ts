import { describe, expect, it } from 'vitest'
import { askedRarely } from './storage-room.ts'

function roomThatCounts() {
  const time = { steadyMs: 0 }
  let asked = 0
  const room = askedRarely(
    {
      writableFolder: async () => {
        asked += 1
        return asked === 1 ? '' : null
      },
      isReachable: async () => true,
    },
    () => time.steadyMs,
  )
  return { room, time, asked: () => asked }
}

describe('asking for room', () => {
  it('asks the disk once for all that is written within ten seconds', async () => {
    const { room, time, asked } = roomThatCounts()
    expect(await Promise.all([room.writableFolder(), room.writableFolder()])).toEqual(['', ''])
    time.steadyMs = 9999
    expect(await room.writableFolder()).toBe('')
    expect(asked()).toBe(1)
  })

  it('asks anew after ten seconds', async () => {
    const { room, time } = roomThatCounts()
    await room.writableFolder()
    time.steadyMs = 10_000
    expect(await room.writableFolder()).toBeNull()
  })
})
