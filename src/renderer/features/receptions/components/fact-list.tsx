import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { NONE } from '#renderer/ui/format.ts'

export type Fact = { readonly label: string; readonly value: ReactNode }

/** What a row tells, one line per field; what it does not tell is a dash. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className="reception-facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" size="sm">
            {value ?? NONE}
          </Text>
        </div>
      ))}
    </dl>
  )
}
