import type { IncomingMessage, ServerResponse } from 'node:http'

import { dateTime } from '../onvif/device-service.ts'
import { parseSoapRequest, soapEnvelope, soapFault, unsupportedAction } from '../onvif/soap.ts'

/** A printer with a Device service, as some answer to an ONVIF search: asks nobody for a password, has no camera. */
export async function answerLikePrinter(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk)
  const soap = parseSoapRequest(Buffer.concat(chunks).toString('utf8'))
  const base = `http://${request.headers.host ?? 'printer'}`
  const body = soap === null ? undefined : answers[soap.action]?.(base)
  const text = body === undefined ? soapFault(unsupportedAction(soap?.action ?? '')) : soapEnvelope(body)
  response.writeHead(body === undefined ? 400 : 200, { 'Content-Type': 'application/soap+xml' }).end(text)
}

const answers: Readonly<Record<string, (base: string) => string>> = {
  GetSystemDateAndTime: () =>
    '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType>' +
    `<tt:DaylightSavings>false</tt:DaylightSavings><tt:UTCDateTime>${dateTime(Date.now())}</tt:UTCDateTime>` +
    '</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>',
  GetDeviceInformation: () =>
    '<tds:GetDeviceInformationResponse><tds:Manufacturer>Paper &amp; Toner</tds:Manufacturer>' +
    '<tds:Model>LaserJet 400</tds:Model><tds:FirmwareVersion>20190115</tds:FirmwareVersion>' +
    '<tds:SerialNumber>PRN0000001</tds:SerialNumber><tds:HardwareId>7</tds:HardwareId>' +
    '</tds:GetDeviceInformationResponse>',
  GetServices: (base) =>
    `<tds:GetServicesResponse>${service('http://www.onvif.org/ver10/device/wsdl', `${base}/onvif/device_service`)}` +
    `${service('http://schemas.microsoft.com/windows/2006/08/wdp/print', `${base}/print`)}</tds:GetServicesResponse>`,
  GetCapabilities: (base) =>
    '<tds:GetCapabilitiesResponse><tds:Capabilities>' +
    `<tt:Device><tt:XAddr>${base}/onvif/device_service</tt:XAddr></tt:Device>` +
    '</tds:Capabilities></tds:GetCapabilitiesResponse>',
}

function service(namespace: string, address: string): string {
  return (
    `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr>${address}</tds:XAddr>` +
    '<tds:Version><tt:Major>1</tt:Major><tt:Minor>0</tt:Minor></tds:Version></tds:Service>'
  )
}
