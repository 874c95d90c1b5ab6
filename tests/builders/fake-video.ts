import { PassThrough } from 'node:stream'
import { createFragmentCutter, type FragmentPart } from '#shared/mp4/fragment-stream.ts'
import type { StreamEndReason, VideoTool } from '#main/ports/video-tool.ts'

/** One connection to a camera that does what the test says. */
export type FakeConnection = {
  readonly send: (bytes: Uint8Array) => void
  /** So many pictures came, though no group is whole yet. */
  readonly seePictures: (count: number) => void
  /** So many packets of somebody else's came. */
  readonly seeStrayPackets: (count: number) => void
  /** How often the recorder asked for that number. */
  readonly looks: () => number
  /** The camera ends it. */
  readonly lose: (reason: StreamEndReason) => void
  readonly isStopped: () => boolean
}

export type FakeVideo = {
  readonly tool: VideoTool
  readonly connections: () => readonly FakeConnection[]
}

async function* fragmentsOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<FragmentPart> {
  const cutter = createFragmentCutter()
  for await (const piece of pieces) yield* cutter.push(piece)
}

export function createFakeVideo(): FakeVideo {
  const connections: FakeConnection[] = []

  function copyStream(): ReturnType<VideoTool['copyStream']> {
    const output = new PassThrough()
    let pictures = 0
    let looks = 0
    let strayPackets = 0
    let stopped = false
    const ended = Promise.withResolvers<{ readonly reason: StreamEndReason; readonly log: string }>()
    const end = (reason: StreamEndReason): void => {
      output.end()
      ended.resolve({ reason, log: `the camera: ${reason}` })
    }
    connections.push({
      send: (bytes) => void output.write(bytes),
      seePictures: (count) => {
        pictures = count
      },
      looks: () => looks,
      seeStrayPackets: (count) => {
        strayPackets = count
      },
      lose: end,
      isStopped: () => stopped,
    })
    return {
      output: fragmentsOf(output),
      pictures: () => {
        looks += 1
        return pictures
      },
      strayPackets: () => strayPackets,
      ended: ended.promise,
      stop: () => {
        stopped = true
        end('stopped')
      },
    }
  }

  return {
    tool: { copyStream, transcodeToH264: () => Promise.reject(new Error('not here')) },
    connections: () => connections,
  }
}
