import { HlsEngine } from './hls-engine.ts'
import { Player } from './player.ts'
import type { PlayerCodec, PlayerFootage, PlaylistUrlFor } from './player.model.ts'
import { chooseSource } from './source-choice.ts'
import type { After } from './timed-value.ts'

export const afterDelay: After = (delayMs, act) => {
  const handle = window.setTimeout(act, delayMs)
  return () => window.clearTimeout(handle)
}

function isTypeSupported(type: string): boolean {
  return typeof MediaSource !== 'undefined' && MediaSource.isTypeSupported(type)
}

/** Whether this browser shows the codec as it is. */
export function canDecode(codec: PlayerCodec): boolean {
  return chooseSource(codec, isTypeSupported).kind === 'original'
}

/** A player around a `<video>` element. The caller destroys it. */
export function createPlayer(options: {
  readonly video: HTMLVideoElement
  readonly codec: PlayerCodec
  readonly footage: PlayerFootage
  readonly playlistUrlFor: PlaylistUrlFor
}): Player {
  return new Player({
    engine: new HlsEngine(options.video),
    footage: options.footage,
    source: chooseSource(options.codec, isTypeSupported),
    playlistUrlFor: options.playlistUrlFor,
    after: afterDelay,
    steadyMs: () => performance.now(),
  })
}
