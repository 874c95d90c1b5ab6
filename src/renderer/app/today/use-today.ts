import { useQuery } from '@tanstack/react-query'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

/** The Vietnamese day that it is, also after midnight on a screen that stays on. */
export function useToday(): TimeRange {
  const fromMs = startOfVietnamDay(useNow())
  return { fromMs, toMs: fromMs + DAY_MS }
}

const REFRESH_MS = 15_000
const DIGEST_REFRESH_MS = 60_000

/** What the page shows, each part asked for only by those who may. */
export function useTodayQueries(today: TimeRange) {
  const may = useMay()
  const coverage = { input: today, enabled: may('coverage.read'), refetchInterval: REFRESH_MS }
  return {
    status: useQuery(
      orpc.recordings.status.queryOptions({
        enabled: may('cameras.read'),
        refetchInterval: 4000,
        retry: false,
      }),
    ),
    cameras: useQuery(orpc.cameras.list.queryOptions({ enabled: may('cameras.read') })),
    tree: useQuery(orpc.units.tree.queryOptions({ input: {} })),
    summary: useQuery(orpc.coverage.summary.queryOptions(coverage)),
    events: useQuery(orpc.coverage.events.queryOptions(coverage)),
    digest: useQuery(
      orpc.ledger.digest.queryOptions({
        enabled: may('ledger.read') && may('health.read'),
        refetchInterval: DIGEST_REFRESH_MS,
      }),
    ),
    jobs: useQuery(orpc.jobs.list.queryOptions({ refetchInterval: 4000, retry: false })),
    bookmarks: useQuery(
      orpc.review.bookmarks.queryOptions({
        input: {},
        enabled: may('recordings.view'),
        refetchInterval: REFRESH_MS,
      }),
    ),
    scorecards: useQuery(orpc.scoring.list.queryOptions({ enabled: may('scoring.read') })),
  }
}
