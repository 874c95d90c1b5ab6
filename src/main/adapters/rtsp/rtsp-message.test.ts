import { describe, expect, it } from 'vitest'
import { createRtspReader, header, requestOf, type RtspMessage, statusOf } from './rtsp-message.ts'
import { holdsKeyframe, readRtpPacket, saysGoodbye } from './rtp-packet.ts'
import { createSenderFilter } from './sender-filter.ts'
import { readVideoTrack } from './video-track.ts'

function readAll(bytes: Buffer, pieceBytes: number) {
  const messages: RtspMessage[] = []
  const packets: string[] = []
  const reader = createRtspReader({
    onMessage: (message) => messages.push(message),
    onPacket: (channel, packet) => packets.push(`${channel}:${packet.toString('latin1')}`),
  })
  for (let from = 0; from < bytes.length; from += pieceBytes)
    reader.push(bytes.subarray(from, from + pieceBytes))
  return { messages, packets }
}

const interleaved = (channel: number, text: string): string =>
  `$${String.fromCharCode(channel, text.length >> 8, text.length & 0xff)}${text}`

describe('reading RTSP', () => {
  it('takes messages and packets apart, however they are cut', () => {
    const stream = Buffer.from(
      `RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\nWWW-Authenticate: Digest x\r\nwww-authenticate: Basic y\r\n\r\n` +
        `${interleaved(0, 'abc')}\r\nRTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 3\r\n\r\nv=0` +
        `${interleaved(1, '')}ANNOUNCE rtsp://x/ RTSP/1.0\r\nCSeq: 9\r\n\r\n`,
      'latin1',
    )
    for (const pieceBytes of [1, 3, 50, 10_000]) {
      const { messages, packets } = readAll(stream, pieceBytes)
      expect(messages.map(statusOf)).toEqual([401, 200, null])
      expect(messages[0]?.headers.get('www-authenticate')).toEqual(['Digest x', 'Basic y'])
      expect(messages[1]?.body).toBe('v=0')
      expect(messages[2] && requestOf(messages[2])).toEqual({ method: 'ANNOUNCE', uri: 'rtsp://x/' })
      expect(messages[2] && header(messages[2], 'cseq')).toBe('9')
      expect(packets).toEqual(['0:abc', '1:'])
    }
  })

  it.each([
    ['a header without end', `RTSP/1.0 200 OK\r\n${'X: y\r\n'.repeat(10_000)}`],
    ['one line without end', 'a'.repeat(100_000)],
    ['a body of gigabytes', 'RTSP/1.0 200 OK\r\nContent-Length: 4000000000\r\n\r\n'],
    ['a body of nonsense length', 'RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n'],
    ['HTTP', 'HTTP/1.1 200 OK\r\n\r\n'],
  ])('refuses %s', (_, text) => {
    expect(() => readAll(Buffer.from(text), 1000)).toThrow(/stream\.refused/)
  })
})

describe('reading RTP', () => {
  /** Version 2, payload type 96, sequence 7, timestamp 9, SSRC 0xAA. */
  const plain = (first: number, rest: string): Buffer =>
    Buffer.from(`${first.toString(16)}60000700000009000000aa${rest}`, 'hex')

  it('finds the time that the device wrote beside a picture', () => {
    const seconds = (2_208_988_800 + 1_795_000_000).toString(16)
    const packet = readRtpPacket(plain(0x90, `abac0003${seconds}80000000e0070000` + '65'))
    expect(packet).toMatchObject({ payloadType: 96, sequence: 7, timestamp: 9, ssrc: 0xaa })
    expect(packet?.replay).toEqual({
      frameMs: 1_795_000_000_500,
      cleanPoint: true,
      endOfStretch: true,
      discontinuity: true,
    })
    expect(packet?.payload.toString('hex')).toBe('65')
  })

  it.each([
    ['of version 1', plain(0x40, '65')],
    ['cut off', plain(0x80, '').subarray(0, 11)],
    ['with an extension cut off', plain(0x90, 'abac0003')],
    ['with sources cut off', plain(0x8f, '65')],
  ])('passes over a packet %s', (_, bytes) => {
    expect(readRtpPacket(bytes)).toBeNull()
  })

  it('passes over other extensions', () => {
    expect(readRtpPacket(plain(0x90, 'bede00010000000065'))?.replay).toBeNull()
  })

  it.each([
    ['h264', '65', true],
    ['h264', '41', false],
    ['h264', '7c85', true],
    ['h264', '7c05', true],
    ['h264', '7c81', false],
    ['h264', '78000267640002688800026588', true],
    ['h265', '2601', true],
    ['h265', '0201', false],
    ['h265', '620193', true],
    ['h265', '620181', false],
    ['h264', '', false],
  ] as const)('knows a keyframe in %s %s: %s', (codec, hex, expected) => {
    const padded = hex.length === 2 || (codec === 'h265' && hex.length === 4) ? `${hex}00` : hex
    expect(holdsKeyframe(Buffer.from(padded, 'hex'), codec)).toBe(expected)
  })

  it('hears a good-bye behind a report', () => {
    expect(saysGoodbye(Buffer.from('80c80001000000aa81cb0001000000aa', 'hex'))).toBe(true)
    expect(saysGoodbye(Buffer.from('80c80001000000aa', 'hex'))).toBe(false)
    expect(saysGoodbye(Buffer.from('80', 'hex'))).toBe(false)
  })
})

describe('telling senders apart', () => {
  it('keeps to the announced one, else to the first', () => {
    const announced = createSenderFilter(7)
    expect([announced.accepts(8), announced.accepts(7), announced.accepts(8)]).toEqual([false, true, false])
    expect([announced.strays(), announced.senders()]).toEqual([2, 2])
    const first = createSenderFilter(null)
    expect([first.accepts(8), first.accepts(7)]).toEqual([true, false])
  })

  it('believes what comes when the announced one never does', () => {
    const filter = createSenderFilter(7)
    const accepted = Array.from({ length: 100 }, () => filter.accepts(8))
    expect(accepted.indexOf(true)).toBe(50)
    expect(accepted.at(-1)).toBe(true)
  })
})

describe('reading an SDP', () => {
  const target = {
    host: '127.0.0.1',
    port: 8554,
    uri: 'rtsp://127.0.0.1:8554/card?x=1',
    username: '',
    password: '',
  }
  const sdp = (body: string, base?: string): RtspMessage => ({
    startLine: 'RTSP/1.0 200 OK',
    headers: new Map(base === undefined ? [] : [['content-base', [base]]]),
    body,
  })
  const VIDEO =
    'm=audio 0 RTP/AVP 8\r\na=control:a\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H265/90000\r\na=fmtp:96 sprop=x\r\n'

  it('takes the video alone, at the host that answered', () => {
    const track = readVideoTrack(
      sdp(`v=0\r\na=control:*\r\n${VIDEO}a=control:trackID=1\r\n`, 'rtsp://10.9.9.9/card/'),
      target,
    )
    expect(track).toMatchObject({
      codec: 'h265',
      clockRate: 90_000,
      payloadType: 96,
      controlUri: 'rtsp://127.0.0.1:8554/card/trackID=1',
      playUri: 'rtsp://127.0.0.1:8554/card/',
      formatLines: ['a=rtpmap:96 H265/90000', 'a=fmtp:96 sprop=x'],
    })
    const absolute = readVideoTrack(sdp(`${VIDEO}a=control:rtsp://10.9.9.9:554/card/t1\r\n`), target)
    expect(absolute.controlUri).toBe('rtsp://127.0.0.1:8554/card/t1')
    expect(absolute.playUri).toBe(target.uri)
  })

  it.each([
    '',
    'm=audio 0 RTP/AVP 8\r\n',
    'm=video 0 RTP/AVP 26\r\na=rtpmap:26 JPEG/90000\r\n',
    'm=video x\r\n',
  ])('finds no video that it can play in %j', (body) => {
    expect(() => readVideoTrack(sdp(body), target)).toThrow(/stream\.no-video/)
  })
})
