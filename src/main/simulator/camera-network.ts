import { createFaultControl, type FaultControl } from './camera-fault.ts'
import type { CameraPicture } from './camera-picture.ts'
import type { DeviceClock } from './device-clock.ts'
import { createDiscoveryResponder } from './discovery/discovery-responder.ts'
import { createDeviceAuthentication } from './onvif/device-authentication.ts'
import {
  devicePath,
  media2Path,
  mediaPath,
  type DeviceFacts,
  type DeviceIdentity,
  type OptionalService,
} from './onvif/device-facts.ts'
import { deviceActions } from './onvif/device-service.ts'
import { createEventService, type EventService } from './onvif/event-service.ts'
import { media2Actions } from './onvif/media2-service.ts'
import { mediaActions } from './onvif/media-service.ts'
import { createOnvifServer } from './onvif/onvif-server.ts'
import { createRecordingServices, replayFolder, type RecordingServices } from './onvif/recording-services.ts'
import type { SoapService } from './onvif/soap.ts'
import { createTableService } from './onvif/table-service.ts'
import { createLink } from './rtsp/outgoing.ts'
import { createRtspAuthentication } from './rtsp/rtsp-authentication.ts'
import type { RtspSource } from './rtsp/rtsp-connection.ts'
import { createRtspServer } from './rtsp/rtsp-server.ts'
import { createFootage } from './sd-card/footage.ts'
import { createSdCard, type SdCard } from './sd-card/sd-card.ts'
import type { CameraSettings } from './virtual-camera-options.ts'

/** What a camera can change while it runs. */
export type CameraState = {
  readonly picture: () => CameraPicture
  readonly identity: () => DeviceIdentity
}

export type CameraNetwork = {
  readonly faults: FaultControl
  readonly facts: DeviceFacts
  readonly events: EventService
  readonly onvifUrl: () => string
  /** Where the stream really is, whatever ONVIF says. */
  readonly rtspUrl: () => string
  /** The device forgets what a restart makes it forget. */
  forget(): void
}

const realm = 'IP Camera'

/** Everything of one camera that answers on the network; closed until `faults.restore()`. */
export function createCameraNetwork(
  settings: CameraSettings,
  clock: DeviceClock,
  state: CameraState,
): CameraNetwork {
  const { credentials, host } = settings
  const card = settings.sdCard === null ? null : createSdCard(settings.sdCard, clock, settings.now)
  const facts = createFacts(settings, clock, state, { http: () => onvif.port(), rtsp: () => rtsp.port() })
  const onvifAuthentication = createDeviceAuthentication({
    mode: settings.authenticationMode,
    credentials,
    realm,
    digestAlgorithms: settings.digestAlgorithms,
    deviceNow: () => clock.nowMs(),
    refuses: () => faults.refusesCredentials(),
  })
  const rtspAuthentication = createRtspAuthentication(credentials, realm)
  const events = createEventService({
    facts,
    strictAddressing: () => settings.strictAddressing,
    dead: () => faults.pullPointDead(),
  })
  const recordings = card === null ? null : createRecordingServices(facts, card)
  const rtsp = createRtspServer(
    { host, port: settings.rtspPort },
    {
      ...settings,
      source: createSources(settings, state, card),
      authentication: rtspAuthentication,
      behaviour: () => faults.rtspBehaviour(),
      link: createLink(() => faults.linkBitsPerSecond()),
      cameraTime: (time) => time.stationMs + clock.offsetMs(),
    },
  )
  const onvif = createOnvifServer(
    { host, port: settings.onvifPort },
    {
      services: createServices(facts, events, recordings),
      authentication: onvifAuthentication,
      snapshot: () => state.picture().snapshot(),
    },
  )
  const discovery =
    settings.discovery === null
      ? []
      : [createDiscoveryResponder({ host, ...settings.discovery }, facts, settings.onProblem)]
  function forget(): void {
    onvifAuthentication.reset()
    rtspAuthentication.reset()
    events.forgetSubscriptions()
    recordings?.forgetSearches()
  }
  const faults = createFaultControl({
    rtsp,
    others: [onvif, ...discovery],
    onRestart: forget,
    onPullPointDead: () => events.forgetSubscriptions(),
    onProblem: settings.onProblem,
  })
  return {
    faults,
    facts,
    events,
    onvifUrl: () => `http://${host}:${onvif.port()}${devicePath}`,
    rtspUrl: () => `rtsp://${host}:${rtsp.port()}/main`,
    forget,
  }
}

type Ports = { readonly http: () => number; readonly rtsp: () => number }

function createFacts(
  settings: CameraSettings,
  clock: DeviceClock,
  state: CameraState,
  ports: Ports,
): DeviceFacts {
  const offers = new Set<OptionalService>([
    ...(settings.media2 ? (['media2'] as const) : []),
    ...(settings.events ? (['events'] as const) : []),
    ...(settings.sdCard === null ? [] : (['recordings'] as const)),
  ])
  return {
    get identity() {
      return state.identity()
    },
    get profiles() {
      return state.picture().profiles
    },
    name: settings.name,
    offers,
    media1ForH265: settings.media1ForH265,
    deviceNow: () => clock.nowMs(),
    httpBase: () => `http://${settings.internalServiceHost}:${ports.http()}`,
    rtspBase: () => `rtsp://${settings.internalStreamHost}:${ports.rtsp()}`,
  }
}

function createServices(
  facts: DeviceFacts,
  events: EventService,
  recordings: RecordingServices | null,
): readonly SoapService[] {
  return [
    createTableService(devicePath, deviceActions, facts),
    createTableService(mediaPath, mediaActions, facts),
    ...(facts.offers.has('media2') ? [createTableService(media2Path, media2Actions, facts)] : []),
    ...(facts.offers.has('events') ? [events] : []),
    ...(recordings === null ? [] : [recordings]),
  ]
}

function createSources(
  settings: CameraSettings,
  state: CameraState,
  card: SdCard | null,
): (path: string) => RtspSource | undefined {
  const footage =
    card === null
      ? null
      : createFootage({
          ...card.settings,
          ffmpegPath: settings.ffmpegPath,
          cameraName: settings.name,
          script: settings.script,
        })
  return (path) => {
    const stream = state.picture().streams.get(path)
    if (stream !== undefined) return { kind: 'live', stream }
    const recording = card?.recordings().find(({ token }) => path === `${replayFolder}/${token}`)
    if (card === null || footage === null || recording === undefined) return undefined
    return { kind: 'replay', replay: { footage, recording, end: card.settings.replayEnd } }
  }
}
