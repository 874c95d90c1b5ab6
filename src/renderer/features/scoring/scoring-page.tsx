import type { ReactNode } from 'react'

export function ScoringPage(): ReactNode {
  return null
}
