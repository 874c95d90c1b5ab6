import { useCallback, useState } from 'react'
import { api } from '#renderer/api/client.ts'
import { useStream } from '#renderer/api/use-stream.ts'
import { asKnown, NOTHING_FOUND, withFound } from './found-devices.ts'

const SEARCH_MS = 5000

/** Devices on the network, as they answer. */
export function useDeviceSearch() {
  const [search, setSearch] = useState(NOTHING_FOUND)
  const { phase, error, start, cancel } = useStream(api.cameras.discover, (part) =>
    setSearch((before) => withFound(before, part)),
  )
  const searchAll = useCallback((): void => {
    setSearch(NOTHING_FOUND)
    start({ durationMs: SEARCH_MS, addresses: null })
  }, [start])
  return {
    ...search,
    phase,
    error,
    cancel,
    /** By multicast alone; starts with an empty list. */
    searchAll,
    /** Typed addresses and ranges as well; what was found before stays. */
    searchAddresses: (addresses: string): void => {
      setSearch((before) => ({ ...before, asked: null }))
      start({ durationMs: SEARCH_MS, addresses })
    },
    markAdded: (address: string, cameraId: string): void =>
      setSearch((before) => asKnown(before, address, cameraId)),
  }
}

export type DeviceSearch = ReturnType<typeof useDeviceSearch>
