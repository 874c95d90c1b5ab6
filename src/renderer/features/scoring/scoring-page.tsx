import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ScorecardList } from './components/scorecard-list.tsx'
import { ScorecardView } from './components/scorecard-view.tsx'
import './scoring.css'

/** All scorecards, or the one that the address names. */
export function ScoringPage(): ReactNode {
  const { scorecardId } = useParams({ strict: false })
  return scorecardId === undefined ? (
    <ScorecardList />
  ) : (
    <ScorecardView key={scorecardId} scorecardId={scorecardId} />
  )
}
