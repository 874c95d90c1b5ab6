import type { Socket } from 'node:net'

import type { BadBehaviour } from './bad-behaviour.ts'
import { createRtspReader, formatReply } from '../rtsp/rtsp-message.ts'
import { headerLines, pour } from './endless.ts'

/** Serves one RTSP client badly. */
export function createBadRtsp(behaviour: BadBehaviour): (socket: Socket) => void {
  if (behaviour === 'silent') return (socket) => socket.resume()
  if (behaviour === 'endless-rtsp-header') {
    return (socket) => {
      socket.resume()
      socket.once('data', () => {
        socket.write('RTSP/1.0 200 OK\r\nCSeq: 1\r\n')
        pour(socket, headerLines())
      })
    }
  }
  return (socket) => {
    const reader = createRtspReader((request) => socket.write(formatReply(request, { status: 404 })))
    socket.on('data', (chunk: Buffer) => {
      try {
        reader.push(chunk)
      } catch {
        // Not RTSP: nothing to answer.
        socket.destroy()
      }
    })
  }
}
