import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import {
  drawBurnedClock,
  formatBurnedClock,
  readBurnedClock,
  rgbaToLuma,
} from '#main/simulator/burned-clock.ts'
import { createSceneRenderer } from '#main/simulator/scene/scene-renderer.ts'
import { createYuvFrame } from '#main/simulator/scene/yuv-frame.ts'
import { createScript, type ScriptOptions } from '#main/simulator/script/create-script.ts'
import { registerCsv } from '#main/simulator/script/register-csv.ts'

const dossierCode = /^(?:[A-Z]\d{2}(?:\.\d{1,3}){0,4}|\d{3}(?:\.\d{2,3}){2,3}\.[A-Z]\d{2})-\d{6}-\d{4,6}$/
const startMs = Date.UTC(2026, 10, 23, 1, 0, 0)

function options(changes: Partial<ScriptOptions> = {}): ScriptOptions {
  return {
    seed: 7,
    startMs,
    durationMs: 600_000,
    room: 'one-stop-desk',
    unitCode: 'H42.18',
    firstCounter: 5,
    ...changes,
  }
}

describe('script', () => {
  it('is the same for the same options and another for another seed', () => {
    expect(createScript(options())).toEqual(createScript(options()))
    expect(createScript(options({ seed: 8 })).visits).not.toEqual(createScript(options()).visits)
  })

  it('has visitors arrive, sit and leave in order, one at the counter at a time', () => {
    const { visits, endMs } = createScript(options())
    expect(visits.length).toBeGreaterThan(35)
    visits.forEach((visit, index) => {
      expect(visit.arriveMs).toBeLessThan(visit.seatedMs)
      expect(visit.seatedMs).toBeLessThan(visit.leaveMs)
      expect(visit.leaveMs).toBeLessThanOrEqual(endMs)
      expect(visit.seatedMs).toBeGreaterThan(visits[index - 1]?.leaveMs ?? 0)
    })
  })

  it.each([0, 37_400, -95_000])(
    'logs every dossier near the end of its visit, software clock %i ms off',
    (offset) => {
      const { rows, visits } = createScript(options({ softwareClockOffsetMs: offset }))
      const byId = new Map(visits.map((visit) => [visit.id, visit]))
      rows.forEach((row, index) => {
        expect(row.dossierCode).toMatch(dossierCode)
        expect(row.dossierCode).toBe(`H42.18-261123-${String(5 + index).padStart(4, '0')}`)
        expect(row.procedureCode).toMatch(/^\d\.\d{6}$/)
        expect(row.receivedAtMs % 1_000).toBe(0)
        expect(Math.floor((row.savedAtMs + offset) / 1_000) * 1_000).toBe(row.receivedAtMs)
        expect(row.dueAtMs).toBeGreaterThan(row.receivedAtMs)
        const visit = row.visitId === null ? undefined : byId.get(row.visitId)
        expect(row.channel).toBe(visit === undefined ? 'Trực tuyến' : 'Trực tiếp')
        if (visit === undefined) return
        expect(visit.dossierCode).toBe(row.dossierCode)
        expect(row.savedAtMs).toBeGreaterThan(visit.seatedMs)
        expect(row.savedAtMs).toBeLessThan(visit.leaveMs)
      })
      expect(rows.some((row) => row.visitId === null)).toBe(true)
      expect(visits.some((visit) => visit.dossierCode === null)).toBe(true)
    },
  )

  it('has the officer away only while nobody sits at the counter', () => {
    const { officerPresence, visits } = createScript(options({ breakChance: 0.3 }))
    expect(officerPresence.length).toBeGreaterThan(2)
    for (const visit of visits) {
      const present = officerPresence.some(
        (range) => range.fromMs <= visit.seatedMs && visit.leaveMs <= range.toMs,
      )
      expect(present).toBe(true)
    }
  })

  it('leaves no dossier in a reception room, and sometimes two people come', () => {
    const script = createScript(options({ room: 'reception-room' }))
    expect(script.rows).toEqual([])
    expect(new Set(script.visits.map((visit) => visit.people.length))).toEqual(new Set([1, 2]))
  })

  it('renders a register that a CSV reader gives back cell by cell', () => {
    const { rows } = createScript(options())
    const text = registerCsv(rows)
    expect(text.startsWith('\uFEFFSTT,Mã hồ sơ,Mã TTHC,Tên thủ tục hành chính,Lĩnh vực,Chủ hồ sơ,')).toBe(
      true,
    )
    const records: Record<string, string>[] = parse(text, { bom: true, columns: true })
    expect(records).toHaveLength(rows.length)
    records.forEach((record, index) => {
      expect(record['Mã hồ sơ']).toBe(rows[index]?.dossierCode)
      expect(record['Tên thủ tục hành chính']).toBe(rows[index]?.procedureName)
      expect(record['Ngày tiếp nhận']).toMatch(/^23\/11\/2026 08:\d\d:\d\d$/)
      expect(record['Hẹn trả kết quả']).toMatch(/^\d\d\/\d\d\/2026 17:00:00$/)
    })
  })
})

describe('burned clock', () => {
  it.each([
    [640, 360],
    [1920, 1080],
    [1280, 720],
    [400, 225],
    [320, 180],
  ])('is read back from a %i×%i frame to the tenth', (widthPx, heightPx) => {
    for (let step = 0; step < 40; step += 1) {
      const epochMs = startMs + step * 97_654_321
      const luma = new Uint8Array(widthPx * heightPx).fill(120)
      drawBurnedClock(luma, widthPx, heightPx, epochMs)
      expect(readBurnedClock(luma, widthPx, heightPx)).toBe(Math.floor(epochMs / 100) * 100)
    }
  })

  it('is written as dd/MM/yyyy HH:mm:ss.t in Vietnam time', () => {
    expect(formatBurnedClock(Date.UTC(2026, 11, 31, 17, 0, 0, 450))).toBe('01/01/2027 00:00:00.4')
  })

  it('is read from RGBA pixels', () => {
    const luma = new Uint8Array(640 * 360)
    drawBurnedClock(luma, 640, 360, startMs)
    const rgba = new Uint8ClampedArray([...luma].flatMap((level) => [level, level, level, 255]))
    expect(readBurnedClock(rgbaToLuma(rgba), 640, 360)).toBe(startMs)
  })

  it('is null for a picture without a clock, and for a torn one', () => {
    expect(readBurnedClock(new Uint8Array(640 * 360).fill(90), 640, 360)).toBeNull()
    const noise = Uint8Array.from({ length: 640 * 360 }, (_unused, index) => (index * 7_919) % 251)
    expect(readBurnedClock(noise, 640, 360)).toBeNull()
    const torn = new Uint8Array(640 * 360)
    drawBurnedClock(torn, 640, 360, startMs)
    torn.fill(128, 0, 640 * 26)
    expect(readBurnedClock(torn, 640, 360)).toBeNull()
  })
})

describe.each(['one-stop-desk', 'reception-room'] as const)('scene %s', (room) => {
  it('shows people only while the script has them there', () => {
    const script = createScript(options({ room }))
    const renderer = createSceneRenderer({ widthPx: 640, heightPx: 360, cameraName: 'Test', script })
    const [first, second] = script.visits
    const frameAt = (stationMs: number) => {
      const frame = createYuvFrame(640, 360)
      renderer.render(frame, stationMs, startMs)
      return frame.luma
    }
    const empty = frameAt((first?.arriveMs ?? 0) - 500)
    const seated = frameAt((first?.seatedMs ?? 0) + 500)
    const emptyAgain = frameAt((second?.arriveMs ?? 0) - 200)
    expect(changedPixels(empty, seated)).toBeGreaterThan(3_000)
    // The officer nods, and the sensor has its noise.
    expect(changedPixels(empty, emptyAgain)).toBeLessThan(1_500)
  })
})

function changedPixels(first: Uint8Array, second: Uint8Array): number {
  return first.filter((level, index) => Math.abs(level - (second[index] ?? 0)) > 12).length
}
