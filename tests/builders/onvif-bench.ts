import { ONVIF_PATH } from '#shared/cameras/camera-address.rules.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import type { DeviceSession } from '#main/ports/camera-device.ts'
import {
  dateAndTimeAnswer,
  envelope,
  type FakeServer,
  type SoapHandler,
  startSoapServer,
} from './fake-onvif-server.ts'

const servers: FakeServer[] = []

/** Ends what a test started: `afterEach(closeServers)`. */
export async function closeServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()))
}

const device = createOnvifCameraDevice({ timeoutMs: 600 })

type Login = { readonly username?: string; readonly password?: string }

export function connect(
  server: { readonly host: string; readonly port: number },
  login: Login = {},
  signal?: AbortSignal,
) {
  const { username = 'admin', password = 'secret' } = login
  const address = { kind: 'onvif', secure: false, path: ONVIF_PATH, embedded: null, ...server } as const
  return device.connect({ address, username, password }, signal)
}

export async function keep(starting: Promise<FakeServer>): Promise<FakeServer> {
  const server = await starting
  servers.push(server)
  return server
}

export async function session(handler: SoapHandler, login: Login = {}): Promise<DeviceSession> {
  const withTime: SoapHandler = (call, body, request) =>
    call === 'GetSystemDateAndTime' ? dateAndTimeAnswer(Date.now()) : handler(call, body, request)
  return connect(await keep(startSoapServer(withTime)), login)
}

export const servicesAnswer = (...services: readonly string[]): string =>
  envelope(`<tds:GetServicesResponse>${services.join('')}</tds:GetServicesResponse>`)
export const service = (namespace: string, address: string): string =>
  `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr> ${address} </tds:XAddr></tds:Service>`
export const MEDIA = service(
  'http://www.onvif.org/ver10/media/wsdl',
  'http://192.168.254.254:1234/onvif/media',
)
export const MEDIA2 = service('http://www.onvif.org/ver20/media/wsdl', 'http://192.168.254.254/onvif/media2')
export const DEVICE = service(
  'http://www.onvif.org/ver10/device/wsdl',
  'http://192.168.254.254/onvif/device_service',
)

export const profile = (token: string, encoding: string, width: string): string =>
  `<trt:Profiles token="${token}" fixed="true"><tt:Name>0123</tt:Name><tt:VideoEncoderConfiguration token="e">` +
  `<tt:Encoding>${encoding}</tt:Encoding><tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>1080</tt:Height>` +
  '</tt:Resolution></tt:VideoEncoderConfiguration></trt:Profiles>'
export const profilesAnswer = (...profiles: readonly string[]): string =>
  envelope(`<trt:GetProfilesResponse>${profiles.join('')}</trt:GetProfilesResponse>`)
