import type { DeviceFacts, MediaProfile } from './device-facts.ts'
import type { MediaAction } from './media-service.ts'
import { encoderToken, snapshotTarget, sourceConfigurationToken, sourceToken } from './media-tokens.ts'
import { childText, childTexts, escapeXml, type SoapFault, type XmlElement } from './soap.ts'

/** The Media2 service (ver20), which names H.265: action name → body of the answer, or a fault. */
export const media2Actions: ReadonlyMap<string, MediaAction> = new Map<string, MediaAction>([
  ['GetServiceCapabilities', serviceCapabilities],
  ['GetProfiles', profiles],
  ['GetVideoSourceConfigurations', videoSourceConfigurations],
  ['GetVideoEncoderConfigurations', videoEncoderConfigurations],
  ['GetStreamUri', streamUri],
  ['GetSnapshotUri', snapshotUri],
])

const noProfile: SoapFault = {
  code: 'Sender',
  subcode: 'ter:InvalidArgVal',
  reason: 'The requested profile token does not exist',
}

function serviceCapabilities(): string {
  return (
    '<tr2:GetServiceCapabilitiesResponse><tr2:Capabilities SnapshotUri="true" Rotation="false">' +
    '<tr2:ProfileCapabilities MaximumNumberOfProfiles="2" ConfigurationsSupported="VideoSource VideoEncoder"/>' +
    '<tr2:StreamingCapabilities RTSPStreaming="true" RTPMulticast="false" RTP_RTSP_TCP="true"/>' +
    '</tr2:Capabilities></tr2:GetServiceCapabilitiesResponse>'
  )
}

/** Configurations come only for the `Type`s that were asked for: the standard says so, and clients trip over it. */
function profiles(facts: DeviceFacts, parameters: XmlElement): string | SoapFault {
  const token = childText(parameters, 'Token')
  const types = new Set(childTexts(parameters, 'Type'))
  const wanted = (type: string): boolean => types.has('All') || types.has(type)
  const chosen = facts.profiles.filter((item) => token === '' || item.token === token)
  if (chosen.length === 0) return noProfile
  const list = chosen.map((item) => {
    const source = wanted('VideoSource') ? sourceConfiguration(facts, 'tr2:VideoSource') : ''
    const encoder = wanted('VideoEncoder') ? encoderConfiguration(item, 'tr2:VideoEncoder') : ''
    const both = source + encoder
    return (
      `<tr2:Profiles token="${escapeXml(item.token)}" fixed="true"><tr2:Name>${escapeXml(item.name)}</tr2:Name>` +
      `${both === '' ? '' : `<tr2:Configurations>${both}</tr2:Configurations>`}</tr2:Profiles>`
    )
  })
  return `<tr2:GetProfilesResponse>${list.join('')}</tr2:GetProfilesResponse>`
}

function videoSourceConfigurations(facts: DeviceFacts): string {
  const configuration = sourceConfiguration(facts, 'tr2:Configurations')
  return `<tr2:GetVideoSourceConfigurationsResponse>${configuration}</tr2:GetVideoSourceConfigurationsResponse>`
}

function videoEncoderConfigurations(facts: DeviceFacts, parameters: XmlElement): string {
  const configuration = childText(parameters, 'ConfigurationToken')
  const profileToken = childText(parameters, 'ProfileToken')
  const list = facts.profiles
    .filter((item) => configuration === '' || encoderToken(item) === configuration)
    .filter((item) => profileToken === '' || item.token === profileToken)
    .map((item) => encoderConfiguration(item, 'tr2:Configurations'))
  return `<tr2:GetVideoEncoderConfigurationsResponse>${list.join('')}</tr2:GetVideoEncoderConfigurationsResponse>`
}

function streamUri(facts: DeviceFacts, parameters: XmlElement): string | SoapFault {
  const found = findProfile(facts, parameters)
  if (found === undefined) return noProfile
  const uri = escapeXml(`${facts.rtspBase()}/${found.path}`)
  return `<tr2:GetStreamUriResponse><tr2:Uri>${uri}</tr2:Uri></tr2:GetStreamUriResponse>`
}

function snapshotUri(facts: DeviceFacts, parameters: XmlElement): string | SoapFault {
  const found = findProfile(facts, parameters)
  if (found === undefined) return noProfile
  const uri = escapeXml(facts.httpBase() + snapshotTarget(found.token))
  return `<tr2:GetSnapshotUriResponse><tr2:Uri>${uri}</tr2:Uri></tr2:GetSnapshotUriResponse>`
}

function findProfile(facts: DeviceFacts, parameters: XmlElement): MediaProfile | undefined {
  const token = childText(parameters, 'ProfileToken')
  return facts.profiles.find((item) => item.token === token)
}

function sourceConfiguration(facts: DeviceFacts, element: string): string {
  const [main] = facts.profiles
  return (
    `<${element} token="${sourceConfigurationToken}"><tt:Name>${sourceConfigurationToken}</tt:Name>` +
    `<tt:UseCount>${facts.profiles.length}</tt:UseCount><tt:SourceToken>${sourceToken}</tt:SourceToken>` +
    `<tt:Bounds x="0" y="0" width="${main.widthPx}" height="${main.heightPx}"/></${element}>`
  )
}

function encoderConfiguration(item: MediaProfile, element: string): string {
  const keyframeFrames = Math.round(item.keyframeSpacingSeconds * item.framesPerSecond)
  const codecProfile = item.codec === 'h264' ? 'Baseline' : 'Main'
  return (
    `<${element} token="${escapeXml(encoderToken(item))}" GovLength="${keyframeFrames}" Profile="${codecProfile}">` +
    `<tt:Name>${escapeXml(item.name)}</tt:Name><tt:UseCount>1</tt:UseCount>` +
    `<tt:Encoding>${item.codec.toUpperCase()}</tt:Encoding>` +
    `<tt:Resolution><tt:Width>${item.widthPx}</tt:Width><tt:Height>${item.heightPx}</tt:Height></tt:Resolution>` +
    `<tt:RateControl ConstantBitRate="false"><tt:FrameRateLimit>${item.declaredFramesPerSecond}</tt:FrameRateLimit>` +
    `<tt:BitrateLimit>${Math.round(item.bitsPerSecond / 1_000)}</tt:BitrateLimit></tt:RateControl>` +
    `<tt:Quality>5</tt:Quality></${element}>`
  )
}
