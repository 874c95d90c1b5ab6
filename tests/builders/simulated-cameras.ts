import type { FragmentPart } from '#shared/mp4/fragment-stream.ts'
import type { StreamCopy, StreamEndReason, VideoTool } from '#main/ports/video-tool.ts'
import type { Footage } from './evidence-footage.ts'
import type { SimulatedTime } from './simulated-time.ts'

/** From the shutter to the last byte of a group. */
const DELIVERY_MS = 200
const CONNECT_MS = 400

export type CameraMood = 'up' | 'frozen' | StreamEndReason

export type SimulatedCamera = {
  /** How long a group really takes, whatever its own media time says. */
  readonly groupMs: number
  /** `frozen`: connections stay and bring nothing. An end reason: none is accepted, and those there are end. */
  readonly turn: (mood: CameraMood) => void
  readonly mood: () => CameraMood
}

/** A queue that is read as a stream. */
function createPartQueue() {
  const waiting: FragmentPart[] = []
  let wake = Promise.withResolvers<void>()
  let ended = false
  async function* read(): AsyncGenerator<FragmentPart> {
    for (;;) {
      const part = waiting.shift()
      if (part) yield part
      else if (ended) return
      else {
        wake = Promise.withResolvers()
        await wake.promise
      }
    }
  }
  return {
    /** With memory of its own: whoever takes it may free it. */
    push: (kind: FragmentPart['kind'], bytes: Uint8Array = new Uint8Array()) => {
      waiting.push({ kind, bytes: bytes.slice() })
      wake.resolve()
    },
    end: () => {
      ended = true
      wake.resolve()
    },
    read,
  }
}

type OpenCamera = SimulatedCamera & { readonly footage: Footage | null; readonly open: Set<Connection> }

/** Where no camera is any more. */
const createNobody = (): OpenCamera => ({
  footage: null,
  groupMs: 1000,
  open: new Set(),
  mood: () => 'not-found',
  turn: () => undefined,
})

type Connection = { readonly lose: (reason: StreamEndReason) => void }

/**
 * Cameras that send real fragmented MP4 in simulated time: each group when the next keyframe comes, the unfinished one when
 * the recorder asks it to end. Their groups hold the same pictures again and again.
 */
export function createSimulatedCameras(time: SimulatedTime) {
  const cameras = new Map<string, OpenCamera>()

  function add(url: string, footage: Footage, groupMs: number): SimulatedCamera {
    const open = new Set<Connection>()
    let mood: CameraMood = 'up'
    const camera = {
      footage,
      groupMs,
      open,
      mood: () => mood,
      turn: (next: CameraMood) => {
        mood = next
        if (next === 'up' || next === 'frozen') return
        for (const connection of open)
          connection.lose(next === 'connection-refused' ? 'connection-lost' : next)
      },
    }
    cameras.set(url, camera)
    return camera
  }

  function copyStream(url: string): StreamCopy {
    const camera = cameras.get(url) ?? createNobody()
    const queue = createPartQueue()
    const ended = Promise.withResolvers<{ readonly reason: StreamEndReason; readonly log: string }>()
    let isOver = false
    let pictures = 0
    let sent = 0
    let sinceMs = time.steadyMs()
    const end = (reason: StreamEndReason): void => {
      isOver = true
      camera.open.delete(connection)
      queue.end()
      ended.resolve({ reason, log: reason })
    }
    const connection: Connection = { lose: end }
    const sendGroup = (): void => {
      const groups = camera.footage?.groups ?? []
      queue.push('group', groups[sent % groups.length])
      sent += 1
      sinceMs = time.steadyMs()
    }
    const film = (): void => {
      if (isOver) return
      if (camera.mood() === 'up') {
        pictures += 1
        sendGroup()
      }
      time.after(camera.groupMs, film)
    }
    const tick = (): void => {
      if (isOver) return
      if (camera.mood() === 'up') pictures += 1
      time.after(1000, tick)
    }
    time.after(CONNECT_MS, () => {
      if (isOver) return
      const mood = camera.mood()
      if (mood !== 'up' && mood !== 'frozen') return end(mood)
      camera.open.add(connection)
      if (mood === 'up') queue.push('init', camera.footage?.initBytes)
      else time.after(3_600_000, () => end('timeout'))
      sinceMs = time.steadyMs()
      if (mood === 'frozen') return
      tick()
      time.after(camera.groupMs + DELIVERY_MS, film)
    })
    return {
      output: queue.read(),
      pictures: () => pictures,
      strayPackets: () => 0,
      ended: ended.promise,
      stop: (graceMs = 5000) => {
        if (isOver) return
        if (graceMs > 0 && sent > 0 && camera.mood() === 'up' && time.steadyMs() > sinceMs) sendGroup()
        end('stopped')
      },
    }
  }

  const tool: VideoTool = {
    copyStream,
    transcodeToH264: () => Promise.reject(new Error('not here')),
  }
  /** It answers at another address from now on. */
  function rename(camera: SimulatedCamera, url: string): void {
    const [before, known] = [...cameras].find(([, each]) => each === camera) ?? []
    if (before === undefined || !known) return
    cameras.delete(before)
    cameras.set(url, known)
    for (const connection of known.open) connection.lose('connection-lost')
  }

  return { tool, add, rename }
}
