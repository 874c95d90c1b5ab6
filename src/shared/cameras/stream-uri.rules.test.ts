import { describe, expect, it } from 'vitest'
import { MAX_ENCODED_CREDENTIALS, settleStreamUri, withCredentials } from './stream-uri.rules.ts'

describe('settleStreamUri', () => {
  it('keeps an address of the host that answered', () => {
    expect(settleStreamUri('rtsp://10.0.0.5:554/main?x=1&y=2', '10.0.0.5')).toEqual({
      uri: 'rtsp://10.0.0.5:554/main?x=1&y=2',
      rewrittenFromHost: null,
    })
  })

  it('puts the host that answered in the place of another and keeps port and path', () => {
    expect(settleStreamUri('rtsp://192.168.254.1:8554/main', 'nat.xa.vn')).toEqual({
      uri: 'rtsp://nat.xa.vn:8554/main',
      rewrittenFromHost: '192.168.254.1',
    })
    expect(settleStreamUri('rtsp://[fe80::2]/main', 'fe80::1')?.uri).toBe('rtsp://[fe80::1]/main')
  })

  it('takes out credentials that the device put in', () => {
    expect(settleStreamUri('rtsp://admin:12345@10.0.0.5/main', '10.0.0.5')?.uri).toBe('rtsp://10.0.0.5/main')
  })

  it.each(['', 'http://10.0.0.5/x', 'rtsp://', 'nonsense', 'rtsp://10.0.0.5/a b'])('refuses %j', (given) => {
    expect(settleStreamUri(given, '10.0.0.5')).toBeNull()
  })
})

describe('withCredentials', () => {
  it('encodes every character that has a meaning in a URL', () => {
    const url = withCredentials('rtsp://10.0.0.5/main', 'a&b<', '/@:?#%$1 đ')
    expect(url).toBe('rtsp://a%26b%3C:%2F%40%3A%3F%23%25%241%20%C4%91@10.0.0.5/main')
  })

  it('adds nothing when there are none', () => {
    expect(withCredentials('rtsp://10.0.0.5/main', '', '')).toBe('rtsp://10.0.0.5/main')
  })

  it('stays within what ffmpeg keeps for a long Vietnamese password', () => {
    const url = withCredentials('rtsp://10.0.0.5/main', 'quảntrị', 'mật khẩu @ thật dài 2026')
    const userInfo = url.slice('rtsp://'.length, url.lastIndexOf('@'))
    expect(new TextEncoder().encode(userInfo).length).toBeLessThanOrEqual(MAX_ENCODED_CREDENTIALS)
    expect(decodeURIComponent(userInfo)).toBe('quảntrị:mật khẩu @ thật dài 2026')
  })
})
