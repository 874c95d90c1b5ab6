import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'

/** A small camera at a one-stop desk, a keyframe every second: for tests of what becomes of its footage. */
export function startDeskCamera(): Promise<VirtualCamera> {
  return startVirtualCamera({
    name: 'Một cửa',
    widthPx: 320,
    heightPx: 180,
    keyframeSpacingSeconds: 1,
    script: createScript({
      seed: 3,
      startMs: Date.now(),
      durationMs: 9e5,
      room: 'one-stop-desk',
      unitCode: 'H42.18',
      firstCounter: 1,
    }),
  })
}
