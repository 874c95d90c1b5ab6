import { MARK_COLORS } from '#renderer/ui/theme.ts'
import { letteringOf, textScale, type TimelineLettering } from './timeline-lettering.ts'
import type { TimelineVerdict } from './timeline.model.ts'

export type TimelinePalette = {
  readonly scheme: 'light' | 'dark'
  readonly text: string
  readonly dimmed: string
  readonly line: string
  /** Ground of a lane. */
  readonly sunken: string
  /** Around what has to stand out from any ground. */
  readonly halo: string
  readonly locked: string
  readonly suggestion: string
  readonly confirmed: string
  /** How busy a stretch was. */
  readonly activity: string
  /** Ground of the hours in which the office is open. */
  readonly office: string
  readonly onMark: string
  readonly verdict: Readonly<Record<TimelineVerdict, string>>
  readonly lettering: TimelineLettering
}

/** The theme's tokens as the canvas needs them: as values. */
export function readPalette(element: HTMLElement, scheme: 'light' | 'dark'): TimelinePalette {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(name).trim() || 'gray'
  return {
    scheme,
    text: token('--mantine-color-text'),
    dimmed: token('--mantine-color-dimmed'),
    line: token('--mc-line-strong'),
    sunken: token('--mc-surface-sunken'),
    halo: token('--mc-surface'),
    locked: MARK_COLORS.locked[scheme],
    suggestion: MARK_COLORS.suggestion[scheme],
    confirmed: MARK_COLORS.confirmed[scheme],
    activity: token('--mc-ok'),
    office: token('--mc-row-selected'),
    onMark: scheme === 'light' ? '#ffffff' : '#111111',
    verdict: {
      covered: token('--footage-recorded-fill'),
      partial: token('--mc-warning'),
      missing: token('--mc-danger'),
    },
    lettering: letteringOf(textScale()),
  }
}
