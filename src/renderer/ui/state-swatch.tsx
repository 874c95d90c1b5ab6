import { Group, Text } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FootageState } from '#shared/recordings/recordings.model.ts'
import { FOOTAGE_COLORS } from './theme.ts'

type StateSwatchProps = {
  /** `no-camera` is an absence of the camera itself: drawn as unknown footage. `not-scheduled` is none, and blank. */
  readonly state: FootageState | 'no-camera' | 'not-scheduled'
  /** The swatch alone, named for screen readers. */
  readonly bare?: boolean
}

function lookOf(state: StateSwatchProps['state']): CSSProperties {
  if (state === 'not-scheduled') {
    return { background: 'var(--mc-surface-sunken)', border: '1px solid var(--mc-line)' }
  }
  const drawn = state === 'no-camera' ? 'unknown' : state
  const edge = FOOTAGE_COLORS[drawn].pattern === 'dotted-edge' ? 'dotted' : 'solid'
  return {
    background: `var(--footage-${drawn})`,
    border: `1px ${edge} var(--footage-${drawn}-mark)`,
  }
}

/** Colour, pattern and word of a footage state: never the colour alone. */
export function StateSwatch({ state, bare = false }: StateSwatchProps): ReactNode {
  const { t } = useTranslation()
  const word = t(`ui.footage.${state}`)
  const swatch = (
    <span
      className="mc-swatch"
      role={bare ? 'img' : undefined}
      aria-label={bare ? word : undefined}
      aria-hidden={bare ? undefined : true}
      style={lookOf(state)}
    />
  )
  if (bare) return swatch
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex">
      {swatch}
      <Text size="sm" component="span">
        {word}
      </Text>
    </Group>
  )
}
