import { useEffect, useState } from 'react'
import { liveStateSchema, type LiveChannel, type LiveState } from '#shared/live/live.model.ts'
import type { LiveFrame } from '#shared/live/live-frames.rules.ts'
import { LiveEngine } from '#renderer/player/live-engine.ts'
import { type LinkState, openLiveLink } from '#renderer/player/live-link.ts'

export type ChannelView = { readonly link: LinkState; readonly state: LiveState | null }

const NOTHING_YET: ChannelView = { link: 'connecting', state: null }

function stateOf(frame: LiveFrame): LiveState | null {
  const parsed = liveStateSchema.safeParse(JSON.parse(new TextDecoder().decode(frame.payload)))
  return parsed.success ? parsed.data : null
}

/**
 * Shows the channels in the videos that `videoOf` names by place; one connection for all of them.
 * @param channels has to stay the same array while nothing about it changes; the functions as well
 */
export function useLiveChannels(
  channels: readonly LiveChannel[],
  videoOf: (place: number) => HTMLVideoElement | null,
  onUndecodable: (channel: LiveChannel) => void,
): readonly ChannelView[] {
  const [shown, setShown] = useState<{
    readonly of: readonly LiveChannel[]
    readonly views: readonly ChannelView[]
  }>({ of: [], views: [] })

  useEffect(() => {
    if (channels.length === 0) return undefined
    /** Changes the views of these channels; those of an earlier choice are forgotten. */
    const change = (changed: (view: ChannelView, place: number) => ChannelView): void =>
      setShown((before) => {
        const views = before.of === channels ? before.views : channels.map(() => NOTHING_YET)
        return { of: channels, views: views.map(changed) }
      })
    const engines = channels.map((channel, place) => {
      const video = videoOf(place)
      return video && new LiveEngine(video, () => onUndecodable(channel))
    })
    const close = openLiveLink(channels, {
      onLink: (link) => change((view) => ({ ...view, link })),
      onFrame: (frame) => {
        const engine = engines[frame.channel]
        if (frame.kind === 'init') engine?.acceptInit(frame.payload)
        if (frame.kind === 'fragment') engine?.acceptFragment(frame.payload)
        if (frame.kind !== 'state') return
        const state = stateOf(frame)
        change((view, place) => (place === frame.channel ? { ...view, state } : view))
      },
    })
    return () => {
      close()
      for (const engine of engines) engine?.destroy()
    }
  }, [channels, videoOf, onUndecodable])

  return shown.of === channels ? shown.views : channels.map(() => NOTHING_YET)
}
