import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FootageState } from '#shared/recordings/recordings.model.ts'
import { FOOTAGE_COLORS } from './theme.ts'

type StateSwatchProps = {
  /** `no-camera` is an absence of the camera itself: drawn as unknown footage. */
  readonly state: FootageState | 'no-camera'
  /** The swatch alone, named for screen readers. */
  readonly bare?: boolean
}

/** Colour, pattern and word of a footage state: never the colour alone. */
export function StateSwatch({ state, bare = false }: StateSwatchProps): ReactNode {
  const { t } = useTranslation()
  const drawn = state === 'no-camera' ? 'unknown' : state
  const word = t(`ui.footage.${state}`)
  const dotted = FOOTAGE_COLORS[drawn].pattern === 'dotted-edge'
  const swatch = (
    <span
      className="mc-swatch"
      role={bare ? 'img' : undefined}
      aria-label={bare ? word : undefined}
      aria-hidden={bare ? undefined : true}
      style={{
        background: `var(--footage-${drawn})`,
        border: `1px ${dotted ? 'dotted' : 'solid'} var(--footage-${drawn}-mark)`,
      }}
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
