import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { readAppError } from '#renderer/api/app-error.ts'
import { api, orpc } from '#renderer/api/client.ts'
import { useStream } from '#renderer/api/use-stream.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import {
  type BulkItem,
  credentialsOfRow,
  isAddable,
  isProbable,
  isRetriable,
  type RowChange,
  withEvent,
} from './bulk-items.ts'

export type BulkRun = {
  readonly kind: 'probe' | 'add'
  readonly rows: readonly number[]
  readonly startedAtMs: InstantMs
}

const NO_ITEMS: readonly BulkItem[] = []

/** A list of cameras: read, tried four at a time, then added one by one. */
export function useBulkAdd() {
  const queryClient = useQueryClient()
  const [items, tell] = useReducer(withEvent, NO_ITEMS)
  const [text, setText] = useState('')
  const [run, setRun] = useState<BulkRun | null>(null)
  const read = useMutation(
    orpc.cameras.readBulk.mutationOptions({ onSuccess: ({ rows }) => tell({ kind: 'read', rows }) }),
  )
  const probe = useStream(api.cameras.probeBulk, ({ row, report }) => tell({ kind: 'probed', row, report }))
  const adding = useRef<AbortController | null>(null)
  const { phase } = probe
  useEffect(() => {
    if (phase !== 'running' && phase !== 'idle') tell({ kind: 'probe-over' })
  }, [phase])
  useEffect(() => () => adding.current?.abort(), [])

  function probeRows(wanted: (item: BulkItem) => boolean): void {
    const chosen = items.filter(wanted)
    if (chosen.length === 0) return
    const rows = chosen.map(({ row }) => row.row)
    setRun({ kind: 'probe', rows, startedAtMs: Date.now() })
    tell({ kind: 'probe-asked', rows })
    probe.start({ rows: chosen.map(credentialsOfRow) })
  }

  async function addPassed(): Promise<void> {
    const chosen = items.filter(isAddable)
    const controller = new AbortController()
    adding.current = controller
    setRun({ kind: 'add', rows: chosen.map(({ row }) => row.row), startedAtMs: Date.now() })
    for (const item of chosen) {
      if (controller.signal.aborted) break
      const { row, roomId, problems: _problems, ...camera } = item.row
      if (roomId === null) continue
      tell({ kind: 'adding', row })
      try {
        await api.cameras.add({ ...camera, roomId, record: true }, { signal: controller.signal })
        tell({ kind: 'added', row })
      } catch (error) {
        if (controller.signal.aborted) tell({ kind: 'add-left', row })
        else tell({ kind: 'refused', row, error })
        // Without a station the rest would fail one by one: they stay as they are, ready to be added.
        if (readAppError(error).code === 'host.unreachable') break
      }
    }
    adding.current = null
    setRun(null)
    await queryClient.invalidateQueries({ queryKey: orpc.cameras.key() })
  }

  const probing = phase === 'running'
  const addingNow = run?.kind === 'add'
  const change = useCallback(
    (row: number, changes: RowChange): void => tell({ kind: 'changed', row, change: changes }),
    [],
  )
  return {
    /** As it was pasted or read from a file; kept, so that one can go back to it. */
    text,
    setText,
    items,
    read,
    probe,
    run: probing || addingNow ? run : null,
    probeAll: () => probeRows(isProbable),
    probeFailed: () => probeRows(isRetriable),
    probeRow: (row: number) => probeRows((item) => item.row.row === row && item.state !== 'bad'),
    addPassed,
    change,
    cancel: () => {
      probe.cancel()
      adding.current?.abort()
    },
    forget: () => tell({ kind: 'read', rows: [] }),
  }
}

export type BulkAdd = ReturnType<typeof useBulkAdd>
