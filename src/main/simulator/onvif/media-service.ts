import type { DeviceFacts, MediaProfile } from './device-facts.ts'
import { encoderToken, snapshotTarget, sourceConfigurationToken, sourceToken } from './media-tokens.ts'
import { childText, escapeXml, type SoapFault, type XmlElement } from './soap.ts'

export type MediaAction = (facts: DeviceFacts, parameters: XmlElement) => string | SoapFault

/** The Media service (ver10): action name → body of the answer, or a fault. */
export const mediaActions: ReadonlyMap<string, MediaAction> = new Map<string, MediaAction>([
  ['GetServiceCapabilities', serviceCapabilities],
  ['GetProfiles', profiles],
  ['GetProfile', profile],
  ['GetVideoSources', videoSources],
  ['GetVideoSourceConfigurations', videoSourceConfigurations],
  ['GetVideoEncoderConfigurations', videoEncoderConfigurations],
  ['GetStreamUri', streamUri],
  ['GetSnapshotUri', snapshotUri],
])

function serviceCapabilities(): string {
  return (
    '<trt:GetServiceCapabilitiesResponse><trt:Capabilities SnapshotUri="true" Rotation="false" VideoSourceMode="false">' +
    '<trt:ProfileCapabilities MaximumNumberOfProfiles="2"/>' +
    '<trt:StreamingCapabilities RTPMulticast="false" RTP_TCP="true" RTP_RTSP_TCP="true"/>' +
    '</trt:Capabilities></trt:GetServiceCapabilitiesResponse>'
  )
}

function profiles(facts: DeviceFacts): string {
  const list = facts.profiles.map((item) => describeProfile(facts, item, 'trt:Profiles')).join('')
  return `<trt:GetProfilesResponse>${list}</trt:GetProfilesResponse>`
}

function profile(facts: DeviceFacts, parameters: XmlElement): string | SoapFault {
  const found = findProfile(facts, parameters)
  if (found === undefined) return noProfile
  return `<trt:GetProfileResponse>${describeProfile(facts, found, 'trt:Profile')}</trt:GetProfileResponse>`
}

function videoSources(facts: DeviceFacts): string {
  const [main] = facts.profiles
  return (
    `<trt:GetVideoSourcesResponse><trt:VideoSources token="${sourceToken}">` +
    `<tt:Framerate>${main.declaredFramesPerSecond}</tt:Framerate>${resolution(main)}` +
    '</trt:VideoSources></trt:GetVideoSourcesResponse>'
  )
}

function videoSourceConfigurations(facts: DeviceFacts): string {
  const configuration = sourceConfiguration(facts, 'trt:Configurations')
  return `<trt:GetVideoSourceConfigurationsResponse>${configuration}</trt:GetVideoSourceConfigurationsResponse>`
}

function videoEncoderConfigurations(facts: DeviceFacts): string {
  const list = facts.profiles.map((item) => encoderConfiguration(facts, item, 'trt:Configurations')).join('')
  return `<trt:GetVideoEncoderConfigurationsResponse>${list}</trt:GetVideoEncoderConfigurationsResponse>`
}

function streamUri(facts: DeviceFacts, parameters: XmlElement): string | SoapFault {
  const found = findProfile(facts, parameters)
  if (found === undefined) return noProfile
  return `<trt:GetStreamUriResponse>${mediaUri(`${facts.rtspBase()}/${found.path}`)}</trt:GetStreamUriResponse>`
}

function snapshotUri(facts: DeviceFacts, parameters: XmlElement): string | SoapFault {
  const found = findProfile(facts, parameters)
  if (found === undefined) return noProfile
  const uri = mediaUri(facts.httpBase() + snapshotTarget(found.token))
  return `<trt:GetSnapshotUriResponse>${uri}</trt:GetSnapshotUriResponse>`
}

const noProfile: SoapFault = {
  code: 'Sender',
  subcode: 'ter:InvalidArgVal',
  reason: 'The requested profile token does not exist',
}

function findProfile(facts: DeviceFacts, parameters: XmlElement): MediaProfile | undefined {
  const token = childText(parameters, 'ProfileToken')
  return facts.profiles.find((item) => item.token === token)
}

function mediaUri(uri: string): string {
  return (
    `<trt:MediaUri><tt:Uri>${escapeXml(uri)}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>` +
    '<tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri>'
  )
}

function describeProfile(facts: DeviceFacts, item: MediaProfile, element: string): string {
  return (
    `<${element} token="${escapeXml(item.token)}" fixed="true"><tt:Name>${escapeXml(item.name)}</tt:Name>` +
    sourceConfiguration(facts, 'tt:VideoSourceConfiguration') +
    encoderConfiguration(facts, item, 'tt:VideoEncoderConfiguration') +
    `</${element}>`
  )
}

function sourceConfiguration(facts: DeviceFacts, element: string): string {
  const [main] = facts.profiles
  return (
    `<${element} token="${sourceConfigurationToken}"><tt:Name>${sourceConfigurationToken}</tt:Name>` +
    `<tt:UseCount>${facts.profiles.length}</tt:UseCount><tt:SourceToken>${sourceToken}</tt:SourceToken>` +
    `<tt:Bounds x="0" y="0" width="${main.widthPx}" height="${main.heightPx}"/></${element}>`
  )
}

/** This service is older than H.265: a profile of that codec is called H264, or has no encoder at all. */
function encoderConfiguration(facts: DeviceFacts, item: MediaProfile, element: string): string {
  if (item.codec === 'h265' && facts.media1ForH265 === 'left-out') return ''
  const keyframeFrames = Math.round(item.keyframeSpacingSeconds * item.framesPerSecond)
  return (
    `<${element} token="${escapeXml(encoderToken(item))}"><tt:Name>${escapeXml(item.name)}</tt:Name>` +
    `<tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding>${resolution(item)}` +
    '<tt:Quality>5</tt:Quality><tt:RateControl>' +
    `<tt:FrameRateLimit>${Math.round(item.declaredFramesPerSecond)}</tt:FrameRateLimit>` +
    '<tt:EncodingInterval>1</tt:EncodingInterval>' +
    `<tt:BitrateLimit>${Math.round(item.bitsPerSecond / 1_000)}</tt:BitrateLimit></tt:RateControl>` +
    `<tt:H264><tt:GovLength>${keyframeFrames}</tt:GovLength><tt:H264Profile>Baseline</tt:H264Profile></tt:H264>` +
    `<tt:SessionTimeout>PT60S</tt:SessionTimeout></${element}>`
  )
}

function resolution(item: MediaProfile): string {
  return `<tt:Resolution><tt:Width>${item.widthPx}</tt:Width><tt:Height>${item.heightPx}</tt:Height></tt:Resolution>`
}
