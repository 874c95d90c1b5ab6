import { afterEach, describe, expect, it, vi } from 'vitest'
import { encodeStrip } from '#shared/thumbnails/strips.rules.ts'
import { DAY_MS, HOUR_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { ThumbnailStrips } from './thumbnail-strips.ts'

const DAY = startOfVietnamDay(1_790_000_000_000)
const VIEW = { fromMs: DAY, toMs: DAY + 3 * DAY_MS }
const WIDTH_PX = 1100

/** A host that remembers what it was asked, and answers at once. */
function hostAsked(): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string, { method }: RequestInit) => {
    asked.push(`${method} ${Number(url.split('/').at(-1)) - DAY}`)
    return new Response(method === 'HEAD' ? null : new Uint8Array(encodeStrip([], [])))
  })
  return asked
}

describe('pictures under the pointer', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('are fetched for the strip under it alone: those around are made, not seen', async () => {
    const asked = hostAsked()
    const strips = new ThumbnailStrips(() => undefined)
    strips.want('camera', DAY + HOUR_MS, VIEW, WIDTH_PX)
    await vi.waitFor(() => expect(strips.isLoading('camera', DAY + HOUR_MS, VIEW, WIDTH_PX)).toBe(false))
    expect(asked.filter((each) => each.startsWith('GET'))).toEqual(['GET 0'])
    expect(asked.filter((each) => each.startsWith('HEAD'))).toHaveLength(5)
    expect(asked.at(-1)).toBe('GET 0')
  })

  it('are made while nothing else goes on, none of them seen, and not again for the pointer', async () => {
    const asked = hostAsked()
    const strips = new ThumbnailStrips(() => undefined)
    await strips.makeAhead('camera', VIEW, WIDTH_PX, new AbortController().signal)
    expect(asked).toEqual([12, 24, 36, 48, 60].map((hours) => `HEAD ${hours * HOUR_MS}`))
    asked.length = 0
    strips.want('camera', DAY + 13 * HOUR_MS, VIEW, WIDTH_PX)
    await vi.waitFor(() => expect(asked).toContain(`GET ${12 * HOUR_MS}`))
    expect(asked).toEqual(['HEAD 0', `GET ${12 * HOUR_MS}`])
  })

  it('are not made any more once somebody has come', async () => {
    const asked = hostAsked()
    const stop = new AbortController()
    const making = new ThumbnailStrips(() => undefined).makeAhead('camera', VIEW, WIDTH_PX, stop.signal)
    stop.abort()
    await making
    expect(asked).toHaveLength(1)
  })

  it('are fetched when the pointer comes to what was made, and once', async () => {
    const asked = hostAsked()
    let changes = 0
    const strips = new ThumbnailStrips(() => {
      changes += 1
    })
    strips.want('camera', DAY + HOUR_MS, VIEW, WIDTH_PX)
    await vi.waitFor(() => expect(changes).toBe(1))
    asked.length = 0
    for (const atMs of [DAY + 13 * HOUR_MS, DAY + 14 * HOUR_MS, DAY + HOUR_MS])
      strips.want('camera', atMs, VIEW, WIDTH_PX)
    await vi.waitFor(() => expect(changes).toBe(2))
    expect(asked).toEqual([`GET ${12 * HOUR_MS}`])
  })
})
