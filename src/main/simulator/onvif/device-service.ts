import {
  devicePath,
  eventPath,
  media2Path,
  mediaPath,
  recordingPath,
  replayPath,
  searchPath,
  type DeviceFacts,
  type OptionalService,
} from './device-facts.ts'
import { escapeXml } from './soap.ts'

export type SoapAction = (facts: DeviceFacts) => string

/** The Device service (ver10): action name → body of the answer. */
export const deviceActions: ReadonlyMap<string, SoapAction> = new Map([
  ['GetSystemDateAndTime', systemDateAndTime],
  ['GetServices', services],
  ['GetServiceCapabilities', serviceCapabilities],
  ['GetCapabilities', capabilities],
  ['GetDeviceInformation', deviceInformation],
  ['GetScopes', scopes],
  ['GetNetworkInterfaces', networkInterfaces],
])

/** What the standard lets anybody ask (access class PRE_AUTH). */
export const openDeviceActions: ReadonlySet<string> = new Set([
  'GetSystemDateAndTime',
  'GetServices',
  'GetServiceCapabilities',
  'GetCapabilities',
])

function systemDateAndTime(facts: DeviceFacts): string {
  const nowMs = facts.deviceNow()
  return (
    '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>' +
    '<tt:DateTimeType>Manual</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>' +
    '<tt:TimeZone><tt:TZ>ICT-7:00:00</tt:TZ></tt:TimeZone>' +
    `<tt:UTCDateTime>${dateTime(nowMs)}</tt:UTCDateTime>` +
    `<tt:LocalDateTime>${dateTime(nowMs + 7 * 3_600_000)}</tt:LocalDateTime>` +
    '</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>'
  )
}

/** An `tt:DateTime` without its element. */
export function dateTime(epochMs: number): string {
  const at = new Date(epochMs)
  return (
    `<tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute>` +
    `<tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time>` +
    `<tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month>` +
    `<tt:Day>${at.getUTCDate()}</tt:Day></tt:Date>`
  )
}

type AdvertisedService = {
  readonly namespace: string
  readonly path: string
  readonly needs: OptionalService | null
}

const advertisedServices: readonly AdvertisedService[] = [
  { namespace: 'ver10/device', path: devicePath, needs: null },
  { namespace: 'ver10/media', path: mediaPath, needs: null },
  { namespace: 'ver20/media', path: media2Path, needs: 'media2' },
  { namespace: 'ver10/events', path: eventPath, needs: 'events' },
  { namespace: 'ver10/recording', path: recordingPath, needs: 'recordings' },
  { namespace: 'ver10/search', path: searchPath, needs: 'recordings' },
  { namespace: 'ver10/replay', path: replayPath, needs: 'recordings' },
]

function services(facts: DeviceFacts): string {
  const list = advertisedServices
    .filter(({ needs }) => needs === null || facts.offers.has(needs))
    .map(
      ({ namespace, path }) =>
        `<tds:Service><tds:Namespace>http://www.onvif.org/${namespace}/wsdl</tds:Namespace>` +
        `<tds:XAddr>${facts.httpBase()}${path}</tds:XAddr>` +
        '<tds:Version><tt:Major>2</tt:Major><tt:Minor>40</tt:Minor></tds:Version></tds:Service>',
    )
  return `<tds:GetServicesResponse>${list.join('')}</tds:GetServicesResponse>`
}

function serviceCapabilities(): string {
  return (
    '<tds:GetServiceCapabilitiesResponse><tds:Capabilities><tds:Network IPFilter="false"/>' +
    '<tds:Security UsernameToken="true" HttpDigest="true" TLS1.2="false"/><tds:System/></tds:Capabilities>' +
    '</tds:GetServiceCapabilitiesResponse>'
  )
}

/** The older form of GetServices; it has no word for Media2. */
function capabilities(facts: DeviceFacts): string {
  const address = (path: string): string => `<tt:XAddr>${facts.httpBase()}${path}</tt:XAddr>`
  const events =
    `<tt:Events>${address(eventPath)}<tt:WSSubscriptionPolicySupport>false</tt:WSSubscriptionPolicySupport>` +
    '<tt:WSPullPointSupport>true</tt:WSPullPointSupport>' +
    '<tt:WSPausableSubscriptionManagerInterfaceSupport>false</tt:WSPausableSubscriptionManagerInterfaceSupport>' +
    '</tt:Events>'
  const recordings =
    `<tt:Extension><tt:Recording>${address(recordingPath)}<tt:ReceiverSource>false</tt:ReceiverSource>` +
    '<tt:MediaProfileSource>true</tt:MediaProfileSource><tt:DynamicRecordings>false</tt:DynamicRecordings>' +
    '<tt:DynamicTracks>false</tt:DynamicTracks><tt:MaxStringLength>64</tt:MaxStringLength></tt:Recording>' +
    `<tt:Search>${address(searchPath)}<tt:MetadataSearch>false</tt:MetadataSearch></tt:Search>` +
    `<tt:Replay>${address(replayPath)}</tt:Replay></tt:Extension>`
  return (
    '<tds:GetCapabilitiesResponse><tds:Capabilities>' +
    `<tt:Device>${address(devicePath)}</tt:Device>${facts.offers.has('events') ? events : ''}` +
    `<tt:Media>${address(mediaPath)}<tt:StreamingCapabilities>` +
    '<tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP>' +
    `</tt:StreamingCapabilities></tt:Media>${facts.offers.has('recordings') ? recordings : ''}` +
    '</tds:Capabilities></tds:GetCapabilitiesResponse>'
  )
}

function deviceInformation({ identity }: DeviceFacts): string {
  return (
    '<tds:GetDeviceInformationResponse>' +
    `<tds:Manufacturer>${escapeXml(identity.manufacturer)}</tds:Manufacturer>` +
    `<tds:Model>${escapeXml(identity.model)}</tds:Model>` +
    `<tds:FirmwareVersion>${escapeXml(identity.firmwareVersion)}</tds:FirmwareVersion>` +
    `<tds:SerialNumber>${escapeXml(identity.serialNumber)}</tds:SerialNumber>` +
    `<tds:HardwareId>${escapeXml(identity.hardwareId)}</tds:HardwareId>` +
    '</tds:GetDeviceInformationResponse>'
  )
}

/** What the device calls itself, in GetScopes and in discovery alike. */
export function scopeItems({ identity, name, offers }: DeviceFacts): readonly string[] {
  return [
    'onvif://www.onvif.org/type/video_encoder',
    'onvif://www.onvif.org/Profile/Streaming',
    ...(offers.has('media2') ? ['onvif://www.onvif.org/Profile/T'] : []),
    ...(offers.has('recordings') ? ['onvif://www.onvif.org/Profile/G'] : []),
    `onvif://www.onvif.org/hardware/${encodeURIComponent(identity.model)}`,
    `onvif://www.onvif.org/name/${encodeURIComponent(name)}`,
    'onvif://www.onvif.org/location/country/vietnam',
  ]
}

function scopes(facts: DeviceFacts): string {
  const scope = (item: string): string =>
    `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${escapeXml(item)}</tt:ScopeItem></tds:Scopes>`
  return `<tds:GetScopesResponse>${scopeItems(facts).map(scope).join('')}</tds:GetScopesResponse>`
}

function networkInterfaces({ identity }: DeviceFacts): string {
  const tail = identity.serialNumber.slice(-6).padStart(6, '0')
  const hardwareAddress = `02:00:00:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4, 6)}`
  return (
    '<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled>' +
    `<tt:Info><tt:Name>eth0</tt:Name><tt:HwAddress>${hardwareAddress}</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info>` +
    '</tds:NetworkInterfaces></tds:GetNetworkInterfacesResponse>'
  )
}
