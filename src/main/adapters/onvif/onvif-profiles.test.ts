import { envelope, identityAnswer, notAuthorizedFault } from '#tests/builders/fake-onvif-server.ts'
import {
  closeServers,
  DEVICE,
  MEDIA,
  MEDIA2,
  profile,
  profilesAnswer,
  servicesAnswer,
  session,
} from '#tests/builders/onvif-bench.ts'
import { afterEach, describe, expect, it } from 'vitest'

afterEach(closeServers)

const UNDECLARED = { declaredFrameRateMilli: null, declaredBitsPerSecond: null }

describe('profiles and addresses', () => {
  it('keeps tokens as strings, at the address that answered', async () => {
    const opened = await session((call, _, request) => {
      if (call === 'GetServices') return servicesAnswer(DEVICE, MEDIA)
      expect(request.url).toBe('/onvif/media')
      return profilesAnswer(
        profile('001', 'H264', '1920'),
        profile('j', 'JPEG', '640'),
        profile('bad', 'H264', '0'),
      )
    })
    expect(await opened.getProfiles()).toEqual([
      { token: '001', name: '0123', codec: 'h264', widthPx: 1920, heightPx: 1080, ...UNDECLARED },
      { token: 'j', name: '0123', codec: 'other', widthPx: 640, heightPx: 1080, ...UNDECLARED },
    ])
  })

  it('reads H.265 profiles of Media2 and asks its stream address', async () => {
    const configurations =
      '<tr2:Configurations><tr2:VideoEncoder token="v" GovLength="50"><tt:Encoding>H265</tt:Encoding><tt:Resolution>' +
      '<tt:Width>2560</tt:Width><tt:Height>1440</tt:Height></tt:Resolution><tt:RateControl ConstantBitRate="true">' +
      '<tt:FrameRateLimit>12.5</tt:FrameRateLimit><tt:BitrateLimit>4096</tt:BitrateLimit></tt:RateControl>' +
      '</tr2:VideoEncoder></tr2:Configurations>'
    const opened = await session((call, body) => {
      if (call === 'GetServices') return servicesAnswer(DEVICE, MEDIA, MEDIA2)
      if (call === 'GetProfiles' && body.includes('ver20')) {
        return envelope(
          `<tr2:GetProfilesResponse><tr2:Profiles token="a&amp;b"><tr2:Name>Main</tr2:Name>${configurations}</tr2:Profiles></tr2:GetProfilesResponse>`,
        )
      }
      if (call === 'GetStreamUri' && body.includes('<ProfileToken>a&amp;b</ProfileToken>')) {
        return envelope(
          '<tr2:GetStreamUriResponse><tr2:Uri> rtsp://10.0.0.1/x?a=1&amp;b=2 </tr2:Uri></tr2:GetStreamUriResponse>',
        )
      }
      return notAuthorizedFault()
    })
    expect(await opened.getProfiles()).toEqual([
      {
        token: 'a&b',
        name: 'Main',
        codec: 'h265',
        widthPx: 2560,
        heightPx: 1440,
        declaredFrameRateMilli: 12_500,
        declaredBitsPerSecond: 4_096_000,
      },
    ])
    expect(await opened.getStreamUri('a&b')).toBe('rtsp://10.0.0.1/x?a=1&b=2')
  })

  it('falls back to the old media service where Media2 does not work', async () => {
    const opened = await session((call, body) => {
      if (call === 'GetServices') return servicesAnswer(DEVICE, MEDIA, MEDIA2)
      return body.includes('ver20') ? { status: 400, body: '' } : profilesAnswer(profile('p', 'H264', '1920'))
    })
    expect((await opened.getProfiles()).map((one) => one.token)).toEqual(['p'])
  })

  it('finds the media service of an old device by its capabilities', async () => {
    const capabilities =
      '<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Media><tt:XAddr>http://10.9.9.9/m</tt:XAddr></tt:Media>' +
      '</tds:Capabilities></tds:GetCapabilitiesResponse>'
    const opened = await session((call, _, request) => {
      if (call === 'GetServices') return { status: 400, body: '' }
      if (call === 'GetCapabilities') return envelope(capabilities)
      expect(request.url).toBe('/m')
      return profilesAnswer(profile('p', 'H264', '1920'))
    })
    expect(await opened.getProfiles()).toHaveLength(1)
  })

  it.each([
    ['an empty list', profilesAnswer(), []],
    [
      'profiles without encoder',
      profilesAnswer('<trt:Profiles token="x"><tt:Name>n</tt:Name></trt:Profiles>'),
      [],
    ],
  ])('answers %s, on which the package never calls back', async (_, answer, expected) => {
    const opened = await session((call) => (call === 'GetServices' ? servicesAnswer(DEVICE, MEDIA) : answer))
    expect(await opened.getProfiles()).toEqual(expected)
  })

  it.each([
    ['an empty body', ''],
    ['another answer', envelope('<trt:SomethingElse/>')],
    ['a single odd service', 'odd'],
  ])('fails in time on %s', async (_, answer) => {
    const services = answer === 'odd' ? servicesAnswer('<tds:Service/>') : servicesAnswer(DEVICE, MEDIA)
    const opened = await session((call) => (call === 'GetServices' ? services : answer))
    await expect(opened.getProfiles()).rejects.toMatchObject({ code: 'device.unreadable' })
    await expect(opened.getStreamUri('x')).rejects.toMatchObject({ code: 'device.unreadable' })
  })

  it('calls a printer that names other services no camera, by a code of its own', async () => {
    const opened = await session((call) => {
      if (call === 'GetDeviceInformation') return identityAnswer()
      return call === 'GetServices' ? servicesAnswer(DEVICE) : { status: 400, body: '' }
    })
    expect((await opened.verifyCredentials()).identity.model).toBe('1')
    const expected = { kind: 'unavailable', code: 'reach.not-a-camera' }
    await expect(opened.getProfiles()).rejects.toMatchObject(expected)
    await expect(opened.getStreamUri('x')).rejects.toMatchObject(expected)
    expect(await opened.getCapabilities()).toEqual({ media2: false, events: false, recordings: false })
  })

  it('asks the old media service for the stream of a profile that Media2 does not know', async () => {
    const opened = await session((call, body) => {
      if (call === 'GetServices') return servicesAnswer(DEVICE, MEDIA, MEDIA2)
      if (body.includes('ver20')) return { status: 400, body: '' }
      return envelope(
        '<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://10.0.0.1/old</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>',
      )
    })
    expect((await opened.getCapabilities()).media2).toBe(true)
    expect(await opened.getStreamUri('1')).toBe('rtsp://10.0.0.1/old')
    expect((await opened.getCapabilities()).media2).toBe(false)
  })

  it('puts the host that answered into the snapshot address', async () => {
    const opened = await session((call) =>
      call === 'GetServices'
        ? servicesAnswer(DEVICE, MEDIA)
        : envelope(
            '<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>http://10.0.0.1:99/s.jpg?x=1</tt:Uri></trt:MediaUri></trt:GetSnapshotUriResponse>',
          ),
    )
    expect(await opened.getSnapshotUri('p')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/s\.jpg\?x=1$/)
  })
})
