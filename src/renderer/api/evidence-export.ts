import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Job } from '#shared/jobs/jobs.model.ts'
import { orpc } from './client.ts'

const RUNNING_REFRESH_MS = 1000

/** Starts a bundle, then everything that shows clips, bookmarks or jobs reads anew. */
export function useExportEvidence() {
  const client = useQueryClient()
  return useMutation(
    orpc.evidence.create.mutationOptions({
      onSettled: async () => {
        await Promise.all([
          client.invalidateQueries({ queryKey: orpc.jobs.key() }),
          client.invalidateQueries({ queryKey: orpc.evidence.key() }),
          client.invalidateQueries({ queryKey: orpc.review.key() }),
        ])
      },
    }),
  )
}

export function isExporting(job: Job): boolean {
  return job.kind === 'evidence-export' && (job.state === 'queued' || job.state === 'running')
}

/** The bundles that are being made. When one is done the clips are read anew. */
export function useExportJobs(): readonly Job[] {
  const client = useQueryClient()
  const jobs = useQuery(
    orpc.jobs.list.queryOptions({
      refetchInterval: ({ state }) => (state.data?.some(isExporting) ? RUNNING_REFRESH_MS : false),
    }),
  )
  const running = (jobs.data ?? []).filter(isExporting)
  const runningIds = running.map((job) => job.id).join()
  const before = useRef(runningIds)
  useEffect(() => {
    const wasMore = before.current !== runningIds && before.current !== ''
    before.current = runningIds
    if (wasMore) void client.invalidateQueries({ queryKey: orpc.evidence.key() })
  }, [client, runningIds])
  return running
}
