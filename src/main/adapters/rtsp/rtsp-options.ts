import { connect } from 'node:net'
import { hostInUri } from '#shared/cameras/camera-address.rules.ts'

const STATUS_LINE = /^RTSP\/1\.\d \d{3} /
const ENOUGH = 'RTSP/1.0 200 '.length

/** Whether an RTSP server answers there. Never rejects; false when time is up or the caller left. */
export function asksLikeRtsp(
  host: string,
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const socket = connect({ host, port })
    let heard = ''
    const end = (isRtsp: boolean): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      socket.destroy()
      resolve(isRtsp)
    }
    const leave = (): void => end(false)
    const timer = setTimeout(leave, timeoutMs)
    signal.addEventListener('abort', leave, { once: true })
    socket.setEncoding('latin1')
    socket.on('error', leave)
    socket.on('close', leave)
    socket.on('connect', () => {
      socket.write(
        `OPTIONS rtsp://${hostInUri(host)}:${port}/ RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: minh-chung\r\n\r\n`,
      )
    })
    socket.on('data', (text: string) => {
      heard += text
      if (heard.length >= ENOUGH) end(STATUS_LINE.test(heard))
    })
  })
}
