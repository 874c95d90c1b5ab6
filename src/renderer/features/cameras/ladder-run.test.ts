import { describe, expect, it } from 'vitest'
import type { ProbeReport, ProbeStep } from '#shared/cameras/cameras.model.ts'
import { addObstacle, failedRung, NO_RUN, rungsOf, withProgress } from './ladder-run.ts'

const passed = (step: ProbeStep['step']): ProbeStep => ({
  step,
  outcome: 'passed',
  code: `${step}.ok`,
  detail: {},
  tookMs: 10,
})
const failed: ProbeStep = { ...passed('credentials'), outcome: 'failed', code: 'credentials.wrong' }

const reportOf = (steps: ProbeStep[], ok: boolean): ProbeReport => ({
  ok,
  failedAt: ok ? null : 'credentials',
  address: 'http://10.0.0.5/onvif/device_service',
  steps,
  device: null,
  clockOffset: null,
  auth: null,
  profiles: [],
  chosenProfileToken: null,
  streamUri: null,
  stream: null,
  capabilities: null,
  subStream: null,
  recordings: null,
  snapshotJpeg: null,
  warnings: [],
  probedAtMs: 0,
})

describe('a ladder while it is climbed', () => {
  it('shows every rung waiting before it begins', () => {
    expect(new Set(rungsOf(NO_RUN).map(({ outcome }) => outcome))).toEqual(new Set(['waiting']))
    expect(rungsOf(NO_RUN)).toHaveLength(13)
  })

  it('shows the rung that runs, then what came of it', () => {
    const begun = withProgress(NO_RUN, { kind: 'begins', step: 'reach' })
    expect(rungsOf(begun)[0]).toEqual({ name: 'reach', outcome: 'running', step: null })
    const done = withProgress(begun, { kind: 'step', step: passed('reach') })
    expect(rungsOf(done)[0]?.outcome).toBe('passed')
    expect(rungsOf(done)[1]?.outcome).toBe('waiting')
  })

  it('keeps one answer of a rung that is told twice', () => {
    const once = withProgress(NO_RUN, { kind: 'step', step: passed('reach') })
    const twice = withProgress(once, { kind: 'step', step: { ...passed('reach'), outcome: 'warning' } })
    expect(twice.steps.map(({ outcome }) => outcome)).toEqual(['warning'])
  })

  it('ends with the whole report and nothing running', () => {
    const report = reportOf([passed('reach'), failed], false)
    const run = withProgress({ ...NO_RUN, running: 'stream' }, { kind: 'report', report })
    expect(run).toEqual({ running: null, steps: report.steps, report })
    expect(failedRung(report)).toBe(failed)
  })
})

describe('why a camera cannot be added', () => {
  const ready = {
    checking: false,
    report: reportOf([passed('reach')], true),
    name: 'Quầy 1',
    roomId: 'room',
  }

  it.each([
    [{ checking: true }, 'checking'],
    [{ report: null }, 'not-checked'],
    [{ report: reportOf([failed], false) }, 'failed'],
    [{ name: '  ' }, 'no-name'],
    [{ roomId: null }, 'no-room'],
    [{}, null],
  ])('says the first reason for %j', (change, obstacle) => {
    expect(addObstacle({ ...ready, ...change })).toBe(obstacle)
  })
})
