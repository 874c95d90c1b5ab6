import type { ProbeStep } from '#shared/cameras/cameras.model.ts'

const MARKS: Readonly<Record<ProbeStep['outcome'], string>> = {
  passed: '✔',
  warning: '▲',
  failed: '✘',
  skipped: '·',
}

/** One rung as a line for a terminal; the sentences stand in the renderer's locales. */
export function probeLine(step: ProbeStep): string {
  const detail = Object.entries(step.detail).map(([key, value]) => `${key}=${String(value)}`)
  return `  ${MARKS[step.outcome]} ${step.code.padEnd(28)} ${String(step.tookMs).padStart(5)} ms  ${detail.join(' ')}`
}
