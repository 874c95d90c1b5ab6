import { devicePath, mediaPath, type DeviceFacts } from './device-facts.ts'
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

function dateTime(epochMs: number): string {
  const at = new Date(epochMs)
  return (
    `<tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute>` +
    `<tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time>` +
    `<tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month>` +
    `<tt:Day>${at.getUTCDate()}</tt:Day></tt:Date>`
  )
}

function services(facts: DeviceFacts): string {
  const version = '<tds:Version><tt:Major>2</tt:Major><tt:Minor>40</tt:Minor></tds:Version>'
  const service = (namespace: string, path: string): string =>
    `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr>${facts.httpBase()}${path}</tds:XAddr>${version}</tds:Service>`
  return (
    '<tds:GetServicesResponse>' +
    service('http://www.onvif.org/ver10/device/wsdl', devicePath) +
    service('http://www.onvif.org/ver10/media/wsdl', mediaPath) +
    '</tds:GetServicesResponse>'
  )
}

function serviceCapabilities(): string {
  return (
    '<tds:GetServiceCapabilitiesResponse><tds:Capabilities><tds:Network IPFilter="false"/>' +
    '<tds:Security UsernameToken="true" HttpDigest="true" TLS1.2="false"/><tds:System/></tds:Capabilities>' +
    '</tds:GetServiceCapabilitiesResponse>'
  )
}

function capabilities(facts: DeviceFacts): string {
  return (
    '<tds:GetCapabilitiesResponse><tds:Capabilities>' +
    `<tt:Device><tt:XAddr>${facts.httpBase()}${devicePath}</tt:XAddr></tt:Device>` +
    `<tt:Media><tt:XAddr>${facts.httpBase()}${mediaPath}</tt:XAddr><tt:StreamingCapabilities>` +
    '<tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP>' +
    '</tt:StreamingCapabilities></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>'
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

function scopes({ identity, name }: DeviceFacts): string {
  const items = [
    'onvif://www.onvif.org/type/video_encoder',
    'onvif://www.onvif.org/Profile/Streaming',
    `onvif://www.onvif.org/hardware/${encodeURIComponent(identity.model)}`,
    `onvif://www.onvif.org/name/${encodeURIComponent(name)}`,
    'onvif://www.onvif.org/location/country/vietnam',
  ]
  const scope = (item: string): string =>
    `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${escapeXml(item)}</tt:ScopeItem></tds:Scopes>`
  return `<tds:GetScopesResponse>${items.map(scope).join('')}</tds:GetScopesResponse>`
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
